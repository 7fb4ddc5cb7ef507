package io.github.lakewire.jdbc.internal.commandline;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints the rows of a result while they arrive. */
interface RowPrinter {
  /**
   * Prints what goes before the rows.
   *
   * @param numbers which columns are numbers
   */
  void begin(List<String> labels, List<Boolean> numbers) throws IOException;

  /**
   * Prints a row, now or later.
   *
   * @param values texts, null for NULL
   */
  void row(List<@Nullable String> values) throws IOException;

  /** Prints what goes behind the rows. */
  void end() throws IOException;
}
