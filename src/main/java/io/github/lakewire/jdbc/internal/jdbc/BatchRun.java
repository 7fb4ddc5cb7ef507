package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.fault.SqlState;
import io.github.lakewire.jdbc.internal.sql.QueryText;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the entries of a batch one by one, up to the first that fails. Queries are refused before
 * they are sent; other statements that return rows fail when they have run.
 */
final class BatchRun {
  private BatchRun() {}

  interface Text<T> {
    String of(T entry);
  }

  interface Step<T> {
    void run(T entry) throws SQLException;
  }

  interface Count {
    long get() throws SQLException;
  }

  /**
   * @throws java.sql.BatchUpdateException with the counts of the entries before the one that failed
   */
  static <T> long[] of(List<T> entries, Text<T> text, Step<T> step, Count count)
      throws SQLException {
    long[] counts = new long[entries.size()];
    for (int i = 0; i < counts.length; i++) {
      try {
        if (QueryText.isQuery(text.of(entries.get(i)))) {
          throw SqlErrors.of(SqlState.WRONG_METHOD, "A batch takes no queries");
        }
        step.run(entries.get(i));
        counts[i] = count.get();
      } catch (SQLException e) {
        throw SqlErrors.batch(e, Arrays.copyOf(counts, i), 1);
      }
    }
    return counts;
  }
}
