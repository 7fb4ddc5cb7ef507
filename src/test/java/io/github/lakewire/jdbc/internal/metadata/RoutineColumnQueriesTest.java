package io.github.lakewire.jdbc.internal.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.metadata.cache.SchemaCache;
import io.github.lakewire.jdbc.internal.sql.QueryText;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutineColumnQueriesTest {
  private final FakeContext context = new FakeContext();
  private final FakeMetadataReader server = new FakeMetadataReader();
  private final RoutineColumnQueries columns =
      new RoutineColumnQueries(
          context, new InformationSchema(server, context, new SchemaCache(Duration.ZERO)));

  private void part(
      String routine,
      String part,
      int position,
      String name,
      String mode,
      String type,
      @Nullable String defaultValue) {
    server.queryRow(
        "SPECIFIC_CATALOG",
        "main",
        "SPECIFIC_SCHEMA",
        "s",
        "SPECIFIC_NAME",
        routine,
        "ROUTINE_NAME",
        routine,
        "PART_OF_ROUTINE",
        part,
        "PART_POSITION",
        position,
        "PART_NAME",
        name,
        "PART_MODE",
        mode,
        "DATA_TYPE",
        type,
        "FULL_DATA_TYPE",
        type,
        "DEFAULT_VALUE",
        defaultValue,
        "COMMENT",
        "about " + name);
  }

  private static List<String> lines(List<Object[]> rows, int position) {
    return rows.stream()
        .map(row -> row[2] + " " + row[3] + " " + row[4] + " " + row[6] + " " + row[position])
        .toList();
  }

  @Test
  void resultOfAFunctionIsBeforeItsParameters() throws Exception {
    part("area", "PARAMETER", 1, "height", "IN", "DECIMAL(10,2)", null);
    part("area", "PARAMETER", 0, "width", "IN", "DECIMAL(10,2)", null);
    part("area", "RETURN", 0, "", "", "VARCHAR(20)", null);
    List<Object[]> rows = columns.functionColumns("main", "s", "area", "%");
    assertEquals(
        List.of(
            "area  " + DatabaseMetaData.functionReturn + " VARCHAR 0",
            "area width " + DatabaseMetaData.functionColumnIn + " DECIMAL 1",
            "area height " + DatabaseMetaData.functionColumnIn + " DECIMAL 2"),
        lines(rows, 14));
    assertArrayEquals(
        new Object[] {
          "main",
          "s",
          "area",
          "width",
          (short) DatabaseMetaData.functionColumnIn,
          Types.DECIMAL,
          "DECIMAL",
          10,
          null,
          (short) 2,
          (short) 10,
          (short) DatabaseMetaData.functionNullable,
          "about width",
          null,
          1,
          "YES",
          "area"
        },
        rows.get(1));
    assertArrayEquals(
        new Object[] {20, 80, null, null, 80},
        new Object[] {
          rows.get(0)[7], rows.get(0)[8], rows.get(0)[9], rows.get(0)[10], rows.get(0)[13]
        });
    assertEquals(1, server.queries.size());
    assertTrue(QueryText.isQuery(server.queries.get(0)), server.queries.get(0));
  }

  @Test
  void columnsOfATableFunctionFollowItsParameters() throws Exception {
    part("rows_of", "COLUMN", 2, "b", "", "ARRAY<INT>", null);
    part("rows_of", "COLUMN", 1, "a", "", "INT", null);
    part("rows_of", "RETURN", 0, "", "", "TABLE_TYPE", null);
    part("rows_of", "PARAMETER", 0, "x", "IN", "INT", null);
    assertEquals(
        List.of(
            "rows_of x " + DatabaseMetaData.functionColumnIn + " INT 1",
            "rows_of a " + DatabaseMetaData.functionColumnResult + " INT 1",
            "rows_of b " + DatabaseMetaData.functionColumnResult + " ARRAY<INT> 2"),
        lines(columns.functionColumns("main", "s", null, null), 14));
  }

  @Test
  void parametersOfProceduresHaveModesAndDefaults() throws Exception {
    part("load", "PARAMETER", 1, "source", "IN", "STRING", null);
    part("load", "PARAMETER", 2, "mode", "IN", "STRING", "'append'");
    part("load", "PARAMETER", 3, "count", "OUT", "BIGINT", null);
    part("load", "PARAMETER", 4, "state", "INOUT", "INT", null);
    List<Object[]> rows = columns.procedureColumns("main", "s", "load", "%");
    assertEquals(
        List.of(
            "load source " + DatabaseMetaData.procedureColumnIn + " STRING 1",
            "load mode " + DatabaseMetaData.procedureColumnIn + " STRING 2",
            "load count " + DatabaseMetaData.procedureColumnOut + " BIGINT 3",
            "load state " + DatabaseMetaData.procedureColumnInOut + " INT 4"),
        lines(rows, 17));
    assertEquals("'append'", rows.get(1)[13]);
    assertEquals("load", rows.get(0)[19]);
    assertEquals(
        List.of("load count " + DatabaseMetaData.procedureColumnOut + " BIGINT 3"),
        lines(columns.procedureColumns("main", "s", "load", "c%"), 17));
  }

  @Test
  void routinesAreNotMixed() throws Exception {
    part("b", "PARAMETER", 0, "x", "IN", "INT", null);
    part("a", "PARAMETER", 0, "x", "IN", "INT", null);
    part("a", "PARAMETER", 1, "y", "IN", "INT", null);
    part("c", "PARAMETER", 0, "x", "IN", "INT", null);
    assertEquals(
        List.of("a x 1 INT 1", "a y 1 INT 2", "b x 1 INT 1"),
        lines(columns.functionColumns("main", "s", "_", "%").subList(0, 3), 14));
    assertEquals(List.of("b x 1 INT 1"), lines(columns.functionColumns("main", "s", "b", "%"), 14));
  }

  @Test
  void nestedTypesAreTextWhereColumnsAre() throws Exception {
    context.nestedAsText = true;
    part("f", "PARAMETER", 0, "x", "IN", "ARRAY<INT>", null);
    Object[] row = columns.functionColumns("main", "s", "f", "%").get(0);
    assertEquals(Types.VARCHAR, row[5]);
    assertEquals("ARRAY<INT>", row[6]);
  }

  @Test
  void functionsOfTheLanguageAreNotAskedFor() throws Exception {
    assertEquals(0, columns.functionColumns("", "", "abs", "%").size());
    assertEquals(0, columns.functionColumns("main", "s", "f", "").size());
    assertEquals(0, columns.procedureColumns("main", "s", "", "%").size());
    assertEquals(List.of(), server.queries);
  }
}
