package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Runs the entries of a batch one by one, up to the first that fails. */
final class BatchExecutor {
  private BatchExecutor() {}

  /** Runs one entry and returns its count. */
  interface Step<T> {
    long execute(T entry) throws SQLException;
  }

  /**
   * @throws java.sql.BatchUpdateException with the counts of the entries before the one that failed
   */
  static <T> long[] of(List<T> entries, Step<T> step) throws SQLException {
    long[] counts = new long[entries.size()];
    for (int i = 0; i < counts.length; i++) {
      try {
        counts[i] = step.execute(entries.get(i));
      } catch (SQLException e) {
        throw SqlExceptions.batch(e, Arrays.copyOf(counts, i), 1);
      }
    }
    return counts;
  }
}
