package io.github.lakewire.jdbc.internal.thrift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.HttpChannel;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.thrift.OpenRequest.Dialect;
import io.github.lakewire.jdbc.internal.tracing.TraceSource;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** Replies of servers, read as the driver reads them and as another program has read them. */
class RecordedResponsesTest {
  private static final CallTimeouts BOUNDS =
      new CallTimeouts(Duration.ofSeconds(1), Deadline.none());

  @Test
  void everyOpenSessionGivesHandleVersionAndNamespace() throws Exception {
    for (RecordedExchanges.Exchange exchange : RecordedExchanges.of("OpenSession")) {
      OpenedSession opened = open(exchange.channel(exchange.reply()));
      JsonNode decoded = exchange.decoded();

      String version = decoded.path("serverProtocolVersion").textValue();
      int number = Integer.parseInt(version.substring(version.lastIndexOf('V') + 1));
      assertEquals(0xA500 + number, opened.protocolVersion(), exchange::toString);
      JsonNode namespace = decoded.path("initialNamespace");
      assertEquals(namespace.path("catalogName").textValue(), opened.catalog(), exchange::toString);
      assertEquals(namespace.path("schemaName").textValue(), opened.schema(), exchange::toString);
      assertEquals(opened.handle().id(), UUID.fromString(opened.handle().id()).toString());
    }
  }

  @Test
  void everyStatementReplyIsReadAsItWasSent() throws Exception {
    List<RecordedExchanges.Exchange> exchanges =
        RecordedExchanges.of("ExecuteStatement", "GetCatalogs", "GetSchemas", "GetTables");
    int successes = 0;
    int failures = 0;
    for (RecordedExchanges.Exchange exchange : exchanges) {
      if (exchange.decoded().path("status").path("statusCode").textValue().equals("ERROR_STATUS")) {
        DriverException exception =
            assertThrows(DriverException.class, () -> execute(exchange), exchange::toString);
        assertEquals(DriverException.Kind.SERVER, exception.kind(), exchange::toString);
        assertEquals(
            exchange.decoded().path("status").path("sqlState").textValue(), exception.sqlState());
        failures++;
      } else {
        check(exchange, execute(exchange));
        successes++;
      }
    }
    int least = RecordedExchanges.ofServersPresent() ? 100 : 10;
    assertTrue(
        successes > least && failures > 0, successes + " successes, " + failures + " failures");
  }

  private static void check(RecordedExchanges.Exchange exchange, OperationResponse response)
      throws DriverException {
    JsonNode direct = exchange.decoded().path("directResults");
    String where = exchange.toString();
    assertEquals(direct.has("closeOperation"), response.direct().closed(), where);
    JsonNode status = direct.path("operationStatus");
    OperationStatus read = response.direct().status();
    assertNotNull(read, where);
    assertEquals(status.path("operationState").textValue(), read.state() + "_STATE", where);
    assertEquals(status.has("numModifiedRows"), read.modifiedRows().isPresent(), where);
    response.direct().checkParts(null);

    FetchedPage page = response.direct().firstPage();
    assertEquals(direct.has("resultSet"), page != null, where);
    if (page != null) {
      JsonNode set = direct.path("resultSet");
      assertEquals(set.path("hasMoreRows").booleanValue(), page.hasMoreRows(), where);
      checkRows(set.path("results"), page.rows(), where);
      checkMetadata(direct.path("resultSetMetadata"), response.direct().metadata(), where);
    }
  }

  private static void checkRows(JsonNode results, Page rows, String where) {
    if (rows instanceof Page.Batches batches) {
      assertEquals(results.path("arrowBatches").size(), batches.batches().size(), where);
      for (int i = 0; i < batches.batches().size(); i++) {
        JsonNode sent = results.path("arrowBatches").path(i);
        Page.EncodedBatch batch = batches.batches().get(i);
        assertEquals(sent.path("rowCount").longValue(), batch.rowCount(), where);
        assertEquals(sent.path("batch").path("$bytes").intValue(), batch.length(), where);
        // The same array for all: a view of the answer, not a copy.
        assertSame(batches.batches().get(0).bytes(), batch.bytes(), where);
        String head = sent.path("batch").path("$head").textValue();
        for (int k = 0; k < head.length() / 2; k++) {
          byte expected = (byte) Integer.parseInt(head.substring(2 * k, 2 * k + 2), 16);
          assertEquals(expected, batch.bytes()[batch.offset() + k], where);
        }
      }
    } else if (rows instanceof Page.Links links) {
      assertEquals(results.path("resultLinks").size(), links.links().size(), where);
      long count = 0;
      for (int i = 0; i < links.links().size(); i++) {
        Page.Link link = links.links().get(i);
        JsonNode sent = results.path("resultLinks").path(i);
        assertEquals(sent.path("startRowOffset").longValue(), link.startRow(), where);
        assertEquals(sent.path("bytesNum").longValue(), link.uncompressedBytes(), where);
        assertEquals(sent.path("expiryTime").longValue(), link.expiry().toEpochMilli(), where);
        assertFalse(link.toString().contains("http"), where);
        count += sent.path("rowCount").longValue();
      }
      assertEquals(count, links.count(), where);
    } else if (rows instanceof Page.Columns columns) {
      assertEquals(results.path("columns").size(), columns.columns().size(), where);
      for (Page.ColumnValues column : columns.columns()) {
        assertEquals(columns.count(), column.count(), where);
      }
    } else {
      assertEquals(0, results.path("arrowBatches").size(), where);
    }
  }

  private static void checkMetadata(JsonNode sent, ResultMetadata metadata, String where) {
    assertNotNull(metadata, where);
    JsonNode columns = sent.path("schema").path("columns");
    assertEquals(columns.size(), metadata.columns().size(), where);
    for (int i = 0; i < metadata.columns().size(); i++) {
      ColumnInfo column = metadata.columns().get(i);
      assertEquals(columns.path(i).path("columnName").textValue(), column.name(), where);
      JsonNode entry =
          columns.path(i).path("typeDesc").path("types").path(0).path("primitiveEntry");
      String type = entry.path("type").textValue().replace("NULL_TYPE", "VOID_TYPE");
      assertEquals(type, column.type() + "_TYPE", where);
      JsonNode precision = entry.path("typeQualifiers").path("qualifiers").path("precision");
      assertEquals(precision.path("i32Value").intValue(), column.precision(), where);
    }
    assertEquals(sent.path("lz4Compressed").booleanValue(), metadata.lz4(), where);
    assertEquals(sent.has("arrowSchema"), metadata.arrowSchema() != null, where);
    if (metadata.arrowSchema() != null) {
      assertEquals(
          sent.path("arrowSchema").path("$bytes").intValue(), metadata.arrowSchema().length, where);
    }
  }

  @Test
  void syntaxErrorIsShownWithoutStackTraceAndNotAnnotatedTwice() throws Exception {
    int refused = 0;
    for (RecordedExchanges.Exchange exchange : RecordedExchanges.of("ExecuteStatement")) {
      JsonNode status = exchange.decoded().path("status");
      if (status.path("errorMessage").asText("").contains("[PARSE_SYNTAX_ERROR]")) {
        DriverException exception = assertThrows(DriverException.class, () -> execute(exchange));
        String message = exception.getMessage();
        assertEquals("42601", exception.sqlState());
        assertTrue(message.startsWith("[PARSE_SYNTAX_ERROR] Syntax error at or near '"), message);
        assertFalse(message.contains("org.apache.spark"), message);
        assertFalse(message.contains("[SQLSTATE"), message);
        assertNotNull(exception.serverError());
        assertEquals("PARSE_SYNTAX_ERROR", exception.serverError().errorClass());
        refused++;
      }
    }
    assertTrue(refused > 0);
  }

  @Test
  void closingWhatIsClosedSaysSoWithoutAConnectionState() throws Exception {
    int refused = 0;
    for (RecordedExchanges.Exchange exchange : RecordedExchanges.of("CloseOperation")) {
      if (exchange.decoded().path("status").path("statusCode").textValue().equals("ERROR_STATUS")) {
        DriverException exception =
            assertThrows(
                DriverException.class,
                () ->
                    service(exchange)
                        .closeOperation(Handles.operation(), BOUNDS)
                        .execute(byte[]::new));
        assertEquals(DriverException.Kind.SERVER, exception.kind());
        assertEquals("24000", exception.sqlState());
        refused++;
      } else {
        assertNull(
            service(exchange).closeOperation(Handles.operation(), BOUNDS).execute(byte[]::new));
      }
    }
    assertTrue(refused > 0 || !RecordedExchanges.ofServersPresent());
  }

  @Test
  void pagesSayWhereTheyBeginAndWhetherMoreFollow() throws Exception {
    List<RecordedExchanges.Exchange> pages = RecordedExchanges.of("FetchResults");
    assertTrue(pages.size() >= 4);
    for (RecordedExchanges.Exchange exchange : pages) {
      FetchSpec spec =
          new FetchSpec(
              Handles.operation(), new PageLimits(1, 1), OptionalLong.empty(), true, false);
      FetchedPage page = service(exchange).fetchResults(spec, BOUNDS).execute(byte[]::new);
      JsonNode results = exchange.decoded().path("results");
      assertEquals(results.path("startRowOffset").longValue(), page.startRow().orElseThrow());
      assertEquals(exchange.decoded().path("hasMoreRows").booleanValue(), page.hasMoreRows());
      assertEquals(exchange.decoded().has("resultSetMetadata"), page.metadata() != null);
    }
  }

  static OpenedSession open(HttpChannel channel) throws DriverException {
    return new CliService(channel, TraceSource.load())
        .openSession(new OpenRequest(Dialect.DATABRICKS, Map.of(), null, null), BOUNDS)
        .execute(byte[]::new);
  }

  private static CliService service(RecordedExchanges.Exchange exchange) {
    return new CliService(exchange.channel(exchange.reply()), TraceSource.load());
  }

  private static OperationResponse execute(RecordedExchanges.Exchange exchange)
      throws DriverException, TException {
    CliService service = service(exchange);
    return switch (exchange.method()) {
      case "GetCatalogs" -> execute(service, new MetadataRequest.Catalogs());
      case "GetSchemas" -> execute(service, new MetadataRequest.Schemas(null, null));
      case "GetTables" -> execute(service, new MetadataRequest.Tables(null, null, null));
      default ->
          service
              .executeStatement(
                  Handles.session(),
                  StatementRequest.of("SELECT 1"),
                  null,
                  Repeat.IF_NOT_ARRIVED,
                  BOUNDS)
              .execute(byte[]::new);
    };
  }

  private static OperationResponse execute(CliService service, MetadataRequest request)
      throws DriverException, TException {
    return service
        .metadata(Handles.session(), request, new PageLimits(1, 1), BOUNDS)
        .execute(byte[]::new);
  }
}
