package io.github.lakewire.warehouse.internal.results;

import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TPrimitiveTypeEntry;
import io.github.lakewire.thrift.TSparkArrowTypes;
import io.github.lakewire.thrift.TTableSchema;
import io.github.lakewire.thrift.TTypeDesc;
import io.github.lakewire.thrift.TTypeEntry;
import io.github.lakewire.thrift.TTypeId;
import io.github.lakewire.thrift.TTypeQualifierValue;
import io.github.lakewire.thrift.TTypeQualifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/**
 * The columns of a result and in which form each travels (protocol.md, "Types").
 *
 * @param columns in order
 */
public record ResultColumns(List<ResultColumn> columns) {
  /**
   * One column.
   *
   * @param name label, may repeat
   * @param type what the statement made
   * @param nullable whether it may hold NULL, which only Arrow schemas say
   * @param asText whether the values go as text in Arrow
   * @param nativeIntervals whether the client knows interval types
   * @param comment what it means; empty but for metadata
   */
  public record ResultColumn(
      String name,
      DataType type,
      boolean nullable,
      boolean asText,
      boolean nativeIntervals,
      String comment) {
    /** The type of the values in Arrow. */
    public DataType wireType() {
      return asText ? DataTypes.StringType : type;
    }
  }

  /** All native, for results that the server makes up. */
  public static final TSparkArrowTypes ALL_NATIVE =
      new TSparkArrowTypes()
          .setTimestampAsArrow(true)
          .setDecimalAsArrow(true)
          .setComplexTypesAsArrow(true)
          .setIntervalTypesAsArrow(true)
          .setNullTypeAsArrow(true);

  /** Decides by the client's five flags; unset is false. */
  public static ResultColumns of(StructType schema, TSparkArrowTypes flags) {
    List<ResultColumn> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      columns.add(
          new ResultColumn(
              field.name(),
              field.dataType(),
              field.nullable(),
              isText(field.dataType(), flags),
              flags.isIntervalTypesAsArrow(),
              ""));
    }
    return new ResultColumns(columns);
  }

  /** The columns of a metadata call, which alone have comments. */
  public static ResultColumns ofMetadata(StructType schema) {
    return new ResultColumns(
        Arrays.stream(schema.fields())
            .map(
                field ->
                    new ResultColumn(
                        field.name(),
                        field.dataType(),
                        field.nullable(),
                        false,
                        false,
                        field.getComment().getOrElse(() -> "")))
            .toList());
  }

  private static boolean isText(DataType type, TSparkArrowTypes flags) {
    if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return !flags.isTimestampAsArrow();
    } else if (type instanceof DecimalType) {
      return !flags.isDecimalAsArrow();
    } else if (type instanceof ArrayType || type instanceof MapType || type instanceof StructType) {
      return !flags.isComplexTypesAsArrow() || hasVariant(type);
    } else if (type instanceof YearMonthIntervalType || type instanceof DayTimeIntervalType) {
      return !flags.isIntervalTypesAsArrow();
    } else if (type instanceof NullType) {
      return !flags.isNullTypeAsArrow();
    }
    return !isPlain(type);
  }

  private static boolean isPlain(DataType type) {
    return type instanceof BooleanType
        || type instanceof ByteType
        || type instanceof ShortType
        || type instanceof IntegerType
        || type instanceof LongType
        || type instanceof FloatType
        || type instanceof DoubleType
        || type instanceof StringType
        || type instanceof BinaryType
        || type instanceof DateType
        || type instanceof TimeType;
  }

  private static boolean hasVariant(DataType type) {
    if (type instanceof ArrayType array) {
      return hasVariant(array.elementType());
    } else if (type instanceof MapType map) {
      return hasVariant(map.keyType()) || hasVariant(map.valueType());
    } else if (type instanceof StructType struct) {
      return Arrays.stream(struct.fields()).anyMatch(field -> hasVariant(field.dataType()));
    }
    return type instanceof VariantType;
  }

  /** The Thrift form of the schema. */
  public TTableSchema toThrift() {
    List<TColumnDesc> descriptions = new ArrayList<>();
    for (ResultColumn column : columns) {
      TPrimitiveTypeEntry entry = new TPrimitiveTypeEntry().setType(typeId(column));
      if (column.type() instanceof DecimalType decimal) {
        entry.setTypeQualifiers(
            new TTypeQualifiers()
                .setQualifiers(
                    Map.of(
                        "precision", TTypeQualifierValue.i32Value(decimal.precision()),
                        "scale", TTypeQualifierValue.i32Value(decimal.scale()))));
      }
      descriptions.add(
          new TColumnDesc()
              .setColumnName(column.name())
              .setTypeDesc(new TTypeDesc().setTypes(List.of(TTypeEntry.primitiveEntry(entry))))
              .setPosition(descriptions.size() + 1)
              .setComment(column.comment()));
    }
    return new TTableSchema().setColumns(descriptions);
  }

  private static TTypeId typeId(ResultColumn column) {
    DataType type = column.type();
    if (type instanceof YearMonthIntervalType) {
      return column.nativeIntervals() ? TTypeId.INTERVAL_YEAR_MONTH_TYPE : TTypeId.STRING_TYPE;
    } else if (type instanceof DayTimeIntervalType) {
      return column.nativeIntervals() ? TTypeId.INTERVAL_DAY_TIME_TYPE : TTypeId.STRING_TYPE;
    } else if (type instanceof BooleanType) {
      return TTypeId.BOOLEAN_TYPE;
    } else if (type instanceof ByteType) {
      return TTypeId.TINYINT_TYPE;
    } else if (type instanceof ShortType) {
      return TTypeId.SMALLINT_TYPE;
    } else if (type instanceof IntegerType) {
      return TTypeId.INT_TYPE;
    } else if (type instanceof LongType) {
      return TTypeId.BIGINT_TYPE;
    } else if (type instanceof FloatType) {
      return TTypeId.FLOAT_TYPE;
    } else if (type instanceof DoubleType) {
      return TTypeId.DOUBLE_TYPE;
    } else if (type instanceof BinaryType) {
      return TTypeId.BINARY_TYPE;
    } else if (type instanceof DateType) {
      return TTypeId.DATE_TYPE;
    } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return TTypeId.TIMESTAMP_TYPE;
    } else if (type instanceof DecimalType) {
      return TTypeId.DECIMAL_TYPE;
    } else if (type instanceof ArrayType) {
      return TTypeId.ARRAY_TYPE;
    } else if (type instanceof MapType) {
      return TTypeId.MAP_TYPE;
    } else if (type instanceof StructType) {
      return TTypeId.STRUCT_TYPE;
    } else if (type instanceof NullType) {
      return TTypeId.NULL_TYPE;
    }
    return TTypeId.STRING_TYPE;
  }
}
