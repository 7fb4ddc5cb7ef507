package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import java.util.List;

/** Walks rows in memory, as one batch. */
final class ListCursor extends RowCursor {
  private final ResultSchema schema;
  private List<Object[]> rows;

  ListCursor(ResultSchema schema, List<Object[]> rows) {
    this.schema = schema;
    this.rows = rows;
  }

  @Override
  public ResultSchema schema() {
    return schema;
  }

  @Override
  protected boolean loadBatch() throws Fault {
    List<Object[]> batch = rows;
    rows = List.of();
    if (batch.isEmpty()) {
      return false;
    }
    for (Object[] row : batch) {
      if (row.length != schema.columns().size()) {
        throw new Fault(Fault.Kind.PROTOCOL, "A row has another number of columns than its result");
      }
    }
    ColumnReader[] readers = new ColumnReader[schema.columns().size()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = new ListCursorReader(schema.columns().get(i), batch, i);
    }
    startBatch(readers, batch.size());
    return true;
  }

  @Override
  public void close() {
    // Nothing is held but memory, and the reader's thread may be in it.
  }
}
