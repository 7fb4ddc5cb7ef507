package io.github.lakewire.spark;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.apache.spark.sql.util.ArrowUtils;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * Shows an Arrow vector as the column that Spark expects: as Spark's own view of it, which copies
 * nothing, where that has the same type; else each value is converted when it is read.
 */
final class VectorColumns {
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
    ColumnVector shown = shown(type, vector);
    if (shown != null) {
      return shown;
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

  /** Returns Spark's own view, null when it has none or one of another type. */
  private static @Nullable ColumnVector shown(DataType type, FieldVector vector) {
    try {
      boolean same = isShown(type, ArrowUtils.fromArrowField(vector.getField()));
      return same ? new ArrowColumnVector(vector) : null;
    } catch (UnsupportedOperationException | ArithmeticException e) {
      // Spark's exceptions for types that it does not know, and for decimals of too many digits.
      return null;
    }
  }

  /** Whether values of the one type can be read as the other, whatever their names and nulls. */
  private static boolean isShown(DataType wanted, DataType shown) {
    if (wanted instanceof ArrayType array) {
      return shown instanceof ArrayType other && isShown(array.elementType(), other.elementType());
    }
    if (wanted instanceof MapType map) {
      return shown instanceof MapType other
          && isShown(map.keyType(), other.keyType())
          && isShown(map.valueType(), other.valueType());
    }
    if (wanted instanceof StructType struct) {
      return shown instanceof StructType other
          && struct.size() == other.size()
          && IntStream.range(0, struct.size())
              .allMatch(i -> isShown(struct.apply(i).dataType(), other.apply(i).dataType()));
    }
    if (wanted instanceof DecimalType decimal) {
      return shown instanceof DecimalType other
          && decimal.scale() == other.scale()
          && decimal.precision() >= other.precision();
    }
    // The types differ in collation, length, fields or digits only.
    return wanted.equals(shown)
        || wanted instanceof StringType && shown instanceof StringType
        || wanted instanceof YearMonthIntervalType && shown instanceof YearMonthIntervalType
        || wanted instanceof DayTimeIntervalType && shown instanceof DayTimeIntervalType
        || wanted instanceof TimeType && shown instanceof TimeType;
  }
}
