package io.github.lakewire.jdbc.internal.column.nested;

import io.github.lakewire.jdbc.internal.column.Offsets;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;

/** Children that follow each other, and offsets that say where a row's begin. */
public final class ListRanges extends ElementRanges {
  private final Offsets offsets;

  /**
   * @param wide whether offsets have 64 bits
   */
  public ListRanges(int width, boolean wide) {
    super(width);
    this.offsets = new Offsets(wide);
  }

  @Override
  long take(BatchLayout batch, int length) throws DriverException {
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
