package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TGetInfoResp;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a connection promises that shows on the wire only: requests, retries and errors. */
class TransportContractTest {
  private static final String TOKEN = ";PWD=dapi-a-secret-that-must-not-show";

  private static Connection connect(FakeThriftServer server) throws SQLException {
    return DriverManager.getConnection(server.url() + TOKEN);
  }

  @Test
  void metadataRunsNoStatement() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer();
        Connection connection = connect(server)) {
      for (String call : List.of("GetSchemas", "GetTables", "GetColumns", "GetPrimaryKeys")) {
        server.onHttp(call, (exchange, request) -> exchange.sendResponseHeaders(404, -1));
      }
      DatabaseMetaData metadata = connection.getMetaData();
      assertThrows(SQLException.class, () -> metadata.getSchemas("c'", "s'"));
      assertThrows(SQLException.class, () -> metadata.getTables("c'", "s'", "t'", null));
      assertThrows(SQLException.class, () -> metadata.getColumns("c'", "s'", "t'", "a'"));
      assertThrows(SQLException.class, () -> metadata.getPrimaryKeys("c'", "s'", "t'"));
      assertEquals(
          List.of("OpenSession", "GetSchemas", "GetTables", "GetColumns", "GetPrimaryKeys"),
          server.methods());
    }
  }

  @Test
  void expiredSessionIsNotValid() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer();
        Connection connection = connect(server)) {
      server.on(
          "GetInfo",
          call ->
              new TGetInfoResp()
                  .setStatus(
                      new TStatus()
                          .setStatusCode(TStatusCode.ERROR_STATUS)
                          .setErrorMessage("Invalid SessionHandle: SessionHandle [x]")));
      assertFalse(connection.isValid(5));
      assertTrue(connection.isClosed());
      assertEquals(
          "08003", assertThrows(SQLException.class, connection::createStatement).getSQLState());
    }
  }

  @Test
  void refusedCredentialsAreAnAuthorizationFailureWithoutTheRequest() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      server.onHttp(
          "OpenSession",
          (exchange, request) -> {
            byte[] body =
                "{\"error_code\":401,\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("x-request-id", "req-401");
            exchange.sendResponseHeaders(401, body.length);
            exchange.getResponseBody().write(body);
          });
      SQLException e = assertThrows(SQLException.class, () -> connect(server));
      assertInstanceOf(SQLInvalidAuthorizationSpecException.class, e);
      assertEquals("28000", e.getSQLState());
      assertFalse(e.getMessage().contains("TOpenSession"), e.getMessage());
      assertEquals("req-401", assertInstanceOf(LakewireException.class, e).details().requestId());
      assertTrue(e.getMessage().contains("req-401"), e.getMessage());
    }
  }

  @Test
  void errorsOfTheServerKeepStateClassAndRequest() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer();
        Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      server.onHttp(
          "ExecuteStatement",
          (exchange, request) -> {
            exchange.getResponseHeaders().set("x-request-id", "req-7");
            FakeThriftServer.send(
                exchange,
                request,
                ThriftResponses.refused(
                    ThriftResponses.error("42601", "[X_Y] Bad. (line 2, pos 3)")));
          });
      SQLException e = assertThrows(SQLException.class, () -> statement.execute("S"));
      assertEquals(
          new ErrorDetails("X_Y", 2, 4, null, "req-7", "42601"),
          assertInstanceOf(LakewireException.class, e).details());
      assertEquals("[X_Y] Bad. (line 2, pos 3) [SQLSTATE 42601] (request req-7)", e.getMessage());
    }
  }

  @Test
  void unavailableWithoutRetryAfterAndWithADateIsTriedAgain() throws Exception {
    for (String retryAfter : new String[] {"", "Wed, 21 Oct 2015 07:28:00 GMT"}) {
      try (FakeThriftServer server = new FakeThriftServer()) {
        AtomicInteger attempts = new AtomicInteger();
        server.onceThen(
            "OpenSession",
            (exchange, request) -> {
              attempts.incrementAndGet();
              if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
              }
              exchange.sendResponseHeaders(503, -1);
            });
        connect(server).close();
        assertEquals(1, attempts.get());
        assertEquals(List.of("OpenSession", "OpenSession", "CloseSession"), server.methods());
      }
    }
  }

  @Test
  void refusedPortFailsAtOnce() throws Exception {
    int port = RawSocketServer.refusingPort();
    String url = "jdbc:databricks://127.0.0.1:" + port + ";ssl=0;httpPath=/sql/1.0/warehouses/a";
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () ->
            assertEquals(
                "08001",
                assertThrows(SQLException.class, () -> DriverManager.getConnection(url + TOKEN))
                    .getSQLState()));
  }

  @Test
  void pathIsJoinedWithOneSlash() throws Exception {
    List<URI> asked = new CopyOnWriteArrayList<>();
    try (FakeThriftServer server = new FakeThriftServer()) {
      server.onceThen(
          "OpenSession",
          (exchange, request) -> {
            asked.add(exchange.getRequestURI());
            exchange.sendResponseHeaders(404, -1);
          });
      SQLException e = assertThrows(SQLException.class, () -> connect(server));
      assertFalse(e.getMessage().contains("//sql"), e.getMessage());
    }
    assertEquals("/sql/1.0/warehouses/0123456789abcdef", asked.get(0).getPath());
  }

  @Test
  void applicationNameIsInTheUserAgentOfLaterRequests() throws Exception {
    List<String> agents = new CopyOnWriteArrayList<>();
    try (FakeThriftServer server = new FakeThriftServer()) {
      server.onHttp(
          "ExecuteStatement",
          (exchange, request) -> {
            agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
            FakeThriftServer.send(exchange, request, ThriftResponses.ids());
          });
      try (Connection connection =
              DriverManager.getConnection(server.url() + ";userAgentEntry=T\u00f6ol/1" + TOKEN);
          Statement statement = connection.createStatement()) {
        statement.executeQuery("SELECT 1").close();
        connection.setClientInfo("ApplicationName", "DBeaver 25.1 (Main)\r\nX: y");
        try (ResultSet rows = statement.executeQuery("SELECT 1")) {
          assertTrue(rows.next());
        }
        connection.setClientInfo("ApplicationName", null);
        statement.executeQuery("SELECT 1").close();
      }
    }
    assertTrue(agents.get(0).contains("(T_ol/1)"), agents.get(0));
    assertTrue(agents.get(1).contains("(T_ol/1; DBeaver 25.1 _Main___X: y)"), agents.get(1));
    assertEquals(agents.get(0), agents.get(2));
  }
}
