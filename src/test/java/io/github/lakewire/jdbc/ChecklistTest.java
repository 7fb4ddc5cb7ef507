package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our research numbered what a driver must do: J for JDBC, H for HikariCP, d for defects of the
 * official driver. A test has its number in its name; none is without one.
 */
class ChecklistTest {
  private static final Path ROOT = Path.of(System.getProperty("lakewire.root", ".."));

  private static final List<Path> TESTS =
      List.of(
          ROOT.resolve("src/test/java/io/github/lakewire/jdbc"),
          ROOT.resolve("integration-tests/src/test/java/io/github/lakewire/it"));

  private static final Pattern NAME = Pattern.compile("(?:void|<DynamicTest>) (\\w+)\\(");

  @ParameterizedTest
  @CsvSource({"j, 9, 76", "j, 93, 106", "h, 1, 14", "d, 1, 32"})
  void everyNumberIsInTheNameOfATest(String letter, int first, int last) throws IOException {
    TreeSet<Integer> named = new TreeSet<>();
    for (String name : names()) {
      Matcher number = Pattern.compile("(?<=^|_)" + letter + "(\\d+)(?=_)").matcher(name);
      while (number.find()) {
        named.add(Integer.valueOf(number.group(1)));
      }
    }
    List<Integer> missing = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      if (!named.contains(i)) {
        missing.add(i);
      }
    }
    assertEquals(List.of(), missing);
  }

  private static List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path root : TESTS) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          NAME.matcher(Files.readString(file)).results().forEach(name -> names.add(name.group(1)));
        }
      }
    }
    return names;
  }
}
