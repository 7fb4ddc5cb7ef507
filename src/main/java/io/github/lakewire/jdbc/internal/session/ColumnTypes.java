package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.thrift.ColumnDescription;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.SqlType;

/**
 * Columns as the Thrift schema describes them, for results without Arrow schema (protocol.md,
 * "Types").
 */
final class ColumnTypes {
  private ColumnTypes() {}

  static ColumnInfo column(ColumnDescription column) {
    return type(column).column(column.name()).withComment(column.comment());
  }

  private static SqlType type(ColumnDescription column) {
    return switch (column.type()) {
      case BOOLEAN -> SqlType.of(ColumnType.BOOLEAN);
      case TINYINT -> SqlType.of(ColumnType.TINYINT);
      case SMALLINT -> SqlType.of(ColumnType.SMALLINT);
      case INT -> SqlType.of(ColumnType.INT);
      case BIGINT -> SqlType.of(ColumnType.BIGINT);
      case FLOAT -> SqlType.of(ColumnType.FLOAT);
      case DOUBLE -> SqlType.of(ColumnType.DOUBLE);
      case STRING -> SqlType.of(ColumnType.STRING);
      case TIMESTAMP -> SqlType.of(ColumnType.TIMESTAMP);
      case BINARY -> SqlType.of(ColumnType.BINARY);
      case ARRAY -> SqlType.of(ColumnType.ARRAY);
      case MAP -> SqlType.of(ColumnType.MAP);
      case STRUCT -> SqlType.of(ColumnType.STRUCT);
      case DECIMAL -> SqlType.decimal(column.precision(), column.scale());
      case NULL -> SqlType.of(ColumnType.VOID);
      case DATE -> SqlType.of(ColumnType.DATE);
      case VARCHAR -> SqlType.characters(ColumnType.VARCHAR, column.length());
      case CHAR -> SqlType.characters(ColumnType.CHAR, column.length());
      case INTERVAL_YEAR_MONTH -> SqlType.of(ColumnType.INTERVAL_YEAR_MONTH);
      case INTERVAL_DAY_TIME -> SqlType.of(ColumnType.INTERVAL_DAY_TIME);
      case UNION -> SqlType.parse("UNIONTYPE");
      case USER_DEFINED -> SqlType.parse("USER DEFINED");
      case TIMESTAMP_LOCAL_TZ -> SqlType.parse("TIMESTAMP WITH LOCAL TIME ZONE");
      case UNKNOWN -> SqlType.parse("UNKNOWN");
    };
  }
}
