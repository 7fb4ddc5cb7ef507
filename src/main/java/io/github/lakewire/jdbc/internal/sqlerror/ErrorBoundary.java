package io.github.lakewire.jdbc.internal.sqlerror;

import java.sql.SQLException;

/**
 * Where an {@code Error} becomes an {@code SQLException}: around what makes something as large as a
 * user or a server pleases. The heap's having no room for it is no end of the program.
 */
public final class ErrorBoundary {
  private ErrorBoundary() {}

  /** What may need more than there is. */
  public interface Work<T> {
    T run() throws SQLException;
  }

  /** Runs the work; what it has made until it fails is garbage by then. */
  public static <T> T within(Work<T> work) throws SQLException {
    try {
      return work.run();
    } catch (Error e) {
      throw SqlExceptions.from(e);
    }
  }
}
