package io.github.lakewire.jdbc.internal.metadata;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A response of the server that does not change during a session: asked for when somebody wants it,
 * by one thread, while others wait for the same response. A failure is not kept.
 */
final class OncePerSession<T> {
  /** Held while the server is asked, so it is no monitor. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Query<T> question;
  private volatile @Nullable T answer;

  /** Asks the server. */
  interface Query<T> {
    T ask() throws SQLException;
  }

  OncePerSession(Query<T> question) {
    this.question = question;
  }

  T get() throws SQLException {
    T known = answer;
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      known = answer;
      if (known == null) {
        known = question.ask();
        answer = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }
}
