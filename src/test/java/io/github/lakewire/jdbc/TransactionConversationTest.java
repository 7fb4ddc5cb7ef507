package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.lakewire.jdbc.testkit.CapturedLog;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.FakeThriftServer.HttpHandler;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TOperationState;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.List;
import java.util.logging.Level;
import org.apache.thrift.protocol.TMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said when the server, or the way to it, fails in a transaction. */
@Timeout(60)
class TransactionConversationTest {
  private static final String INSERT = "INSERT INTO t VALUES (1)";

  private final FakeThriftServer server = new FakeThriftServer();

  @BeforeEach
  void executeAll() {
    server.respond("ExecuteStatement", ThriftResponses.ids());
    server.respond("GetInfo", ThriftResponses.info("4.1.0"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Connection inTransaction() throws SQLException {
    return inTransaction("");
  }

  private Connection inTransaction(String properties) throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            server.url() + ";PWD=t;transactions=1;retryTimeout=0;socketTimeout=1" + properties);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(INSERT);
    }
    return connection;
  }

  private List<String> statements() {
    return server.requests(TExecuteStatementReq.class).stream()
        .map(TExecuteStatementReq::getStatement)
        .toList();
  }

  /** How the answer to a request that may have been executed is lost. */
  enum Loss implements HttpHandler {
    GATEWAY {
      @Override
      public void send(HttpExchange exchange, TMessage request) throws IOException {
        exchange.sendResponseHeaders(502, -1);
      }
    },
    CUT {
      @Override
      public void send(HttpExchange exchange, TMessage request) {
        exchange.close();
      }
    },
    PAGE {
      @Override
      public void send(HttpExchange exchange, TMessage request) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(200, -1);
      }
    }
  }

  private static void assertUnknown(SQLException e) {
    assertEquals("08007", e.getSQLState(), e::toString);
    // No class by which a framework repeats what has failed.
    assertInstanceOf(SQLNonTransientConnectionException.class, e);
    assertFalse(e instanceof SQLTransientException || e instanceof SQLRecoverableException);
    assertEquals(ExecutionOutcome.UNKNOWN, ((LakewireException) e).outcome());
    assertTrue(e.getMessage().contains("whether the transaction is committed is not known"));
    assertFalse(e.getMessage().contains("rolls back"), e::getMessage);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void aCommitWithoutAnswerIsNeitherCommittedNorRolledBack(Loss loss) throws SQLException {
    Connection connection = inTransaction();
    server.onHttp("ExecuteStatement", loss);
    int before = statements().size();
    assertUnknown(assertThrows(SQLException.class, connection::commit));
    assertTrue(connection.isClosed());
    assertEquals("08003", assertThrows(SQLException.class, connection::rollback).getSQLState());
    assertEquals("COMMIT", statements().get(before));
    assertEquals(before + 1, statements().size(), "it was sent once");
    assertEquals(1, server.calls("CloseSession", 1).size());
  }

  @Test
  void aCommitWhosePollIsLostIsUnknownToo() throws SQLException {
    Connection connection = inTransaction();
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .onHttp("GetOperationStatus", Loss.GATEWAY);
    assertUnknown(assertThrows(SQLException.class, connection::commit));
    assertTrue(connection.isClosed());
  }

  @Test
  void aCommitDoesNotTakeLongerThanMetadataMay() throws SQLException {
    Connection connection = inTransaction(";loginTimeout=3");
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .respond("GetOperationStatus", ThriftResponses.state(TOperationState.RUNNING_STATE));
    assertUnknown(assertThrows(SQLException.class, connection::commit));
    assertTrue(connection.isClosed());
  }

  @Test
  void aCommitAsStatementIsNoExceptionToThat() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.url() + ";PWD=t;retryTimeout=0");
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN TRANSACTION");
      statement.execute(INSERT);
      server.onHttp("ExecuteStatement", Loss.GATEWAY);
      assertUnknown(assertThrows(SQLException.class, () -> statement.execute("/* x */ commit")));
      assertTrue(connection.isClosed());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"40003", "08007"})
  void aServerThatDoesNotKnowLeavesItOpen(String state) throws SQLException {
    Connection connection = inTransaction();
    server.respond(
        "ExecuteStatement", ThriftResponses.refused(ThriftResponses.error(state, "in doubt")));
    assertUnknown(assertThrows(SQLException.class, connection::commit));
  }

  @Test
  void aNetworkTimeOutOfACommitDoesNotClaimThatItWasRolledBack() throws SQLException {
    Connection connection = inTransaction();
    connection.setNetworkTimeout(Runnable::run, 300);
    server.on(
        "ExecuteStatement",
        call -> {
          throw call.hang();
        });
    assertUnknown(assertThrows(SQLException.class, connection::commit));
    assertTrue(connection.isClosed());
  }

  @Test
  void aRollbackWithoutAnswerIsDoneByTheEndOfTheSession() throws SQLException {
    Connection connection = inTransaction();
    server.onHttp("ExecuteStatement", Loss.GATEWAY);
    SQLException e = assertThrows(SQLException.class, connection::rollback);
    assertEquals("08006", e.getSQLState());
    assertTrue(e.getMessage().contains("rolls back what is still open"), e::getMessage);
    assertTrue(connection.isClosed());
    assertEquals(1, server.calls("CloseSession", 1).size());
  }

  @ParameterizedTest
  @CsvSource({
    "40001, [CONFLICT] first committer wins",
    "42000, [DELTA_CONCURRENT_APPEND.ROW_LEVEL_CHANGES] Transaction conflict",
    "40000, [DELTA_CONCURRENT_DELETE_READ] Transaction conflict",
    "42000, io.delta.exceptions.ConcurrentModificationException: files were added"
  })
  void everyFormOfAConflictEndsTheTransaction(String state, String message) throws SQLException {
    try (Connection connection = inTransaction()) {
      server.respond(
          "ExecuteStatement", ThriftResponses.refused(ThriftResponses.error(state, message)));
      SQLException e = assertThrows(SQLException.class, connection::commit);
      assertEquals("40001", e.getSQLState(), e::toString);
      assertInstanceOf(SQLTransactionRollbackException.class, e);
      assertEquals(ExecutionOutcome.NOT_EXECUTED, ((LakewireException) e).outcome());
      int before = statements().size();
      connection.rollback();
      assertEquals(before, statements().size());
      assertFalse(connection.isClosed());
    }
  }

  @Test
  void aCommitThatTheServerRefusesLeavesTheTransactionToItsUser() throws SQLException {
    try (Connection connection = inTransaction()) {
      server.respond(
          "ExecuteStatement", ThriftResponses.refused(ThriftResponses.error("23001", "a check")));
      SQLException e = assertThrows(SQLException.class, connection::commit);
      assertEquals("23001", e.getSQLState());
      executeAll();
      connection.rollback();
      assertEquals("ROLLBACK", statements().get(statements().size() - 1));
    }
  }

  @Test
  void aSessionThatIsGoneHasTakenTheTransactionAlong() throws SQLException {
    Connection connection = inTransaction();
    server.respond(
        "ExecuteStatement",
        ThriftResponses.refused(ThriftResponses.error("HY000", "Invalid SessionHandle: [x]")));
    try (Statement statement = connection.createStatement()) {
      SQLException e = assertThrows(SQLException.class, () -> statement.execute(INSERT));
      assertEquals("08003", e.getSQLState());
      assertTrue(e.getMessage().contains("nothing of it is stored"), e::getMessage);
      assertTrue(connection.isClosed());
    }
  }

  @Test
  void aSessionThatIsGoneWithoutATransactionSaysNothingOfOne() throws SQLException {
    Connection connection = inTransaction();
    connection.setAutoCommit(true);
    server.respond(
        "ExecuteStatement",
        ThriftResponses.refused(ThriftResponses.error("HY000", "Invalid SessionHandle: [x]")));
    try (Statement statement = connection.createStatement()) {
      SQLException e = assertThrows(SQLException.class, () -> statement.execute(INSERT));
      assertFalse(e.getMessage().contains("transaction"), e::getMessage);
    }
  }

  /** 429 says that nothing was done. */
  @Test
  void aStatementThatWasTurnedAwayIsExecutedOnceAndSoIsTheCommit() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.url() + ";PWD=t;transactions=1;retryTimeout=10");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SELECT 1");
      int before = statements().size();
      HttpHandler turnedAway = (exchange, request) -> exchange.sendResponseHeaders(429, -1);
      server.onceThen("ExecuteStatement", turnedAway);
      statement.execute(INSERT);
      server.onceThen("ExecuteStatement", turnedAway);
      connection.commit();
      assertEquals(
          List.of(INSERT, INSERT, "COMMIT", "COMMIT"),
          statements().subList(before, statements().size()));
    }
  }

  @Test
  void aValidityCheckIsNoStatement() throws SQLException {
    try (Connection connection = inTransaction()) {
      int before = statements().size();
      assertTrue(connection.isValid(5));
      assertEquals(before, statements().size());
      connection.commit();
    }
  }

  @Test
  void closingWithAnOpenTransactionIsLogged() throws SQLException {
    try (CapturedLog log = new CapturedLog()) {
      Connection connection = inTransaction();
      connection.commit();
      connection.close();
      assertEquals(List.of(), log.messages(Level.WARNING));
      inTransaction().close();
      assertEquals(1, log.messages(Level.WARNING).size());
      assertTrue(log.messages(Level.WARNING).get(0).contains("with an open transaction"));
    }
  }
}
