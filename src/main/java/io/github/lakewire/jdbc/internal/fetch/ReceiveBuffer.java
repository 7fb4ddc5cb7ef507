package io.github.lakewire.jdbc.internal.fetch;

import org.jspecify.annotations.Nullable;

/**
 * The array that one piece of a result is received into, and what is promised to it. Used by one
 * thread after the other: who starts the piece, who receives it, who reads it.
 */
final class ReceiveBuffer implements ArrayAllocator {
  private final MemoryBudget memory;
  private final Runnable whenTaken;
  private long reserved;
  private byte @Nullable [] array;
  private long counted;

  /**
   * @param whenTaken called when less may be promised than before
   */
  ReceiveBuffer(MemoryBudget memory, Runnable whenTaken) {
    this.memory = memory;
    this.whenTaken = whenTaken;
  }

  /** The memory has promised these bytes to it. */
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
    long promise = reserved;
    reserved = 0;
    byte[] given = memory.take(length, promise);
    array = given;
    counted = given.length;
    // The real length is mostly far less than what was promised.
    whenTaken.run();
    return given;
  }

  /**
   * Says which array it really came in, null for none.
   *
   * @param mayKeep whether another array than the one given may be used for later pieces
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

  /** The piece has been read. */
  void free() {
    if (array != null) {
      memory.giveBack(array);
    } else {
      memory.release(counted);
    }
    array = null;
    counted = 0;
  }
}
