package io.github.lakewire.jdbc.internal.resultset;

import static io.github.lakewire.jdbc.internal.resultset.ArrowCells.field;
import static io.github.lakewire.jdbc.testkit.SqlStates.state;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lakewire.jdbc.internal.jdbc.FakeSession;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

class NestedValuesTest {
  private static final ArrowType INT = new ArrowType.Int(32, true);
  private static final ArrowType UTF8 = new ArrowType.Utf8();
  private static final Instant MOMENT = Instant.parse("2024-07-01T12:00:00.5Z");
  private static final String TYPE =
      "STRUCT<id: SMALLINT, days: ARRAY<DATE>, m: MAP<STRING, ARRAY<STRUCT<p: DECIMAL(5,2),"
          + " t: TIMESTAMP>>>, n: TIMESTAMP_NTZ, ym: INTERVAL YEAR TO MONTH,"
          + " ds: INTERVAL DAY TO SECOND, b: BINARY>";

  /** An ARRAY of STRUCTs with a MAP of ARRAYs of STRUCTs inside. */
  private static ResultSet deep() throws Exception {
    Field inner =
        field(
            "element",
            new ArrowType.Struct(),
            field("p", new ArrowType.Decimal(5, 2, 128)),
            field("t", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Asia/Kathmandu")));
    Field outer =
        field(
            "element",
            new ArrowType.Struct(),
            field("id", new ArrowType.Int(16, true)),
            field("days", new ArrowType.List(), field("element", new ArrowType.Date(DateUnit.DAY))),
            ArrowCells.map("m", field("key", UTF8), field("value", new ArrowType.List(), inner)),
            field("n", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
            field("ym", new ArrowType.Interval(IntervalUnit.YEAR_MONTH)),
            field("ds", new ArrowType.Duration(TimeUnit.MICROSECOND)),
            field("b", new ArrowType.Binary()));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", Arrays.asList(new Object[] {new BigDecimal("1.50"), MOMENT}, null));
    map.put("a", null);
    Object[] full = {
      7,
      Arrays.asList(LocalDate.of(2024, 2, 29), null),
      map,
      LocalDateTime.of(2024, 1, 2, 3, 4),
      Period.ofMonths(14),
      Duration.ofHours(25),
      new byte[] {1, 2}
    };
    Object[] empty = new Object[7];
    return ArrowCells.rows(
        field("c", "ARRAY<" + TYPE + ">", new ArrowType.List(), outer),
        Arrays.asList(full, null, empty),
        null,
        List.of());
  }

  @Test
  void everyDepthGivesTheObjectsOfItsType() throws Exception {
    ResultSet rows = deep();
    assertEquals("java.sql.Array", rows.getMetaData().getColumnClassName(1));
    assertEquals("ARRAY<" + TYPE + ">", rows.getMetaData().getColumnTypeName(1));
    assertTrue(rows.next());
    Array array = rows.getArray(1);
    assertEquals(array.toString(), rows.getObject(1).toString());
    assertEquals(Types.STRUCT, array.getBaseType());
    assertEquals(TYPE, array.getBaseTypeName());
    Object[] elements = (Object[]) array.getArray();
    assertEquals(3, elements.length);
    assertNull(elements[1]);
    assertArrayEquals(new Object[7], ((Struct) elements[2]).getAttributes());

    Struct struct = (Struct) elements[0];
    assertEquals(TYPE, struct.getSQLTypeName());
    Object[] attributes = struct.getAttributes();
    assertEquals(7, attributes[0]);
    Array days = (Array) attributes[1];
    assertEquals("DATE", days.getBaseTypeName());
    assertArrayEquals(new Object[] {Date.valueOf("2024-02-29"), null}, (Object[]) days.getArray());
    assertEquals(Timestamp.valueOf("2024-01-02 03:04:00"), attributes[3]);
    assertEquals("1-2", attributes[4]);
    assertEquals("1 01:00:00.000000000", attributes[5]);
    assertArrayEquals(new byte[] {1, 2}, (byte[]) attributes[6]);

    Map<?, ?> map = assertInstanceOf(Map.class, attributes[2]);
    assertEquals("[z, a]", map.keySet().toString());
    assertNull(map.get("a"));
    Object[] inner = (Object[]) ((Array) map.get("z")).getArray();
    assertEquals("STRUCT<p: DECIMAL(5,2), t: TIMESTAMP>", ((Struct) inner[0]).getSQLTypeName());
    assertArrayEquals(
        new Object[] {new BigDecimal("1.50"), Timestamp.from(MOMENT)},
        ((Struct) inner[0]).getAttributes());
    assertNull(inner[1]);

    assertTrue(rows.next());
    assertNull(rows.getArray(1));
    assertTrue(rows.wasNull());
    assertTrue(rows.next());
    assertArrayEquals(new Object[0], (Object[]) rows.getArray(1).getArray());
    assertFalse(rows.next());
    rows.close();
    assertEquals(3, ((Object[]) array.getArray()).length);
  }

  @Test
  void collectionsHaveJavaTimeAllTheWayDown() throws Exception {
    ResultSet rows = deep();
    assertTrue(rows.next());
    List<?> list = rows.getObject(1, List.class);
    Map<?, ?> struct = (Map<?, ?>) list.get(0);
    assertEquals(List.of("id", "days", "m", "n", "ym", "ds", "b"), List.copyOf(struct.keySet()));
    assertEquals(Arrays.asList(LocalDate.of(2024, 2, 29), null), struct.get("days"));
    List<?> inner = (List<?>) ((Map<?, ?>) struct.get("m")).get("z");
    assertEquals(
        OffsetDateTime.parse("2024-07-01T17:45:00.5+05:45"), ((Map<?, ?>) inner.get(0)).get("t"));
    assertEquals(Period.of(1, 2, 0), struct.get("ym"));
    assertEquals(Duration.ofHours(25), struct.get("ds"));
  }

  @Test
  void stringsAreJsonAndArraysPrintTheSame() throws Exception {
    ResultSet rows = deep();
    assertTrue(rows.next());
    String expected =
        "[{\"id\":7,\"days\":[\"2024-02-29\",null],\"m\":{\"z\":[{\"p\":1.50,\"t\":\"2024-07-01"
            + " 17:45:00.5\"},null],\"a\":null},\"n\":\"2024-01-02"
            + " 03:04:00\",\"ym\":\"1-2\",\"ds\":\"1 01:00:00.000000000\",\"b\":\"AQI=\"},null,"
            + "{\"id\":null,\"days\":null,\"m\":null,\"n\":null,\"ym\":null,\"ds\":null,\"b\":null}]";
    assertEquals(expected, rows.getString(1));
    assertEquals(expected, rows.getArray(1).toString());
    assertEquals(3, new ObjectMapper().readTree(expected).size());
  }

  @Test
  void arraysAreResultSetsToo() throws Exception {
    ResultSet rows = deep();
    assertTrue(rows.next());
    ResultSet elements = rows.getArray(1).getResultSet();
    assertEquals("INDEX", elements.getMetaData().getColumnLabel(1));
    assertEquals("VALUE", elements.getMetaData().getColumnLabel(2));
    assertEquals(TYPE, elements.getMetaData().getColumnTypeName(2));
    assertTrue(elements.next());
    assertEquals(1, elements.getInt("INDEX"));
    Struct struct = (Struct) elements.getObject("VALUE");
    Map<?, ?> map = (Map<?, ?>) struct.getAttributes()[2];
    assertTrue(elements.next());
    assertNull(elements.getObject(2));
    assertTrue(elements.next());
    assertFalse(elements.next());

    ResultSet moments = ((Array) map.get("z")).getResultSet(1, 1);
    assertTrue(moments.next());
    assertEquals("{\"p\":1.50,\"t\":\"2024-07-01 17:45:00.5\"}", moments.getString(2));
    assertFalse(moments.next());
  }

  @Test
  void elementsThatAreMomentsKeepTheirZone() throws Exception {
    ResultSet rows =
        ArrowCells.rows(
            field(
                "c",
                new ArrowType.List(),
                field("element", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Asia/Kathmandu"))),
            Arrays.asList(null, MOMENT));
    assertTrue(rows.next());
    assertEquals("TIMESTAMP", rows.getArray(1).getBaseTypeName());
    ResultSet elements = rows.getArray(1).getResultSet();
    assertTrue(elements.next());
    assertNull(elements.getTimestamp(2));
    assertTrue(elements.next());
    assertEquals(Timestamp.from(MOMENT), elements.getTimestamp(2));
    assertEquals(MOMENT, elements.getObject(2, Instant.class));
    assertEquals(
        OffsetDateTime.parse("2024-07-01T17:45:00.5+05:45"),
        elements.getObject(2, OffsetDateTime.class));
    assertEquals("2024-07-01 17:45:00.5", elements.getString(2));
  }

  @Test
  void piecesOfArraysAreCountedFromOne() throws Exception {
    ResultSet rows =
        ArrowCells.rows(
            field("c", new ArrowType.List(), field("element", INT)), List.of(10, 20, 30));
    assertTrue(rows.next());
    Array array = rows.getArray(1);
    assertArrayEquals(new Object[] {20, 30}, (Object[]) array.getArray(2, 2));
    assertArrayEquals(new Object[] {30}, (Object[]) array.getArray(3, 5));
    assertArrayEquals(new Object[0], (Object[]) array.getArray(4, 1));
    assertArrayEquals(new Object[] {10}, (Object[]) array.getArray(1, 1, Map.of()));
    assertEquals("22023", state(() -> array.getArray(0, 1)));
    assertEquals("22023", state(() -> array.getArray(5, 1)));
    assertEquals("22023", state(() -> array.getArray(1, -1)));
    assertEquals("HYC00", state(() -> array.getArray(Map.of("INT", Long.class))));
    ResultSet piece = array.getResultSet(2, 1);
    assertTrue(piece.next());
    assertEquals(2, piece.getInt(1));
    assertEquals(20, piece.getInt(2));
    assertFalse(piece.next());
    array.free();
    array.free();
    assertEquals("HY010", state(array::getArray));
    assertEquals("HY010", state(array::getBaseTypeName));
  }

  private interface Call {
    Object run() throws SQLException;
  }

  private static ResultSet text(ColumnInfo column, String text) throws SQLException {
    ResultSet rows =
        ArrowCells.columnar(new ResultSchema(List.of(column)), List.of(text), new byte[1]);
    assertTrue(rows.next());
    return rows;
  }

  @Test
  void textsOfOldServersGiveTheSameObjects() throws Exception {
    ResultSet rows =
        text(
            SqlType.parse("ARRAY<STRUCT<d: DATE, p: DECIMAL(5,2)>>").column("c"),
            "[{\"d\":2020-12-31,\"p\":1.50},null]");
    Object[] elements = (Object[]) rows.getArray(1).getArray();
    assertArrayEquals(
        new Object[] {Date.valueOf("2020-12-31"), new BigDecimal("1.50")},
        ((Struct) elements[0]).getAttributes());
    assertEquals("[{\"d\":\"2020-12-31\",\"p\":1.50},null]", rows.getString(1));
    ResultSet utf8 = ArrowCells.rows(field("c", "MAP<INT, STRING>", UTF8), "{1:\"x\",2:null}");
    assertTrue(utf8.next());
    Map<Integer, String> expected = new LinkedHashMap<>();
    expected.put(1, "x");
    expected.put(2, null);
    assertEquals(expected, utf8.getObject(1));
    assertEquals("{\"1\":\"x\",\"2\":null}", utf8.getString(1));
  }

  @Test
  void withoutTypesInsideTheTextsThemselvesTell() throws Exception {
    ResultSet rows = text(SqlType.parse("ARRAY").column("c"), "[1,null,2]");
    Array array = rows.getArray(1);
    assertEquals("BIGINT", array.getBaseTypeName());
    assertArrayEquals(new Object[] {1L, null, 2L}, (Object[]) array.getArray());
    ResultSet elements = array.getResultSet();
    assertTrue(elements.next());
    assertEquals(1L, elements.getObject(2));
    ResultSet struct = text(SqlType.parse("STRUCT").column("c"), "{\"a\":\"x\"}");
    assertEquals("STRUCT", ((Struct) struct.getObject(1)).getSQLTypeName());
    assertArrayEquals(new Object[] {"x"}, ((Struct) struct.getObject(1)).getAttributes());
  }

  @Test
  void textThatDoesNotFitStaysText() throws Exception {
    ResultSet rows = text(SqlType.parse("ARRAY<INT>").column("c"), "[one]");
    assertEquals("[one]", rows.getObject(1));
    assertEquals("[one]", rows.getString(1));
    assertEquals("07006", state(() -> rows.getArray(1)));
    assertEquals("07006", state(() -> rows.getObject(1, List.class)));
  }

  @Test
  void usersMakeArraysAndStructs() throws Exception {
    Connection connection = new FakeSession().connect();
    Array array =
        connection.createArrayOf("decimal(5,2)", new Object[] {new BigDecimal("1.50"), null});
    assertEquals("DECIMAL(5,2)", array.getBaseTypeName());
    assertEquals(Types.DECIMAL, array.getBaseType());
    assertArrayEquals(new Object[] {new BigDecimal("1.50"), null}, (Object[]) array.getArray());
    Date day = Date.valueOf("2024-02-29");
    Struct struct =
        connection.createStruct(
            "STRUCT<d: DATE, a: ARRAY<INT>>", new Object[] {day, new Integer[] {1}});
    assertEquals("STRUCT<d: DATE, a: ARRAY<INT>>", struct.getSQLTypeName());
    assertEquals(day, struct.getAttributes()[0]);
    assertArrayEquals(new Object[] {1}, (Object[]) ((Array) struct.getAttributes()[1]).getArray());
    assertEquals("{\"d\":\"2024-02-29\",\"a\":[1]}", struct.toString());
    Array structs =
        connection.createArrayOf("STRUCT<d: DATE, a: ARRAY<INT>>", new Object[] {struct});
    assertEquals(struct, ((Object[]) structs.getArray())[0]);
    assertEquals("HY024", state(() -> connection.createArrayOf(null, new Object[0])));
    assertEquals("HY024", state(() -> connection.createStruct("STRUCT<>", null)));
    connection.close();
    assertThrows(SQLException.class, () -> connection.createArrayOf("INT", new Object[0]));
  }
}
