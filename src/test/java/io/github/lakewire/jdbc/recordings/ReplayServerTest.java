package io.github.lakewire.jdbc.recordings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lakewire.jdbc.recordings.RecordedResult.Text;
import io.github.lakewire.jdbc.recordings.Recordings.Conversation;
import io.github.lakewire.jdbc.recordings.ReplayServer.RunningReplay;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetOperationStatusReq;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TGetResultSetMetadataReq;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.thrift.TSparkParameter;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TBase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The replay server itself, asked in Thrift with the recorded requests and with wrong ones. */
class ReplayServerTest {
  private static Recordings recordings;
  private static ReplayServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    recordings = Recordings.read();
    server = new ReplayServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void recordedRequestsGetTheRecordedReplies() throws Exception {
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (Conversation conversation : recordings.conversations()) {
      RunningReplay running = server.play(conversation, ReplayMode.AS_RECORDED);
      int refusedCloses = 0;
      for (Exchange exchange : conversation.thrift()) {
        HttpResponse<byte[]> response = post(running, exchange.requestBody());
        assertEquals(
            exchange.status(),
            response.statusCode(),
            () -> conversation + ", " + exchange + ": " + new String(response.body(), UTF_8));
        if (refusesClose(exchange)) {
          refusedCloses++;
        } else if (exchange.hasResponseBody()
            && !isAboutLinks(exchange)
            && !isOrphan(conversation, exchange)) {
          ThriftMessage.tree(exchange.responseBody())
              .differences(ThriftMessage.tree(response.body()))
              .forEach(d -> differences.add(conversation + ", " + exchange + d));
          compared++;
        }
      }
      assertEquals(
          refusedCloses,
          running.replay().objections().stream()
              .filter(o -> o.contains("though direct results had closed it"))
              .count(),
          conversation.toString());
    }
    assertEquals(List.of(), differences);
    assertTrue(
        compared > (Recordings.ofServersPresent() ? 300 : 20),
        "only " + compared + " replies were compared");
  }

  private static boolean refusesClose(Exchange exchange) {
    JsonNode sqlState = exchange.line().at("/response/status/sqlState");
    return exchange.method().equals("CloseOperation") && sqlState.asText("").equals("08000");
  }

  /** One capture fetches from an operation whose statement is in no recording. */
  private static boolean isOrphan(Conversation conversation, Exchange exchange) throws Exception {
    if (!exchange.method().equals("FetchResults")) {
      return false;
    }
    for (Exchange other : conversation.thrift()) {
      if (RecordedOperation.is(other)
          && RecordedOperation.of(other).fetches(conversation.thrift()).contains(exchange)) {
        return false;
      }
    }
    return true;
  }

  /** Links are rewritten, and compared in a test of their own. */
  private static boolean isAboutLinks(Exchange exchange) {
    return !exchange.line().at("/response/directResults/resultSet/results/resultLinks").isEmpty()
        || !exchange.line().at("/response/results/resultLinks").isEmpty();
  }

  @Test
  void linksLeadToTheKeptFiles() throws Exception {
    Conversation conversation = recordings.conversation("cloud-fetch");
    RunningReplay running = server.play(conversation, ReplayMode.AS_RECORDED);
    post(running, conversation.thrift().get(0).requestBody());
    byte[] reply = post(running, conversation.thrift().get(1).requestBody()).body();
    byte[] page = post(running, conversation.thrift().get(2).requestBody()).body();
    List<TSparkArrowResultLink> links =
        new ArrayList<>(
            ThriftMessage.decode(reply)
                .content(TExecuteStatementResp.class)
                .getDirectResults()
                .getResultSet()
                .getResults()
                .getResultLinks());
    links.addAll(
        ThriftMessage.decode(page).content(TFetchResultsResp.class).getResults().getResultLinks());

    assertEquals(2, links.size());
    long rows = 0;
    for (TSparkArrowResultLink link : links) {
      byte[] file = ArrowOracle.decompress(get(link.getFileLink()).body());
      assertEquals(link.getBytesNum(), file.length);
      assertEquals(rows, link.getStartRowOffset());
      assertTrue(link.getExpiryTime() > System.currentTimeMillis());
      assertEquals(404, get(link.getFileLink().replace("/part-", "/other-")).statusCode());
      rows += link.getRowCount();
    }
    assertEquals(2500, rows);
  }

  @Test
  void filesThatWereNotKeptAreNotThere() throws Exception {
    Conversation conversation =
        Recordings.ofServersOrSkip().conversations().stream()
            .filter(c -> !c.downloads().isEmpty())
            .findFirst()
            .orElseThrow();
    RunningReplay running = server.play(conversation, ReplayMode.AS_RECORDED);
    post(running, conversation.thrift().get(0).requestBody());
    byte[] reply = post(running, conversation.thrift().get(1).requestBody()).body();
    List<TSparkArrowResultLink> links =
        ThriftMessage.decode(reply)
            .content(TExecuteStatementResp.class)
            .getDirectResults()
            .getResultSet()
            .getResults()
            .getResultLinks();

    assertEquals(404, get(links.get(0).getFileLink()).statusCode());
    assertEquals(200, get(links.get(1).getFileLink()).statusCode());
    assertEquals(122_880, links.get(1).getStartRowOffset());
  }

  @Test
  void theOracleReadsWhatTheRecordingSays() throws Exception {
    int cells = 0;
    for (Conversation conversation : Recordings.ofServersOrSkip().conversations()) {
      for (Exchange exchange : conversation.thrift()) {
        JsonNode expected = exchange.line().at("/response_rows/rows");
        if (RecordedOperation.is(exchange) && expected.isArray()) {
          RecordedResult result = RecordedOperation.of(exchange).result(List.of(exchange));
          cells += compare(conversation + ", " + exchange, expected, result);
        }
      }
    }
    assertTrue(cells > 500, "only " + cells + " cells were compared");
  }

  private static int compare(String where, JsonNode expected, RecordedResult result) {
    int cells = 0;
    for (int row = 0; row < expected.size(); row++) {
      for (int column = 0; column < result.columns().size(); column++) {
        Object value = result.rows().get(row).get(column);
        if (!isNested(value)) {
          JsonNode json = expected.get(row).get(column);
          assertEquals(inJson(json, value), value, where + ", row " + row + ", column " + column);
          cells++;
        }
      }
    }
    return cells;
  }

  /** The recording shows nested values only as another language prints them. */
  private static boolean isNested(Object value) {
    return value instanceof List || value instanceof Map || value instanceof RecordedResult.Fields;
  }

  private static Object inJson(JsonNode json, Object like) {
    if (json.isNull()) {
      return null;
    } else if (json.has("micros_utc")) {
      Instant instant = Instant.EPOCH.plus(json.get("micros_utc").longValue(), ChronoUnit.MICROS);
      return instant.atZone(ZoneId.of(json.get("tz").textValue()));
    } else if (json.has("months")) {
      return Period.ofMonths(json.get("months").intValue());
    } else if (json.has("micros")) {
      return Duration.of(json.get("micros").longValue(), ChronoUnit.MICROS);
    } else if (json.has("$hex")) {
      return ByteBuffer.wrap(HexFormat.of().parseHex(json.get("$hex").textValue()));
    } else if (like instanceof Boolean) {
      return json.booleanValue();
    } else if (like instanceof Long) {
      return json.longValue();
    } else if (like instanceof Float) {
      return json.floatValue();
    } else if (like instanceof Double) {
      return json.doubleValue();
    } else if (like instanceof BigDecimal) {
      return new BigDecimal(json.textValue());
    } else if (like instanceof Text) {
      return new Text(json.textValue());
    } else if (like instanceof LocalDate) {
      return LocalDate.parse(json.textValue());
    } else if (like instanceof LocalDateTime) {
      return LocalDateTime.parse(json.textValue().replace(' ', 'T'));
    }
    return json.textValue();
  }

  @Test
  void aSlowServerGivesTheSamePiecewise() throws Exception {
    Exchange statement = firstWithParameters();
    RecordedOperation recorded = RecordedOperation.of(statement);
    Conversation conversation = conversationOf(statement);
    RunningReplay running = server.play(conversation, ReplayMode.DEFERRED);
    for (Exchange exchange : conversation.thrift()) {
      if (exchange.seq() <= statement.seq()) {
        post(running, exchange.requestBody());
      }
    }
    TOperationHandle handle = recorded.handle();

    assertEquals(TOperationState.RUNNING_STATE, poll(running, handle).getOperationState());
    assertEquals(recorded.directResults().getOperationStatus(), poll(running, handle));
    TBase<?, ?> metadata = new TGetResultSetMetadataReq().setOperationHandle(handle);
    assertEquals(recorded.metadata(), call(running, "GetResultSetMetadata", metadata));
    TBase<?, ?> fetch = new TFetchResultsReq().setOperationHandle(handle);
    assertEquals(recorded.directResults().getResultSet(), call(running, "FetchResults", fetch));
    assertMentions(
        running, "CloseOperation was not sent: " + RequestDescription.of(recorded.request()));
  }

  private TGetOperationStatusResp poll(RunningReplay running, TOperationHandle handle)
      throws Exception {
    TBase<?, ?> poll = new TGetOperationStatusReq().setOperationHandle(handle);
    return (TGetOperationStatusResp) call(running, "GetOperationStatus", poll);
  }

  private Object call(RunningReplay running, String method, TBase<?, ?> request) throws Exception {
    byte[] reply = post(running, ThriftMessage.call(method, request).encode()).body();
    return ThriftMessage.decode(reply).content();
  }

  @Test
  void anotherStatementTextIsObjectedTo() throws Exception {
    Exchange statement = firstWithParameters();
    ThriftMessage request = ThriftMessage.decode(statement.requestBody());
    TExecuteStatementReq changed = request.content(TExecuteStatementReq.class);
    changed.setStatement(changed.getStatement() + " ");

    assertObjection(statement, request, "but the driver sent");
  }

  @Test
  void anotherParameterTypeIsObjectedTo() throws Exception {
    Exchange statement = firstWithParameters();
    ThriftMessage request = ThriftMessage.decode(statement.requestBody());
    TSparkParameter parameter = request.content(TExecuteStatementReq.class).getParameters().get(0);
    parameter.setType("BIGINT");

    assertObjection(statement, request, "with [BIGINT ");
  }

  @Test
  void aMissingConsentIsObjectedTo() throws Exception {
    Exchange statement = firstWithParameters();
    ThriftMessage request = ThriftMessage.decode(statement.requestBody());
    request.content(TExecuteStatementReq.class).setCanReadArrowResult(false);

    assertObjection(statement, request, "Arrow was not asked for");
  }

  @Test
  void whatIsLeftUndoneIsObjectedTo() throws Exception {
    Conversation conversation = recordings.conversation("arrow-pages");
    RunningReplay running = server.play(conversation, ReplayMode.AS_RECORDED);
    List<Exchange> exchanges = conversation.thrift();
    post(running, exchanges.get(0).requestBody());
    assertMentions(running, "never sent: ExecuteStatement SELECT id");
    post(running, exchanges.get(1).requestBody());
    assertMentions(running, "3 pages were not fetched");
    assertMentions(running, "CloseOperation was not sent");
    assertMentions(running, "CloseSession was not sent");
    for (Exchange exchange : exchanges.subList(2, exchanges.size())) {
      post(running, exchange.requestBody());
    }
    assertEquals(List.of(), running.replay().objections());
  }

  /** Plays the conversation of a statement up to it, then sends {@code changed} in its place. */
  private void assertObjection(Exchange statement, ThriftMessage changed, String objection)
      throws Exception {
    Conversation conversation = conversationOf(statement);
    RunningReplay running = server.play(conversation, ReplayMode.AS_RECORDED);
    for (Exchange exchange : conversation.thrift()) {
      if (exchange.equals(statement)) {
        break;
      }
      post(running, exchange.requestBody());
    }
    post(running, changed.encode());
    assertMentions(running, objection);
  }

  private static void assertMentions(RunningReplay running, String text) {
    List<String> objections = running.replay().objections();
    assertTrue(objections.stream().anyMatch(o -> o.contains(text)), () -> text + ": " + objections);
  }

  private static Exchange firstWithParameters() {
    return recordings.conversations().stream()
        .flatMap(c -> c.thrift().stream())
        .filter(e -> !e.line().at("/request/parameters").isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static Conversation conversationOf(Exchange exchange) {
    return recordings.conversations().stream()
        .filter(c -> c.exchanges().contains(exchange))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<byte[]> post(RunningReplay running, byte[] body) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + running.path());
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + ReplayServer.TOKEN)
            .header("Content-Type", "application/x-thrift")
            .header("User-Agent", "replay test")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> get(String link) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
