package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import io.github.lakewire.jdbc.internal.config.PropertyValues;
import io.github.lakewire.jdbc.internal.jdbc.Connector;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source for pools, containers and JNDI. Every option of a connection is a property of this
 * bean, of type String, int or boolean, which is what those can set; {@link #setConnectionProperty}
 * takes options by any of their names, and session settings and headers besides. There is one store
 * behind all of them, so that a getter says what a connection would be opened with: what was set
 * here, else what the URL says, else the default. Where a value cannot be understood, the getter
 * says the default, and connecting says what is wrong.
 *
 * <p>It can be serialized, and bound in JNDI by reference. Both carry the token and the other
 * secrets that were set, as plain text: a directory that keeps them has to be trusted with them, or
 * else the token be given to {@link #getConnection(String, String)}.
 */
public final class LakewireDataSource extends SessionAccessors
    implements DataSource, Referenceable {
  private static final long serialVersionUID = 1L;

  private @Nullable String description;
  private transient @Nullable PrintWriter logWriter;

  /** Makes a data source without settings. */
  public LakewireDataSource() {}

  @Override
  public Connection getConnection() throws SQLException {
    return Connector.connectWithin(effectiveUrl(), properties(), loginWithin());
  }

  /**
   * {@inheritDoc}
   *
   * @param username the word {@code token}, or null; anything else is ignored with a warning
   * @param password the token
   */
  @Override
  public Connection getConnection(@Nullable String username, @Nullable String password)
      throws SQLException {
    Properties properties = properties();
    if (username != null) {
      properties.setProperty(ConnectionProperty.USER.propertyName(), username);
    }
    if (password != null) {
      properties.setProperty(ConnectionProperty.PASSWORD.propertyName(), password);
    }
    return Connector.connectWithin(effectiveUrl(), properties, loginWithin());
  }

  /** The URL, or an empty one of the driver's: host and path then come from the properties. */
  private String effectiveUrl() {
    String url = getUrl();
    return url == null ? "jdbc:databricks://" : url;
  }

  /** Returns a text for people. */
  public @Nullable String getDescription() {
    return description;
  }

  /** Sets a text for people. */
  public void setDescription(@Nullable String description) {
    this.description = description;
  }

  /**
   * Returns the longest time to connect, in seconds: what {@link #setLoginTimeout} set, else the
   * option {@code loginTimeout}, here or in the URL; 0 when neither was given, where the option's
   * default holds.
   */
  @Override
  public int getLoginTimeout() {
    if (loginWithin() > 0) {
      return loginWithin();
    }
    PropertyValues values = values();
    return values.isGiven(ConnectionProperty.LOGIN_TIMEOUT)
        ? values.number(ConnectionProperty.LOGIN_TIMEOUT)
        : 0;
  }

  /**
   * Sets the longest time to connect, waiting for compute to start included, instead of the option
   * {@code loginTimeout}; metadata calls are bounded by the option alone.
   *
   * @param seconds 0 leaves it to the option
   * @throws SQLException when it is negative
   */
  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    Connector.requireLoginTimeout(seconds);
    loginWithin(seconds);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  /** {@inheritDoc} Kept, not written to: the driver logs through {@code java.util.logging}. */
  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.github.lakewire.jdbc");
  }

  /**
   * Returns all that was set, secrets included; {@link LakewireDataSourceFactory} reads it back.
   */
  @Override
  public Reference getReference() {
    Reference reference =
        new Reference(
            LakewireDataSource.class.getName(), LakewireDataSourceFactory.class.getName(), null);
    given().forEach((name, value) -> reference.add(new StringRefAddr(name, value)));
    String url = getUrl();
    if (url != null) {
      reference.add(new StringRefAddr(LakewireDataSourceFactory.URL, url));
    }
    if (description != null) {
      reference.add(new StringRefAddr(LakewireDataSourceFactory.DESCRIPTION, description));
    }
    if (loginWithin() > 0) {
      reference.add(
          new StringRefAddr(
              LakewireDataSourceFactory.LOGIN_WITHIN, Integer.toString(loginWithin())));
    }
    return reference;
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return Connector.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) {
    return type != null && type.isInstance(this);
  }

  /** Shows the description, and nothing of URL and options, which may hold secrets. */
  @Override
  public String toString() {
    return "LakewireDataSource" + (description == null ? "" : "[" + description + "]");
  }
}
