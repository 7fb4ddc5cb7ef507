package io.github.lakewire.jdbc.internal.fetch;

import io.github.lakewire.jdbc.internal.ipc.BufferSource;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that one result may hold: the arrays in use, what is reserved for those to come, and
 * spare arrays for later use. Thread-safe.
 */
public final class MemoryBudget implements BufferSource {
  /** A little less than a power of two, so that array and header fill whole regions of the heap. */
  private static final int STEP = 1 << 20;

  private static final int FINE_STEP = 1 << 16;
  private static final int HEADER = 16;

  private final long limit;
  private final SessionBufferPool session;
  private final BufferFreeList spare = new BufferFreeList();
  private long used;
  private long windows;
  private long reserved;

  /**
   * @param session has arrays for the first chunks, and gets those of the last
   */
  MemoryBudget(long limit, SessionBufferPool session) {
    this.limit = limit;
    this.session = session;
  }

  /**
   * Reserves the bytes if they are free; false when they are not.
   *
   * @param others bytes that have to stay free beside them
   */
  synchronized boolean tryPromise(long bytes, long others) {
    if (bytes > free() - others) {
      return false;
    }
    reserved += bytes;
    return true;
  }

  private long free() {
    return limit - used - reserved;
  }

  /** Reserves the bytes in any case. */
  synchronized void reserve(long bytes) {
    reserved += bytes;
  }

  /** What was reserved will not be taken. */
  synchronized void unreserve(long bytes) {
    reserved -= bytes;
  }

  /**
   * Takes an array for a chunk that is received.
   *
   * @param reservedBefore bytes that were reserved for it
   */
  byte[] take(int length, long reservedBefore) {
    return take(length, reservedBefore, BufferFreeList.longest(length));
  }

  /** Takes an array to decode into in any case, as what has been received must be read. */
  @Override
  public byte[] takeBuffer(int length) {
    return counted(take(length, 0, Long.MAX_VALUE));
  }

  @Override
  public byte @Nullable [] takeBufferIfFree(int length) {
    synchronized (this) {
      if (!isFree(length)) {
        return null;
      }
      // So that nobody else takes it.
      reserved += length;
    }
    try {
      return counted(take(length, length, Long.MAX_VALUE));
    } catch (OutOfMemoryError full) {
      // It can be done without.
      return null;
    }
  }

  private synchronized byte[] counted(byte[] window) {
    windows += window.length;
    return window;
  }

  /** Bytes that are decoded into. */
  synchronized long windows() {
    return windows;
  }

  private byte[] take(int length, long reservedBefore, long longest) {
    int size;
    synchronized (this) {
      reserved -= reservedBefore;
      long free = free(reservedBefore);
      byte[] kept = kept(length, free, longest);
      size = kept == null ? sizeFor(length, free) : kept.length;
      allocate(size);
      if (kept != null) {
        return kept;
      }
    }
    return make(size, length);
  }

  /** As {@link #take(int, long)}; null, with the bytes still reserved, where none is kept. */
  synchronized byte @Nullable [] takeKept(int length, long reservedBefore) {
    reserved -= reservedBefore;
    byte[] kept = kept(length, free(reservedBefore), BufferFreeList.longest(length));
    if (kept == null) {
      reserved += reservedBefore;
    } else {
      allocate(kept.length);
    }
    return kept;
  }

  private long free(long reservedBefore) {
    return reservedBefore > 0 ? Math.min(reservedBefore, free()) : free();
  }

  /** One that is let in although it is too large gets what the one before it had. */
  private byte @Nullable [] kept(int length, long free, long longest) {
    // Small results leave alone what the session keeps, so that it is dropped in time.
    if (length >= BufferFreeList.SMALLEST) {
      session.drainTo(spare);
      spare.trim(limit - used);
    }
    return spare.take(length, free < length ? roundUp(length) : Math.min(longest, free));
  }

  /**
   * Makes an array that is counted already. When the heap is full, spare arrays are dropped first.
   */
  private byte[] make(int size, int least) {
    try {
      return new byte[size];
    } catch (OutOfMemoryError full) {
      dropSpareForGood();
    }
    release(size);
    byte[] exact = new byte[least];
    allocate(least);
    return exact;
  }

  private synchronized void dropSpareForGood() {
    spare.trim(0);
    session.dropAll();
  }

  @Override
  public synchronized boolean isFree(long bytes) {
    return bytes <= free();
  }

  /** Counts an array that came from elsewhere, or will be made; spare arrays are dropped for it. */
  synchronized void allocate(long bytes) {
    used += bytes;
    spare.trim(limit - used);
  }

  /** An array in use will not be used again. */
  synchronized void release(long bytes) {
    used -= bytes;
  }

  @Override
  public synchronized void giveBack(byte[] window) {
    windows -= window.length;
    keep(window);
  }

  /** Keeps an array, in use until now, for later use if there is room. */
  synchronized void keep(byte[] array) {
    used -= array.length;
    spare.put(array);
    // With nothing else in use one array may stay even if it alone is too large: the next file will
    // be admitted just as this one was, and would take as much again.
    spare.trim(Math.max(limit - used, used == 0 ? array.length : 0));
  }

  /** Leaves the spare arrays to the session's next result. */
  public synchronized void dropSpare() {
    session.takeBack(spare);
    spare.trim(0);
  }

  /** Bytes in use and kept for use. */
  synchronized long total() {
    return used + spare.bytes();
  }

  /**
   * The length of a new array: rounded up, so that arrays for chunks of about the same size can be
   * used for each other, but to no more than the bytes at most.
   */
  private static int sizeFor(int length, long most) {
    return (int) Math.max(length, Math.min(roundUp(length), most));
  }

  /** Rounds a length up to what later chunks may need. Small arrays are not worth it. */
  static int roundUp(int length) {
    if (length < FINE_STEP) {
      return length;
    }
    long step = length >= STEP ? STEP : FINE_STEP;
    long rounded = (length + HEADER + step - 1) / step * step - HEADER;
    return (int) Math.min(Integer.MAX_VALUE - 64, rounded);
  }
}
