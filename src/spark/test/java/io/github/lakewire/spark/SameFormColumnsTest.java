package io.github.lakewire.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
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
import org.apache.arrow.vector.util.TransferPair;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns that are read where they are, beside Spark's own column over the same vector. */
class SameFormColumnsTest {
  private static final ArrowType LONG = new ArrowType.Int(64, true);
  private static final ArrowType TEXT = ArrowType.Utf8.INSTANCE;
  private final BufferAllocator memory = new RootAllocator();
  private final Random random = new Random(7);

  @AfterEach
  void allMemoryWasGivenBack() {
    memory.close();
  }

  private static Field field(ArrowType type, Field... children) {
    return new Field("v", FieldType.nullable(type), List.of(children));
  }

  static Stream<Field> fields() {
    Field entries =
        new Field(
            "entries",
            FieldType.notNullable(ArrowType.Struct.INSTANCE),
            List.of(
                new Field("key", FieldType.notNullable(LONG), null),
                new Field("value", FieldType.nullable(TEXT), null)));
    Field struct =
        field(
            ArrowType.Struct.INSTANCE,
            new Field("number", FieldType.nullable(LONG), null),
            new Field("text", FieldType.nullable(TEXT), null));
    Stream<Field> nested =
        Stream.of(
            struct,
            field(ArrowType.List.INSTANCE, field(LONG)),
            field(ArrowType.List.INSTANCE, field(TEXT)),
            field(ArrowType.List.INSTANCE, struct),
            field(ArrowType.List.INSTANCE, field(ArrowType.List.INSTANCE, field(LONG))),
            field(new ArrowType.Map(false), entries));
    Stream<Field> single =
        Stream.of(
                ArrowType.Null.INSTANCE,
                ArrowType.Bool.INSTANCE,
                new ArrowType.Int(8, true),
                new ArrowType.Int(16, true),
                new ArrowType.Int(32, true),
                LONG,
                new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
                new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
                new ArrowType.Decimal(1, 0, 128),
                new ArrowType.Decimal(18, 2, 128),
                new ArrowType.Decimal(19, 2, 128),
                new ArrowType.Decimal(38, 38, 128),
                new ArrowType.Date(DateUnit.DAY),
                new ArrowType.Time(TimeUnit.NANOSECOND, 64),
                new ArrowType.Timestamp(TimeUnit.MICROSECOND, null),
                new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"),
                new ArrowType.Interval(IntervalUnit.YEAR_MONTH),
                new ArrowType.Duration(TimeUnit.MICROSECOND),
                TEXT,
                ArrowType.LargeUtf8.INSTANCE,
                ArrowType.Binary.INSTANCE,
                ArrowType.LargeBinary.INSTANCE)
            .map(type -> field(type));
    return Stream.concat(single, nested);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void valuesAndNullsAreThoseOfSparksOwnColumn(Field field) {
    for (int rows : new int[] {0, 1, 8, 13, 200}) {
      for (int percentNull : new int[] {0, 30, 100}) {
        try (FieldVector vector = field.createVector(memory)) {
          fill(vector, rows, percentNull);
          compare(vector);
          if (rows > 3) {
            TransferPair part = vector.getTransferPair(memory);
            part.splitAndTransfer(3, rows - 3);
            try (FieldVector rest = (FieldVector) part.getTo()) {
              compare(rest);
            }
          }
        }
      }
    }
  }

  /** What Spark makes of a row, from both. */
  private static void compare(FieldVector vector) {
    DataType type = ArrowUtils.fromArrowField(vector.getField());
    ColumnVector expected = new ArrowColumnVector(vector);
    ColumnVector actual = VectorColumns.of(type, vector, null);
    assertEquals(expected.hasNull(), actual.hasNull());
    assertEquals(expected.numNulls(), actual.numNulls());
    UnsafeProjection rows = UnsafeProjection.create(new StructType().add("v", type));
    UnsafeProjection own = UnsafeProjection.create(new StructType().add("v", type));
    Iterator<InternalRow> others = batch(expected, vector.getValueCount()).rowIterator();
    Iterator<InternalRow> found = batch(actual, vector.getValueCount()).rowIterator();
    while (others.hasNext()) {
      assertEquals(rows.apply(others.next()), own.apply(found.next()));
    }
    assertEquals(false, found.hasNext());
  }

  private static ColumnarBatch batch(ColumnVector column, int rows) {
    return new ColumnarBatch(new ColumnVector[] {column}, rows);
  }

  /** Fills a vector; what is null has any bytes in its place. */
  private void fill(FieldVector vector, int rows, int percentNull) {
    vector.setInitialCapacity(Math.max(1, rows));
    vector.allocateNew();
    if (vector instanceof NullVector) {
      vector.setValueCount(rows);
      return;
    }
    if (vector instanceof ListVector list) {
      int elements = 0;
      for (int row = 0; row < rows; row++) {
        list.startNewValue(row);
        int size = random.nextInt(4);
        list.endValue(row, size);
        elements += size;
      }
      boolean map = vector instanceof MapVector;
      fill(list.getDataVector(), elements, map ? 0 : percentNull);
      list.setLastSet(rows - 1);
    } else if (vector instanceof StructVector struct) {
      for (FieldVector child : struct.getChildrenFromFields()) {
        fill(child, rows, child.getField().isNullable() ? percentNull : 0);
      }
    }
    if (vector instanceof BaseFixedWidthVector) {
      byte[] numbers = new byte[(int) vector.getDataBuffer().capacity()];
      random.nextBytes(numbers);
      vector.getDataBuffer().setBytes(0, numbers);
    }
    for (int row = 0; row < rows; row++) {
      value(vector, row);
    }
    vector.setValueCount(rows);
    for (int row = 0; row < rows; row++) {
      boolean isNull = random.nextInt(100) < percentNull;
      BitVectorHelper.setValidityBit(vector.getValidityBuffer(), row, isNull ? 0 : 1);
    }
  }

  private void value(FieldVector vector, int row) {
    byte[] bytes =
        "αβγ plain 🚕".repeat(2).substring(random.nextInt(8)).getBytes(StandardCharsets.UTF_8);
    if (vector instanceof VarCharVector text) {
      text.setSafe(row, bytes);
    } else if (vector instanceof LargeVarCharVector text) {
      text.setSafe(row, bytes);
    } else if (vector instanceof VarBinaryVector binary) {
      binary.setSafe(row, bytes);
    } else if (vector instanceof LargeVarBinaryVector binary) {
      binary.setSafe(row, bytes);
    } else if (vector instanceof DecimalVector decimals) {
      BigInteger limit = BigInteger.TEN.pow(decimals.getPrecision());
      BigInteger digits =
          random.nextInt(4) == 0
              ? limit.subtract(BigInteger.ONE)
              : new BigInteger(random.nextInt(127), random).mod(limit);
      BigInteger signed = random.nextBoolean() ? digits : digits.negate();
      decimals.setSafe(row, new BigDecimal(signed, decimals.getScale()));
    }
  }

  @Test
  void digitsBeyondTheTypeFail() {
    try (DecimalVector vector = new DecimalVector("v", memory, 38, 2)) {
      vector.setSafe(0, new BigDecimal("100.00"));
      vector.setSafe(1, new BigDecimal("-100.00"));
      vector.setSafe(2, new BigDecimal(BigInteger.TWO.pow(64), 2));
      vector.setSafe(3, new BigDecimal("-99.99"));
      vector.setValueCount(4);
      ColumnVector column = VectorColumns.of(DataTypes.createDecimalType(4, 2), vector, null);
      for (int row = 0; row < 3; row++) {
        int at = row;
        assertThrows(ArithmeticException.class, () -> column.getDecimal(at, 4, 2));
      }
      assertEquals("-99.99", column.getDecimal(3, 4, 2).toString());
    }
  }

  @Test
  void columnsHaveNoValuesOfOtherKinds() {
    try (VarCharVector text = new VarCharVector("v", memory)) {
      ColumnVector column = VectorColumns.of(DataTypes.StringType, text, null);
      assertEquals(
          "A column of STRING has no such value",
          assertThrows(UnsupportedOperationException.class, () -> column.getLong(0)).getMessage());
    }
  }
}
