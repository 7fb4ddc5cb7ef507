package io.github.lakewire.jdbc.internal.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** {@code java.sql.Wrapper} for objects that wrap nothing but themselves. */
final class Wrapping {
  private Wrapping() {}

  static <T> T unwrap(Object object, @Nullable Class<T> type) throws SQLException {
    if (!wraps(object, type)) {
      throw SqlErrors.notWrapped(type, object);
    }
    return type.cast(object);
  }

  static boolean wraps(Object object, @Nullable Class<?> type) {
    return type != null && type.isInstance(object);
  }
}
