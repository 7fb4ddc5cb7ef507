package io.github.lakewire.jdbc.internal.column.nested;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.ipc.LittleEndian;

/** Children in any order: each row says where its own begin and how many they are. */
public final class ListViewRanges extends ElementRanges {
  private final int numberWidth;
  private final boolean nested;

  private byte[] bytes = {};
  private int offsets;
  private int sizes;
  private boolean share;

  /**
   * @param wide whether places and sizes have 64 bits
   * @param nested whether the rows are within other values: then no two may share children
   */
  public ListViewRanges(int width, boolean wide, boolean nested) {
    super(width);
    this.numberWidth = wide ? Long.BYTES : Integer.BYTES;
    this.nested = nested;
  }

  @Override
  long take(BatchLayout batch, int length) throws DriverException {
    bytes = batch.array();
    offsets = batch.start(batch.takeBuffer((long) length * numberWidth));
    sizes = batch.start(batch.takeBuffer((long) length * numberWidth));
    share = false;
    long end = 0;
    for (int row = 0; row < length; row++) {
      long start = number(offsets, row);
      long size = number(sizes, row);
      if (start < 0 || size < 0 || start > Integer.MAX_VALUE || size > Integer.MAX_VALUE - start) {
        throw new DriverException(
            DriverException.Kind.PROTOCOL,
            "The server's Arrow data is damaged: a list of other elements");
      }
      if (size > 0) {
        share |= nested && start < end;
        end = Math.max(end, start + size);
      }
    }
    return end;
  }

  private long number(int from, int row) {
    return numberWidth == Long.BYTES
        ? (long) LittleEndian.LONG.get(bytes, from + (row << 3))
        : (int) LittleEndian.INT.get(bytes, from + (row << 2));
  }

  @Override
  int start(int row) {
    return (int) number(offsets, row);
  }

  @Override
  int end(int row) {
    return (int) (number(offsets, row) + number(sizes, row));
  }

  @Override
  boolean share() {
    return share;
  }
}
