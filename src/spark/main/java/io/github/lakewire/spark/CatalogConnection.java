package io.github.lakewire.spark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.sql.internal.SQLConf;
import org.jspecify.annotations.Nullable;

/**
 * The one session of a catalog, for metadata: opened for the first question, opened anew when it is
 * lost. One question is asked at a time.
 */
final class CatalogConnection {
  private static final long LIMIT_MINUTES = 15;
  private static final int PROBE_SECONDS = 10;

  /** After so long the server may have ended an idle session: it is asked first. */
  private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final ConnectionSettings settings;
  private final Lock lock = new ReentrantLock();
  private @Nullable Connection connection;
  private long lastUse;

  CatalogConnection(ConnectionSettings settings) {
    this.settings = settings;
  }

  /** A question. */
  interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  /**
   * Asks.
   *
   * @param doing for the message of a failure
   * @throws SourceException when the server cannot be reached, or refuses to answer
   */
  <T> T ask(String doing, Question<T> question) {
    try {
      if (!lock.tryLock(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        throw new SQLException("Another question to the catalog has no answer yet", "HYT00");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException(doing, new SQLException("Interrupted", "57014", e));
    } catch (SQLException e) {
      throw new SourceException(doing, e);
    }
    try {
      T answer = question.ask(open());
      lastUse = System.nanoTime();
      return answer;
    } catch (SQLException e) {
      throw new SourceException(doing, e);
    } finally {
      lock.unlock();
    }
  }

  private Connection open() throws SQLException {
    Connection current = connection;
    if (current != null
        && !current.isClosed()
        && (System.nanoTime() - lastUse < IDLE_NANOS || current.isValid(PROBE_SECONDS))) {
      return current;
    }
    if (current != null) {
      connection = null;
      current.close();
    }
    // Times are not read through it: any zone will do.
    connection = settings.open(SQLConf.get().sessionLocalTimeZone());
    return connection;
  }
}
