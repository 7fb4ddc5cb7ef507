package io.github.lakewire.jdbc.internal.resultset;

import static io.github.lakewire.jdbc.internal.resultset.ArrowCells.field;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.ArrowBytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Arrow types that no server is known to send, at each depth, as Arrow's own library writes them.
 */
class OtherArrowTypesTest {
  private static final ArrowType INT = new ArrowType.Int(32, true);
  private static final int[] BATCHES = {1, 9, 0, 200, 64};

  /**
   * A type.
   *
   * @param sqlName what the driver calls it
   * @param values as vectors take them
   * @param texts the same as text
   * @param objects the same as collections have them
   */
  record Kind(
      String sqlName,
      ArrowType type,
      List<Field> children,
      List<?> values,
      List<String> texts,
      List<?> objects) {
    Field field(String name) {
      return new Field(name, FieldType.nullable(type), children);
    }

    @Override
    public String toString() {
      return type.toString();
    }
  }

  private static Kind kind(
      String sqlName, ArrowType type, List<?> values, List<String> texts, List<?> objects) {
    return new Kind(sqlName, type, List.of(), values, texts, objects);
  }

  private static Kind listOfInt(ArrowType type) {
    List<List<Integer>> values = List.of(List.of(1, -2, 3), Arrays.asList(null, 5, 6));
    return new Kind(
        "ARRAY<INT>",
        type,
        List.of(ArrowCells.field("element", INT)),
        values,
        List.of("[1,-2,3]", "[null,5,6]"),
        values);
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  static Stream<Kind> kinds() {
    String digits = "9".repeat(66) + "." + "9".repeat(10);
    byte[] three = {1, 2, 3};
    String text = "longer than twelve bytes";
    return Stream.of(
        kind(
            "SMALLINT",
            new ArrowType.Int(8, false),
            List.of(0, 127, 128, 255),
            List.of("0", "127", "128", "255"),
            List.of((short) 0, (short) 127, (short) 128, (short) 255)),
        kind(
            "INT",
            new ArrowType.Int(16, false),
            List.of(0, 40_000, 65_535),
            List.of("0", "40000", "65535"),
            List.of(0, 40_000, 65_535)),
        kind(
            "BIGINT",
            new ArrowType.Int(32, false),
            List.of(1, -1),
            List.of("1", "4294967295"),
            List.of(1L, 4_294_967_295L)),
        kind(
            "DECIMAL(20,0)",
            new ArrowType.Int(64, false),
            List.of(1, -1L, Long.MIN_VALUE),
            List.of("1", "18446744073709551615", "9223372036854775808"),
            List.of(number("1"), number("18446744073709551615"), number("9223372036854775808"))),
        kind(
            "FLOAT",
            new ArrowType.FloatingPoint(FloatingPointPrecision.HALF),
            List.of(0f, -1.5f, 65_504f, 6.1035156e-5f, 5.9604645e-8f, Float.NaN, -1f / 0),
            List.of("0.0", "-1.5", "65504.0", "6.1035156E-5", "5.9604645E-8", "NaN", "-Infinity"),
            List.of(0f, -1.5f, 65_504f, 6.1035156e-5f, 5.9604645e-8f, Float.NaN, -1f / 0)),
        kind(
            "DECIMAL(76,10)",
            new ArrowType.Decimal(76, 10, 256),
            List.of(number(digits), number("-0.0000000001"), number("-" + digits)),
            List.of(digits, "-0.0000000001", "-" + digits),
            List.of(number(digits), number("-0.0000000001"), number("-" + digits))),
        kind(
            "DATE",
            new ArrowType.Date(DateUnit.MILLISECOND),
            List.of(LocalDate.of(1969, 12, 31), LocalDate.of(9999, 12, 31)),
            List.of("1969-12-31", "9999-12-31"),
            List.of(LocalDate.of(1969, 12, 31), LocalDate.of(9999, 12, 31))),
        kind(
            "INTERVAL DAY TO SECOND",
            new ArrowType.Interval(IntervalUnit.DAY_TIME),
            List.of(Duration.ofDays(2).plusMillis(1_500), Duration.ofDays(-1)),
            List.of("2 00:00:01.500000000", "-1 00:00:00.000000000"),
            List.of(Duration.ofDays(2).plusMillis(1_500), Duration.ofDays(-1))),
        kind(
            "INTERVAL",
            new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO),
            List.of(new long[] {14, 0, 0}, new long[] {0, 1, 5}, new long[] {1, 2, 3_000_000_000L}),
            List.of("1-2", "1 00:00:00.000000005", "0-1 2 00:00:03.000000000"),
            List.of(
                Period.of(1, 2, 0), Duration.ofDays(1).plusNanos(5), "0-1 2 00:00:03.000000000")),
        kind(
            "STRING",
            ArrowType.Utf8View.INSTANCE,
            List.of("", "twelve bytes", "thirteen byte", "ü" + text),
            List.of("", "twelve bytes", "thirteen byte", "ü" + text),
            List.of("", "twelve bytes", "thirteen byte", "ü" + text)),
        kind(
            "BINARY",
            ArrowType.BinaryView.INSTANCE,
            List.of(new byte[0], text.getBytes(StandardCharsets.UTF_8)),
            List.of("", text),
            List.of(new byte[0], text.getBytes(StandardCharsets.UTF_8))),
        kind(
            "BINARY",
            new ArrowType.FixedSizeBinary(3),
            List.of(three),
            List.of("\u0001\u0002\u0003"),
            List.of(three)),
        listOfInt(ArrowType.LargeList.INSTANCE),
        listOfInt(new ArrowType.FixedSizeList(3)),
        listOfInt(ArrowType.ListView.INSTANCE),
        listOfInt(ArrowType.LargeListView.INSTANCE));
  }

  /** The type itself, in a list and in a struct, each followed by a column that must stay right. */
  private static Schema schema(Kind kind) {
    return new Schema(
        List.of(
            kind.field("x"),
            field("n1", INT),
            field("list", ArrowType.List.INSTANCE, kind.field("element")),
            field("n2", INT),
            field("struct", ArrowType.Struct.INSTANCE, field("a", INT), kind.field("b")),
            field("n3", INT)));
  }

  /** The index of the row's value, or -1 for null. */
  private static int pick(Kind kind, int row) {
    return row % 5 == 3 ? -1 : row % kind.values().size();
  }

  private static Object value(Kind kind, List<?> of, int row) {
    int index = pick(kind, row);
    return index < 0 ? null : of.get(index);
  }

  private static VectorSchemaRoot filled(
      Kind kind, BufferAllocator allocator, int first, int rows) {
    VectorSchemaRoot root = VectorSchemaRoot.create(schema(kind), allocator);
    root.allocateNew();
    for (int i = 0; i < rows; i++) {
      int row = first + i;
      Object value = value(kind, kind.values(), row);
      ArrowCells.set(root.getVector(0), i, value);
      ArrowCells.set(
          root.getVector(2), i, row % 7 == 0 ? null : Collections.nCopies(row % 3, value));
      ArrowCells.set(root.getVector(4), i, new Object[] {row, value});
      for (int n = 1; n < 6; n += 2) {
        ArrowCells.set(root.getVector(n), i, row * n);
      }
    }
    root.setRowCount(rows);
    return root;
  }

  private static byte[] batch(Kind kind, int first, int rows) {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = filled(kind, allocator, first, rows)) {
      return ArrowBytes.batch(root);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void slicesAreRead(Kind kind) throws Exception {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = filled(kind, allocator, 0, 100);
        VectorSchemaRoot slice = root.slice(37, 50)) {
      ExportedResults results = new ExportedResults(schema(kind)).add(ArrowBytes.batch(slice), 50);
      try (LakewireResultSet rows = results.open(ExportedResults.Way.INLINE_LZ4)) {
        for (int row = 37; row < 87; row++) {
          assertTrue(rows.next());
          assertEquals(value(kind, kind.texts(), row), rows.getString(1));
          assertEquals(3 * row, rows.getInt(4));
          assertEquals(row, rows.getObject(5, Map.class).get("a"));
        }
        assertFalse(rows.next());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void valuesAreReadAtEachDepth(Kind kind) throws Exception {
    for (ExportedResults.Way way : ExportedResults.Way.values()) {
      ExportedResults results = results(kind);
      try (LakewireResultSet rows = results.open(way)) {
        assertEquals(
            kind.sqlName().replaceAll("[(].*", ""), rows.getMetaData().getColumnTypeName(1));
        int row = 0;
        for (; rows.next(); row++) {
          Object expected = value(kind, kind.objects(), row);
          assertEquals(value(kind, kind.texts(), row), rows.getString(1));
          assertEquals(expected == null, rows.wasNull());
          if (row % 7 == 0) {
            assertNull(rows.getObject(3));
          } else {
            assertSame(Collections.nCopies(row % 3, expected), rows.getObject(3, List.class));
          }
          Map<?, ?> struct = rows.getObject(5, Map.class);
          assertEquals(row, struct.get("a"));
          assertSame(Collections.singletonList(expected), Arrays.asList(struct.get("b")));
          for (int n = 1; n < 6; n += 2) {
            assertEquals(row * n, rows.getInt(n + 1));
          }
        }
        assertEquals(Arrays.stream(BATCHES).sum(), row);
      }
    }
  }

  private static ExportedResults results(Kind kind) {
    ExportedResults results = new ExportedResults(schema(kind));
    int first = 0;
    for (int rows : BATCHES) {
      results.add(batch(kind, first, rows), rows);
      first += rows;
    }
    return results;
  }

  private static void assertSame(List<?> expected, List<?> actual) {
    assertArrayEquals(expected.toArray(), actual.toArray());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theyAreExportedAsArrow(Kind kind) throws Exception {
    try (LakewireResultSet rows = results(kind).open(ExportedResults.Way.INLINE);
        ArrowReader reader = rows.unwrap(ArrowReader.class)) {
      boolean copied =
          kind.type().getTypeID() != ArrowType.ArrowTypeID.ListView
              && kind.type().getTypeID() != ArrowType.ArrowTypeID.LargeListView;
      ArrowType type = reader.getVectorSchemaRoot().getSchema().getFields().get(0).getType();
      assertEquals(copied ? kind.type() : ArrowType.List.INSTANCE, type);
      int row = 0;
      while (reader.loadNextBatch()) {
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        for (int i = 0; i < root.getRowCount(); i++, row++) {
          boolean isNull = pick(kind, row) < 0;
          assertEquals(isNull, root.getVector(0).isNull(i));
          for (int n = 1; n < 6; n += 2) {
            assertEquals(row * n, root.getVector(n).getObject(i));
          }
          Object element = root.getVector(0).getObject(i);
          List<?> list = (List<?>) root.getVector(2).getObject(i);
          if (row % 7 != 0 && row % 3 > 0) {
            assertEquals(String.valueOf(text(element)), String.valueOf(text(list.get(0))));
          }
        }
      }
      assertEquals(Arrays.stream(BATCHES).sum(), row);
    }
  }

  private static Object text(Object value) {
    return value instanceof byte[] bytes ? new BigInteger(1, bytes) : value;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void damagedBatchesAreReadOrRefused(Kind kind) throws Exception {
    byte[] batch = batch(kind, 0, 20);
    Random random = new Random(kind.toString().hashCode());
    for (int i = 0; i < 150; i++) {
      byte[] damaged = batch.clone();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        // Not the lengths before the message, which other tests change.
        damaged[8 + random.nextInt(damaged.length - 8)] =
            random.nextBoolean() ? (byte) random.nextInt() : (byte) 0xff;
      }
      ExportedResults results = new ExportedResults(schema(kind)).add(damaged, 20);
      try (LakewireResultSet rows = results.open(ExportedResults.Way.INLINE)) {
        while (rows.next()) {
          readAll(rows);
        }
      } catch (SQLException e) {
        EveryGetter.check(e);
      }
      try (LakewireResultSet rows = results.open(ExportedResults.Way.INLINE);
          ArrowReader reader = rows.unwrap(ArrowReader.class)) {
        reader.loadNextBatch();
        // Whatever was let in can be looked at.
        assertFalse(reader.getVectorSchemaRoot().contentToTSVString().isEmpty());
      } catch (java.io.IOException e) {
        EveryGetter.check((SQLException) e.getCause());
      }
    }
  }

  private static void readAll(LakewireResultSet rows) {
    for (int column = 1; column <= 5; column++) {
      for (Class<?> type : new Class<?>[] {String.class, Object.class, List.class, Map.class}) {
        try {
          rows.getObject(column, type);
        } catch (SQLException e) {
          EveryGetter.check(e);
        }
      }
    }
  }

  // Those without a vector that is filled row by row.

  @Test
  void viewsWithinOthersMustNotShareTheirBytes() throws Exception {
    Field list = field("l", ArrowType.List.INSTANCE, field("element", ArrowType.Utf8View.INSTANCE));
    byte[] batch = ArrowCells.batch(list, Collections.nCopies(50, "x".repeat(500)));
    // All views become the first one.
    int first = indexOf(batch, new byte[] {(byte) 0xf4, 1, 0, 0, 'x', 'x', 'x', 'x'});
    for (int i = 1; i < 50; i++) {
      System.arraycopy(batch, first, batch, first + 16 * i, 16);
    }
    // Still as many bytes as the buffer has; one longer view is too many.
    try (LakewireResultSet rows = one(list, batch)) {
      assertTrue(rows.next());
      assertEquals(50, rows.getObject(1, List.class).size());
    }
    batch[first + 1] = 100;
    try (LakewireResultSet rows = one(list, batch)) {
      assertTrue(rows.next());
      assertEquals("HYC00", state(() -> rows.getString(1)));
    }
  }

  private static LakewireResultSet one(Field field, byte[] batch) throws Exception {
    return new ExportedResults(new Schema(List.of(field)))
        .add(batch, 1)
        .open(ExportedResults.Way.INLINE);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }

  private static String state(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(SQLException.class, call).getSQLState();
  }
}
