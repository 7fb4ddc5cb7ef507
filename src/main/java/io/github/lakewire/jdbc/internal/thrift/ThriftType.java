package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TTypeEntry;
import io.github.lakewire.thrift.TTypeId;
import org.jspecify.annotations.Nullable;

/** The types of a Thrift schema; Databricks describes some of its own only in the Arrow schema. */
public enum ThriftType {
  BOOLEAN,
  TINYINT,
  SMALLINT,
  INT,
  BIGINT,
  FLOAT,
  DOUBLE,
  STRING,
  TIMESTAMP,
  BINARY,
  ARRAY,
  MAP,
  STRUCT,
  UNION,
  USER_DEFINED,
  DECIMAL,
  NULL,
  DATE,
  VARCHAR,
  CHAR,
  INTERVAL_YEAR_MONTH,
  INTERVAL_DAY_TIME,
  TIMESTAMP_LOCAL_TZ,
  /** None of these, or none given. */
  UNKNOWN;

  static ThriftType from(TTypeEntry entry) {
    TTypeEntry._Fields kind = entry.getSetField();
    if (kind == null) {
      return UNKNOWN;
    }
    return switch (kind) {
      case PRIMITIVE_ENTRY -> primitive(entry.getPrimitiveEntry().getType());
      case ARRAY_ENTRY -> ARRAY;
      case MAP_ENTRY -> MAP;
      case STRUCT_ENTRY -> STRUCT;
      case UNION_ENTRY -> UNION;
      case USER_DEFINED_TYPE_ENTRY -> USER_DEFINED;
    };
  }

  private static ThriftType primitive(@Nullable TTypeId id) {
    if (id == null) {
      return UNKNOWN;
    }
    return switch (id) {
      case BOOLEAN_TYPE -> BOOLEAN;
      case TINYINT_TYPE -> TINYINT;
      case SMALLINT_TYPE -> SMALLINT;
      case INT_TYPE -> INT;
      case BIGINT_TYPE -> BIGINT;
      case FLOAT_TYPE -> FLOAT;
      case DOUBLE_TYPE -> DOUBLE;
      case STRING_TYPE -> STRING;
      case TIMESTAMP_TYPE -> TIMESTAMP;
      case BINARY_TYPE -> BINARY;
      case ARRAY_TYPE -> ARRAY;
      case MAP_TYPE -> MAP;
      case STRUCT_TYPE -> STRUCT;
      case UNION_TYPE -> UNION;
      case USER_DEFINED_TYPE -> USER_DEFINED;
      case DECIMAL_TYPE -> DECIMAL;
      case NULL_TYPE -> NULL;
      case DATE_TYPE -> DATE;
      case VARCHAR_TYPE -> VARCHAR;
      case CHAR_TYPE -> CHAR;
      case INTERVAL_YEAR_MONTH_TYPE -> INTERVAL_YEAR_MONTH;
      case INTERVAL_DAY_TIME_TYPE -> INTERVAL_DAY_TIME;
      case TIMESTAMPLOCALTZ_TYPE -> TIMESTAMP_LOCAL_TZ;
    };
  }
}
