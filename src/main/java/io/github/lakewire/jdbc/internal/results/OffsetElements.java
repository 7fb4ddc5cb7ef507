package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;

/** Children that follow each other, and offsets that say where a row's begin. */
final class OffsetElements extends Elements {
  private final Offsets offsets;

  /**
   * @param wide whether offsets have 64 bits
   */
  OffsetElements(int width, boolean wide) {
    super(width);
    this.offsets = new Offsets(wide);
  }

  @Override
  long take(BatchLayout batch, int length) throws Fault {
    offsets.bind(batch, length);
    return offsets.start(length);
  }

  @Override
  int start(int row) {
    return offsets.start(row);
  }

  @Override
  int end(int row) {
    return offsets.start(row + 1);
  }
}
