package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.SelfWrapper;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/**
 * The columns of a result, as JDBC describes them. It stays usable after the result set is closed.
 * The server names no tables of columns.
 */
public final class LakewireResultSetMetaData implements ResultSetMetaData, SelfWrapper {
  private final ResultSchema schema;

  public LakewireResultSetMetaData(ResultSchema schema) {
    this.schema = schema;
  }

  /** Describes other columns in the same way. */
  public LakewireResultSetMetaData describing(List<ColumnInfo> columns) {
    return new LakewireResultSetMetaData(new ResultSchema(columns, schema.nestedAsText()));
  }

  private SqlType type(int number) throws SQLException {
    column(number);
    return schema.described(number - 1);
  }

  private ColumnInfo column(int number) throws SQLException {
    if (number < 1 || number > schema.columns().size()) {
      throw SqlExceptions.of(
          SqlState.INVALID_INDEX,
          "There is no column " + number + ": the result has " + schema.columns().size());
    }
    return schema.columns().get(number - 1);
  }

  @Override
  public int getColumnCount() {
    return schema.columns().size();
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return type(column).type().isCaseSensitive();
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    return type(column).type().search() != ColumnType.Search.NONE;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return column(column).nullability().jdbcCode();
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return type(column).type().isNumber();
  }

  /** Characters of the longest value, as {@code getString} gives it. */
  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return type(column).displaySize();
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return column(column).name();
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return column(column).name();
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    column(column);
    return "";
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return type(column).size();
  }

  @Override
  public int getScale(int column) throws SQLException {
    Integer digits = type(column).digits();
    return digits == null ? 0 : digits;
  }

  @Override
  public String getTableName(int column) throws SQLException {
    column(column);
    return "";
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    column(column);
    return "";
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return type(column).type().jdbcCode();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return type(column).jdbcName();
  }

  @Override
  public boolean isReadOnly(int column) throws SQLException {
    column(column);
    return true;
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return type(column).type().className();
  }
}
