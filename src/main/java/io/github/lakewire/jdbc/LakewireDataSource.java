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
 * A data source for pools, containers and JNDI. Every connection property is a property of this
 * bean, of type String, int (times in seconds) or boolean. {@link #setConnectionProperty} sets
 * connection properties by any of their names, and session settings and headers as well. Ranges and
 * defaults are at each setter; the document {@code src/docs/options.md} lists all of them.
 *
 * <p>A getter returns what a connection would be opened with: what was set here, else what the URL
 * has, else the default. For a value that cannot be understood it returns the default, and
 * connecting fails with the reason.
 *
 * <p>A data source can be serialized, and bound in JNDI by reference. Both forms contain the token
 * and the other secrets that were set, as plain text. Where a directory is not to have them, leave
 * the token out and pass it to {@link #getConnection(String, String)}.
 *
 * @since 0.1.0
 */
public final class LakewireDataSource extends DataSourceAccessors
    implements DataSource, Referenceable {
  private static final long serialVersionUID = 1L;

  private @Nullable String description;
  private transient @Nullable PrintWriter logWriter;

  /** Creates a data source without settings. */
  public LakewireDataSource() {}

  /**
   * {@inheritDoc}
   *
   * @throws SQLException {@code HY024} when a setting is missing or cannot be understood, {@code
   *     08001} when no connection can be made, {@code 28000} when the token is refused
   */
  @Override
  public Connection getConnection() throws SQLException {
    return Connector.connectWithin(effectiveUrl(), properties(), loginWithin());
  }

  /**
   * {@inheritDoc}
   *
   * @param username the word {@code token}, or null; with {@code Auth_Flow=1} the id of a client;
   *     anything else is ignored with a warning
   * @param password the token, or the secret of the client; null leaves it to the settings
   * @throws SQLException as {@link #getConnection()}
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

  /** Returns the description, a text for people; null unless set. */
  public @Nullable String getDescription() {
    return description;
  }

  /** Sets the description, a text for people. It has no other effect. */
  public void setDescription(@Nullable String description) {
    this.description = description;
  }

  /** Returns what {@link #setTokenProviderObject} set; null unless set. */
  public @Nullable TokenProvider getTokenProviderObject() {
    return tokenProviderObject();
  }

  /**
   * Sets what gives the tokens of the connections, as an object of the application. It goes before
   * a class that {@code tokenProvider} names, and is not kept when the data source is serialized or
   * bound in JNDI.
   *
   * @param provider shared by all connections; null leaves it to the other settings
   */
  public void setTokenProviderObject(@Nullable TokenProvider provider) {
    tokenProviderObject(provider);
  }

  /**
   * Returns the longest time to connect, in seconds: what {@link #setLoginTimeout} set, else the
   * connection property {@code loginTimeout}, set here or in the URL. When neither was given it is
   * 0, and the default of the property applies.
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
   * Sets the longest time to connect, the start of stopped compute included. It goes before the
   * connection property {@code loginTimeout}, which still bounds metadata calls.
   *
   * @param seconds 0 or more; 0 leaves it to the connection property
   * @throws SQLException {@code HY024} when it is negative
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

  /**
   * {@inheritDoc} The writer is kept and given back, and not used: the driver logs through {@code
   * java.util.logging}.
   */
  @Override
  public void setLogWriter(@Nullable PrintWriter out) {
    logWriter = out;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.github.lakewire.jdbc");
  }

  /**
   * Returns a reference with all settings, secrets included, as plain text. {@link
   * LakewireDataSourceFactory} makes the data source of it again.
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

  /** Returns the class and the description. URL and settings are left out: they may be secret. */
  @Override
  public String toString() {
    return "LakewireDataSource" + (description == null ? "" : "[" + description + "]");
  }
}
