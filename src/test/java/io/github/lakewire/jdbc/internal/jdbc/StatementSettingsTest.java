package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Settings of a statement: what the server hears of, and what is a hint. */
class StatementSettingsTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  private LakewireStatement statement() throws SQLException {
    return (LakewireStatement) connection.createStatement();
  }

  @Test
  void settingsReachTheRequest() throws SQLException {
    session.then(FakeSession.three());
    Statement statement = statement();
    statement.setMaxRows(2);
    statement.setFetchSize(100);
    statement.setQueryTimeout(7);
    ResultSet rows = statement.executeQuery("SELECT id");
    assertEquals(2, session.requests.get(0).maxRows());
    assertEquals(100, session.requests.get(0).fetchSize());
    assertEquals(Duration.ofSeconds(7), session.requests.get(0).timeout());
    assertTrue(
        session.operations.get(0).deadline.remaining().compareTo(Duration.ofSeconds(7)) <= 0);
    assertTrue(rows.next());
    assertTrue(rows.next());
    assertFalse(rows.next());
    assertEquals(100, rows.getFetchSize());
  }

  @Test
  void maxRowsAreLargeNumbersAndNeverNegative() throws SQLException {
    Statement statement = statement();
    assertEquals(0, statement.getMaxRows());
    statement.setLargeMaxRows(5_000_000_000L);
    assertEquals(5_000_000_000L, statement.getLargeMaxRows());
    assertEquals(Integer.MAX_VALUE, statement.getMaxRows());
    assertThrows(SQLException.class, () -> statement.setMaxRows(-1));
    assertThrows(SQLException.class, () -> statement.setLargeMaxRows(-1));
  }

  @Test
  void fetchSizeIsAHintAndNeverNegative() throws SQLException {
    session.then(FakeSession.three());
    Statement statement = statement();
    statement.setFetchSize(0);
    statement.setFetchSize(Integer.MAX_VALUE);
    assertEquals(Integer.MAX_VALUE, statement.getFetchSize());
    assertThrows(SQLException.class, () -> statement.setFetchSize(-1));
    ResultSet rows = statement.executeQuery("SELECT id");
    rows.setFetchSize(3);
    assertEquals(3, rows.getFetchSize());
    assertThrows(SQLException.class, () -> rows.setFetchSize(-1));
  }

  @Test
  void negativeTimeoutsAreRefused() throws SQLException {
    Statement statement = statement();
    assertThrows(SQLException.class, () -> statement.setQueryTimeout(-1));
    statement.setQueryTimeout(3);
    assertEquals(3, statement.getQueryTimeout());
  }

  @Test
  void harmlessSettingsAreTakenWithoutWarnings() throws SQLException {
    Statement statement = statement();
    statement.setCursorName("c");
    statement.setPoolable(true);
    assertTrue(statement.isPoolable());
    assertFalse(statement().isPoolable());
    assertTrue(connection.prepareStatement("S").isPoolable());
    statement.setFetchDirection(ResultSet.FETCH_REVERSE);
    assertEquals(ResultSet.FETCH_FORWARD, statement.getFetchDirection());
    assertThrows(SQLException.class, () -> statement.setFetchDirection(7));
    statement.setMaxFieldSize(0);
    assertNull(statement.getWarnings());
    statement.setMaxFieldSize(10);
    // Values are not cut, and the statement says so.
    assertEquals(10, statement.getMaxFieldSize());
    assertEquals("01S02", statement.getWarnings().getSQLState());
    assertThrows(SQLException.class, () -> statement.setMaxFieldSize(-1));
  }

  @Test
  void fetchSizeAddsNoWarnings() throws SQLException {
    Statement statement = connection.createStatement();
    for (int i = 0; i < 100; i++) {
      statement.setFetchSize(i);
    }
    assertNull(statement.getWarnings());
  }
}
