package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;

/** The column of {@code SELECT NULL}, which has no buffers. */
final class NullReader extends ArrowReader {

  NullReader(ColumnInfo column) {
    super(column);
  }

  @Override
  int takeValidity(BatchLayout batch, int node) {
    return -1;
  }

  @Override
  void bindValues(BatchLayout batch, int length) {
    mayBeNull = true;
  }

  @Override
  protected boolean isNullAt(int row) {
    return true;
  }

  @Override
  public Object getObject(int row) throws Fault {
    throw refuse("a value, because it is always null");
  }
}
