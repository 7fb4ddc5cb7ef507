package io.github.lakewire.spark;

import static java.util.Map.entry;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * Shows an Arrow vector as the column that Spark expects: nothing is copied where values have the
 * same form in both; else each value is converted when it is read.
 */
final class VectorColumns {
  /** Vectors whose numbers mean the same in the type of Spark's. */
  private static final Map<Class<?>, Class<?>> SAME_NUMBERS =
      Map.ofEntries(
          entry(BitVector.class, BooleanType.class),
          entry(TinyIntVector.class, ByteType.class),
          entry(SmallIntVector.class, ShortType.class),
          entry(IntVector.class, IntegerType.class),
          entry(BigIntVector.class, LongType.class),
          entry(Float4Vector.class, FloatType.class),
          entry(Float8Vector.class, DoubleType.class),
          entry(DateDayVector.class, DateType.class),
          entry(TimeNanoVector.class, TimeType.class),
          entry(TimeStampMicroTZVector.class, TimestampType.class),
          entry(TimeStampMicroVector.class, TimestampNTZType.class),
          entry(IntervalYearVector.class, YearMonthIntervalType.class));

  private VectorColumns() {}

  /**
   * @param zone of the session, for a TIMESTAMP that was sent as text; null when it is not known
   */
  static ColumnVector column(StructField column, FieldVector vector, @Nullable ZoneId zone) {
    try {
      return of(column.dataType(), vector, zone);
    } catch (UnsupportedOperationException e) {
      throw new UnsupportedOperationException(
          "Column '" + column.name() + "': " + e.getMessage() + "; cast it to STRING in the query",
          e);
    }
  }

  static ColumnVector of(DataType type, FieldVector vector, @Nullable ZoneId zone) {
    if (isVariableWidth(type, vector)) {
      return new VariableWidthColumn(type, vector);
    }
    if (isFixedWidth(type, vector)) {
      return new FixedWidthColumn(type, vector);
    }
    if (type instanceof ArrayType array && vector instanceof BaseListVector list) {
      FieldVector elements = list.getChildrenFromFields().get(0);
      return new NestedColumn(type, vector, List.of(of(array.elementType(), elements, zone)));
    }
    if (type instanceof MapType map && vector instanceof BaseListVector list) {
      List<FieldVector> entries = list.getChildrenFromFields().get(0).getChildrenFromFields();
      return new NestedColumn(
          type,
          vector,
          List.of(
              of(map.keyType(), entries.get(0), zone), of(map.valueType(), entries.get(1), zone)));
    }
    if (type instanceof StructType struct
        && vector instanceof StructVector parts
        && struct.size() == parts.size()) {
      List<FieldVector> children = parts.getChildrenFromFields();
      return new NestedColumn(
          type,
          vector,
          IntStream.range(0, children.size())
              .mapToObj(i -> of(struct.apply(i).dataType(), children.get(i), zone))
              .toList());
    }
    return new ConvertedColumn(type, vector, ValueConversion.of(type, vector, zone));
  }

  private static boolean isVariableWidth(DataType type, FieldVector vector) {
    if (type instanceof StringType) {
      return vector instanceof VarCharVector || vector instanceof LargeVarCharVector;
    }
    return type instanceof BinaryType
        && (vector instanceof VarBinaryVector || vector instanceof LargeVarBinaryVector);
  }

  private static boolean isFixedWidth(DataType type, FieldVector vector) {
    if (type instanceof DecimalType decimal && vector instanceof DecimalVector sent) {
      return decimal.scale() == sent.getScale();
    }
    if (type instanceof DayTimeIntervalType && vector instanceof DurationVector) {
      ArrowType.Duration sent = (ArrowType.Duration) vector.getField().getType();
      return sent.getUnit() == TimeUnit.MICROSECOND;
    }
    Class<?> same = SAME_NUMBERS.get(vector.getClass());
    return same != null && same.isInstance(type);
  }
}
