package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.ipc.LittleEndian;

/** Where the values of varying length begin and end; checked once per batch. */
public final class Offsets {
  private static final byte[] NONE = new byte[Integer.BYTES];

  private final boolean wide;
  private byte[] bytes = NONE;
  private int position;
  private byte[] narrowed = NONE;

  /**
   * @param wide whether offsets have 64 bits
   */
  public Offsets(boolean wide) {
    this.wide = wide;
  }

  /** Takes the buffer of offsets, which are to rise. They are checked against their end later. */
  public void bind(BatchLayout batch, int length) throws DriverException {
    int width = wide ? Long.BYTES : Integer.BYTES;
    // A column without rows may come without the one offset that the format asks for.
    int buffer = batch.takeBuffer(length == 0 ? 0 : (length + 1L) * width);
    if (length == 0) {
      bytes = NONE;
      position = 0;
    } else if (wide) {
      bytes = narrow(batch.array(), batch.start(buffer), length + 1);
      position = 0;
    } else {
      bytes = batch.array();
      position = batch.start(buffer);
    }
    int previous = start(0);
    if (previous < 0) {
      throw damaged();
    }
    for (int i = 1; i <= length; i++) {
      int next = start(i);
      if (next < previous) {
        throw damaged();
      }
      previous = next;
    }
  }

  private byte[] narrow(byte[] from, int start, int count) throws DriverException {
    if (narrowed.length < count * Integer.BYTES) {
      narrowed = new byte[count * Integer.BYTES];
    }
    for (int i = 0; i < count; i++) {
      long offset = (long) LittleEndian.LONG.get(from, start + i * Long.BYTES);
      if (offset != (int) offset) {
        throw damaged();
      }
      LittleEndian.INT.set(narrowed, i * Integer.BYTES, (int) offset);
    }
    return narrowed;
  }

  /** Where a row's value begins; a row's end is the next row's start. */
  public int start(int row) {
    return (int) LittleEndian.INT.get(bytes, position + (row << 2));
  }

  private static DriverException damaged() {
    return new DriverException(
        DriverException.Kind.PROTOCOL,
        "The server's Arrow data is damaged: offsets that do not rise");
  }
}
