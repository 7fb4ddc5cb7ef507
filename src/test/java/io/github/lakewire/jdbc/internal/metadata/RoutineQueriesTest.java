package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import java.sql.DatabaseMetaData;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutineQueriesTest {
  private final FakeContext context = new FakeContext();
  private final FakeMetadataReader server = new FakeMetadataReader();
  private final RoutineQueries routines =
      new RoutineQueries(
          server, context, new InformationSchema(server, context, new SchemaCache(Duration.ZERO)));

  private void builtIn(String schema, String name) {
    server.row(
        "FUNCTION_CAT",
        "",
        "FUNCTION_SCHEM",
        schema,
        "FUNCTION_NAME",
        name,
        "FUNCTION_TYPE",
        1,
        "SPECIFIC_NAME",
        "org.apache.spark.sql.catalyst.expressions.Abs");
  }

  private void routine(String catalog, String schema, String name, @Nullable String type) {
    server.queryRow(
        "ROUTINE_CATALOG",
        catalog,
        "ROUTINE_SCHEMA",
        schema,
        "ROUTINE_NAME",
        name,
        "SPECIFIC_NAME",
        name + "_1",
        "DATA_TYPE",
        type,
        "COMMENT",
        "about " + name);
  }

  private static List<String> names(List<Object[]> rows) {
    return rows.stream().map(row -> row[0] + "." + row[1] + "." + row[2]).toList();
  }

  @Test
  void functionsOfUsersAreInTheirCatalogAndSchema() throws Exception {
    routine("main", "s", "rows_of", "TABLE_TYPE");
    routine("main", "s", "area", "DOUBLE");
    routine("main", "other", "area", "DOUBLE");
    List<Object[]> rows = routines.functions("MAIN", "s", "%");
    assertEquals(2, rows.size());
    assertArrayEquals(
        new Object[] {
          "main", "s", "area", "about area", (short) DatabaseMetaData.functionNoTable, "area_1"
        },
        rows.get(0));
    assertArrayEquals(
        new Object[] {
          "main",
          "s",
          "rows_of",
          "about rows_of",
          (short) DatabaseMetaData.functionReturnsTable,
          "rows_of_1"
        },
        rows.get(1));
    assertEquals(List.of(), server.calls);
    assertEquals(
        List.of(
            "SELECT routine_catalog, routine_schema, routine_name, specific_name, data_type,"
                + " comment FROM `main`.information_schema.routines WHERE routine_catalog IN"
                + " ('main', 'MAIN') AND routine_schema = 's' AND routine_type = 'FUNCTION'"),
        server.queries);
  }

  @Test
  void functionsOfTheLanguageHaveNoCatalogAndNoSchema() throws Exception {
    builtIn("a", "abs");
    builtIn("b", "abs");
    builtIn("", "acos");
    routine("main", "s", "area", "DOUBLE");
    assertEquals(
        List.of("null.null.abs", "null.null.acos", "main.s.area"),
        names(routines.functions(null, null, "a%")));
    assertEquals(List.of("functions(null, null, a%)"), server.calls);
    assertEquals(1, server.queries.size());
    server.queries.clear();
    assertEquals(
        List.of("null.null.abs", "null.null.acos"), names(routines.functions("", "", null)));
    assertEquals(List.of("null.null.abs"), names(routines.functions("", "%", "ABS")));
    assertEquals(List.of("null.null.abs"), names(routines.functions(null, "", "ab_")));
    assertEquals(List.of(), server.queries);
    assertEquals("functions(null, null, %)", server.calls.get(1));
  }

  @Test
  void specificNameOfAFunctionOfTheLanguageIsItsName() throws Exception {
    builtIn("", "abs");
    assertEquals("abs", routines.functions("", "", "abs").get(0)[5]);
  }

  @ParameterizedTest
  @CsvSource({"nowhere,%", "main,%", "main,s", ",s"})
  void functionsOfTheLanguageAreInNoNamedCatalogOrSchema(@Nullable String catalog, String schema)
      throws Exception {
    builtIn("s", "abs");
    server.refusals.put(
        "nowhere", DriverException.server(new ServerError("[NO_SUCH_CATALOG]", null, 0, null)));
    assertEquals(List.of(), names(routines.functions(catalog, schema, "%")));
    assertEquals(List.of(), server.calls);
    assertEquals(1, server.queries.size());
  }

  @Test
  void serversWithoutInformationSchemaTellTheirFunctionsThemselves() throws Exception {
    context.informationSchema = false;
    context.currentCatalog = "spark_catalog";
    builtIn("s", "abs");
    builtIn("other", "abs");
    server.row(
        "FUNCTION_CAT",
        "",
        "FUNCTION_SCHEM",
        "s",
        "FUNCTION_NAME",
        "area",
        "SPECIFIC_NAME",
        "com.example.Area");
    assertEquals(
        List.of("spark_catalog.s.area"), names(routines.functions("spark_catalog", "s", "%")));
    assertEquals(List.of(), names(routines.functions("nowhere", "s", "%")));
    assertEquals(
        List.of("null.null.abs", "spark_catalog.s.area"),
        names(routines.functions(null, null, "%")));
    assertEquals(
        List.of(
            "functions(spark\\_catalog, s, %)",
            "functions(nowhere, s, %)", "functions(null, null, %)"),
        server.calls);
    assertEquals(List.of(), server.queries);
  }

  @Test
  void functionsOfHiveMetastoreAreInIt() throws Exception {
    builtIn("s", "abs");
    server.row(
        "FUNCTION_CAT",
        "",
        "FUNCTION_SCHEM",
        "s",
        "FUNCTION_NAME",
        "area",
        "SPECIFIC_NAME",
        "com.example.Area");
    assertEquals(
        List.of("hive_metastore.s.area"), names(routines.functions("hive_metastore", "s", "%")));
    assertEquals(List.of(), server.queries);
  }

  @Test
  void serverWithoutACallForFunctionsHasNone() throws Exception {
    server.failing(new DriverException(DriverException.Kind.UNSUPPORTED, "GetFunctions"));
    assertEquals(List.of(), routines.functions("", "", "%"));
    server.failing(new DriverException(DriverException.Kind.TRANSPORT, "broken"));
    assertThrows(DriverException.class, () -> routines.functions("", "", "%"));
  }

  @Test
  void proceduresAreListed() throws Exception {
    routine("main", "s", "load", null);
    List<Object[]> rows = routines.procedures("main", "%", "l%");
    assertEquals(1, rows.size());
    assertArrayEquals(
        new Object[] {
          "main",
          "s",
          "load",
          null,
          null,
          null,
          "about load",
          (short) DatabaseMetaData.procedureNoResult,
          "load_1"
        },
        rows.get(0));
    assertEquals(List.of(), server.calls);
  }

  @Test
  void namesThatMatchNothingCostNoRequest() throws Exception {
    assertEquals(0, routines.functions("main", "s", "").size());
    assertEquals(0, routines.functions("main", "", "%").size());
    assertEquals(0, routines.procedures("", "s", "%").size());
    assertEquals(0, routines.procedures("main", "", "%").size());
    assertEquals(List.of(), server.calls);
    assertEquals(List.of(), server.queries);
  }
}
