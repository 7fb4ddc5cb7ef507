package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a transaction when a statement of it, or its end, has failed. */
class FailedTransactionsTest {
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

  private static DriverException conflict() {
    return new DriverException(DriverException.Kind.CONFLICT, "another was first");
  }

  @Test
  void afterAConflictOnlyRollbackIsLeft() throws SQLException {
    beginFirst();
    run(INSERT);
    SQLException e = failing(conflict(), ALTERED);
    assertInstanceOf(SQLTransactionRollbackException.class, e);
    session.requests.clear();
    assertEquals("25000", assertThrows(SQLException.class, () -> run(INSERT)).getSQLState());
    assertEquals(List.of(), session.statements());
    // The server has no transaction any more.
    session.then(FakeSession.failing(refusal("25P01")));
    connection.rollback();
    run(INSERT);
    assertEquals(List.of("ROLLBACK", INSERT), session.statements());
  }

  @Test
  void aTransactionThatAConflictHasEndedIsNotCommitted() throws SQLException {
    beginFirst();
    run(INSERT);
    failing(conflict(), ALTERED);
    session.requests.clear();
    SQLException e = assertThrows(SQLException.class, connection::commit);
    assertInstanceOf(SQLTransactionRollbackException.class, e);
    assertEquals("40001", e.getSQLState());
    assertEquals(List.of("ROLLBACK"), session.statements());
    assertFalse(connection.transactions().isOpen());
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXECUTE IMMEDIATE 'USE other'", "BEGIN SHOW TABLES; END", "CALL p()"})
  void aScriptThatFailsMayHaveEndedTheTransaction(String script) throws SQLException {
    beginFirst();
    run(INSERT);
    failing(refusal("25000"), script);
    session.requests.clear();
    assertEquals("25000", assertThrows(SQLException.class, () -> run(INSERT)).getSQLState());
    assertEquals("25000", assertThrows(SQLException.class, connection::commit).getSQLState());
    assertEquals(List.of("ROLLBACK"), session.statements());
    run(INSERT);
    connection.commit();
  }

  @Test
  void anotherErrorOfTheServerLeavesTheTransactionOpen() throws SQLException {
    beginFirst();
    run(INSERT);
    failing(refusal("42P01"), "SELECT * FROM missing");
    run(INSERT);
    connection.commit();
    assertEquals("COMMIT", session.statements().get(session.statements().size() - 1));
  }

  @Test
  void aConflictAtTheCommitIsTheEndOfTheTransaction() throws SQLException {
    beginFirst();
    run(INSERT);
    session.then(FakeSession.failing(conflict()));
    SQLException e = assertThrows(SQLException.class, connection::commit);
    assertEquals("40001", e.getSQLState());
    session.requests.clear();
    connection.rollback();
    assertEquals(List.of(), session.statements());
    run(INSERT);
    connection.commit();
    assertEquals(List.of(INSERT, "COMMIT"), session.statements());
  }

  @ParameterizedTest
  @ValueSource(strings = {"25000", "25P02", "40000", "40P01"})
  void whatTheServerHasEndedIsNotCommittedInParts(String state) throws SQLException {
    beginFirst();
    run(INSERT);
    failing(refusal(state), "SHOW FUNCTIONS");
    session.requests.clear();
    assertEquals("25000", assertThrows(SQLException.class, () -> run(INSERT)).getSQLState());
    assertEquals("25000", assertThrows(SQLException.class, connection::commit).getSQLState());
    assertEquals(List.of("ROLLBACK"), session.statements());
    run(INSERT);
    connection.commit();
    assertEquals(List.of("ROLLBACK", INSERT, "COMMIT"), session.statements());
  }

  @Test
  void aRollbackOfNothingEndsWhatTheDriverTookForATransaction() throws SQLException {
    run("BEGIN TRANSACTION", INSERT);
    session.then(FakeSession.failing(refusal("25000")));
    assertEquals("25000", assertThrows(SQLException.class, connection::rollback).getSQLState());
    assertFalse(connection.transactions().isOpen());
    session.requests.clear();
    connection.setSchema("other");
    assertEquals(List.of("USE SCHEMA `other`"), session.statements());
  }

  @Test
  void aRollbackThatIsRefusedIsDoneByTheEndOfTheSession() throws SQLException {
    beginFirst();
    run(INSERT);
    session.then(FakeSession.failing(refusal("XX000")));
    SQLException e = assertThrows(SQLException.class, connection::rollback);
    assertEquals("08006", e.getSQLState());
    assertTrue(e.getMessage().contains("rolls back what is still open"), e::getMessage);
    assertTrue(connection.isClosed());
    assertEquals(1, session.closes);
  }

  @Test
  void aRollbackWithoutATransactionThatIsRefusedClosesNothing() {
    assertEquals("42601", failing(refusal("42601"), "ROLLBACK").getSQLState());
    assertFalse(connection.isClosed());
  }

  @Test
  void aCommitThatIsRefusedLeavesARollbackToDoWhetherOneIsOpenOrNot() throws SQLException {
    beginFirst();
    run(INSERT);
    session.then(FakeSession.failing(refusal("23001")));
    assertEquals("23001", assertThrows(SQLException.class, connection::commit).getSQLState());
    assertEquals("25000", assertThrows(SQLException.class, () -> run(INSERT)).getSQLState());
    session.then(FakeSession.failing(refusal("25P01")));
    connection.rollback();
    assertTrue(connection.getWarnings().getMessage().contains("look for the effect"));
    session.requests.clear();
    run(INSERT);
    connection.commit();
    assertEquals(List.of(INSERT, "COMMIT"), session.statements());
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMMIT", "SET AUTOCOMMIT = TRUE", "BEGIN TRANSACTION"})
  void aStatementDoesNotEndAFailedTransactionAsIfItWereWhole(String sql) throws SQLException {
    beginFirst();
    run(INSERT);
    failing(conflict(), ALTERED);
    session.requests.clear();
    assertEquals("25000", assertThrows(SQLException.class, () -> run(sql)).getSQLState());
    assertEquals(List.of(), session.statements());
    run("ROLLBACK", INSERT, "COMMIT");
  }

  @Test
  void whetherAFailedScriptHasCommittedIsNotKnown() throws SQLException {
    beginFirst();
    run(INSERT);
    failing(refusal("22012"), "CALL p()");
    session.then(FakeSession.failing(refusal("25P01")));
    SQLException e = assertThrows(SQLException.class, connection::commit);
    assertEquals("08007", e.getSQLState());
    assertEquals(ExecutionOutcome.UNKNOWN, ((LakewireException) e).outcome());
    assertFalse(e.getMessage().contains("rolled back"), e::getMessage);
    assertTrue(connection.isClosed());
  }

  @Test
  void whatAFailedScriptMayHaveCommittedIsNotSaidToBeRolledBack() throws SQLException {
    beginFirst();
    run(INSERT);
    failing(refusal("22012"), "CALL p()");
    SQLException e = assertThrows(SQLException.class, connection::commit);
    assertEquals("25000", e.getSQLState());
    assertTrue(e.getMessage().contains("may have stored is not known"), e::getMessage);
  }
}
