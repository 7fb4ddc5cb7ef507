package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.Fault.Kind;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a session has ended, and how. Thread-safe. */
final class SessionEnd {
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean lost;
  private volatile boolean replaced;

  /** The driver ends it; false when it had done so before. */
  boolean close() {
    return closed.compareAndSet(false, true);
  }

  /** The server has ended it. */
  void lose() {
    lost = true;
  }

  /** Another session takes its place. */
  void replace() {
    replaced = true;
  }

  boolean isLost() {
    return lost;
  }

  boolean isOver() {
    return lost || closed.get();
  }

  void requireOpen() throws Fault {
    if (closed.get()) {
      throw fault();
    }
    if (lost) {
      throw new Fault(Kind.SESSION_GONE, "The server no longer knows this session; connect again");
    }
  }

  /** What an operation says that ended with its session: the connection may well go on. */
  Fault fault() {
    return replaced
        ? new Fault(Kind.CANCELLED, "The session has ended with the request of the pool")
        : new Fault(Kind.SESSION_GONE, "The connection was closed");
  }
}
