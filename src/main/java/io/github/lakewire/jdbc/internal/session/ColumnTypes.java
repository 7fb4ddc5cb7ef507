package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.results.ColumnInfo;
import io.github.lakewire.jdbc.internal.results.ColumnType;
import io.github.lakewire.jdbc.internal.thrift.ColumnDescription;

/** Columns as the Thrift schema describes them, for results without Arrow schema (PROTOCOL 11). */
final class ColumnTypes {
  private ColumnTypes() {}

  static ColumnInfo column(ColumnDescription column) {
    int precision =
        switch (column.type()) {
          case DECIMAL -> column.precision();
          case CHAR, VARCHAR -> column.length();
          default -> 0;
        };
    int scale = type(column) == ColumnType.DECIMAL ? column.scale() : 0;
    return new ColumnInfo(
        column.name(), type(column), typeName(column), precision, scale, column.comment());
  }

  private static ColumnType type(ColumnDescription column) {
    return switch (column.type()) {
      case BOOLEAN -> ColumnType.BOOLEAN;
      case TINYINT -> ColumnType.TINYINT;
      case SMALLINT -> ColumnType.SMALLINT;
      case INT -> ColumnType.INT;
      case BIGINT -> ColumnType.BIGINT;
      case FLOAT -> ColumnType.FLOAT;
      case DOUBLE -> ColumnType.DOUBLE;
      case STRING -> ColumnType.STRING;
      case TIMESTAMP -> ColumnType.TIMESTAMP;
      case BINARY -> ColumnType.BINARY;
      case ARRAY -> ColumnType.ARRAY;
      case MAP -> ColumnType.MAP;
      case STRUCT -> ColumnType.STRUCT;
      case DECIMAL -> ColumnType.DECIMAL;
      case NULL -> ColumnType.VOID;
      case DATE -> ColumnType.DATE;
      case VARCHAR -> ColumnType.VARCHAR;
      case CHAR -> ColumnType.CHAR;
      case INTERVAL_YEAR_MONTH -> ColumnType.INTERVAL_YEAR_MONTH;
      case INTERVAL_DAY_TIME -> ColumnType.INTERVAL_DAY_TIME;
      case UNION, USER_DEFINED, TIMESTAMP_LOCAL_TZ, UNKNOWN -> ColumnType.OTHER;
    };
  }

  private static String typeName(ColumnDescription column) {
    return switch (column.type()) {
      case DECIMAL ->
          column.precision() > 0
              ? "DECIMAL(" + column.precision() + "," + column.scale() + ")"
              : "DECIMAL";
      case CHAR, VARCHAR ->
          column.length() > 0
              ? column.type().name() + "(" + column.length() + ")"
              : column.type().name();
      case NULL -> "VOID";
      case INTERVAL_YEAR_MONTH -> "INTERVAL YEAR TO MONTH";
      case INTERVAL_DAY_TIME -> "INTERVAL DAY TO SECOND";
      case UNION -> "UNIONTYPE";
      case USER_DEFINED -> "USER DEFINED";
      case TIMESTAMP_LOCAL_TZ -> "TIMESTAMP WITH LOCAL TIME ZONE";
      default -> column.type().name();
    };
  }
}
