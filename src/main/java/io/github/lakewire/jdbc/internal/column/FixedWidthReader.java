package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;

/** A column whose values all have the same width. */
abstract class FixedWidthReader extends ArrowReader {
  private final int width;

  /** Where the values begin in {@link #bytes}. */
  int values;

  FixedWidthReader(ColumnInfo column, int width) {
    super(column);
    this.width = width;
  }

  @Override
  protected final void bindValues(BatchLayout batch, int length) throws DriverException {
    values = batch.start(batch.takeBuffer((long) length * width));
  }
}
