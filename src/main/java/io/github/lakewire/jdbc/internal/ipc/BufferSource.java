package io.github.lakewire.jdbc.internal.ipc;

import org.jspecify.annotations.Nullable;

/** Gives arrays to decode into. */
public interface BufferSource {

  /** Returns an array of at least this length. */
  byte[] takeBuffer(int length);

  /** Returns such an array if so many bytes are free; otherwise null. */
  default byte @Nullable [] takeBufferIfFree(int length) {
    return isFree(length) ? takeBuffer(length) : null;
  }

  /** Takes back an array that it gave. */
  default void giveBack(byte[] array) {}

  /** Whether so many bytes may be taken for speed alone. */
  default boolean isFree(long bytes) {
    return true;
  }

  /** New arrays, which the garbage collector takes back. */
  static BufferSource unpooled() {
    return byte[]::new;
  }
}
