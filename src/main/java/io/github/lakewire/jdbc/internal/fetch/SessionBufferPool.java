package io.github.lakewire.jdbc.internal.fetch;

import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The arrays that a session's last result left for its next one. Making and clearing them anew
 * would cost more than reading a result of a few pages. They are there for some seconds only, and
 * are never more bytes than one result may hold: an open result takes them all over into what it is
 * allowed. Thread-safe.
 */
public final class SessionBufferPool implements ArrayAllocator, AutoCloseable {
  private final long limit;
  private final Function<Runnable, Future<?>> timer;
  private final BufferFreeList freeList = new BufferFreeList();
  private @Nullable Future<?> drop;
  private boolean closed;

  /**
   * @param limit bytes to keep at most
   * @param timer runs a task some seconds later
   */
  public SessionBufferPool(long limit, Function<Runnable, Future<?>> timer) {
    this.limit = limit;
    this.timer = timer;
  }

  /** The array is the caller's then. */
  @Override
  public byte[] take(int length) {
    byte[] kept = takeKept(length);
    return kept == null ? make(length) : kept;
  }

  private byte[] make(int length) {
    try {
      return new byte[MemoryBudget.roundUp(length)];
    } catch (OutOfMemoryError full) {
      dropAll();
    }
    return new byte[length];
  }

  @Override
  public synchronized byte @Nullable [] takeKept(int length) {
    return freeList.take(length, BufferFreeList.longest(length));
  }

  /** Moves all to the free list of a result. */
  synchronized void drainTo(BufferFreeList result) {
    result.putAll(freeList);
  }

  /** Takes over what a result no longer needs. */
  synchronized void takeBack(BufferFreeList result) {
    if (result.isEmpty() || closed) {
      return;
    }
    freeList.putAll(result);
    freeList.trim(limit);
    if (drop != null) {
      drop.cancel(false);
    }
    drop = timer.apply(this::dropAll);
  }

  /** Bytes kept now. */
  synchronized long bytes() {
    return freeList.bytes();
  }

  /** Drops all that is kept. */
  synchronized void dropAll() {
    freeList.trim(0);
  }

  /** Drops all, and keeps nothing more. */
  @Override
  public synchronized void close() {
    closed = true;
    dropAll();
  }
}
