package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.session.Session;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The session of a connection; another one after a pool's request that left something behind. */
final class CurrentSession {
  private static final Duration VALID_BY_DEFAULT = Duration.ofSeconds(5);

  /** Bound of {@link #isAlive}, whatever the caller says: DBeaver passes milliseconds. */
  private static final Duration VALID_AT_MOST = Duration.ofSeconds(10);

  private volatile Session session;
  private volatile int networkTimeoutMillis;

  CurrentSession(Session session) {
    this.session = session;
  }

  Session get() {
    return session;
  }

  /**
   * Asks the server.
   *
   * @param seconds the longest time to wait, 0 is the default
   */
  boolean isAlive(int seconds) {
    Duration asked = seconds == 0 ? VALID_BY_DEFAULT : Duration.ofSeconds(seconds);
    return session.isAlive(asked.compareTo(VALID_AT_MOST) < 0 ? asked : VALID_AT_MOST);
  }

  /** The read time-out that was set, in milliseconds; 0 is the configured one. */
  int networkTimeout() {
    return networkTimeoutMillis;
  }

  void setNetworkTimeout(int milliseconds) {
    session.setNetworkTimeout(Duration.ofMillis(milliseconds));
    networkTimeoutMillis = milliseconds;
  }

  /** Whether the session has ended with a failure, or has to: JDBC's network time-out. */
  boolean isEndedBy(Throwable failure) {
    if (session.isClosed()) {
      return true;
    }
    return failure instanceof DriverException exception
        && switch (exception.kind()) {
          // Said of an operation, in whose state the end of its session can be told too.
          case SESSION_GONE -> true;
          case READ_TIMEOUT -> networkTimeoutMillis > 0;
          default -> false;
        };
  }

  /**
   * Opens a new session in place of the one that there is, which ends with all that is open on it.
   * When that fails, the old one is still there.
   *
   * @param catalog where to begin; null for both is where the first session began
   */
  void replace(@Nullable String catalog, @Nullable String schema, Deadline deadline)
      throws DriverException {
    Session old = session;
    Session next = old.successor(catalog, schema, deadline);
    session = next;
    if (!old.retire()) {
      // The connection was closed meanwhile, which has ended only the old session.
      next.close();
    }
  }
}
