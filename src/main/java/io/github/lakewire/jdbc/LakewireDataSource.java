package io.github.lakewire.jdbc;

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
      properties.setProperty("user", username);
    }
    if (password != null) {
      properties.setProperty("password", password);
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

  private @Nullable String option(String name) {
    return options.get(name);
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
    return option("user");
  }

  /** Sets the user: the word token, or nothing. */
  public void setUser(@Nullable String user) {
    setConnectionProperty("user", user);
  }

  /** Returns the user, by its other name. */
  public @Nullable String getUsername() {
    return option("user");
  }

  /** Sets the user, by its other name. */
  public void setUsername(@Nullable String username) {
    setConnectionProperty("user", username);
  }

  /** Returns the personal access token. */
  public @Nullable String getPassword() {
    return option("password");
  }

  /** Sets the personal access token. */
  public void setPassword(@Nullable String password) {
    setConnectionProperty("password", password);
  }

  /** Returns the personal access token, by its other name. */
  public @Nullable String getToken() {
    return option("password");
  }

  /** Sets the personal access token, by its other name. */
  public void setToken(@Nullable String token) {
    setConnectionProperty("password", token);
  }

  /** Returns the host name of the workspace. */
  public @Nullable String getServerName() {
    return option("host");
  }

  /** Sets the host name of the workspace. */
  public void setServerName(@Nullable String serverName) {
    setConnectionProperty("host", serverName);
  }

  /** Returns the host name of the workspace, by its other name. */
  public @Nullable String getHost() {
    return option("host");
  }

  /** Sets the host name of the workspace, by its other name. */
  public void setHost(@Nullable String host) {
    setConnectionProperty("host", host);
  }

  /** Returns the HTTP path of the warehouse or cluster. */
  public @Nullable String getHttpPath() {
    return option("httpPath");
  }

  /** Sets the HTTP path of the warehouse or cluster. */
  public void setHttpPath(@Nullable String httpPath) {
    setConnectionProperty("httpPath", httpPath);
  }

  /** Returns the catalog to start with. */
  public @Nullable String getCatalog() {
    return option("catalog");
  }

  /** Sets the catalog to start with. */
  public void setCatalog(@Nullable String catalog) {
    setConnectionProperty("catalog", catalog);
  }

  /** Returns the schema to start with. */
  public @Nullable String getSchema() {
    return option("schema");
  }

  /** Sets the schema to start with. */
  public void setSchema(@Nullable String schema) {
    setConnectionProperty("schema", schema);
  }

  /** Returns the schema to start with, by the name that JDBC has for it. */
  public @Nullable String getDatabaseName() {
    return option("schema");
  }

  /** Sets the schema to start with, by the name that JDBC has for it. */
  public void setDatabaseName(@Nullable String databaseName) {
    setConnectionProperty("schema", databaseName);
  }

  /** Returns the name of the application, for the query history. */
  public @Nullable String getApplicationName() {
    return option("userAgentEntry");
  }

  /** Sets the name of the application, for the query history. */
  public void setApplicationName(@Nullable String applicationName) {
    setConnectionProperty("userAgentEntry", applicationName);
  }

  /** Returns the port; 443 unless set. */
  public int getPortNumber() {
    return intOption("port", 443);
  }

  /** Sets the port; 443 unless set. */
  public void setPortNumber(int portNumber) {
    setConnectionProperty("port", Integer.toString(portNumber));
  }

  /** Returns the port, by its other name. */
  public int getPort() {
    return intOption("port", 443);
  }

  /** Sets the port, by its other name. */
  public void setPort(int port) {
    setConnectionProperty("port", Integer.toString(port));
  }

  /** Returns the seconds to open one network connection. */
  public int getConnectTimeout() {
    return intOption("connectTimeout", 10);
  }

  /** Sets the seconds to open one network connection. */
  public void setConnectTimeout(int connectTimeout) {
    setConnectionProperty("connectTimeout", Integer.toString(connectTimeout));
  }

  /** Returns the seconds of silence after which the server is given up. */
  public int getSocketTimeout() {
    return intOption("socketTimeout", 900);
  }

  /** Sets the seconds of silence after which the server is given up. */
  public void setSocketTimeout(int socketTimeout) {
    setConnectionProperty("socketTimeout", Integer.toString(socketTimeout));
  }

  /** Returns the seconds that one request may spend waiting for retries. */
  public int getRetryTimeout() {
    return intOption("retryTimeout", 120);
  }

  /** Sets the seconds that one request may spend waiting for retries. */
  public void setRetryTimeout(int retryTimeout) {
    setConnectionProperty("retryTimeout", Integer.toString(retryTimeout));
  }

  /** Returns the result files downloaded at the same time. */
  public int getDownloadThreads() {
    return intOption("downloadThreads", 4);
  }

  /** Sets the result files downloaded at the same time. */
  public void setDownloadThreads(int downloadThreads) {
    setConnectionProperty("downloadThreads", Integer.toString(downloadThreads));
  }

  /** Returns whether TLS is used. */
  public boolean isSsl() {
    return flagOption("ssl");
  }

  /** Sets whether TLS is used. */
  public void setSsl(boolean ssl) {
    setConnectionProperty("ssl", ssl ? "1" : "0");
  }

  /** Returns whether results come as Arrow. */
  public boolean isArrow() {
    return flagOption("arrow");
  }

  /** Sets whether results come as Arrow. */
  public void setArrow(boolean arrow) {
    setConnectionProperty("arrow", arrow ? "1" : "0");
  }

  /** Returns whether results come compressed. */
  public boolean isLz4() {
    return flagOption("lz4");
  }

  /** Sets whether results come compressed. */
  public void setLz4(boolean lz4) {
    setConnectionProperty("lz4", lz4 ? "1" : "0");
  }

  /** Returns whether large results come as files in cloud storage. */
  public boolean isCloudFetch() {
    return flagOption("cloudFetch");
  }

  /** Sets whether large results come as files in cloud storage. */
  public void setCloudFetch(boolean cloudFetch) {
    setConnectionProperty("cloudFetch", cloudFetch ? "1" : "0");
  }

  /** Returns the file with the certificates to trust. */
  public @Nullable String getTrustStore() {
    return option("trustStore");
  }

  /** Sets the file with the certificates to trust. */
  public void setTrustStore(@Nullable String trustStore) {
    setConnectionProperty("trustStore", trustStore);
  }

  /** Returns the password of the trust store. */
  public @Nullable String getTrustStorePassword() {
    return option("trustStorePassword");
  }

  /** Sets the password of the trust store. */
  public void setTrustStorePassword(@Nullable String trustStorePassword) {
    setConnectionProperty("trustStorePassword", trustStorePassword);
  }

  /** Returns the HTTP proxy. */
  public @Nullable String getProxyHost() {
    return option("proxyHost");
  }

  /** Sets the HTTP proxy. */
  public void setProxyHost(@Nullable String proxyHost) {
    setConnectionProperty("proxyHost", proxyHost);
  }

  private int intOption(String name, int otherwise) {
    String text = options.get(name);
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      return otherwise;
    }
  }

  private boolean flagOption(String name) {
    return !"0".equals(options.getOrDefault(name, "1"));
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
