package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where a data source connects to, and its credentials. Written from the table of options by a
 * test.
 */
abstract class EndpointAccessors extends DataSourceProperties {
  private static final long serialVersionUID = 1L;

  /** Returns the option {@code host}: as set here, else in the URL, else null. */
  public @Nullable String getHost() {
    return text(ConnectionProperty.HOST);
  }

  /**
   * Sets the option {@code host}: Host name of the workspace; usually part of the URL.
   *
   * <p>A host name without scheme or path; null takes it back.
   */
  public void setHost(@Nullable String host) {
    setText(ConnectionProperty.HOST, host);
  }

  /** Returns the option {@code host}, by its other name. */
  public @Nullable String getServerName() {
    return text(ConnectionProperty.HOST);
  }

  /** Sets the option {@code host}, by its other name. */
  public void setServerName(@Nullable String serverName) {
    setText(ConnectionProperty.HOST, serverName);
  }

  /** Returns the option {@code port}: as set here, else in the URL, else {@code 443}. */
  public int getPort() {
    return number(ConnectionProperty.PORT);
  }

  /**
   * Sets the option {@code port}: Port; usually part of the URL.
   *
   * <p>A whole number from 1 to 65535; {@code 443} unless set.
   */
  public void setPort(int port) {
    setNumber(ConnectionProperty.PORT, port);
  }

  /** Returns the option {@code port}, by its other name. */
  public int getPortNumber() {
    return number(ConnectionProperty.PORT);
  }

  /** Sets the option {@code port}, by its other name. */
  public void setPortNumber(int portNumber) {
    setNumber(ConnectionProperty.PORT, portNumber);
  }

  /** Returns the option {@code httpPath}: as set here, else in the URL, else null. */
  public @Nullable String getHttpPath() {
    return text(ConnectionProperty.HTTP_PATH);
  }

  /**
   * Sets the option {@code httpPath}: HTTP path of the SQL warehouse or cluster, from its
   * connection details. Required.
   *
   * <p>The HTTP path, such as /sql/1.0/warehouses/0123456789abcdef; null takes it back.
   */
  public void setHttpPath(@Nullable String httpPath) {
    setText(ConnectionProperty.HTTP_PATH, httpPath);
  }

  /** Returns the option {@code catalog}: as set here, else in the URL, else null. */
  public @Nullable String getCatalog() {
    return text(ConnectionProperty.CATALOG);
  }

  /**
   * Sets the option {@code catalog}: Catalog to start with; the workspace's default when absent.
   *
   * <p>A catalog name; null takes it back.
   */
  public void setCatalog(@Nullable String catalog) {
    setText(ConnectionProperty.CATALOG, catalog);
  }

  /** Returns the option {@code schema}: as set here, else in the URL, else null. */
  public @Nullable String getSchema() {
    return text(ConnectionProperty.SCHEMA);
  }

  /**
   * Sets the option {@code schema}: Schema to start with; may also follow the host in the URL.
   *
   * <p>A schema name; null takes it back.
   */
  public void setSchema(@Nullable String schema) {
    setText(ConnectionProperty.SCHEMA, schema);
  }

  /** Returns the option {@code schema}, by its other name. */
  public @Nullable String getDatabaseName() {
    return text(ConnectionProperty.SCHEMA);
  }

  /** Sets the option {@code schema}, by its other name. */
  public void setDatabaseName(@Nullable String databaseName) {
    setText(ConnectionProperty.SCHEMA, databaseName);
  }

  /** Returns the option {@code ssl}: as set here, else in the URL, else {@code 1}. */
  public boolean isSsl() {
    return flag(ConnectionProperty.SSL);
  }

  /**
   * Sets the option {@code ssl}: 0 talks plain HTTP: the token then travels unencrypted. Only for
   * servers on this machine.
   *
   * <p>1 or 0; {@code 1} unless set.
   */
  public void setSsl(boolean ssl) {
    setFlag(ConnectionProperty.SSL, ssl);
  }

  /** Returns the option {@code userAgentEntry}: as set here, else in the URL, else null. */
  public @Nullable String getUserAgentEntry() {
    return text(ConnectionProperty.USER_AGENT_ENTRY);
  }

  /**
   * Sets the option {@code userAgentEntry}: Name of the application, shown in the query history.
   *
   * <p>A product name such as MyTool/1.2; null takes it back.
   */
  public void setUserAgentEntry(@Nullable String userAgentEntry) {
    setText(ConnectionProperty.USER_AGENT_ENTRY, userAgentEntry);
  }

  /** Returns the option {@code userAgentEntry}, by its other name. */
  public @Nullable String getApplicationName() {
    return text(ConnectionProperty.USER_AGENT_ENTRY);
  }

  /** Sets the option {@code userAgentEntry}, by its other name. */
  public void setApplicationName(@Nullable String applicationName) {
    setText(ConnectionProperty.USER_AGENT_ENTRY, applicationName);
  }

  /** Returns the option {@code user}: as set here, else in the URL, else null. */
  public @Nullable String getUser() {
    return text(ConnectionProperty.USER);
  }

  /**
   * Sets the option {@code user}: Means nothing beside a token, which says who connects: the word
   * token, or absent; any other is ignored with a warning. The token itself belongs into password.
   *
   * <p>The word token, or nothing; null takes it back.
   */
  public void setUser(@Nullable String user) {
    setText(ConnectionProperty.USER, user);
  }

  /** Returns the option {@code user}, by its other name. */
  public @Nullable String getUsername() {
    return text(ConnectionProperty.USER);
  }

  /** Sets the option {@code user}, by its other name. */
  public void setUsername(@Nullable String username) {
    setText(ConnectionProperty.USER, username);
  }

  /** Returns the option {@code password}: as set here, else in the URL, else null. */
  public @Nullable String getPassword() {
    return text(ConnectionProperty.PASSWORD);
  }

  /**
   * Sets the option {@code password}: The personal access token. Required, unless accessToken is
   * given.
   *
   * <p>A personal access token; null takes it back.
   */
  public void setPassword(@Nullable String password) {
    setText(ConnectionProperty.PASSWORD, password);
  }

  /** Returns the option {@code password}, by its other name. */
  public @Nullable String getToken() {
    return text(ConnectionProperty.PASSWORD);
  }

  /** Sets the option {@code password}, by its other name. */
  public void setToken(@Nullable String token) {
    setText(ConnectionProperty.PASSWORD, token);
  }

  /** Returns the option {@code accessToken}: as set here, else in the URL, else null. */
  public @Nullable String getAccessToken() {
    return text(ConnectionProperty.ACCESS_TOKEN);
  }

  /**
   * Sets the option {@code accessToken}: An OAuth access token that the application has obtained
   * (AuthMech=11, Auth_Flow=0).
   *
   * <p>An OAuth access token; null takes it back.
   */
  public void setAccessToken(@Nullable String accessToken) {
    setText(ConnectionProperty.ACCESS_TOKEN, accessToken);
  }

  /** Returns the option {@code AuthMech}: as set here, else in the URL, else {@code 3}. */
  public @Nullable String getAuthMech() {
    return text(ConnectionProperty.AUTH_MECH);
  }

  /**
   * Sets the option {@code AuthMech}: 3 for a personal access token, 11 for an OAuth access token
   * passed through.
   *
   * <p>One of 3, 11; {@code 3} unless set.
   */
  public void setAuthMech(@Nullable String authMech) {
    setText(ConnectionProperty.AUTH_MECH, authMech);
  }

  /** Returns the option {@code Auth_Flow}: as set here, else in the URL, else {@code 0}. */
  public @Nullable String getAuthFlow() {
    return text(ConnectionProperty.AUTH_FLOW);
  }

  /**
   * Sets the option {@code Auth_Flow}: With AuthMech=11 only 0: the token is passed through.
   *
   * <p>One of 0; {@code 0} unless set.
   */
  public void setAuthFlow(@Nullable String authFlow) {
    setText(ConnectionProperty.AUTH_FLOW, authFlow);
  }
}
