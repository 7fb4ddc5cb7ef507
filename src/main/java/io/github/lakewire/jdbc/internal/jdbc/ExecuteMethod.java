package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sql.ExpectedOutcome;
import io.github.lakewire.jdbc.internal.sql.QueryText;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import java.sql.SQLException;

/** The ways in which JDBC runs a statement, of which two fit only some statements. */
enum ExecuteMethod {
  ANY,
  QUERY,
  UPDATE,
  BATCH;

  /**
   * Refuses a text that plainly does not fit, before it is sent. Nothing is judged after its
   * effect: what the text leaves open runs, and comes back as what was asked for.
   */
  void require(String sql) throws SQLException {
    if (this == ANY) {
      return;
    }
    ExpectedOutcome expected = QueryText.outcome(sql);
    if (this == QUERY && expected.isCount()) {
      throw SqlExceptions.of(
          SqlState.WRONG_METHOD,
          "executeQuery takes queries, and this statement returns no rows: use executeUpdate or"
              + " execute. It has not been sent");
    }
    if (this == UPDATE && expected.isRows()) {
      throw SqlExceptions.of(
          SqlState.WRONG_METHOD,
          "executeUpdate takes no queries, and this statement returns rows: use executeQuery or"
              + " execute. It has not been sent");
    }
    if (this == BATCH && expected.isRows()) {
      throw SqlExceptions.of(
          SqlState.WRONG_METHOD, "A batch takes no queries, nor what else returns rows");
    }
  }
}
