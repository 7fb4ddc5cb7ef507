package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.column.InMemoryReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.util.List;

/** Walks rows in memory, as one batch. */
final class InMemoryCursor extends RowCursor {
  private final ResultSchema schema;
  private List<Object[]> rows;

  InMemoryCursor(ResultSchema schema, List<Object[]> rows) {
    this.schema = schema;
    this.rows = rows;
  }

  @Override
  public ResultSchema schema() {
    return schema;
  }

  @Override
  protected boolean loadBatch() throws DriverException {
    List<Object[]> batch = rows;
    rows = List.of();
    if (batch.isEmpty()) {
      return false;
    }
    for (Object[] row : batch) {
      if (row.length != schema.columns().size()) {
        throw new DriverException(
            DriverException.Kind.PROTOCOL, "A row has another number of columns than its result");
      }
    }
    ColumnReader[] readers = new ColumnReader[schema.columns().size()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = new InMemoryReader(schema.columns().get(i), batch, i);
    }
    startBatch(readers, batch.size());
    return true;
  }

  @Override
  public void close() {
    // Nothing is held but memory, and the reader's thread may be in it.
  }
}
