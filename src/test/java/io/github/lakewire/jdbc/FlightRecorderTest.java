package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.CapturedLog;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TGetCatalogsResp;
import io.github.lakewire.thrift.TOperationState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Java's flight recorder gets to know, and that the driver works without it. */
@Timeout(120)
class FlightRecorderTest {
  private static final String TOKEN = "dapi-recorded";
  private static final String VALUE = "value-of-a-parameter";
  private static final String TABLE = "text_of_a_statement";
  private static final String SESSION_ID = "00000000-0000-0001-0000-000000000002";

  private final FakeThriftServer server = new FakeThriftServer();
  private final ResultFiles files = new ResultFiles();
  private final CapturedLog log = new CapturedLog();
  private final Recording recording = new Recording();

  @TempDir private Path folder;

  @BeforeEach
  void record() {
    recording.start();
  }

  @AfterEach
  void stop() {
    recording.close();
    log.close();
    files.close();
    server.close();
  }

  private Connection connect(String options) throws SQLException {
    return DriverManager.getConnection(
        server.url() + ";PWD=" + TOKEN + ";timezone=server" + options);
  }

  /** The events of one kind so far. Nothing secret is in any of them, nor in the log. */
  private List<RecordedEvent> events(String kind) throws Exception {
    Path file = folder.resolve(kind + ".jfr");
    recording.dump(file);
    List<RecordedEvent> found = new ArrayList<>();
    StringBuilder all = new StringBuilder(log.text());
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      String name = event.getEventType().getName();
      if (name.startsWith("lakewire.")) {
        all.append(event);
        assertEquals(List.of("Lakewire"), event.getEventType().getCategoryNames());
      }
      if (name.equals("lakewire." + kind)) {
        found.add(event);
      }
    }
    for (String secret : List.of(TOKEN, "signature=", "/file", VALUE, TABLE)) {
      assertFalse(all.indexOf(secret) >= 0, secret + " in " + all);
    }
    return found;
  }

  private RecordedEvent event(String kind) throws Exception {
    List<RecordedEvent> events = events(kind);
    assertEquals(1, events.size(), events.toString());
    return events.get(0);
  }

  private static void assertText(String expected, RecordedEvent event, String field) {
    assertEquals(expected, event.getString(field), event.toString());
  }

  private static void assertNumber(long expected, RecordedEvent event, String field) {
    assertEquals(expected, event.getLong(field), event.toString());
  }

  private static TExecuteStatementResp open(TExecuteStatementResp response) {
    response.getDirectResults().unsetCloseOperation();
    return response;
  }

  private static long read(Statement statement) throws SQLException {
    long rows = 0;
    try (ResultSet result = statement.executeQuery("SELECT id FROM " + TABLE)) {
      while (result.next()) {
        rows++;
      }
    }
    return rows;
  }

  @Test
  void connectionsThatOpenAndThatDoNot() throws Exception {
    connect("").close();
    RecordedEvent opened = event("Connect");
    assertText("127.0.0.1", opened, "host");
    assertText(SESSION_ID, opened, "sessionId");
    assertText(null, opened, "sqlState");
    assertTrue(opened.getDuration().toNanos() > 0);
    assertTrue(
        opened.getStackTrace().getFrames().stream()
            .anyMatch(frame -> frame.getMethod().getType().getName().endsWith("RecorderTest")));

    server.onHttp("OpenSession", (exchange, request) -> exchange.sendResponseHeaders(403, -1));
    SQLException refused = assertThrows(SQLException.class, () -> connect(""));
    RecordedEvent failed = events("Connect").get(1);
    assertText(null, failed, "sessionId");
    assertText(refused.getSQLState(), failed, "sqlState");
  }

  @Test
  void smallQuery() throws Exception {
    server.respond("ExecuteStatement", ThriftResponses.ids());
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      assertEquals(2, read(statement));
    }
    RecordedEvent event = event("Statement");
    assertText("ExecuteStatement", event, "call");
    assertText(SESSION_ID, event, "sessionId");
    assertText(ThriftResponses.QUERY_ID, event, "queryId");
    assertText("EXECUTED", event, "outcome");
    assertText("rows", event, "result");
    assertNumber(-1, event, "modifiedRows");
    assertNumber(2, event, "rows");
    assertTrue(event.getLong("bytes") > 100, event.toString());
    assertText(null, event, "sqlState");
    assertEquals(List.of(), events("Fetch"));
  }

  @Test
  void writeWithParameters() throws Exception {
    TExecuteStatementResp written = ThriftResponses.submitted(TOperationState.FINISHED_STATE);
    written.getDirectResults().getOperationStatus().setNumModifiedRows(7);
    server.respond("ExecuteStatement", written);
    try (Connection connection = connect("");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO " + TABLE + " VALUES (?)")) {
      insert.setString(1, VALUE);
      assertEquals(7, insert.executeUpdate());
    }
    RecordedEvent event = event("Statement");
    assertText("count", event, "result");
    assertNumber(7, event, "modifiedRows");
    assertNumber(0, event, "rows");
  }

  @Test
  void statementsThatFail() throws Exception {
    server.respond(
        "ExecuteStatement",
        ThriftResponses.refused(ThriftResponses.error("42601", "no such thing")));
    try (Connection connection = connect(";retryTimeout=0");
        Statement statement = connection.createStatement()) {
      assertThrows(SQLException.class, () -> read(statement));
      RecordedEvent refused = event("Statement");
      assertText("42601", refused, "sqlState");
      assertText("NOT_EXECUTED", refused, "outcome");
      assertNull(refused.getString("result"));
      assertNull(refused.getString("queryId"));

      server.respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE));
      server.onHttp(
          "GetOperationStatus", (exchange, request) -> exchange.sendResponseHeaders(500, -1));
      SQLException lost =
          assertThrows(SQLException.class, () -> statement.execute("INSERT INTO " + TABLE));
      RecordedEvent unknown = events("Statement").get(1);
      assertText(lost.getSQLState(), unknown, "sqlState");
      assertText("UNKNOWN", unknown, "outcome");
      assertText(ThriftResponses.QUERY_ID, unknown, "queryId");
    }
  }

  @Test
  void pagesOneByOne() throws Exception {
    TExecuteStatementResp first = open(ThriftResponses.ids());
    first.getDirectResults().getResultSet().setHasMoreRows(true);
    TExecuteStatementResp next = ThriftResponses.ids();
    next.getDirectResults().getResultSet().getResults().setStartRowOffset(2);
    server.respond("ExecuteStatement", first);
    server.respond("FetchResults", next.getDirectResults().getResultSet());
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      assertEquals(4, read(statement));
    }
    RecordedEvent event = event("Fetch");
    assertText(ThriftResponses.QUERY_ID, event, "queryId");
    assertText("batches", event, "form");
    assertNumber(2, event, "firstRow");
    assertNumber(2, event, "rows");
    assertTrue(event.getLong("bytes") > 100, event.toString());
    assertText(null, event, "failure");
  }

  @Test
  void pageThatFails() throws Exception {
    TExecuteStatementResp first = open(ThriftResponses.ids());
    first.getDirectResults().getResultSet().setHasMoreRows(true);
    server.respond("ExecuteStatement", first);
    server.onHttp("FetchResults", (exchange, request) -> exchange.sendResponseHeaders(403, -1));
    try (Connection connection = connect(";retryTimeout=0");
        Statement statement = connection.createStatement()) {
      assertThrows(SQLException.class, () -> read(statement));
    }
    RecordedEvent event = event("Fetch");
    assertText(ThriftResponses.QUERY_ID, event, "queryId");
    assertText("UNAUTHORIZED", event, "failure");
    assertNumber(0, event, "rows");
  }

  @Test
  void filesWithARenewedLink() throws Exception {
    byte[] plain = ArrowBytes.file(ArrowBytes.IDS, List.of(ArrowBytes.ids()));
    byte[] file = ArrowBytes.lz4(plain);
    String good = files.stored(file);
    String expired = good.replace("signature=", "signature=0");
    TExecuteStatementResp response = open(ThriftResponses.arrow(new byte[0], 0, true));
    response
        .getDirectResults()
        .setResultSet(
            ThriftResponses.links(
                List.of(ThriftResponses.link(expired, 0, 2, plain.length)), false));
    server.respond("ExecuteStatement", response);
    server.respond(
        "FetchResults",
        ThriftResponses.links(List.of(ThriftResponses.link(good, 0, 2, plain.length)), false));
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      assertEquals(2, read(statement));
    }
    List<RecordedEvent> downloads = events("Download");
    assertEquals(2, downloads.size(), downloads.toString());
    assertTrue(downloads.get(0).getBoolean("refused"));
    assertNumber(0, downloads.get(0), "bytes");
    RecordedEvent done = downloads.get(1);
    assertFalse(done.getBoolean("refused"));
    assertNumber(file.length, done, "bytes");
    for (RecordedEvent each : downloads) {
      assertText(ThriftResponses.QUERY_ID, each, "queryId");
      assertEquals(good.split("/")[2], each.getString("host"));
      assertNumber(plain.length, each, "plainBytes");
      assertNumber(0, each, "firstRow");
      assertNumber(2, each, "rows");
      assertText(null, each, "failure");
    }
    RecordedEvent renewal = event("Fetch");
    assertText("links", renewal, "form");
    assertNumber(2, renewal, "rows");
  }

  @Test
  void fileThatCannotBeFetched() throws Exception {
    String host = "127.0.0.1:" + RawSocketServer.refusingPort();
    TExecuteStatementResp response = open(ThriftResponses.ids());
    response
        .getDirectResults()
        .setResultSet(
            ThriftResponses.links(
                List.of(ThriftResponses.link("http://" + host + "/file?signature=1", 0, 2, 500)),
                false));
    server.respond("ExecuteStatement", response);
    try (Connection connection = connect(";retryTimeout=0");
        Statement statement = connection.createStatement()) {
      assertThrows(SQLException.class, () -> read(statement));
    }
    RecordedEvent event = event("Download");
    assertText(host, event, "host");
    assertText("CANNOT_CONNECT", event, "failure");
    assertFalse(event.getBoolean("refused"));
  }

  @Test
  void attemptsThatAreRepeated() throws Exception {
    server.respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE));
    server.respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE));
    TExecuteStatementResp rows = ThriftResponses.ids();
    server.respond("GetResultSetMetadata", rows.getDirectResults().getResultSetMetadata());
    server.respond("FetchResults", rows.getDirectResults().getResultSet());
    server.onceThen(
        "GetOperationStatus", (exchange, request) -> exchange.sendResponseHeaders(503, -1));
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      assertEquals(2, read(statement));
    }
    RecordedEvent event = event("Retry");
    assertText("GetOperationStatus", event, "call");
    assertText(ThriftResponses.QUERY_ID, event, "queryId");
    assertText(null, event, "sessionId");
    assertText("STATUS", event, "cause");
    assertNumber(503, event, "httpStatus");
    assertNumber(1, event, "attempt");
    assertTrue(event.getDuration("pause").toMillis() > 100, event.toString());
    assertTrue(event.getString("host").startsWith("127.0.0.1:"), event.toString());
  }

  @Test
  void metadataCallsByName() throws Exception {
    server.respond(
        "GetCatalogs",
        new TGetCatalogsResp().setStatus(ThriftResponses.error("42601", "not here")));
    try (Connection connection = connect("")) {
      assertThrows(SQLException.class, () -> connection.getMetaData().getCatalogs());
    }
    assertText("GetCatalogs", event("Statement"), "call");
  }

  /** Runs a query in a JVM of its own, and returns what that wrote. */
  private List<String> inOwnJvm(String... flags) throws Exception {
    server.respond("ExecuteStatement", ThriftResponses.ids());
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(LongResultReader.class.getName(), server.url() + ";timezone=server;PWD=" + TOKEN));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(100, TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output);
    assertTrue(lines.contains("2 rows, sum 83"), lines.toString());
    return lines;
  }

  @Test
  void jvmWithoutTheModuleDoesTheSame() throws Exception {
    assertEquals(
        List.of("2 rows, sum 83"), inOwnJvm("--limit-modules", "java.sql,java.naming,jdk.net"));
  }

  /** The first event class takes a JVM half a second. */
  @Test
  void noEventClassIsLoadedBeforeSomebodyRecords() throws Exception {
    Path loaded = folder.resolve("loaded.txt");
    inOwnJvm("-Xlog:class+load:file=" + loaded);
    List<String> classes = Files.readAllLines(loaded);
    assertTrue(classes.stream().anyMatch(line -> line.contains(".tracing.DriverEvents ")));
    assertEquals(
        List.of(),
        classes.stream()
            .filter(line -> line.contains("tracing.") && line.contains("Event "))
            .toList());
  }

  @Test
  void recordingFromTheStartOfAJvm() throws Exception {
    Path file = folder.resolve("started.jfr");
    inOwnJvm("-XX:StartFlightRecording:filename=" + file);
    assertEquals(
        List.of("lakewire.Connect", "lakewire.Statement"),
        RecordingFile.readAllEvents(file).stream()
            .map(event -> event.getEventType().getName())
            .filter(name -> name.startsWith("lakewire."))
            .sorted()
            .toList());
  }
}
