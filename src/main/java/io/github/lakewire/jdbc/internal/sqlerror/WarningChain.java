package io.github.lakewire.jdbc.internal.sqlerror;

import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/**
 * The warnings of one JDBC object, oldest first, each once, up to a bound: an application that
 * never clears them must not run out of memory. Thread-safe.
 */
public final class WarningChain {
  private static final int MOST = 100;

  private @Nullable SQLWarning first;

  public synchronized void add(String state, String message) {
    int count = 0;
    for (SQLWarning known = first; known != null; known = known.getNextWarning()) {
      if (++count == MOST
          || (known.getSQLState().equals(state) && known.getMessage().equals(message))) {
        return;
      }
    }
    SQLWarning warning = SqlExceptions.warning(state, message);
    if (first == null) {
      first = warning;
    } else {
      first.setNextWarning(warning);
    }
  }

  synchronized @Nullable public SQLWarning first() {
    return first;
  }

  public synchronized void clear() {
    first = null;
  }
}
