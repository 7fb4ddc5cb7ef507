package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.CapturedLog;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TGetCatalogsResp;
import io.github.lakewire.thrift.TOperationState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever reads a log line or an exception finds the statement in the server's query history. */
@Timeout(60)
class QueryIdTest {
  private static final String SESSION_ID = "00000000-0000-0001-0000-000000000002";

  /** What is about the session, or comes before the server has named the query. */
  private static final Pattern BEFORE_THE_ID =
      Pattern.compile(
          "OpenSession( |:).*|(ExecuteStatement|CloseSession) in session " + SESSION_ID + ".*");

  private final FakeThriftServer server = new FakeThriftServer();
  private final ResultFiles files = new ResultFiles();
  private final CapturedLog log = new CapturedLog();

  @BeforeEach
  void script() {
    server.respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE));
    server.respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE));
  }

  @AfterEach
  void stop() {
    log.close();
    files.close();
    server.close();
  }

  private Connection connect(String options) throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=dapi-test;timezone=server" + options);
  }

  private static TExecuteStatementResp withRows(byte[] batch) {
    TExecuteStatementResp response = ThriftResponses.arrow(batch, 2, false);
    response.getDirectResults().unsetCloseOperation();
    return response;
  }

  @Test
  void everyLogLineOfAStatementNamesIt() throws Exception {
    byte[] file = ArrowBytes.file(ArrowBytes.IDS, List.of(ArrowBytes.ids()));
    String expired = files.stored(file).replace("signature=", "signature=0");
    String good = files.stored(file);
    server.onceThen(
        "GetOperationStatus",
        (exchange, request) -> {
          exchange.getResponseHeaders().set("Retry-After", "0");
          exchange.sendResponseHeaders(503, -1);
        });
    server.respond(
        "GetResultSetMetadata",
        withRows(ArrowBytes.ids()).getDirectResults().getResultSetMetadata());
    server.respond(
        "FetchResults",
        ThriftResponses.links(List.of(ThriftResponses.link(expired, 0, 2, 500)), false),
        ThriftResponses.links(List.of(ThriftResponses.link(good, 0, 2, 500)), false));
    try (Connection connection = connect("")) {
      try (Statement statement = connection.createStatement()) {
        statement
            .unwrap(QueryMonitor.class)
            .onProgress(
                progress -> {
                  throw new IllegalStateException("a listener");
                });
        try (ResultSet rows = statement.executeQuery("SELECT id")) {
          assertTrue(rows.next());
        }
      }
    }
    List<String> lines = log.messages();
    assertEquals(
        List.of(),
        lines.stream()
            .filter(line -> !line.contains(ThriftResponses.QUERY_ID))
            .filter(line -> !BEFORE_THE_ID.matcher(line).matches())
            .toList());
    for (String part :
        List.of(
            "ExecuteStatement in session " + SESSION_ID + " (call 2) makes query",
            "GetOperationStatus of query " + ThriftResponses.QUERY_ID + " failed, next attempt in",
            "listener of progress failed",
            "downloading Link",
            "Download of query " + ThriftResponses.QUERY_ID + " from 127.0.0.1",
            "renewing links from row 0",
            "CloseOperation of query")) {
      assertTrue(lines.stream().anyMatch(line -> line.contains(part)), part + ": " + lines);
    }
  }

  private static void assertNamesTheQuery(SQLException e) {
    LakewireException failure = assertInstanceOf(LakewireException.class, e);
    assertEquals(ThriftResponses.QUERY_ID, failure.details().queryId(), e.toString());
    assertTrue(e.getMessage().contains(ThriftResponses.QUERY_ID), e.toString());
  }

  private static SQLException failsToRead(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return assertThrows(
          SQLException.class,
          () -> {
            try (ResultSet rows = statement.executeQuery("SELECT id")) {
              while (rows.next()) {
                rows.getDate(1);
              }
            }
          });
    }
  }

  @Test
  void everyFailureOfARequestNamesIt() throws Exception {
    server.respond("FetchResults", ThriftResponses.page(0, 2, false));
    for (String method : List.of("GetOperationStatus", "FetchResults")) {
      for (int code : new int[] {302, 400, 401, 403, 404, 500, 503, 200}) {
        server.onHttp(
            method,
            (exchange, request) -> {
              exchange.getResponseHeaders().set("Content-Type", "application/x-thrift");
              exchange.sendResponseHeaders(code, 1);
              exchange.getResponseBody().write(7);
            });
        try (Connection connection = connect(";retryTimeout=0")) {
          assertNamesTheQuery(failsToRead(connection));
        }
      }
      server.respond(method, ThriftResponses.state(TOperationState.FINISHED_STATE));
    }
  }

  @Test
  void failureOfThePagesNamesIt() throws Exception {
    byte[] damaged = ArrowBytes.ids();
    damaged[0] = 7;
    server.respond("ExecuteStatement", withRows(damaged));
    try (Connection connection = connect("")) {
      assertNamesTheQuery(failsToRead(connection));
    }
    TExecuteStatementResp more = withRows(ArrowBytes.ids());
    more.getDirectResults().getResultSet().setHasMoreRows(true);
    server.respond("ExecuteStatement", more);
    server.respond("FetchResults", ThriftResponses.page(2, 2, false));
    try (Connection connection = connect("");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id")) {
      assertTrue(rows.next());
      assertTrue(rows.next());
      assertNamesTheQuery(assertThrows(SQLException.class, rows::next));
    }
  }

  @Test
  void interruptedReaderNamesIt() throws Exception {
    TExecuteStatementResp more = withRows(ArrowBytes.ids());
    more.getDirectResults().getResultSet().setHasMoreRows(true);
    server.respond("ExecuteStatement", more);
    server.onHttp("FetchResults", (exchange, request) -> exchange.getRequestBody().readAllBytes());
    try (Connection connection = connect("");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id")) {
      assertTrue(rows.next());
      assertTrue(rows.next());
      Thread.currentThread().interrupt();
      assertNamesTheQuery(assertThrows(SQLException.class, rows::next));
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void valueThatCannotBeReadNamesIt() throws Exception {
    server.respond("ExecuteStatement", ThriftResponses.ids());
    try (Connection connection = connect("")) {
      assertNamesTheQuery(failsToRead(connection));
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT id")) {
        assertTrue(rows.next());
        assertNamesTheQuery(
            assertThrows(SQLException.class, () -> rows.getObject(1, Thread.class)));
      }
    }
  }

  @Test
  void failureOfMetadataNamesItsOperation() throws Exception {
    server.respond(
        "GetCatalogs",
        new TGetCatalogsResp()
            .setStatus(ThriftResponses.ok())
            .setOperationHandle(ThriftResponses.handle()));
    try (Connection connection = connect(";retryTimeout=0")) {
      server.onHttp("FetchResults", (exchange, request) -> exchange.sendResponseHeaders(500, -1));
      assertNamesTheQuery(
          assertThrows(SQLException.class, () -> connection.getMetaData().getCatalogs()));
    }
  }
}
