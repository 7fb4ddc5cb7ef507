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
    try {
      ConnectionConfig config = DriverOptions.read(url, properties);
      // Before anything can fail: what was ignored may be why it does.
      OptionLog.of(config);
      Duration login = config.limits().login();
      Deadline deadline =
          Deadline.in(login).earliest(Deadline.in(Duration.ofSeconds(Math.max(0, loginSeconds))));
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

  /** {@code Wrapper.unwrap} of an object that wraps only itself. */
  public static <T> T unwrap(Object object, @Nullable Class<T> type) throws SQLException {
    return Wrapping.unwrap(object, type);
  }
}
