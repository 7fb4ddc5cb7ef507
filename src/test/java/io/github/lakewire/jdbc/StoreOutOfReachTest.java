package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A network that lets the driver reach the workspace, but not the store of result files: the
 * connection stays, and the next statement works.
 */
@Timeout(60)
class StoreOutOfReachTest {
  private static final String ONCE = ";retryTimeout=0";

  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
            logged.add(record);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private final Logger logger = Logger.getLogger("io.github.lakewire.jdbc");
  private FakeThriftServer server;

  @BeforeEach
  void start() {
    server = new FakeThriftServer();
    logger.addHandler(log);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(log);
    server.close();
  }

  /** Large results are files in this store where that is allowed. */
  private void storeAt(String address) {
    server.on(
        "ExecuteStatement",
        call -> {
          TExecuteStatementResp response = ThriftResponses.ids();
          if (((TExecuteStatementReq) call.request()).isCanDownloadResult()) {
            response.getDirectResults().unsetCloseOperation();
            response
                .getDirectResults()
                .setResultSet(
                    ThriftResponses.links(
                        List.of(ThriftResponses.link("http://" + address + "/f?sig=S", 0, 2, 500)),
                        false));
          }
          return response;
        });
    server.respond(
        "FetchResults",
        ThriftResponses.links(
            List.of(ThriftResponses.link("http://" + address + "/f?sig=T", 0, 2, 500)), false));
  }

  private Connection connect(String options) throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=dapi-test" + options);
  }

  private static SQLException failsToRead(Statement statement) {
    return assertThrows(
        SQLException.class,
        () -> {
          try (ResultSet rows = statement.executeQuery("SELECT id")) {
            rows.next();
          }
        });
  }

  private void checkFailure(SQLException e, String host, String said) {
    assertInstanceOf(SQLTransientException.class, e);
    assertEquals("57012", e.getSQLState());
    for (String part : new String[] {"result file", host, said, "cloudFetch=0"}) {
      assertTrue(e.getMessage().contains(part), part + " is missing: " + e.getMessage());
    }
    assertTrue(e.getMessage().endsWith("(query " + ThriftResponses.QUERY_ID + ")"), e.getMessage());
    assertFalse(e.getMessage().contains("sig="), e.getMessage());
  }

  private void checkNextStatements(Connection connection, String host) throws SQLException {
    for (boolean first : new boolean[] {true, false}) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT id")) {
        assertTrue(rows.next());
        assertEquals(41, rows.getLong(1));
        SQLWarning warning = statement.getWarnings();
        if (first) {
          assertTrue(warning.getMessage().contains("inline"), warning.getMessage());
          assertTrue(warning.getMessage().contains(host), warning.getMessage());
          assertNull(warning.getNextWarning());
        } else {
          assertNull(warning);
        }
      }
    }
    List<TExecuteStatementReq> sent = server.requests(TExecuteStatementReq.class);
    assertEquals(
        List.of(true, false, false),
        sent.stream().map(TExecuteStatementReq::isCanDownloadResult).toList());
    assertEquals(1, logged.size(), () -> logged.stream().map(LogRecord::getMessage).toList() + "");
    assertTrue(logged.get(0).getMessage().contains(host));
  }

  @Test
  void refusedConnectionsToTheStore() throws Exception {
    String host = "127.0.0.1:" + RawSocketServer.refusingPort();
    storeAt(host);
    try (Connection connection = connect(ONCE);
        Statement statement = connection.createStatement()) {
      checkFailure(failsToRead(statement), host, "refused the connection");
      assertFalse(connection.isClosed());
      checkNextStatements(connection, host);
    }
  }

  @Test
  void droppedPacketsToTheStore() throws Exception {
    try (RawSocketServer store = RawSocketServer.withFullQueue()) {
      String host = "127.0.0.1:" + store.port();
      storeAt(host);
      try (Connection connection = connect(ONCE + ";connectTimeout=1");
          Statement statement = connection.createStatement()) {
        checkFailure(failsToRead(statement), host, "within connectTimeout");
        checkNextStatements(connection, host);
      }
    }
  }

  @Test
  void statementThatRunsOutOfTimeSaysWhyAndTheNextOneWorks() throws Exception {
    try (RawSocketServer store = RawSocketServer.withFullQueue()) {
      String host = "127.0.0.1:" + store.port();
      storeAt(host);
      try (Connection connection = connect("");
          Statement statement = connection.createStatement()) {
        statement.setQueryTimeout(4);
        SQLException e = failsToRead(statement);
        assertInstanceOf(SQLTimeoutException.class, e);
        assertTrue(e.getMessage().contains("result file"), e.getMessage());
        assertTrue(e.getMessage().contains(host), e.getMessage());
        checkNextStatements(connection, host);
      }
    }
  }

  @Test
  void unknownNameOfTheStore() throws Exception {
    storeAt("store.invalid");
    try (Connection connection = connect(ONCE);
        Statement statement = connection.createStatement()) {
      checkFailure(failsToRead(statement), "store.invalid:80", "is unknown");
      checkNextStatements(connection, "store.invalid");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "403 Forbidden | application/xml | <Error><Code>AccessDenied</Code><S>sig=S</S></Error> |"
            + " HTTP 403 (AccessDenied)",
        "403 Forbidden | text/html | <html>blocked</html> | the firewall of the store",
        "400 Bad Request | application/xml | <Error><Code>ExpiredToken</Code></Error> |"
            + " HTTP 400 (ExpiredToken)",
        "200 OK | text/html; charset=utf-8 | <html>blocked</html> | a page that came instead",
        "302 Found | text/html | <html>log in</html> | HTTP 302",
      })
  void gatewaysAndStoresThatRefuse(String line, String type, String body, String said)
      throws Exception {
    try (RawSocketServer store = new RawSocketServer()) {
      store.always(RawSocketServer.answer(line, body, "Content-Type: " + type));
      String host = "127.0.0.1:" + store.port();
      storeAt(host);
      try (Connection connection = connect("");
          Statement statement = connection.createStatement()) {
        checkFailure(failsToRead(statement), host, said);
        checkNextStatements(connection, host);
      }
    }
  }

  @Test
  void azuresCodeIsInAHeader() throws Exception {
    try (RawSocketServer store = new RawSocketServer()) {
      store.always(
          RawSocketServer.status("403 Forbidden", "x-ms-error-code: AuthorizationFailure"));
      String host = "127.0.0.1:" + store.port();
      storeAt(host);
      try (Connection connection = connect("");
          Statement statement = connection.createStatement()) {
        checkFailure(failsToRead(statement), host, "HTTP 403 (AuthorizationFailure)");
        // As sent, and renewed three times.
        assertEquals(4, store.requests().size());
      }
    }
  }

  @Test
  void brokenAndSenselessResponsesOfTheStore() throws Exception {
    for (RawSocketServer.Response response :
        List.of(
            RawSocketServer.hangUp(),
            (socket, out) -> {
              out.write("220 firewall ready\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              return false;
            })) {
      try (RawSocketServer store = new RawSocketServer()) {
        store.always(response);
        String host = "127.0.0.1:" + store.port();
        storeAt(host);
        try (Connection connection = connect(ONCE);
            Statement statement = connection.createStatement()) {
          checkFailure(failsToRead(statement), host, "could not be fetched");
          assertFalse(connection.isClosed());
          assertTrue(statement.executeQuery("SELECT id").next());
        }
      }
    }
  }

  @Test
  void storeThatIsBusyOrHasLostTheFileIsNotAvoided() throws Exception {
    for (String line : new String[] {"404 Not Found", "503 Slow Down"}) {
      try (RawSocketServer store = new RawSocketServer()) {
        store.always(RawSocketServer.status(line));
        String host = "127.0.0.1:" + store.port();
        storeAt(host);
        try (Connection connection = connect(ONCE);
            Statement statement = connection.createStatement()) {
          checkFailure(failsToRead(statement), host, "HTTP " + line.substring(0, 3));
          checkFailure(failsToRead(statement), host, "HTTP " + line.substring(0, 3));
          assertNull(statement.getWarnings());
        }
      }
    }
    assertEquals(List.of(), logged);
  }

  @Test
  void closedResultsAreNoFailureOfTheStore() throws Exception {
    try (RawSocketServer store = new RawSocketServer()) {
      CountDownLatch asked = new CountDownLatch(1);
      store.always(RawSocketServer.silence(asked));
      storeAt("127.0.0.1:" + store.port());
      try (Connection connection = connect("");
          Statement statement = connection.createStatement()) {
        ResultSet rows = statement.executeQuery("SELECT id");
        Thread reading =
            new Thread(() -> assertThrows(SQLException.class, rows::next), "test-reading");
        reading.start();
        asked.await();
        rows.close();
        reading.join();
        storeAt("127.0.0.1:1");
        statement.executeQuery("SELECT id").close();
        assertNull(statement.getWarnings());
        List<TExecuteStatementReq> sent = server.requests(TExecuteStatementReq.class);
        assertTrue(sent.get(1).isCanDownloadResult());
      }
    }
  }

  @Test
  void poolKeepsItsConnectionAndTheSessionsThatFollowRemember() throws Exception {
    String host = "127.0.0.1:" + RawSocketServer.refusingPort();
    storeAt(host);
    HikariConfig config = new HikariConfig();
    config.setMaximumPoolSize(1);
    config.setJdbcUrl(server.url() + ";PWD=dapi-test" + ONCE);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      Connection first;
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        first = connection.unwrap(Connection.class);
        checkFailure(failsToRead(statement), host, "refused the connection");
      }
      try (Connection connection = pool.getConnection()) {
        assertSame(first, connection.unwrap(Connection.class));
        checkNextStatements(connection, host);
      }
    }
  }
}
