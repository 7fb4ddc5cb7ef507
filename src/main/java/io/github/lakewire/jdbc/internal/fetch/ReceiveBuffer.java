package io.github.lakewire.jdbc.internal.fetch;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The array that one chunk of a result is received into, and what is reserved for it. Used by one
 * thread after the other: those that start, receive and read the chunk.
 */
final class ReceiveBuffer implements ArrayAllocator {
  private final MemoryBudget memory;
  private final LongConsumer beforeMore;
  private final Runnable whenTaken;
  private long reserved;
  private byte @Nullable [] array;
  private long counted;

  /**
   * @param beforeMore called before more is taken than was reserved, with so many bytes
   * @param whenTaken called when less may be reserved than before
   */
  ReceiveBuffer(MemoryBudget memory, LongConsumer beforeMore, Runnable whenTaken) {
    this.memory = memory;
    this.beforeMore = beforeMore;
    this.whenTaken = whenTaken;
  }

  /** These bytes are reserved for it. */
  void reserved(long bytes) {
    reserved = bytes;
  }

  @Override
  public byte[] take(int length) {
    byte[] before = array;
    if (before != null) {
      if (before.length >= length) {
        return before;
      }
      memory.release(counted);
      array = null;
      counted = 0;
    }
    if (length > reserved) {
      beforeMore.accept(length - reserved);
    }
    long reservedBefore = reserved;
    reserved = 0;
    byte[] given = memory.take(length, reservedBefore);
    array = given;
    counted = given.length;
    // The real length is mostly far less than what was reserved.
    whenTaken.run();
    return given;
  }

  @Override
  public byte @Nullable [] takeKept(int length) {
    if (array != null || length > reserved) {
      return array != null && array.length >= length ? array : null;
    }
    byte[] kept = memory.takeKept(length, reserved);
    if (kept != null) {
      reserved = 0;
      array = kept;
      counted = kept.length;
      whenTaken.run();
    }
    return kept;
  }

  /**
   * Sets the array that it really came in, null for none.
   *
   * @param mayKeep whether another array than the one given may be used for later chunks
   */
  void complete(byte @Nullable [] received, boolean mayKeep) {
    memory.unreserve(reserved);
    reserved = 0;
    if (received == null || received != array) {
      memory.release(counted);
      counted = received == null ? 0 : received.length;
      memory.allocate(counted);
      array = mayKeep ? received : null;
    }
  }

  /** Bytes that it takes. */
  long held() {
    return counted;
  }

  /** The chunk has been read. */
  void free() {
    if (array != null) {
      memory.keep(array);
    } else {
      memory.release(counted);
    }
    array = null;
    counted = 0;
  }
}
