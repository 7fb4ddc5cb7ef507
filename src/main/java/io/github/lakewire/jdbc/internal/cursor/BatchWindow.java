package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.ipc.BatchShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Record batches that were decoded together. A server's LZ4 block is mostly larger than its
 * batches: what one or two blocks brought is read while the next are decoded. Used again and again.
 */
final class BatchWindow {
  /** More than two blocks of a server have; a bound for batches of a few rows. */
  private static final int MOST = 256;

  private final BatchShape shape;
  private final List<BatchLayout> layouts = new ArrayList<>();
  private final int[] first = new int[MOST];
  private final int[] rows = new int[MOST];
  private int size;

  BatchWindow(BatchShape shape) {
    this.shape = shape;
  }

  /** Empties the group, and keeps no bytes of it. */
  void clear() {
    size = 0;
    layouts.forEach(BatchLayout::clear);
  }

  int size() {
    return size;
  }

  boolean hasRoom() {
    return size < MOST;
  }

  /** Where the next batch may be described, to be added or not. */
  BatchLayout next() {
    if (size == layouts.size()) {
      layouts.add(new BatchLayout(shape));
    }
    return layouts.get(size);
  }

  /** Adds the batch described in {@link #next}, as far as its rows are wanted. */
  void add(int firstRow, int rowCount) {
    first[size] = firstRow;
    rows[size++] = rowCount;
  }

  BatchLayout layout(int batch) {
    return layouts.get(batch);
  }

  int first(int batch) {
    return first[batch];
  }

  int rows(int batch) {
    return rows[batch];
  }
}
