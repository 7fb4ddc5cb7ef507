package io.github.lakewire.jdbc.internal.results;

import java.util.List;

/** Reads one column of rows in memory: the objects as they are. */
final class ListCursorReader extends ConvertingReader {
  private final List<Object[]> rows;
  private final int index;

  ListCursorReader(ColumnInfo column, List<Object[]> rows, int index) {
    super(column);
    this.rows = rows;
    this.index = index;
  }

  @Override
  public boolean isNull(int row) {
    return rows.get(row)[index] == null;
  }

  @Override
  public Object getObject(int row) {
    return rows.get(row)[index];
  }
}
