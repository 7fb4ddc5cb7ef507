package io.github.lakewire.jdbc;

import static io.github.lakewire.jdbc.ExecutionOutcome.EXECUTED;
import static io.github.lakewire.jdbc.ExecutionOutcome.NOT_EXECUTED;
import static io.github.lakewire.jdbc.ExecutionOutcome.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import io.github.lakewire.thrift.TTypeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalTime;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.protocol.TMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an exception says of the statement: never more than is known. */
@Timeout(60)
class ExecutionOutcomeTest {
  private static final String INSERT = "INSERT INTO t VALUES (1)";
  private static final String NOT_KNOWN =
      "whether the statement was executed is not known: look for its effect before you repeat it";

  private static final String IS_EXECUTED =
      "the statement was executed, do not repeat it: only its result could not be read";

  private final FakeThriftServer server = new FakeThriftServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=t;retryTimeout=0;socketTimeout=1");
  }

  /** Whatever a server, or something in front of it, sends instead of a response. */
  enum Fault {
    CODE_202(202),
    CODE_400(400),
    CODE_401(401),
    CODE_403(403),
    CODE_404(404),
    CODE_429(429),
    CODE_500(500),
    CODE_502(502),
    CODE_503(503),
    CODE_504(504),
    REDIRECT(302),
    PAGE(200) {
      @Override
      void send(HttpExchange exchange, TMessage request) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        byte[] page = "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
      }
    },
    THRIFT_EXCEPTION(200) {
      @Override
      void send(HttpExchange exchange, TMessage request) throws IOException {
        FakeThriftServer.send(
            exchange,
            request,
            new TApplicationException(TApplicationException.INTERNAL_ERROR, "broken"));
      }
    },
    CUT(200) {
      @Override
      void send(HttpExchange exchange, TMessage request) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-thrift");
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write(1);
        exchange.getResponseBody().flush();
        throw new IOException("cut");
      }
    },
    SILENCE(200) {
      @Override
      void send(HttpExchange exchange, TMessage request) {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };

    private final int code;

    Fault(int code) {
      this.code = code;
    }

    void send(HttpExchange exchange, TMessage request) throws IOException {
      exchange.getResponseHeaders().set("Location", "https://login.example/");
      exchange.sendResponseHeaders(code, -1);
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aRequestThatMayHaveArrivedLeavesTheOutcomeOpen(Fault fault) throws SQLException {
    server.onHttp("ExecuteStatement", fault::send);
    boolean refused =
        switch (fault) {
          case CODE_400, CODE_401, CODE_403, CODE_404, REDIRECT -> true;
          default -> false;
        };
    assertOutcome(refused ? NOT_EXECUTED : UNKNOWN);
  }

  /** Whether the server has TIME is asked before the first time of day is sent. */
  @Test
  void aQuestionOfTheDriversOwnThatFailsLeavesTheStatementUnsent() throws SQLException {
    server.onHttp("GetOperationStatus", Fault.CODE_502::send);
    server.respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE));
    try (Connection connection = connect();
        PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      insert.setObject(1, LocalTime.NOON);
      SQLException e = assertThrows(SQLException.class, insert::executeUpdate);
      assertEquals(NOT_EXECUTED, ((LakewireException) e).outcome(), e::toString);
      assertEquals(1, server.calls("ExecuteStatement").size());
    }
  }

  @Test
  void aResultThatFailedIsNotAtItsEnd() throws SQLException {
    TExecuteStatementResp open = ThriftResponses.ids();
    open.getDirectResults().unsetCloseOperation();
    open.getDirectResults().getResultSet().setHasMoreRows(true);
    server.respond("ExecuteStatement", open).onHttp("FetchResults", Fault.CODE_502::send);
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id")) {
      while (rows.getRow() < 2) {
        assertTrue(rows.next());
      }
      assertThrows(SQLException.class, rows::next);
      assertThrows(SQLException.class, rows::next);
    }
  }

  @Test
  void aServerThatHasGoneIsALostConnectionNotOneThatWasNeverMade() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      server.close();
      SQLException e = assertThrows(SQLException.class, () -> statement.executeUpdate(INSERT));
      assertEquals("08006", e.getSQLState(), e::toString);
      assertEquals(NOT_EXECUTED, ((LakewireException) e).outcome(), e::toString);
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aPollThatFailsLeavesTheOutcomeOpen(Fault fault) throws SQLException {
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .onHttp("GetOperationStatus", fault::send);
    assertOutcome(UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFirstFetchThatFailsComesAfterTheExecution(Fault fault) throws SQLException {
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.FINISHED_STATE))
        .onHttp("FetchResults", fault::send);
    assertOutcome(EXECUTED);
  }

  @Test
  void aHandleThatIsNoLongerKnownLeavesTheOutcomeOpen() throws SQLException {
    TStatus unknown =
        new TStatus()
            .setStatusCode(TStatusCode.INVALID_HANDLE_STATUS)
            .setErrorMessage("Invalid OperationHandle");
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .respond("GetOperationStatus", new TGetOperationStatusResp().setStatus(unknown));
    SQLException e = assertOutcome(UNKNOWN);
    assertFalse(e.getMessage().contains("again"), e.getMessage());
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.FINISHED_STATE))
        .respond("FetchResults", new TFetchResultsResp().setStatus(unknown));
    assertFalse(assertOutcome(EXECUTED).getMessage().contains("again"));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SQLException query =
          assertThrows(SQLException.class, () -> statement.executeQuery("SELECT 1"));
      assertEquals(EXECUTED, ((LakewireException) query).outcome());
      assertEquals("24000", query.getSQLState());
      assertTrue(query.getMessage().contains("Execute the query again"), query::toString);
    }
  }

  static Stream<Arguments> lastStates() {
    return Stream.of(
        Arguments.of(TOperationState.ERROR_STATE, NOT_EXECUTED),
        Arguments.of(TOperationState.CANCELED_STATE, NOT_EXECUTED),
        Arguments.of(TOperationState.TIMEDOUT_STATE, NOT_EXECUTED),
        Arguments.of(TOperationState.CLOSED_STATE, NOT_EXECUTED),
        Arguments.of(TOperationState.UKNOWN_STATE, UNKNOWN));
  }

  @ParameterizedTest
  @MethodSource("lastStates")
  void aLastStateOfTheServerSettlesTheOutcome(TOperationState state, ExecutionOutcome outcome)
      throws SQLException {
    server.respond("ExecuteStatement", ThriftResponses.submitted(state));
    assertOutcome(outcome);
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .respond("GetOperationStatus", ThriftResponses.state(state));
    assertOutcome(outcome);
  }

  @Test
  void anErrorInPlaceOfAHandleIsARefusal() throws SQLException {
    server.respond(
        "ExecuteStatement", ThriftResponses.refused(ThriftResponses.error("42601", "syntax")));
    assertOutcome(NOT_EXECUTED);
    server.respond(
        "ExecuteStatement", ThriftResponses.refused(ThriftResponses.error("08007", "commit")));
    assertOutcome(UNKNOWN);
  }

  @Test
  void aTimeOutLeavesTheOutcomeOfARunningWriteOpen() throws SQLException {
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .respond("GetOperationStatus", ThriftResponses.state(TOperationState.RUNNING_STATE));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      assertOutcome(UNKNOWN, assertThrows(SQLException.class, () -> statement.execute(INSERT)));
    }
  }

  @Test
  void rowsThatCannotBeReadComeAfterTheExecution() throws SQLException {
    server
        .respond(
            "ExecuteStatement",
            ThriftResponses.complete(
                ThriftResponses.metadata("n", TTypeId.BIGINT_TYPE),
                ThriftResponses.page(0, 1, true)))
        .onHttp("FetchResults", Fault.CODE_403::send);
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT n FROM t")) {
      rows.next();
      SQLException e = assertThrows(SQLException.class, rows::next);
      assertEquals(EXECUTED, ((LakewireException) e).outcome());
    }
  }

  @Test
  void rowsThatMakeNoSenseComeAfterTheExecution() throws SQLException {
    server
        .respond(
            "ExecuteStatement",
            ThriftResponses.complete(
                ThriftResponses.metadata("n", TTypeId.BIGINT_TYPE),
                ThriftResponses.page(0, 1, true)))
        .respond("FetchResults", ThriftResponses.page(5, 1, false));
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("CALL write_rows()")) {
      rows.next();
      assertOutcome(EXECUTED, assertThrows(SQLException.class, rows::next));
    }
  }

  @Test
  void aCountWhosePageWasLostIsNotZero() throws SQLException {
    // The server has sent the row of the count to somebody who said 429.
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.FINISHED_STATE))
        .respond(
            "FetchResults",
            ThriftResponses.page(1, 0, false)
                .setResultSetMetadata(
                    ThriftResponses.metadata("num_affected_rows", TTypeId.BIGINT_TYPE)));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertOutcome(
          EXECUTED, assertThrows(SQLException.class, () -> statement.executeUpdate(INSERT)));
    }
  }

  @Test
  void rowsThatAreInterruptedComeAfterTheExecution() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Thread reader = Thread.currentThread();
    server
        .respond(
            "ExecuteStatement",
            ThriftResponses.complete(
                ThriftResponses.metadata("n", TTypeId.BIGINT_TYPE),
                ThriftResponses.page(0, 1, true)))
        .onHttp(
            "FetchResults",
            (exchange, request) -> {
              reader.interrupt();
              awaitQuietly(never);
            });
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("CALL write_rows()")) {
      rows.next();
      SQLException e = assertThrows(SQLException.class, rows::next);
      assertTrue(Thread.interrupted());
      assertOutcome(EXECUTED, e);
    } finally {
      never.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void rowsOfAClosedResultComeAfterTheExecution() throws SQLException {
    server.respond("ExecuteStatement", ThriftResponses.ids());
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("CALL write_rows()");
      rows.close();
      SQLException e = assertThrows(SQLException.class, rows::next);
      assertEquals(EXECUTED, ((LakewireException) e).outcome());
    }
  }

  @Test
  void aConnectionThatIsNotMadeExecutesNothing() {
    server.onHttp("OpenSession", Fault.PAGE::send);
    SQLException e = assertThrows(SQLException.class, this::connect);
    assertEquals(NOT_EXECUTED, ((LakewireException) e).outcome());
  }

  /** As a single statement and as an entry of a batch. */
  private SQLException assertOutcome(ExecutionOutcome expected) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.addBatch(INSERT);
      BatchUpdateException batch =
          assertThrows(BatchUpdateException.class, statement::executeBatch);
      assertOutcome(expected, batch);
      assertArrayEquals(new int[0], batch.getUpdateCounts());
    }
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SQLException e = assertThrows(SQLException.class, () -> statement.executeUpdate(INSERT));
      assertOutcome(expected, e);
      return e;
    }
  }

  private static void assertOutcome(ExecutionOutcome expected, SQLException e) {
    assertEquals(expected, ((LakewireException) e).outcome(), e::toString);
    assertEquals(expected == UNKNOWN, e.getMessage().contains(NOT_KNOWN), e::toString);
    assertEquals(expected == EXECUTED, e.getMessage().contains(IS_EXECUTED), e::toString);
  }
}
