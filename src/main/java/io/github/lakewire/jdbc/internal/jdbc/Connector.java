package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.config.ConfigProblem;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.http.Deadline;
import io.github.lakewire.jdbc.internal.http.HttpStack;
import io.github.lakewire.jdbc.internal.session.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens connections: options, session, connection. */
public final class Connector {
  private Connector() {}

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
      ConnectionConfig config = DriverOptions.read(url, properties);
      // Before anything can fail: what was ignored may be why it does.
      OptionLog.of(config);
      Duration login = config.limits().login();
      Deadline deadline = bound.apply(login);
      LakewireConnection connection =
          new LakewireConnection(
              new SessionBackend(Session.open(config, deadline), config.batchInsertSize()),
              config.url(),
              login);
      config.warnings().forEach(connection::warnOfOption);
      return connection;
    } catch (ConfigProblem | Fault | RuntimeException | Error e) {
      throw SqlErrors.atConnect(e);
    }
  }

  /** Closes what connections share, when the driver is deregistered; they fail from then on. */
  public static void shutDown() {
    HttpStack.closeAll();
  }

  /** Refuses a login time-out that is none. */
  public static void requireLoginTimeout(int seconds) throws SQLException {
    if (seconds < 0) {
      throw SqlErrors.invalidArgument("The login time-out must not be negative: " + seconds);
    }
  }

  /** {@code Wrapper.unwrap} of an object that wraps only itself. */
  public static <T> T unwrap(Object object, @Nullable Class<T> type) throws SQLException {
    return Wrapping.unwrap(object, type);
  }
}
