package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.resultset.LakewireResultSet;
import io.github.lakewire.jdbc.internal.session.Operation;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The results of one statement that {@code getMoreResults(KEEP_CURRENT_RESULT)} left open. They
 * stay open when the statement is executed again, as JDBC closes only the current result then,
 * until they are closed one by one or all at once. Thread-safe.
 */
final class KeptResults {
  /** Each holds memory here and an operation on the server. */
  static final int MOST = 100;

  private record Kept(LakewireResultSet rows, Operation operation) {}

  private final List<Kept> results = new CopyOnWriteArrayList<>();

  /** Keeps a result; fails when there are too many. */
  void add(LakewireResultSet rows, Operation operation) throws SQLException {
    if (results.size() >= MOST) {
      throw SqlExceptions.invalidArgument(
          "The statement keeps " + MOST + " results open, and no more: close some");
    }
    results.add(new Kept(rows, operation));
  }

  /** The user closed a result. */
  void remove(LakewireResultSet rows) {
    results.removeIf(kept -> kept.rows() == rows);
  }

  boolean isEmpty() {
    return results.isEmpty();
  }

  void cancel() {
    results.forEach(kept -> kept.operation().cancel());
  }

  void close() {
    for (Kept kept : results) {
      kept.rows().closeByOwner();
      kept.operation().close();
      results.remove(kept);
    }
  }
}
