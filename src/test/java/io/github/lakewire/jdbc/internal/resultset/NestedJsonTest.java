package io.github.lakewire.jdbc.internal.resultset;

import static io.github.lakewire.jdbc.internal.resultset.ArrowCells.field;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.jdbc.FakeSession;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

/** The text of nested values is the same JSON in whatever form they come. */
class NestedJsonTest {
  private static final ArrowType INT = new ArrowType.Int(32, true);
  private static final ArrowType UTF8 = new ArrowType.Utf8();
  private static final String TYPE =
      "STRUCT<f: VARIANT, a: ARRAY<VARIANT>, m: MAP<STRING, STRUCT<v: VARIANT, s: STRING>>, i:"
          + " INT>";
  private static final String TEXT =
      "{\"f\":{\"k\":1},\"a\":[\"x\",null,[1, 2]],\"m\":{\"b\":{\"v\":{\"q\":\"\\\"\"},"
          + "\"s\":\"{\\\"k\\\":1}\"}},\"i\":7}";

  private static ResultSet nativeArrow() throws Exception {
    Field inner = field("value", new ArrowType.Struct(), field("v", UTF8), field("s", UTF8));
    Field column =
        field(
            "c",
            TYPE,
            new ArrowType.Struct(),
            field("f", UTF8),
            field("a", new ArrowType.List(), field("element", UTF8)),
            ArrowCells.map("m", field("key", UTF8), inner),
            field("i", INT));
    Object[] value = {
      "{\"k\":1}",
      Arrays.asList("\"x\"", null, "[1, 2]"),
      Map.of("b", new Object[] {"{\"q\":\"\\\"\"}", "{\"k\":1}"}),
      7
    };
    return ArrowCells.rows(column, (Object) value);
  }

  private static ResultSet columnar(ColumnInfo column, String text) {
    return ArrowCells.columnar(new ResultSchema(List.of(column)), List.of(text), new byte[1]);
  }

  @Test
  void aVariantInsideIsRawJsonInEveryForm() throws Exception {
    List<ResultSet> forms =
        List.of(
            nativeArrow(),
            ArrowCells.rows(field("c", TYPE, UTF8), TEXT),
            columnar(SqlType.parse(TYPE).column("c"), TEXT));
    for (ResultSet rows : forms) {
      assertTrue(rows.next());
      assertEquals(TEXT, rows.getString(1));
      assertEquals(TEXT, rows.getObject(1).toString());
      assertEquals(TEXT, rows.getObject(1, Map.class).toString());
      assertEquals(TEXT, new String(rows.getBytes(1), StandardCharsets.UTF_8));
      assertEquals(TEXT, rows.getClob(1).getSubString(1, TEXT.length()));
      assertEquals(TYPE, rows.getMetaData().getColumnTypeName(1));

      Struct struct = (Struct) rows.getObject(1);
      assertEquals(TYPE, struct.getSQLTypeName());
      Object[] attributes = struct.getAttributes();
      assertEquals("{\"k\":1}", attributes[0]);
      Array array = (Array) attributes[1];
      assertEquals("VARIANT", array.getBaseTypeName());
      assertEquals(Types.VARCHAR, array.getBaseType());
      assertEquals("[\"x\",null,[1, 2]]", array.toString());
      assertArrayEquals(new Object[] {"\"x\"", null, "[1, 2]"}, (Object[]) array.getArray());
      Map<?, ?> map = (Map<?, ?>) attributes[2];
      assertEquals("{\"b\":{\"v\":{\"q\":\"\\\"\"},\"s\":\"{\\\"k\\\":1}\"}}", map.toString());
      assertInstanceOf(Struct.class, map.get("b"));
      ResultSet elements = array.getResultSet();
      assertTrue(elements.next());
      assertEquals("VARIANT", elements.getMetaData().getColumnTypeName(2));
      assertEquals("\"x\"", elements.getString(2));
    }
  }

  @Test
  void aMapsTextIsJsonAtEachDepth() throws Exception {
    Field element = ArrowCells.map("element", field("key", UTF8), field("value", INT));
    String text = "[{\"b\":1},{}]";
    List<ResultSet> forms =
        List.of(
            ArrowCells.rows(
                field("c", "ARRAY<MAP<STRING, INT>>", new ArrowType.List(), element),
                List.of(Map.of("b", 1), Map.of())),
            ArrowCells.rows(field("c", "ARRAY<MAP<STRING, INT>>", UTF8), text),
            columnar(SqlType.parse("ARRAY<MAP<STRING,INT>>").column("c"), text),
            columnar(SqlType.parse("ARRAY").column("c"), text));
    for (ResultSet rows : forms) {
      assertTrue(rows.next());
      assertEquals(text, rows.getString(1));
      assertEquals(text, rows.getObject(1, List.class).toString());
      Object[] maps = (Object[]) rows.getArray(1).getArray();
      assertInstanceOf(Map.class, maps[0]);
      assertEquals("{\"b\":1}", maps[0].toString());
      assertEquals("{}", maps[1].toString());
      assertEquals("b", ((Map<?, ?>) maps[0]).keySet().iterator().next());
      assertTrue(((Map<?, ?>) maps[0]).containsKey("b"));
      assertEquals(1, ((Number) ((Map<?, ?>) maps[0]).get("b")).intValue());
      assertEquals("{\"b\":1}", rows.getObject(1, List.class).get(0).toString());
    }
  }

  /** The server says ARRAY and no more: what is a STRUCT and what a MAP it does not say. */
  @Test
  void elementsOfAnArrayWithoutTypeAreStructsAndMaps() throws Exception {
    String text = "[{\"a\":1,\"d\":2020-12-31,\"s\":{\"t\":[{\"u\":null}]}},{1:\"x\"}]";
    ResultSet rows = columnar(SqlType.parse("ARRAY").column("c"), text);
    assertTrue(rows.next());
    Array array = rows.getArray(1);
    Object[] elements = (Object[]) array.getArray();
    Struct struct = assertInstanceOf(Struct.class, elements[0]);
    assertEquals("STRUCT", struct.getSQLTypeName());
    assertEquals(1L, struct.getAttributes()[0]);
    assertEquals(java.sql.Date.valueOf("2020-12-31"), struct.getAttributes()[1]);
    Struct inner = assertInstanceOf(Struct.class, struct.getAttributes()[2]);
    Object[] innermost = (Object[]) ((Array) inner.getAttributes()[0]).getArray();
    assertInstanceOf(Struct.class, innermost[0]);
    assertEquals("{\"u\":null}", innermost[0].toString());
    Map<?, ?> map = assertInstanceOf(Map.class, elements[0]);
    assertEquals(List.of("a", "d", "s"), List.copyOf(map.keySet()));
    assertEquals(1L, map.get("a"));
    assertEquals(Map.of(1L, "x"), elements[1]);
    String json = "[{\"a\":1,\"d\":\"2020-12-31\",\"s\":{\"t\":[{\"u\":null}]}},{\"1\":\"x\"}]";
    assertEquals(json, array.toString());
    assertEquals(json, rows.getString(1));
    ResultSet same = columnar(SqlType.parse("ARRAY").column("c"), "[{\"a\":1},{\"a\":2}]");
    assertTrue(same.next());
    assertEquals(Types.STRUCT, same.getArray(1).getBaseType());
  }

  @Test
  void nestedTypesCanBeDescribedAsText() throws Exception {
    String[] types = {"ARRAY<INT>", "STRUCT<a: INT>", "MAP<STRING, INT>", "INT"};
    String[] texts = {"[1,null]", "{\"a\":1}", "{\"k\":1}", "1"};
    for (int i = 0; i < types.length; i++) {
      boolean nested = i < 3;
      ResultSchema schema = new ResultSchema(List.of(SqlType.parse(types[i]).column("c")), true);
      try (ResultSet rows =
          i < 3
              ? ArrowCells.columnar(schema, List.of(texts[i]), new byte[1])
              : ArrowCells.columnar(schema, List.of(1), new byte[1])) {
        assertTrue(rows.next());
        ResultSetMetaData about = rows.getMetaData();
        assertEquals(types[i], about.getColumnTypeName(1));
        if (nested) {
          assertEquals(Types.VARCHAR, about.getColumnType(1));
          assertEquals("java.lang.String", about.getColumnClassName(1));
          assertEquals(Integer.MAX_VALUE, about.getPrecision(1));
          assertEquals(Integer.MAX_VALUE, about.getColumnDisplaySize(1));
          assertEquals(texts[i], rows.getObject(1));
        } else {
          assertEquals(Types.INTEGER, about.getColumnType(1));
          assertEquals(1, rows.getObject(1));
        }
        assertEquals(texts[i], rows.getString(1));
        if (i == 0) {
          assertArrayEquals(new Object[] {1, null}, (Object[]) rows.getArray(1).getArray());
          assertEquals(Arrays.asList(1, null), rows.getObject(1, List.class));
        } else if (i == 1) {
          assertArrayEquals(new Object[] {1}, rows.getObject(1, Struct.class).getAttributes());
        } else if (i == 2) {
          assertEquals(Map.of("k", 1), rows.getObject(1, Map.class));
        }
      }
    }
  }

  @Test
  void usersValuesHaveTheSameText() throws SQLException {
    try (java.sql.Connection connection = new FakeSession().connect()) {
      Struct struct =
          connection.createStruct(
              "struct<v: variant, m: map<string, variant>>",
              new Object[] {"{\"k\":1}", Map.of("a", "[1]")});
      assertEquals("{\"v\":{\"k\":1},\"m\":{\"a\":[1]}}", struct.toString());
      assertEquals("{\"a\":[1]}", struct.getAttributes()[1].toString());
      assertEquals("STRUCT<v: VARIANT, m: MAP<STRING, VARIANT>>", struct.getSQLTypeName());
      Array array = connection.createArrayOf("STRUCT<m: MAP<INT, STRING>>", new Object[] {null});
      assertEquals("[null]", array.toString());
    }
  }

  /** The description of a column may be hard to read; its Arrow fields are not. */
  @Test
  void arrowFieldsTellNamesAndSizesInside() throws Exception {
    Field column =
        field(
            "c",
            "STRUCT<a:b: INT, y: DECIMAL(5,1), v: VARIANT>",
            new ArrowType.Struct(),
            field("a:b", INT),
            field("y", new ArrowType.Decimal(9, 2, 128)),
            field("v", UTF8));
    Object[] value = {1, new java.math.BigDecimal("1.50"), "[1]"};
    ResultSet rows = ArrowCells.rows(column, (Object) value);
    assertTrue(rows.next());
    assertEquals(
        "STRUCT<`a:b`: INT, y: DECIMAL(9,2), v: VARIANT>", rows.getMetaData().getColumnTypeName(1));
    assertEquals("{\"a:b\":1,\"y\":1.50,\"v\":[1]}", rows.getString(1));
    Field plain = field("c", new ArrowType.Struct(), field("p q", INT), field("x`y", UTF8));
    assertEquals(
        "STRUCT<`p q`: INT, `x``y`: STRING>",
        ArrowCells.rows(plain, (Object) new Object[] {1, "z"}).getMetaData().getColumnTypeName(1));
  }
}
