package io.github.lakewire.jdbc.internal.results;

import org.jspecify.annotations.Nullable;

/**
 * The array that one piece of a result is received into, and what is reserved for it. All but the
 * methods without a lock in their description are called under the budget's lock.
 */
final class ReceiveBuffer implements Buffers {
  private final MemoryBudget memory;
  private final Object lock;
  private final Runnable whenTaken;
  private long reserved;
  private byte @Nullable [] array;

  /**
   * @param lock guards the budget
   * @param whenTaken called without the lock when less may be reserved than before
   */
  ReceiveBuffer(MemoryBudget memory, Object lock, Runnable whenTaken) {
    this.memory = memory;
    this.lock = lock;
    this.whenTaken = whenTaken;
  }

  /** Reserves what is expected, if it is free. */
  boolean tryReserve(long expected) {
    if (!memory.tryReserve(expected)) {
      return false;
    }
    reserved = expected;
    return true;
  }

  /** Reserves what is expected in any case. */
  void reserve(long expected) {
    memory.reserve(expected);
    reserved = expected;
  }

  /** Called without the lock, by whoever receives. */
  @Override
  public byte[] take(int length) {
    byte[] given;
    synchronized (lock) {
      if (array != null && array.length >= length) {
        return array;
      }
      memory.release(reserved);
      given = memory.takeSpare(length);
      if (given == null) {
        reserved = memory.sizeFor(length, reserved);
        memory.reserve(reserved);
      } else {
        reserved = given.length;
      }
      array = given;
    }
    if (given == null) {
      given = new byte[(int) reserved];
      synchronized (lock) {
        array = given;
      }
    }
    // The real length is mostly far less than what was reserved.
    whenTaken.run();
    return given;
  }

  /**
   * Says which array it really came in, null for none.
   *
   * @param mayKeep whether another array than the one given may be used for later pieces
   */
  void settle(byte @Nullable [] received, boolean mayKeep) {
    if (received == null || received != array) {
      memory.release(reserved);
      reserved = received == null ? 0 : received.length;
      memory.reserve(reserved);
      array = mayKeep ? received : null;
    }
  }

  /**
   * The piece has been read: what is kept for later pieces stays counted.
   *
   * @param later whether there may be later pieces
   */
  void free(boolean later) {
    if (array != null && later) {
      memory.giveBack(array);
    } else {
      memory.release(reserved);
    }
    array = null;
    reserved = 0;
  }
}
