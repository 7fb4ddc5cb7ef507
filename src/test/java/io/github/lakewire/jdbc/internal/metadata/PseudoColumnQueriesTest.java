package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PseudoColumnQueriesTest {
  private final FakeContext context = new FakeContext();
  private final FakeMetadataReader server = new FakeMetadataReader();
  private final PseudoColumnQueries columns =
      new PseudoColumnQueries(
          server, context, new InformationSchema(server, context, new SchemaCache(Duration.ZERO)));

  private static List<String> names(List<Object[]> rows) {
    return rows.stream().map(row -> row[0] + "." + row[1] + "." + row[2] + "." + row[3]).toList();
  }

  @Test
  void tablesWithFilesHaveTheColumnOfTheirFiles() throws Exception {
    server.queryRow("TABLE_CATALOG", "main", "TABLE_SCHEMA", "s", "TABLE_NAME", "t");
    server.queryRow("TABLE_CATALOG", "main", "TABLE_SCHEMA", "s", "TABLE_NAME", "other");
    List<Object[]> rows = columns.pseudoColumns("main", "s", "t", "%");
    assertEquals(List.of("main.s.t._metadata"), names(rows));
    assertEquals(Types.STRUCT, rows.get(0)[4]);
    assertEquals("NO_USAGE_RESTRICTIONS", rows.get(0)[8]);
    assertEquals("NO", rows.get(0)[11]);
    assertEquals(1, server.queries.size());
    assertTrue(server.queries.get(0).contains("table_type IN ('MANAGED', 'EXTERNAL'"));
    assertEquals(List.of(), server.calls);
  }

  @Test
  void serverWithoutInformationSchemaSaysWhichAreTables() throws Exception {
    server
        .row("TABLE_SCHEM", "s", "TABLE_NAME", "v", "TABLE_TYPE", "VIEW")
        .row("TABLE_SCHEM", "s", "TABLE_NAME", "t", "TABLE_TYPE", "");
    assertEquals(
        List.of("hive_metastore.s.t._metadata"),
        names(columns.pseudoColumns("hive_metastore", "s", "%", "\\_metadata")));
    assertEquals(List.of("tables(hive\\_metastore, s, %)"), server.calls);
    assertEquals(List.of(), server.queries);
  }

  @Test
  void otherColumnsCostNoRequest() throws Exception {
    assertEquals(0, columns.pseudoColumns("main", "s", "t", "id").size());
    assertEquals(0, columns.pseudoColumns("", "s", "t", "%").size());
    assertEquals(List.of(), server.queries);
  }

  @Test
  void nestedTypeIsTextWhereColumnsAre() throws Exception {
    context.nestedAsText = true;
    server.queryRow("TABLE_CATALOG", "main", "TABLE_SCHEMA", "s", "TABLE_NAME", "t");
    assertEquals(Types.VARCHAR, columns.pseudoColumns("main", "s", "t", "%").get(0)[4]);
  }
}
