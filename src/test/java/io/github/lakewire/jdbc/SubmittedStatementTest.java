package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TProtocolVersion;
import io.github.lakewire.thrift.TTypeId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** Statements that go on on the server, and who comes back to them. */
@Timeout(60)
class SubmittedStatementTest {
  private final FakeThriftServer server = new FakeThriftServer();

  SubmittedStatementTest() {
    server
        .respond("ExecuteStatement", ThriftResponses.accepted(ThriftResponses.handle()))
        .respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE))
        .respond("GetResultSetMetadata", ThriftResponses.metadata("n", TTypeId.INT_TYPE))
        .respond("FetchResults", ThriftResponses.page(0, 3, false));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=t;timezone=server");
  }

  private static SubmittedStatement submit(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.unwrap(AsyncStatement.class).executeAsync(sql);
    }
  }

  private int count(String method) {
    return server.calls(method).size();
  }

  @Test
  void submittedStatementIsNotEndedByTheEndOfItsJdbcStatement() throws Exception {
    try (Connection connection = connect()) {
      SubmittedStatement submitted = submit(connection, "SELECT n FROM t");
      assertFalse(server.requests(TExecuteStatementReq.class).get(0).isSetGetDirectResults());
      assertEquals("00000000-0000-0003-0000-000000000004", submitted.queryId());
      assertEquals(List.of("OpenSession", "ExecuteStatement"), server.methods());
    }
    assertEquals(1, count("CloseSession"));
    assertEquals(0, count("CloseOperation"));
    assertEquals(0, count("CancelOperation"));
  }

  @Test
  void detachedStatementKeepsItsSessionOnTheServer() throws Exception {
    try (Connection connection = connect()) {
      submit(connection, "SELECT n FROM t").detach();
    }
    assertEquals(0, count("CloseSession"));
  }

  @Test
  void waitingEndsWithTheTimeOrTheStatement() throws Exception {
    server.respond(
        "GetOperationStatus",
        ThriftResponses.state(TOperationState.RUNNING_STATE),
        ThriftResponses.state(TOperationState.RUNNING_STATE),
        ThriftResponses.state(TOperationState.FINISHED_STATE));
    try (Connection connection = connect()) {
      SubmittedStatement submitted = submit(connection, "SELECT n FROM t");
      assertFalse(submitted.await(Duration.ZERO));
      assertEquals(1, count("GetOperationStatus"));
      assertTrue(submitted.await(Duration.ofSeconds(30)));
      assertEquals(3, count("GetOperationStatus"));
      SQLException refused =
          assertThrows(SQLException.class, () -> submitted.await(Duration.ofSeconds(-1)));
      assertEquals("HY024", refused.getSQLState());
    }
  }

  @Test
  void failureOfTheStatementIsThatOfWaiting() throws Exception {
    server.respond(
        "GetOperationStatus",
        ThriftResponses.state(TOperationState.ERROR_STATE)
            .setSqlState("22012")
            .setErrorMessage("division by zero"));
    try (Connection connection = connect()) {
      SubmittedStatement submitted = submit(connection, "SELECT 1 / 0");
      SQLException failed =
          assertThrows(SQLException.class, () -> submitted.await(Duration.ofSeconds(1)));
      assertEquals("22012", failed.getSQLState(), failed.getMessage());
      assertEquals(
          "22012", assertThrows(SQLException.class, submitted::getResultSet).getSQLState());
    }
  }

  @Test
  void rowsAreReadFromTheFirstOneOnAndLeftOnTheServer() throws Exception {
    try (Connection connection = connect()) {
      SubmittedStatement submitted = submit(connection, "SELECT n FROM t");
      for (int reading = 0; reading < 2; reading++) {
        try (ResultSet rows = assertNotNullRows(submitted)) {
          for (int i = 0; i < 3; i++) {
            assertTrue(rows.next());
            assertEquals(i, rows.getInt(1));
          }
          assertFalse(rows.next());
        }
      }
      for (TFetchResultsReq request : server.requests(TFetchResultsReq.class)) {
        assertEquals(0, request.getStartRowOffset());
      }
      assertEquals(0, count("CloseOperation"));
      assertEquals(-1, submitted.getLargeUpdateCount());
      submitted.close();
      assertEquals(1, count("CloseOperation"));
    }
  }

  private static ResultSet assertNotNullRows(SubmittedStatement submitted) throws SQLException {
    ResultSet rows = submitted.getResultSet();
    assertNotNull(rows);
    return rows;
  }

  @Test
  void pagesThatAnotherHasReadAreNotTakenForTheFirst() throws Exception {
    server.respond("FetchResults", ThriftResponses.page(3, 3, false));
    try (Connection connection = connect()) {
      SubmittedStatement submitted = submit(connection, "SELECT n FROM t");
      SQLException refused = assertThrows(SQLException.class, submitted::getResultSet);
      assertEquals("HY010", refused.getSQLState(), refused.getMessage());
    }
  }

  @Test
  void writeHasACountAndNoRows() throws Exception {
    server.respond(
        "GetOperationStatus",
        ThriftResponses.state(TOperationState.FINISHED_STATE).setNumModifiedRows(7));
    try (Connection connection = connect()) {
      SubmittedStatement submitted = submit(connection, "DELETE FROM t");
      assertEquals(7, submitted.getLargeUpdateCount());
      assertNull(submitted.getResultSet());
      SQLException refused =
          assertThrows(SQLException.class, () -> submitted.getPartitions(1 << 20));
      assertEquals("HY010", refused.getSQLState());
    }
  }

  @Test
  void cancelIsSentForTheStatement() throws Exception {
    try (Connection connection = connect()) {
      submit(connection, "SELECT n FROM t").cancel();
      server.calls("CancelOperation", 1);
    }
  }

  @Test
  void idLeadsToTheStatementFromAnotherConnection() throws Exception {
    String text;
    try (Connection connection = connect()) {
      StatementId id = submit(connection, "SELECT n FROM t").id();
      text = id.toText();
      assertEquals(id.queryId(), id.toString());
    }
    try (Connection connection = connect();
        ResultSet rows =
            assertNotNullRows(
                connection.unwrap(SubmittedStatements.class).attach(StatementId.parse(text)))) {
      assertTrue(rows.next());
    }
  }

  @Test
  void idsThatAreNoneAreRefused() throws Exception {
    try (Connection connection = connect()) {
      String text = submit(connection, "SELECT n FROM t").id().toText();
      SubmittedStatements statements = connection.unwrap(SubmittedStatements.class);
      for (String wrong : List.of("", "x", text + "!", "2" + text.substring(1))) {
        assertThrows(IllegalArgumentException.class, () -> StatementId.parse(wrong));
      }
      for (String damaged :
          List.of(
              text.substring(0, text.length() - 6), text + "AAAA", text.replace("0003", "0005"))) {
        StatementId id = StatementId.parse(damaged);
        SQLException refused = assertThrows(SQLException.class, () -> statements.attach(id));
        assertEquals("HY024", refused.getSQLState());
      }
    }
    try (FakeThriftServer other = new FakeThriftServer();
        Connection connection =
            DriverManager.getConnection(
                other.url().replace("127.0.0.1", "localhost") + ";PWD=t;timezone=server")) {
      StatementId id;
      try (Connection first = connect()) {
        id = submit(first, "SELECT n FROM t").id();
      }
      SubmittedStatements statements = connection.unwrap(SubmittedStatements.class);
      SQLException refused = assertThrows(SQLException.class, () -> statements.attach(id));
      assertEquals("HY024", refused.getSQLState());
      assertTrue(refused.getMessage().contains("127.0.0.1"), refused.getMessage());
    }
  }

  @Test
  void serversThatNumberNoPagesAreRefused() throws Exception {
    server.respond(
        "OpenSession", ThriftResponses.opened(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V8));
    try (Connection connection = connect()) {
      SQLException refused =
          assertThrows(SQLException.class, () -> submit(connection, "SELECT n FROM t"));
      assertEquals("HYC00", refused.getSQLState());
    }
  }

  @Test
  void outcomeOfAWriteThatCannotBeAskedForIsNotKnown() throws Exception {
    try (Connection connection = connect()) {
      SubmittedStatement submitted = submit(connection, "INSERT INTO t VALUES (1)");
      server.respond(
          "GetOperationStatus",
          new TGetOperationStatusResp()
              .setStatus(
                  ThriftResponses.error("08000", "Invalid OperationHandle: OperationHandle [1]")));
      server.respond("GetInfo", ThriftResponses.info("4.1"));
      SQLException gone =
          assertThrows(SQLException.class, () -> submitted.await(Duration.ofSeconds(1)));
      assertEquals("24000", gone.getSQLState());
      assertEquals(ExecutionOutcome.UNKNOWN, ((LakewireException) gone).outcome());
    }
  }

  @Test
  void endedSessionOfAnotherConnectionDoesNotEndThisOne() throws Exception {
    StatementId id;
    try (Connection connection = connect()) {
      id = submit(connection, "SELECT n FROM t").id();
    }
    server.respond(
        "GetOperationStatus",
        new TGetOperationStatusResp()
            .setStatus(ThriftResponses.error("08000", "Invalid SessionHandle: SessionHandle [1]")));
    server.respond("GetInfo", ThriftResponses.info("4.1"));
    try (Connection connection = connect()) {
      SubmittedStatement attached = connection.unwrap(SubmittedStatements.class).attach(id);
      for (Executable call :
          List.<Executable>of(
              () -> attached.await(Duration.ofSeconds(1)), attached::getResultSet)) {
        SQLException gone = assertThrows(SQLException.class, call);
        assertEquals("24000", gone.getSQLState(), gone.getMessage());
      }
      assertFalse(connection.isClosed());
      assertEquals("HY010", assertThrows(SQLException.class, attached::detach).getSQLState());
    }
  }

  @Test
  void whatEndsWithItsSessionOrMovesFilesIsNotSubmitted() throws Exception {
    try (Connection connection = connect()) {
      for (String sql :
          List.of(
              "USE main.sales",
              "SET TIME ZONE 'UTC'",
              "BEGIN TRANSACTION",
              "DECLARE VARIABLE x INT",
              "PUT '/tmp/x' INTO '/Volumes/a/b/c/x'")) {
        SQLException refused = assertThrows(SQLException.class, () -> submit(connection, sql));
        assertEquals("HYC00", refused.getSQLState(), sql);
      }
      assertEquals(0, count("ExecuteStatement"));
    }
  }

  @Test
  void otherOperationsOfADetachedSessionAreEnded() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      submit(connection, "SELECT n FROM t").detach();
      server.respond(
          "ExecuteStatement",
          ThriftResponses.complete(
              ThriftResponses.metadata("n", TTypeId.INT_TYPE), ThriftResponses.page(0, 1, true)));
      assertTrue(statement.executeQuery("SELECT n FROM t").next());
    }
    assertEquals(1, count("CloseOperation"));
    assertEquals(0, count("CloseSession"));
  }

  @Test
  void closedConnectionNeitherCancelsNorDetaches() throws Exception {
    SubmittedStatement submitted;
    try (Connection connection = connect()) {
      submitted = submit(connection, "SELECT n FROM t");
    }
    assertEquals("08003", assertThrows(SQLException.class, submitted::cancel).getSQLState());
    assertEquals("08003", assertThrows(SQLException.class, submitted::detach).getSQLState());
    submitted.close();
  }

  @Test
  void statementThatCouldNotBeSubmittedIsEndedWhereItWasTaken() throws Exception {
    server.respond(
        "ExecuteStatement", ThriftResponses.refused(ThriftResponses.error("42601", "no")));
    try (Connection connection = connect()) {
      SQLException refused = assertThrows(SQLException.class, () -> submit(connection, "SELEC"));
      assertEquals("42601", refused.getSQLState());
      try (PreparedStatement prepared = connection.prepareStatement("SELECT n FROM t")) {
        AsyncStatement async = prepared.unwrap(AsyncStatement.class);
        assertEquals(
            "HY010",
            assertThrows(SQLException.class, () -> async.executeAsync("SELECT 1")).getSQLState());
        server.respond("ExecuteStatement", ThriftResponses.accepted(ThriftResponses.handle()));
        assertNotNull(async.executeAsync());
      }
      try (Statement statement = connection.createStatement()) {
        AsyncStatement async = statement.unwrap(AsyncStatement.class);
        assertEquals("HY010", assertThrows(SQLException.class, async::executeAsync).getSQLState());
        try (ResultSet rows = statement.executeQuery("SELECT n FROM t")) {
          assertTrue(rows.next(), "the statement executes as ever afterwards");
        }
      }
    }
  }
}
