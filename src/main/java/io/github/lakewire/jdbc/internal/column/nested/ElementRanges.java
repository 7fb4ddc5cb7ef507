package io.github.lakewire.jdbc.internal.column.nested;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;

/** The children of lists and maps: which of them belong to a row. */
public abstract class ElementRanges {
  /**
   * So many values without width (VOID, empty STRUCT) are accepted whatever the size of the batch.
   */
  private static final int FREE = 1 << 16;

  private final int width;

  /**
   * @param width how many values an element has, those of a STRUCT's fields counted one by one
   */
  ElementRanges(int width) {
    this.width = width;
  }

  /**
   * Takes what says where rows begin.
   *
   * @return how many children the rows have together
   */
  final int bind(BatchLayout batch, int length) throws DriverException {
    long elements = take(batch, length);
    // Values without width could claim a huge list with no bytes behind it.
    if (elements > Integer.MAX_VALUE
        || elements * width > Math.max(8L * batch.bodyLength(), FREE)) {
      throw new DriverException(
          DriverException.Kind.PROTOCOL,
          "The server's Arrow data is damaged: more elements than bytes");
    }
    return (int) elements;
  }

  /** Takes the buffers, and returns how many children the rows have together, 32 bits at most. */
  abstract long take(BatchLayout batch, int length) throws DriverException;

  abstract int start(int row);

  abstract int end(int row);

  /** Whether rows share children in a way that small bytes could unfold into huge values. */
  boolean share() {
    return false;
  }
}
