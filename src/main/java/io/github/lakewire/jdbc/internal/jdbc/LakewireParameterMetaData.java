package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.fault.SqlState;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The markers of a statement. Their number is exact. Their types are those of the values set so
 * far; where there is none the type is {@code NULL}, which callers that ask before they bind a null
 * give to {@code setNull}: the server takes an untyped NULL for a column of any type.
 */
final class LakewireParameterMetaData implements ParameterMetaData {
  private final @Nullable SqlParameter[] values;

  LakewireParameterMetaData(@Nullable SqlParameter[] values) {
    this.values = values;
  }

  private String type(int number) throws SQLException {
    if (number < 1 || number > values.length) {
      throw SqlErrors.of(
          SqlState.INVALID_INDEX,
          "There is no parameter " + number + ": the statement has " + values.length);
    }
    SqlParameter value = values[number - 1];
    return value == null ? "VOID" : value.type();
  }

  private String baseType(int number) throws SQLException {
    String type = type(number);
    int end = 0;
    while (end < type.length() && "(<".indexOf(type.charAt(end)) < 0) {
      end++;
    }
    return type.substring(0, end);
  }

  /** One of the two numbers in parentheses, 0 when there is none. */
  private int argument(int number, int position) throws SQLException {
    String type = type(number);
    int parenthesis = type.indexOf('(');
    if (parenthesis < 0 || type.indexOf('<') >= 0) {
      return 0;
    }
    String[] arguments = type.substring(parenthesis + 1, type.length() - 1).split(",", -1);
    return position < arguments.length ? Integer.parseInt(arguments[position]) : 0;
  }

  @Override
  public int getParameterCount() {
    return values.length;
  }

  @Override
  public int isNullable(int param) throws SQLException {
    type(param);
    return parameterNullableUnknown;
  }

  @Override
  public boolean isSigned(int param) throws SQLException {
    return switch (baseType(param)) {
      case "TINYINT", "SMALLINT", "INT", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL" -> true;
      default -> false;
    };
  }

  @Override
  public int getPrecision(int param) throws SQLException {
    return argument(param, 0);
  }

  @Override
  public int getScale(int param) throws SQLException {
    return argument(param, 1);
  }

  @Override
  public int getParameterType(int param) throws SQLException {
    return switch (baseType(param)) {
      case "BOOLEAN" -> Types.BOOLEAN;
      case "TINYINT" -> Types.TINYINT;
      case "SMALLINT" -> Types.SMALLINT;
      case "INT" -> Types.INTEGER;
      case "BIGINT" -> Types.BIGINT;
      case "FLOAT" -> Types.REAL;
      case "DOUBLE" -> Types.DOUBLE;
      case "DECIMAL" -> Types.DECIMAL;
      case "DATE" -> Types.DATE;
      case "TIME" -> Types.TIME;
      case "TIMESTAMP", "TIMESTAMP_NTZ" -> Types.TIMESTAMP;
      case "BINARY" -> Types.BINARY;
      case "ARRAY" -> Types.ARRAY;
      case "STRUCT" -> Types.STRUCT;
      case "MAP" -> Types.JAVA_OBJECT;
      case "VOID" -> Types.NULL;
      case "STRING" -> Types.VARCHAR;
      default -> Types.OTHER;
    };
  }

  @Override
  public String getParameterTypeName(int param) throws SQLException {
    return type(param);
  }

  @Override
  public String getParameterClassName(int param) throws SQLException {
    Class<?> type =
        switch (baseType(param)) {
          case "BOOLEAN" -> Boolean.class;
          case "TINYINT", "SMALLINT", "INT" -> Integer.class;
          case "BIGINT" -> Long.class;
          case "FLOAT" -> Float.class;
          case "DOUBLE" -> Double.class;
          case "DECIMAL" -> BigDecimal.class;
          case "DATE" -> Date.class;
          case "TIME" -> Time.class;
          case "TIMESTAMP", "TIMESTAMP_NTZ" -> Timestamp.class;
          case "BINARY" -> byte[].class;
          case "ARRAY" -> Array.class;
          case "STRUCT" -> Struct.class;
          case "MAP" -> Map.class;
          case "VOID" -> Object.class;
          default -> String.class;
        };
    return type.getName();
  }

  @Override
  public int getParameterMode(int param) throws SQLException {
    type(param);
    return parameterModeIn;
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return Wrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) {
    return Wrapping.wraps(this, type);
  }
}
