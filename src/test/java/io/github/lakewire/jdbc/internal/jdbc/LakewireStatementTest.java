package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.jdbc.FakeBackend.FakeExecution;
import io.github.lakewire.jdbc.internal.results.ColumnType;
import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LakewireStatementTest {
  private final FakeBackend backend = new FakeBackend();
  private final LakewireConnection connection = backend.connect();

  private static FakeExecution three() {
    return FakeBackend.rows(
        List.of(FakeBackend.column("id", ColumnType.INT)),
        new Object[] {1},
        new Object[] {2},
        new Object[] {3});
  }

  private LakewireStatement statement() throws SQLException {
    return (LakewireStatement) connection.createStatement();
  }

  @Test
  void rowsThenNothing() throws SQLException {
    backend.then(three());
    Statement statement = statement();
    assertTrue(statement.execute("SELECT id"));
    assertEquals(-1, statement.getUpdateCount());
    assertEquals(-1, statement.getLargeUpdateCount());
    ResultSet rows = statement.getResultSet();
    assertNotNull(rows);
    assertSame(statement, rows.getStatement());
    assertFalse(statement.getMoreResults());
    assertTrue(rows.isClosed());
    assertNull(statement.getResultSet());
    assertEquals(-1, statement.getUpdateCount());
    assertFalse(statement.getMoreResults());
    assertEquals(-1, statement.getLargeUpdateCount());
  }

  @Test
  void countThenNothing() throws SQLException {
    backend.then(FakeBackend.count(5_000_000_000L));
    Statement statement = statement();
    assertFalse(statement.execute("DELETE FROM t"));
    assertNull(statement.getResultSet());
    assertEquals(5_000_000_000L, statement.getLargeUpdateCount());
    assertEquals(Statement.SUCCESS_NO_INFO, statement.getUpdateCount());
    assertFalse(statement.getMoreResults(Statement.CLOSE_ALL_RESULTS));
    assertEquals(-1, statement.getUpdateCount());
    assertEquals(1, backend.executions.get(0).closes());
  }

  @Test
  void ddlCountsZero() throws SQLException {
    assertEquals(0, statement().executeUpdate("CREATE TABLE t (a INT)"));
  }

  @Test
  void executeQueryWithoutRowsAndExecuteUpdateWithRowsFail() throws SQLException {
    backend.then(FakeBackend.count(1)).then(three());
    SQLException e = assertThrows(SQLException.class, () -> statement().executeQuery("DELETE"));
    assertEquals("HY010", e.getSQLState());
    assertThrows(SQLException.class, () -> statement().executeUpdate("SELECT"));
  }

  @Test
  void secondRunClosesTheFirstResultAndClearsWarnings() throws SQLException {
    FakeExecution first = three();
    first.messages = List.of("be careful");
    backend.then(first).then(three());
    Statement statement = statement();
    ResultSet rows = statement.executeQuery("SELECT id");
    assertEquals("be careful", statement.getWarnings().getMessage());
    ResultSet again = statement.executeQuery("SELECT id");
    assertTrue(rows.isClosed());
    assertFalse(again.isClosed());
    assertNull(statement.getWarnings());
  }

  @Test
  void settingsReachTheRequest() throws SQLException {
    backend.then(three());
    Statement statement = statement();
    statement.setMaxRows(2);
    statement.setFetchSize(100);
    statement.setQueryTimeout(7);
    ResultSet rows = statement.executeQuery("SELECT id");
    assertEquals(2, backend.requests.get(0).maxRows());
    assertEquals(100, backend.requests.get(0).fetchSize());
    assertEquals(Duration.ofSeconds(7), backend.requests.get(0).queryTimeout());
    assertTrue(
        backend.executions.get(0).deadline.remaining().compareTo(Duration.ofSeconds(7)) <= 0);
    assertTrue(rows.next());
    assertTrue(rows.next());
    assertFalse(rows.next());
    assertEquals(100, rows.getFetchSize());
  }

  @Test
  void noTimeoutIsNoDeadline() throws SQLException {
    statement().execute("SELECT 1");
    assertTrue(backend.executions.get(0).deadline.isNone());
  }

  @Test
  void timeoutIsATimeoutAndTheStatementCanRunAgain() throws SQLException {
    backend.then(FakeBackend.failing(new Fault(Fault.Kind.TIMED_OUT, "late"))).then(three());
    Statement statement = statement();
    assertThrows(SQLTimeoutException.class, () -> statement.execute("SELECT 1"));
    assertEquals(1, backend.executions.get(0).closes());
    assertTrue(statement.execute("SELECT 1"));
  }

  @Test
  void defectsBelowAreSqlExceptions() throws SQLException {
    backend.then(FakeBackend.failing(new IllegalStateException("defect")));
    SQLException e = assertThrows(SQLException.class, () -> statement().execute("SELECT 1"));
    assertEquals("HY000", e.getSQLState());
  }

  @Test
  void cancelWhileRunning() throws SQLException {
    FakeExecution slow = three();
    backend.then(slow).then(three());
    Statement statement = statement();
    statement.cancel();
    slow.whileRunning = () -> cancel(statement);
    SQLException e = assertThrows(SQLException.class, () -> statement.execute("SELECT 1"));
    assertEquals("57014", e.getSQLState());
    assertTrue(statement.execute("SELECT 1"));
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
      statement.cancel();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void closeWhileRunningCancels() throws SQLException {
    FakeExecution slow = three();
    backend.then(slow);
    LakewireStatement statement = statement();
    slow.whileRunning = statement::close;
    SQLException e = assertThrows(SQLException.class, () -> statement.execute("SELECT 1"));
    assertEquals("HY010", e.getSQLState());
    assertEquals(1, slow.cancels());
    assertTrue(slow.closes() > 0);
  }

  @Test
  void closeFreesUnreadRows() throws SQLException {
    backend.then(three());
    LakewireStatement statement = statement();
    ResultSet rows = statement.executeQuery("SELECT id");
    statement.close();
    assertTrue(rows.isClosed());
    assertEquals(0, backend.executions.get(0).cancels());
    assertTrue(backend.executions.get(0).closes() > 0);
  }

  @Test
  void closeOnCompletion() throws SQLException {
    backend.then(three()).then(three());
    LakewireStatement statement = statement();
    statement.closeOnCompletion();
    statement.executeQuery("SELECT id");
    ResultSet rows = statement.executeQuery("SELECT id");
    assertFalse(statement.isClosed());
    rows.close();
    assertTrue(statement.isClosed());
  }

  @Test
  void batchCountsInOrderAndIsEmptyAfterwards() throws SQLException {
    backend.then(FakeBackend.count(1)).then(FakeBackend.count(2));
    Statement statement = statement();
    statement.addBatch("INSERT 1");
    statement.addBatch("INSERT 2");
    assertArrayEquals(new int[] {1, 2}, statement.executeBatch());
    assertArrayEquals(new int[0], statement.executeBatch());
    assertEquals(List.of("INSERT 1", "INSERT 2"), backend.statements());
  }

  @Test
  void failingBatchEntryKeepsTheCountsBeforeIt() throws SQLException {
    backend.then(FakeBackend.count(1)).then(three()).then(FakeBackend.count(3));
    Statement statement = statement();
    statement.addBatch("INSERT 1");
    statement.addBatch("SELECT 2");
    statement.addBatch("INSERT 3");
    BatchUpdateException e = assertThrows(BatchUpdateException.class, statement::executeLargeBatch);
    assertArrayEquals(new long[] {1}, e.getLargeUpdateCounts());
    assertEquals(List.of("INSERT 1"), backend.statements());
    // What turns out to return rows fails as well, when it has run.
    statement.addBatch("SHOW TABLES");
    assertArrayEquals(
        new long[0],
        assertThrows(BatchUpdateException.class, statement::executeLargeBatch)
            .getLargeUpdateCounts());
  }

  @Test
  void generatedKeysAreAnEmptyResultNotNull() throws SQLException {
    Statement statement = statement();
    statement.executeUpdate("INSERT", Statement.NO_GENERATED_KEYS);
    assertFalse(statement.getGeneratedKeys().next());
    SQLException e =
        assertThrows(
            SQLException.class, () -> statement.execute("I", Statement.RETURN_GENERATED_KEYS));
    assertEquals("HYC00", e.getSQLState());
  }

  @Test
  void escapesAreTranslatedUnlessSwitchedOff() throws SQLException {
    Statement statement = statement();
    statement.execute("SELECT {d '2024-01-02'}");
    statement.setEscapeProcessing(false);
    statement.execute("SELECT {d '2024-01-02'}");
    assertEquals(
        List.of("SELECT DATE '2024-01-02'", "SELECT {d '2024-01-02'}"), backend.statements());
  }

  @Test
  void quotesAsDatabricksDoes() throws SQLException {
    Statement statement = statement();
    assertEquals("`a``b`", statement.enquoteIdentifier("a`b", false));
    assertEquals("ab", statement.enquoteIdentifier("ab", false));
    assertEquals("`ab`", statement.enquoteIdentifier("ab", true));
    assertEquals("'it\\'s'", statement.enquoteLiteral("it's"));
  }

  @Test
  void queryIdIsReachable() throws SQLException {
    Statement statement = statement();
    assertNull(statement.unwrap(LakewireStatement.class).queryId());
    statement.execute("SELECT 1");
    assertEquals("01ef-query", statement.unwrap(LakewireStatement.class).queryId());
  }
}
