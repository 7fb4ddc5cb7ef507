package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of conformance names every section of JDBC once, and tests that exist. */
class ConformanceDocumentTest {
  private static final Path ROOT = Path.of(System.getProperty("lakewire.root", ".."));
  private static final Path DOCS = ROOT.resolve("src/docs");

  /** How many sections the chapters have that are told section by section. */
  private static final List<String> SECTIONS =
      List.of(
          "7.8", "8.6", "9.6", "10.3", "11", "12", "13.1.4", "13.2.4", "13.3.3", "13.4.6", "13.6",
          "14.1.5", "15.1.4", "15.2.5", "16.10", "17", "18", "19");

  private static final Pattern NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)*) .+");
  private static final Pattern TEST = Pattern.compile("`\\w+#\\w+`");
  private static final Pattern STATE = Pattern.compile("`([0-9A-Z]{5})`");

  /** One section of the specification. */
  private record Row(String section, String promise, String tests) {}

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(DOCS.resolve("conformance.md"))) {
      if (line.startsWith("| ") && !line.startsWith("| section |")) {
        String[] cells = line.substring(2, line.length() - 2).split(" \\| ");
        assertEquals(3, cells.length, line);
        rows.add(new Row(cells[0], cells[1], cells[2]));
      }
    }
    return rows;
  }

  @Test
  void everySectionStandsThereOnce() throws IOException {
    List<String> expected = new ArrayList<>();
    for (String last : SECTIONS) {
      int dot = last.lastIndexOf('.');
      // 13.5 and 13.6 follow sections of sections.
      int first = last.equals("13.6") ? 5 : 1;
      int count = dot < 0 ? first : Integer.parseInt(last.substring(dot + 1));
      for (int i = first; i <= count; i++) {
        expected.add(dot < 0 ? last : last.substring(0, dot + 1) + i);
      }
    }
    List<String> numbers = new ArrayList<>();
    Set<String> titles = new HashSet<>();
    for (Row row : rows()) {
      assertTrue(titles.add(row.section()), "twice: " + row.section());
      NUMBER.matcher(row.section()).results().forEach(number -> numbers.add(number.group(1)));
    }
    assertEquals(expected, numbers);
  }

  @Test
  void everyTestExists() throws IOException {
    Set<String> existing = new HashSet<>();
    TestMethods.all().forEach(test -> existing.add("`" + test + "`"));
    List<String> missing = new ArrayList<>();
    for (Row row : rows()) {
      List<MatchResult> tests = TEST.matcher(row.tests()).results().toList();
      assertEquals(tests.size(), row.tests().split(", ").length, "no test: " + row);
      for (MatchResult test : tests) {
        if (!existing.contains(test.group())) {
          missing.add(test.group());
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void whatIsNotSupportedIsRefusedWithAStateOfTheDriver() throws IOException {
    String errors = Files.readString(DOCS.resolve("errors.md"));
    for (Row row : rows()) {
      List<String> states =
          STATE.matcher(row.promise()).results().map(state -> state.group(1)).toList();
      if (row.promise().toLowerCase(java.util.Locale.ROOT).contains("not supported")) {
        assertTrue(states.contains("HYC00"), "no state: " + row);
      }
      for (String state : states) {
        assertTrue(
            errors.contains("`" + state + "`") || state.startsWith("01"), state + ": " + row);
      }
    }
  }
}
