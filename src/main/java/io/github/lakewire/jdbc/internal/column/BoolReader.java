package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;

/** BOOLEAN values, one bit each. */
public final class BoolReader extends ArrowReader {
  private int values;

  public BoolReader(ColumnInfo column) {
    super(column);
  }

  @Override
  protected void bindValues(BatchLayout batch, int length) throws DriverException {
    values = batch.start(batch.takeBuffer((length + 7L) / 8));
  }

  @Override
  public Object getObject(int row) {
    return getBoolean(row);
  }

  @Override
  public boolean getBoolean(int row) {
    return (bytes[values + (row >> 3)] >> (row & 7) & 1) != 0;
  }
}
