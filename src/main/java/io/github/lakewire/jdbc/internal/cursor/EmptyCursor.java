package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.util.List;

/** No rows and no columns: the generated keys of a server that generates none for JDBC. */
public final class EmptyCursor extends RowCursor {
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
