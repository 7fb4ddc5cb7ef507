package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;

/** The column of {@code SELECT NULL}, which has no buffers. */
public final class NullReader extends ArrowReader {

  public NullReader(ColumnInfo column) {
    super(column);
  }

  @Override
  protected int takeValidity(BatchLayout batch, int node) {
    return -1;
  }

  @Override
  protected void bindValues(BatchLayout batch, int length) {
    mayBeNull = true;
  }

  @Override
  protected boolean isNullAt(int row) {
    return true;
  }

  @Override
  public Object getObject(int row) throws DriverException {
    throw notConvertible("a value, because it is always null");
  }
}
