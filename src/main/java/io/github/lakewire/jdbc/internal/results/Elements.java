package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;

/** The children of lists and maps: which of them belong to a row. */
final class Elements {
  /** So many values of no width (VOID, empty STRUCT) are believed whatever the batch's size. */
  private static final int FREE = 1 << 16;

  private final Offsets offsets = new Offsets(false);
  private final int width;

  /**
   * @param width how many values an element has, those of a STRUCT's fields counted one by one
   */
  Elements(int width) {
    this.width = width;
  }

  /**
   * Takes the offsets.
   *
   * @return how many children the rows have together
   */
  int bind(BatchLayout batch, int length) throws Fault {
    offsets.bind(batch, length);
    int elements = offsets.start(length);
    // Values without width could claim a huge list with no bytes behind it.
    if ((long) elements * width > Math.max(8L * batch.bodyLength(), FREE)) {
      throw new Fault(
          Fault.Kind.PROTOCOL, "The server's Arrow data is damaged: more elements than bytes");
    }
    return elements;
  }

  int start(int row) {
    return offsets.start(row);
  }

  int end(int row) {
    return offsets.start(row + 1);
  }
}
