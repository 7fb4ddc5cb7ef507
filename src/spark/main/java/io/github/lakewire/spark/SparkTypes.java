package io.github.lakewire.spark;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.sql.types.VariantType;

/**
 * Types of the server as types of Spark. They are the same but for these:
 *
 * <ul>
 *   <li>CHAR and VARCHAR are STRING: the server has padded and checked them.
 *   <li>VARIANT is STRING, also within other types: servers send its JSON, in which dates, binaries
 *       and kinds of numbers look alike. {@code parse_json} makes a VARIANT of it where that does.
 *   <li>TIME is STRING where Spark has TIME switched off ({@code spark.sql.timeType.enabled}).
 *   <li>GEOMETRY and GEOGRAPHY are STRING, in EWKT.
 *   <li>Strings have Spark's own collation, whatever the server compares them by.
 * </ul>
 */
final class SparkTypes {
  /** The server's type of a column, in the metadata of the field, where it is another one. */
  static final String SERVER_TYPE = "lakewire.type";

  /** Also what a user may have in {@code spark.sql.timestampType} does not change a type. */
  private static final Pattern TIMESTAMP =
      Pattern.compile("(`(?:[^`]|``)*`)|\\bTIMESTAMP\\b(?!\\s*:)", Pattern.CASE_INSENSITIVE);

  private SparkTypes() {}

  /**
   * Makes a field of a column of a result's or a query's description.
   *
   * @param column from 1
   * @throws IllegalArgumentException for a type that Spark has no counterpart of; the message names
   *     the column
   */
  static StructField field(ResultSetMetaData columns, int column, String comment)
      throws SQLException {
    String name = columns.getColumnLabel(column);
    String type = columns.getColumnTypeName(column);
    if (type.equals("DECIMAL")) {
      type += "(" + columns.getPrecision(column) + "," + columns.getScale(column) + ")";
    } else if (type.equals("TIME")) {
      type += "(" + columns.getScale(column) + ")";
    }
    DataType sparkType = of(name, type);
    MetadataBuilder metadata = new MetadataBuilder();
    if (!comment.isEmpty()) {
      metadata.putString("comment", comment);
    }
    if (isConverted(type)) {
      metadata.putString(SERVER_TYPE, type);
    }
    return new StructField(name, sparkType, true, metadata.build());
  }

  /** Types whose values Spark sees as something else: nothing of them is left to the server. */
  private static boolean isConverted(String type) {
    return type.contains("VARIANT") || type.contains("TIME(") && !isTimeKnown() || isGeometry(type);
  }

  private static boolean isGeometry(String type) {
    return type.startsWith("GEOMETRY") || type.startsWith("GEOGRAPHY");
  }

  private static boolean isTimeKnown() {
    return SQLConf.get().isTimeTypeEnabled();
  }

  private static DataType of(String column, String type) {
    if (isGeometry(type)) {
      return DataTypes.StringType;
    }
    try {
      return withoutSpecials(DataType.fromDDL(withZones(type)));
    } catch (Exception e) {
      // Scala's methods do not say what they throw.
      throw new IllegalArgumentException(
          "Column "
              + column
              + " is of type "
              + type.toLowerCase(Locale.ROOT)
              + ", which Spark does not have; convert it in the query",
          e);
    }
  }

  private static String withZones(String type) {
    Matcher matcher = TIMESTAMP.matcher(type);
    return matcher.replaceAll(
        found ->
            found.group(1) == null ? "TIMESTAMP_LTZ" : Matcher.quoteReplacement(found.group()));
  }

  private static DataType withoutSpecials(DataType type) {
    if (type instanceof StructType struct) {
      StructField[] fields = struct.fields().clone();
      for (int i = 0; i < fields.length; i++) {
        fields[i] =
            new StructField(
                fields[i].name(),
                withoutSpecials(fields[i].dataType()),
                true,
                fields[i].metadata());
      }
      return new StructType(fields);
    }
    if (type instanceof ArrayType array) {
      return new ArrayType(withoutSpecials(array.elementType()), true);
    }
    if (type instanceof MapType map) {
      return new MapType(withoutSpecials(map.keyType()), withoutSpecials(map.valueType()), true);
    }
    if (type instanceof StringType || type instanceof VariantType) {
      return DataTypes.StringType;
    }
    return type instanceof TimeType && !isTimeKnown() ? DataTypes.StringType : type;
  }

  /**
   * Whether the server has this column as another type than Spark, as metadata of the field say.
   */
  static boolean isConverted(StructField field) {
    return field.metadata().contains(SERVER_TYPE);
  }

  /**
   * Writes what the select list has for a column, so that it arrives as Spark's type.
   *
   * @param reference the column, as SQL
   */
  static String selected(StructField field, String reference) {
    String server = serverType(field.metadata());
    if (isGeometry(server)) {
      return "st_asewkt(" + reference + ")";
    }
    return server.contains("TIME(") && !server.contains("VARIANT")
        ? "CAST(" + reference + " AS " + field.dataType().sql() + ")"
        : reference;
  }

  private static String serverType(Metadata metadata) {
    return metadata.contains(SERVER_TYPE) ? metadata.getString(SERVER_TYPE) : "";
  }

  /** Returns the type of SUM, as Spark has it; the argument's must be a number. */
  static DataType ofSum(DataType type) {
    if (type instanceof DecimalType decimal) {
      return new DecimalType(Math.min(38, decimal.precision() + 10), decimal.scale());
    }
    return isWhole(type) ? DataTypes.LongType : DataTypes.DoubleType;
  }

  /** Returns the type of AVG, as Spark has it; the argument's must be a number. */
  static DataType ofAverage(DataType type) {
    return type instanceof DecimalType decimal
        ? new DecimalType(Math.min(38, decimal.precision() + 4), Math.min(38, decimal.scale() + 4))
        : DataTypes.DoubleType;
  }

  static boolean isWhole(DataType type) {
    return type.equals(DataTypes.ByteType)
        || type.equals(DataTypes.ShortType)
        || type.equals(DataTypes.IntegerType)
        || type.equals(DataTypes.LongType);
  }

  static boolean isFloating(DataType type) {
    return type.equals(DataTypes.FloatType) || type.equals(DataTypes.DoubleType);
  }

  static boolean isNumber(DataType type) {
    return isWhole(type) || isFloating(type) || type instanceof DecimalType;
  }
}
