package io.github.lakewire.jdbc.internal.results;

import java.time.OffsetDateTime;
import java.util.List;

/** Reads one column of rows in memory: the objects as they are. */
final class ListCursorReader extends ConvertingReader {
  private final List<Object[]> rows;
  private final int index;
  private final boolean moment;

  ListCursorReader(ColumnInfo column, List<Object[]> rows, int index) {
    super(column);
    this.rows = rows;
    this.index = index;
    this.moment = rows.stream().anyMatch(row -> row[index] instanceof OffsetDateTime);
  }

  @Override
  protected boolean isNullAt(int row) {
    return rows.get(row)[index] == null;
  }

  @Override
  public boolean isMoment() {
    return moment;
  }

  @Override
  public Object getObject(int row) {
    return rows.get(row)[index];
  }
}
