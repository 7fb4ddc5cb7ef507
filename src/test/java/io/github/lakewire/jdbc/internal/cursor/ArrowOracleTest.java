package io.github.lakewire.jdbc.internal.cursor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.SessionBufferPoolTest;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.FakePages;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Every type that the driver reads, against vectors filled and laid out by Arrow's own library. */
class ArrowOracleTest {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final int[] BATCHES = {1, 7, 8, 9, 0, 1_000, 64};

  /** Writes a value to a vector at an index. */
  private interface Setter {
    void set(FieldVector vector, int index, Object value);
  }

  private record Column(Field field, String sqlType, IntFunction<Object> values, Setter setter) {}

  private final Random random = new Random(42);

  private static Field field(String name, ArrowType type, Field... children) {
    return new Field(name, FieldType.nullable(type), List.of(children));
  }

  private static ArrowType.Int integer(int width) {
    return new ArrowType.Int(width, true);
  }

  private static byte[] utf8(Object value) {
    return ((String) value).getBytes(StandardCharsets.UTF_8);
  }

  /** Whole units from the epoch on, counted without overflow on the way. */
  private static long count(long seconds, int nanos, ChronoUnit unit) {
    long perSecond = ChronoUnit.SECONDS.getDuration().dividedBy(unit.getDuration());
    return Math.addExact(
        Math.multiplyExact(seconds, perSecond), nanos / (1_000_000_000 / perSecond));
  }

  private String text(int row) {
    return switch (row % 5) {
      case 0 -> "";
      case 1 -> "plain " + row;
      case 2 -> "gr\u00fc\u00df " + row;
      case 3 -> "\u3053\u3093 \ud83d\ude00";
      default -> "x".repeat(random.nextInt(200));
    };
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(
        new Column(
            field("bool", new ArrowType.Bool()),
            "BOOLEAN",
            i -> random.nextBoolean(),
            (v, i, o) -> ((BitVector) v).setSafe(i, (Boolean) o ? 1 : 0)));
    columns.add(
        new Column(
            field("tiny", integer(8)),
            "TINYINT",
            i -> (byte) random.nextInt(),
            (v, i, o) -> ((TinyIntVector) v).setSafe(i, (Byte) o)));
    columns.add(
        new Column(
            field("small", integer(16)),
            "SMALLINT",
            i -> (short) random.nextInt(),
            (v, i, o) -> ((SmallIntVector) v).setSafe(i, (Short) o)));
    columns.add(
        new Column(
            field("int", integer(32)),
            "INT",
            i -> random.nextInt(),
            (v, i, o) -> ((IntVector) v).setSafe(i, (Integer) o)));
    columns.add(
        new Column(
            field("big", integer(64)),
            "BIGINT",
            i -> random.nextLong(),
            (v, i, o) -> ((BigIntVector) v).setSafe(i, (Long) o)));
    columns.add(
        new Column(
            field("float", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
            "FLOAT",
            i -> Float.intBitsToFloat(random.nextInt()),
            (v, i, o) -> ((Float4Vector) v).setSafe(i, (Float) o)));
    columns.add(
        new Column(
            field("double", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
            "DOUBLE",
            i -> Double.longBitsToDouble(random.nextLong()),
            (v, i, o) -> ((Float8Vector) v).setSafe(i, (Double) o)));
    columns.add(
        new Column(
            field("decimal", new ArrowType.Decimal(38, 7, 128)),
            "DECIMAL(38,7)",
            i -> new BigDecimal(new BigInteger(1 + random.nextInt(125), random), 7).negate(),
            (v, i, o) -> ((DecimalVector) v).setSafe(i, (BigDecimal) o)));
    columns.add(
        new Column(
            field("price", new ArrowType.Decimal(18, 2, 128)),
            "DECIMAL(18,2)",
            i -> BigDecimal.valueOf(random.nextLong() % 1_000_000_000_000_000_000L, 2),
            (v, i, o) -> ((DecimalVector) v).setSafe(i, (BigDecimal) o)));
    columns.add(
        new Column(
            field("text", new ArrowType.Utf8()),
            "STRING",
            this::text,
            (v, i, o) -> ((VarCharVector) v).setSafe(i, utf8(o))));
    columns.add(
        new Column(
            field("ascii", new ArrowType.Utf8()),
            "STRING",
            i -> "row " + i,
            (v, i, o) -> ((VarCharVector) v).setSafe(i, utf8(o))));
    columns.add(
        new Column(
            field("large", new ArrowType.LargeUtf8()),
            "STRING",
            this::text,
            (v, i, o) -> ((LargeVarCharVector) v).setSafe(i, utf8(o))));
    columns.add(
        new Column(
            field("binary", new ArrowType.Binary()),
            "BINARY",
            i -> BigInteger.valueOf(random.nextLong()).toByteArray(),
            (v, i, o) -> ((VarBinaryVector) v).setSafe(i, (byte[]) o)));
    columns.add(
        new Column(
            field("largebinary", new ArrowType.LargeBinary()),
            "BINARY",
            i -> BigInteger.valueOf(random.nextLong()).toByteArray(),
            (v, i, o) -> ((LargeVarBinaryVector) v).setSafe(i, (byte[]) o)));
    columns.add(
        new Column(
            field("date", new ArrowType.Date(DateUnit.DAY)),
            "DATE",
            i -> LocalDate.ofEpochDay(random.nextInt() / 3),
            (v, i, o) -> ((DateDayVector) v).setSafe(i, (int) ((LocalDate) o).toEpochDay())));
    for (TimeUnit unit : TimeUnit.values()) {
      ChronoUnit chrono =
          switch (unit) {
            case SECOND -> ChronoUnit.SECONDS;
            case MILLISECOND -> ChronoUnit.MILLIS;
            case MICROSECOND -> ChronoUnit.MICROS;
            case NANOSECOND -> ChronoUnit.NANOS;
          };
      columns.add(
          new Column(
              field("moment " + unit, new ArrowType.Timestamp(unit, ZONE.getId())),
              "TIMESTAMP",
              i -> Instant.EPOCH.plus(random.nextInt() * 777L, chrono),
              (v, i, o) ->
                  ((TimeStampVector) v)
                      .setSafe(
                          i,
                          count(
                              ((Instant) o).getEpochSecond(),
                              ((Instant) o).get(ChronoField.NANO_OF_SECOND),
                              chrono))));
      columns.add(
          new Column(
              field("local " + unit, new ArrowType.Timestamp(unit, null)),
              "TIMESTAMP_NTZ",
              i -> LocalDateTime.of(1970, 1, 1, 0, 0).plus(random.nextInt() * 777L, chrono),
              (v, i, o) ->
                  ((TimeStampVector) v)
                      .setSafe(
                          i,
                          count(
                              ((LocalDateTime) o).toEpochSecond(ZoneOffset.UTC),
                              ((LocalDateTime) o).get(ChronoField.NANO_OF_SECOND),
                              chrono))));
      columns.add(
          new Column(
              field("time " + unit, new ArrowType.Time(unit, unit.ordinal() < 2 ? 32 : 64)),
              "TIME(" + 3 * unit.ordinal() + ")",
              i -> LocalTime.MIDNIGHT.plus(random.nextLong() >> 16, chrono),
              (v, i, o) -> setTime(v, i, (LocalTime) o)));
      columns.add(
          new Column(
              field("duration " + unit, new ArrowType.Duration(unit)),
              "INTERVAL DAY TO SECOND",
              i -> Duration.of(random.nextLong() >> 16, chrono),
              (v, i, o) ->
                  ((DurationVector) v)
                      .setSafe(
                          i,
                          count(
                              ((Duration) o).toSeconds(), ((Duration) o).toNanosPart(), chrono))));
    }
    columns.add(
        new Column(
            field("months", new ArrowType.Interval(IntervalUnit.YEAR_MONTH)),
            "INTERVAL YEAR TO MONTH",
            i -> Period.ofMonths(random.nextInt()).normalized(),
            (v, i, o) -> ((IntervalYearVector) v).setSafe(i, (int) ((Period) o).toTotalMonths())));
    columns.add(
        new Column(field("void", new ArrowType.Null()), "VOID", i -> null, (v, i, o) -> {}));
    columns.add(
        new Column(
            field("list", new ArrowType.List(), field("element", integer(32))),
            "ARRAY<INT>",
            this::list,
            this::setList));
    columns.add(
        new Column(
            field(
                "map",
                new ArrowType.Map(false),
                new Field(
                    "entries",
                    FieldType.notNullable(new ArrowType.Struct()),
                    List.of(
                        new Field("key", FieldType.notNullable(new ArrowType.Utf8()), null),
                        field("value", integer(64))))),
            "MAP<STRING, BIGINT>",
            i -> i % 3 == 0 ? Map.of() : Map.of("key" + i, (long) i),
            ArrowOracleTest::setMap));
    columns.add(
        new Column(
            field(
                "struct",
                new ArrowType.Struct(),
                field("a", integer(32)),
                field("b", new ArrowType.Utf8())),
            "STRUCT<a: INT, b: STRING>",
            i -> Map.of("a", i, "b", "b" + i),
            ArrowOracleTest::setStruct));
    return columns;
  }

  private static void setTime(FieldVector vector, int index, LocalTime time) {
    if (vector instanceof TimeSecVector seconds) {
      seconds.setSafe(index, time.toSecondOfDay());
    } else if (vector instanceof TimeMilliVector millis) {
      millis.setSafe(index, (int) (time.toNanoOfDay() / 1_000_000));
    } else if (vector instanceof TimeMicroVector micros) {
      micros.setSafe(index, time.toNanoOfDay() / 1_000);
    } else {
      ((TimeNanoVector) vector).setSafe(index, time.toNanoOfDay());
    }
  }

  private List<Integer> list(int row) {
    List<Integer> list = new ArrayList<>();
    for (int i = row % 4; i > 0; i--) {
      list.add(random.nextInt(9) == 0 ? null : random.nextInt());
    }
    return list;
  }

  private void setList(FieldVector vector, int index, Object value) {
    ListVector list = (ListVector) vector;
    int at = list.startNewValue(index);
    IntVector elements = (IntVector) list.getDataVector();
    List<?> values = (List<?>) value;
    for (Object element : values) {
      if (element == null) {
        elements.setNull(at++);
      } else {
        elements.setSafe(at++, (Integer) element);
      }
    }
    list.endValue(index, values.size());
    elements.setValueCount(at);
  }

  private static void setMap(FieldVector vector, int index, Object value) {
    MapVector map = (MapVector) vector;
    int at = map.startNewValue(index);
    StructVector entries = (StructVector) map.getDataVector();
    Map<?, ?> values = (Map<?, ?>) value;
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      entries.setIndexDefined(at);
      ((VarCharVector) entries.getChild("key")).setSafe(at, utf8(entry.getKey()));
      ((BigIntVector) entries.getChild("value")).setSafe(at, (Long) entry.getValue());
      at++;
    }
    map.endValue(index, values.size());
    entries.setValueCount(at);
  }

  private static void setStruct(FieldVector vector, int index, Object value) {
    StructVector struct = (StructVector) vector;
    Map<?, ?> values = (Map<?, ?>) value;
    struct.setIndexDefined(index);
    ((IntVector) struct.getChild("a")).setSafe(index, (Integer) values.get("a"));
    ((VarCharVector) struct.getChild("b")).setSafe(index, utf8(values.get("b")));
  }

  @Test
  void everyTypeReadsBackInSeveralBatchesWithNullsAndWithout() throws Exception {
    List<Column> columns = columns();
    Schema schema = new Schema(columns.stream().map(Column::field).toList());
    byte[] schemaMessage = ArrowBytes.schema(schema);
    ResultSchema resultSchema = Cursors.arrowSchema(schemaMessage);
    for (int i = 0; i < columns.size(); i++) {
      assertEquals(columns.get(i).sqlType(), resultSchema.columns().get(i).typeName());
      assertEquals(columns.get(i).field().getName(), resultSchema.columns().get(i).name());
    }

    List<List<Object>> expected = new ArrayList<>();
    List<Page.EncodedBatch> batches = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      int nullShare = 0;
      for (int rows : BATCHES) {
        fill(root, columns, rows, nullShare++ % 4, expected);
        byte[] message = ArrowBytes.batch(root);
        // In the midst of other bytes, at an odd place.
        byte[] around = new byte[message.length + 30];
        System.arraycopy(message, 0, around, 13, message.length);
        batches.add(new Page.EncodedBatch(around, 13, message.length, rows));
      }
    }

    FakePages pages = new FakePages(new Page.Batches(List.of()), new Page.Batches(batches));
    try (RowCursor cursor =
        Cursors.arrow(
            schemaMessage,
            resultSchema,
            false,
            pages,
            new ResultFiles(),
            new FetchResources(Runnable::run, 2, 1 << 20, SessionBufferPoolTest.none()))) {
      for (List<Object> row : expected) {
        assertTrue(cursor.advance());
        for (int i = 0; i < row.size(); i++) {
          compare(row.get(i), cursor.reader(i), cursor.row());
        }
      }
      assertFalse(cursor.advance());
      assertFalse(cursor.advance());
    }
    assertEquals(1, pages.closed);
  }

  private void fill(
      VectorSchemaRoot root,
      List<Column> columns,
      int rows,
      int nullShare,
      List<List<Object>> expected) {
    root.clear();
    root.allocateNew();
    List<List<Object>> batch = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        boolean isNull = nullShare == 3 || (nullShare > 0 && random.nextInt(4) < nullShare);
        Object value = isNull ? null : column.values().apply(row);
        values.add(value);
        if (value == null) {
          root.getVector(i).setNull(row);
        } else {
          column.setter().set(root.getVector(i), row, value);
        }
      }
      batch.add(values);
    }
    root.setRowCount(rows);
    expected.addAll(batch);
  }

  private static void compare(Object expected, ColumnReader reader, int row) throws Exception {
    String column = reader.column().name();
    assertEquals(expected == null, reader.isNull(row), column);
    if (expected == null) {
      return;
    }
    if (expected instanceof byte[] bytes) {
      assertArrayEquals(bytes, (byte[]) reader.getObject(row), column);
      assertArrayEquals(bytes, reader.getBytes(row), column);
      return;
    }
    assertEquals(expected, reader.getObject(row), column);
    if (expected instanceof BigDecimal decimal) {
      assertEquals(decimal, reader.getBigDecimal(row), column);
      assertEquals(decimal.doubleValue(), reader.getDouble(row), column);
      assertEquals(decimal.toPlainString(), reader.getString(row), column);
    } else if (expected instanceof Float || expected instanceof Double) {
      assertEquals(((Number) expected).doubleValue(), reader.getDouble(row), column);
      assertEquals(expected.toString(), reader.getString(row), column);
    } else if (expected instanceof Number number) {
      assertEquals(number.longValue(), reader.getLong(row), column);
      assertEquals(number.doubleValue(), reader.getDouble(row), column);
      assertEquals(number.toString(), reader.getString(row), column);
    } else if (expected instanceof String) {
      assertEquals(expected, reader.getString(row), column);
    } else if (expected instanceof LocalDate date) {
      assertEquals(date.toEpochDay(), reader.getEpochDay(row), column);
      assertEquals(date.toString(), reader.getString(row), column);
      assertEquals(date.atStartOfDay(), reader.getLocalDateTime(row), column);
    } else if (expected instanceof Instant instant) {
      LocalDateTime local = LocalDateTime.ofInstant(instant, ZONE);
      assertEquals(instant, reader.getInstant(row), column);
      assertEquals(local, reader.getLocalDateTime(row), column);
      assertEquals(local.toLocalDate(), reader.getLocalDate(row), column);
      assertEquals(sparkText(local), reader.getString(row), column);
      assertEquals(
          count(instant.getEpochSecond(), instant.getNano(), ChronoUnit.MICROS),
          reader.getEpochMicros(row),
          column);
    } else if (expected instanceof LocalDateTime local) {
      assertFalse(reader.isMoment(), column);
      assertEquals(local, reader.getLocalDateTime(row), column);
      assertEquals(sparkText(local), reader.getString(row), column);
      assertEquals(
          count(
              local.toEpochSecond(ZoneOffset.UTC),
              local.get(ChronoField.NANO_OF_SECOND),
              ChronoUnit.MICROS),
          reader.getEpochMicros(row),
          column);
    }
  }

  private static String sparkText(LocalDateTime local) {
    String time =
        String.format(
            "%s %02d:%02d:%02d",
            local.toLocalDate(), local.getHour(), local.getMinute(), local.getSecond());
    String fraction = String.format(".%09d", local.getNano()).replaceAll("\\.?0+$", "");
    return time + fraction;
  }
}
