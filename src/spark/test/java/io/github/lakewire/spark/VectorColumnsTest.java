package io.github.lakewire.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.TimeStampSecVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Arrow's vectors hold in another form than Spark, filled by Arrow's own writers. */
class VectorColumnsTest {
  private static final TimeType TIME = new TimeType(6);
  private static final DataType YEAR_MONTH = DataTypes.createYearMonthIntervalType();
  private static final DataType DAY_TIME = DataTypes.createDayTimeIntervalType();
  private final BufferAllocator memory = new RootAllocator();

  @AfterEach
  void allMemoryWasGivenBack() {
    memory.close();
  }

  /** Every vector has its value in row 0 and null in row 1. */
  private static ColumnVector column(DataType type, FieldVector vector) {
    vector.setValueCount(2);
    ColumnVector column = VectorColumns.of(type, vector, ZoneId.of("America/New_York"));
    assertEquals(false, column.isNullAt(0));
    assertEquals(true, column.isNullAt(1));
    assertEquals(true, column.hasNull());
    assertEquals(1, column.numNulls());
    return column;
  }

  private FieldVector vector(ArrowType type) {
    FieldVector vector = new Field("v", FieldType.nullable(type), null).createVector(memory);
    vector.setInitialCapacity(2);
    vector.allocateNew();
    return vector;
  }

  @Test
  void timestampsOfEveryUnitAreMicroseconds() {
    TimeStampSecVector seconds = new TimeStampSecVector("v", memory);
    seconds.setSafe(0, -62_135_596_800L);
    try (ColumnVector column = column(DataTypes.TimestampNTZType, seconds)) {
      assertEquals(-62_135_596_800_000_000L, column.getLong(0));
    }
    TimeStampMilliTZVector millis = new TimeStampMilliTZVector("v", memory, "UTC");
    millis.setSafe(0, -1);
    try (ColumnVector column = column(DataTypes.TimestampType, millis)) {
      assertEquals(-1_000, column.getLong(0));
    }
    TimeStampNanoVector nanos = new TimeStampNanoVector("v", memory);
    nanos.setSafe(0, -1);
    try (ColumnVector column = column(DataTypes.TimestampNTZType, nanos)) {
      assertEquals(-1, column.getLong(0));
    }
    TimeStampSecVector far = new TimeStampSecVector("v", memory);
    far.setSafe(0, Long.MAX_VALUE);
    try (ColumnVector column = column(DataTypes.TimestampNTZType, far)) {
      assertThrows(ArithmeticException.class, () -> column.getLong(0));
    }
  }

  @Test
  void theTextOfATimestampIsTheClockOfTheSession() {
    LocalDateTime summer = LocalDateTime.parse("2024-07-01T12:00:00.000001");
    TimeStampMicroVector clock = new TimeStampMicroVector("v", memory);
    clock.setSafe(0, summer.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + 1);
    try (ColumnVector column = column(DataTypes.TimestampType, clock)) {
      assertEquals(summer.toEpochSecond(ZoneOffset.ofHours(-4)) * 1_000_000 + 1, column.getLong(0));
      assertThrows(
          UnsupportedOperationException.class,
          () -> VectorColumns.of(DataTypes.TimestampType, clock, null));
    }
  }

  @Test
  void timesOfEveryUnitAreNanosecondsOrText() {
    TimeSecVector seconds = new TimeSecVector("v", memory);
    seconds.setSafe(0, 86_399);
    TimeMilliVector millis = new TimeMilliVector("v", memory);
    millis.setSafe(0, 86_399_120);
    TimeMicroVector micros = new TimeMicroVector("v", memory);
    micros.setSafe(0, 86_399_999_999L);
    TimeNanoVector nanos = new TimeNanoVector("v", memory);
    nanos.setSafe(0, 1_000L);
    Map<FieldVector, String> times =
        Map.of(
            seconds, "86399000000000 23:59:59",
            millis, "86399120000000 23:59:59.12",
            micros, "86399999999000 23:59:59.999999",
            nanos, "1000 00:00:00.000001");
    times.forEach(
        (vector, expected) -> {
          try (ColumnVector time = column(TIME, vector);
              ColumnVector text = column(DataTypes.StringType, vector)) {
            assertEquals(expected, time.getLong(0) + " " + text.getUTF8String(0));
          }
        });
  }

  @Test
  void decimalsOfOtherDigitsAreExactOrFail() {
    DecimalVector small = new DecimalVector("v", memory, 5, 2);
    small.setSafe(0, new BigDecimal("-123.40"));
    try (ColumnVector column = column(DataTypes.createDecimalType(10, 1), small)) {
      Decimal value = column.getDecimal(0, 10, 1);
      assertEquals(new BigDecimal("-123.4"), value.toJavaBigDecimal());
    }
    DecimalVector digits = new DecimalVector("v", memory, 5, 2);
    digits.setSafe(0, new BigDecimal("123.45"));
    try (ColumnVector column = column(DataTypes.createDecimalType(10, 1), digits)) {
      assertThrows(ArithmeticException.class, () -> column.getDecimal(0, 10, 1));
    }
    DecimalVector longer = new DecimalVector("v", memory, 10, 2);
    longer.setSafe(0, new BigDecimal("12345.67"));
    try (ColumnVector column = column(DataTypes.createDecimalType(5, 2), longer)) {
      assertThrows(ArithmeticException.class, () -> column.getDecimal(0, 5, 2));
    }
    Decimal256Vector narrow = new Decimal256Vector("v", memory, 5, 2);
    narrow.setSafe(0, new BigDecimal("1.25"));
    try (ColumnVector column = column(DataTypes.createDecimalType(5, 2), narrow)) {
      assertEquals("1.25", column.getDecimal(0, 5, 2).toString());
    }
    Decimal256Vector wide = new Decimal256Vector("v", memory, 76, 0);
    wide.setSafe(0, new BigDecimal("9".repeat(38)));
    try (ColumnVector column = column(DataTypes.createDecimalType(38, 0), wide)) {
      assertEquals("9".repeat(38), column.getDecimal(0, 38, 0).toString());
    }
  }

  @Test
  void intervalsOfOtherUnitsKeepTheirLength() {
    DurationVector seconds = (DurationVector) vector(new ArrowType.Duration(TimeUnit.SECOND));
    seconds.setSafe(0, -2);
    try (ColumnVector column = column(DAY_TIME, seconds)) {
      assertEquals(-2_000_000, column.getLong(0));
    }
    IntervalMonthDayNanoVector both = new IntervalMonthDayNanoVector("v", memory);
    both.setSafe(0, 0, 2, 3_000);
    try (ColumnVector column = column(DAY_TIME, both)) {
      assertEquals(Duration.ofDays(2).toNanos() / 1_000 + 3, column.getLong(0));
      ColumnVector months = column(YEAR_MONTH, both);
      assertThrows(ArithmeticException.class, () -> months.getInt(0));
    }
    IntervalMonthDayNanoVector months = new IntervalMonthDayNanoVector("v", memory);
    months.setSafe(0, (int) Period.of(3, -1, 0).toTotalMonths(), 0, 0);
    try (ColumnVector column = column(YEAR_MONTH, months)) {
      assertEquals(35, column.getInt(0));
      ColumnVector days = column(DAY_TIME, months);
      assertThrows(ArithmeticException.class, () -> days.getLong(0));
    }
  }

  @Test
  void numbersTextsAndBytesOfOtherWidths() {
    UInt4Vector unsigned = new UInt4Vector("v", memory);
    unsigned.setSafe(0, -1);
    try (ColumnVector column = column(DataTypes.LongType, unsigned)) {
      assertEquals(4_294_967_295L, column.getLong(0));
      assertThrows(
          UnsupportedOperationException.class,
          () -> VectorColumns.of(DataTypes.IntegerType, unsigned, null));
    }
    try (UInt8Vector wide = new UInt8Vector("v", memory)) {
      assertThrows(
          UnsupportedOperationException.class,
          () -> VectorColumns.of(DataTypes.LongType, wide, null));
    }
    Float2Vector half =
        (Float2Vector) vector(new ArrowType.FloatingPoint(FloatingPointPrecision.HALF));
    half.setSafeWithPossibleTruncate(0, 1.5f);
    try (ColumnVector column = column(DataTypes.FloatType, half)) {
      assertEquals(1.5f, column.getFloat(0));
    }
    ViewVarCharVector text = new ViewVarCharVector("v", memory);
    text.setSafe(0, "größer als zwölf 🚕".getBytes(StandardCharsets.UTF_8));
    try (ColumnVector column = column(DataTypes.StringType, text)) {
      assertEquals("größer als zwölf 🚕", column.getUTF8String(0).toString());
    }
    FixedSizeBinaryVector fixed = new FixedSizeBinaryVector("v", memory, 2);
    fixed.setSafe(0, new byte[] {1, -1});
    try (ColumnVector column = column(DataTypes.BinaryType, fixed)) {
      assertArrayEquals(new byte[] {1, -1}, column.getBinary(0));
    }
    DateMilliVector day = new DateMilliVector("v", memory);
    day.setSafe(0, -1);
    try (ColumnVector column = column(DataTypes.DateType, day)) {
      assertEquals(-1, column.getInt(0));
    }
  }

  @Test
  void nestedValuesAreConvertedInside() {
    StructType wanted =
        new StructType()
            .add("id", DataTypes.LongType)
            .add("times", DataTypes.createArrayType(TIME))
            .add("clocks", DataTypes.createMapType(DataTypes.LongType, DataTypes.TimestampNTZType));
    StructVector struct = StructVector.empty("v", memory);
    BigIntVector id =
        struct.addOrGet("id", FieldType.nullable(new ArrowType.Int(64, true)), BigIntVector.class);
    ListVector times =
        struct.addOrGet("times", FieldType.nullable(ArrowType.List.INSTANCE), ListVector.class);
    TimeMilliVector time =
        (TimeMilliVector)
            times
                .addOrGetVector(FieldType.nullable(new ArrowType.Time(TimeUnit.MILLISECOND, 32)))
                .getVector();
    MapVector clocks =
        struct.addOrGet("clocks", FieldType.nullable(new ArrowType.Map(false)), MapVector.class);
    StructVector entries =
        (StructVector)
            clocks.addOrGetVector(FieldType.notNullable(ArrowType.Struct.INSTANCE)).getVector();
    BigIntVector key =
        entries.addOrGet(
            MapVector.KEY_NAME,
            FieldType.notNullable(new ArrowType.Int(64, true)),
            BigIntVector.class);
    TimeStampSecVector clock =
        entries.addOrGet(
            MapVector.VALUE_NAME,
            FieldType.nullable(new ArrowType.Timestamp(TimeUnit.SECOND, null)),
            TimeStampSecVector.class);
    struct.allocateNew();
    struct.setIndexDefined(0);
    id.setSafe(0, 7);
    times.startNewValue(0);
    time.setSafe(0, 1);
    time.setNull(1);
    times.endValue(0, 2);
    clocks.startNewValue(0);
    entries.setIndexDefined(0);
    key.setSafe(0, 8);
    clock.setSafe(0, 9);
    clocks.endValue(0, 1);
    try (ColumnVector column = column(wanted, struct)) {
      var row = column.getStruct(0);
      assertEquals(7, row.getLong(0));
      var list = row.getArray(1);
      assertEquals(2, list.numElements());
      assertEquals(1_000_000, list.getLong(0));
      assertTrue(list.isNullAt(1));
      ColumnarMap map = (ColumnarMap) row.getMap(2);
      assertEquals(1, map.numElements());
      assertEquals(8, map.keyArray().getLong(0));
      assertEquals(9_000_000, map.valueArray().getLong(0));
    }
  }

  @Test
  void whatCannotBeReadNamesTheColumnAndARemedy() {
    try (FieldVector text = vector(ArrowType.Utf8.INSTANCE)) {
      StructField column =
          new StructType().add("trips", DataTypes.createArrayType(DataTypes.LongType)).apply(0);
      UnsupportedOperationException e =
          assertThrows(
              UnsupportedOperationException.class, () -> VectorColumns.column(column, text, null));
      assertEquals(
          "Column 'trips': ARRAY<BIGINT> cannot be read from Arrow's Utf8; cast it to STRING in"
              + " the query",
          e.getMessage());
    }
  }
}
