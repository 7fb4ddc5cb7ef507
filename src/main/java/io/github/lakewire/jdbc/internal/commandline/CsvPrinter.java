package io.github.lakewire.jdbc.internal.commandline;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma separated values as RFC 4180 has them. NULL is an empty field, and an empty text a quoted
 * one. So a NULL that is the only column is an empty line, which some readers skip.
 */
final class CsvPrinter implements RowPrinter {
  private static final String LINE_END = "\r\n";

  private final Writer out;

  CsvPrinter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<String> labels, List<Boolean> numbers) throws IOException {
    line(labels);
  }

  @Override
  public void row(List<@Nullable String> values) throws IOException {
    line(values);
  }

  private void line(List<? extends @Nullable String> values) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      String value = values.get(i);
      if (value != null) {
        field(value);
      }
    }
    out.write(LINE_END);
  }

  private void field(String value) throws IOException {
    boolean quoted =
        value.isEmpty()
            || value.startsWith(" ")
            || value.endsWith(" ")
            || value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    if (quoted) {
      out.write('"');
      out.write(value.replace("\"", "\"\""));
      out.write('"');
    } else {
      out.write(value);
    }
  }

  @Override
  public void end() {}
}
