package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.config.Option;
import io.github.lakewire.jdbc.internal.jdbc.Connector;
import java.io.PrintWriter;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.TreeMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source for pools and containers. Properties are plain beans of type String, int and
 * boolean, which is what those can set; {@link #setConnectionProperty} takes every other option.
 * What is set here by its own setter goes before the same option in the URL.
 */
public final class LakewireDataSource implements DataSource, Serializable {
  private static final long serialVersionUID = 1L;

  private @Nullable String url;
  private @Nullable String description;
  private int loginTimeout;
  private final TreeMap<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private transient @Nullable PrintWriter logWriter;

  /** Makes a data source without settings. */
  public LakewireDataSource() {}

  @Override
  public Connection getConnection() throws SQLException {
    return Connector.connect(effectiveUrl(), properties(), loginTimeout);
  }

  /**
   * {@inheritDoc}
   *
   * @param username the word {@code token}, or null
   * @param password the token
   */
  @Override
  public Connection getConnection(@Nullable String username, @Nullable String password)
      throws SQLException {
    Properties properties = properties();
    if (username != null) {
      properties.setProperty(Option.USER.optionName(), username);
    }
    if (password != null) {
      properties.setProperty(Option.PASSWORD.optionName(), password);
    }
    return Connector.connect(effectiveUrl(), properties, loginTimeout);
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.putAll(options);
    return properties;
  }

  /** The URL, or an empty one of the driver's: host and path then come from the properties. */
  private String effectiveUrl() {
    return url == null ? "jdbc:databricks://" : url;
  }

  /**
   * Sets any option of the connection by its name; null takes it back.
   *
   * @param name as in a URL
   */
  public void setConnectionProperty(String name, @Nullable String value) {
    if (value == null) {
      options.remove(name);
    } else {
      options.put(name, value);
    }
  }

  private void set(Option option, @Nullable String value) {
    setConnectionProperty(option.optionName(), value);
  }

  private @Nullable String option(Option option) {
    return options.get(option.optionName());
  }

  /** Returns the JDBC URL. */
  public @Nullable String getUrl() {
    return url;
  }

  /** Sets the JDBC URL. */
  public void setUrl(@Nullable String url) {
    this.url = url;
  }

  /** Returns the JDBC URL, by the name that some containers use. */
  public @Nullable String getURL() {
    return url;
  }

  /** Sets the JDBC URL, by the name that some containers use. */
  public void setURL(@Nullable String url) {
    this.url = url;
  }

  /** Returns a text for people. */
  public @Nullable String getDescription() {
    return description;
  }

  /** Sets a text for people. */
  public void setDescription(@Nullable String description) {
    this.description = description;
  }

  /** Returns the user: the word token, or nothing. */
  public @Nullable String getUser() {
    return option(Option.USER);
  }

  /** Sets the user: the word token, or nothing. */
  public void setUser(@Nullable String user) {
    set(Option.USER, user);
  }

  /** Returns the user, by its other name. */
  public @Nullable String getUsername() {
    return option(Option.USER);
  }

  /** Sets the user, by its other name. */
  public void setUsername(@Nullable String username) {
    set(Option.USER, username);
  }

  /** Returns the personal access token. */
  public @Nullable String getPassword() {
    return option(Option.PASSWORD);
  }

  /** Sets the personal access token. */
  public void setPassword(@Nullable String password) {
    set(Option.PASSWORD, password);
  }

  /** Returns the personal access token, by its other name. */
  public @Nullable String getToken() {
    return option(Option.PASSWORD);
  }

  /** Sets the personal access token, by its other name. */
  public void setToken(@Nullable String token) {
    set(Option.PASSWORD, token);
  }

  /** Returns the host name of the workspace. */
  public @Nullable String getServerName() {
    return option(Option.HOST);
  }

  /** Sets the host name of the workspace. */
  public void setServerName(@Nullable String serverName) {
    set(Option.HOST, serverName);
  }

  /** Returns the host name of the workspace, by its other name. */
  public @Nullable String getHost() {
    return option(Option.HOST);
  }

  /** Sets the host name of the workspace, by its other name. */
  public void setHost(@Nullable String host) {
    set(Option.HOST, host);
  }

  /** Returns the HTTP path of the warehouse or cluster. */
  public @Nullable String getHttpPath() {
    return option(Option.HTTP_PATH);
  }

  /** Sets the HTTP path of the warehouse or cluster. */
  public void setHttpPath(@Nullable String httpPath) {
    set(Option.HTTP_PATH, httpPath);
  }

  /** Returns the catalog to start with. */
  public @Nullable String getCatalog() {
    return option(Option.CATALOG);
  }

  /** Sets the catalog to start with. */
  public void setCatalog(@Nullable String catalog) {
    set(Option.CATALOG, catalog);
  }

  /** Returns the schema to start with. */
  public @Nullable String getSchema() {
    return option(Option.SCHEMA);
  }

  /** Sets the schema to start with. */
  public void setSchema(@Nullable String schema) {
    set(Option.SCHEMA, schema);
  }

  /** Returns the schema to start with, by the name that JDBC has for it. */
  public @Nullable String getDatabaseName() {
    return option(Option.SCHEMA);
  }

  /** Sets the schema to start with, by the name that JDBC has for it. */
  public void setDatabaseName(@Nullable String databaseName) {
    set(Option.SCHEMA, databaseName);
  }

  /** Returns the name of the application, for the query history. */
  public @Nullable String getApplicationName() {
    return option(Option.USER_AGENT_ENTRY);
  }

  /** Sets the name of the application, for the query history. */
  public void setApplicationName(@Nullable String applicationName) {
    set(Option.USER_AGENT_ENTRY, applicationName);
  }

  /** Returns the port; 443 unless set. */
  public int getPortNumber() {
    return intOption(Option.PORT);
  }

  /** Sets the port; 443 unless set. */
  public void setPortNumber(int portNumber) {
    set(Option.PORT, Integer.toString(portNumber));
  }

  /** Returns the port, by its other name. */
  public int getPort() {
    return intOption(Option.PORT);
  }

  /** Sets the port, by its other name. */
  public void setPort(int port) {
    set(Option.PORT, Integer.toString(port));
  }

  /** Returns the seconds to open one network connection. */
  public int getConnectTimeout() {
    return intOption(Option.CONNECT_TIMEOUT);
  }

  /** Sets the seconds to open one network connection. */
  public void setConnectTimeout(int connectTimeout) {
    set(Option.CONNECT_TIMEOUT, Integer.toString(connectTimeout));
  }

  /** Returns the seconds of silence after which the server is given up. */
  public int getSocketTimeout() {
    return intOption(Option.SOCKET_TIMEOUT);
  }

  /** Sets the seconds of silence after which the server is given up. */
  public void setSocketTimeout(int socketTimeout) {
    set(Option.SOCKET_TIMEOUT, Integer.toString(socketTimeout));
  }

  /** Returns the seconds that one request may spend waiting for retries. */
  public int getRetryTimeout() {
    return intOption(Option.RETRY_TIMEOUT);
  }

  /** Sets the seconds that one request may spend waiting for retries. */
  public void setRetryTimeout(int retryTimeout) {
    set(Option.RETRY_TIMEOUT, Integer.toString(retryTimeout));
  }

  /** Returns the result files downloaded at the same time. */
  public int getDownloadThreads() {
    return intOption(Option.DOWNLOAD_THREADS);
  }

  /** Sets the result files downloaded at the same time. */
  public void setDownloadThreads(int downloadThreads) {
    set(Option.DOWNLOAD_THREADS, Integer.toString(downloadThreads));
  }

  /** Returns whether TLS is used. */
  public boolean isSsl() {
    return flagOption(Option.SSL);
  }

  /** Sets whether TLS is used. */
  public void setSsl(boolean ssl) {
    set(Option.SSL, ssl ? "1" : "0");
  }

  /** Returns whether results come as Arrow. */
  public boolean isArrow() {
    return flagOption(Option.ARROW);
  }

  /** Sets whether results come as Arrow. */
  public void setArrow(boolean arrow) {
    set(Option.ARROW, arrow ? "1" : "0");
  }

  /** Returns whether results come compressed. */
  public boolean isLz4() {
    return flagOption(Option.LZ4);
  }

  /** Sets whether results come compressed. */
  public void setLz4(boolean lz4) {
    set(Option.LZ4, lz4 ? "1" : "0");
  }

  /** Returns whether large results come as files in cloud storage. */
  public boolean isCloudFetch() {
    return flagOption(Option.CLOUD_FETCH);
  }

  /** Sets whether large results come as files in cloud storage. */
  public void setCloudFetch(boolean cloudFetch) {
    set(Option.CLOUD_FETCH, cloudFetch ? "1" : "0");
  }

  /** Returns the file with the certificates to trust. */
  public @Nullable String getTrustStore() {
    return option(Option.TRUST_STORE);
  }

  /** Sets the file with the certificates to trust. */
  public void setTrustStore(@Nullable String trustStore) {
    set(Option.TRUST_STORE, trustStore);
  }

  /** Returns the password of the trust store. */
  public @Nullable String getTrustStorePassword() {
    return option(Option.TRUST_STORE_PASSWORD);
  }

  /** Sets the password of the trust store. */
  public void setTrustStorePassword(@Nullable String trustStorePassword) {
    set(Option.TRUST_STORE_PASSWORD, trustStorePassword);
  }

  /** Returns the HTTP proxy. */
  public @Nullable String getProxyHost() {
    return option(Option.PROXY_HOST);
  }

  /** Sets the HTTP proxy. */
  public void setProxyHost(@Nullable String proxyHost) {
    set(Option.PROXY_HOST, proxyHost);
  }

  private int intOption(Option option) {
    String text = option(option);
    if (text != null) {
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException notANumber) {
        // Set by its name to something else: the getter's type can only say the default.
      }
    }
    return Integer.parseInt(String.valueOf(option.defaultValue()));
  }

  private boolean flagOption(Option option) {
    String text = option(option);
    return !"0".equals(text == null ? option.defaultValue() : text);
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
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

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return Connector.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) {
    return type != null && type.isInstance(this);
  }

  /** Names the host at most: URLs and properties may hold secrets. */
  @Override
  public String toString() {
    return "LakewireDataSource" + (description == null ? "" : "[" + description + "]");
  }
}
