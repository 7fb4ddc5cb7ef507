package io.github.lakewire.jdbc.internal.parameter;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.SelfWrapper;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The markers of a statement. Their number is exact. Their types are those of the values set so
 * far; where there is none the type is {@code NULL}, which callers that ask before they bind a null
 * give to {@code setNull}: the server takes an untyped NULL for a column of any type.
 */
public final class LakewireParameterMetaData implements ParameterMetaData, SelfWrapper {
  private final @Nullable SqlParameter[] values;

  public LakewireParameterMetaData(@Nullable SqlParameter[] values) {
    this.values = values;
  }

  private SqlType type(int number) throws SQLException {
    if (number < 1 || number > values.length) {
      throw SqlExceptions.of(
          SqlState.INVALID_INDEX,
          "There is no parameter " + number + ": the statement has " + values.length);
    }
    SqlParameter value = values[number - 1];
    return value == null ? SqlType.of(ColumnType.VOID) : SqlType.parse(value.type());
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
    return type(param).type().isNumber();
  }

  @Override
  public int getPrecision(int param) throws SQLException {
    return type(param).size();
  }

  @Override
  public int getScale(int param) throws SQLException {
    Integer digits = type(param).digits();
    return digits == null ? 0 : digits;
  }

  @Override
  public int getParameterType(int param) throws SQLException {
    return type(param).type().jdbcCode();
  }

  @Override
  public String getParameterTypeName(int param) throws SQLException {
    return type(param).jdbcName();
  }

  @Override
  public String getParameterClassName(int param) throws SQLException {
    return type(param).type().className();
  }

  @Override
  public int getParameterMode(int param) throws SQLException {
    type(param);
    return parameterModeIn;
  }
}
