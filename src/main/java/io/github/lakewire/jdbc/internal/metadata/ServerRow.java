package io.github.lakewire.jdbc.internal.metadata;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a server's response, read by the server's column names; valid only during the call
 * that hands it over. A column that the server does not send is null.
 */
interface ServerRow {

  /** Returns the default Java object of a column, or null. */
  @Nullable Object value(String column) throws DriverException;

  /** Returns a text, or null. */
  default @Nullable String text(String column) throws DriverException {
    Object value = value(column);
    return value == null ? null : value.toString();
  }

  /** Returns a text, "" where there is none. */
  default String textOrEmpty(String column) throws DriverException {
    return Objects.requireNonNullElse(text(column), "");
  }

  /** Returns a number of whatever width the server chose, or null when it is none. */
  default @Nullable Integer number(String column) throws DriverException {
    Object value = value(column);
    return value instanceof Number number ? Integer.valueOf(number.intValue()) : null;
  }
}
