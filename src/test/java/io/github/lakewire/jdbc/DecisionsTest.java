package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The decisions have one form, numbers without gaps, and an index that lists all of them. */
class DecisionsTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("lakewire.root", ".."), "src", "docs", "decisions");

  private static final Pattern FORM =
      Pattern.compile(
          "# (\\d{4}): (\\S.*)\\n"
              + "\\n"
              + "- Status: (\\S.*)\\n"
              + "- Date: \\d{4}-\\d\\d-\\d\\d\\n"
              + "\\n"
              + "## Context\\n"
              + "\\n"
              + "(?s:.+)\\n"
              + "## Decision\\n"
              + "\\n"
              + "(?s:.+)\\n"
              + "## Consequences\\n"
              + "\\n"
              + "(?s:.+)");

  @Test
  void numbersHaveNoGapsAndNoDuplicates() throws IOException {
    int expected = 1;
    for (Path file : files()) {
      assertEquals("%04d".formatted(expected++), number(file), "the number of " + file);
    }
  }

  @Test
  void eachHasTheFormAndStandsInTheIndex() throws IOException {
    StringBuilder index = new StringBuilder();
    for (Path file : files()) {
      Matcher form = FORM.matcher(Files.readString(file));
      assertTrue(form.matches(), file + " has another form than the index describes");
      assertEquals(number(file), form.group(1), "the heading of " + file);
      index.append(
          "| [%s](%s) | %s | %s |\n"
              .formatted(form.group(1), file.getFileName(), form.group(2), form.group(3)));
    }
    String page = Files.readString(FOLDER.resolve("README.md"));
    List<String> rows =
        page.lines().filter(line -> line.startsWith("| [")).map(line -> line + "\n").toList();
    assertEquals(index.toString(), String.join("", rows), "the table in the decisions' README.md");
  }

  private static String number(Path file) {
    return file.getFileName().toString().substring(0, 4);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> decisions =
          new ArrayList<>(
              files.filter(file -> !file.getFileName().toString().equals("README.md")).toList());
      decisions.sort(null);
      assertTrue(decisions.size() > 1, "no decisions in " + FOLDER);
      return decisions;
    }
  }
}
