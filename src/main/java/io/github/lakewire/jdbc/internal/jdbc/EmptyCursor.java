package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.results.ResultSchema;
import io.github.lakewire.jdbc.internal.results.RowCursor;
import java.util.List;

/** No rows and no columns: the generated keys of a server that generates none for JDBC. */
final class EmptyCursor extends RowCursor {
  @Override
  public ResultSchema schema() {
    return new ResultSchema(List.of());
  }

  @Override
  protected boolean loadBatch() {
    return false;
  }

  @Override
  public void close() {}
}
