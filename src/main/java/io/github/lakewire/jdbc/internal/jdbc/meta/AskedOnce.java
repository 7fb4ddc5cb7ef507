package io.github.lakewire.jdbc.internal.jdbc.meta;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the server that does not change during a session: asked for when somebody wants it,
 * by one thread, while others wait for the same answer. A failure is not kept.
 */
final class AskedOnce<T> {
  /** Held while the server is asked, so it is no monitor. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Question<T> question;
  private volatile @Nullable T answer;

  /** Asks the server. */
  interface Question<T> {
    T ask() throws SQLException;
  }

  AskedOnce(Question<T> question) {
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
