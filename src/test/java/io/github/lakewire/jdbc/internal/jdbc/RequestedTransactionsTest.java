package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.session.ParameterForm;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With transactions=1 auto-commit, commit and rollback are the server's. */
class RequestedTransactionsTest {
  private static final String OFF = "SET AUTOCOMMIT = FALSE";
  private static final String ON = "SET AUTOCOMMIT = TRUE";
  private static final String INSERT = "INSERT INTO t VALUES (1)";
  private static final String ALTERED = "UPDATE t SET a = 2";

  private final FakeSession session = new FakeSession();
  private LakewireConnection connection;

  @BeforeEach
  void connect() {
    session.transactions = true;
    connection = session.connect();
  }

  /** Behind the first switch, which asks whether the server has transactions. */
  private void beginFirst() throws SQLException {
    connection.setAutoCommit(false);
    run("SELECT 1");
    connection.commit();
    session.requests.clear();
  }

  private void run(String... texts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : texts) {
        statement.execute(sql);
      }
    }
  }

  private SQLException failing(DriverException failure, String sql) {
    session.then(FakeSession.failing(failure));
    return assertThrows(SQLException.class, () -> run(sql));
  }

  private static DriverException refusal(String state) {
    return DriverException.server(new ServerError("no", state, 0, null));
  }

  @Test
  void transactionsThatFollowEachOtherSwitchOnce() throws SQLException {
    connection.setAutoCommit(false);
    assertEquals(List.of(), session.statements());
    run(INSERT, ALTERED);
    connection.commit();
    // As Spring does around each transaction.
    connection.setAutoCommit(true);
    connection.setAutoCommit(false);
    run(INSERT);
    connection.rollback();
    assertEquals(
        List.of(OFF, "ROLLBACK", INSERT, ALTERED, "COMMIT", INSERT, "ROLLBACK"),
        session.statements());
  }

  @Test
  void aTransactionWithoutStatementsCostsNothing() throws SQLException {
    connection.setAutoCommit(false);
    connection.commit();
    connection.rollback();
    connection.setAutoCommit(true);
    assertEquals(List.of(), session.statements());
    assertNull(connection.getWarnings());
  }

  @Test
  void aStatementInAutoCommitModeSwitchesBack() throws SQLException {
    beginFirst();
    connection.setAutoCommit(true);
    run(INSERT);
    assertEquals(List.of(ON, INSERT), session.statements());
    assertFalse(connection.transactions().isOpen());
  }

  @Test
  void switchingToAutoCommitCommits() throws SQLException {
    beginFirst();
    run(INSERT);
    connection.setAutoCommit(false);
    assertEquals(List.of(INSERT), session.statements());
    connection.setAutoCommit(true);
    assertEquals(List.of(INSERT, "COMMIT"), session.statements());
    assertTrue(connection.getAutoCommit());
  }

  @Test
  void whatCannotBeCommittedStaysInTheTransaction() throws SQLException {
    beginFirst();
    run(INSERT);
    session.then(FakeSession.failing(refusal("XX000")));
    assertThrows(SQLException.class, () -> connection.setAutoCommit(true));
    assertFalse(connection.getAutoCommit());
    connection.rollback();
    assertEquals(List.of(INSERT, "COMMIT", "ROLLBACK"), session.statements());
  }

  @Test
  void commitAndRollbackAreRefusedInAutoCommitMode() {
    assertEquals("25000", assertThrows(SQLException.class, connection::commit).getSQLState());
    assertEquals("25000", assertThrows(SQLException.class, connection::rollback).getSQLState());
    assertEquals(List.of(), session.statements());
  }

  @Test
  void aTransactionBegunBySqlIsEndedByTheMethods() throws SQLException {
    run("BEGIN TRANSACTION", INSERT);
    connection.setAutoCommit(true);
    assertTrue(connection.transactions().isOpen(), "the mode has not changed");
    connection.commit();
    run("BEGIN TRANSACTION");
    connection.rollback();
    assertEquals(
        List.of("BEGIN TRANSACTION", INSERT, "COMMIT", "BEGIN TRANSACTION", "ROLLBACK"),
        session.statements());
  }

  @Test
  void autoCommitSetBySqlIsTold() throws SQLException {
    run(OFF);
    assertFalse(connection.getAutoCommit());
    run(INSERT);
    connection.commit();
    run(ON);
    assertTrue(connection.getAutoCommit());
    assertEquals(List.of(OFF, INSERT, "COMMIT", ON), session.statements());
  }

  @Test
  void aBatchIsPartOfTheTransaction() throws SQLException {
    beginFirst();
    try (PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      for (int i = 0; i < 3; i++) {
        statement.setInt(1, i);
        statement.addBatch();
      }
      statement.executeBatch();
    }
    connection.commit();
    assertEquals(List.of("INSERT INTO t VALUES (0), (1), (2)", "COMMIT"), session.statements());
  }

  // Servers without transactions.

  @Test
  void aServerThatTakesAutoCommitForASettingIsFoundOut() throws SQLException {
    connection.setAutoCommit(false);
    session.then(new FakeSession.FakeOperation());
    SQLException e = failing(refusal("42601"), INSERT);
    assertInstanceOf(SQLFeatureNotSupportedException.class, e);
    assertEquals("HYC00", e.getSQLState());
    assertEquals(ExecutionOutcome.NOT_EXECUTED, ((LakewireException) e).outcome());
    assertEquals(List.of(OFF, "ROLLBACK"), session.statements());
  }

  @Test
  void nothingToRollBackIsAnAnswerOfAServerWithTransactions() throws SQLException {
    connection.setAutoCommit(false);
    session.then(new FakeSession.FakeOperation()).then(FakeSession.failing(refusal("25P01")));
    run(INSERT);
    assertEquals(List.of(OFF, "ROLLBACK", INSERT), session.statements());
  }

  @Test
  void aServerThatRefusesToSwitchStaysInAutoCommitMode() throws SQLException {
    connection.setAutoCommit(false);
    assertEquals("HYC00", failing(refusal("42K0I"), INSERT).getSQLState());
    connection.setAutoCommit(true);
    run(INSERT);
    assertEquals(List.of(OFF, INSERT), session.statements());
  }

  @Test
  void aSwitchWhoseAnswerIsLostIsMadeAgainOrUndone() throws SQLException {
    beginFirst();
    connection.setAutoCommit(true);
    run(INSERT);
    connection.setAutoCommit(false);
    session.requests.clear();
    SQLException e =
        failing(
            new DriverException(DriverException.Kind.TRANSPORT, "cut").mayHaveArrived(), INSERT);
    assertEquals(ExecutionOutcome.NOT_EXECUTED, ((LakewireException) e).outcome());
    connection.setAutoCommit(true);
    run(INSERT);
    assertEquals(List.of(OFF, ON, INSERT), session.statements());
  }

  @Test
  void serversThatAreNotDatabricksHaveNone() throws SQLException {
    session.parameterForm = ParameterForm.WALL_CLOCK_LITERALS;
    connection = session.connect();
    assertFalse(connection.getMetaData().supportsTransactions());
    SQLException e = assertThrows(SQLException.class, () -> connection.setAutoCommit(false));
    assertEquals("HYC00", e.getSQLState());
    assertTrue(connection.getAutoCommit());
  }

  // What would end a transaction.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "USE CATALOG other",
        "use other",
        "SET CATALOG other",
        "SHOW TABLES",
        ";SHOW TABLES",
        "(DESCRIBE FORMATTED t",
        "SHOW SCHEMAS IN main",
        "show /* x */ databases",
        "SHOW CATALOGS",
        "DESCRIBE TABLE EXTENDED t",
        "DESC EXTENDED t AS JSON",
        "SELECT * FROM main.information_schema.tables",
        "SELECT * FROM main.`Information_Schema`.tables",
        "SELECT * FROM\n`information_schema`.tables"
      })
  void whatTheServerWouldAbortAtIsNotSent(String sql) throws SQLException {
    beginFirst();
    run(INSERT);
    session.requests.clear();
    SQLException e = assertThrows(SQLException.class, () -> run(sql));
    assertEquals("25001", e.getSQLState());
    assertEquals(List.of(), session.statements());
    assertTrue(connection.transactions().isOpen());
    connection.commit();
    run(sql);
    assertEquals(List.of("COMMIT", ON, sql), session.statements());
    run(INSERT);
    assertEquals(OFF, session.statements().get(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DESCRIBE QUERY SELECT 1",
        "DESCRIBE TABLE t",
        "DESCRIBE t",
        "SHOW COLUMNS IN t",
        "SELECT 'information_schema' /* `information_schema` */",
        "SELECT \"`information_schema`\" -- `information_schema`",
        "CREATE TABLE u (a INT)",
        "BEGIN ATOMIC INSERT INTO t VALUES (1); END"
      })
  void whatTheServerDecidesIsSent(String sql) throws SQLException {
    beginFirst();
    run(INSERT, sql);
    assertEquals(List.of(INSERT, sql), session.statements());
  }

  /** In auto-commit it would be stored by itself, whatever comes afterwards. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO log SELECT table_name FROM main.information_schema.tables",
        "CREATE TABLE log AS SELECT * FROM main.`information_schema`.tables",
        "EXECUTE IMMEDIATE 'INSERT INTO log TABLE u' INTO information_schema",
        "WITH x AS (SELECT * FROM information_schema.tables) INSERT INTO log SELECT * FROM x"
      })
  void aChangeThatReadsTheInformationSchemaIsNotCommittedByItself(String sql) throws SQLException {
    beginFirst();
    assertEquals("25001", assertThrows(SQLException.class, () -> run(sql)).getSQLState());
    assertEquals(List.of(), session.statements());
    connection.setAutoCommit(true);
    run(sql);
    assertEquals(List.of(ON, sql), session.statements());
  }

  @Test
  void aStatementWhosePreparationBreaksWasNotSent() throws SQLException {
    beginFirst();
    connection.setAutoCommit(true);
    run(INSERT);
    connection.setAutoCommit(false);
    SQLException e =
        failing(
            new DriverException(DriverException.Kind.TRANSPORT, "cut")
                .inExecution(ExecutionOutcome.UNKNOWN, true),
            INSERT);
    assertEquals(ExecutionOutcome.NOT_EXECUTED, ((LakewireException) e).outcome());
    assertFalse(e.getMessage().contains("look for its effect"), e::getMessage);
  }

  @Test
  void theTimeOutOfAStatementHoldsForTheSwitchBeforeItToo() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(5);
      statement.execute(INSERT);
    }
    assertEquals(List.of(OFF, "ROLLBACK", INSERT), session.statements());
    assertTrue(session.operations.get(0).deadline.remaining().compareTo(Duration.ofSeconds(5)) < 0);
    assertSame(session.operations.get(0).deadline, session.operations.get(1).deadline);
    assertSame(session.operations.get(0).deadline, session.operations.get(2).deadline);
  }

  @Test
  void aCancelEndsTheSwitchBeforeAStatement() throws SQLException {
    beginFirst();
    connection.setAutoCommit(true);
    try (LakewireStatement statement = (LakewireStatement) connection.createStatement()) {
      FakeSession.FakeOperation slow = new FakeSession.FakeOperation();
      slow.whileRunning = () -> assertDoesNotThrow(statement::cancel);
      session.then(slow);
      SQLException e = assertThrows(SQLException.class, () -> statement.execute(INSERT));
      assertEquals("57014", e.getSQLState());
      assertEquals(ExecutionOutcome.NOT_EXECUTED, ((LakewireException) e).outcome());
    }
    assertEquals(List.of(ON), session.statements());
  }

  @Test
  void aQuestionOfTheDriverBehindACommitBeginsNoTransaction() throws SQLException {
    session.transactions = true;
    session.schema = null;
    connection = session.connect();
    beginFirst();
    run(INSERT);
    connection.commit();
    session.requests.clear();
    session
        .then(new FakeSession.FakeOperation())
        .then(FakeSession.oneRow(ColumnType.STRING, "main"));
    connection.getSchema();
    assertFalse(connection.transactions().isOpen());
    connection.setSchema("other");
    assertEquals(
        List.of(ON, "SELECT current_catalog(), current_schema()", "USE SCHEMA `other`"),
        session.statements());
  }

  @Test
  void aDescriptionBehindACommitBeginsNoTransaction() throws SQLException {
    beginFirst();
    run(INSERT);
    connection.commit();
    try (PreparedStatement query = connection.prepareStatement("SELECT a FROM t")) {
      query.getMetaData();
    }
    connection.setReadOnly(true);
    assertFalse(connection.transactions().isOpen());
    run(INSERT);
    assertEquals(
        List.of(INSERT, "COMMIT", ON, "DESCRIBE QUERY SELECT a FROM t", OFF, INSERT),
        session.statements());
  }

  @Test
  void anotherCatalogOrSchemaIsRefusedAndTheSameIsNoChange() throws SQLException {
    beginFirst();
    run(INSERT);
    connection.setCatalog("main");
    connection.setSchema("default");
    assertEquals(
        "25001",
        assertThrows(SQLException.class, () -> connection.setCatalog("other")).getSQLState());
    assertEquals(
        "25001",
        assertThrows(SQLException.class, () -> connection.setSchema("other")).getSQLState());
    assertEquals("main", connection.getCatalog());
    assertEquals("default", connection.getSchema());
    connection.commit();
    connection.setSchema("other");
    assertEquals(List.of(INSERT, "COMMIT", ON, "USE SCHEMA `other`"), session.statements());
  }

  @Test
  void questionsOfTheDriverThatAreAllowedBelongToTheTransaction() throws SQLException {
    beginFirst();
    connection.setAutoCommit(true);
    run("USE other");
    connection.setAutoCommit(false);
    run(INSERT);
    session.requests.clear();
    session.then(FakeSession.oneRow(ColumnType.STRING, "u"));
    connection.getCatalog();
    assertEquals(List.of("SELECT current_catalog(), current_schema()"), session.statements());
    assertTrue(connection.isValid(1));
    assertTrue(connection.transactions().isOpen());
    assertEquals(1, session.requests.size());
  }

  @Test
  void variablesOfACallInAutoCommitModeBeginNoTransaction() throws SQLException {
    beginFirst();
    connection.setAutoCommit(true);
    try (CallableStatement call = connection.prepareCall("CALL p(?)")) {
      call.registerOutParameter(1, Types.INTEGER);
      call.execute();
    }
    assertEquals(ON, session.statements().get(0));
    assertEquals(1, session.statements().stream().filter(ON::equals).count());
    assertFalse(connection.transactions().isOpen());
  }

  @Test
  void aDescriptionInAutoCommitModeBeginsNoTransaction() throws SQLException {
    beginFirst();
    connection.setAutoCommit(true);
    try (PreparedStatement query = connection.prepareStatement("SELECT a FROM t")) {
      query.getMetaData();
    }
    assertEquals(List.of(ON, "DESCRIBE QUERY SELECT a FROM t"), session.statements());
    connection.setAutoCommit(false);
    run("SELECT 1");
    session.requests.clear();
    connection.commit();
    assertEquals(List.of("COMMIT"), session.statements());
  }

  // Settings.

  @Test
  void serializableIsMoreThanTheServerGives() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    assertEquals(Connection.TRANSACTION_READ_COMMITTED, connection.getTransactionIsolation());
    SQLException e =
        assertThrows(
            SQLException.class,
            () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
    assertEquals("HYC00", e.getSQLState());
  }

  @Test
  void readOnlyDoesNotChangeInATransaction() throws SQLException {
    beginFirst();
    connection.setReadOnly(true);
    run("SELECT 1");
    connection.setReadOnly(true);
    assertEquals(
        "25001",
        assertThrows(SQLException.class, () -> connection.setReadOnly(false)).getSQLState());
    connection.commit();
    connection.setReadOnly(false);
    assertFalse(connection.isReadOnly());
  }

  @Test
  void whatAPooledRequestLeavesOpenIsRolledBack() throws SQLException {
    connection.beginRequest();
    beginFirst();
    run(INSERT);
    connection.endRequest();
    assertEquals(List.of(INSERT, "ROLLBACK"), session.statements());
    assertEquals("01000", connection.getWarnings().getSQLState());
    assertEquals(List.of(), session.renewals);
    assertFalse(connection.getAutoCommit());
  }

  @Test
  void autoCommitSetBySqlInARequestIsNotLeftToTheNext() throws SQLException {
    connection.beginRequest();
    run(OFF, INSERT);
    connection.endRequest();
    assertTrue(connection.getAutoCommit());
    session.requests.clear();
    run(INSERT);
    assertEquals(List.of(INSERT), session.statements());
    assertFalse(connection.transactions().isOpen());
  }

  @Test
  void autoCommitSetBeforeARequestIsSetAgainAfterIt() throws SQLException {
    run(OFF);
    connection.beginRequest();
    run(ON);
    connection.endRequest();
    assertFalse(connection.getAutoCommit());
    connection.beginRequest();
    run(ON);
    connection.setAutoCommit(false);
    connection.setAutoCommit(true);
    connection.endRequest();
    assertTrue(connection.getAutoCommit(), "the pool sets back what the setter has set");
  }

  @Test
  void aRollbackAtTheEndOfARequestHasThirtySeconds() throws SQLException {
    connection.beginRequest();
    beginFirst();
    run(INSERT);
    session.then(
        FakeSession.failing(
            new DriverException(DriverException.Kind.TIMED_OUT, "late")
                .inExecution(ExecutionOutcome.UNKNOWN, true)));
    connection.endRequest();
    FakeSession.FakeOperation rollback = session.operations.get(session.operations.size() - 1);
    assertTrue(rollback.deadline.remaining().compareTo(Duration.ofSeconds(30)) <= 0);
    assertEquals(1, session.renewals.size());
    assertFalse(connection.isClosed());
    assertFalse(connection.transactions().isOpen());
  }

  @Test
  void anotherSessionBeginsInAutoCommitMode() throws SQLException {
    connection.beginRequest();
    beginFirst();
    run("DECLARE VARIABLE v INT");
    connection.endRequest();
    assertEquals(1, session.renewals.size());
    session.requests.clear();
    run(INSERT);
    assertEquals(List.of(OFF, INSERT), session.statements());
  }
}
