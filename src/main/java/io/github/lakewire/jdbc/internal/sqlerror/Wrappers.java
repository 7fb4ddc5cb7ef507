package io.github.lakewire.jdbc.internal.sqlerror;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** {@code java.sql.Wrapper} for objects that wrap nothing but themselves. */
public final class Wrappers {
  private Wrappers() {}

  public static <T> T unwrap(Object object, @Nullable Class<T> type) throws SQLException {
    if (!wraps(object, type)) {
      throw SqlExceptions.notWrapped(type, object);
    }
    return type.cast(object);
  }

  public static boolean wraps(Object object, @Nullable Class<?> type) {
    return type != null && type.isInstance(object);
  }
}
