package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A warehouse that does not speak Thrift says so with KP001, in more ways than one. */
class ThriftRefusalTest {
  private static final String ADVICE = "Update your driver to the latest version.";

  private FakeThriftServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeThriftServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<TStatus> statuses() {
    return Stream.of(
        error().setSqlState("KP001").setErrorMessage(ADVICE),
        error().setErrorMessage("[KP001] Thrift is not supported. " + ADVICE),
        error().setErrorMessage("KP001: not supported. " + ADVICE),
        error().setErrorMessage("Not supported. " + ADVICE + " SQLSTATE: KP001"),
        error().setSqlState("08004").setErrorMessage("[KP001] " + ADVICE),
        error()
            .setDisplayMessage(ADVICE)
            .setErrorDetailsJson("{\"errorClass\":\"KP001\",\"sqlState\":\"0A000\"}"),
        error().setErrorMessage(ADVICE).setErrorDetailsJson("{\"sqlState\":\"KP001\"}"));
  }

  private static TStatus error() {
    return new TStatus().setStatusCode(TStatusCode.ERROR_STATUS);
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void asTheStatusOfTheSession(TStatus status) {
    server.on("OpenSession", call -> new TOpenSessionResp().setStatus(status));
    checkRefusal(assertThrows(SQLException.class, this::connect));
    assertEquals(List.of("OpenSession"), server.methods());
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void asTheStatusOfALaterCall(TStatus status) throws SQLException {
    server.on("ExecuteStatement", call -> ThriftResponses.refused(status));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      checkRefusal(assertThrows(SQLException.class, () -> statement.execute("SELECT 1")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | application/json | {\"error_code\":\"BAD_REQUEST\",\"message\":\"KP001: no"
            + " Thrift\"}",
        "400 | application/json | {\"error_code\":\"KP001\",\"message\":\"Update your driver\"}",
        "400 | text/plain       | KP001 Update your driver",
        "400 | text/html        | <html>[KP001] Update your driver</html>",
        "403 | application/json | {\"error_code\":\"KP001\"}",
        "503 | application/json | {\"error_code\":\"KP001\",\"message\":\"Update your driver\"}",
        "200 | application/json | {\"error_code\":\"KP001\",\"message\":\"Update your driver\"}",
      })
  void asABodyOfHttp(int code, String type, String body) throws SQLException {
    for (String method : new String[] {"ExecuteStatement", "OpenSession"}) {
      refuse(method, code, "Content-Type", type, body);
    }
    checkRefusal(assertThrows(SQLException.class, this::connect));
    assertEquals(List.of("OpenSession"), server.methods());
  }

  @ParameterizedTest
  @CsvSource({
    "x-thriftserver-error-message, KP001: update your driver",
    "x-databricks-error-or-redirect-message, [KP001] update your driver",
    "x-databricks-error-code, KP001",
  })
  void asAHeaderOfHttp(String name, String value) throws SQLException {
    refuse("OpenSession", 400, name, value, "Update your driver");
    checkRefusal(assertThrows(SQLException.class, this::connect));
  }

  @Test
  void asAnErrorOfHttpToALaterCall() throws SQLException {
    refuse("ExecuteStatement", 400, "x-thriftserver-error-message", "KP001", "");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      checkRefusal(assertThrows(SQLException.class, () -> statement.execute("SELECT 1")));
    }
  }

  @Test
  void theUsersOwnWordsAreNoRefusal() throws SQLException {
    TStatus status =
        error()
            .setSqlState("42P01")
            .setErrorMessage("[TABLE_OR_VIEW_NOT_FOUND] `KP001` cannot be found: 'KP001'")
            .setErrorDetailsJson("{\"errorClass\":\"X\",\"messageParameters\":{\"n\":\"KP001\"}}");
    server.on("ExecuteStatement", call -> ThriftResponses.refused(status));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SQLException e =
          assertThrows(SQLException.class, () -> statement.execute("SELECT 'KP001' FROM KP001"));
      assertEquals("42P01", e.getSQLState());
    }
  }

  @Test
  void namesOfTheUsersAreNoRefusalWhileConnecting() {
    server.on(
        "OpenSession",
        call ->
            new TOpenSessionResp()
                .setStatus(
                    error()
                        .setSqlState("42704")
                        .setErrorMessage("[CATALOG_NOT_FOUND] Catalog `KP001` not found: KP001")
                        .setErrorDetailsJson("{\"messageParameters\":{\"n\":\"KP001\"}}")));
    assertEquals("42704", assertThrows(SQLException.class, this::connect).getSQLState());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "x-thriftserver-error-message | BAD_REQUEST: near 'KP001' | ",
        "x-request-id | abc KP001 def | ",
        "Content-Type | application/json | {\"error_code\":\"BAD_REQUEST\",\"message\":\"no"
            + " KP001\"}",
        "Content-Type | text/html | <html>cannot find KP001</html>",
      })
  void theUsersOwnWordsInAnErrorOfHttpAreNoRefusal(String name, String value, @Nullable String body)
      throws SQLException {
    refuse("ExecuteStatement", 400, name, value, body == null ? "" : body);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SQLException e =
          assertThrows(SQLException.class, () -> statement.execute("SELECT 'KP001' FROM KP001"));
      assertFalse(e.getMessage().contains("does not accept Thrift"), e.getMessage());
    }
  }

  private void refuse(String method, int code, String header, String value, String body) {
    server.onHttp(
        method,
        (exchange, request) -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set(header, value);
          exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=dapi-test");
  }

  private static void checkRefusal(SQLException e) {
    assertInstanceOf(SQLNonTransientConnectionException.class, e);
    assertEquals("08004", e.getSQLState());
    assertTrue(
        e.getMessage().startsWith("This SQL warehouse does not accept Thrift connections"),
        e.getMessage());
    assertTrue(e.getMessage().contains("use another warehouse (serverless, pro or classic)"));
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      assertFalse(text.contains("update") || text.contains("latest"), text);
    }
    assertEquals("KP001", assertInstanceOf(LakewireException.class, e).details().errorClass());
  }
}
