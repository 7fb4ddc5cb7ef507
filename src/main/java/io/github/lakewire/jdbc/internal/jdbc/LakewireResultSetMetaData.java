package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.fault.SqlState;
import io.github.lakewire.jdbc.internal.results.ColumnInfo;
import io.github.lakewire.jdbc.internal.results.ResultSchema;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a result, as JDBC describes them. It stays usable after the result set is closed.
 * The server names no tables of columns, and says of no column that it cannot be null.
 */
final class LakewireResultSetMetaData implements ResultSetMetaData {
  /** What JDBC tools take for "no limit known": the longest text that Java can hold. */
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  private final ResultSchema schema;

  LakewireResultSetMetaData(ResultSchema schema) {
    this.schema = schema;
  }

  private ColumnInfo column(int number) throws SQLException {
    if (number < 1 || number > schema.columns().size()) {
      throw SqlErrors.of(
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
    return switch (column(column).type()) {
      case STRING, CHAR, VARCHAR, VARIANT, ARRAY, MAP, STRUCT, OTHER -> true;
      default -> false;
    };
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    column(column);
    return true;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public int isNullable(int column) throws SQLException {
    column(column);
    return columnNullable;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return switch (column(column).type()) {
      case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL -> true;
      default -> false;
    };
  }

  /** Characters of the longest value, as {@code getString} gives it. */
  @Override
  public int getColumnDisplaySize(int number) throws SQLException {
    ColumnInfo column = column(number);
    return switch (column.type()) {
      case BOOLEAN -> 5;
      case TINYINT -> 4;
      case SMALLINT -> 6;
      case INT -> 11;
      case BIGINT -> 20;
      case FLOAT -> 14;
      case DOUBLE -> 24;
      // Sign, decimal point, and the zero before it.
      case DECIMAL ->
          column.precision()
              + 1
              + (column.scale() > 0 ? 1 : 0)
              + (column.scale() == column.precision() ? 1 : 0);
      case CHAR, VARCHAR -> length(column);
      case DATE -> 10;
      case TIME -> timeLength(column);
      case TIMESTAMP, TIMESTAMP_NTZ -> 26;
      case INTERVAL_YEAR_MONTH -> 14;
      case INTERVAL_DAY_TIME -> 30;
      case VOID -> 4;
      case STRING, BINARY, ARRAY, MAP, STRUCT, VARIANT, GEOMETRY, GEOGRAPHY, OTHER -> UNBOUNDED;
    };
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
  public int getPrecision(int number) throws SQLException {
    ColumnInfo column = column(number);
    return switch (column.type()) {
      case BOOLEAN -> 1;
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case INT, DATE -> 10;
      case BIGINT -> 19;
      case FLOAT -> 7;
      case DOUBLE -> 15;
      case DECIMAL -> column.precision();
      case CHAR, VARCHAR -> length(column);
      case TIME -> timeLength(column);
      case TIMESTAMP, TIMESTAMP_NTZ -> 26;
      case STRING, BINARY -> UNBOUNDED;
      case INTERVAL_YEAR_MONTH,
          INTERVAL_DAY_TIME,
          ARRAY,
          MAP,
          STRUCT,
          VARIANT,
          VOID,
          GEOMETRY,
          GEOGRAPHY,
          OTHER ->
          0;
    };
  }

  /** Characters of hours, minutes and seconds, of the point and the fraction. */
  private static int timeLength(ColumnInfo column) {
    return column.scale() == 0 ? 8 : 9 + column.scale();
  }

  private static int length(ColumnInfo column) {
    return column.precision() > 0 ? column.precision() : UNBOUNDED;
  }

  @Override
  public int getScale(int number) throws SQLException {
    ColumnInfo column = column(number);
    return switch (column.type()) {
      case DECIMAL, TIME -> column.scale();
      case TIMESTAMP, TIMESTAMP_NTZ -> 6;
      default -> 0;
    };
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
    return column(column).type().jdbcCode();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return column(column).typeName();
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
    return ObjectTypes.naturalClass(column(column).type()).getName();
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
