package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import org.jspecify.annotations.Nullable;

/**
 * The connection properties of a data source, one by one. Written by a test from the table of
 * connection properties; the defaults, ranges and other spellings are in the document {@code
 * src/docs/options.md}.
 *
 * @since 0.1.0
 */
abstract class DataSourceAccessors extends DataSourceProperties {
  private static final long serialVersionUID = 1L;

  /** Returns the connection property {@code host}: as set here, else in the URL, else null. */
  public @Nullable String getHost() {
    return text(ConnectionProperty.HOST);
  }

  /**
   * Sets the connection property {@code host}. Host name of the workspace; usually part of the URL.
   * The port, the HTTP path and the workspace in an address count where they are not given by
   * themselves.
   *
   * @param host a host name, or the address of the workspace, such as
   *     https://dbc-a1b2.cloud.databricks.com/?o=123; null removes the setting
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

  /**
   * Returns the connection property {@code workspaceId}: as set here, else in the URL, else null.
   */
  public @Nullable String getWorkspaceId() {
    return text(ConnectionProperty.WORKSPACE_ID);
  }

  /**
   * Sets the connection property {@code workspaceId}. Workspace, on hosts that several workspaces
   * share. It is sent as ?o=, unless the HTTP path names a workspace.
   *
   * @param workspaceId the number after ?o= in the address of the workspace; null removes the
   *     setting
   */
  public void setWorkspaceId(@Nullable String workspaceId) {
    setText(ConnectionProperty.WORKSPACE_ID, workspaceId);
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

  /** Returns the connection property {@code profile}: as set here, else in the URL, else null. */
  public @Nullable String getProfile() {
    return text(ConnectionProperty.PROFILE);
  }

  /**
   * Sets the connection property {@code profile}. Profile of the Databricks configuration file
   * (~/.databrickscfg) that gives what neither Properties nor URL give, for the host that it names.
   *
   * @param profile the name of a section of the Databricks configuration file; null removes the
   *     setting
   */
  public void setProfile(@Nullable String profile) {
    setText(ConnectionProperty.PROFILE, profile);
  }

  /**
   * Returns the connection property {@code strict}: as set here, else in the URL, else {@code
   * false}.
   */
  public boolean isStrict() {
    return flag(ConnectionProperty.STRICT);
  }

  /**
   * Sets the connection property {@code strict}. 1 refuses connection properties of unknown names
   * instead of ignoring them with a warning.
   *
   * @param strict whether it is on; {@code false} when it was not set
   */
  public void setStrict(boolean strict) {
    setFlag(ConnectionProperty.STRICT, strict);
  }

  /** Returns the connection property {@code user}: as set here, else in the URL, else null. */
  public @Nullable String getUser() {
    return text(ConnectionProperty.USER);
  }

  /**
   * Sets the connection property {@code user}. Leave it out, or use the word token: the access
   * token says who connects. Any other user is ignored with a warning, except with Auth_Flow=1,
   * where it is the client id. The token itself is given as password.
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
   * Sets the connection property {@code password}. The personal access token; with Auth_Flow=1 the
   * client secret. Required, unless another way to sign in is given.
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
   * Sets the connection property {@code AuthMech}. 3 for a personal access token, 11 for OAuth.
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
   * Sets the connection property {@code Auth_Flow}. With AuthMech=11: 0 takes a token that is given
   * (accessToken, refreshToken, oidcTokenFile), 1 signs in with clientId and clientSecret or a key,
   * 2 a person with a browser, 3 with the managed identity of a machine in Azure. When absent, what
   * is given decides.
   *
   * @param authFlow one of 0, 1, 2, 3; {@code 0} when it was not set
   */
  public void setAuthFlow(@Nullable String authFlow) {
    setText(ConnectionProperty.AUTH_FLOW, authFlow);
  }

  /**
   * Returns the connection property {@code tokenProvider}: as set here, else in the URL, else null.
   */
  public @Nullable String getTokenProvider() {
    return text(ConnectionProperty.TOKEN_PROVIDER);
  }

  /**
   * Sets the connection property {@code tokenProvider}. Class of the application that gives the
   * tokens: a public class with a public constructor without parameters that implements
   * io.github.lakewire.jdbc.TokenProvider. In Properties it may be the object itself.
   *
   * @param tokenProvider the name of a class that implements TokenProvider; null removes the
   *     setting
   */
  public void setTokenProvider(@Nullable String tokenProvider) {
    setText(ConnectionProperty.TOKEN_PROVIDER, tokenProvider);
  }

  /** Returns the connection property {@code clientId}: as set here, else in the URL, else null. */
  public @Nullable String getClientId() {
    return text(ConnectionProperty.CLIENT_ID);
  }

  /**
   * Sets the connection property {@code clientId}. Client of the identity provider: the application
   * id of a service principal, or of a managed identity. With Auth_Flow=1 it may be the user.
   *
   * @param clientId the id of a client, such as that of a service principal; null removes the
   *     setting
   */
  public void setClientId(@Nullable String clientId) {
    setText(ConnectionProperty.CLIENT_ID, clientId);
  }

  /**
   * Returns the connection property {@code clientSecret}: as set here, else in the URL, else null.
   */
  public @Nullable String getClientSecret() {
    return text(ConnectionProperty.CLIENT_SECRET);
  }

  /**
   * Sets the connection property {@code clientSecret}. Secret of the client. With Auth_Flow=1 it
   * may be the password.
   *
   * @param clientSecret the secret of the client; null removes the setting
   */
  public void setClientSecret(@Nullable String clientSecret) {
    setText(ConnectionProperty.CLIENT_SECRET, clientSecret);
  }

  /** Returns the connection property {@code authScope}: as set here, else in the URL, else null. */
  public @Nullable String getAuthScope() {
    return text(ConnectionProperty.AUTH_SCOPE);
  }

  /**
   * Sets the connection property {@code authScope}. Scope to ask the identity provider for. When
   * absent, all-apis, with Entra that of Azure Databricks, and with Auth_Flow=2 sql and
   * offline_access.
   *
   * @param authScope names separated by blanks; null removes the setting
   */
  public void setAuthScope(@Nullable String authScope) {
    setText(ConnectionProperty.AUTH_SCOPE, authScope);
  }

  /**
   * Returns the connection property {@code discoveryUrl}: as set here, else in the URL, else null.
   */
  public @Nullable String getDiscoveryUrl() {
    return text(ConnectionProperty.DISCOVERY_URL);
  }

  /**
   * Sets the connection property {@code discoveryUrl}. Document that names the addresses of the
   * identity provider; that of the workspace, /oidc/.well-known/oauth-authorization-server, when
   * absent.
   *
   * @param discoveryUrl an https:// address; null removes the setting
   */
  public void setDiscoveryUrl(@Nullable String discoveryUrl) {
    setText(ConnectionProperty.DISCOVERY_URL, discoveryUrl);
  }

  /**
   * Returns the connection property {@code tokenEndpoint}: as set here, else in the URL, else null.
   */
  public @Nullable String getTokenEndpoint() {
    return text(ConnectionProperty.TOKEN_ENDPOINT);
  }

  /**
   * Sets the connection property {@code tokenEndpoint}. Where tokens are obtained; discovered when
   * absent.
   *
   * @param tokenEndpoint an https:// address; null removes the setting
   */
  public void setTokenEndpoint(@Nullable String tokenEndpoint) {
    setText(ConnectionProperty.TOKEN_ENDPOINT, tokenEndpoint);
  }

  /**
   * Returns the connection property {@code authorizationEndpoint}: as set here, else in the URL,
   * else null.
   */
  public @Nullable String getAuthorizationEndpoint() {
    return text(ConnectionProperty.AUTHORIZATION_ENDPOINT);
  }

  /**
   * Sets the connection property {@code authorizationEndpoint}. With Auth_Flow=2: where people sign
   * in; discovered when absent.
   *
   * @param authorizationEndpoint an https:// address; null removes the setting
   */
  public void setAuthorizationEndpoint(@Nullable String authorizationEndpoint) {
    setText(ConnectionProperty.AUTHORIZATION_ENDPOINT, authorizationEndpoint);
  }

  /**
   * Returns the connection property {@code oidcDiscovery}: as set here, else in the URL, else
   * {@code true}.
   */
  public boolean isOidcDiscovery() {
    return flag(ConnectionProperty.OIDC_DISCOVERY);
  }

  /**
   * Sets the connection property {@code oidcDiscovery}. 0 does not ask for discoveryUrl: the token
   * endpoint is tokenEndpoint, else /oidc/v1/token of the workspace, and people sign in at
   * authorizationEndpoint, else at /oidc/v1/authorize.
   *
   * @param oidcDiscovery whether it is on; {@code true} when it was not set
   */
  public void setOidcDiscovery(boolean oidcDiscovery) {
    setFlag(ConnectionProperty.OIDC_DISCOVERY, oidcDiscovery);
  }

  /**
   * Returns the connection property {@code jwtAssertion}: as set here, else in the URL, else {@code
   * false}.
   */
  public boolean isJwtAssertion() {
    return flag(ConnectionProperty.JWT_ASSERTION);
  }

  /**
   * Sets the connection property {@code jwtAssertion}. With Auth_Flow=1, 1 signs in with the key in
   * jwtKeyFile and ignores a secret. A key without a secret is used anyway.
   *
   * @param jwtAssertion whether it is on; {@code false} when it was not set
   */
  public void setJwtAssertion(boolean jwtAssertion) {
    setFlag(ConnectionProperty.JWT_ASSERTION, jwtAssertion);
  }

  /**
   * Returns the connection property {@code jwtKeyFile}: as set here, else in the URL, else null.
   */
  public @Nullable String getJwtKeyFile() {
    return text(ConnectionProperty.JWT_KEY_FILE);
  }

  /**
   * Sets the connection property {@code jwtKeyFile}. File with the private key of the client: PEM
   * in PKCS #8, encrypted or not, or PKCS #1.
   *
   * @param jwtKeyFile the path of a PEM file; null removes the setting
   */
  public void setJwtKeyFile(@Nullable String jwtKeyFile) {
    setText(ConnectionProperty.JWT_KEY_FILE, jwtKeyFile);
  }

  /**
   * Returns the connection property {@code jwtKeyPassphrase}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getJwtKeyPassphrase() {
    return text(ConnectionProperty.JWT_KEY_PASSPHRASE);
  }

  /**
   * Sets the connection property {@code jwtKeyPassphrase}. Passphrase of an encrypted private key.
   *
   * @param jwtKeyPassphrase the passphrase of the key; null removes the setting
   */
  public void setJwtKeyPassphrase(@Nullable String jwtKeyPassphrase) {
    setText(ConnectionProperty.JWT_KEY_PASSPHRASE, jwtKeyPassphrase);
  }

  /**
   * Returns the connection property {@code jwtAlgorithm}: as set here, else in the URL, else {@code
   * RS256}.
   */
  public @Nullable String getJwtAlgorithm() {
    return text(ConnectionProperty.JWT_ALGORITHM);
  }

  /**
   * Sets the connection property {@code jwtAlgorithm}. Algorithm that the client signs with.
   *
   * @param jwtAlgorithm one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512;
   *     {@code RS256} when it was not set
   */
  public void setJwtAlgorithm(@Nullable String jwtAlgorithm) {
    setText(ConnectionProperty.JWT_ALGORITHM, jwtAlgorithm);
  }

  /** Returns the connection property {@code jwtKeyId}: as set here, else in the URL, else null. */
  public @Nullable String getJwtKeyId() {
    return text(ConnectionProperty.JWT_KEY_ID);
  }

  /**
   * Sets the connection property {@code jwtKeyId}. Identifier by which the identity provider knows
   * the key.
   *
   * @param jwtKeyId the identifier of the key; null removes the setting
   */
  public void setJwtKeyId(@Nullable String jwtKeyId) {
    setText(ConnectionProperty.JWT_KEY_ID, jwtKeyId);
  }

  /**
   * Returns the connection property {@code azureTenantId}: as set here, else in the URL, else null.
   */
  public @Nullable String getAzureTenantId() {
    return text(ConnectionProperty.AZURE_TENANT_ID);
  }

  /**
   * Sets the connection property {@code azureTenantId}. With Auth_Flow=1: the client is a service
   * principal of this tenant of Microsoft Entra ID, which tokens are obtained from.
   *
   * @param azureTenantId the id of a tenant of Entra; null removes the setting
   */
  public void setAzureTenantId(@Nullable String azureTenantId) {
    setText(ConnectionProperty.AZURE_TENANT_ID, azureTenantId);
  }

  /**
   * Returns the connection property {@code azureWorkspaceResourceId}: as set here, else in the URL,
   * else null.
   */
  public @Nullable String getAzureWorkspaceResourceId() {
    return text(ConnectionProperty.AZURE_RESOURCE_ID);
  }

  /**
   * Sets the connection property {@code azureWorkspaceResourceId}. Resource id of the workspace in
   * Azure, for principals of Entra and managed identities that are not known in the workspace.
   *
   * @param azureWorkspaceResourceId the id of the workspace as a resource of Azure; null removes
   *     the setting
   */
  public void setAzureWorkspaceResourceId(@Nullable String azureWorkspaceResourceId) {
    setText(ConnectionProperty.AZURE_RESOURCE_ID, azureWorkspaceResourceId);
  }

  /**
   * Returns the connection property {@code azureMetadataUrl}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getAzureMetadataUrl() {
    return text(ConnectionProperty.AZURE_METADATA_URL);
  }

  /**
   * Sets the connection property {@code azureMetadataUrl}. With Auth_Flow=3: where the machine asks
   * for its identity; http://169.254.169.254, as everywhere in Azure, when absent.
   *
   * @param azureMetadataUrl an address without a path; null removes the setting
   */
  public void setAzureMetadataUrl(@Nullable String azureMetadataUrl) {
    setText(ConnectionProperty.AZURE_METADATA_URL, azureMetadataUrl);
  }

  /**
   * Returns the connection property {@code refreshToken}: as set here, else in the URL, else null.
   */
  public @Nullable String getRefreshToken() {
    return text(ConnectionProperty.REFRESH_TOKEN);
  }

  /**
   * Sets the connection property {@code refreshToken}. Refresh token that somebody has obtained for
   * clientId (AuthMech=11). With Auth_Flow=2 he is asked when it is refused.
   *
   * @param refreshToken a refresh token; null removes the setting
   */
  public void setRefreshToken(@Nullable String refreshToken) {
    setText(ConnectionProperty.REFRESH_TOKEN, refreshToken);
  }

  /**
   * Returns the connection property {@code oidcTokenFile}: as set here, else in the URL, else null.
   */
  public @Nullable String getOidcTokenFile() {
    return text(ConnectionProperty.OIDC_TOKEN_FILE);
  }

  /**
   * Sets the connection property {@code oidcTokenFile}. Workload identity federation: file with a
   * token (JWT) of another issuer, which is exchanged for one of the workspace. It is read again
   * for each.
   *
   * @param oidcTokenFile the path of a file; null removes the setting
   */
  public void setOidcTokenFile(@Nullable String oidcTokenFile) {
    setText(ConnectionProperty.OIDC_TOKEN_FILE, oidcTokenFile);
  }

  /**
   * Returns the connection property {@code oidcTokenEnv}: as set here, else in the URL, else null.
   */
  public @Nullable String getOidcTokenEnv() {
    return text(ConnectionProperty.OIDC_TOKEN_ENV);
  }

  /**
   * Sets the connection property {@code oidcTokenEnv}. As oidcTokenFile, for a token in an
   * environment variable, such as DATABRICKS_OIDC_TOKEN.
   *
   * @param oidcTokenEnv the name of an environment variable; null removes the setting
   */
  public void setOidcTokenEnv(@Nullable String oidcTokenEnv) {
    setText(ConnectionProperty.OIDC_TOKEN_ENV, oidcTokenEnv);
  }

  /**
   * Returns the connection property {@code federationClientId}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getFederationClientId() {
    return text(ConnectionProperty.FEDERATION_CLIENT_ID);
  }

  /**
   * Sets the connection property {@code federationClientId}. Service principal that tokens of other
   * issuers are exchanged for; clientId, or the user of the token, when absent. When it is given,
   * accessToken and tokenProvider are exchanged, too.
   *
   * @param federationClientId the id of a service principal; null removes the setting
   */
  public void setFederationClientId(@Nullable String federationClientId) {
    setText(ConnectionProperty.FEDERATION_CLIENT_ID, federationClientId);
  }

  /**
   * Returns the connection property {@code tokenFederation}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getTokenFederation() {
    return text(ConnectionProperty.TOKEN_FEDERATION);
  }

  /**
   * Sets the connection property {@code tokenFederation}. 1 exchanges accessToken and the tokens of
   * tokenProvider where another issuer than the workspace has made them. When absent, if
   * federationClientId is given.
   *
   * @param tokenFederation 1 or 0; null removes the setting
   */
  public void setTokenFederation(@Nullable String tokenFederation) {
    setText(ConnectionProperty.TOKEN_FEDERATION, tokenFederation);
  }

  /**
   * Returns the connection property {@code signInWith}: as set here, else in the URL, else {@code
   * auto}.
   */
  public @Nullable String getSignInWith() {
    return text(ConnectionProperty.SIGN_IN_WITH);
  }

  /**
   * Sets the connection property {@code signInWith}. How a person signs in (AuthMech=11,
   * Auth_Flow=2). browser opens one on this machine; where it cannot, and with address, the address
   * is in the log, in messages, and at the application's SignInPrompt. device asks for a code to be
   * entered in a browser anywhere. auto takes the browser, and without one the code, where the
   * identity provider has it.
   *
   * @param signInWith one of auto, browser, address, device; {@code auto} when it was not set
   */
  public void setSignInWith(@Nullable String signInWith) {
    setText(ConnectionProperty.SIGN_IN_WITH, signInWith);
  }

  /**
   * Returns the connection property {@code redirectPort}: as set here, else in the URL, else {@code
   * 8020}.
   */
  public @Nullable String getRedirectPort() {
    return text(ConnectionProperty.REDIRECT_PORT);
  }

  /**
   * Sets the connection property {@code redirectPort}. Port of this machine that the browser is
   * sent back to, or several, of which the first free one is taken. They have to be registered for
   * the client as http://localhost:{port}. 0 takes any free one, for identity providers that allow
   * it.
   *
   * @param redirectPort a port from 0 to 65535, or several separated by commas; {@code 8020} when
   *     it was not set
   */
  public void setRedirectPort(@Nullable String redirectPort) {
    setText(ConnectionProperty.REDIRECT_PORT, redirectPort);
  }

  /**
   * Returns the connection property {@code signInTimeout} in seconds, rounded up: as set here, else
   * in the URL, else {@code 120}.
   */
  public int getSignInTimeout() {
    return number(ConnectionProperty.SIGN_IN_TIMEOUT);
  }

  /**
   * Sets the connection property {@code signInTimeout}. Longest wait for a person to sign in,
   * within loginTimeout; 0 sets no limit of its own.
   *
   * @param signInTimeout seconds, from 0 to 3600 seconds; {@code 120} when it was not set
   */
  public void setSignInTimeout(int signInTimeout) {
    setNumber(ConnectionProperty.SIGN_IN_TIMEOUT, signInTimeout);
  }

  /**
   * Returns the connection property {@code tokenCache}: as set here, else in the URL, else {@code
   * true}.
   */
  public boolean isTokenCache() {
    return flag(ConnectionProperty.TOKEN_CACHE);
  }

  /**
   * Sets the connection property {@code tokenCache}. 0 keeps no refresh token on disk. Without
   * tokenCachePassPhrase none is kept anyway.
   *
   * @param tokenCache whether it is on; {@code true} when it was not set
   */
  public void setTokenCache(boolean tokenCache) {
    setFlag(ConnectionProperty.TOKEN_CACHE, tokenCache);
  }

  /**
   * Returns the connection property {@code tokenCachePassPhrase}: as set here, else in the URL,
   * else null.
   */
  public @Nullable String getTokenCachePassPhrase() {
    return text(ConnectionProperty.TOKEN_CACHE_PASSPHRASE);
  }

  /**
   * Sets the connection property {@code tokenCachePassPhrase}. Passphrase that the refresh token of
   * a person is encrypted with, in a file that its owner alone may read. Without it nothing is
   * written to disk.
   *
   * @param tokenCachePassPhrase a passphrase; null removes the setting
   */
  public void setTokenCachePassPhrase(@Nullable String tokenCachePassPhrase) {
    setText(ConnectionProperty.TOKEN_CACHE_PASSPHRASE, tokenCachePassPhrase);
  }

  /**
   * Returns the connection property {@code tokenCacheFolder}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getTokenCacheFolder() {
    return text(ConnectionProperty.TOKEN_CACHE_FOLDER);
  }

  /**
   * Sets the connection property {@code tokenCacheFolder}. Folder of that file; .lakewire in the
   * home folder when absent. People who share an account of the machine need one each.
   *
   * @param tokenCacheFolder the path of a folder; null removes the setting
   */
  public void setTokenCacheFolder(@Nullable String tokenCacheFolder) {
    setText(ConnectionProperty.TOKEN_CACHE_FOLDER, tokenCacheFolder);
  }

  /**
   * Returns the connection property {@code trustStore}: as set here, else in the URL, else null.
   */
  public @Nullable String getTrustStore() {
    return text(ConnectionProperty.TRUST_STORE);
  }

  /**
   * Sets the connection property {@code trustStore}. File with the certificates to trust instead of
   * those of the JVM: PKCS12, JKS or PEM.
   *
   * @param trustStore the path of a PKCS12, JKS or PEM file; null removes the setting
   */
  public void setTrustStore(@Nullable String trustStore) {
    setText(ConnectionProperty.TRUST_STORE, trustStore);
  }

  /**
   * Returns the connection property {@code trustStoreType}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getTrustStoreType() {
    return text(ConnectionProperty.TRUST_STORE_TYPE);
  }

  /**
   * Sets the connection property {@code trustStoreType}. Type of the trust store. When absent, JKS
   * or PKCS12, it is found out from the file. A type that is no file, such as Windows-ROOT or
   * KeychainStore, needs no trustStore. OS stands for what the operating system trusts:
   * Windows-ROOT, the keychain of macOS, or the distribution's PEM file.
   *
   * @param trustStoreType a type of key stores such as PKCS12, JKS, PEM, BCFKS or Windows-ROOT;
   *     null removes the setting
   */
  public void setTrustStoreType(@Nullable String trustStoreType) {
    setText(ConnectionProperty.TRUST_STORE_TYPE, trustStoreType);
  }

  /**
   * Returns the connection property {@code trustStoreProvider}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getTrustStoreProvider() {
    return text(ConnectionProperty.TRUST_STORE_PROVIDER);
  }

  /**
   * Sets the connection property {@code trustStoreProvider}. Security provider that knows the type
   * of the trust store; any, when absent.
   *
   * @param trustStoreProvider the name of a security provider of the JVM, such as BCFIPS; null
   *     removes the setting
   */
  public void setTrustStoreProvider(@Nullable String trustStoreProvider) {
    setText(ConnectionProperty.TRUST_STORE_PROVIDER, trustStoreProvider);
  }

  /**
   * Returns the connection property {@code trustStorePassword}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getTrustStorePassword() {
    return text(ConnectionProperty.TRUST_STORE_PASSWORD);
  }

  /**
   * Sets the connection property {@code trustStorePassword}. Password of the trust store; PEM files
   * need none.
   *
   * @param trustStorePassword the password of the trust store; null removes the setting
   */
  public void setTrustStorePassword(@Nullable String trustStorePassword) {
    setText(ConnectionProperty.TRUST_STORE_PASSWORD, trustStorePassword);
  }

  /**
   * Returns the connection property {@code useSystemTrustStore}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getUseSystemTrustStore() {
    return text(ConnectionProperty.USE_SYSTEM_TRUST_STORE);
  }

  /**
   * Sets the connection property {@code useSystemTrustStore}. 1 uses the JVM's trust settings
   * (javax.net.ssl.trustStore, else its own authorities). This is what happens anyway when there is
   * no trustStore.
   *
   * @param useSystemTrustStore 1 or 0; null removes the setting
   */
  public void setUseSystemTrustStore(@Nullable String useSystemTrustStore) {
    setText(ConnectionProperty.USE_SYSTEM_TRUST_STORE, useSystemTrustStore);
  }

  /** Returns the connection property {@code keyStore}: as set here, else in the URL, else null. */
  public @Nullable String getKeyStore() {
    return text(ConnectionProperty.KEY_STORE);
  }

  /**
   * Sets the connection property {@code keyStore}. File with the certificate and the key that the
   * workspace is shown when it asks for a client certificate. Stores of result files are never
   * shown it. When absent, the JVM's javax.net.ssl.keyStore is used.
   *
   * @param keyStore the path of a PKCS12, JKS or PEM file; null removes the setting
   */
  public void setKeyStore(@Nullable String keyStore) {
    setText(ConnectionProperty.KEY_STORE, keyStore);
  }

  /**
   * Returns the connection property {@code keyStoreType}: as set here, else in the URL, else null.
   */
  public @Nullable String getKeyStoreType() {
    return text(ConnectionProperty.KEY_STORE_TYPE);
  }

  /**
   * Sets the connection property {@code keyStoreType}. Type of the key store. When absent, JKS or
   * PKCS12, it is found out from the file. A type that is no file, such as Windows-MY or
   * KeychainStore, needs no keyStore.
   *
   * @param keyStoreType a type of key stores such as PKCS12, JKS, PEM, BCFKS or Windows-MY; null
   *     removes the setting
   */
  public void setKeyStoreType(@Nullable String keyStoreType) {
    setText(ConnectionProperty.KEY_STORE_TYPE, keyStoreType);
  }

  /**
   * Returns the connection property {@code keyStoreProvider}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getKeyStoreProvider() {
    return text(ConnectionProperty.KEY_STORE_PROVIDER);
  }

  /**
   * Sets the connection property {@code keyStoreProvider}. Security provider that knows the type of
   * the key store; any, when absent.
   *
   * @param keyStoreProvider the name of a security provider of the JVM, such as BCFIPS; null
   *     removes the setting
   */
  public void setKeyStoreProvider(@Nullable String keyStoreProvider) {
    setText(ConnectionProperty.KEY_STORE_PROVIDER, keyStoreProvider);
  }

  /**
   * Returns the connection property {@code keyStorePassword}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getKeyStorePassword() {
    return text(ConnectionProperty.KEY_STORE_PASSWORD);
  }

  /**
   * Sets the connection property {@code keyStorePassword}. Password of the key store and of the key
   * in it.
   *
   * @param keyStorePassword the password of the key store; null removes the setting
   */
  public void setKeyStorePassword(@Nullable String keyStorePassword) {
    setText(ConnectionProperty.KEY_STORE_PASSWORD, keyStorePassword);
  }

  /**
   * Returns the connection property {@code clientCertificate}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getClientCertificate() {
    return text(ConnectionProperty.CLIENT_CERTIFICATE);
  }

  /**
   * Sets the connection property {@code clientCertificate}. PEM file with the client certificate,
   * and those of the authorities between it and one that the server knows. In place of keyStore.
   *
   * @param clientCertificate the path of a PEM file; null removes the setting
   */
  public void setClientCertificate(@Nullable String clientCertificate) {
    setText(ConnectionProperty.CLIENT_CERTIFICATE, clientCertificate);
  }

  /** Returns the connection property {@code clientKey}: as set here, else in the URL, else null. */
  public @Nullable String getClientKey() {
    return text(ConnectionProperty.CLIENT_KEY);
  }

  /**
   * Sets the connection property {@code clientKey}. PEM file (PKCS #8) with the key of
   * clientCertificate; the same file when absent.
   *
   * @param clientKey the path of a PEM file; null removes the setting
   */
  public void setClientKey(@Nullable String clientKey) {
    setText(ConnectionProperty.CLIENT_KEY, clientKey);
  }

  /**
   * Returns the connection property {@code clientKeyPassword}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getClientKeyPassword() {
    return text(ConnectionProperty.CLIENT_KEY_PASSWORD);
  }

  /**
   * Sets the connection property {@code clientKeyPassword}. Password of an encrypted key.
   *
   * @param clientKeyPassword the password of the key; null removes the setting
   */
  public void setClientKeyPassword(@Nullable String clientKeyPassword) {
    setText(ConnectionProperty.CLIENT_KEY_PASSWORD, clientKeyPassword);
  }

  /**
   * Returns the connection property {@code checkCertRevocation}: as set here, else in the URL, else
   * {@code false}.
   */
  public boolean isCheckCertRevocation() {
    return flag(ConnectionProperty.CHECK_REVOCATION);
  }

  /**
   * Sets the connection property {@code checkCertRevocation}. 1 asks the authorities of the
   * certificates (OCSP, CRL) whether they have been revoked. A certificate whose state cannot be
   * found out is refused.
   *
   * @param checkCertRevocation whether it is on; {@code false} when it was not set
   */
  public void setCheckCertRevocation(boolean checkCertRevocation) {
    setFlag(ConnectionProperty.CHECK_REVOCATION, checkCertRevocation);
  }

  /**
   * Returns the connection property {@code acceptUndeterminedRevocation}: as set here, else in the
   * URL, else {@code false}.
   */
  public boolean isAcceptUndeterminedRevocation() {
    return flag(ConnectionProperty.ACCEPT_UNDETERMINED_REVOCATION);
  }

  /**
   * Sets the connection property {@code acceptUndeterminedRevocation}. With checkCertRevocation, 1
   * trusts certificates whose state cannot be found out.
   *
   * @param acceptUndeterminedRevocation whether it is on; {@code false} when it was not set
   */
  public void setAcceptUndeterminedRevocation(boolean acceptUndeterminedRevocation) {
    setFlag(ConnectionProperty.ACCEPT_UNDETERMINED_REVOCATION, acceptUndeterminedRevocation);
  }

  /** Returns the connection property {@code useProxy}: as set here, else in the URL, else null. */
  public @Nullable String getUseProxy() {
    return text(ConnectionProperty.USE_PROXY);
  }

  /**
   * Sets the connection property {@code useProxy}. 0 connects directly, whatever proxyHost, the JVM
   * and the environment say. 1 requires proxyHost. When absent, a proxy is used if proxyHost is
   * set.
   *
   * @param useProxy 1 or 0; null removes the setting
   */
  public void setUseProxy(@Nullable String useProxy) {
    setText(ConnectionProperty.USE_PROXY, useProxy);
  }

  /**
   * Returns the connection property {@code useSystemProxy}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getUseSystemProxy() {
    return text(ConnectionProperty.USE_SYSTEM_PROXY);
  }

  /**
   * Sets the connection property {@code useSystemProxy}. 0 ignores the proxies of the JVM and of
   * the environment. 1 uses them unless proxyHost is used, also with useProxy=0. When absent, they
   * are used unless proxyHost or useProxy=0 is set.
   *
   * @param useSystemProxy 1 or 0; null removes the setting
   */
  public void setUseSystemProxy(@Nullable String useSystemProxy) {
    setText(ConnectionProperty.USE_SYSTEM_PROXY, useSystemProxy);
  }

  /** Returns the connection property {@code proxyHost}: as set here, else in the URL, else null. */
  public @Nullable String getProxyHost() {
    return text(ConnectionProperty.PROXY_HOST);
  }

  /**
   * Sets the connection property {@code proxyHost}. Host of the HTTP proxy. When absent, the JVM's
   * https.proxyHost and http.nonProxyHosts are used, and where there is no https.proxyHost, the
   * environment variables HTTPS_PROXY and NO_PROXY.
   *
   * @param proxyHost a host name; null removes the setting
   */
  public void setProxyHost(@Nullable String proxyHost) {
    setText(ConnectionProperty.PROXY_HOST, proxyHost);
  }

  /**
   * Returns the connection property {@code proxyPort}: as set here, else in the URL, else {@code
   * 8080}.
   */
  public int getProxyPort() {
    return number(ConnectionProperty.PROXY_PORT);
  }

  /**
   * Sets the connection property {@code proxyPort}. Port of the proxy.
   *
   * @param proxyPort a whole number from 1 to 65535; {@code 8080} when it was not set
   */
  public void setProxyPort(int proxyPort) {
    setNumber(ConnectionProperty.PROXY_PORT, proxyPort);
  }

  /** Returns the connection property {@code proxyAuth}: as set here, else in the URL, else null. */
  public @Nullable String getProxyAuth() {
    return text(ConnectionProperty.PROXY_AUTH);
  }

  /**
   * Sets the connection property {@code proxyAuth}. 0 sends no credentials to the proxy, 1 those of
   * proxyUser (Basic, or Digest where the proxy wants that), 2 a Kerberos ticket (Negotiate): that
   * of the user who runs the JVM, or one for proxyUser and proxyPassword. When absent, 1 if
   * proxyUser is set.
   *
   * @param proxyAuth one of 0, 1, 2; null removes the setting
   */
  public void setProxyAuth(@Nullable String proxyAuth) {
    setText(ConnectionProperty.PROXY_AUTH, proxyAuth);
  }

  /** Returns the connection property {@code proxyUser}: as set here, else in the URL, else null. */
  public @Nullable String getProxyUser() {
    return text(ConnectionProperty.PROXY_USER);
  }

  /**
   * Sets the connection property {@code proxyUser}. User for the proxy, also for one that the JVM
   * or the environment names.
   *
   * @param proxyUser a user name; null removes the setting
   */
  public void setProxyUser(@Nullable String proxyUser) {
    setText(ConnectionProperty.PROXY_USER, proxyUser);
  }

  /**
   * Returns the connection property {@code proxyPassword}: as set here, else in the URL, else null.
   */
  public @Nullable String getProxyPassword() {
    return text(ConnectionProperty.PROXY_PASSWORD);
  }

  /**
   * Sets the connection property {@code proxyPassword}. Password for the proxy.
   *
   * @param proxyPassword the password for the proxy; null removes the setting
   */
  public void setProxyPassword(@Nullable String proxyPassword) {
    setText(ConnectionProperty.PROXY_PASSWORD, proxyPassword);
  }

  /**
   * Returns the connection property {@code proxyIgnoreList}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getProxyIgnoreList() {
    return text(ConnectionProperty.PROXY_IGNORE);
  }

  /**
   * Sets the connection property {@code proxyIgnoreList}. Hosts to reach without proxyHost and
   * cfProxyHost, separated by commas; * stands for any characters.
   *
   * @param proxyIgnoreList host names separated by commas, * as wild card; null removes the setting
   */
  public void setProxyIgnoreList(@Nullable String proxyIgnoreList) {
    setText(ConnectionProperty.PROXY_IGNORE, proxyIgnoreList);
  }

  /**
   * Returns the connection property {@code useCFProxy}: as set here, else in the URL, else null.
   */
  public @Nullable String getUseCFProxy() {
    return text(ConnectionProperty.USE_FILE_PROXY);
  }

  /**
   * Sets the connection property {@code useCFProxy}. 1 requires cfProxyHost, 0 ignores it. When
   * absent, it is used if it is set.
   *
   * @param useCFProxy 1 or 0; null removes the setting
   */
  public void setUseCFProxy(@Nullable String useCFProxy) {
    setText(ConnectionProperty.USE_FILE_PROXY, useCFProxy);
  }

  /**
   * Returns the connection property {@code cfProxyHost}: as set here, else in the URL, else null.
   */
  public @Nullable String getCfProxyHost() {
    return text(ConnectionProperty.FILE_PROXY_HOST);
  }

  /**
   * Sets the connection property {@code cfProxyHost}. Host of the HTTP proxy for result files in
   * cloud storage. When absent, they come the same way as everything else.
   *
   * @param cfProxyHost a host name; null removes the setting
   */
  public void setCfProxyHost(@Nullable String cfProxyHost) {
    setText(ConnectionProperty.FILE_PROXY_HOST, cfProxyHost);
  }

  /**
   * Returns the connection property {@code cfProxyPort}: as set here, else in the URL, else {@code
   * 8080}.
   */
  public int getCfProxyPort() {
    return number(ConnectionProperty.FILE_PROXY_PORT);
  }

  /**
   * Sets the connection property {@code cfProxyPort}. Port of the proxy for files.
   *
   * @param cfProxyPort a whole number from 1 to 65535; {@code 8080} when it was not set
   */
  public void setCfProxyPort(int cfProxyPort) {
    setNumber(ConnectionProperty.FILE_PROXY_PORT, cfProxyPort);
  }

  /**
   * Returns the connection property {@code cfProxyAuth}: as set here, else in the URL, else null.
   */
  public @Nullable String getCfProxyAuth() {
    return text(ConnectionProperty.FILE_PROXY_AUTH);
  }

  /**
   * Sets the connection property {@code cfProxyAuth}. As proxyAuth, for the proxy for files.
   *
   * @param cfProxyAuth one of 0, 1, 2; null removes the setting
   */
  public void setCfProxyAuth(@Nullable String cfProxyAuth) {
    setText(ConnectionProperty.FILE_PROXY_AUTH, cfProxyAuth);
  }

  /**
   * Returns the connection property {@code cfProxyUser}: as set here, else in the URL, else null.
   */
  public @Nullable String getCfProxyUser() {
    return text(ConnectionProperty.FILE_PROXY_USER);
  }

  /**
   * Sets the connection property {@code cfProxyUser}. User for the proxy for files.
   *
   * @param cfProxyUser a user name; null removes the setting
   */
  public void setCfProxyUser(@Nullable String cfProxyUser) {
    setText(ConnectionProperty.FILE_PROXY_USER, cfProxyUser);
  }

  /**
   * Returns the connection property {@code cfProxyPassword}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getCfProxyPassword() {
    return text(ConnectionProperty.FILE_PROXY_PASSWORD);
  }

  /**
   * Sets the connection property {@code cfProxyPassword}. Password for the proxy for files.
   *
   * @param cfProxyPassword the password for the proxy for files; null removes the setting
   */
  public void setCfProxyPassword(@Nullable String cfProxyPassword) {
    setText(ConnectionProperty.FILE_PROXY_PASSWORD, cfProxyPassword);
  }

  /**
   * Returns the connection property {@code disableProxyForCloudFetch}: as set here, else in the
   * URL, else {@code false}.
   */
  public boolean isDisableProxyForCloudFetch() {
    return flag(ConnectionProperty.NO_FILE_PROXY);
  }

  /**
   * Sets the connection property {@code disableProxyForCloudFetch}. 1 fetches result files without
   * any proxy.
   *
   * @param disableProxyForCloudFetch whether it is on; {@code false} when it was not set
   */
  public void setDisableProxyForCloudFetch(boolean disableProxyForCloudFetch) {
    setFlag(ConnectionProperty.NO_FILE_PROXY, disableProxyForCloudFetch);
  }

  /**
   * Returns the connection property {@code connectTimeout} in seconds, rounded up: as set here,
   * else in the URL, else {@code 10}.
   */
  public int getConnectTimeout() {
    return number(ConnectionProperty.CONNECT_TIMEOUT);
  }

  /**
   * Sets the connection property {@code connectTimeout}. Longest time to open one TCP or TLS
   * connection; 0 sets no limit.
   *
   * @param connectTimeout seconds, from 0 to 3600 seconds; {@code 10} when it was not set
   */
  public void setConnectTimeout(int connectTimeout) {
    setNumber(ConnectionProperty.CONNECT_TIMEOUT, connectTimeout);
  }

  /**
   * Returns the connection property {@code socketTimeout} in seconds, rounded up: as set here, else
   * in the URL, else {@code 900}.
   */
  public int getSocketTimeout() {
    return number(ConnectionProperty.SOCKET_TIMEOUT);
  }

  /**
   * Sets the connection property {@code socketTimeout}. Read time-out: longest wait for the next
   * bytes of a response; 0 sets no limit.
   *
   * @param socketTimeout seconds, from 0 to 86400 seconds; {@code 900} when it was not set
   */
  public void setSocketTimeout(int socketTimeout) {
    setNumber(ConnectionProperty.SOCKET_TIMEOUT, socketTimeout);
  }

  /**
   * Returns the connection property {@code idleConnectionExpiry} in seconds, rounded up: as set
   * here, else in the URL, else {@code 120}.
   */
  public int getIdleConnectionExpiry() {
    return number(ConnectionProperty.IDLE_EXPIRY);
  }

  /**
   * Sets the connection property {@code idleConnectionExpiry}. Longest time that an HTTP connection
   * is kept without a request; shorter where server or proxy say so (Keep-Alive: timeout). 0 uses
   * each connection once.
   *
   * @param idleConnectionExpiry seconds, from 0 to 3600 seconds; {@code 120} when it was not set
   */
  public void setIdleConnectionExpiry(int idleConnectionExpiry) {
    setNumber(ConnectionProperty.IDLE_EXPIRY, idleConnectionExpiry);
  }

  /**
   * Returns the connection property {@code leastRate}: as set here, else in the URL, else {@code
   * 1000}.
   */
  public @Nullable String getLeastRate() {
    return text(ConnectionProperty.LEAST_RATE);
  }

  /**
   * Sets the connection property {@code leastRate}. Fewest bytes per second, over a minute, of a
   * response or a file that has begun; a slower one is ended as if nothing came. 0 sets no limit.
   *
   * @param leastRate a number of bytes such as 1048576, 512k or 64M, from 0 to 1073741824; {@code
   *     1000} when it was not set
   */
  public void setLeastRate(@Nullable String leastRate) {
    setText(ConnectionProperty.LEAST_RATE, leastRate);
  }

  /**
   * Returns the connection property {@code closeTimeout} in seconds, rounded up: as set here, else
   * in the URL, else {@code 5}.
   */
  public int getCloseTimeout() {
    return number(ConnectionProperty.CLOSE_TIMEOUT);
  }

  /**
   * Sets the connection property {@code closeTimeout}. Longest time that Connection.close waits for
   * the server: for the end of statements that were given up, and for the end of the session; 0
   * sets no limit.
   *
   * @param closeTimeout seconds, from 0 to 600 seconds; {@code 5} when it was not set
   */
  public void setCloseTimeout(int closeTimeout) {
    setNumber(ConnectionProperty.CLOSE_TIMEOUT, closeTimeout);
  }

  /**
   * Returns the connection property {@code retryTimeout} in seconds, rounded up: as set here, else
   * in the URL, else {@code 120}.
   */
  public int getRetryTimeout() {
    return number(ConnectionProperty.RETRY_TIMEOUT);
  }

  /**
   * Sets the connection property {@code retryTimeout}. Longest time from the first failure of a
   * request to its last attempt, while the server throttles, fails or cannot be reached; 0 never
   * retries.
   *
   * @param retryTimeout seconds, from 0 to 3600 seconds; {@code 120} when it was not set
   */
  public void setRetryTimeout(int retryTimeout) {
    setNumber(ConnectionProperty.RETRY_TIMEOUT, retryTimeout);
  }

  /**
   * Returns the connection property {@code retryWrites}: as set here, else in the URL, else {@code
   * refused}.
   */
  public @Nullable String getRetryWrites() {
    return text(ConnectionProperty.RETRY_WRITES);
  }

  /**
   * Sets the connection property {@code retryWrites}. Whether a statement that may write is sent
   * again after HTTP 429, and after 503 that says when to retry: refused, since these say that
   * nothing was executed, or never, where a gateway says so of statements that it has passed on.
   * What could not be sent is sent later in both cases.
   *
   * @param retryWrites one of refused, never; {@code refused} when it was not set
   */
  public void setRetryWrites(@Nullable String retryWrites) {
    setText(ConnectionProperty.RETRY_WRITES, retryWrites);
  }

  /**
   * Returns the connection property {@code maxMessageSize}: as set here, else in the URL, else
   * {@code 256M}.
   */
  public @Nullable String getMaxMessageSize() {
    return text(ConnectionProperty.MAX_MESSAGE_SIZE);
  }

  /**
   * Sets the connection property {@code maxMessageSize}. Largest response of the server that is
   * read into memory; a larger one fails with 53400. Unless set, also at most half the heap, beyond
   * which it is 53200.
   *
   * @param maxMessageSize a number of bytes such as 1048576, 512k or 64M, from 1048576 to
   *     2147483583; {@code 256M} when it was not set
   */
  public void setMaxMessageSize(@Nullable String maxMessageSize) {
    setText(ConnectionProperty.MAX_MESSAGE_SIZE, maxMessageSize);
  }

  /**
   * Returns the connection property {@code arrow}: as set here, else in the URL, else {@code true}.
   */
  public boolean isArrow() {
    return flag(ConnectionProperty.ARROW);
  }

  /**
   * Sets the connection property {@code arrow}. 0 asks for results in the older columnar form
   * instead of Arrow.
   *
   * @param arrow whether it is on; {@code true} when it was not set
   */
  public void setArrow(boolean arrow) {
    setFlag(ConnectionProperty.ARROW, arrow);
  }

  /**
   * Returns the connection property {@code lz4}: as set here, else in the URL, else {@code true}.
   */
  public boolean isLz4() {
    return flag(ConnectionProperty.LZ4);
  }

  /**
   * Sets the connection property {@code lz4}. 0 asks for uncompressed results.
   *
   * @param lz4 whether it is on; {@code true} when it was not set
   */
  public void setLz4(boolean lz4) {
    setFlag(ConnectionProperty.LZ4, lz4);
  }

  /**
   * Returns the connection property {@code cloudFetch}: as set here, else in the URL, else {@code
   * true}.
   */
  public boolean isCloudFetch() {
    return flag(ConnectionProperty.CLOUD_FETCH);
  }

  /**
   * Sets the connection property {@code cloudFetch}. 0 keeps large results on the connection
   * instead of files in cloud storage.
   *
   * @param cloudFetch whether it is on; {@code true} when it was not set
   */
  public void setCloudFetch(boolean cloudFetch) {
    setFlag(ConnectionProperty.CLOUD_FETCH, cloudFetch);
  }

  /**
   * Returns the connection property {@code complexTypes}: as set here, else in the URL, else {@code
   * true}.
   */
  public boolean isComplexTypes() {
    return flag(ConnectionProperty.COMPLEX_TYPES);
  }

  /**
   * Sets the connection property {@code complexTypes}. 0 describes ARRAY, STRUCT and MAP as text,
   * for tools that cannot take java.sql.Array and Struct: getColumnType and getColumns say VARCHAR,
   * and getObject gives JSON.
   *
   * @param complexTypes whether it is on; {@code true} when it was not set
   */
  public void setComplexTypes(boolean complexTypes) {
    setFlag(ConnectionProperty.COMPLEX_TYPES, complexTypes);
  }

  /**
   * Returns the connection property {@code downloadThreads}: as set here, else in the URL, else
   * {@code 4}.
   */
  public int getDownloadThreads() {
    return number(ConnectionProperty.DOWNLOAD_THREADS);
  }

  /**
   * Sets the connection property {@code downloadThreads}. Result files downloaded at the same time,
   * per result set.
   *
   * @param downloadThreads a whole number from 1 to 64; {@code 4} when it was not set
   */
  public void setDownloadThreads(int downloadThreads) {
    setNumber(ConnectionProperty.DOWNLOAD_THREADS, downloadThreads);
  }

  /**
   * Returns the connection property {@code resultMemory}: as set here, else in the URL, else {@code
   * 96M}.
   */
  public @Nullable String getResultMemory() {
    return text(ConnectionProperty.MEMORY);
  }

  /**
   * Sets the connection property {@code resultMemory}. Bytes that each open result may hold: pages
   * and files that have been received or are being received, and the memory that they are decoded
   * into. Unless set, also at most a sixth of the heap. A single file, page or batch that is larger
   * is read alone, as far as the heap has room; a value in it needs up to three times its size.
   * Values that were handed out do not count, nor do Arrow vectors, which are native memory. A
   * connection keeps as much once more for its next result, for five seconds.
   *
   * @param resultMemory a number of bytes such as 1048576, 512k or 64M, from 1048576 to
   *     1099511627776; {@code 96M} when it was not set
   */
  public void setResultMemory(@Nullable String resultMemory) {
    setText(ConnectionProperty.MEMORY, resultMemory);
  }

  /**
   * Returns the connection property {@code keepAliveInterval} in seconds, rounded up: as set here,
   * else in the URL, else {@code 60}.
   */
  public int getKeepAliveInterval() {
    return number(ConnectionProperty.KEEP_ALIVE);
  }

  /**
   * Sets the connection property {@code keepAliveInterval}. Time between the requests that keep a
   * result open on the server while it is read slowly; 0 sends none. An open result that is not
   * read to its end keeps a SQL warehouse from stopping (auto stop), which costs money: close
   * results.
   *
   * @param keepAliveInterval seconds, from 0 to 3600 seconds; {@code 60} when it was not set
   */
  public void setKeepAliveInterval(int keepAliveInterval) {
    setNumber(ConnectionProperty.KEEP_ALIVE, keepAliveInterval);
  }

  /**
   * Returns the connection property {@code keepAliveLimit} in seconds, rounded up: as set here,
   * else in the URL, else {@code 3600}.
   */
  public int getKeepAliveLimit() {
    return number(ConnectionProperty.KEEP_ALIVE_LIMIT);
  }

  /**
   * Sets the connection property {@code keepAliveLimit}. Time without a call of next() after which
   * a result is no longer kept open, with a warning. The server may then drop it, and its warehouse
   * may stop. The next call of next() keeps it open again, if it is still there. 0 keeps it open
   * for ever.
   *
   * @param keepAliveLimit seconds, from 0 to 604800 seconds; {@code 3600} when it was not set
   */
  public void setKeepAliveLimit(int keepAliveLimit) {
    setNumber(ConnectionProperty.KEEP_ALIVE_LIMIT, keepAliveLimit);
  }

  /**
   * Returns the connection property {@code maxRowsPerPage}: as set here, else in the URL, else
   * {@code 500000}.
   */
  public int getMaxRowsPerPage() {
    return number(ConnectionProperty.MAX_ROWS_PER_PAGE);
  }

  /**
   * Sets the connection property {@code maxRowsPerPage}. Rows asked for in one page that comes over
   * the connection; the server may send fewer.
   *
   * @param maxRowsPerPage a whole number from 1 to 2147483647; {@code 500000} when it was not set
   */
  public void setMaxRowsPerPage(int maxRowsPerPage) {
    setNumber(ConnectionProperty.MAX_ROWS_PER_PAGE, maxRowsPerPage);
  }

  /**
   * Returns the connection property {@code maxBytesPerPage}: as set here, else in the URL, else
   * {@code 10M}.
   */
  public @Nullable String getMaxBytesPerPage() {
    return text(ConnectionProperty.MAX_BYTES_PER_PAGE);
  }

  /**
   * Sets the connection property {@code maxBytesPerPage}. Bytes asked for in one page that comes
   * over the connection.
   *
   * @param maxBytesPerPage a number of bytes such as 1048576, 512k or 64M, from 1024 to 2147483647;
   *     {@code 10M} when it was not set
   */
  public void setMaxBytesPerPage(@Nullable String maxBytesPerPage) {
    setText(ConnectionProperty.MAX_BYTES_PER_PAGE, maxBytesPerPage);
  }

  /**
   * Returns the connection property {@code batchInsertSize}: as set here, else in the URL, else
   * {@code 2000}.
   */
  public int getBatchInsertSize() {
    return number(ConnectionProperty.BATCH_INSERT_SIZE);
  }

  /**
   * Sets the connection property {@code batchInsertSize}. Most rows of one statement that a batch
   * of a prepared INSERT ... VALUES (?, ...) is turned into, within a million characters of text; 1
   * executes each entry by itself.
   *
   * @param batchInsertSize a whole number from 1 to 100000; {@code 2000} when it was not set
   */
  public void setBatchInsertSize(int batchInsertSize) {
    setNumber(ConnectionProperty.BATCH_INSERT_SIZE, batchInsertSize);
  }

  /**
   * Returns the connection property {@code nativeBatches}: as set here, else in the URL, else
   * {@code false}.
   */
  public boolean isNativeBatches() {
    return flag(ConnectionProperty.NATIVE_BATCHES);
  }

  /**
   * Sets the connection property {@code nativeBatches}. 1 sends a batch of a prepared INSERT ...
   * VALUES (?, ...) as one request, with its values beside the text, where the server speaks
   * protocol V10 and all values can be sent so: all entries are written or none. Other batches
   * (those with more than 16 million characters too, with a warning), and other servers, are as
   * without it. Off by default, because no real server with V10 has been met yet.
   *
   * @param nativeBatches whether it is on; {@code false} when it was not set
   */
  public void setNativeBatches(boolean nativeBatches) {
    setFlag(ConnectionProperty.NATIVE_BATCHES, nativeBatches);
  }

  /**
   * Returns the connection property {@code transactions}: as set here, else in the URL, else {@code
   * false}.
   */
  public boolean isTransactions() {
    return flag(ConnectionProperty.TRANSACTIONS);
  }

  /**
   * Sets the connection property {@code transactions}. 1 makes setAutoCommit, commit and rollback
   * those of the server (transactions.md). By default each statement commits by itself, and they
   * end no more than what a statement such as BEGIN TRANSACTION has begun.
   *
   * @param transactions whether it is on; {@code false} when it was not set
   */
  public void setTransactions(boolean transactions) {
    setFlag(ConnectionProperty.TRANSACTIONS, transactions);
  }

  /**
   * Returns the connection property {@code IgnoreTransactions}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getIgnoreTransactions() {
    return text(ConnectionProperty.IGNORE_TRANSACTIONS);
  }

  /**
   * Sets the connection property {@code IgnoreTransactions}. The official driver's opposite of
   * transactions, which comes first where both are given.
   *
   * @param ignoreTransactions 1 or 0; null removes the setting
   */
  public void setIgnoreTransactions(@Nullable String ignoreTransactions) {
    setText(ConnectionProperty.IGNORE_TRANSACTIONS, ignoreTransactions);
  }

  /**
   * Returns the connection property {@code allowedLocalPaths}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getAllowedLocalPaths() {
    return text(ConnectionProperty.ALLOWED_LOCAL_PATHS);
  }

  /**
   * Sets the connection property {@code allowedLocalPaths}. Local folders, with all below them,
   * that PUT and GET of volume files may read from and write to; absolute, separated by commas.
   * None when absent: such statements are refused then, but VolumeFiles and REMOVE work.
   *
   * @param allowedLocalPaths absolute paths of folders, separated by commas; null removes the
   *     setting
   */
  public void setAllowedLocalPaths(@Nullable String allowedLocalPaths) {
    setText(ConnectionProperty.ALLOWED_LOCAL_PATHS, allowedLocalPaths);
  }

  /**
   * Returns the connection property {@code metadataCache} in seconds, rounded up: as set here, else
   * in the URL, else {@code 10}.
   */
  public int getMetadataCache() {
    return number(ConnectionProperty.METADATA_CACHE);
  }

  /**
   * Sets the connection property {@code metadataCache}. How long a connection keeps what it has
   * read of whole schemas. It reads a schema as a whole when an application asks for the columns or
   * keys of a second of its tables within this time, and answers for the others without a request.
   * It forgets them at any statement of its own that is not plainly a query or a change of rows,
   * and when catalog, schema or the user of a pooled connection change; what other connections
   * change may be seen that much later. 0 asks the server each time.
   *
   * @param metadataCache seconds, from 0 to 3600 seconds; {@code 10} when it was not set
   */
  public void setMetadataCache(int metadataCache) {
    setNumber(ConnectionProperty.METADATA_CACHE, metadataCache);
  }

  /** Returns the connection property {@code ansi_mode}: as set here, else in the URL, else null. */
  public @Nullable String getAnsiMode() {
    return text(ConnectionProperty.ANSI_MODE);
  }

  /**
   * Sets the connection property {@code ansi_mode}. Whether arithmetic and casts follow ANSI SQL.
   *
   * @param ansiMode a value that the server understands; null removes the setting
   */
  public void setAnsiMode(@Nullable String ansiMode) {
    setText(ConnectionProperty.ANSI_MODE, ansiMode);
  }

  /**
   * Returns the connection property {@code enable_photon}: as set here, else in the URL, else null.
   */
  public @Nullable String getEnablePhoton() {
    return text(ConnectionProperty.ENABLE_PHOTON);
  }

  /**
   * Sets the connection property {@code enable_photon}. Whether the Photon engine is used.
   *
   * @param enablePhoton a value that the server understands; null removes the setting
   */
  public void setEnablePhoton(@Nullable String enablePhoton) {
    setText(ConnectionProperty.ENABLE_PHOTON, enablePhoton);
  }

  /**
   * Returns the connection property {@code legacy_time_parser_policy}: as set here, else in the
   * URL, else null.
   */
  public @Nullable String getLegacyTimeParserPolicy() {
    return text(ConnectionProperty.LEGACY_TIME_PARSER_POLICY);
  }

  /**
   * Sets the connection property {@code legacy_time_parser_policy}. EXCEPTION, CORRECTED or LEGACY.
   *
   * @param legacyTimeParserPolicy a value that the server understands; null removes the setting
   */
  public void setLegacyTimeParserPolicy(@Nullable String legacyTimeParserPolicy) {
    setText(ConnectionProperty.LEGACY_TIME_PARSER_POLICY, legacyTimeParserPolicy);
  }

  /**
   * Returns the connection property {@code max_file_partition_bytes}: as set here, else in the URL,
   * else null.
   */
  public @Nullable String getMaxFilePartitionBytes() {
    return text(ConnectionProperty.MAX_FILE_PARTITION_BYTES);
  }

  /**
   * Sets the connection property {@code max_file_partition_bytes}. Bytes packed into one partition
   * of a scan.
   *
   * @param maxFilePartitionBytes a value that the server understands; null removes the setting
   */
  public void setMaxFilePartitionBytes(@Nullable String maxFilePartitionBytes) {
    setText(ConnectionProperty.MAX_FILE_PARTITION_BYTES, maxFilePartitionBytes);
  }

  /**
   * Returns the connection property {@code query_tags}: as set here, else in the URL, else null.
   */
  public @Nullable String getQueryTags() {
    return text(ConnectionProperty.QUERY_TAGS);
  }

  /**
   * Sets the connection property {@code query_tags}. Tags of the session's statements in the query
   * history. In values, of at most 128 characters, a backslash stands before a comma, a colon and a
   * backslash.
   *
   * @param queryTags at most 20 tags such as team:sales,report:weekly; null removes the setting
   */
  public void setQueryTags(@Nullable String queryTags) {
    setText(ConnectionProperty.QUERY_TAGS, queryTags);
  }

  /**
   * Returns the connection property {@code read_only_external_metastore}: as set here, else in the
   * URL, else null.
   */
  public @Nullable String getReadOnlyExternalMetastore() {
    return text(ConnectionProperty.READ_ONLY_EXTERNAL_METASTORE);
  }

  /**
   * Sets the connection property {@code read_only_external_metastore}. Whether the external
   * metastore is read only.
   *
   * @param readOnlyExternalMetastore a value that the server understands; null removes the setting
   */
  public void setReadOnlyExternalMetastore(@Nullable String readOnlyExternalMetastore) {
    setText(ConnectionProperty.READ_ONLY_EXTERNAL_METASTORE, readOnlyExternalMetastore);
  }

  /**
   * Returns the connection property {@code statement_timeout}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getStatementTimeout() {
    return text(ConnectionProperty.STATEMENT_TIMEOUT);
  }

  /**
   * Sets the connection property {@code statement_timeout}. Seconds after which the server ends a
   * statement.
   *
   * @param statementTimeout a value that the server understands; null removes the setting
   */
  public void setStatementTimeout(@Nullable String statementTimeout) {
    setText(ConnectionProperty.STATEMENT_TIMEOUT, statementTimeout);
  }

  /** Returns the connection property {@code timezone}: as set here, else in the URL, else null. */
  public @Nullable String getTimezone() {
    return text(ConnectionProperty.TIMEZONE);
  }

  /**
   * Sets the connection property {@code timezone}. Time zone of the session, such as Europe/Rome;
   * that of the JVM when absent. The word server keeps the server's own.
   *
   * @param timezone a value that the server understands; null removes the setting
   */
  public void setTimezone(@Nullable String timezone) {
    setText(ConnectionProperty.TIMEZONE, timezone);
  }

  /**
   * Returns the connection property {@code use_cached_result}: as set here, else in the URL, else
   * null.
   */
  public @Nullable String getUseCachedResult() {
    return text(ConnectionProperty.USE_CACHED_RESULT);
  }

  /**
   * Sets the connection property {@code use_cached_result}. Whether results may come from the
   * result cache.
   *
   * @param useCachedResult a value that the server understands; null removes the setting
   */
  public void setUseCachedResult(@Nullable String useCachedResult) {
    setText(ConnectionProperty.USE_CACHED_RESULT, useCachedResult);
  }
}
