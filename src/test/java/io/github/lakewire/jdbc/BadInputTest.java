package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementResp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with the input, the answer is a prompt, clear SQLException without secrets. */
class BadInputTest {
  private static final String TOKEN = "dapi-a-secret-that-must-not-show";
  private static final String PATH = "httpPath=/sql/1.0/warehouses/0123456789abcdef";
  private static final Duration PROMPT = Duration.ofSeconds(20);

  // ------------------------------------------------------------------ before anything is sent

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:databricks://",
        "jdbc:databricks:///default;" + PATH,
        "jdbc:databricks://host:notaport;" + PATH,
        "jdbc:databricks://host:99999;" + PATH,
        "jdbc:databricks://[::1;" + PATH,
        "jdbc:databricks:",
        "jdbc:databricks:;profile=there is none such",
        "jdbc:databricks://token:" + TOKEN + "?http_path=/sql",
        "jdbc:databricks://token:" + TOKEN + "@:443?http_path=/sql",
        "jdbc:databricks://token:" + TOKEN + "/@host?http_path=/sql",
        "jdbc:databricks://token:" + TOKEN + "@http://host?http_path=/sql",
        "jdbc:databricks://host?http_path={/sql&PWD=" + TOKEN,
        "jdbc:databricks://host;strict=1;nobodyKnowsThis=1;" + PATH,
      })
  void malformedUrl(String url) {
    SQLException e = connectFails(url);
    assertInstanceOf(SQLNonTransientConnectionException.class, e);
    assertEquals("08001", e.getSQLState());
  }

  @Test
  void missingHttpPath() {
    SQLException e = connectFails("jdbc:databricks://localhost:1;ssl=0");
    assertInstanceOf(SQLNonTransientConnectionException.class, e);
    assertEquals("08001", e.getSQLState());
    assertTrue(e.getMessage().contains("httpPath"), e.getMessage());
  }

  @Test
  void missingToken() {
    SQLException e =
        assertThrows(
            SQLException.class,
            () -> DriverManager.getConnection("jdbc:databricks://localhost:1;ssl=0;" + PATH));
    assertEquals("08001", e.getSQLState());
    assertTrue(e.getMessage().contains("token"), e.getMessage());
  }

  @Test
  void unusableOptionValue() {
    SQLException e = connectFails("jdbc:databricks://localhost:1;ssl=maybe;" + PATH);
    assertEquals("08001", e.getSQLState());
    assertTrue(e.getMessage().contains("ssl"), e.getMessage());
  }

  @Test
  void unknownOptionIsAWarningThatNamesTheLikelyOne() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer();
        Connection connection = connect(server.url() + ";cloudFetchThraeds=3")) {
      SQLWarning warning = connection.getWarnings();
      assertTrue(warning != null, "no warning");
      assertTrue(warning.getMessage().contains("cloudFetchThraeds"), warning.getMessage());
      assertEquals("01S00", warning.getSQLState());
    }
  }

  // ------------------------------------------------------------------ the network

  @Test
  void refusedPort() throws Exception {
    int port = RawSocketServer.refusingPort();
    SQLException e = connectFails("jdbc:databricks://127.0.0.1:" + port + ";ssl=0;" + PATH);
    assertInstanceOf(SQLTransientConnectionException.class, e);
    assertEquals("08001", e.getSQLState());
    assertTrue(e.getMessage().contains("127.0.0.1"), e.getMessage());
  }

  @Test
  void unknownHost() {
    SQLException e = connectFails("jdbc:databricks://no-such-host.invalid;" + PATH);
    assertInstanceOf(SQLTransientConnectionException.class, e);
    assertEquals("08001", e.getSQLState());
    assertTrue(e.getMessage().contains("no-such-host.invalid"), e.getMessage());
  }

  @Test
  void serverWithoutTls() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      SQLException e = connectFails(server.url().replace("ssl=0", "ssl=1"));
      assertEquals("08001", e.getSQLState());
      assertTrue(e.getMessage().contains("TLS"), e.getMessage());
      assertEquals(List.of(), server.methods());
    }
  }

  @Test
  void serverThatClosesInTheMiddle() throws Exception {
    RawSocketServer.Response half =
        RawSocketServer.raw(
            "200 OK", "\u0001", "Content-Type: application/x-thrift", "Content-Length: 500");
    try (RawSocketServer server = RawSocketServer.greeting(half)) {
      SQLException e = connectFails(server.url() + ";loginTimeout=5");
      assertTrue(List.of("08001", "08006").contains(e.getSQLState()), e.getSQLState());
    }
  }

  // ------------------------------------------------------------------ HTTP answers

  @Test
  void wrongToken() throws Exception {
    SQLException e =
        openSessionAnswers(
            403, "application/json", "{\"error_code\":403,\"message\":\"Invalid access token.\"}");
    assertInstanceOf(SQLInvalidAuthorizationSpecException.class, e);
    assertEquals("28000", e.getSQLState());
    assertTrue(e.getMessage().contains("Invalid access token"), e.getMessage());
  }

  @Test
  void missingCredentialsForTheServer() throws Exception {
    SQLException e =
        openSessionAnswers(
            401,
            "application/json",
            "{\"error_code\":401,\"message\":\"Credential was not sent\"}");
    assertInstanceOf(SQLInvalidAuthorizationSpecException.class, e);
    assertEquals("28000", e.getSQLState());
  }

  @Test
  void wrongPath() throws Exception {
    SQLException e =
        openSessionAnswers(404, "application/json", "{\"message\":\"No such endpoint\"}");
    assertInstanceOf(SQLNonTransientConnectionException.class, e);
    assertEquals("08004", e.getSQLState());
    assertTrue(e.getMessage().contains("httpPath"), e.getMessage());
  }

  @Test
  void loginPageInsteadOfThrift() throws Exception {
    SQLException e = openSessionAnswers(200, "text/html", "<html>Sign in</html>");
    assertInstanceOf(SQLNonTransientConnectionException.class, e);
    assertTrue(e.getMessage().contains("httpPath"), e.getMessage());
  }

  // ------------------------------------------------------------------ Thrift bytes

  @Test
  void bytesThatAreNoThrift() throws Exception {
    SQLException e =
        openSessionAnswers(200, "application/x-thrift", "this is not a Thrift message at all");
    assertEquals("08P01", e.getSQLState());
  }

  @Test
  void emptyAnswer() throws Exception {
    SQLException e = openSessionAnswers(200, "application/x-thrift", "");
    assertEquals("08P01", e.getSQLState());
  }

  @Test
  void truncatedMessage() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      server.onHttp(
          "ExecuteStatement",
          (exchange, request) -> {
            byte[] whole = ThriftResponses.message(request, ThriftResponses.ids());
            FakeThriftServer.send(exchange, java.util.Arrays.copyOf(whole, whole.length / 2));
          });
      assertEquals("08P01", queryFails(server).getSQLState());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x10000000})
  void absurdLengths(int length) throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      server.onHttp(
          "ExecuteStatement",
          (exchange, request) -> {
            // A reply whose "success" struct has an error message of that length.
            ByteBuffer body = ByteBuffer.allocate(100);
            byte[] name = request.name.getBytes(StandardCharsets.US_ASCII);
            body.putInt(0x80010002).putInt(name.length).put(name).putInt(request.seqid);
            body.put((byte) 12).putShort((short) 0); // success
            body.put((byte) 12).putShort((short) 1); // status
            body.put((byte) 11).putShort((short) 5).putInt(length); // errorMessage
            FakeThriftServer.send(exchange, java.util.Arrays.copyOf(body.array(), body.position()));
          });
      assertEquals("08P01", queryFails(server).getSQLState());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MAX_VALUE})
  void absurdListSizes(int size) throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      server.onHttp(
          "ExecuteStatement",
          (exchange, request) -> {
            ByteBuffer body = ByteBuffer.allocate(100);
            byte[] name = request.name.getBytes(StandardCharsets.US_ASCII);
            body.putInt(0x80010002).putInt(name.length).put(name).putInt(request.seqid);
            body.put((byte) 12).putShort((short) 0); // success
            body.put((byte) 12).putShort((short) 1); // status
            body.put((byte) 15).putShort((short) 2).put((byte) 11).putInt(size); // infoMessages
            FakeThriftServer.send(exchange, java.util.Arrays.copyOf(body.array(), body.position()));
          });
      assertEquals("08P01", queryFails(server).getSQLState());
    }
  }

  // ------------------------------------------------------------------ Arrow and LZ4 bytes

  @Test
  void goodArrowIsReadSoThatTheTestsBelowMeanSomething() throws Exception {
    for (boolean lz4 : new boolean[] {false, true}) {
      try (FakeThriftServer server = new FakeThriftServer()) {
        byte[] batch = lz4 ? ArrowBytes.lz4(ArrowBytes.ids()) : ArrowBytes.ids();
        server.on("ExecuteStatement", call -> ThriftResponses.arrow(batch, 2, lz4));
        try (Connection connection = connect(server.url());
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT id")) {
          assertTrue(rows.next());
          assertEquals(41, rows.getLong(1));
          assertTrue(rows.next());
          assertEquals(42, rows.getLong(1));
          assertFalse(rows.next());
        }
      }
    }
  }

  @Test
  void corruptedArrow() throws Exception {
    byte[] good = ArrowBytes.ids();
    for (int at = 0; at < good.length; at += 3) {
      byte[] bad = good.clone();
      bad[at] ^= 0x5a;
      readsOrFails(ThriftResponses.arrow(bad, 2, false));
    }
  }

  @Test
  void truncatedArrow() throws Exception {
    byte[] good = ArrowBytes.ids();
    for (int length = 0; length < good.length; length += 7) {
      byte[] bad = java.util.Arrays.copyOf(good, length);
      SQLException e = queryFails(ThriftResponses.arrow(bad, 2, false));
      assertEquals("08P01", e.getSQLState(), "cut at " + length);
    }
  }

  @Test
  void corruptedLz4() throws Exception {
    byte[] good = ArrowBytes.lz4(ArrowBytes.ids());
    for (int at = 0; at < good.length; at += 3) {
      byte[] bad = good.clone();
      bad[at] ^= 0x5a;
      readsOrFails(ThriftResponses.arrow(bad, 2, true));
    }
  }

  @Test
  void truncatedLz4() throws Exception {
    byte[] good = ArrowBytes.lz4(ArrowBytes.ids());
    for (int length = 0; length < good.length - 4; length += 7) {
      byte[] bad = java.util.Arrays.copyOf(good, length);
      SQLException e = queryFails(ThriftResponses.arrow(bad, 2, true));
      assertEquals("08P01", e.getSQLState(), "cut at " + length);
    }
  }

  @Test
  void moreRowsAnnouncedThanSent() throws Exception {
    assertEquals(
        "08P01", queryFails(ThriftResponses.arrow(ArrowBytes.ids(), 3, false)).getSQLState());
    assertEquals(
        "08P01",
        queryFails(ThriftResponses.arrow(ArrowBytes.ids(), Long.MAX_VALUE, false)).getSQLState());
    assertEquals(
        "08P01", queryFails(ThriftResponses.arrow(ArrowBytes.ids(), -1, false)).getSQLState());
  }

  // ------------------------------------------------------------------

  private static Connection connect(String url) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("token", TOKEN);
    return DriverManager.getConnection(url, properties);
  }

  private static SQLException connectFails(String url) {
    SQLException e =
        assertTimeoutPreemptively(
            PROMPT,
            () -> assertThrows(SQLException.class, () -> connect(url).close(), "connected to it"));
    checkText(e);
    return e;
  }

  private static SQLException openSessionAnswers(int status, String mediaType, String body)
      throws IOException {
    try (FakeThriftServer server = new FakeThriftServer()) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      server.onHttp(
          "OpenSession",
          (exchange, request) -> {
            exchange.getResponseHeaders().set("Content-Type", mediaType);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          });
      return connectFails(server.url());
    }
  }

  private static SQLException queryFails(FakeThriftServer server) {
    SQLException e =
        assertTimeoutPreemptively(
            PROMPT,
            () -> {
              try (Connection connection = connect(server.url());
                  Statement statement = connection.createStatement()) {
                return assertThrows(SQLException.class, () -> readAll(statement), "read it");
              }
            });
    checkText(e);
    return e;
  }

  private static SQLException queryFails(TExecuteStatementResp results) throws IOException {
    try (FakeThriftServer server = new FakeThriftServer()) {
      server.on("ExecuteStatement", call -> results);
      return queryFails(server);
    }
  }

  /** A changed byte may be in a value, which nothing can notice; all else is an SQLException. */
  private static void readsOrFails(TExecuteStatementResp results) throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      server.on("ExecuteStatement", call -> results);
      assertTimeoutPreemptively(
          PROMPT,
          () -> {
            try (Connection connection = connect(server.url());
                Statement statement = connection.createStatement()) {
              readAll(statement);
            } catch (SQLException e) {
              checkText(e);
            }
          });
    }
  }

  private static void readAll(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT id")) {
      while (rows.next()) {
        rows.getLong(1);
      }
    }
  }

  private static void checkText(SQLException e) {
    assertEquals(5, e.getSQLState().length(), e.getSQLState());
    for (Throwable t = e; t != null; t = t.getCause()) {
      assertFalse(String.valueOf(t.getMessage()).contains(TOKEN), t.toString());
    }
    assertTrue(e.getMessage().length() > 20, e.getMessage());
  }
}
