package io.github.lakewire.jdbc.internal.commandline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows as a table and as CSV. */
class RowPrinterTest {
  private final StringWriter out = new StringWriter();

  private String table(List<String> labels, List<Boolean> numbers, List<List<String>> rows)
      throws IOException {
    return print(new TablePrinter(out), labels, numbers, rows)
        .replace(System.lineSeparator(), "\n");
  }

  private String print(
      RowPrinter printer, List<String> labels, List<Boolean> numbers, List<List<String>> rows)
      throws IOException {
    printer.begin(labels, numbers);
    for (List<String> row : rows) {
      printer.row(row);
    }
    printer.end();
    return out.toString();
  }

  @Test
  void aTableAlignsNumbersToTheRightAndTextToTheLeft() throws IOException {
    assertEquals(
        """
         id | text
        ----+------
          7 | a
         42 | NULL
        """,
        table(
            List.of("id", "text"),
            List.of(true, false),
            List.of(List.of("7", "a"), Arrays.asList("42", null))));
  }

  @Test
  void aTableAlignsCharactersThatAreTwoColumnsWide() throws IOException {
    assertEquals(
        """
         a      | b
        --------+---
         日本   | x
         \uD83D\uDE00e\u0301 한 | y
         abcdef | z
        """,
        table(
            List.of("a", "b"),
            List.of(false, false),
            List.of(
                List.of("日本", "x"),
                List.of("\uD83D\uDE00e\u0301 한", "y"),
                List.of("abcdef", "z"))));
  }

  @Test
  void aTableShowsControlCharactersAndDoesNotObeyThem() throws IOException {
    assertEquals(
        " a\\nb\n------\n x\\t\\u001b[31m\\u202e\\u0000\n",
        table(List.of("a\nb"), List.of(false), List.of(List.of("x\t\u001b[31m\u202e\0")))
            .replaceFirst("-+", "------"));
  }

  @Test
  void aTableCutsLongValuesAndSaysSo() throws IOException {
    String wide = "日".repeat(100);
    String printed =
        table(
            List.of("a"),
            List.of(false),
            List.of(List.of("x".repeat(61)), List.of("x".repeat(60)), List.of(wide)));
    assertTrue(printed.contains("\n " + "x".repeat(57) + "...\n"), printed);
    assertTrue(printed.contains("\n " + "x".repeat(60) + "\n"), printed);
    assertTrue(printed.contains("\n " + "日".repeat(28) + "...\n"), printed);
    assertTrue(printed.endsWith("\n(2 values are cut; --csv prints all whole)\n"), printed);
  }

  @Test
  void aTableWithoutRowsHasItsHead() throws IOException {
    assertEquals(" a | b\n---+---\n", table(List.of("a", "b"), List.of(true, true), List.of()));
  }

  @Test
  void aTableIsPrintedOnceItsFirstRowsAreKnown() throws IOException {
    TablePrinter printer = new TablePrinter(out);
    printer.begin(List.of("a"), List.of(true));
    for (int i = 1; i < TablePrinter.SAMPLE; i++) {
      printer.row(List.of("1"));
    }
    assertEquals("", out.toString());
    printer.row(List.of("1"));
    assertEquals(TablePrinter.SAMPLE + 2, out.toString().lines().count());
    printer.row(List.of("1234"));
    assertTrue(out.toString().endsWith(" 1234" + System.lineSeparator()), "not held back, not cut");
  }

  @Test
  void csvQuotesWhatNeedsItAndTellsNullFromAnEmptyText() throws IOException {
    assertEquals(
        "a,\"b,c\"\r\n,\"\"\r\n\"x \"\"y\"\"\",\"1\n2\"\r\n日本,\" z\"\r\n",
        print(
            new CsvPrinter(out),
            List.of("a", "b,c"),
            List.of(false, false),
            List.of(Arrays.asList(null, ""), List.of("x \"y\"", "1\n2"), List.of("日本", " z"))));
  }

  @Test
  void csvOfOneColumnHasAnEmptyLineForNullAsTheHelpSays() throws IOException {
    assertEquals(
        "a\r\n\r\n\"\"\r\n",
        print(
            new CsvPrinter(out),
            List.of("a"),
            List.of(false),
            List.of(Arrays.asList((String) null), List.of(""))));
    assertTrue(Arguments.USAGE.contains("a NULL that is the only column an empty line"));
  }
}
