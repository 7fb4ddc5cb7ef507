package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TGetCatalogsResp;
import io.github.lakewire.thrift.TGetSchemasResp;
import io.github.lakewire.thrift.TGetTablesResp;
import io.github.lakewire.thrift.TSparkDirectResults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.thrift.TBase;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Feeds what a real cluster answered. */
class RecordedMetadataTest {
  private static final Path RECORDING =
      Path.of(System.getProperty("lakewire.root", ".."), "..", "shared", "recordings")
          .resolve("cluster/metadata.testcatalogandschemainformation.jsonl");

  private final FakeMetadataReader server = new FakeMetadataReader();
  private final CatalogQueries calls = new CatalogQueries(server, new FakeContext());

  @BeforeEach
  void needRecordings() {
    assumeTrue(Files.exists(RECORDING), "skipped: no recordings");
  }

  @Test
  void catalogsAreAllThereAndSorted() throws Exception {
    List<String> recorded = play("GetCatalogs", 0, new TGetCatalogsResp());
    List<String> names = names(calls.catalogs(), 0);
    assertEquals(2_530, names.size());
    assertEquals(recorded.stream().sorted().toList(), names);
  }

  @Test
  void schemasMatchTheRecordedPattern() throws Exception {
    List<String> recorded = play("GetSchemas", 0, new TGetSchemasResp());
    assertEquals(recorded, names(calls.schemas("main", "jdbc%"), 0));
    assertEquals(List.of("jdbc_test"), names(calls.schemas("main", "jdbc_test"), 0));
    assertEquals(List.of(), names(calls.schemas("ma_n", "jdbc%"), 0));
  }

  @Test
  void tablesAreSortedByName() throws Exception {
    List<String> recorded = play("GetTables", 0, new TGetTablesResp());
    List<Object[]> rows = calls.tables("main", "jdbc_test_schema", "%", null);
    assertEquals(12, rows.size());
    assertEquals(List.copyOf(new TreeSet<>(recorded)), names(rows, 2));
    assertArrayEquals(
        new Object[] {
          "main", "jdbc_test_schema", "akjhdahjs", "TABLE", "", null, null, null, null, null
        },
        rows.get(0));
  }

  @Test
  void oneTableIsFound() throws Exception {
    play("GetTables", 1, new TGetTablesResp());
    List<Object[]> rows =
        calls.tables(
            "main", "jdbc_test_schema", "catalog_and_schema_test_table", new String[] {"TABLE"});
    assertEquals(List.of("catalog_and_schema_test_table"), names(rows, 2));
  }

  private static List<String> names(List<Object[]> rows, int column) {
    return rows.stream().map(row -> (String) row[column]).toList();
  }

  /** Makes the recorded answer the server's; returns the names in it, in their order. */
  private List<String> play(String method, int occurrence, TBase<?, ?> response) throws Exception {
    List<JsonNode> exchanges = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(RECORDING)) {
      JsonNode exchange = json.readTree(line);
      if (exchange.path("method").asText().equals(method)) {
        exchanges.add(exchange);
      }
    }
    byte[] body = exchanges.get(occurrence).get("response_body").binaryValue();
    TBinaryProtocol protocol = new TBinaryProtocol(new TMemoryInputTransport(body));
    protocol.readMessageBegin();
    protocol.readStructBegin();
    protocol.readFieldBegin();
    response.read(protocol);
    TSparkDirectResults results = directResults(response);
    List<String> columns =
        results.getResultSetMetadata().getSchema().getColumns().stream()
            .map(column -> column.getColumnName())
            .toList();
    List<TColumn> values = results.getResultSet().getResults().getColumns();
    List<String> names = new ArrayList<>();
    int nameColumn = method.equals("GetTables") ? 2 : 0;
    for (int i = 0; i < values.get(0).getStringVal().getValuesSize(); i++) {
      Object[] row = new Object[columns.size() * 2];
      for (int j = 0; j < columns.size(); j++) {
        row[2 * j] = columns.get(j);
        row[2 * j + 1] =
            isNull(values.get(j).getStringVal().getNulls(), i)
                ? null
                : values.get(j).getStringVal().getValues().get(i);
      }
      server.row(row);
      names.add((String) row[2 * nameColumn + 1]);
    }
    return names;
  }

  private static TSparkDirectResults directResults(TBase<?, ?> response) {
    if (response instanceof TGetCatalogsResp catalogs) {
      return catalogs.getDirectResults();
    } else if (response instanceof TGetSchemasResp schemas) {
      return schemas.getDirectResults();
    }
    return ((TGetTablesResp) response).getDirectResults();
  }

  private static boolean isNull(byte[] nulls, int row) {
    return row / 8 < nulls.length && (nulls[row / 8] & (1 << row % 8)) != 0;
  }
}
