package io.github.lakewire.jdbc.internal.results;

import java.util.Locale;

/** Spark's SQL type names, for example {@code DECIMAL(10,2)} or {@code ARRAY<INT>}, as columns. */
public final class TypeText {
  private static final int DEFAULT_PRECISION = 10;

  /** Digits behind the second of a TIME that does not say how many. */
  private static final int DEFAULT_FRACTION = 6;

  private static final int MAX_FRACTION = 9;

  private TypeText() {}

  /**
   * Describes a column by the name of its type, in any case. A type that the driver does not know
   * is {@link ColumnType#OTHER}.
   */
  public static ColumnInfo column(String name, String sqlType, String comment) {
    String text = sqlType.strip();
    String head = head(text);
    ColumnType type = type(head, text);
    int first = 0;
    int second = 0;
    if (type == ColumnType.DECIMAL || type == ColumnType.CHAR || type == ColumnType.VARCHAR) {
      first = argument(text, 0);
      second = argument(text, 1);
    }
    if (type == ColumnType.TIME) {
      second = text.indexOf('(') < 0 ? DEFAULT_FRACTION : Math.min(argument(text, 0), MAX_FRACTION);
    }
    if (type == ColumnType.DECIMAL && first == 0) {
      first = DEFAULT_PRECISION;
    }
    return new ColumnInfo(
        name, type, typeName(type, head, text, first, second), first, second, comment);
  }

  private static String typeName(ColumnType type, String head, String text, int first, int second) {
    if (type == ColumnType.DECIMAL) {
      return "DECIMAL(" + first + "," + second + ")";
    }
    if (type == ColumnType.TIME) {
      return "TIME(" + second + ")";
    }
    // The names of a struct's fields keep their case.
    return text.toUpperCase(Locale.ROOT).contains("STRUCT<")
        ? head + text.substring(head.length())
        : text.toUpperCase(Locale.ROOT);
  }

  private static String head(String text) {
    int end = 0;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return text.substring(0, end).toUpperCase(Locale.ROOT);
  }

  private static ColumnType type(String head, String text) {
    return switch (head) {
      case "BOOLEAN" -> ColumnType.BOOLEAN;
      case "TINYINT", "BYTE" -> ColumnType.TINYINT;
      case "SMALLINT", "SHORT" -> ColumnType.SMALLINT;
      case "INT", "INTEGER" -> ColumnType.INT;
      case "BIGINT", "LONG" -> ColumnType.BIGINT;
      case "FLOAT", "REAL" -> ColumnType.FLOAT;
      case "DOUBLE" -> ColumnType.DOUBLE;
      case "DECIMAL", "DEC", "NUMERIC" -> ColumnType.DECIMAL;
      case "STRING" -> ColumnType.STRING;
      case "CHAR", "CHARACTER" -> ColumnType.CHAR;
      case "VARCHAR" -> ColumnType.VARCHAR;
      case "BINARY" -> ColumnType.BINARY;
      case "DATE" -> ColumnType.DATE;
      case "TIME" -> ColumnType.TIME;
      case "TIMESTAMP", "TIMESTAMP_LTZ" -> ColumnType.TIMESTAMP;
      case "TIMESTAMP_NTZ" -> ColumnType.TIMESTAMP_NTZ;
      case "INTERVAL" -> intervalType(text);
      case "ARRAY" -> ColumnType.ARRAY;
      case "MAP" -> ColumnType.MAP;
      case "STRUCT" -> ColumnType.STRUCT;
      case "VARIANT" -> ColumnType.VARIANT;
      case "VOID", "NULL" -> ColumnType.VOID;
      case "GEOMETRY" -> ColumnType.GEOMETRY;
      case "GEOGRAPHY" -> ColumnType.GEOGRAPHY;
      default -> ColumnType.OTHER;
    };
  }

  private static ColumnType intervalType(String text) {
    String unit = head(text.substring("INTERVAL".length()).strip());
    return unit.equals("YEAR") || unit.equals("MONTH")
        ? ColumnType.INTERVAL_YEAR_MONTH
        : ColumnType.INTERVAL_DAY_TIME;
  }

  /** Returns a number in the parentheses after a type, 0 when it is not there. */
  private static int argument(String text, int index) {
    int open = text.indexOf('(');
    int close = text.indexOf(')', open + 1);
    if (open < 0 || close < 0) {
      return 0;
    }
    String[] arguments = text.substring(open + 1, close).split(",", -1);
    if (index >= arguments.length) {
      return 0;
    }
    try {
      return Math.max(0, Integer.parseInt(arguments[index].strip()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
