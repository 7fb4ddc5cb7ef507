package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.lakewire.jdbc.QueryProgress.Phase;
import io.github.lakewire.jdbc.testkit.CapturedLog;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TCloseSessionReq;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TGetInfoResp;
import io.github.lakewire.thrift.TGetTablesResp;
import io.github.lakewire.thrift.THandleIdentifier;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TSessionHandle;
import io.github.lakewire.thrift.TStatus;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.apache.thrift.protocol.TMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that answers before its compute is up. */
@Timeout(60)
class StartingComputeTest {
  private static final String NOT_INITIALIZED =
      "requirement failed: Session handle: SessionHandle [4d00c5b7] has not been initialized or had"
          + " already closed.";
  private static final String NO_FOLDER =
      "Couldn't create directory /local_disk0/tmp/hive/4d00c5b7_resources";

  private final FakeThriftServer server = new FakeThriftServer();
  private final CapturedLog log = new CapturedLog();

  @AfterEach
  void stop() {
    log.close();
    server.close();
  }

  private Connection connect(String options) throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=dapi-test;timezone=server" + options);
  }

  private static void unavailable(HttpExchange exchange, TMessage request) throws IOException {
    exchange
        .getResponseHeaders()
        .set(
            "x-thriftserver-error-message",
            "TEMPORARILY_UNAVAILABLE: Cluster 0101 is temporarily unavailable.");
    exchange.sendResponseHeaders(503, -1);
  }

  private static TStatus refusal(String text) {
    return ThriftResponses.error(null, text);
  }

  private static TOpenSessionResp opened(long id) {
    THandleIdentifier identifier = ThriftResponses.identifier(id, 7);
    return ThriftResponses.opened().setSessionHandle(new TSessionHandle().setSessionId(identifier));
  }

  private List<THandleIdentifier> executedIn() {
    return server.requests(TExecuteStatementReq.class).stream()
        .map(sent -> sent.getSessionHandle().getSessionId())
        .toList();
  }

  @Test
  void connectingWaitsAndSaysSoInTheLogAndAfterwards() throws SQLException {
    server.onceThen("OpenSession", StartingComputeTest::unavailable);
    try (Connection connection = connect("")) {
      assertTrue(
          connection
              .getWarnings()
              .getMessage()
              .matches("The connection waited \\d+ m?s for the warehouse to start"),
          connection.getWarnings().getMessage());
      assertNull(connection.getWarnings().getNextWarning());
    }
    List<String> told = log.messages(Level.INFO);
    assertEquals(1, told.size(), told.toString());
    assertTrue(
        told.get(0).matches("Waiting for the warehouse to start, \\d+ m?s so far: .* 503: TEMP.*"),
        told.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {NOT_INITIALIZED, NO_FOLDER})
  void connectingWaitsWhereOpenSessionItselfIsRefused(String text) throws SQLException {
    server.respond("OpenSession", new TOpenSessionResp().setStatus(refusal(text)), opened(1));
    try (Connection connection = connect("")) {
      assertNotNull(connection.getWarnings());
    }
    assertEquals(List.of("OpenSession", "OpenSession", "CloseSession"), server.methods(3));
  }

  @ParameterizedTest
  @CsvSource({
    "/sql/1.0/warehouses/0123456789abcdef, warehouse",
    "/sql/protocolv1/o/1/0101-000000-abc, cluster"
  })
  void whenTimeRunsOutTheStateTheLastAnswerAndTheRemedyAreTold(String path, String what) {
    server.onHttp("OpenSession", StartingComputeTest::unavailable);
    SQLException e =
        assertThrows(
            SQLException.class,
            () ->
                DriverManager.getConnection(
                    server.url().replaceAll("httpPath=.*", "httpPath=" + path)
                        + ";PWD=x;loginTimeout=300ms"));
    assertEquals("08001", e.getSQLState());
    for (String part :
        List.of(
            "The " + what + " is STARTING",
            "HTTP 503",
            "TEMPORARILY_UNAVAILABLE",
            "loginTimeout")) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void refusalsWithinAnAnswerEndWithLoginTimeoutToo() {
    server.respond("OpenSession", new TOpenSessionResp().setStatus(refusal(NOT_INITIALIZED)));
    SQLException e = assertThrows(SQLException.class, () -> connect(";loginTimeout=700ms"));
    assertEquals("08001", e.getSQLState());
    assertTrue(e.getMessage().contains("STARTING"), e.getMessage());
    assertTrue(e.getMessage().contains("has not been initialized"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {NOT_INITIALIZED, NO_FOLDER})
  void theFirstStatementIsSentAgainInAnotherSession(String text) throws SQLException {
    server.respond("OpenSession", opened(1), opened(2));
    server.respond(
        "ExecuteStatement", ThriftResponses.refused(refusal(text)), ThriftResponses.ids());
    Set<Phase> phases = ConcurrentHashMap.newKeySet();
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.unwrap(QueryMonitor.class).onProgress(progress -> phases.add(progress.phase()));
      statement.executeUpdate("INSERT INTO t VALUES (1)");
      assertTrue(
          statement.getWarnings().getMessage().contains("waited"), statement.getWarnings() + "");
      assertEquals(Set.of(Phase.WAITING, Phase.ENDED), phases);
      statement.executeUpdate("INSERT INTO t VALUES (2)");
      assertNull(statement.getWarnings(), "it has not waited");
    }
    assertEquals(
        List.of(
            ThriftResponses.identifier(1, 7),
            ThriftResponses.identifier(2, 7),
            ThriftResponses.identifier(2, 7)),
        executedIn());
    server.calls("CloseSession", 2);
    assertEquals(
        Set.of(ThriftResponses.identifier(1, 7), ThriftResponses.identifier(2, 7)),
        Set.copyOf(
            server.requests(TCloseSessionReq.class).stream()
                .map(sent -> sent.getSessionHandle().getSessionId())
                .toList()));
    List<TOpenSessionReq> opened = server.requests(TOpenSessionReq.class);
    assertEquals(opened.get(0), opened.get(1));
  }

  @Test
  void theFirstMetadataCallIsSentAgainInAnotherSession() throws SQLException {
    server.respond("OpenSession", opened(1), opened(2));
    server.respond(
        "GetTables",
        new TGetTablesResp().setStatus(refusal(NOT_INITIALIZED)),
        new TGetTablesResp().setStatus(ThriftResponses.error("42501", "not yours")));
    try (Connection connection = connect("")) {
      SQLException e =
          assertThrows(
              SQLException.class, () -> connection.getMetaData().getTables("c", "s", "t", null));
      assertEquals("42501", e.getSQLState());
    }
    assertEquals(2, server.requests(TOpenSessionReq.class).size());
  }

  @Test
  void theFirstQuestionForTheVersionIsAskedAgainInAnotherSession() throws SQLException {
    server.respond("OpenSession", opened(1), opened(2));
    server.respond(
        "GetInfo",
        new TGetInfoResp().setStatus(refusal(NOT_INITIALIZED)),
        ThriftResponses.info("4.1.3"));
    try (Connection connection = connect("")) {
      assertEquals("4.1.3", connection.getMetaData().getDatabaseProductVersion());
    }
    assertEquals(2, server.requests(TOpenSessionReq.class).size());
  }

  /** What a pool asks before it hands a connection out. */
  @Test
  void aSessionThatIsNotUsedYetIsValid() throws SQLException {
    server.respond("GetInfo", new TGetInfoResp().setStatus(refusal(NOT_INITIALIZED)));
    try (Connection connection = connect("")) {
      assertTrue(connection.isValid(5));
      assertFalse(connection.isClosed());
    }
  }

  /** A variable, a temporary view or a setting would be lost without a word. */
  @Test
  void aSessionThatWasUsedIsNotReplaced() throws SQLException {
    server.respond(
        "ExecuteStatement",
        ThriftResponses.ids(),
        ThriftResponses.refused(refusal(NOT_INITIALIZED)));
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.executeQuery("SET a = b");
      SQLException e =
          assertThrows(
              SQLException.class, () -> statement.executeUpdate("INSERT INTO t VALUES (1)"));
      assertEquals("08003", e.getSQLState());
      assertEquals(ExecutionOutcome.NOT_EXECUTED, ((LakewireException) e).outcome());
      assertTrue(connection.isClosed());
    }
    assertEquals(1, server.requests(TOpenSessionReq.class).size());
  }

  @Test
  void aMissingFolderLaterIsAnErrorAsAnyOther() throws SQLException {
    server.respond(
        "ExecuteStatement", ThriftResponses.ids(), ThriftResponses.refused(refusal(NO_FOLDER)));
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT 1");
      SQLException e = assertThrows(SQLException.class, () -> statement.executeQuery("SELECT 1"));
      assertEquals("HY000", e.getSQLState());
      assertFalse(connection.isClosed());
    }
  }

  @Test
  void theQueryTimeoutEndsTheWaitAndSaysWhy() throws SQLException {
    server.respond("ExecuteStatement", ThriftResponses.refused(refusal(NOT_INITIALIZED)));
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      SQLException e =
          assertThrows(
              SQLException.class, () -> statement.executeUpdate("INSERT INTO t VALUES (1)"));
      assertEquals("HYT00", e.getSQLState());
      assertTrue(e.getMessage().contains("The warehouse is STARTING"), e.getMessage());
      assertEquals(ExecutionOutcome.NOT_EXECUTED, ((LakewireException) e).outcome());
      assertFalse(connection.isClosed());
    }
  }

  @Test
  void loginTimeoutEndsTheWaitAndTheConnection() throws SQLException {
    server.respond("ExecuteStatement", ThriftResponses.refused(refusal(NO_FOLDER)));
    try (Connection connection = connect(";loginTimeout=700ms");
        Statement statement = connection.createStatement()) {
      SQLException e =
          assertThrows(
              SQLException.class, () -> statement.executeUpdate("INSERT INTO t VALUES (1)"));
      assertEquals("08003", e.getSQLState());
      assertTrue(e.getMessage().contains("The warehouse is STARTING"), e.getMessage());
      assertTrue(e.getMessage().contains("Couldn't create"), e.getMessage());
      assertEquals(ExecutionOutcome.NOT_EXECUTED, ((LakewireException) e).outcome());
      assertTrue(connection.isClosed(), "a pool has to replace it");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoWaitsCanBeEnded(boolean byClose) throws Exception {
    server.respond("ExecuteStatement", ThriftResponses.refused(refusal(NOT_INITIALIZED)));
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement
          .unwrap(QueryMonitor.class)
          .onProgress(
              progress -> {
                if (progress.phase() == Phase.WAITING) {
                  new Thread(() -> end(byClose ? connection : statement)).start();
                }
              });
      long start = System.nanoTime();
      SQLException e =
          assertThrows(
              SQLException.class, () -> statement.executeUpdate("INSERT INTO t VALUES (1)"));
      assertEquals(byClose ? "08003" : "57014", e.getSQLState());
      assertEquals(ExecutionOutcome.NOT_EXECUTED, ((LakewireException) e).outcome());
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertTrue(millis < 10_000, millis + " ms");
    }
  }

  private static void end(AutoCloseable open) {
    try {
      if (open instanceof Statement statement) {
        statement.cancel();
      } else {
        open.close();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aStatementThatIsStillPendingAtItsTimeoutSaysSo() throws SQLException {
    server.respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.PENDING_STATE));
    server.respond("GetOperationStatus", ThriftResponses.state(TOperationState.PENDING_STATE));
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      SQLException e = assertThrows(SQLException.class, () -> statement.executeQuery("SELECT 1"));
      assertEquals("HYT00", e.getSQLState());
      assertTrue(
          e.getMessage().contains("PENDING: queued, or the warehouse is STARTING"), e.getMessage());
    }
  }

  /** The words of a user are no sign of compute that starts. */
  @Test
  void theSameWordsOfAUserAreWaitedForByNobody() throws SQLException {
    server.respond(
        "ExecuteStatement",
        ThriftResponses.refused(
            ThriftResponses.error("P0001", "[USER_RAISED_EXCEPTION] " + NOT_INITIALIZED)),
        ThriftResponses.refused(refusal("java.lang.RuntimeException: " + NO_FOLDER)));
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      assertEquals(
          "P0001",
          assertThrows(SQLException.class, () -> statement.executeQuery("SELECT 1")).getSQLState());
      assertThrows(SQLException.class, () -> statement.executeQuery("SELECT 2"));
      assertFalse(connection.isClosed());
    }
    assertEquals(1, server.requests(TOpenSessionReq.class).size());
  }

  @Test
  void aResultIsReadInTheOtherSession() throws SQLException {
    server.respond("OpenSession", opened(1), opened(2));
    server.respond(
        "ExecuteStatement",
        ThriftResponses.refused(refusal(NOT_INITIALIZED)),
        ThriftResponses.ids());
    try (Connection connection = connect("");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM t")) {
      assertTrue(rows.next());
    }
  }

  /** Compute may come up between two requests that are under way at the same time. */
  @Test
  void aSessionInWhichAnotherStatementIsUnderWayIsNotReplaced() throws Exception {
    server.respond("OpenSession", opened(1), opened(2));
    CountDownLatch refused = new CountDownLatch(1);
    CompletableFuture<Void> waits = new CompletableFuture<>();
    server.on(
        "ExecuteStatement",
        call -> {
          // The first to come is taken once the other waits.
          waits.orTimeout(20, TimeUnit.SECONDS).join();
          return ThriftResponses.ids();
        },
        call -> {
          refused.countDown();
          return ThriftResponses.refused(refusal(NOT_INITIALIZED));
        },
        call -> ThriftResponses.ids());
    try (Connection connection = connect("");
        Statement first = connection.createStatement();
        Statement other = connection.createStatement()) {
      CompletableFuture<Void> running =
          CompletableFuture.runAsync(() -> update(first, "INSERT INTO t VALUES (1)"));
      server.calls("ExecuteStatement", 1);
      other
          .unwrap(QueryMonitor.class)
          .onProgress(
              progress -> {
                if (progress.phase() == Phase.WAITING) {
                  waits.complete(null);
                }
              });
      update(other, "INSERT INTO t VALUES (2)");
      running.join();
      assertEquals(0, refused.getCount());
    }
    assertEquals(1, server.requests(TOpenSessionReq.class).size());
    assertEquals(Set.of(ThriftResponses.identifier(1, 7)), Set.copyOf(executedIn()));
    assertEquals(3, executedIn().size());
  }

  private static void update(Statement statement, String sql) {
    try {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
