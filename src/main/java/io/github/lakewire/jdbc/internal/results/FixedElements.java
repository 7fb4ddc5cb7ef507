package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;

/** Children of which each row has the same number. */
final class FixedElements extends Elements {
  private final int size;

  FixedElements(int width, int size) {
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
