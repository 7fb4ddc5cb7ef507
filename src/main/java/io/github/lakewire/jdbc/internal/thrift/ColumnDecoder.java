package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TPrimitiveTypeEntry;
import io.github.lakewire.thrift.TTypeEntry;
import io.github.lakewire.thrift.TTypeId;
import io.github.lakewire.thrift.TTypeQualifierValue;
import io.github.lakewire.thrift.TTypeQualifiers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Columns as the Thrift schema describes them (protocol.md, "Types"); Databricks describes some
 * types of its own only in the Arrow schema.
 */
final class ColumnDecoder {
  private static final SqlType UNKNOWN = SqlType.parse("UNKNOWN");

  private ColumnDecoder() {}

  static ColumnInfo decode(TColumnDesc column) {
    List<TTypeEntry> types = column.getTypeDesc() == null ? null : column.getTypeDesc().getTypes();
    SqlType type = types == null || types.isEmpty() ? UNKNOWN : type(types.get(0));
    return type.column(orEmpty(column.getColumnName())).withComment(orEmpty(column.getComment()));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static SqlType type(TTypeEntry entry) {
    TTypeEntry._Fields kind = entry.getSetField();
    if (kind == null) {
      return UNKNOWN;
    }
    return switch (kind) {
      case PRIMITIVE_ENTRY -> primitive(entry.getPrimitiveEntry());
      case ARRAY_ENTRY -> SqlType.of(ColumnType.ARRAY);
      case MAP_ENTRY -> SqlType.of(ColumnType.MAP);
      case STRUCT_ENTRY -> SqlType.of(ColumnType.STRUCT);
      case UNION_ENTRY -> SqlType.parse("UNIONTYPE");
      case USER_DEFINED_TYPE_ENTRY -> SqlType.parse("USER DEFINED");
    };
  }

  private static SqlType primitive(TPrimitiveTypeEntry entry) {
    TTypeId id = entry.getType();
    if (id == null) {
      return UNKNOWN;
    }
    return switch (id) {
      case BOOLEAN_TYPE -> SqlType.of(ColumnType.BOOLEAN);
      case TINYINT_TYPE -> SqlType.of(ColumnType.TINYINT);
      case SMALLINT_TYPE -> SqlType.of(ColumnType.SMALLINT);
      case INT_TYPE -> SqlType.of(ColumnType.INT);
      case BIGINT_TYPE -> SqlType.of(ColumnType.BIGINT);
      case FLOAT_TYPE -> SqlType.of(ColumnType.FLOAT);
      case DOUBLE_TYPE -> SqlType.of(ColumnType.DOUBLE);
      case STRING_TYPE -> SqlType.of(ColumnType.STRING);
      case TIMESTAMP_TYPE -> SqlType.of(ColumnType.TIMESTAMP);
      case BINARY_TYPE -> SqlType.of(ColumnType.BINARY);
      case ARRAY_TYPE -> SqlType.of(ColumnType.ARRAY);
      case MAP_TYPE -> SqlType.of(ColumnType.MAP);
      case STRUCT_TYPE -> SqlType.of(ColumnType.STRUCT);
      case UNION_TYPE -> SqlType.parse("UNIONTYPE");
      case USER_DEFINED_TYPE -> SqlType.parse("USER DEFINED");
      case DECIMAL_TYPE -> SqlType.decimal(number(entry, "precision"), number(entry, "scale"));
      case NULL_TYPE -> SqlType.of(ColumnType.VOID);
      case DATE_TYPE -> SqlType.of(ColumnType.DATE);
      case VARCHAR_TYPE ->
          SqlType.characters(ColumnType.VARCHAR, number(entry, "characterMaximumLength"));
      case CHAR_TYPE ->
          SqlType.characters(ColumnType.CHAR, number(entry, "characterMaximumLength"));
      case INTERVAL_YEAR_MONTH_TYPE -> SqlType.of(ColumnType.INTERVAL_YEAR_MONTH);
      case INTERVAL_DAY_TIME_TYPE -> SqlType.of(ColumnType.INTERVAL_DAY_TIME);
      case TIMESTAMPLOCALTZ_TYPE -> SqlType.parse("TIMESTAMP WITH LOCAL TIME ZONE");
    };
  }

  /** A qualifier of the type, 0 when it is unset. */
  private static int number(TPrimitiveTypeEntry entry, String name) {
    TTypeQualifiers qualifiers = entry.getTypeQualifiers();
    Map<String, TTypeQualifierValue> values =
        qualifiers == null ? null : qualifiers.getQualifiers();
    TTypeQualifierValue value = values == null ? null : values.get(name);
    return value != null && value.isSetI32Value() ? value.getI32Value() : 0;
  }
}
