package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConfigException;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A session on a server by script, and what it lets go. */
final class ScriptedSession {
  final FakeThriftServer server = new FakeThriftServer();
  final AtomicInteger released = new AtomicInteger();

  ThriftSession open() throws DriverException {
    return open(config(null, null));
  }

  ThriftSession open(ConnectionConfig config) throws DriverException {
    Origin.Wire wire =
        new Origin.Wire(
            server,
            (queryId, timeouts) -> {
              throw new AssertionError("nothing to download");
            },
            (sessionId, timeouts) -> {
              throw new AssertionError("nothing to transfer");
            },
            end -> {},
            released::incrementAndGet);
    return ThriftSession.open(config, Deadline.in(Duration.ofSeconds(20)), wire);
  }

  static ConnectionConfig config(@Nullable String catalog, @Nullable String schema) {
    Properties place = new Properties();
    if (catalog != null) {
      place.put("catalog", catalog);
    }
    if (schema != null) {
      place.put("schema", schema);
    }
    return parse("", place);
  }

  /** The settings that most tests begin with, and more, as a URL has them. */
  static ConnectionConfig config(String options) {
    return parse(options, new Properties());
  }

  private static ConnectionConfig parse(String options, Properties properties) {
    try {
      return ConfigParser.parse(
          "jdbc:databricks://localhost;httpPath=/sql;PWD=token;ansi_mode=true;timezone=server"
              + ";maxBytesPerPage=10000000;resultMemory=100000000;"
              + options,
          properties);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  static StatementRequest sql(String sql) {
    return new StatementRequest(sql, List.of(), Duration.ZERO, 0, 0);
  }
}
