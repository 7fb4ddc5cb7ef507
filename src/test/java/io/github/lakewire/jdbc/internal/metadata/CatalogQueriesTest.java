package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogQueriesTest {
  private final FakeMetadataReader server = new FakeMetadataReader();
  private final FakeContext context = new FakeContext();
  private final CatalogQueries calls = new CatalogQueries(server, context);

  private CatalogQueriesTest table(String catalog, String schema, String table, String type) {
    server.row(
        "TABLE_CAT", catalog, "TABLE_SCHEM", schema, "TABLE_NAME", table, "TABLE_TYPE", type);
    return this;
  }

  /** The rows, each joined by dots; only the columns asked for. */
  private static List<String> names(List<Object[]> rows, int... columns) {
    return rows.stream()
        .map(
            row ->
                String.join(
                    ".", Arrays.stream(columns).mapToObj(i -> String.valueOf(row[i])).toList()))
        .toList();
  }

  @Test
  void catalogsAreSorted() throws Exception {
    server.row("TABLE_CAT", "samples").row("TABLE_CAT", "main").row("TABLE_CAT", "");
    assertEquals(List.of("main", "samples"), names(calls.catalogs(), 0));
  }

  @Test
  void serverWithoutCatalogsStillHasTheCurrentOne() throws Exception {
    context.currentCatalog = "spark_catalog";
    assertEquals(List.of("spark_catalog"), names(calls.catalogs(), 0));
  }

  @Test
  void schemasOfAllCatalogsNameTheirCatalog() throws Exception {
    server
        .row("TABLE_SCHEM", "b", "TABLE_CATALOG", "x")
        .row("TABLE_SCHEM", "a", "TABLE_CATALOG", "y")
        .row("TABLE_SCHEM", "a", "TABLE_CATALOG", null);
    assertEquals(List.of("main.a", "x.b", "y.a"), names(calls.schemas(null, null), 1, 0));
    assertEquals(List.of("schemas(null, null)"), server.calls);
  }

  @Test
  void catalogIsANameNotAPattern() throws Exception {
    server
        .row("TABLE_SCHEM", "s", "TABLE_CATALOG", "my_cat")
        .row("TABLE_SCHEM", "s", "TABLE_CATALOG", "myxcat");
    assertEquals(List.of("my_cat.s"), names(calls.schemas("my_cat", "%"), 1, 0));
    assertEquals(List.of("schemas(my\\_cat, %)"), server.calls);
  }

  @Test
  void escapedCatalogIsTheSameName() throws Exception {
    server.row("TABLE_SCHEM", "s", "TABLE_CATALOG", "my_cat");
    assertEquals(List.of("my_cat.s"), names(calls.schemas("my\\_cat", "%"), 1, 0));
    assertEquals(List.of("schemas(my\\_cat, %)"), server.calls);
  }

  @Test
  void percentAsCatalogIsEveryCatalog() throws Exception {
    table("x", "s", "t", "TABLE").table("y", "s", "t", "TABLE");
    assertEquals(List.of("x.s.t", "y.s.t"), names(calls.tables("%", "s", "t", null), 0, 1, 2));
    assertEquals(List.of("tables(null, s, t)"), server.calls);
  }

  @Test
  void emptyNamesMatchNothingAndCostNoCall() throws Exception {
    table("main", "s", "t", "TABLE");
    assertEquals(0, calls.schemas("", "%").size());
    assertEquals(0, calls.schemas("main", "").size());
    assertEquals(0, calls.tables("", null, "%", null).size());
    assertEquals(0, calls.tables("main", "", "%", null).size());
    assertEquals(0, calls.tables("main", "s", "", null).size());
    assertEquals(0, calls.tables("main", "s", "%", new String[0]).size());
    assertEquals(List.of(), server.calls);
  }

  @Test
  void tablesAreSortedByTypeFirst() throws Exception {
    table("main", "s", "z", "TABLE")
        .table("main", "s", "v", "VIEW")
        .table("main", "r", "z", "MANAGED")
        .table("main", "s", "a", "");
    assertEquals(
        List.of("TABLE.main.r.z", "TABLE.main.s.a", "TABLE.main.s.z", "VIEW.main.s.v"),
        names(calls.tables("main", null, "%", null), 3, 0, 1, 2));
  }

  @Test
  void unescapedNameIsAPatternThatMatchesItselfToo() throws Exception {
    table("main", "my_schema", "t", "TABLE").table("main", "myxschema", "t", "TABLE");
    assertEquals(2, calls.tables("main", "my_schema", "t", null).size());
    assertEquals(List.of("my_schema"), names(calls.tables("main", "my\\_schema", "t", null), 1));
    assertEquals(
        List.of("tables(main, my_schema, t)", "tables(main, my\\_schema, t)"), server.calls);
  }

  @Test
  void rowsThatTheServerSentTooManyAreLeftOut() throws Exception {
    table("main", "s", "t", "TABLE")
        .table("main", "s", "other", "TABLE")
        .table("main", "other", "t", "TABLE")
        .table("other", "s", "t", "TABLE");
    assertEquals(List.of("main.s.t"), names(calls.tables("MAIN", "S", "T", null), 0, 1, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "TABLE,t",
    "BASE TABLE,t",
    "VIEW,v",
    "MATERIALIZED VIEW,m",
    "MATERIALIZED_VIEW,m",
    "SEQUENCE,",
  })
  void typesAreFilteredHere(String type, @Nullable String expected) throws Exception {
    table("main", "s", "t", "EXTERNAL")
        .table("main", "s", "v", "VIEW")
        .table("main", "s", "m", "MATERIALIZED_VIEW");
    assertEquals(
        expected == null ? List.of() : List.of(expected),
        names(calls.tables("main", "s", "%", new String[] {type}), 2));
  }

  @Test
  void everyTypeOfATableIsInTableTypes() throws Exception {
    for (String type :
        List.of(
            "", "TABLE", "MANAGED", "STREAMING_TABLE", "VIEW", "METRIC_VIEW", "TEMPORARY VIEW")) {
      table("main", "s", "t" + type, type);
    }
    List<String> types = names(calls.tableTypes(), 0);
    assertEquals(
        List.of("MATERIALIZED VIEW", "METRIC VIEW", "SYSTEM TABLE", "TABLE", "VIEW"), types);
    for (String type : names(calls.tables(null, null, "%", null), 3)) {
      assertEquals(true, types.contains(type), type);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"42704", "42P01", "42P08"})
  void whatDoesNotExistIsEmpty(String state) throws Exception {
    server.failing(DriverException.server(new ServerError("[X] no such", state, 0, null)));
    assertEquals(0, calls.schemas("nowhere", "%").size());
    assertEquals(0, calls.tables("nowhere", "%", "%", null).size());
  }

  @Test
  void otherServerErrorsAreThrown() {
    DriverException denied =
        DriverException.server(new ServerError("[DENIED] no", "42501", 0, null));
    server.failing(denied);
    assertSame(denied, assertThrows(DriverException.class, calls::catalogs));
    assertSame(denied, assertThrows(DriverException.class, () -> calls.schemas("c", "%")));
    assertSame(
        denied, assertThrows(DriverException.class, () -> calls.tables("c", "%", "%", null)));
  }
}
