package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.config.DriverVersion;
import io.github.lakewire.jdbc.internal.jdbc.Connector;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The driver. {@code DriverManager} finds it without being told; tools that ask for a class name
 * need this one. URLs look like {@code jdbc:databricks://<host>:443;httpPath=<path>}, the personal
 * access token is the password. {@code jdbc:databricks:} alone takes what the properties leave open
 * from a profile or the environment. The document {@code src/docs/options.md} has all forms and all
 * connection properties.
 *
 * @since 0.1.0
 */
public final class LakewireDriver implements Driver {
  private static final Logger LOGGER = Logger.getLogger("io.github.lakewire.jdbc");

  static {
    try {
      // An application server that unloads an application must find no thread of ours in its way.
      DriverManager.registerDriver(new LakewireDriver(), Connector::shutDown);
    } catch (SQLException e) {
      LOGGER.log(Level.WARNING, "DriverManager refused the driver", e);
    }
  }

  /** Creates a driver; tools do so by the name of the class. There may be any number of them. */
  public LakewireDriver() {}

  /**
   * {@inheritDoc}
   *
   * @param url null and the URLs of other drivers give null
   * @param info goes before the properties in the URL; not changed
   * @throws SQLException {@code 08001} when the URL or a property is wrong, or no connection can be
   *     made; {@code 08004} when the server refuses the session, {@code 28000} when it refuses the
   *     token
   */
  @Override
  public @Nullable Connection connect(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    if (url == null || !Connector.accepts(url)) {
      return null;
    }
    return Connector.connect(url, info, DriverManager.getLoginTimeout());
  }

  @Override
  public boolean acceptsURL(@Nullable String url) {
    return Connector.accepts(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) {
    return Connector.describe(url, info);
  }

  @Override
  public int getMajorVersion() {
    return DriverVersion.current().major();
  }

  @Override
  public int getMinorVersion() {
    return DriverVersion.current().minor();
  }

  /**
   * Returns false: Databricks lacks what JDBC demands, constraints that are enforced first of all.
   */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return LOGGER;
  }
}
