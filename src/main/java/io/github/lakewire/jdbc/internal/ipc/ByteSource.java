package io.github.lakewire.jdbc.internal.ipc;

import io.github.lakewire.jdbc.internal.error.DriverException;

/**
 * Bytes to be read in place: either all at hand, or decoded as they are asked for. Confined to one
 * thread.
 */
public sealed interface ByteSource permits ArrayByteSource, Lz4FrameReader {

  /**
   * Makes {@code count} bytes readable at {@link #position}. It may move them and change {@link
   * #array}, so both are to be asked again afterwards.
   *
   * @return false when the source ends before
   */
  boolean require(int count) throws DriverException;

  /** Returns how many bytes are readable at once, without asking for more. */
  int available();

  byte[] array();

  int position();

  /** Passes over bytes that are readable; they are lost with the next {@link #require}. */
  void advance(int count);

  /** Reads and checks what is left, and forgets it. */
  void drain() throws DriverException;
}
