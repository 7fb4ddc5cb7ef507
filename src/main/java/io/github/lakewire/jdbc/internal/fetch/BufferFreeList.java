package io.github.lakewire.jdbc.internal.fetch;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that wait to be used again, the last used first. Few and large ones: a small array is made
 * faster than it is kept. Not thread-safe.
 */
final class BufferFreeList {
  /** Smaller arrays are not kept. */
  static final int SMALLEST = 1 << 16;

  /** More are never wanted again at the same time: the downloads of a result and its windows. */
  private static final int MOST = 20;

  /**
   * The longest array that should be taken to receive so many bytes: what is left of it is lost.
   */
  static long longest(int length) {
    return Math.max(MemoryBudget.roundUp(length), length + length / 4L);
  }

  private final Deque<byte[]> arrays = new ArrayDeque<>();
  private long bytes;

  /** Keeps an array, unless it is small. */
  void put(byte[] array) {
    if (array.length >= SMALLEST) {
      arrays.addFirst(array);
      bytes += array.length;
      if (arrays.size() > MOST) {
        dropLast();
      }
    }
  }

  /** Keeps what another free list kept, which is empty then. */
  void putAll(BufferFreeList other) {
    while (!other.arrays.isEmpty()) {
      put(other.arrays.removeLast());
    }
    other.bytes = 0;
  }

  /**
   * Takes the smallest array that is long enough, or null. A length that is not worth it gets none.
   *
   * @param most length of the longest that may be taken
   */
  byte @Nullable [] take(int length, long most) {
    if (length < SMALLEST) {
      return null;
    }
    byte[] best = null;
    for (byte[] array : arrays) {
      boolean fits = array.length >= length && array.length <= most;
      if (fits && (best == null || array.length < best.length)) {
        best = array;
      }
    }
    if (best != null) {
      arrays.remove(best);
      bytes -= best.length;
    }
    return best;
  }

  /** Drops those not used for longest until the others take no more than this. */
  void trim(long most) {
    while (bytes > most && !arrays.isEmpty()) {
      dropLast();
    }
  }

  private void dropLast() {
    bytes -= arrays.removeLast().length;
  }

  boolean isEmpty() {
    return arrays.isEmpty();
  }

  long bytes() {
    return bytes;
  }
}
