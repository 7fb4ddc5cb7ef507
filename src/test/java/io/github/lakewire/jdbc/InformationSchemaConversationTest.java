package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TGetTablesReq;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What queries of the driver's own for metadata do to a connection: nothing that a user sees. */
class InformationSchemaConversationTest {
  private final FakeThriftServer server = new FakeThriftServer();

  @BeforeEach
  void knowNoInformationSchema() {
    server.on(
        "ExecuteStatement", call -> answer(((TExecuteStatementReq) call.request()).getStatement()));
  }

  private static TExecuteStatementResp answer(String sql) {
    return sql.contains("information_schema")
        ? ThriftResponses.refused(
            ThriftResponses.error("42501", "[INSUFFICIENT_PERMISSIONS] You may not read this"))
        : ThriftResponses.ids();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url() + ";ConnCatalog=main;PWD=dapi-test");
  }

  @Test
  void statementsOfTheUserStayAsTheyAre() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM t")) {
      assertTrue(rows.next());
      try (ResultSet routines = connection.getMetaData().getProcedures("main", "%", "%")) {
        assertFalse(routines.next());
        assertNull(routines.getStatement());
      }
      assertTrue(rows.next());
      assertEquals(42, rows.getLong(1));
      assertEquals(-1, statement.getUpdateCount());
      assertNull(statement.getWarnings());
      assertFalse(statement.isClosed());
    }
  }

  @Test
  void refusalIsOneWarningOfTheConnection() throws Exception {
    try (Connection connection = connect()) {
      DatabaseMetaData metadata = connection.getMetaData();
      for (int round = 0; round < 2; round++) {
        metadata.getProcedures("main", "%", "%").close();
        metadata.getTablePrivileges("main", "%", "%").close();
        metadata.getFunctions("other", "%", "%").close();
      }
      SQLWarning warning = connection.getWarnings();
      assertEquals("01000", warning.getSQLState());
      assertTrue(warning.getMessage().startsWith("The information_schema of the catalog main"));
      assertNull(warning.getNextWarning());
      assertEquals(3, server.requests(TExecuteStatementReq.class).size());
    }
  }

  @Test
  void openTransactionIsNotEnded() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      DatabaseMetaData metadata = connection.getMetaData();
      statement.execute("BEGIN TRANSACTION");
      TableDetails details = metadata.unwrap(TableDetails.class);
      for (Executable call :
          List.<Executable>of(
              () -> metadata.getProcedures("main", "%", "%"),
              () -> metadata.getTables("main", "%", "%", null),
              () -> details.tableProperties("main", "s", "t"))) {
        SQLException refusal = assertThrows(SQLException.class, call);
        assertEquals("25001", refusal.getSQLState());
        assertTrue(refusal.getMessage().contains("nothing was sent"), refusal::getMessage);
      }
      assertEquals(1, server.requests(TExecuteStatementReq.class).size());
      assertEquals(List.of(), server.requests(TGetTablesReq.class));
      statement.execute("COMMIT");
      metadata.getProcedures("main", "%", "%").close();
      assertEquals(3, server.requests(TExecuteStatementReq.class).size());
    }
  }

  @Test
  void brokenConnectionIsNoRefusal() throws Exception {
    try (Connection connection = connect()) {
      server.onHttp("ExecuteStatement", (exchange, request) -> exchange.close());
      SQLException failure =
          assertThrows(
              SQLException.class, () -> connection.getMetaData().getProcedures("main", "%", "%"));
      assertEquals("08006", failure.getSQLState());
    }
  }

  @Test
  void patternsAreLiteralsOfTheQuery() throws Exception {
    try (Connection connection = connect()) {
      connection.getMetaData().getProcedures("main", "it's ${x}", "a_b\\_c\\d!").close();
      List<TExecuteStatementReq> sent = server.requests(TExecuteStatementReq.class);
      assertTrue(
          sent.get(0)
              .getStatement()
              .endsWith(
                  " WHERE routine_catalog = 'main'"
                      + " AND routine_schema = 'it\\'s \\u0024{x}'"
                      + " AND lower(routine_name) LIKE lower('a_b!_c\\\\d!!') ESCAPE '!'"
                      + " AND routine_type = 'PROCEDURE'"),
          sent.get(0).getStatement());
    }
  }
}
