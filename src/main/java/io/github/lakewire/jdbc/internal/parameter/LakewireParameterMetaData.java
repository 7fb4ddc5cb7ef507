package io.github.lakewire.jdbc.internal.parameter;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.SelfWrapper;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The markers of a statement. Their number is exact. Their types are those of the values set so
 * far; where there is none the type is {@code NULL}, which callers that ask before they bind a null
 * give to {@code setNull}: the server takes an untyped NULL for a column of any type.
 */
public final class LakewireParameterMetaData implements ParameterMetaData, SelfWrapper {
  private final List<Parameter> parameters;

  public LakewireParameterMetaData(List<Parameter> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  /**
   * What is known of a marker.
   *
   * @param type SQL type name, null when it is not known
   * @param mode a constant of {@code ParameterMetaData}
   */
  public record Parameter(@Nullable String type, int mode) {
    /** A parameter of which the value is known, or nothing. */
    public static Parameter in(@Nullable SqlParameter value) {
      return new Parameter(value == null ? null : value.type(), parameterModeIn);
    }
  }

  private Parameter parameter(int number) throws SQLException {
    if (number < 1 || number > parameters.size()) {
      throw SqlExceptions.of(
          SqlState.INVALID_INDEX,
          "There is no parameter " + number + ": the statement has " + parameters.size());
    }
    return parameters.get(number - 1);
  }

  private SqlType type(int number) throws SQLException {
    String type = parameter(number).type();
    return type == null ? SqlType.of(ColumnType.VOID) : SqlType.parse(type);
  }

  @Override
  public int getParameterCount() {
    return parameters.size();
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
    return parameter(param).mode();
  }
}
