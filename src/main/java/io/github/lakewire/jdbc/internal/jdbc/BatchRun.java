package io.github.lakewire.jdbc.internal.jdbc;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Runs the entries of a batch one by one, up to the first that fails. */
final class BatchRun {
  private BatchRun() {}

  interface Step<T> {
    void run(T entry) throws SQLException;
  }

  interface Count {
    long get() throws SQLException;
  }

  /**
   * @throws java.sql.BatchUpdateException with the counts of the entries before the one that failed
   */
  static <T> long[] of(List<T> entries, Step<T> step, Count count) throws SQLException {
    long[] counts = new long[entries.size()];
    for (int i = 0; i < counts.length; i++) {
      try {
        step.run(entries.get(i));
        counts[i] = count.get();
      } catch (SQLException e) {
        throw SqlErrors.batch(e, Arrays.copyOf(counts, i));
      }
    }
    return counts;
  }
}
