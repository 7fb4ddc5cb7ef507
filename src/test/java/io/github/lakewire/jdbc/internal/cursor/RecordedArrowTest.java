package io.github.lakewire.jdbc.internal.cursor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.SessionBufferPoolTest;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.testkit.FakePages;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import io.github.lakewire.thrift.TCLIService;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowBatch;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.junit.jupiter.api.Test;

/** What real servers sent, against what another Arrow library and Thrift decoder read from it. */
class RecordedArrowTest {
  private static final Path RECORDINGS =
      Path.of(System.getProperty("lakewire.root", ".."), "..", "shared", "recordings");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MEMORY = 64L << 20;

  @Test
  void everyRecordedInlineResultReadsAsRecorded() throws Exception {
    int results = 0;
    for (Path file : conversations()) {
      byte[] schemaMessage = {};
      boolean lz4 = false;
      for (JsonNode exchange : exchanges(file)) {
        JsonNode expected = exchange.path("response_rows");
        if (expected.isMissingNode()) {
          continue;
        }
        Reply reply = reply(exchange);
        if (reply.metadata() != null) {
          schemaMessage = reply.metadata().getArrowSchema();
          lz4 = reply.metadata().isLz4Compressed();
        }
        String where = file.getFileName() + " exchange " + exchange.path("seq");
        compare(where, expected, schemaMessage, lz4, reply.rows());
        results++;
      }
    }
    assertTrue(results >= 199, "only " + results + " results were found");
  }

  @Test
  void theRecordedCloudFetchFileReadsInFull() throws Exception {
    Path file = RECORDINGS.resolve("cluster/multichunkexecution.testmultichunkselect.jsonl");
    assumeTrue(Files.exists(file), "skipped: no recordings");
    JsonNode download = null;
    Reply reply = null;
    for (JsonNode exchange : exchanges(file)) {
      if (exchange.path("method").asText().equals("ExecuteStatement")) {
        reply = reply(exchange);
      }
      if (exchange.has("body_file")) {
        download = exchange;
      }
    }
    byte[] body = Files.readAllBytes(RECORDINGS.resolve(download.path("body_file").asText()));
    Page.Link link =
        new Page.Link(
            "u",
            Instant.now().plusSeconds(900),
            0,
            download.path("row_count").asLong(),
            download.path("bytes_num").asLong(),
            Map.of());
    ResultFiles store = new ResultFiles();
    store.put("u", body);

    byte[] schemaMessage = reply.metadata().getArrowSchema();
    ResultSchema schema = Cursors.arrowSchema(schemaMessage);
    int rows = 0;
    BigDecimal quantity = BigDecimal.ZERO;
    double quantityAsDouble = 0;
    try (RowCursor cursor =
        Cursors.arrow(
            schemaMessage,
            schema,
            reply.metadata().isLz4Compressed(),
            new FakePages(new Page.Links(List.of(link))),
            store,
            new FetchResources(Runnable::run, 2, MEMORY, SessionBufferPoolTest.none()))) {
      while (cursor.advance()) {
        rows++;
        int row = cursor.row();
        assertTrue(cursor.reader(0).getLong(row) > 0);
        BigDecimal cell = cursor.reader(4).getBigDecimal(row);
        assertEquals(2, cell.scale());
        quantity = quantity.add(cell);
        quantityAsDouble += cursor.reader(4).getDouble(row);
        assertTrue(cursor.reader(8).getString(row).matches("[ANR]"));
        assertTrue(cursor.reader(10).getString(row).matches("199\\d-\\d\\d-\\d\\d"));
      }
    }
    assertEquals(link.rowCount(), rows);
    assertEquals(quantity.doubleValue(), quantityAsDouble, 1e-6);
  }

  private static void compare(
      String where, JsonNode expected, byte[] schemaMessage, boolean lz4, TRowSet rowSet)
      throws DriverException {
    ResultSchema schema = Cursors.arrowSchema(schemaMessage);
    JsonNode columns = expected.path("schema");
    for (int i = 0; i < columns.size(); i++) {
      assertEquals(columns.get(i).path("name").asText(), schema.columns().get(i).name(), where);
      assertEquals(columns.get(i).path("sql").asText(), schema.columns().get(i).typeName(), where);
      assertTrue(schema.columns().get(i).type() != ColumnType.OTHER, where);
    }
    List<Page.EncodedBatch> batches = new ArrayList<>();
    if (rowSet != null && rowSet.isSetArrowBatches()) {
      for (TSparkArrowBatch batch : rowSet.getArrowBatches()) {
        byte[] bytes = batch.getBatch();
        batches.add(new Page.EncodedBatch(bytes, 0, bytes.length, batch.getRowCount()));
      }
    }
    FakePages pages = new FakePages(new Page.Batches(batches));
    int rows = 0;
    try (RowCursor cursor =
        Cursors.arrow(
            schemaMessage,
            schema,
            lz4,
            pages,
            new ResultFiles(),
            new FetchResources(Runnable::run, 2, MEMORY, SessionBufferPoolTest.none()))) {
      while (cursor.advance()) {
        JsonNode row = expected.path("rows").get(rows++);
        for (int i = 0; row != null && i < schema.columns().size(); i++) {
          String cell = where + " row " + (rows - 1) + " column " + i;
          compare(cell, columns.get(i).path("arrow").asText(), row.get(i), cursor, i);
        }
      }
    }
    assertEquals(expected.path("rowCount").asInt(), rows, where);
  }

  private static void compare(
      String where, String arrowType, JsonNode expected, RowCursor cursor, int column)
      throws DriverException {
    ColumnReader reader = cursor.reader(column);
    int row = cursor.row();
    assertEquals(expected.isNull(), reader.isNull(row), where);
    if (expected.isNull()) {
      return;
    }
    Object object = reader.getObject(row);
    if (expected.has("micros_utc")) {
      long micros = expected.path("micros_utc").asLong();
      assertEquals(micros, reader.getEpochMicros(row), where);
      assertEquals(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), object, where);
      assertTrue(reader.isMoment(), where);
    } else if (expected.has("$hex")) {
      assertEquals(
          expected.path("$hex").asText(), HexFormat.of().formatHex((byte[]) object), where);
    } else if (expected.has("months")) {
      assertEquals(expected.path("months").asLong(), ((Period) object).toTotalMonths(), where);
    } else if (expected.has("micros")) {
      Duration duration = Duration.of(expected.path("micros").asLong(), ChronoUnit.MICROS);
      assertEquals(duration, object, where);
    } else if (expected.isBoolean()) {
      assertEquals(expected.asBoolean(), object, where);
    } else if (expected.isIntegralNumber()) {
      assertEquals(expected.asLong(), reader.getLong(row), where);
      assertEquals(expected.asText(), object.toString(), where);
    } else if (expected.isNumber()) {
      assertEquals(expected.asDouble(), reader.getDouble(row), where);
    } else if (arrowType.matches("(list|map|struct)<.*")) {
      assertEquals(PythonText.toJson(expected.asText()), reader.getString(row), where);
    } else {
      assertEquals(expected.asText(), reader.getString(row), where);
    }
  }

  private record Reply(TGetResultSetMetadataResp metadata, TRowSet rows) {}

  private static Reply reply(JsonNode exchange) throws Exception {
    byte[] body = Base64.getDecoder().decode(exchange.path("response_body").asText());
    TConfiguration limits = new TConfiguration();
    TBinaryProtocol protocol = new TBinaryProtocol(new TMemoryInputTransport(limits, body));
    TMessage message = protocol.readMessageBegin();
    if (message.name.equals("FetchResults")) {
      TCLIService.FetchResults_result result = new TCLIService.FetchResults_result();
      result.read(protocol);
      return new Reply(
          result.getSuccess().getResultSetMetadata(), result.getSuccess().getResults());
    }
    TCLIService.ExecuteStatement_result result = new TCLIService.ExecuteStatement_result();
    result.read(protocol);
    var direct = result.getSuccess().getDirectResults();
    return new Reply(
        direct.getResultSetMetadata(),
        direct.isSetResultSet() ? direct.getResultSet().getResults() : null);
  }

  private static List<Path> conversations() throws Exception {
    assumeTrue(Files.isDirectory(RECORDINGS), "skipped: no recordings");
    List<Path> files = new ArrayList<>();
    for (String suite : List.of("cluster", "captures")) {
      try (Stream<Path> found = Files.list(RECORDINGS.resolve(suite))) {
        found.filter(file -> file.toString().endsWith(".jsonl")).sorted().forEach(files::add);
      }
    }
    return files;
  }

  private static List<JsonNode> exchanges(Path file) throws Exception {
    List<JsonNode> exchanges = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      exchanges.add(JSON.readTree(line));
    }
    return exchanges;
  }
}
