package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request leaves in a session ends with the session, where nothing else undoes it. */
class PooledRequestTest {
  private static final String WHERE_OPENED = "null.null";

  private final FakeSession session = new FakeSession();
  private LakewireConnection connection;

  @BeforeEach
  void connect() {
    connection = session.connect();
  }

  private void run(String... texts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : texts) {
        statement.execute(sql);
      }
    }
  }

  private void runInRequest(String... texts) throws SQLException {
    connection.beginRequest();
    run(texts);
    session.requests.clear();
    connection.endRequest();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DECLARE VARIABLE v INT DEFAULT 1",
        "declare or replace v int",
        "SET VAR v = 2",
        "SET VARIABLE v = (SELECT 1)",
        "SET VAR (a, b) = (SELECT 1, 2)",
        "/* x */ -- y\n CREATE TEMPORARY VIEW v AS SELECT 1",
        "CREATE OR REPLACE TEMP VIEW v AS SELECT 1",
        "CREATE GLOBAL TEMPORARY VIEW v AS SELECT 1",
        "CREATE TEMPORARY TABLE t (a INT)",
        "CREATE OR REPLACE TEMPORARY FUNCTION f() RETURNS INT RETURN 1",
        "DROP TEMPORARY VARIABLE v",
        "CACHE TABLE t AS SELECT 1",
        "ADD JAR '/x.jar'",
        "SET ROLE admin",
        "SET `a.b` = 1",
        "SET hivevar:x = 1",
        "SET AUTOCOMMIT = FALSE",
        "BEGIN SET a = 1; END",
        "BEGIN ATOMIC INSERT INTO t VALUES (1); END",
        "outer: BEGIN SELECT 1; END",
        "EXECUTE IMMEDIATE 'SET a = 1'",
        "CALL p()",
      })
  void whatOnlyTheSessionEndsIsOneNewSession(String sql) throws SQLException {
    runInRequest(sql);
    assertEquals(List.of(WHERE_OPENED), session.renewals);
    assertEquals(List.of(), session.statements());
    connection.beginRequest();
    connection.endRequest();
    assertEquals(1, session.renewals.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "(SELECT 1)",
        "SELECT 'DECLARE x'",
        "WITH temporary AS (SELECT 1) SELECT * FROM temporary",
        "INSERT INTO t VALUES (1)",
        "CREATE TABLE temporary (a INT)",
        "CREATE OR REPLACE VIEW v AS SELECT 1",
        "DROP TABLE t",
        "SET",
        "SET -v",
        "SET a.b",
        "SET a.b;",
        "SHOW TABLES",
        "COMMIT",
      })
  void whatLeavesNothingCostsNothing(String sql) throws SQLException {
    runInRequest(sql);
    assertEquals(List.of(), session.renewals);
    assertEquals(List.of(), session.statements());
  }

  @ParameterizedTest
  @ValueSource(strings = {"BEGIN TRANSACTION", "BEGIN", "START TRANSACTION"})
  void aTransactionLeftOpenIsRolledBackWithAWarning(String sql) throws SQLException {
    runInRequest(sql, "INSERT INTO t VALUES (1)");
    assertEquals(List.of("ROLLBACK"), session.statements());
    assertEquals(List.of(), session.renewals);
    String warning = connection.getWarnings().getMessage();
    assertTrue(warning.contains("is rolled back"), warning);
    assertFalse(connection.transactions().isOpen());
    runInRequest();
    assertEquals(List.of(), session.statements());
  }

  @Test
  void aTransactionThatCannotBeRolledBackEndsWithTheSession() throws SQLException {
    connection.beginRequest();
    run("BEGIN TRANSACTION");
    session.then(FakeSession.failing(refusal()));
    connection.endRequest();
    assertEquals(1, session.renewals.size());
    assertFalse(connection.transactions().isOpen());
    assertEquals("01000", connection.getWarnings().getSQLState());
  }

  @Test
  void aTransactionThatEndsWithTheSessionIsAWarningToo() throws SQLException {
    runInRequest("BEGIN TRANSACTION", "DECLARE VARIABLE v INT");
    assertEquals(List.of(), session.statements());
    assertEquals(1, session.renewals.size());
    assertEquals("01000", connection.getWarnings().getSQLState());
  }

  @Test
  void aBatchAndAPreparedStatementLeaveAsMuch() throws SQLException {
    connection.beginRequest();
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("CREATE TEMPORARY TABLE t (a INT)");
      statement.executeBatch();
    }
    connection.endRequest();
    connection.beginRequest();
    try (PreparedStatement statement = connection.prepareStatement("EXECUTE IMMEDIATE ?")) {
      statement.setString(1, "SET a = 1");
      statement.execute();
    }
    connection.endRequest();
    assertEquals(2, session.renewals.size());
  }

  @Test
  void whatFailedMayHaveLeftSomething() throws SQLException {
    connection.beginRequest();
    session.then(
        FakeSession.failing(new DriverException(DriverException.Kind.SERVER, "in the middle")));
    assertThrows(SQLException.class, () -> run("BEGIN SET a = 1; SIGNAL x; END"));
    connection.endRequest();
    assertEquals(1, session.renewals.size());
  }

  @Test
  void aTransactionThatHasEndedLeavesNothing() throws SQLException {
    runInRequest("BEGIN TRANSACTION", "INSERT INTO t VALUES (1)", "COMMIT");
    runInRequest("START TRANSACTION", "ROLLBACK");
    assertEquals(List.of(), session.renewals);
    connection.beginRequest();
    run("BEGIN TRANSACTION");
    session.then(
        FakeSession.failing(
            new DriverException(DriverException.Kind.CONFLICT, "another was first")));
    assertThrows(SQLException.class, () -> run("COMMIT"));
    connection.endRequest();
    assertEquals(1, session.renewals.size());
  }

  private void fail(DriverException failure, String sql) {
    session.then(FakeSession.failing(failure));
    assertThrows(SQLException.class, () -> run(sql));
  }

  private static DriverException refusal() {
    return new DriverException(DriverException.Kind.SERVER, "no transactions here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET AUTOCOMMIT = FALSE",
        "set\tautocommit=false;",
        "/* x */ Set AutoCommit = Off",
        "SET AUTOCOMMIT = 0",
        "SET AUTOCOMMIT FALSE",
        "SET AUTOCOMMIT = 'false'",
      })
  void withoutAutocommitATransactionBeginsWithTheNextStatement(String sql) throws SQLException {
    run("SET AUTOCOMMIT");
    assertTrue(connection.getAutoCommit());
    run(sql);
    assertFalse(connection.getAutoCommit());
    assertFalse(connection.transactions().isOpen());
    run("INSERT INTO t VALUES (1)");
    assertTrue(connection.transactions().isOpen());
    run("COMMIT");
    assertFalse(connection.transactions().isOpen());
    run("SELECT 1");
    assertTrue(connection.transactions().isOpen());
    run("ROLLBACK", "SET autocommit = True", "SELECT 1");
    assertTrue(connection.getAutoCommit());
    assertFalse(connection.transactions().isOpen());
  }

  @Test
  void autocommitStaysAsItIsWhereItsChangeIsRefused() throws SQLException {
    fail(refusal(), "SET AUTOCOMMIT = FALSE");
    run("SELECT 1");
    assertFalse(connection.transactions().isOpen());
    run("SET AUTOCOMMIT = FALSE");
    fail(refusal(), "SET AUTOCOMMIT = FALSE");
    assertFalse(connection.getAutoCommit());
    fail(refusal(), "SET AUTOCOMMIT = TRUE");
    assertFalse(connection.getAutoCommit());
    run("SELECT 1");
    assertTrue(connection.transactions().isOpen());
  }

  @Test
  void aNewSessionHasItsOwnAutocommit() throws SQLException {
    runInRequest("SET AUTOCOMMIT = FALSE");
    assertEquals(1, session.renewals.size());
    assertTrue(connection.getAutoCommit());
    run("SELECT 1");
    assertEquals(List.of("SELECT 1"), session.statements());
    assertFalse(connection.transactions().isOpen());
  }

  @Test
  void autocommitThatWasSetUpBeforeIsSetUpAgainAndOnce() throws SQLException {
    run("SET AUTOCOMMIT = FALSE", "DECLARE VARIABLE tenant STRING");
    runInRequest("DECLARE VARIABLE v INT");
    assertEquals(
        List.of("SET AUTOCOMMIT = FALSE", "DECLARE VARIABLE tenant STRING"), session.statements());
    assertTrue(connection.transactions().isOpen());
    runInRequest();
    assertEquals(1, session.renewals.size());
  }

  @Test
  void aTransactionThatBeganByItselfEndsWithTheRequest() throws SQLException {
    run("SET AUTOCOMMIT = FALSE");
    runInRequest("INSERT INTO t VALUES (1)", "COMMIT");
    assertEquals(List.of(), session.renewals);
    runInRequest("INSERT INTO t VALUES (1)");
    assertEquals(List.of("ROLLBACK"), session.statements());
    assertEquals(List.of(), session.renewals);
  }

  @Test
  void aTransactionThatDidNotBeginIsNotOpen() throws SQLException {
    connection.beginRequest();
    fail(refusal(), "BEGIN TRANSACTION");
    assertFalse(connection.transactions().isOpen());
    run("BEGIN TRANSACTION");
    fail(refusal(), "BEGIN TRANSACTION");
    assertTrue(connection.transactions().isOpen());
    run("COMMIT");
    assertFalse(connection.transactions().isOpen());
    fail(refusal().mayHaveArrived(), "BEGIN TRANSACTION");
    assertTrue(connection.transactions().isOpen());
  }

  @Test
  void whatMayBeOpenStillEndsWithTheRequest() throws SQLException {
    connection.beginRequest();
    fail(refusal(), "BEGIN TRANSACTION");
    connection.endRequest();
    assertEquals(1, session.renewals.size());
    assertFalse(connection.transactions().isOpen());
  }

  @Test
  void aTransactionThatTheServerRolledBackIsNotOpen() throws SQLException {
    run("BEGIN TRANSACTION");
    fail(new DriverException(DriverException.Kind.CONFLICT, "another was first"), "COMMIT");
    assertFalse(connection.transactions().isOpen());
  }

  @Test
  void theNewSessionBeginsWhereTheRequestDid() throws SQLException {
    connection.setCatalog("samples");
    connection.setSchema("tpch");
    runInRequest("DECLARE VARIABLE v INT", "USE main.other", "SET a = 1");
    assertEquals(List.of("samples.tpch"), session.renewals);
    // The fake says that every session begins in main.default.
    assertEquals(List.of("USE CATALOG `samples`", "USE SCHEMA `tpch`"), session.statements());
    assertEquals("samples", connection.getCatalog());
    assertEquals("tpch", connection.getSchema());
  }

  @Test
  void aPlaceThatNobodyKnowsIsAskedForBeforeItIsLeft() throws SQLException {
    run("USE samples.tpch");
    connection.beginRequest();
    session.then(
        FakeSession.rows(
            List.of(
                FakeSession.column("c", ColumnType.STRING),
                FakeSession.column("s", ColumnType.STRING)),
            new Object[] {"samples", "tpch"}));
    run("USE main.other");
    assertEquals(
        List.of("USE samples.tpch", "SELECT current_catalog(), current_schema()", "USE main.other"),
        session.statements());
    session.requests.clear();
    connection.endRequest();
    assertEquals(List.of("USE CATALOG `samples`", "USE SCHEMA `tpch`"), session.statements());
  }

  @Test
  void aPlaceThatTheServerDoesNotTellIsFoundInANewSession() throws SQLException {
    run("USE samples.tpch");
    connection.beginRequest();
    session.catalogs = false;
    DriverException unknown = new DriverException(DriverException.Kind.SERVER, "no such function");
    session.then(FakeSession.failing(unknown)).then(FakeSession.failing(unknown));
    run("USE other");
    connection.endRequest();
    assertEquals(1, session.renewals.size());
  }

  @Test
  void whereASessionBeganIsAskedForOnlyWhenNoNewOneComes() throws SQLException {
    session.catalog = null;
    session.schema = null;
    connection = session.connect();
    runInRequest("EXECUTE IMMEDIATE 'USE other'");
    assertEquals(List.of(WHERE_OPENED), session.renewals);
    assertEquals(List.of(), session.statements());
    connection.beginRequest();
    run("USE other");
    assertEquals(
        List.of("SELECT current_catalog(), current_schema()", "USE other"), session.statements());
  }

  @Test
  void whatWasSetUpBeforeIsSetUpAgain() throws SQLException {
    session.settings = Map.of("ansi_mode", "true");
    connection = session.connect();
    run("SET TIME ZONE 'Asia/Seoul'", "DECLARE VARIABLE tenant STRING", "SET VAR tenant = 'a'");
    run("SELECT 1", "BEGIN INSERT INTO t VALUES (1); END");
    runInRequest("SET VAR tenant = 'b'", "SET ansi_mode = false");
    assertEquals(1, session.renewals.size());
    assertEquals(
        List.of(
            "SET TIME ZONE 'Asia/Seoul'", "DECLARE VARIABLE tenant STRING", "SET VAR tenant = 'a'"),
        session.statements());
  }

  @Test
  void whatCannotBeSetBackEndsWithTheSession() throws SQLException {
    connection.beginRequest();
    connection.setCatalog("other");
    session.then(
        FakeSession.failing(new DriverException(DriverException.Kind.SERVER, "main is gone")));
    connection.endRequest();
    assertEquals(List.of(WHERE_OPENED), session.renewals);
    assertEquals("main", connection.getCatalog());
  }

  @Test
  void withoutANewSessionTheConnectionIsClosed() throws SQLException {
    session.renewalFailure = new DriverException(DriverException.Kind.CANNOT_CONNECT, "gone");
    connection.beginRequest();
    run("DECLARE VARIABLE v INT");
    SQLException e = assertThrows(SQLException.class, connection::endRequest);
    assertEquals("08003", e.getSQLState());
    assertInstanceOf(SQLNonTransientConnectionException.class, e);
    assertTrue(connection.isClosed());
    assertFalse(connection.isValid(1));
    assertEquals(1, session.closes);
  }

  @Test
  void aSetUpThatFailsClosesTheConnection() throws SQLException {
    run("DECLARE VARIABLE tenant STRING");
    connection.beginRequest();
    run("DECLARE VARIABLE v INT");
    session.then(FakeSession.failing(new DriverException(DriverException.Kind.SERVER, "no")));
    assertThrows(SQLException.class, connection::endRequest);
    assertTrue(connection.isClosed());
  }

  @Test
  void statementsGoOnAndOpenResultsEnd() throws SQLException {
    PreparedStatement kept = connection.prepareStatement("SELECT ?");
    connection.beginRequest();
    kept.setInt(1, 1);
    session.then(FakeSession.oneRow(ColumnType.INT, 1));
    ResultSet open = kept.executeQuery();
    run("DECLARE VARIABLE v INT");
    connection.endRequest();
    assertTrue(open.isClosed());
    session.then(FakeSession.oneRow(ColumnType.INT, 2));
    try (ResultSet rows = kept.executeQuery()) {
      assertTrue(rows.next());
      assertEquals(2, rows.getInt(1));
    }
  }

  @Test
  void aRequestThatWasNotEndedIsGoneOnWith() throws SQLException {
    connection.beginRequest();
    run("DECLARE VARIABLE v INT");
    connection.beginRequest();
    connection.endRequest();
    assertEquals(1, session.renewals.size());
    connection.endRequest();
    assertEquals(1, session.renewals.size());
  }

  @Test
  void outsideOfRequestsNothingIsUndone() throws SQLException {
    run("DECLARE VARIABLE v INT", "BEGIN SET a = 1; END", "USE other");
    connection.endRequest();
    assertEquals(List.of(), session.renewals);
    assertEquals(3, session.requests.size());
  }

  @Test
  void settingThatSparkWouldReplaceIsSetBackByANewSession() throws SQLException {
    session.settings = Map.of("a.b", "${env:HOME}");
    connection = session.connect();
    runInRequest("SET a.b = 1");
    assertEquals(1, session.renewals.size());
    assertEquals(List.of(), session.statements());
  }
}
