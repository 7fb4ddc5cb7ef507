package io.github.lakewire.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests of all modules, found in their sources. */
final class TestMethods {
  private static final Path ROOT = Path.of(System.getProperty("lakewire.root", ".."));

  /** An annotation that makes a test, what stands behind it, and the method. */
  private static final Pattern TEST =
      Pattern.compile(
          "@(Test|ParameterizedTest|RepeatedTest|TestFactory|FuzzTest)\\b"
              + "(?:(?!\\n  }\\n)[\\s\\S])*?\\n  (?:void|Stream<DynamicTest>) (\\w+)\\(");

  private TestMethods() {}

  /**
   * One test.
   *
   * @param annotation what makes it one
   */
  record TestMethod(String type, String name, String annotation) {
    @Override
    public String toString() {
      return type + "#" + name;
    }
  }

  static List<TestMethod> all() throws IOException {
    List<TestMethod> tests = new ArrayList<>();
    for (Path file : files()) {
      String type = file.getFileName().toString().replace(".java", "");
      TEST.matcher(Files.readString(file))
          .results()
          .forEach(test -> tests.add(new TestMethod(type, test.group(2), test.group(1))));
    }
    return tests;
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String module :
        List.of(
            "src",
            "integration-tests/src",
            "integration-tests/warehouse/src",
            "benchmarks/src",
            "src/hibernate")) {
      try (Stream<Path> all = Files.walk(ROOT.resolve(module).resolve("test/java"))) {
        all.filter(path -> path.toString().matches(".*(Test|IT)\\.java")).forEach(files::add);
      }
    }
    return files;
  }
}
