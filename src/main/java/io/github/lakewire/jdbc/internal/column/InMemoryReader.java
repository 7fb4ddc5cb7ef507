package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads one column of rows in memory: the objects as they are. */
public final class InMemoryReader extends ConvertingReader {
  private final List<Object[]> rows;
  private final int index;
  private final boolean instant;

  public InMemoryReader(ColumnInfo column, List<Object[]> rows, int index) {
    super(column);
    this.rows = rows;
    this.index = index;
    this.instant = rows.stream().anyMatch(row -> row[index] instanceof OffsetDateTime);
  }

  @Override
  protected boolean isNullAt(int row) {
    return rows.get(row)[index] == null;
  }

  @Override
  public boolean isMoment() {
    return instant;
  }

  @Override
  public Object getObject(int row) {
    return rows.get(row)[index];
  }
}
