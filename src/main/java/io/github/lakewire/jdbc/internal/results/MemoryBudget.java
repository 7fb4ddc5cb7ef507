package io.github.lakewire.jdbc.internal.results;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that one result may hold, and the arrays that wait to be used again, which count too.
 * Guarded by the lock of the {@link Pipeline} that owns it.
 */
final class MemoryBudget {
  /** Arrays beyond a few are never wanted again at the same time. */
  private static final int MOST_SPARE = 4;

  /** A little less than a power of two, so that array and header fill whole regions of the heap. */
  private static final int STEP = 1 << 20;

  private static final int FINE_STEP = 1 << 16;
  private static final int HEADER = 16;

  private final long limit;
  private final Deque<byte[]> spare = new ArrayDeque<>();
  private long held;
  private long spareBytes;

  MemoryBudget(long limit) {
    this.limit = limit;
  }

  /** Takes the bytes if they are free, giving up spare arrays for them; false when they are not. */
  boolean tryReserve(long bytes) {
    if (held + bytes > limit) {
      return false;
    }
    held += bytes;
    trim();
    return true;
  }

  /** Takes the bytes in any case. */
  void reserve(long bytes) {
    held += bytes;
    trim();
  }

  void release(long bytes) {
    held -= bytes;
  }

  /** Takes a spare array that fits without being far too large, or null. */
  byte @Nullable [] takeSpare(int length) {
    for (byte[] array : spare) {
      if (array.length >= length && array.length / 2 <= length) {
        spare.remove(array);
        spareBytes -= array.length;
        held += array.length;
        return array;
      }
    }
    return null;
  }

  /** Keeps an array, reserved until now, for later use if there is room. */
  void giveBack(byte[] array) {
    held -= array.length;
    spare.addFirst(array);
    spareBytes += array.length;
    while (spare.size() > MOST_SPARE) {
      spareBytes -= spare.removeLast().length;
    }
    // With nothing else held one array may stay even if it alone is too large: the next file will
    // be let in just as this one was, and would take as much again.
    if (spare.size() > 1 || held > 0) {
      trim();
    }
  }

  void dropSpare() {
    spare.clear();
    spareBytes = 0;
  }

  /** Bytes in use and kept for use. */
  long total() {
    return held + spareBytes;
  }

  private void trim() {
    while (held + spareBytes > limit && !spare.isEmpty()) {
      spareBytes -= spare.removeLast().length;
    }
  }

  /**
   * The length of a new array: rounded up, so that arrays for pieces of about the same size serve
   * each other, but no more than was reserved or is free. Small ones are not worth it.
   */
  int sizeFor(int length, long reserved) {
    if (length < FINE_STEP) {
      return length;
    }
    long step = length >= STEP ? STEP : FINE_STEP;
    long rounded = (length + HEADER + step - 1) / step * step - HEADER;
    long most = Math.min(Integer.MAX_VALUE - 64, reserved > 0 ? reserved : limit - held);
    return (int) Math.max(length, Math.min(rounded, most));
  }
}
