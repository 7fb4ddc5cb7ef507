package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;

/** BOOLEAN values, one bit each. */
final class BoolReader extends ArrowReader {
  private int values;

  BoolReader(ColumnInfo column) {
    super(column);
  }

  @Override
  void bindValues(BatchLayout batch, int length) throws Fault {
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
