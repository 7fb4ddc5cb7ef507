package io.github.lakewire.jdbc.internal.jdbc;

import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** The warnings of one JDBC object, oldest first. Thread-safe. */
final class WarningChain {
  private @Nullable SQLWarning first;

  synchronized void add(String state, String message) {
    SQLWarning warning = SqlErrors.warning(state, message);
    if (first == null) {
      first = warning;
    } else {
      first.setNextWarning(warning);
    }
  }

  synchronized @Nullable SQLWarning first() {
    return first;
  }

  synchronized void clear() {
    first = null;
  }
}
