package io.github.lakewire.jdbc.internal.session;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement to run.
 *
 * @param queryTimeout for the server too; zero is none
 * @param maxRows 0 is no limit
 * @param fetchSize wish for the rows of one page; 0 leaves it to the configuration
 */
public record StatementRequest(
    String sql, List<Parameter> parameters, Duration queryTimeout, long maxRows, int fetchSize) {

  /**
   * A value for a marker.
   *
   * @param name of a named marker, null for a positional one
   * @param type SQL type name, with precision where it has one
   * @param value as text that the server casts to the type; null is NULL
   */
  public record Parameter(@Nullable String name, String type, @Nullable String value) {
    @Override
    public String toString() {
      return "Parameter[" + type + "]";
    }
  }
}
