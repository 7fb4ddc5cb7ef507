package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;

/** A column whose values all have the same width. */
abstract class FixedReader extends ArrowReader {
  private final int width;

  /** Where the values begin in {@link #bytes}. */
  int values;

  FixedReader(ColumnInfo column, int width) {
    super(column);
    this.width = width;
  }

  @Override
  final void bindValues(BatchLayout batch, int length) throws Fault {
    values = batch.start(batch.takeBuffer((long) length * width));
  }
}
