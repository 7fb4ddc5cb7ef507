package io.github.lakewire.jdbc.internal.resultset;

import static io.github.lakewire.jdbc.internal.resultset.ArrowCells.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import io.github.lakewire.jdbc.testkit.ArrowBytes;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TIME columns as Arrow and as text, at each depth, by rows and as vectors. */
class TimeColumnsTest {
  private static final ArrowType MICROS = new ArrowType.Time(TimeUnit.MICROSECOND, 64);
  private static final LocalTime FINE = LocalTime.of(23, 59, 59, 123_456_000);

  private static String state(Executable call) {
    return assertThrows(SQLException.class, call).getSQLState();
  }

  private static Field nested() {
    Field element = field("element", MICROS);
    return field(
        "c",
        "STRUCT<a: ARRAY<TIME(6)>, m: MAP<TIME(6), TIME(6)>>",
        ArrowType.Struct.INSTANCE,
        field("a", ArrowType.List.INSTANCE, element),
        ArrowCells.map("m", field("key", MICROS), field("value", MICROS)));
  }

  private static final String NESTED_TEXT =
      "{\"a\":[\"23:59:59.123456\",null],\"m\":{\"00:00:00\":\"10:30:00\"}}";

  private static void assertNested(LakewireResultSet rows) throws SQLException {
    try (rows) {
      assertTrue(rows.next());
      assertEquals(NESTED_TEXT, rows.getString(1));
      Object[] fields = ((Struct) rows.getObject(1)).getAttributes();
      Array array = (Array) fields[0];
      assertEquals(Types.TIME, array.getBaseType());
      Object[] elements = (Object[]) array.getArray();
      assertEquals(Time.class, elements[0].getClass());
      assertEquals("23:59:59", elements[0].toString());
      assertEquals(Map.of(Time.valueOf("00:00:00"), Time.valueOf("10:30:00")), fields[1]);
      Map<?, ?> plain = rows.getObject(1, Map.class);
      assertEquals(Arrays.asList(FINE, null), plain.get("a"));
    }
  }

  @Test
  void timesInsideOthersAreTimesInEachForm() throws Exception {
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put(LocalTime.MIDNIGHT, LocalTime.of(10, 30));
    Object[] value = {Arrays.asList(FINE, null), map};
    assertNested(ArrowCells.rows(nested(), (Object) value));
    // As Databricks, Spark and Hive write it where the native form was not asked for.
    String text = "{\"a\":[23:59:59.123456,null],\"m\":{00:00:00:10:30:00}}";
    String type = "STRUCT<a: ARRAY<TIME>, m: MAP<TIME(6), TIME>>";
    assertNested(ArrowCells.rows(field("c", type, ArrowType.Utf8.INSTANCE), text));
    assertNested(ArrowCells.rows(field("c", type, ArrowType.Utf8.INSTANCE), NESTED_TEXT));
    ResultSchema schema = new ResultSchema(List.of(SqlType.parse(type).column("c")));
    assertNested(ArrowCells.columnar(schema, List.of(text), new byte[1]));
  }

  @Test
  void whatIsNoTimeOfDayIsRefusedByItsGetter() throws Exception {
    Field times = field("t", MICROS);
    byte[] batch = ArrowCells.batch(times, FINE, FINE, FINE);
    long[] wrong = {-1, 86_400_000_000L, Long.MAX_VALUE};
    int at = batch.length - 24;
    java.nio.ByteBuffer values =
        java.nio.ByteBuffer.wrap(batch).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < wrong.length; i++) {
      assertEquals(FINE.toNanoOfDay() / 1_000, values.getLong(at + 8 * i));
      values.putLong(at + 8 * i, wrong[i]);
    }
    ExportedResults results = new ExportedResults(new Schema(List.of(times))).add(batch, 3);
    try (LakewireResultSet rows = results.open(ExportedResults.Way.INLINE)) {
      for (int i = 0; i < wrong.length; i++) {
        assertTrue(rows.next());
        assertEquals("22007", state(() -> rows.getTime(1)));
        assertEquals("22007", state(() -> rows.getString(1)));
        assertEquals("22007", state(() -> rows.getObject(1, LocalTime.class)));
      }
      assertFalse(rows.next());
    }
  }

  @Test
  void aTimeHasNoDate() throws Exception {
    try (LakewireResultSet rows = ArrowCells.rows(field("t", MICROS), FINE)) {
      assertTrue(rows.next());
      assertEquals("07006", state(() -> rows.getDate(1)));
      assertEquals("07006", state(() -> rows.getObject(1, LocalDate.class)));
      assertEquals("07006", state(() -> rows.getObject(1, LocalDateTime.class)));
      assertEquals("07006", state(() -> rows.getObject(1, OffsetTime.class)));
    }
  }

  @Test
  void textWithAnOffsetIsReadAsItWasWritten() throws Exception {
    Field text = field("t", "STRING", ArrowType.Utf8.INSTANCE);
    OffsetTime time = OffsetTime.parse("10:30:00.5+02:00");
    try (LakewireResultSet rows = ArrowCells.rows(text, time.toString(), "10:30:00")) {
      assertTrue(rows.next());
      assertEquals(time, rows.getObject(1, OffsetTime.class));
      assertTrue(rows.next());
      assertEquals("22007", state(() -> rows.getObject(1, OffsetTime.class)));
    }
  }

  @ParameterizedTest
  @EnumSource(TimeUnit.class)
  void vectorsAreCopiesInEachUnit(TimeUnit unit) throws Exception {
    ArrowType type = new ArrowType.Time(unit, unit.ordinal() < 2 ? 32 : 64);
    Schema schema =
        new Schema(
            List.of(field("t", type), field("l", ArrowType.List.INSTANCE, field("element", type))));
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      root.allocateNew();
      for (int i = 0; i < 100; i++) {
        LocalTime time = LocalTime.ofSecondOfDay(i * 800L);
        ArrowCells.set(root.getVector(0), i, i % 7 == 0 ? null : time);
        ArrowCells.set(root.getVector(1), i, Arrays.asList(time, null));
      }
      root.setRowCount(100);
      byte[] batch = ArrowBytes.batch(root);
      ExportedResults results = new ExportedResults(schema).add(batch, 100).add(batch, 100);
      for (ExportedResults.Way way : ExportedResults.Way.values()) {
        try (LakewireResultSet rows = results.open(way);
            ArrowReader reader = rows.unwrap(ArrowReader.class)) {
          for (int n = 0; n < 2; n++) {
            assertTrue(reader.loadNextBatch());
            for (int column = 0; column < 2; column++) {
              FieldVector copy = reader.getVectorSchemaRoot().getVector(column);
              assertEquals(root.getVector(column).toString(), copy.toString());
              assertEquals(root.getVector(column).getField().getType(), copy.getField().getType());
            }
          }
          assertFalse(reader.loadNextBatch());
        }
      }
    }
  }

  @Test
  void textBecomesAVectorOfTimes() throws Exception {
    ResultSchema schema = new ResultSchema(List.of(SqlType.parse("TIME(6)").column("t")));
    for (LakewireResultSet result :
        List.of(
            ArrowCells.rows(field("t", "TIME(6)", ArrowType.Utf8.INSTANCE), FINE.toString(), null),
            ArrowCells.columnar(schema, List.of(FINE.toString(), ""), new byte[] {2}))) {
      try (LakewireResultSet rows = result;
          ArrowReader reader = rows.unwrap(ArrowReader.class)) {
        assertTrue(reader.loadNextBatch());
        TimeNanoVector times = (TimeNanoVector) reader.getVectorSchemaRoot().getVector(0);
        assertEquals(FINE.toNanoOfDay(), times.get(0));
        assertTrue(times.isNull(1));
      }
    }
    try (LakewireResultSet rows = ArrowCells.rows(field("t", "TIME(6)", MICROS), FINE);
        ArrowReader reader = rows.unwrap(ArrowReader.class)) {
      assertTrue(reader.loadNextBatch());
      TimeMicroVector times = (TimeMicroVector) reader.getVectorSchemaRoot().getVector(0);
      assertEquals(FINE.toNanoOfDay() / 1_000, times.get(0));
    }
  }
}
