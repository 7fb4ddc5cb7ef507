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
import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.jdbc.FakeBackend.FakeExecution;
import io.github.lakewire.jdbc.internal.results.ColumnType;
import io.github.lakewire.jdbc.internal.results.ResultSchema;
import io.github.lakewire.jdbc.internal.results.RowCursor;
import io.github.lakewire.jdbc.internal.thrift.OperationState;
import io.github.lakewire.jdbc.internal.thrift.ServerProgress;
import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void aQueryHasRowsThenNothing() throws SQLException {
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
  void anUpdateHasACountThenNothing() throws SQLException {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM t",
        "/* SELECT */ insert into t SELECT 1",
        "WITH w AS (SELECT 1) INSERT INTO t SELECT * FROM w",
        "FROM s INSERT INTO t SELECT a",
        "UPDATE t SET a = 1",
        "MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE",
        "CREATE TABLE t AS SELECT 1",
        "USE SCHEMA s",
      })
  void executeQueryOfWhatIsNoQueryIsRefusedBeforeItIsSent(String sql) throws SQLException {
    for (RunOf query :
        List.<RunOf>of(
            () -> statement().executeQuery(sql),
            () -> connection.prepareStatement(sql).executeQuery(),
            () -> connection.prepareCall(sql).executeQuery())) {
      SQLException e = assertThrows(SQLException.class, query::run);
      assertEquals("HY010", e.getSQLState());
      assertTrue(e.getMessage().contains("has not been sent"), e.getMessage());
    }
    assertEquals(List.of(), backend.statements());
  }

  private interface RunOf {
    Object run() throws SQLException;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "(select 1)",
        "VALUES (1)",
        "TABLE t",
        "WITH update AS (SELECT 1) SELECT * FROM update",
        "FROM t |> SELECT insert",
        "SHOW TABLES",
        "DESC t",
        "EXPLAIN INSERT INTO t SELECT 1",
      })
  void updatesAndBatchesOfQueriesAreRefusedBeforeTheyAreSent(String sql) throws SQLException {
    Statement batch = statement();
    batch.addBatch(sql);
    for (RunOf update :
        List.<RunOf>of(
            () -> statement().executeUpdate(sql),
            () -> statement().executeLargeUpdate(sql),
            () -> connection.prepareStatement(sql).executeUpdate(),
            () -> connection.prepareStatement(sql).executeLargeUpdate(),
            batch::executeBatch)) {
      assertEquals("HY010", assertThrows(SQLException.class, update::run).getSQLState());
    }
    assertEquals(List.of(), backend.statements());
  }

  private static FakeExecution row(List<String> columns, Object... values) {
    return FakeBackend.rows(
        columns.stream()
            .map(
                name ->
                    FakeBackend.column(
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
    assertEquals(0, update("CALL p()", three()));
    // More than one row is no count.
    assertEquals(
        0,
        update(
            "CALL p()",
            FakeBackend.rows(
                List.of(FakeBackend.column("num_affected_rows", ColumnType.BIGINT)),
                new Object[] {1L},
                new Object[] {2L})));
  }

  private long update(String sql, FakeExecution answer) throws SQLException {
    backend.then(answer);
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
    FakeExecution broken =
        FakeBackend.rows(
            List.of(FakeBackend.column("num_affected_rows", ColumnType.STRING)),
            new Object[] {"many"});
    backend.then(broken);
    assertEquals(0, statement().executeUpdate("COPY INTO t FROM 's'"));
  }

  @Test
  void aQueryThatTurnsOutToHaveNoRowsIsEmptyWithAWarning() throws SQLException {
    backend.then(FakeBackend.count(3));
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
    backend
        .then(FakeBackend.count(1))
        .then(row(List.of("num_affected_rows", "num_inserted_rows"), 4L, 4L))
        .then(row(List.of("path"), "p"))
        .then(new FakeExecution())
        .then(new FakeExecution());
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
  void cancelEndsARunningStatement() throws SQLException {
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
  void whatAClosedConnectionCutsShortSaysSoWhateverEndedFirst() throws SQLException {
    FakeExecution slow = three();
    backend.then(slow);
    LakewireStatement statement = statement();
    slow.whileRunning = connection::close;
    SQLException e = assertThrows(SQLException.class, () -> statement.execute("SELECT 1"));
    assertEquals("08003", e.getSQLState());
    assertEquals(1, slow.cancels());
  }

  @Test
  void rowsThatAClosedConnectionCutsShortSaySoWhateverEndedFirst() throws SQLException {
    FakeExecution stuck = new FakeExecution();
    stuck.cursor =
        new RowCursor() {
          @Override
          public ResultSchema schema() {
            return new ResultSchema(List.of());
          }

          @Override
          protected boolean loadBatch() throws Fault {
            connection.close();
            throw new Fault(Fault.Kind.CANCELLED, "The result was closed while it was read");
          }

          @Override
          public void close() {}
        };
    backend.then(stuck);
    ResultSet rows = statement().executeQuery("SELECT 1");
    assertEquals("08003", assertThrows(SQLException.class, rows::next).getSQLState());
    assertEquals("08003", assertThrows(SQLException.class, rows::next).getSQLState());
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
  void closeOnCompletionClosesTheStatementWithItsLastResult() throws SQLException {
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
    // So does what returns rows without being a query.
    statement.addBatch("SHOW TABLES");
    assertArrayEquals(
        new long[0],
        assertThrows(BatchUpdateException.class, statement::executeLargeBatch)
            .getLargeUpdateCounts());
  }

  @Test
  void generatedKeysAreAnEmptyResultNotNull() throws SQLException {
    Statement statement = statement();
    String insert = "WITH w AS (SELECT 1) INSERT INTO t SELECT * FROM w";
    for (RunOf run :
        List.<RunOf>of(
            () -> statement.execute(insert, Statement.RETURN_GENERATED_KEYS),
            () -> statement.execute(insert, new int[] {1}),
            () -> statement.execute(insert, new String[] {"id"}),
            () -> statement.executeUpdate(insert, Statement.RETURN_GENERATED_KEYS),
            () -> statement.executeUpdate(insert, new int[] {1}),
            () -> statement.executeUpdate(insert, new String[] {"id"}),
            () -> statement.executeLargeUpdate(insert, Statement.RETURN_GENERATED_KEYS),
            () -> statement.executeLargeUpdate(insert, new int[] {1}),
            () -> statement.executeLargeUpdate(insert, new String[] {"id"}))) {
      statement.clearWarnings();
      backend.then(FakeBackend.count(1));
      run.run();
      assertEquals(1, statement.getUpdateCount());
      ResultSet keys = statement.getGeneratedKeys();
      assertEquals(0, keys.getMetaData().getColumnCount());
      assertFalse(keys.next());
      assertTrue(statement.getWarnings().getMessage().contains("Generated keys"));
    }
    assertEquals(9, backend.requests.size());
  }

  @Test
  void keysThatNobodyCouldMissLeaveNoWarning() throws SQLException {
    Statement statement = statement();
    statement.executeUpdate("INSERT INTO t SELECT 1", Statement.NO_GENERATED_KEYS);
    assertNull(statement.getWarnings());
    statement.executeUpdate("INSERT INTO t SELECT 1", new String[0]);
    assertNull(statement.getWarnings());
    statement.executeUpdate("INSERT INTO t SELECT 1", (int[]) null);
    assertNull(statement.getWarnings());
    statement.executeUpdate("UPDATE t SET a = 1", Statement.RETURN_GENERATED_KEYS);
    assertNull(statement.getWarnings());
    backend.then(three());
    assertTrue(statement.execute("SELECT id", new String[] {"id"}));
    assertNull(statement.getWarnings());
    assertFalse(statement.getGeneratedKeys().next());
  }

  @Test
  void keysAreAskedForByTheirConstantsOnlyAndOfAnOpenStatement() throws SQLException {
    LakewireStatement statement = statement();
    for (int other : new int[] {0, 3}) {
      SQLException e = assertThrows(SQLException.class, () -> statement.execute("S", other));
      assertEquals("HY024", e.getSQLState());
    }
    assertEquals(List.of(), backend.statements());
    ResultSet keys = statement.getGeneratedKeys();
    statement.close();
    assertTrue(keys.isClosed());
    assertEquals(
        "HY010", assertThrows(SQLException.class, statement::getGeneratedKeys).getSQLState());
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
  void getMoreResultsTakesItsConstantsOnly() throws SQLException {
    for (int constant :
        new int[] {
          Statement.CLOSE_CURRENT_RESULT, Statement.KEEP_CURRENT_RESULT, Statement.CLOSE_ALL_RESULTS
        }) {
      backend.then(three());
      Statement statement = statement();
      ResultSet rows = statement.executeQuery("SELECT id");
      assertFalse(statement.getMoreResults(constant));
      assertEquals(-1, statement.getUpdateCount());
      assertNull(statement.getResultSet());
      assertEquals(constant != Statement.KEEP_CURRENT_RESULT, rows.isClosed());
    }
    for (int other : new int[] {0, 4, -1}) {
      SQLException e = assertThrows(SQLException.class, () -> statement().getMoreResults(other));
      assertEquals("HY024", e.getSQLState());
    }
  }

  @Test
  void keptResultsStayOpenWhileTheStatementRunsAgain() throws SQLException {
    backend.then(three()).then(three()).then(FakeBackend.count(1));
    Statement statement = statement();
    ResultSet first = statement.executeQuery("SELECT id");
    assertTrue(first.next());
    statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    ResultSet second = statement.executeQuery("SELECT id");
    statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    assertEquals(1, statement.executeUpdate("DELETE FROM t"));
    assertFalse(statement.getMoreResults());
    assertTrue(first.next());
    assertEquals(2, first.getInt(1));
    assertTrue(second.next());
    assertEquals(1, second.getInt(1));
    assertSame(statement, first.getStatement());
    assertEquals(0, backend.executions.get(0).closes());
    statement.getMoreResults(Statement.CLOSE_ALL_RESULTS);
    assertTrue(first.isClosed());
    assertTrue(second.isClosed());
    assertTrue(backend.executions.get(0).closes() > 0);
    assertTrue(backend.executions.get(1).closes() > 0);
    assertFalse(statement.isClosed());
  }

  @Test
  void closingAndCancellingReachWhatIsKept() throws SQLException {
    backend.then(three()).then(three());
    LakewireStatement statement = statement();
    ResultSet kept = statement.executeQuery("SELECT id");
    statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    ResultSet current = statement.executeQuery("SELECT id");
    statement.cancel();
    assertEquals(1, backend.executions.get(0).cancels());
    statement.close();
    assertTrue(kept.isClosed());
    assertTrue(current.isClosed());
    assertTrue(backend.executions.get(0).closes() > 0);
  }

  @Test
  void closeOnCompletionWaitsForWhatIsKept() throws SQLException {
    backend.then(three()).then(three());
    Statement statement = statement();
    statement.closeOnCompletion();
    ResultSet kept = statement.executeQuery("SELECT id");
    statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    ResultSet current = statement.executeQuery("SELECT id");
    current.close();
    assertFalse(statement.isClosed());
    assertTrue(kept.next());
    kept.close();
    assertTrue(statement.isClosed());
  }

  @Test
  void closeOnCompletionWaitsForTheCurrentResultToo() throws SQLException {
    backend.then(three()).then(three());
    Statement statement = statement();
    statement.closeOnCompletion();
    ResultSet kept = statement.executeQuery("SELECT id");
    statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    ResultSet current = statement.executeQuery("SELECT id");
    kept.close();
    assertFalse(statement.isClosed());
    current.close();
    assertTrue(statement.isClosed());
  }

  @Test
  void noMoreResultsAreKeptThanAServerCanBear() throws SQLException {
    Statement statement = statement();
    List<ResultSet> kept = new ArrayList<>();
    for (int i = 0; i < KeptResults.MOST; i++) {
      backend.then(three());
      kept.add(statement.executeQuery("SELECT id"));
      statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    }
    backend.then(three());
    ResultSet last = statement.executeQuery("SELECT id");
    assertThrows(SQLException.class, () -> statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
    assertTrue(last.next());
    kept.get(7).close();
    assertFalse(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
    assertTrue(last.next());
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
    backend.then(three());
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
  void warningsAreChainedOnceEachAndNotWithoutEnd() throws SQLException {
    FakeExecution run = new FakeExecution();
    run.messages = List.of("first", "second", "first");
    backend.then(run);
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
    backend.then(three());
    try (Statement statement = statement();
        ResultSet rows = statement.executeQuery("SELECT id")) {
      assertTrue(rows.next());
      backend.gone = true;
      assertEquals(
          "08003", assertThrows(SQLException.class, () -> statement.execute("S")).getSQLState());
    }
  }

  @Test
  void resultsKnowTheirStatement() throws SQLException {
    backend.then(three());
    Statement statement = statement();
    assertSame(statement, statement.executeQuery("SELECT id").getStatement());
    assertSame(statement, statement.getGeneratedKeys().getStatement());
  }

  @Test
  void oneResultClosedLeavesOthersOpen() throws SQLException {
    backend.then(three()).then(three());
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
          throw new IllegalStateException("a listener's defect");
        });
    FakeExecution run = three();
    run.whileRunning =
        () -> {
          assertEquals(Phase.SENT, monitor.progress().phase());
          assertTrue(run.listener.wantsDetails());
          run.listener.answered(OperationState.PENDING, null);
          run.listener.answered(
              OperationState.RUNNING,
              new ServerProgress(
                  List.of("STAGE", "DONE"),
                  List.of(List.of("map", "3"), List.of("reduce")),
                  OptionalDouble.of(0.25),
                  "1 of 2"));
          run.listener.answered(OperationState.FINISHED, null);
        };
    backend.then(run);
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
    assertFalse(backend.executions.get(0).listener.wantsDetails());
    statement.unwrap(QueryMonitor.class).progress();
    statement.execute("S");
    assertTrue(backend.executions.get(1).listener.wantsDetails());
  }
}
