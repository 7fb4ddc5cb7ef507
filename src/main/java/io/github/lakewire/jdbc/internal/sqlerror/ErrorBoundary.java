package io.github.lakewire.jdbc.internal.sqlerror;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.sql.SQLException;

/**
 * Where an {@code Error} becomes an {@code SQLException}: around work whose memory depends on a
 * user or a server. When the heap is too small for it, that must not end the program. What the
 * packages below refuse becomes one too.
 */
public final class ErrorBoundary {
  private ErrorBoundary() {}

  /** Work that may need more memory than there is. */
  public interface Work<T> {
    T run() throws SQLException, DriverException;
  }

  /** Does the work. What it allocated before it failed can be collected by then. */
  public static <T> T within(Work<T> work) throws SQLException {
    try {
      return work.run();
    } catch (DriverException | Error e) {
      throw SqlExceptions.from(e);
    }
  }
}
