package io.github.lakewire.jdbc.internal.types;

import java.util.List;

/**
 * The columns of a result, in order.
 *
 * @param nestedAsText whether JDBC is told that ARRAY, MAP and STRUCT are text
 */
public record ResultSchema(List<ColumnInfo> columns, boolean nestedAsText) {
  public ResultSchema {
    columns = List.copyOf(columns);
  }

  /** Columns that are described as they are. */
  public ResultSchema(List<ColumnInfo> columns) {
    this(columns, false);
  }

  /** Returns the type that JDBC is told of a column. */
  public SqlType described(int index) {
    SqlType type = columns.get(index).sqlType();
    return nestedAsText ? type.nestedAsText() : type;
  }
}
