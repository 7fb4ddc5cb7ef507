package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig.Fetch;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.thrift.PageLimits;
import io.github.lakewire.jdbc.internal.thrift.StatementSpec;
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

  /** What of this may be asked of a server that can do so much. */
  StatementSpec toSpec(Capabilities server, Fetch fetch, PageLimits limits) throws DriverException {
    if (!parameters.isEmpty() && !server.parameters()) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "The server does not take statement parameters; write the values into the statement");
    }
    boolean arrow = server.arrow() && fetch.arrow();
    return new StatementSpec(
        sql,
        wholeSeconds(queryTimeout),
        maxRows,
        parameters.stream()
            .map(p -> new StatementSpec.Parameter(p.name(), p.type(), p.value()))
            .toList(),
        server.databricks()
            ? new StatementSpec.Forms(
                limits,
                arrow,
                arrow && server.cloudFetch() && fetch.cloudFetch(),
                arrow && server.lz4() && fetch.lz4())
            : null);
  }

  private static long wholeSeconds(Duration time) {
    return time.getNano() == 0 ? time.getSeconds() : time.getSeconds() + 1;
  }
}
