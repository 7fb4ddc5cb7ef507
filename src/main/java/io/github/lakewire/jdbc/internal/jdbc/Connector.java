package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.auth.Authorizations;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConfigException;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.JdbcUrl;
import io.github.lakewire.jdbc.internal.config.ProcessEnvironment;
import io.github.lakewire.jdbc.internal.config.PropertyDescription;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.HttpTransport;
import io.github.lakewire.jdbc.internal.session.ThriftSession;
import io.github.lakewire.jdbc.internal.sqlerror.SelfWrapper;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.tracing.DriverEvents;
import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens connections: reads the properties, opens the session, makes the connection. */
public final class Connector {
  private Connector() {}

  /** Whether a URL is for this driver. */
  public static boolean accepts(@Nullable String url) {
    return JdbcUrl.accepts(url);
  }

  /**
   * Describes every connection property; a URL may be empty, foreign or half typed. Secrets are
   * left out.
   */
  public static DriverPropertyInfo[] describe(
      @Nullable String url, @Nullable Properties properties) {
    List<PropertyDescription> all = PropertyDescription.list(url, properties);
    return all.stream().map(Connector::info).toArray(DriverPropertyInfo[]::new);
  }

  private static DriverPropertyInfo info(PropertyDescription property) {
    DriverPropertyInfo info = new DriverPropertyInfo(property.name(), property.value());
    info.description = property.description();
    info.required = property.required();
    info.choices = property.choices().isEmpty() ? null : property.choices().toArray(new String[0]);
    return info;
  }

  /**
   * Connects with one request.
   *
   * @param loginSeconds bound of the whole, besides the configured one; 0 is none
   */
  public static Connection connect(String url, @Nullable Properties properties, int loginSeconds)
      throws SQLException {
    return connect(
        url,
        properties,
        login ->
            Deadline.in(login)
                .earliest(Deadline.in(Duration.ofSeconds(Math.max(0, loginSeconds)))));
  }

  /**
   * As {@link #connect}, with another bound instead of the configured one, which still holds for
   * metadata.
   *
   * @param loginSeconds 0 leaves the configured one
   */
  public static Connection connectWithin(String url, Properties properties, int loginSeconds)
      throws SQLException {
    return connect(
        url,
        properties,
        login -> Deadline.in(loginSeconds > 0 ? Duration.ofSeconds(loginSeconds) : login));
  }

  private static Connection connect(
      String url, @Nullable Properties properties, Function<Duration, Deadline> bound)
      throws SQLException {
    try {
      ConnectionConfig config = ConfigParser.parse(url, properties, ProcessEnvironment.current());
      String shown = JdbcUrl.render(config);
      // Before anything can fail: what was ignored may be why it does.
      IgnoredPropertyLog.of(config, shown);
      Duration login = config.limits().login();
      Deadline deadline = bound.apply(login);
      LakewireConnection connection =
          new LakewireConnection(
              open(config, deadline),
              shown,
              config.batchInsertSize(),
              config.metadataCache(),
              config.transactions(),
              login);
      config.warnings().forEach(text -> connection.warn(SqlExceptions.INVALID_OPTION, text));
      return connection;
    } catch (ConfigException | DriverException | RuntimeException | Error e) {
      throw SqlExceptions.atConnect(e);
    }
  }

  private static ThriftSession open(ConnectionConfig config, Deadline deadline)
      throws DriverException {
    return DriverEvents.connect()
        .around(
            () -> ThriftSession.open(config, deadline),
            (session, failure) ->
                new DriverEvents.Connect(
                    config.endpoint().host(),
                    session == null ? null : session.id(),
                    failure == null ? null : SqlExceptions.atConnect(failure).getSQLState()));
  }

  /**
   * Closes what connections share and forgets their tokens, when the driver is deregistered; they
   * fail from then on.
   */
  public static void shutDown() {
    HttpTransport.closeAll();
    Authorizations.clear();
  }

  /** Refuses a login time-out that is none. */
  public static void requireLoginTimeout(int seconds) throws SQLException {
    if (seconds < 0) {
      throw SqlExceptions.invalidArgument("The login time-out must not be negative: " + seconds);
    }
  }

  /** {@code Wrapper.unwrap} of an object that wraps only itself. */
  public static <T> T unwrap(Object object, @Nullable Class<T> type) throws SQLException {
    return SelfWrapper.cast(object, type);
  }
}
