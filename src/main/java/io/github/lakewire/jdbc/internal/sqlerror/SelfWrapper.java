package io.github.lakewire.jdbc.internal.sqlerror;

import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/** An object that wraps nothing but itself. */
public interface SelfWrapper extends Wrapper {
  @Override
  default <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return cast(this, type);
  }

  @Override
  default boolean isWrapperFor(@Nullable Class<?> type) {
    return type != null && type.isInstance(this);
  }

  /** {@link #unwrap} of any object. */
  static <T> T cast(Object object, @Nullable Class<T> type) throws SQLException {
    if (type == null || !type.isInstance(object)) {
      throw SqlExceptions.notWrapped(type, object);
    }
    return type.cast(object);
  }
}
