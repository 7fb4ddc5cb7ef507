package io.github.lakewire.jdbc.internal.results;

import org.jspecify.annotations.Nullable;

/**
 * The array that one piece of a result is received into, and what is promised to it. Used by one
 * thread after the other: who starts the piece, who receives it, who reads it.
 */
final class ReceiveBuffer implements Buffers {
  private final MemoryBudget memory;
  private final Runnable whenTaken;
  private long promised;
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
  void promised(long bytes) {
    promised = bytes;
  }

  @Override
  public byte[] take(int length) {
    byte[] before = array;
    if (before != null) {
      if (before.length >= length) {
        return before;
      }
      memory.lose(counted);
      array = null;
      counted = 0;
    }
    long promise = promised;
    promised = 0;
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
  void settle(byte @Nullable [] received, boolean mayKeep) {
    memory.forgo(promised);
    promised = 0;
    if (received == null || received != array) {
      memory.lose(counted);
      counted = received == null ? 0 : received.length;
      memory.use(counted);
      array = mayKeep ? received : null;
    }
  }

  /** The piece has been read. */
  void free() {
    if (array != null) {
      memory.giveBack(array);
    } else {
      memory.lose(counted);
    }
    array = null;
    counted = 0;
  }
}
