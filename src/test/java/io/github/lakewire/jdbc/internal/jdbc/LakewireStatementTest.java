package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.QueryMonitor;
import io.github.lakewire.jdbc.QueryProgress;
import io.github.lakewire.jdbc.QueryProgress.Phase;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.jdbc.FakeSession.FakeOperation;
import io.github.lakewire.jdbc.internal.sqlerror.WarningChain;
import io.github.lakewire.jdbc.internal.thrift.OperationState;
import io.github.lakewire.jdbc.internal.thrift.ServerProgress;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LakewireStatementTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  private LakewireStatement statement() throws SQLException {
    return (LakewireStatement) connection.createStatement();
  }

  @Test
  void aQueryHasRowsThenNothing() throws SQLException {
    session.then(FakeSession.three());
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
  void anUpdateHasACountThenNothing() throws SQLException {
    session.then(FakeSession.count(5_000_000_000L));
    Statement statement = statement();
    assertFalse(statement.execute("DELETE FROM t"));
    assertNull(statement.getResultSet());
    assertEquals(5_000_000_000L, statement.getLargeUpdateCount());
    assertEquals(Statement.SUCCESS_NO_INFO, statement.getUpdateCount());
    assertFalse(statement.getMoreResults(Statement.CLOSE_ALL_RESULTS));
    assertEquals(-1, statement.getUpdateCount());
    assertEquals(1, session.operations.get(0).closes());
  }

  @Test
  void ddlCountsZero() throws SQLException {
    assertEquals(0, statement().executeUpdate("CREATE TABLE t (a INT)"));
  }

  private static FakeOperation row(List<String> columns, Object... values) {
    return FakeSession.rows(
        columns.stream()
            .map(
                name ->
                    FakeSession.column(
                        name, name.startsWith("num") ? ColumnType.BIGINT : ColumnType.STRING))
            .toList(),
        values);
  }

  @Test
  void updatesThatAnswerWithRowsGiveTheirCountAndAWarning() throws SQLException {
    List<String> copied =
        List.of("num_affected_rows", "num_inserted_rows", "num_skipped_corrupt_files");
    assertEquals(7, update("COPY INTO t FROM 's'", row(copied, 7L, 8L, 9L)));
    assertEquals(0, update("OPTIMIZE t", row(List.of("path", "metrics"), "p", "{}")));
    assertEquals(0, update("VACUUM t", row(List.of("path"), "p")));
    assertEquals(0, update("CREATE TABLE t CLONE s", row(List.of("num_removed_files"), 5L)));
    assertEquals(0, update("SET a = 1", row(List.of("key", "value"), "a", "1")));
    assertEquals(3, update("BEGIN END", row(List.of("x", "num_deleted_rows"), "x", 3L)));
    assertEquals(0, update("CALL p()", row(List.of("num_affected_rows"), (Object) null)));
    assertEquals(0, update("CALL p()", FakeSession.three()));
    // More than one row is no count.
    assertEquals(
        0,
        update(
            "CALL p()",
            FakeSession.rows(
                List.of(FakeSession.column("num_affected_rows", ColumnType.BIGINT)),
                new Object[] {1L},
                new Object[] {2L})));
  }

  private long update(String sql, FakeOperation answer) throws SQLException {
    session.then(answer);
    LakewireStatement statement = statement();
    long count = statement.executeLargeUpdate(sql);
    assertEquals(count, statement.getLargeUpdateCount());
    assertNull(statement.getResultSet());
    assertTrue(statement.getWarnings().getMessage().contains("returned rows"));
    assertFalse(statement.getMoreResults());
    assertEquals(-1, statement.getUpdateCount());
    return count;
  }

  @Test
  void aCountThatCannotBeReadIsNoFailureOfWhatHasRun() throws SQLException {
    FakeOperation broken =
        FakeSession.rows(
            List.of(FakeSession.column("num_affected_rows", ColumnType.STRING)),
            new Object[] {"many"});
    session.then(broken);
    assertEquals(0, statement().executeUpdate("COPY INTO t FROM 's'"));
  }

  @Test
  void aQueryThatTurnsOutToHaveNoRowsIsEmptyWithAWarning() throws SQLException {
    session.then(FakeSession.count(3));
    Statement statement = statement();
    ResultSet none = statement.executeQuery("EXECUTE IMMEDIATE 'DELETE FROM t'");
    assertFalse(none.next());
    assertEquals(0, none.getMetaData().getColumnCount());
    assertSame(statement, none.getStatement());
    assertSame(none, statement.getResultSet());
    assertEquals(-1, statement.getUpdateCount());
    assertTrue(
        statement.getWarnings().getMessage().contains("the update count 3"),
        statement.getWarnings().getMessage());
  }

  @Test
  void entriesOfABatchThatAnswerWithRowsGiveTheirCounts() throws SQLException {
    session
        .then(FakeSession.count(1))
        .then(row(List.of("num_affected_rows", "num_inserted_rows"), 4L, 4L))
        .then(row(List.of("path"), "p"))
        .then(new FakeOperation())
        .then(new FakeOperation());
    Statement statement = statement();
    for (String sql :
        List.of(
            "DELETE FROM t", "COPY INTO t FROM 's'", "OPTIMIZE t", "INSERT 1", "DROP TABLE t")) {
      statement.addBatch(sql);
    }
    // An INSERT without a count has changed nobody knows how many rows.
    assertArrayEquals(new int[] {1, 4, 0, Statement.SUCCESS_NO_INFO, 0}, statement.executeBatch());
    assertTrue(statement.getWarnings().getMessage().contains("returned rows"));
  }

  @Test
  void secondRunClosesTheFirstResultAndClearsWarnings() throws SQLException {
    FakeOperation first = FakeSession.three();
    first.messages = List.of("be careful");
    session.then(first).then(FakeSession.three());
    Statement statement = statement();
    ResultSet rows = statement.executeQuery("SELECT id");
    assertEquals("be careful", statement.getWarnings().getMessage());
    ResultSet again = statement.executeQuery("SELECT id");
    assertTrue(rows.isClosed());
    assertFalse(again.isClosed());
    assertNull(statement.getWarnings());
  }

  @Test
  void noTimeoutIsNoDeadline() throws SQLException {
    statement().execute("SELECT 1");
    assertTrue(session.operations.get(0).deadline.isNone());
  }

  @Test
  void timeoutIsATimeoutAndTheStatementCanRunAgain() throws SQLException {
    session
        .then(FakeSession.failing(new DriverException(DriverException.Kind.TIMED_OUT, "late")))
        .then(FakeSession.three());
    Statement statement = statement();
    assertThrows(SQLTimeoutException.class, () -> statement.execute("SELECT 1"));
    assertEquals(1, session.operations.get(0).closes());
    assertTrue(statement.execute("SELECT 1"));
  }

  @Test
  void defectsBelowAreSqlExceptions() throws SQLException {
    session.then(FakeSession.failing(new IllegalStateException("defect")));
    SQLException e = assertThrows(SQLException.class, () -> statement().execute("SELECT 1"));
    assertEquals("HY000", e.getSQLState());
  }

  @Test
  void cancelEndsARunningStatement() throws SQLException {
    FakeOperation slow = FakeSession.three();
    session.then(slow).then(FakeSession.three());
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
    FakeOperation slow = FakeSession.three();
    session.then(slow);
    LakewireStatement statement = statement();
    slow.whileRunning = statement::close;
    SQLException e = assertThrows(SQLException.class, () -> statement.execute("SELECT 1"));
    assertEquals("HY010", e.getSQLState());
    assertEquals(1, slow.cancels());
    assertTrue(slow.closes() > 0);
  }

  @Test
  void whatAClosedConnectionCutsShortSaysSoWhateverEndedFirst() throws SQLException {
    FakeOperation slow = FakeSession.three();
    session.then(slow);
    LakewireStatement statement = statement();
    slow.whileRunning = connection::close;
    SQLException e = assertThrows(SQLException.class, () -> statement.execute("SELECT 1"));
    assertEquals("08003", e.getSQLState());
    assertEquals(1, slow.cancels());
  }

  @Test
  void rowsThatAClosedConnectionCutsShortSaySoWhateverEndedFirst() throws SQLException {
    FakeOperation stuck = new FakeOperation();
    stuck.cursor =
        new RowCursor() {
          @Override
          public ResultSchema schema() {
            return new ResultSchema(List.of());
          }

          @Override
          protected boolean loadBatch() throws DriverException {
            connection.close();
            throw new DriverException(
                DriverException.Kind.CANCELLED, "The result was closed while it was read");
          }

          @Override
          public void close() {}
        };
    session.then(stuck);
    ResultSet rows = statement().executeQuery("SELECT 1");
    assertEquals("08003", assertThrows(SQLException.class, rows::next).getSQLState());
    assertEquals("08003", assertThrows(SQLException.class, rows::next).getSQLState());
  }

  @Test
  void closeFreesUnreadRows() throws SQLException {
    session.then(FakeSession.three());
    LakewireStatement statement = statement();
    ResultSet rows = statement.executeQuery("SELECT id");
    statement.close();
    assertTrue(rows.isClosed());
    assertEquals(0, session.operations.get(0).cancels());
    assertTrue(session.operations.get(0).closes() > 0);
  }

  @Test
  void closeOnCompletionClosesTheStatementWithItsLastResult() throws SQLException {
    session.then(FakeSession.three()).then(FakeSession.three());
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
    session.then(FakeSession.count(1)).then(FakeSession.count(2));
    Statement statement = statement();
    statement.addBatch("INSERT 1");
    statement.addBatch("INSERT 2");
    assertArrayEquals(new int[] {1, 2}, statement.executeBatch());
    assertArrayEquals(new int[0], statement.executeBatch());
    assertEquals(List.of("INSERT 1", "INSERT 2"), session.statements());
  }

  @Test
  void failingBatchEntryKeepsTheCountsBeforeIt() throws SQLException {
    session.then(FakeSession.count(1)).then(FakeSession.three()).then(FakeSession.count(3));
    Statement statement = statement();
    statement.addBatch("INSERT 1");
    statement.addBatch("SELECT 2");
    statement.addBatch("INSERT 3");
    BatchUpdateException e = assertThrows(BatchUpdateException.class, statement::executeLargeBatch);
    assertArrayEquals(new long[] {1}, e.getLargeUpdateCounts());
    assertEquals(List.of("INSERT 1"), session.statements());
    // So does what returns rows without being a query.
    statement.addBatch("SHOW TABLES");
    assertArrayEquals(
        new long[0],
        assertThrows(BatchUpdateException.class, statement::executeLargeBatch)
            .getLargeUpdateCounts());
  }

  @Test
  void escapesAreTranslatedUnlessSwitchedOff() throws SQLException {
    Statement statement = statement();
    statement.execute("SELECT {d '2024-01-02'}");
    statement.setEscapeProcessing(false);
    statement.execute("SELECT {d '2024-01-02'}");
    assertEquals(
        List.of("SELECT DATE '2024-01-02'", "SELECT {d '2024-01-02'}"), session.statements());
  }

  @Test
  void warningsAreChainedOnceEachAndNotWithoutEnd() throws SQLException {
    FakeOperation run = new FakeOperation();
    run.messages = List.of("first", "second", "first");
    session.then(run);
    Statement statement = statement();
    statement.execute("S");
    assertEquals("01000", statement.getWarnings().getSQLState());
    assertEquals("second", statement.getWarnings().getNextWarning().getMessage());
    assertNull(statement.getWarnings().getNextWarning().getNextWarning());
    statement.clearWarnings();
    assertNull(statement.getWarnings());
    WarningChain chain = new WarningChain();
    for (int i = 0; i < 1000; i++) {
      chain.add("01000", "warning " + i);
    }
    int length = 0;
    for (SQLWarning warning = chain.first(); warning != null; warning = warning.getNextWarning()) {
      length++;
    }
    assertEquals(100, length);
  }

  @Test
  void quietAfterItsConnectionDied() throws SQLException {
    session.then(FakeSession.three());
    try (Statement statement = statement();
        ResultSet rows = statement.executeQuery("SELECT id")) {
      assertTrue(rows.next());
      session.gone = true;
      assertEquals(
          "08003", assertThrows(SQLException.class, () -> statement.execute("S")).getSQLState());
    }
  }

  @Test
  void resultsKnowTheirStatement() throws SQLException {
    session.then(FakeSession.three());
    Statement statement = statement();
    assertSame(statement, statement.executeQuery("SELECT id").getStatement());
    assertSame(statement, statement.getGeneratedKeys().getStatement());
  }

  @Test
  void oneResultClosedLeavesOthersOpen() throws SQLException {
    session.then(FakeSession.three()).then(FakeSession.three());
    ResultSet first = statement().executeQuery("SELECT id");
    ResultSet second = statement().executeQuery("SELECT id");
    first.close();
    assertTrue(second.next());
    assertEquals(1, second.getInt(1));
  }

  @Test
  void queryIdAndProgressAreReachable() throws SQLException {
    Statement statement = statement();
    QueryMonitor monitor = statement.unwrap(QueryMonitor.class);
    assertNull(monitor.queryId());
    List<QueryProgress> told = new ArrayList<>();
    monitor.onProgress(
        progress -> {
          told.add(progress);
          throw new AssertionError("a listener's defect");
        });
    FakeOperation run = FakeSession.three();
    run.whileRunning =
        () -> {
          assertEquals(Phase.SENT, monitor.progress().phase());
          assertTrue(run.listener.wantsDetails());
          run.listener.responded(OperationState.PENDING, null);
          run.listener.responded(
              OperationState.RUNNING,
              new ServerProgress(
                  List.of("STAGE", "DONE"),
                  List.of(List.of("map", "3"), List.of("reduce")),
                  OptionalDouble.of(0.25),
                  "1 of 2"));
          run.listener.responded(OperationState.FINISHED, null);
        };
    session.then(run);
    statement.execute("SELECT id");
    assertEquals("01ef-query", monitor.queryId());
    assertEquals(
        List.of(Phase.WAITING, Phase.RUNNING, Phase.ENDED),
        told.stream().map(QueryProgress::phase).toList());
    QueryProgress running = told.get(1);
    assertEquals("01ef-query", running.queryId());
    assertEquals(OptionalDouble.of(0.25), running.fraction());
    assertEquals(
        List.of(Map.of("STAGE", "map", "DONE", "3"), Map.of("STAGE", "reduce")), running.stages());
    assertEquals("1 of 2", running.summary());
    assertEquals(Phase.ENDED, monitor.progress().phase());
    monitor.onProgress(null);
    statement.execute("SELECT 1");
    assertEquals(3, told.size());
  }

  @Test
  void detailsOfProgressAreAskedForOnlyOnceSomebodyLooked() throws SQLException {
    Statement statement = statement();
    statement.execute("S");
    assertFalse(session.operations.get(0).listener.wantsDetails());
    statement.unwrap(QueryMonitor.class).progress();
    statement.execute("S");
    assertTrue(session.operations.get(1).listener.wantsDetails());
  }
}
