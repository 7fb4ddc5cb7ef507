package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where a data source connects to, and its credentials. Written by a test from the table of
 * connection properties; the defaults, ranges and other spellings are in the document {@code
 * src/docs/options.md}.
 *
 * @since 0.1.0
 */
abstract class EndpointAccessors extends DataSourceProperties {
  private static final long serialVersionUID = 1L;

  /** Returns the connection property {@code host}: as set here, else in the URL, else null. */
  public @Nullable String getHost() {
    return text(ConnectionProperty.HOST);
  }

  /**
   * Sets the connection property {@code host}. Host name of the workspace; usually part of the URL.
   *
   * @param host a host name without scheme or path; null removes the setting
   */
  public void setHost(@Nullable String host) {
    setText(ConnectionProperty.HOST, host);
  }

  /** Returns the connection property {@code host}, by its other name. */
  public @Nullable String getServerName() {
    return text(ConnectionProperty.HOST);
  }

  /** Sets the connection property {@code host}, by its other name. */
  public void setServerName(@Nullable String serverName) {
    setText(ConnectionProperty.HOST, serverName);
  }

  /**
   * Returns the connection property {@code port}: as set here, else in the URL, else {@code 443}.
   */
  public int getPort() {
    return number(ConnectionProperty.PORT);
  }

  /**
   * Sets the connection property {@code port}. Port; usually part of the URL.
   *
   * @param port a whole number from 1 to 65535; {@code 443} when it was not set
   */
  public void setPort(int port) {
    setNumber(ConnectionProperty.PORT, port);
  }

  /** Returns the connection property {@code port}, by its other name. */
  public int getPortNumber() {
    return number(ConnectionProperty.PORT);
  }

  /** Sets the connection property {@code port}, by its other name. */
  public void setPortNumber(int portNumber) {
    setNumber(ConnectionProperty.PORT, portNumber);
  }

  /** Returns the connection property {@code httpPath}: as set here, else in the URL, else null. */
  public @Nullable String getHttpPath() {
    return text(ConnectionProperty.HTTP_PATH);
  }

  /**
   * Sets the connection property {@code httpPath}. HTTP path of the SQL warehouse or cluster, from
   * its connection details. Required.
   *
   * @param httpPath the HTTP path, such as /sql/1.0/warehouses/0123456789abcdef; null removes the
   *     setting
   */
  public void setHttpPath(@Nullable String httpPath) {
    setText(ConnectionProperty.HTTP_PATH, httpPath);
  }

  /** Returns the connection property {@code catalog}: as set here, else in the URL, else null. */
  public @Nullable String getCatalog() {
    return text(ConnectionProperty.CATALOG);
  }

  /**
   * Sets the connection property {@code catalog}. Catalog to start with; the workspace's default
   * when absent.
   *
   * @param catalog a catalog name; null removes the setting
   */
  public void setCatalog(@Nullable String catalog) {
    setText(ConnectionProperty.CATALOG, catalog);
  }

  /** Returns the connection property {@code schema}: as set here, else in the URL, else null. */
  public @Nullable String getSchema() {
    return text(ConnectionProperty.SCHEMA);
  }

  /**
   * Sets the connection property {@code schema}. Schema to start with; may also follow the host in
   * the URL.
   *
   * @param schema a schema name; null removes the setting
   */
  public void setSchema(@Nullable String schema) {
    setText(ConnectionProperty.SCHEMA, schema);
  }

  /** Returns the connection property {@code schema}, by its other name. */
  public @Nullable String getDatabaseName() {
    return text(ConnectionProperty.SCHEMA);
  }

  /** Sets the connection property {@code schema}, by its other name. */
  public void setDatabaseName(@Nullable String databaseName) {
    setText(ConnectionProperty.SCHEMA, databaseName);
  }

  /**
   * Returns the connection property {@code ssl}: as set here, else in the URL, else {@code true}.
   */
  public boolean isSsl() {
    return flag(ConnectionProperty.SSL);
  }

  /**
   * Sets the connection property {@code ssl}. 0 talks plain HTTP: the token then travels
   * unencrypted. Only for servers on this machine.
   *
   * @param ssl whether it is on; {@code true} when it was not set
   */
  public void setSsl(boolean ssl) {
    setFlag(ConnectionProperty.SSL, ssl);
  }

  /**
   * Returns the connection property {@code userAgentEntry}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getUserAgentEntry() {
    return text(ConnectionProperty.USER_AGENT_ENTRY);
  }

  /**
   * Sets the connection property {@code userAgentEntry}. Name of the application, shown in the
   * query history.
   *
   * @param userAgentEntry a product name such as MyTool/1.2; null removes the setting
   */
  public void setUserAgentEntry(@Nullable String userAgentEntry) {
    setText(ConnectionProperty.USER_AGENT_ENTRY, userAgentEntry);
  }

  /** Returns the connection property {@code userAgentEntry}, by its other name. */
  public @Nullable String getApplicationName() {
    return text(ConnectionProperty.USER_AGENT_ENTRY);
  }

  /** Sets the connection property {@code userAgentEntry}, by its other name. */
  public void setApplicationName(@Nullable String applicationName) {
    setText(ConnectionProperty.USER_AGENT_ENTRY, applicationName);
  }

  /** Returns the connection property {@code user}: as set here, else in the URL, else null. */
  public @Nullable String getUser() {
    return text(ConnectionProperty.USER);
  }

  /**
   * Sets the connection property {@code user}. Leave it out, or use the word token: the access
   * token says who connects. Any other user is ignored with a warning. The token itself is given as
   * password.
   *
   * @param user the word token, or nothing; null removes the setting
   */
  public void setUser(@Nullable String user) {
    setText(ConnectionProperty.USER, user);
  }

  /** Returns the connection property {@code user}, by its other name. */
  public @Nullable String getUsername() {
    return text(ConnectionProperty.USER);
  }

  /** Sets the connection property {@code user}, by its other name. */
  public void setUsername(@Nullable String username) {
    setText(ConnectionProperty.USER, username);
  }

  /** Returns the connection property {@code password}: as set here, else in the URL, else null. */
  public @Nullable String getPassword() {
    return text(ConnectionProperty.PASSWORD);
  }

  /**
   * Sets the connection property {@code password}. The personal access token. Required, unless
   * accessToken is given.
   *
   * @param password a personal access token; null removes the setting
   */
  public void setPassword(@Nullable String password) {
    setText(ConnectionProperty.PASSWORD, password);
  }

  /** Returns the connection property {@code password}, by its other name. */
  public @Nullable String getToken() {
    return text(ConnectionProperty.PASSWORD);
  }

  /** Sets the connection property {@code password}, by its other name. */
  public void setToken(@Nullable String token) {
    setText(ConnectionProperty.PASSWORD, token);
  }

  /**
   * Returns the connection property {@code accessToken}: as set here, else in the URL, else null.
   */
  public @Nullable String getAccessToken() {
    return text(ConnectionProperty.ACCESS_TOKEN);
  }

  /**
   * Sets the connection property {@code accessToken}. An OAuth access token that the application
   * has obtained (AuthMech=11, Auth_Flow=0).
   *
   * @param accessToken an OAuth access token; null removes the setting
   */
  public void setAccessToken(@Nullable String accessToken) {
    setText(ConnectionProperty.ACCESS_TOKEN, accessToken);
  }

  /**
   * Returns the connection property {@code AuthMech}: as set here, else in the URL, else {@code 3}.
   */
  public @Nullable String getAuthMech() {
    return text(ConnectionProperty.AUTH_MECH);
  }

  /**
   * Sets the connection property {@code AuthMech}. 3 for a personal access token, 11 for an OAuth
   * access token passed through.
   *
   * @param authMech one of 3, 11; {@code 3} when it was not set
   */
  public void setAuthMech(@Nullable String authMech) {
    setText(ConnectionProperty.AUTH_MECH, authMech);
  }

  /**
   * Returns the connection property {@code Auth_Flow}: as set here, else in the URL, else {@code
   * 0}.
   */
  public @Nullable String getAuthFlow() {
    return text(ConnectionProperty.AUTH_FLOW);
  }

  /**
   * Sets the connection property {@code Auth_Flow}. With AuthMech=11 only 0: the token is passed
   * through.
   *
   * @param authFlow one of 0; {@code 0} when it was not set
   */
  public void setAuthFlow(@Nullable String authFlow) {
    setText(ConnectionProperty.AUTH_FLOW, authFlow);
  }
}
