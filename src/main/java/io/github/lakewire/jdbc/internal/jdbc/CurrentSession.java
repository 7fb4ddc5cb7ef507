package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.session.Session;
import org.jspecify.annotations.Nullable;

/** The session of a connection; another one after a pool's request that left something behind. */
final class CurrentSession {
  private volatile Session session;

  CurrentSession(Session session) {
    this.session = session;
  }

  Session get() {
    return session;
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
