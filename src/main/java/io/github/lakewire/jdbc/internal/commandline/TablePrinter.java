package io.github.lakewire.jdbc.internal.commandline;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table for people. The first rows decide how wide its columns are; no more than those are held.
 * Values that are very long are cut.
 */
final class TablePrinter implements RowPrinter {
  /** Rows that decide about the widths. */
  static final int SAMPLE = 200;

  /** The most columns of the terminal that one value takes. */
  static final int WIDEST = 60;

  private final Writer out;
  private final List<List<String>> sample = new ArrayList<>();
  private List<String> labels = List.of();
  private List<Boolean> numbers = List.of();
  private int @Nullable [] widths;
  private long cutValues;

  TablePrinter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<String> labels, List<Boolean> numbers) {
    this.labels = labels.stream().map(this::cell).toList();
    this.numbers = numbers;
  }

  @Override
  public void row(List<@Nullable String> values) throws IOException {
    List<String> cells = values.stream().map(this::cell).toList();
    if (widths != null) {
      line(cells, widths, numbers);
      return;
    }
    sample.add(cells);
    if (sample.size() == SAMPLE) {
      head();
    }
  }

  private String cell(@Nullable String value) {
    if (value == null) {
      return "NULL";
    }
    // No character takes less than no column, but escapes are made of few.
    boolean longer = value.length() > WIDEST * 8;
    String whole = DisplayWidth.printable(longer ? value.substring(0, WIDEST * 8) : value);
    String cut = DisplayWidth.cut(whole, WIDEST);
    if (longer || !cut.equals(whole)) {
      cutValues++;
    }
    return cut;
  }

  private void head() throws IOException {
    int[] found = new int[labels.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = DisplayWidth.of(labels.get(i));
      for (List<String> row : sample) {
        found[i] = Math.max(found[i], DisplayWidth.of(row.get(i)));
      }
    }
    widths = found;
    line(labels, found, Collections.nCopies(found.length, false));
    for (int i = 0; i < found.length; i++) {
      out.write((i == 0 ? "-" : "-+-") + "-".repeat(found[i]));
    }
    out.write("-" + System.lineSeparator());
    for (List<String> row : sample) {
      line(row, found, numbers);
    }
    sample.clear();
  }

  private void line(List<String> cells, int[] widths, List<Boolean> toTheRight) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(Math.max(0, widths[i] - DisplayWidth.of(cells.get(i))));
      line.append(i == 0 ? " " : " | ");
      line.append(toTheRight.get(i) ? blanks + cells.get(i) : cells.get(i) + blanks);
    }
    out.write(line.toString().stripTrailing() + System.lineSeparator());
  }

  @Override
  public void end() throws IOException {
    if (widths == null) {
      head();
    }
    if (cutValues > 0) {
      out.write(
          "("
              + (cutValues == 1 ? "1 value is" : cutValues + " values are")
              + " cut; --csv prints all whole)"
              + System.lineSeparator());
    }
  }
}
