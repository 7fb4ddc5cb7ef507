package io.github.lakewire.jdbc.internal.resultset;

import static io.github.lakewire.jdbc.internal.resultset.ArrowCells.field;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

/** GEOMETRY and GEOGRAPHY that come as a struct of reference system and well-known binary. */
class GeometryStructTest {
  private static final ArrowType INT = new ArrowType.Int(32, true);
  private static final byte[] POINT =
      HexFormat.of().parseHex("0101000000000000000000f03f0000000000000040");
  private static final byte[] NONE = {1, 2, 3};

  private static Field[] parts(boolean wkbFirst) {
    Field srid = field("srid", INT);
    Field wkb = field("wkb", ArrowType.Binary.INSTANCE);
    return wkbFirst ? new Field[] {wkb, srid} : new Field[] {srid, wkb};
  }

  @Test
  void textIsEwktAndBytesAreWkb() throws Exception {
    for (String type : List.of("GEOMETRY(4326)", "GEOGRAPHY(4326)", "GEOMETRY(ANY)")) {
      for (boolean wkbFirst : new boolean[] {false, true}) {
        Field column = field("g", type, ArrowType.Struct.INSTANCE, parts(wkbFirst));
        Object[][] values = {{4326, POINT}, {0, POINT}, {null, POINT}, {4326, null}, {1, NONE}};
        Object[] rows =
            Arrays.stream(values)
                .map(value -> wkbFirst ? new Object[] {value[1], value[0]} : value)
                .toArray();
        Object[] all = Arrays.copyOf(rows, rows.length + 1);
        try (LakewireResultSet result = ArrowCells.rows(column, all)) {
          assertEquals("java.lang.String", result.getMetaData().getColumnClassName(1));
          for (String text : Arrays.asList("SRID=4326;POINT(1 2)", "POINT(1 2)", "POINT(1 2)")) {
            assertTrue(result.next());
            assertEquals(text, result.getString(1));
            assertEquals(text, result.getObject(1));
            assertEquals(text, result.getObject(1, String.class));
            assertArrayEquals(POINT, result.getBytes(1));
            assertFalse(result.wasNull());
          }
          assertTrue(result.next());
          assertNull(result.getString(1));
          assertNull(result.getBytes(1));
          assertTrue(result.next());
          assertEquals("010203", result.getString(1));
          assertArrayEquals(NONE, result.getBytes(1));
          assertTrue(result.next());
          assertNull(result.getObject(1));
          assertTrue(result.wasNull());
        }
      }
    }
  }

  @Test
  void itIsTextAtEachDepth() throws Exception {
    Field geometry = field("element", ArrowType.Struct.INSTANCE, parts(false));
    Field list = field("l", "ARRAY<GEOMETRY(4326)>", ArrowType.List.INSTANCE, geometry);
    Object[] value = {4326, POINT};
    String text = "SRID=4326;POINT(1 2)";
    try (LakewireResultSet rows = ArrowCells.rows(list, Arrays.asList(value, null))) {
      assertTrue(rows.next());
      assertEquals("[\"" + text + "\",null]", rows.getString(1));
      assertEquals(Arrays.asList(text, null), rows.getObject(1, List.class));
      assertArrayEquals(new Object[] {text, null}, (Object[]) rows.getArray(1).getArray());
    }
    Field own = field("element", "GEOMETRY(4326)", ArrowType.Struct.INSTANCE, parts(false));
    try (LakewireResultSet rows =
        ArrowCells.rows(field("l", ArrowType.List.INSTANCE, own), Arrays.asList((Object) value))) {
      assertTrue(rows.next());
      assertEquals("ARRAY<GEOMETRY(4326)>", rows.getMetaData().getColumnTypeName(1));
      assertEquals("[\"" + text + "\"]", rows.getString(1));
    }
    Field struct =
        field(
            "s",
            "STRUCT<a: ARRAY<GEOGRAPHY(4326)>, n: INT>",
            ArrowType.Struct.INSTANCE,
            field("a", ArrowType.List.INSTANCE, geometry),
            field("n", INT));
    try (LakewireResultSet rows =
        ArrowCells.rows(struct, (Object) new Object[] {Arrays.asList((Object) value), 5})) {
      assertTrue(rows.next());
      assertEquals("{\"a\":[\"" + text + "\"],\"n\":5}", rows.getString(1));
    }
    Field map =
        ArrowCells.map(
            "m",
            field("key", ArrowType.Utf8.INSTANCE),
            field("value", ArrowType.Struct.INSTANCE, parts(true)));
    Field described =
        field("m", "MAP<STRING, GEOMETRY(4326)>", map.getType(), map.getChildren().get(0));
    try (LakewireResultSet rows =
        ArrowCells.rows(described, Map.of("k", new Object[] {POINT, 4326}))) {
      assertTrue(rows.next());
      assertEquals("{\"k\":\"" + text + "\"}", rows.getString(1));
    }
  }

  @Test
  void anotherStructStaysOne() throws Exception {
    Field column =
        field("s", "STRUCT<srid: INT, wkb: BINARY>", ArrowType.Struct.INSTANCE, parts(false));
    try (LakewireResultSet rows = ArrowCells.rows(column, (Object) new Object[] {1, NONE})) {
      assertTrue(rows.next());
      assertEquals("{\"srid\":1,\"wkb\":\"AQID\"}", rows.getString(1));
    }
    Field odd = field("g", "GEOMETRY(4326)", ArrowType.Struct.INSTANCE, field("x", INT));
    try (LakewireResultSet rows = ArrowCells.rows(odd, (Object) new Object[] {1})) {
      assertTrue(rows.next());
      assertEquals("{\"x\":1}", rows.getString(1));
    }
  }

  @Test
  void theArrowSideKeepsTheStruct() throws Exception {
    Field column = field("g", "GEOMETRY(4326)", ArrowType.Struct.INSTANCE, parts(false));
    try (LakewireResultSet rows = ArrowCells.rows(column, (Object) new Object[] {4326, POINT});
        ArrowReader reader = rows.unwrap(ArrowReader.class)) {
      assertTrue(reader.loadNextBatch());
      Map<?, ?> value = (Map<?, ?>) reader.getVectorSchemaRoot().getVector(0).getObject(0);
      assertEquals(4326, value.get("srid"));
      assertArrayEquals(POINT, (byte[]) value.get("wkb"));
    }
  }
}
