package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TProtocolVersion;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which query tags go to the server with what. */
@Timeout(60)
class StatementTagsTest {
  private final FakeThriftServer server = new FakeThriftServer();

  @BeforeEach
  void script() {
    server.respond("ExecuteStatement", ThriftResponses.ids());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Connection connect(String options) throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=dapi-test;timezone=server" + options);
  }

  /** The settings of each statement alone, in order; null where there are none. */
  private List<@Nullable Map<String, String>> overlays() {
    List<@Nullable Map<String, String>> all = new ArrayList<>();
    server.requests(TExecuteStatementReq.class).forEach(sent -> all.add(sent.getConfOverlay()));
    return all;
  }

  private static Map<String, String> overlay(String tags) {
    return Map.of("query_tags", tags);
  }

  @Test
  void tagsOfAStatementGoWithItsExecutions() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement();
        Statement other = connection.createStatement()) {
      QueryTags tags = statement.unwrap(QueryTags.class);
      tags.setQueryTag(" report ", "weekly: a,b");
      tags.setQueryTag("nightly", null);
      statement.executeQuery("SELECT 1");
      other.executeQuery("SELECT 2");
      tags.setQueryTags(Map.of("report", "other"));
      statement.executeQuery("SELECT 3");
      tags.setQueryTags(Map.of());
      statement.executeQuery("SELECT 4");
    }
    List<@Nullable Map<String, String>> sent = overlays();
    assertEquals(overlay("report:weekly\\: a\\,b,nightly"), sent.get(0));
    assertNull(sent.get(1));
    assertEquals(overlay("report:other"), sent.get(2));
    assertNull(sent.get(3));
  }

  @Test
  void preparedAndCallableStatementsHaveThemToo() throws SQLException {
    try (Connection connection = connect("");
        PreparedStatement prepared = connection.prepareStatement("SELECT ?");
        CallableStatement call = connection.prepareCall("{call p()}")) {
      prepared.unwrap(QueryTags.class).setQueryTag("of", "prepared");
      prepared.setInt(1, 1);
      prepared.executeQuery();
      call.unwrap(QueryTags.class).setQueryTag("of", "call");
      call.execute();
    }
    assertEquals(List.of(overlay("of:prepared"), overlay("of:call")), overlays());
  }

  @Test
  void tagsOfTheConnectionGoWithAllStatementsAndThoseOfAStatementCountFirst() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      connection.setClientInfo("QUERY_TAGS", "team:sales,step:load");
      assertEquals("team:sales,step:load", connection.getClientInfo("query_tags"));
      statement.executeQuery("SELECT 1");
      statement.unwrap(QueryTags.class).setQueryTag("step", "check");
      statement.executeQuery("SELECT 2");
      connection.setClientInfo("query_tags", null);
      statement.executeQuery("SELECT 3");
    }
    assertEquals(
        List.of(
            overlay("team:sales,step:load"),
            overlay("team:sales,step:check"),
            overlay("step:check")),
        overlays());
  }

  @Test
  void theNextBorrowerHasNoTagsOfTheLast() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      connection.setClientInfo("query_tags", "pool:main");
      connection.beginRequest();
      connection.setClientInfo("query_tags", "borrower:me");
      // A variable takes a new session.
      statement.execute("DECLARE VARIABLE x INT");
      connection.endRequest();
      assertEquals("pool:main", connection.getClientInfo("query_tags"));
      statement.executeQuery("SELECT 1");
    }
    assertEquals(List.of(overlay("borrower:me"), overlay("pool:main")), overlays());
    assertEquals(2, server.requests(TOpenSessionReq.class).size());
  }

  @Test
  void moreTagsThanTheServerTakesAreRefusedBeforeTheyAreSent() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      QueryTags tags = statement.unwrap(QueryTags.class);
      Map<String, @Nullable String> twenty = new LinkedHashMap<>();
      for (int i = 0; i < 20; i++) {
        twenty.put("tag" + i, "v");
      }
      tags.setQueryTags(twenty);
      SQLException tooMany =
          assertThrows(SQLException.class, () -> tags.setQueryTag("another", "v"));
      assertEquals("HY024", tooMany.getSQLState());
      assertEquals(twenty, tags.queryTags());
      connection.setClientInfo("query_tags", "team:sales");
      SQLException together =
          assertThrows(SQLException.class, () -> statement.execute("INSERT INTO t VALUES (1)"));
      assertEquals("HY024", together.getSQLState());
      assertTrue(together.getMessage().contains("20"), together.getMessage());
      assertEquals(ExecutionOutcome.NOT_EXECUTED, ((LakewireException) together).outcome());
    }
    assertEquals(List.of("OpenSession", "CloseSession"), server.methods(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b:c", ":c", "a:b,a:c"})
  void wrongTagsAreRefusedWhereverTheyAreGiven(String wrong) throws SQLException {
    try (Connection connection = connect("")) {
      SQLClientInfoException info =
          assertThrows(
              SQLClientInfoException.class, () -> connection.setClientInfo("query_tags", wrong));
      assertEquals("HY024", info.getSQLState());
      assertNull(connection.getClientInfo("query_tags"));
    }
    for (String name :
        List.of("query_tags", "QUERY_TAGS", "ssp_query_tags", "session.query_tags")) {
      SQLException refused =
          assertThrows(SQLException.class, () -> connect(";" + name + "={" + wrong + "}"));
      assertEquals("08001", refused.getSQLState());
      assertTrue(refused.getMessage().contains("query_tags"), refused.getMessage());
    }
    assertEquals(1, server.requests(TOpenSessionReq.class).size());
  }

  @Test
  void tagsOfTheSessionAreASettingOfIt() throws SQLException {
    connect(";queryTags=team:sales").close();
    assertEquals(
        "team:sales",
        server.requests(TOpenSessionReq.class).get(0).getConfiguration().get("query_tags"));
  }

  @Test
  void serversThatAreNotDatabricksAreSentNone() throws SQLException {
    server.respond(
        "OpenSession", ThriftResponses.opened(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10));
    server.respond(
        "ExecuteStatement",
        ThriftResponses.accepted(ThriftResponses.handle().setHasResultSet(false)));
    server.respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE));
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      assertTrue(connection.getWarnings().getMessage().contains("query tags"));
      statement.unwrap(QueryTags.class).setQueryTag("team", "sales");
      statement.execute("SET a = b");
    }
    assertEquals(1, overlays().size());
    assertNull(overlays().get(0));
  }

  @Test
  void closedStatementsTakeNoTags() throws SQLException {
    try (Connection connection = connect("")) {
      Statement statement = connection.createStatement();
      QueryTags tags = statement.unwrap(QueryTags.class);
      statement.close();
      assertEquals(
          "HY010",
          assertThrows(SQLException.class, () -> tags.setQueryTag("a", "b")).getSQLState());
    }
  }
}
