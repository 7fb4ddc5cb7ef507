package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a session has ended, and how. Thread-safe. */
final class SessionEnd {
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean lost;
  private volatile boolean replaced;
  private volatile boolean leftToServer;

  /** The driver ends it; false when it had done so before. */
  boolean close() {
    return closed.compareAndSet(false, true);
  }

  /** The server has ended it. */
  void markLost() {
    lost = true;
  }

  /** Another session takes its place. */
  void replace() {
    replaced = true;
  }

  /** It is not closed on the server, where something of it goes on. */
  void leaveToServer() {
    leftToServer = true;
  }

  boolean isLeftToServer() {
    return leftToServer;
  }

  boolean isLost() {
    return lost;
  }

  boolean isOver() {
    return lost || closed.get();
  }

  void requireOpen() throws DriverException {
    if (closed.get()) {
      throw exception();
    }
    if (lost) {
      throw new DriverException(
          Kind.SESSION_GONE, "The server no longer knows this session; connect again");
    }
  }

  /**
   * The exception of an operation that ended with its session; the connection may still be open.
   */
  DriverException exception() {
    return replaced
        ? new DriverException(Kind.CANCELLED, "The session has ended with the request of the pool")
        : new DriverException(Kind.SESSION_GONE, "The connection was closed");
  }
}
