package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.column.InMemoryReader;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.sql.SQLException;
import java.util.List;

/** Walks the rows of {@code getColumns}: a batch of tables after the other. */
final class ColumnCursor extends RowCursor {
  private final ColumnTables tables;
  private List<Object[]> ahead;

  /**
   * @param ahead the first rows, which have been read
   */
  ColumnCursor(ColumnTables tables, List<Object[]> ahead) {
    this.tables = tables;
    this.ahead = ahead;
  }

  @Override
  public ResultSchema schema() {
    return MetadataColumns.COLUMNS.schema();
  }

  @Override
  protected boolean loadBatch() throws DriverException {
    List<Object[]> batch = ahead;
    ahead = List.of();
    if (batch.isEmpty()) {
      batch = next();
    }
    if (batch.isEmpty()) {
      return false;
    }
    ColumnReader[] readers = new ColumnReader[schema().columns().size()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = new InMemoryReader(schema().columns().get(i), batch, i);
    }
    startBatch(readers, batch.size());
    return true;
  }

  private List<Object[]> next() throws DriverException {
    try {
      return tables.next();
    } catch (SQLException e) {
      // That is the current catalog, which was asked for at the first row.
      throw new DriverException(DriverException.Kind.SESSION_GONE, "The connection is closed", e);
    }
  }

  @Override
  public void close() {
    tables.close();
  }
}
