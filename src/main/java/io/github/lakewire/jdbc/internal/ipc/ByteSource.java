package io.github.lakewire.jdbc.internal.ipc;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.Objects;

/**
 * Bytes to be read in place: either all at hand, or decoded as they are asked for. Confined to one
 * thread.
 */
public abstract sealed class ByteSource permits ArrayByteSource, Lz4FrameReader {
  static final byte[] NONE = {};

  /** The array that holds what is readable, from {@link #position} to {@link #limit}. */
  byte[] window = NONE;

  int position;
  int limit;

  /**
   * Makes {@code count} bytes readable at {@link #position}. It may move them and change {@link
   * #array}, so both are to be asked again afterwards.
   *
   * @return false when the source ends before, or {@linkplain #isStalled stalls}
   */
  public abstract boolean require(int count) throws DriverException;

  /** Whether there is more, for which there is no memory now. */
  public boolean isStalled() {
    return false;
  }

  /** Reads and checks what is left, and forgets it. */
  public abstract void drain() throws DriverException;

  /** Returns how many bytes are readable at once, without asking for more. */
  public final int available() {
    return limit - position;
  }

  public final byte[] array() {
    return window;
  }

  public final int position() {
    return position;
  }

  /** Passes over bytes that are readable; they are lost with the next {@link #require}. */
  public final void advance(int count) {
    position += Objects.checkIndex(count, available() + 1);
  }
}
