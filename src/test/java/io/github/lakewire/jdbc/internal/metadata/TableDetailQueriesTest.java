package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.TableDetails;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableDetailQueriesTest {
  private final FakeContext context = new FakeContext();
  private final FakeMetadataReader server = new FakeMetadataReader();
  private final TableDetails details =
      new TableDetailQueries(
          server, context, new InformationSchema(server, context, new SchemaCache(Duration.ZERO)));

  @Test
  void textOfAViewIsItsDefinition() throws Exception {
    server.row("VIEW_DEFINITION", "SELECT 1");
    assertEquals("SELECT 1", details.viewText(null, "s", "v"));
    assertEquals(
        List.of(
            "SELECT view_definition FROM `main`.information_schema.views WHERE"
                + " table_catalog = 'main' AND table_schema = 's' AND"
                + " table_name = 'v'"),
        server.queries);
  }

  @Test
  void textOfAViewWithoutInformationSchemaIsDescribed() throws Exception {
    server
        .row("COL_NAME", "View Text", "DATA_TYPE", "int")
        .row("COL_NAME", "# Detailed Table Information", "DATA_TYPE", "")
        .row("COL_NAME", "View Text", "DATA_TYPE", "SELECT 1");
    assertEquals("SELECT 1", details.viewText("hive_metastore", "s", "a`v"));
    assertEquals(List.of("DESCRIBE TABLE EXTENDED `hive_metastore`.`s`.`a``v`"), server.queries);
    context.currentCatalog = "";
    assertEquals("SELECT 1", details.viewText(null, "s", "v"));
    assertEquals("DESCRIBE TABLE EXTENDED `s`.`v`", server.queries.get(1));
  }

  @Test
  void whatIsNoViewHasNoText() throws Exception {
    assertNull(details.viewText("main", "s", "t"));
    server.row("COL_NAME", "View Text", "DATA_TYPE", "int");
    assertNull(details.viewText("hive_metastore", "s", "t"));
  }

  @Test
  void propertiesAreSorted() throws Exception {
    server.row("KEY", "owner", "VALUE", "me").row("KEY", "delta.x", "VALUE", "1");
    assertEquals("{delta.x=1, owner=me}", details.tableProperties("main", "s", "t").toString());
    assertEquals(List.of("SHOW TBLPROPERTIES `main`.`s`.`t`"), server.queries);
  }

  @Test
  void tagsMayHaveNoValue() throws Exception {
    server
        .row("COLUMN_NAME", "b", "TAG_NAME", "pii", "TAG_VALUE", null)
        .row("COLUMN_NAME", "a", "TAG_NAME", "level", "TAG_VALUE", "high")
        .row("COLUMN_NAME", "a", "TAG_NAME", "cost", "TAG_VALUE", "low");
    assertEquals(
        Map.of("pii", "", "level", "high", "cost", "low"), details.tableTags("main", "s", "t"));
    assertEquals(
        "{a={cost=low, level=high}, b={pii=}}", details.columnTags("main", "s", "t").toString());
    assertEquals(2, server.queries.size());
  }

  @Test
  void whatIsRefusedIsEmpty() throws Exception {
    server.refusals.put("", DriverException.server(new ServerError("no", "42501", 0, null)));
    assertNull(details.viewText("main", "s", "v"));
    assertNull(details.viewText("hive_metastore", "s", "v"));
    assertEquals(Map.of(), details.tableProperties("main", "s", "t"));
    assertEquals(Map.of(), details.tableTags("main", "s", "t"));
    assertEquals(Map.of(), details.columnTags("main", "s", "t"));
  }

  @Test
  void failuresAreExceptions() throws Exception {
    server.refusals.put("", new DriverException(DriverException.Kind.TRANSPORT, "broken"));
    assertEquals("08006", stateOf("main", "s", "t"));
    server.refusals.clear();
    assertEquals("HY024", stateOf("main", "s", ""));
    assertEquals("HY024", stateOf("main", "${s}", "t"));
    assertEquals("HY024", stateOf("", "s", "t"));
    context.closed = true;
    assertEquals("08003", stateOf("main", "s", "t"));
  }

  private String stateOf(String catalog, String schema, String table) {
    return assertThrows(SQLException.class, () -> details.tableProperties(catalog, schema, table))
        .getSQLState();
  }
}
