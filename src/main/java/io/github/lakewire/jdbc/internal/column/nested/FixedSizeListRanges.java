package io.github.lakewire.jdbc.internal.column.nested;

import io.github.lakewire.jdbc.internal.ipc.BatchLayout;

/** Children of which each row has the same number. */
public final class FixedSizeListRanges extends ElementRanges {
  private final int size;

  public FixedSizeListRanges(int width, int size) {
    super(width);
    this.size = size;
  }

  @Override
  long take(BatchLayout batch, int length) {
    return (long) length * size;
  }

  @Override
  int start(int row) {
    return row * size;
  }

  @Override
  int end(int row) {
    return (row + 1) * size;
  }
}
