package io.github.lakewire.warehouse.internal.catalog;

import java.util.Locale;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.CharType;
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
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VarcharType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/**
 * What an information schema says of a type. The simple name is that of Unity Catalog's interface,
 * LONG for BIGINT and so on, and the full name is in lower case; the bits of FLOAT and DOUBLE are a
 * guess. None of it has been recorded from a real server.
 *
 * @param name DATA_TYPE
 * @param full FULL_DATA_TYPE
 */
record TypeFacts(
    String name,
    String full,
    Integer precision,
    Integer radix,
    Integer scale,
    Integer datetimePrecision,
    String intervalType) {

  /** The columns from DATA_TYPE to MAXIMUM_CARDINALITY, which several views have. */
  static final String COLUMNS =
      "data_type STRING, character_maximum_length INT, character_octet_length STRING,"
          + " numeric_precision INT, numeric_precision_radix INT, numeric_scale INT,"
          + " datetime_precision INT, interval_type STRING, interval_precision INT,"
          + " maximum_cardinality INT";

  static TypeFacts of(DataType type) {
    String full = type.sql().toLowerCase(Locale.ROOT);
    if (type instanceof ByteType) {
      return number("BYTE", full, 8);
    } else if (type instanceof ShortType) {
      return number("SHORT", full, 16);
    } else if (type instanceof IntegerType) {
      return number("INT", full, 32);
    } else if (type instanceof LongType) {
      return number("LONG", full, 64);
    } else if (type instanceof FloatType) {
      return new TypeFacts("FLOAT", full, 24, 2, null, null, null);
    } else if (type instanceof DoubleType) {
      return new TypeFacts("DOUBLE", full, 53, 2, null, null, null);
    } else if (type instanceof DecimalType decimal) {
      return new TypeFacts("DECIMAL", full, decimal.precision(), 10, decimal.scale(), null, null);
    } else if (type instanceof DateType) {
      return new TypeFacts("DATE", full, null, null, null, 0, null);
    } else if (type instanceof TimestampType) {
      return new TypeFacts("TIMESTAMP", full, null, null, null, 3, null);
    } else if (type instanceof YearMonthIntervalType || type instanceof DayTimeIntervalType) {
      String unit = type.sql().substring("INTERVAL ".length());
      return new TypeFacts(
          "INTERVAL", full, null, null, null, unit.endsWith("SECOND") ? 3 : 0, unit);
    }
    return plain(nested(type), full);
  }

  private static String nested(DataType type) {
    if (type instanceof ArrayType) {
      return "ARRAY";
    } else if (type instanceof MapType) {
      return "MAP";
    } else if (type instanceof StructType) {
      return "STRUCT";
    } else if (type instanceof VarcharType || type instanceof CharType) {
      return "STRING";
    }
    return type.sql();
  }

  static TypeFacts plain(String name, String full) {
    return new TypeFacts(name, full, null, null, null, null, null);
  }

  private static TypeFacts number(String name, String full, int bits) {
    return new TypeFacts(name, full, bits, 2, 0, null, null);
  }

  /** The values of {@link #COLUMNS}. */
  Object[] values() {
    return new Object[] {
      name, null, null, precision, radix, scale, datetimePrecision, intervalType, null, null
    };
  }
}
