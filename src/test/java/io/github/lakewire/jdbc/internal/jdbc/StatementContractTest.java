package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.jdbc.FakeSession.FakeOperation;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What JDBC promises of a connection and its statements, and what tools rely on. */
class StatementContractTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DESC t",
        "OPTIMIZE t",
        "COPY INTO t FROM 's'",
        "RESTORE t TO VERSION AS OF 1",
        "VACUUM t DRY RUN",
        "FROM t SELECT a",
        "FROM t |> SELECT a",
        "EXECUTE IMMEDIATE 'SELECT 1'",
        "CREATE TABLE t SHALLOW CLONE s",
        "-- comment\nSELECT 1",
      })
  void whateverHasRowsIsAQuery(String sql) throws SQLException {
    session.then(FakeSession.oneRow(ColumnType.INT, 1));
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertTrue(rows.next());
    }
    assertEquals(List.of(sql), session.statements());
  }

  @Test
  void whateverHasACountIsAnUpdate() throws SQLException {
    session.then(FakeSession.count(3));
    assertEquals(
        3, connection.createStatement().executeUpdate("WITH w AS (SELECT 1) INSERT INTO t FROM w"));
  }

  @Test
  void timeoutIsADeadlineOfTheWholeRun() throws SQLException {
    Statement statement = connection.createStatement();
    statement.setQueryTimeout(7);
    statement.execute("SELECT 1");
    assertEquals(7, session.requests.get(0).timeout().toSeconds());
    assertNotNull(session.operations.get(0).deadline);
    assertFalse(session.operations.get(0).deadline.isNone());
  }

  @Test
  void runningAgainStartsNoThread() throws SQLException {
    Statement statement = connection.createStatement();
    statement.execute("SELECT 1");
    Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
    for (int i = 0; i < 20; i++) {
      FakeOperation run = FakeSession.count(1);
      Thread caller = Thread.currentThread();
      run.whileRunning = () -> assertSame(caller, Thread.currentThread());
      session.then(run);
      statement.execute("SELECT 1");
    }
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !before.contains(thread))
            .noneMatch(thread -> thread.getName().contains("lakewire")));
  }

  private interface RunOf {
    Object run() throws SQLException;
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
            () -> connection.createStatement().executeQuery(sql),
            () -> connection.prepareStatement(sql).executeQuery(),
            () -> connection.prepareCall(sql).executeQuery())) {
      SQLException e = assertThrows(SQLException.class, query::run);
      assertEquals("HY010", e.getSQLState());
      assertTrue(e.getMessage().contains("has not been sent"), e.getMessage());
    }
    assertEquals(List.of(), session.statements());
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
    Statement batch = connection.createStatement();
    batch.addBatch(sql);
    for (RunOf update :
        List.<RunOf>of(
            () -> connection.createStatement().executeUpdate(sql),
            () -> connection.createStatement().executeLargeUpdate(sql),
            () -> connection.prepareStatement(sql).executeUpdate(),
            () -> connection.prepareStatement(sql).executeLargeUpdate(),
            batch::executeBatch)) {
      assertEquals("HY010", assertThrows(SQLException.class, update::run).getSQLState());
    }
    assertEquals(List.of(), session.statements());
  }
}
