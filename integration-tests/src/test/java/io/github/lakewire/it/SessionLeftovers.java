package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.internal.jdbc.LakewireConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a borrower may leave in a session that only a new session is sure to be free of. */
final class SessionLeftovers {
  static final List<String> TEXTS =
      List.of(
          "DECLARE OR REPLACE VARIABLE left_over INT DEFAULT 7",
          "CREATE OR REPLACE TEMPORARY VIEW left_view AS SELECT 7 AS a",
          "EXECUTE IMMEDIATE 'SET left.over = 7'",
          "EXECUTE IMMEDIATE 'SET CATALOG samples'",
          "BEGIN EXECUTE IMMEDIATE 'SET left.over = 7'; END");

  private SessionLeftovers() {}

  /** Checks that a borrower finds nothing of all that. */
  static void checkNone(Connection connection) throws SQLException {
    for (String gone : List.of("SELECT left_over", "SELECT * FROM left_view")) {
      String state =
          assertThrows(SQLException.class, () -> HikariIT.text(connection, gone)).getSQLState();
      assertEquals("42", state.substring(0, 2), gone);
    }
    assertFalse(HikariIT.text(connection, "SET left.over").contains("7"));
  }

  /** The text of the driver's own connection, which names the session. */
  static String sessionId(Connection connection) throws SQLException {
    return connection.unwrap(LakewireConnection.class).toString();
  }
}
