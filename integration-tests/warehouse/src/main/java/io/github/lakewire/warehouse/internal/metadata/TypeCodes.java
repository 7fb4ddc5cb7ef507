package io.github.lakewire.warehouse.internal.metadata;

import java.sql.Types;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VarcharType;

/**
 * What GetColumns says of a type (protocol.md, "GetColumns"): bytes for numbers, not JDBC's sizes.
 *
 * @param code of java.sql.Types
 * @param size COLUMN_SIZE
 * @param digits DECIMAL_DIGITS, null when there are none
 * @param radix NUM_PREC_RADIX, null when it is no number
 */
record TypeCodes(int code, Integer size, Integer digits, Integer radix) {
  static TypeCodes of(DataType type) {
    if (type instanceof BooleanType) {
      return new TypeCodes(Types.BOOLEAN, 1, null, null);
    } else if (type instanceof ByteType) {
      return new TypeCodes(Types.TINYINT, 1, 0, 10);
    } else if (type instanceof ShortType) {
      return new TypeCodes(Types.SMALLINT, 2, 0, 10);
    } else if (type instanceof IntegerType) {
      return new TypeCodes(Types.INTEGER, 4, 0, 10);
    } else if (type instanceof LongType) {
      return new TypeCodes(Types.BIGINT, 8, 0, 10);
    } else if (type instanceof FloatType) {
      return new TypeCodes(Types.FLOAT, 4, 7, 10);
    } else if (type instanceof DoubleType) {
      return new TypeCodes(Types.DOUBLE, 8, 15, 10);
    } else if (type instanceof DecimalType decimal) {
      return new TypeCodes(Types.DECIMAL, decimal.precision(), decimal.scale(), 10);
    } else if (type instanceof VarcharType varchar) {
      return new TypeCodes(Types.VARCHAR, varchar.length(), null, null);
    } else if (type instanceof CharType fixed) {
      return new TypeCodes(Types.VARCHAR, fixed.length(), null, null);
    } else if (type instanceof StringType) {
      return new TypeCodes(Types.VARCHAR, Integer.MAX_VALUE, null, null);
    } else if (type instanceof BinaryType) {
      return new TypeCodes(Types.BINARY, 0, null, null);
    } else if (type instanceof DateType) {
      return new TypeCodes(Types.DATE, 4, null, null);
    } else if (type instanceof TimeType time) {
      return new TypeCodes(Types.TIME, 8, time.precision(), null);
    } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return new TypeCodes(Types.TIMESTAMP, 8, 6, null);
    } else if (type instanceof ArrayType) {
      return new TypeCodes(Types.ARRAY, 0, null, null);
    } else if (type instanceof MapType) {
      return new TypeCodes(Types.JAVA_OBJECT, 0, null, null);
    } else if (type instanceof StructType) {
      return new TypeCodes(Types.STRUCT, 0, null, null);
    } else if (type instanceof NullType) {
      return new TypeCodes(Types.NULL, 1, null, null);
    }
    return new TypeCodes(Types.OTHER, 0, null, null);
  }

  private static final short SEARCHABLE = 3;
  private static final short NULLABLE = 1;

  /** GetTypeInfo. */
  static List<Object[]> all() {
    return List.of(
        type("VOID", Types.NULL, null, null),
        type("BOOLEAN", Types.BOOLEAN, null, null),
        type("TINYINT", Types.TINYINT, 3, 10),
        type("SMALLINT", Types.SMALLINT, 5, 10),
        type("INT", Types.INTEGER, 10, 10),
        type("BIGINT", Types.BIGINT, 19, 10),
        type("FLOAT", Types.FLOAT, 7, 10),
        type("DOUBLE", Types.DOUBLE, 15, 10),
        type("STRING", Types.VARCHAR, null, null),
        type("BINARY", Types.BINARY, null, null),
        type("DECIMAL", Types.DECIMAL, 38, 10),
        type("DATE", Types.DATE, null, null),
        type("TIMESTAMP", Types.TIMESTAMP, null, null),
        type("ARRAY", Types.ARRAY, null, null),
        type("MAP", Types.JAVA_OBJECT, null, null),
        type("STRUCT", Types.STRUCT, null, null),
        type("INTERVAL", Types.OTHER, null, null));
  }

  private static Object[] type(String name, int code, Integer precision, Integer radix) {
    return new Object[] {
      name,
      code,
      precision,
      null,
      null,
      null,
      NULLABLE,
      name.equals("STRING"),
      SEARCHABLE,
      radix == null,
      false,
      false,
      null,
      (short) 0,
      (short) 0,
      null,
      null,
      radix
    };
  }
}
