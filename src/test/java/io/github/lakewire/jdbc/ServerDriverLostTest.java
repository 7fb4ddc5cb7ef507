package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TGetInfoResp;
import io.github.lakewire.thrift.TOperationState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process that runs the statements ends, restarts, or forgets what it had. */
@Timeout(60)
class ServerDriverLostTest {
  private static final String STOPPED =
      "org.apache.spark.SparkException: The spark driver has stopped unexpectedly and is"
          + " restarting.";
  private static final String WRITE = "INSERT INTO t VALUES (1)";

  private final FakeThriftServer server = new FakeThriftServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=dapi-test;timezone=server");
  }

  private static void assertLost(Connection connection, SQLException e, ExecutionOutcome outcome)
      throws SQLException {
    assertEquals("08003", e.getSQLState());
    assertEquals(outcome, ((LakewireException) e).outcome(), e.getMessage());
    assertTrue(connection.isClosed(), "a pool has to replace it");
  }

  @Test
  void aWriteThatMetItMayBeExecuted() throws SQLException {
    server.respond(
        "ExecuteStatement", ThriftResponses.refused(ThriftResponses.error("HY000", STOPPED)));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SQLException e = assertThrows(SQLException.class, () -> statement.executeUpdate(WRITE));
      assertLost(connection, e, ExecutionOutcome.UNKNOWN);
      assertTrue(e.getMessage().contains("is not known"), e.getMessage());
      assertTrue(e.getMessage().contains("has stopped unexpectedly"), e.getMessage());
    }
  }

  @Test
  void aWriteThatRanMayBeExecutedThoughItsStateIsAnError() throws SQLException {
    server.respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE));
    server.respond(
        "GetOperationStatus",
        ThriftResponses.state(TOperationState.ERROR_STATE)
            .setSqlState("HY000")
            .setErrorMessage(STOPPED));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SQLException e = assertThrows(SQLException.class, () -> statement.executeUpdate(WRITE));
      assertLost(connection, e, ExecutionOutcome.UNKNOWN);
    }
  }

  /** As after a restart: the server knows neither the statement nor its session. */
  @Test
  void aStatementThatIsUnknownAllAtOnceHasLostItsSession() throws SQLException {
    server.respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE));
    server.onHttp(
        "GetOperationStatus",
        (exchange, request) -> {
          exchange
              .getResponseHeaders()
              .set("x-databricks-error-or-redirect-message", "RESOURCE_DOES_NOT_EXIST: Command");
          exchange.sendResponseHeaders(404, -1);
        });
    server.respond(
        "GetInfo",
        new TGetInfoResp()
            .setStatus(ThriftResponses.error(null, "Invalid SessionHandle: SessionHandle [1]")));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SQLException e = assertThrows(SQLException.class, () -> statement.executeUpdate(WRITE));
      assertLost(connection, e, ExecutionOutcome.UNKNOWN);
    }
  }

  @Test
  void aStatementThatIsUnknownInALivingSessionCostsNoConnection() throws SQLException {
    server.respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE));
    server.respond(
        "GetOperationStatus",
        ThriftResponses.state(TOperationState.RUNNING_STATE)
            .setStatus(
                ThriftResponses.error("08000", "Invalid OperationHandle: OperationHandle [1]")));
    server.respond("GetInfo", ThriftResponses.info("4.1.3"));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SQLException e = assertThrows(SQLException.class, () -> statement.executeUpdate(WRITE));
      assertEquals("24000", e.getSQLState());
      assertEquals(ExecutionOutcome.UNKNOWN, ((LakewireException) e).outcome());
      assertFalse(connection.isClosed());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Driver is up but is not responsive, likely due to GC."})
  void aDriverThatDoesNotAnswerNowCostsNoConnection(String text) throws SQLException {
    server.respond(
        "ExecuteStatement", ThriftResponses.refused(ThriftResponses.error("HY000", text)));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SQLException e = assertThrows(SQLException.class, () -> statement.executeUpdate(WRITE));
      assertEquals("57012", e.getSQLState());
      assertEquals(ExecutionOutcome.UNKNOWN, ((LakewireException) e).outcome());
      assertFalse(connection.isClosed());
    }
  }

  @Test
  void connectingToItIsTriedLater() {
    server.respond(
        "OpenSession", ThriftResponses.opened().setStatus(ThriftResponses.error("HY000", STOPPED)));
    assertEquals("08001", assertThrows(SQLException.class, this::connect).getSQLState());
  }
}
