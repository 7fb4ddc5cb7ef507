package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.text.ValueFormatter;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An ARRAY value in memory; it does not change, and outlives the result that it came from. */
public final class LakewireArray implements Array {
  private final SqlType element;
  private volatile @Nullable List<?> values;

  /**
   * @param values as results have them, of the element's type; not changed afterwards
   */
  public LakewireArray(SqlType element, List<?> values) {
    this.element = element.equals(SqlType.UNKNOWN) ? NestedObjects.typeOf(values) : element;
    this.values = values;
  }

  public SqlType element() {
    return element;
  }

  public List<?> values() throws SQLException {
    List<?> held = values;
    if (held == null) {
      throw SqlExceptions.closed("array");
    }
    return held;
  }

  /** The full text of the elements' type, {@code DECIMAL(10,2)} or {@code ARRAY<INT>}. */
  @Override
  public String getBaseTypeName() throws SQLException {
    values();
    return element.text();
  }

  @Override
  public int getBaseType() throws SQLException {
    values();
    return element.type().jdbcCode();
  }

  @Override
  public Object getArray() throws SQLException {
    return ErrorBoundary.within(() -> NestedObjects.of(element, values()));
  }

  @Override
  public Object getArray(@Nullable Map<String, Class<?>> types) throws SQLException {
    requireNoTypeMap(types);
    return getArray();
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    return ErrorBoundary.within(() -> NestedObjects.of(element, slice(index, count)));
  }

  @Override
  public Object getArray(long index, int count, @Nullable Map<String, Class<?>> types)
      throws SQLException {
    requireNoTypeMap(types);
    return getArray(index, count);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return ErrorBoundary.within(() -> rows(1, values()));
  }

  @Override
  public ResultSet getResultSet(@Nullable Map<String, Class<?>> types) throws SQLException {
    requireNoTypeMap(types);
    return getResultSet();
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    return ErrorBoundary.within(() -> rows(index, slice(index, count)));
  }

  @Override
  public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> types)
      throws SQLException {
    requireNoTypeMap(types);
    return getResultSet(index, count);
  }

  /** So many elements from a place on, or those that there are; the first is number 1. */
  private List<?> slice(long index, int count) throws SQLException {
    List<?> all = values();
    if (index < 1 || index > all.size() + 1L || count < 0) {
      throw SqlExceptions.of(
          SqlState.INVALID_PARAMETER_VALUE,
          count + " elements from " + index + " on: the array has " + all.size());
    }
    int from = (int) (index - 1);
    return all.subList(from, from + Math.min(count, all.size() - from));
  }

  private ResultSet rows(long index, List<?> elements) throws SQLException {
    ColumnInfo number = SqlType.of(ColumnType.INT).column("INDEX");
    List<Object[]> rows = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      rows.add(new Object[] {(int) index + i, elements.get(i)});
    }
    ResultSchema schema = new ResultSchema(List.of(number, element.column("VALUE")));
    return new LakewireResultSet(ResultSetOwner.NONE, schema, Cursors.rows(schema, rows), 0, 0);
  }

  public static void requireNoTypeMap(@Nullable Map<String, Class<?>> types) throws SQLException {
    if (types != null && !types.isEmpty()) {
      throw SqlExceptions.notSupported("custom type maps");
    }
  }

  @Override
  public void free() {
    values = null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LakewireArray array && values != null && values.equals(array.values);
  }

  @Override
  public int hashCode() {
    List<?> held = values;
    return held == null ? 0 : held.hashCode();
  }

  /** JSON. */
  @Override
  public String toString() {
    List<?> held = values;
    return held == null ? "[freed]" : ValueFormatter.of(held, SqlType.array(element));
  }
}
