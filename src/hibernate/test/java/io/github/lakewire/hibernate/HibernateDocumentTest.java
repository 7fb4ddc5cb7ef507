package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The page of the dialect names, for each feature, tests that exist, and no test is missing. */
class HibernateDocumentTest {
  private static final Path ROOT = Path.of(System.getProperty("lakewire.root", "../.."));
  private static final Pattern NAME = Pattern.compile("`(\\w+)#(\\w+)`");

  @Test
  void eachFeatureHasTestsThatExist() throws Exception {
    List<String> rows = rows();
    assertTrue(rows.size() > 30, rows.toString());
    for (String row : rows) {
      List<MatchResult> tests = NAME.matcher(row).results().toList();
      assertTrue(!tests.isEmpty(), "no test: " + row);
      for (MatchResult test : tests) {
        assertTrue(methods(test.group(1)).contains(test.group(2)), "no such test: " + test.group());
      }
    }
  }

  private static List<String> rows() throws Exception {
    String page = Files.readString(ROOT.resolve("src/docs/hibernate.md"));
    return page.substring(page.indexOf("## Features and their tests"))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| feature |"))
        .toList();
  }

  private static List<String> methods(String type) throws Exception {
    String folder = "src/hibernate/test/java";
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      Path file =
          files
              .filter(path -> path.getFileName().toString().equals(type + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no class " + type));
      String name = ROOT.resolve(folder).relativize(file).toString().replaceAll("[/\\\\]", ".");
      List<String> methods = new ArrayList<>();
      Arrays.stream(Class.forName(name.replace(".java", "")).getDeclaredMethods())
          .filter(
              method ->
                  method.isAnnotationPresent(Test.class)
                      || method.isAnnotationPresent(ParameterizedTest.class))
          .forEach(method -> methods.add(method.getName()));
      return methods;
    }
  }

  @Test
  void theDefinitionsOfTheServicesAreThoseOfTheJar() throws Exception {
    List<String> services = new ArrayList<>();
    try (Stream<Path> files =
        Files.list(ROOT.resolve("src/hibernate/main/resources/META-INF/services"))) {
      for (Path file : files.sorted().toList()) {
        String type = Files.readString(file).strip();
        assertNotNull(Class.forName(type).getConstructor().newInstance());
        services.add(type.replaceAll(".*\\.", ""));
      }
    }
    assertEquals(List.of("DatabricksDialectResolver", "ModelCheck", "BatchSizeDefault"), services);
  }
}
