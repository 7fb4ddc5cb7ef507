package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A test is named by what it holds, in words: no number of a list, no class that is a list. */
class TestNamesTest {
  private static final Path ROOT = Path.of(System.getProperty("lakewire.root", ".."));

  private static final List<Path> SOURCES =
      List.of(
          ROOT.resolve("src/test/java"),
          ROOT.resolve("integration-tests/src/test/java"),
          ROOT.resolve("benchmarks/src/test/java"));

  private static final Pattern TEST =
      Pattern.compile("^  (?:void|Stream<DynamicTest>) (\\w+)\\(", Pattern.MULTILINE);

  /** No underscore, and no letter or two with a number behind them. */
  private static final Pattern WORDS = Pattern.compile("(?![a-z]{1,2}\\d)[a-z][a-zA-Z0-9]*");

  @Test
  void testsAreNamedInWords() throws IOException {
    List<String> wrong = new ArrayList<>();
    int found = 0;
    for (Path file : files()) {
      for (MatchResult test : TEST.matcher(Files.readString(file)).results().toList()) {
        found++;
        if (!WORDS.matcher(test.group(1)).matches()) {
          wrong.add(file.getFileName() + "#" + test.group(1));
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(found > 1000, "only " + found + " tests found");
  }

  @Test
  void noClassIsNamedAfterAList() throws IOException {
    assertEquals(
        List.of(),
        files().stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> name.matches(".*(Checklist|Defects?|Issue|Bug|\\d+)(Test|IT)\\.java"))
            .filter(name -> !name.startsWith("Lz4"))
            .toList());
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path source : SOURCES) {
      try (Stream<Path> all = Files.walk(source)) {
        all.filter(path -> path.toString().endsWith(".java")).forEach(files::add);
      }
    }
    return files;
  }
}
