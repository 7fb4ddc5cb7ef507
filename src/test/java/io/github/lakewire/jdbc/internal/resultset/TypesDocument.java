package io.github.lakewire.jdbc.internal.resultset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tables of types.md that begin with the columns type, form and value. */
public final class TypesDocument {
  static final Path FILE =
      Path.of(System.getProperty("lakewire.root", ".."), "src", "docs", "types.md");

  private static final int KEYS = 3;

  private TypesDocument() {}

  /** One row: the cells stand under the names of getters. */
  public record Row(
      int line, String type, String form, String value, List<String> getters, List<String> cells) {
    public String name() {
      return type + " " + value + " (" + form + "), line " + (line + 1);
    }

    /** The type without the marks that keep a page's reader from taking it for HTML. */
    public String sqlType() {
      return type.replace("`", "");
    }

    String text() {
      StringBuilder text = new StringBuilder("|");
      for (String cell : List.of(type, form, value)) {
        text.append(' ').append(cell).append(" |");
      }
      cells.forEach(cell -> text.append(' ').append(cell).append(" |"));
      return text.toString();
    }
  }

  public static List<String> lines() throws IOException {
    return Files.readAllLines(FILE);
  }

  public static List<Row> rows(List<String> lines) {
    List<Row> rows = new ArrayList<>();
    List<String> getters = List.of();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("| type | form | value |")) {
        List<String> header = cells(line);
        getters = header.subList(KEYS, header.size());
      } else if (!line.startsWith("|")) {
        getters = List.of();
      } else if (!getters.isEmpty() && !line.startsWith("|---")) {
        List<String> cells = cells(line);
        List<String> results = new ArrayList<>(cells.subList(KEYS, cells.size()));
        while (results.size() < getters.size()) {
          results.add("");
        }
        rows.add(new Row(i, cells.get(0), cells.get(1), cells.get(2), getters, results));
      }
    }
    return rows;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.strip().substring(1).split("\\|", -1))
        .map(String::strip)
        .limit(line.chars().filter(c -> c == '|').count() - 1)
        .toList();
  }
}
