package io.github.lakewire.jdbc.internal.config;

import io.github.lakewire.jdbc.internal.config.PropertyType.Bytes;
import io.github.lakewire.jdbc.internal.config.PropertyType.Choice;
import io.github.lakewire.jdbc.internal.config.PropertyType.Flag;
import io.github.lakewire.jdbc.internal.config.PropertyType.Hidden;
import io.github.lakewire.jdbc.internal.config.PropertyType.Ports;
import io.github.lakewire.jdbc.internal.config.PropertyType.Text;
import io.github.lakewire.jdbc.internal.config.PropertyType.Time;
import io.github.lakewire.jdbc.internal.config.PropertyType.Whole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every property with an effect, one row each: its name, other spellings (those of the official
 * driver first of all), shape, default and description. Parsing, messages, {@code
 * DriverPropertyInfo}, masking and the page of properties all come from here.
 */
// Kinds are records and lists are copies, which the checker cannot see.
@SuppressWarnings("ImmutableEnumChecker")
public enum ConnectionProperty {
  HOST(
      Group.ENDPOINT,
      "host",
      new Text(
          "a host name, or the address of the workspace, such as"
              + " https://dbc-a1b2.cloud.databricks.com/?o=123"),
      null,
      "Host name of the workspace; usually part of the URL. The port, the HTTP path and the"
          + " workspace in an address count where they are not given by themselves.",
      "serverName",
      "server_hostname"),
  PORT(
      Group.ENDPOINT,
      "port",
      new Whole(1, 65535),
      "443",
      "Port; usually part of the URL.",
      "portNumber",
      "_port"),
  HTTP_PATH(
      Group.ENDPOINT,
      "httpPath",
      new Text("the HTTP path, such as /sql/1.0/warehouses/0123456789abcdef"),
      null,
      "HTTP path of the SQL warehouse or cluster, from its connection details. Required.",
      "http_path"),
  WORKSPACE_ID(
      Group.ENDPOINT,
      "workspaceId",
      new Text("the number after ?o= in the address of the workspace"),
      null,
      "Workspace, on hosts that several workspaces share. It is sent as ?o=, unless the HTTP path"
          + " names a workspace.",
      "workspace_id",
      "o"),
  CATALOG(
      Group.ENDPOINT,
      "catalog",
      new Text("a catalog name"),
      null,
      "Catalog to start with; the workspace's default when absent.",
      "ConnCatalog"),
  SCHEMA(
      Group.ENDPOINT,
      "schema",
      new Text("a schema name"),
      null,
      "Schema to start with; may also follow the host in the URL.",
      "ConnSchema",
      "databaseName",
      "database"),
  SSL(
      Group.ENDPOINT,
      "ssl",
      new Flag(),
      "1",
      "0 talks plain HTTP: the token then travels unencrypted. Only for servers on this machine."),
  USER_AGENT_ENTRY(
      Group.ENDPOINT,
      "userAgentEntry",
      new Text("a product name such as MyTool/1.2"),
      null,
      "Name of the application, shown in the query history.",
      "applicationName",
      "user_agent_entry",
      "_user_agent_entry"),
  PROFILE(
      Group.ENDPOINT,
      "profile",
      new Text("the name of a section of the Databricks configuration file"),
      null,
      "Profile of the Databricks configuration file (~/.databrickscfg) that gives what neither"
          + " Properties nor URL give, for the host that it names."),
  STRICT(
      Group.ENDPOINT,
      "strict",
      new Flag(),
      "0",
      "1 refuses connection properties of unknown names instead of ignoring them with a warning."),

  USER(
      Group.AUTHENTICATION,
      "user",
      new Text("the word token, or nothing"),
      null,
      "Leave it out, or use the word token: the access token says who connects. Any other user is"
          + " ignored with a warning, except with Auth_Flow=1, where it is the client id. The token"
          + " itself is given as password.",
      "UID",
      "username"),
  PASSWORD(
      Group.AUTHENTICATION,
      "password",
      new Hidden("a personal access token"),
      null,
      "The personal access token; with Auth_Flow=1 the client secret. Required, unless another way"
          + " to sign in is given.",
      "PWD",
      ConnectionProperty.TOKEN),
  ACCESS_TOKEN(
      Group.AUTHENTICATION,
      "accessToken",
      new Hidden("an OAuth access token"),
      null,
      "An OAuth access token that the application has obtained (AuthMech=11, Auth_Flow=0).",
      "Auth_AccessToken",
      "access_token"),
  AUTH_MECH(
      Group.AUTHENTICATION,
      "AuthMech",
      new Choice(List.of("3", "11")),
      "3",
      "3 for a personal access token, 11 for OAuth."),
  AUTH_FLOW(
      Group.AUTHENTICATION,
      "Auth_Flow",
      new Choice(List.of("0", "1", "2", "3")),
      "0",
      "With AuthMech=11: 0 takes a token that is given (accessToken, refreshToken, oidcTokenFile),"
          + " 1 signs in with clientId and clientSecret or a key, 2 a person with a browser, 3 with"
          + " the managed identity of a machine in Azure. When absent, what is given decides."),

  TOKEN_PROVIDER(
      Group.AUTHENTICATION,
      "tokenProvider",
      new Text("the name of a class that implements TokenProvider"),
      null,
      "Class of the application that gives the tokens: a public class with a public constructor"
          + " without parameters that implements io.github.lakewire.jdbc.TokenProvider. In"
          + " Properties it may be the object itself."),
  CLIENT_ID(
      Group.AUTHENTICATION,
      "clientId",
      new Text("the id of a client, such as that of a service principal"),
      null,
      "Client of the identity provider: the application id of a service principal, or of a managed"
          + " identity. With Auth_Flow=1 it may be the user.",
      "OAuth2ClientId",
      "oauth_client_id",
      "azure_client_id",
      "client_id"),
  CLIENT_SECRET(
      Group.AUTHENTICATION,
      "clientSecret",
      new Hidden("the secret of the client"),
      null,
      "Secret of the client. With Auth_Flow=1 it may be the password.",
      "OAuth2Secret",
      "oauth_client_secret",
      "azure_client_secret",
      "client_secret"),
  AUTH_SCOPE(
      Group.AUTHENTICATION,
      "authScope",
      new Text("names separated by blanks"),
      null,
      "Scope to ask the identity provider for. When absent, all-apis, with Entra that of Azure"
          + " Databricks, and with Auth_Flow=2 sql and offline_access.",
      "Auth_Scope"),
  DISCOVERY_URL(
      Group.AUTHENTICATION,
      "discoveryUrl",
      new Text("an https:// address"),
      null,
      "Document that names the addresses of the identity provider; that of the workspace,"
          + " /oidc/.well-known/oauth-authorization-server, when absent.",
      "OIDCDiscoveryEndpoint",
      "OAuthDiscoveryURL"),
  TOKEN_ENDPOINT(
      Group.AUTHENTICATION,
      "tokenEndpoint",
      new Text("an https:// address"),
      null,
      "Where tokens are obtained; discovered when absent.",
      "OAuth2ConnAuthTokenEndpoint",
      "OAuth2TokenEndpoint"),
  AUTHORIZATION_ENDPOINT(
      Group.AUTHENTICATION,
      "authorizationEndpoint",
      new Text("an https:// address"),
      null,
      "With Auth_Flow=2: where people sign in; discovered when absent.",
      "OAuth2ConnAuthAuthorizeEndpoint",
      "OAuth2AuthorizationEndPoint"),
  OIDC_DISCOVERY(
      Group.AUTHENTICATION,
      "oidcDiscovery",
      new Flag(),
      "1",
      "0 does not ask for discoveryUrl: the token endpoint is tokenEndpoint, else /oidc/v1/token of"
          + " the workspace, and people sign in at authorizationEndpoint, else at"
          + " /oidc/v1/authorize.",
      "EnableOIDCDiscovery",
      "OAuthDiscoveryMode"),
  JWT_ASSERTION(
      Group.AUTHENTICATION,
      "jwtAssertion",
      new Flag(),
      "0",
      "With Auth_Flow=1, 1 signs in with the key in jwtKeyFile and ignores a secret. A key without"
          + " a secret is used anyway.",
      "UseJWTAssertion"),
  JWT_KEY_FILE(
      Group.AUTHENTICATION,
      "jwtKeyFile",
      new Text("the path of a PEM file"),
      null,
      "File with the private key of the client: PEM in PKCS #8, encrypted or not, or PKCS #1.",
      "Auth_JWT_Key_File"),
  JWT_KEY_PASSPHRASE(
      Group.AUTHENTICATION,
      "jwtKeyPassphrase",
      new Hidden("the passphrase of the key"),
      null,
      "Passphrase of an encrypted private key.",
      "Auth_JWT_Key_Passphrase"),
  JWT_ALGORITHM(
      Group.AUTHENTICATION,
      "jwtAlgorithm",
      new Choice(
          List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")),
      "RS256",
      "Algorithm that the client signs with.",
      "Auth_JWT_Alg"),
  JWT_KEY_ID(
      Group.AUTHENTICATION,
      "jwtKeyId",
      new Text("the identifier of the key"),
      null,
      "Identifier by which the identity provider knows the key.",
      "Auth_KID"),
  AZURE_TENANT_ID(
      Group.AUTHENTICATION,
      "azureTenantId",
      new Text("the id of a tenant of Entra"),
      null,
      "With Auth_Flow=1: the client is a service principal of this tenant of Microsoft Entra ID,"
          + " which tokens are obtained from.",
      "azure_tenant_id"),
  AZURE_RESOURCE_ID(
      Group.AUTHENTICATION,
      "azureWorkspaceResourceId",
      new Text("the id of the workspace as a resource of Azure"),
      null,
      "Resource id of the workspace in Azure, for principals of Entra and managed identities that"
          + " are not known in the workspace.",
      "azure_workspace_resource_id"),
  AZURE_METADATA_URL(
      Group.AUTHENTICATION,
      "azureMetadataUrl",
      new Text("an address without a path"),
      null,
      "With Auth_Flow=3: where the machine asks for its identity; http://169.254.169.254, as"
          + " everywhere in Azure, when absent."),
  REFRESH_TOKEN(
      Group.AUTHENTICATION,
      "refreshToken",
      new Hidden("a refresh token"),
      null,
      "Refresh token that somebody has obtained for clientId (AuthMech=11). With Auth_Flow=2 he is"
          + " asked when it is refused.",
      "Auth_RefreshToken",
      "OAuthRefreshToken"),
  OIDC_TOKEN_FILE(
      Group.AUTHENTICATION,
      "oidcTokenFile",
      new Text("the path of a file"),
      null,
      "Workload identity federation: file with a token (JWT) of another issuer, which is exchanged"
          + " for one of the workspace. It is read again for each.",
      "oidc_token_filepath"),
  OIDC_TOKEN_ENV(
      Group.AUTHENTICATION,
      "oidcTokenEnv",
      new Text("the name of an environment variable"),
      null,
      "As oidcTokenFile, for a token in an environment variable, such as DATABRICKS_OIDC_TOKEN.",
      "oidc_token_env"),
  FEDERATION_CLIENT_ID(
      Group.AUTHENTICATION,
      "federationClientId",
      new Text("the id of a service principal"),
      null,
      "Service principal that tokens of other issuers are exchanged for; clientId, or the user of"
          + " the token, when absent. When it is given, accessToken and tokenProvider are"
          + " exchanged, too.",
      "Identity_Federation_Client_Id"),
  TOKEN_FEDERATION(
      Group.AUTHENTICATION,
      "tokenFederation",
      new Flag(),
      null,
      "1 exchanges accessToken and the tokens of tokenProvider where another issuer than the"
          + " workspace has made them. When absent, if federationClientId is given.",
      "EnableTokenFederation"),

  SIGN_IN_WITH(
      Group.AUTHENTICATION,
      "signInWith",
      new Choice(List.of("auto", "browser", "address", "device")),
      "auto",
      "How a person signs in (AuthMech=11, Auth_Flow=2). browser opens one on this machine; where"
          + " it cannot, and with address, the address is in the log, in messages, and at the"
          + " application's SignInPrompt. device asks for a code to be entered in a browser"
          + " anywhere. auto takes the browser, and without one the code, where the identity"
          + " provider has it."),
  REDIRECT_PORT(
      Group.AUTHENTICATION,
      "redirectPort",
      new Ports(),
      "8020",
      "Port of this machine that the browser is sent back to, or several, of which the first free"
          + " one is taken. They have to be registered for the client as http://localhost:{port}. 0"
          + " takes any free one, for identity providers that allow it.",
      "OAuth2RedirectUrlPort",
      "oauth_redirect_port"),
  SIGN_IN_TIMEOUT(
      Group.AUTHENTICATION,
      "signInTimeout",
      new Time(Duration.ofHours(1)),
      "120",
      "Longest wait for a person to sign in, within loginTimeout; 0 sets no limit of its own.",
      "OAuthWebServerTimeout"),
  TOKEN_CACHE(
      Group.AUTHENTICATION,
      "tokenCache",
      new Flag(),
      "1",
      "0 keeps no refresh token on disk. Without tokenCachePassPhrase none is kept anyway.",
      "EnableTokenCache"),
  TOKEN_CACHE_PASSPHRASE(
      Group.AUTHENTICATION,
      "tokenCachePassPhrase",
      new Hidden("a passphrase"),
      null,
      "Passphrase that the refresh token of a person is encrypted with, in a file that its owner"
          + " alone may read. Without it nothing is written to disk."),
  TOKEN_CACHE_FOLDER(
      Group.AUTHENTICATION,
      "tokenCacheFolder",
      new Text("the path of a folder"),
      null,
      "Folder of that file; .lakewire in the home folder when absent. People who share an account"
          + " of the machine need one each."),

  TRUST_STORE(
      Group.NETWORK,
      "trustStore",
      new Text("the path of a PKCS12, JKS or PEM file"),
      null,
      "File with the certificates to trust instead of those of the JVM: PKCS12, JKS or PEM.",
      "SSLTrustStore",
      "_tls_trusted_ca_file"),
  TRUST_STORE_TYPE(
      Group.NETWORK,
      "trustStoreType",
      new Text("a type of key stores such as PKCS12, JKS, PEM, BCFKS or Windows-ROOT"),
      null,
      "Type of the trust store. When absent, JKS or PKCS12, it is found out from the file. A"
          + " type that is no file, such as Windows-ROOT or KeychainStore, needs no trustStore. OS"
          + " stands for what the operating system trusts: Windows-ROOT, the keychain of macOS, or"
          + " the distribution's PEM file.",
      "SSLTrustStoreType"),
  TRUST_STORE_PROVIDER(
      Group.NETWORK,
      "trustStoreProvider",
      new Text("the name of a security provider of the JVM, such as BCFIPS"),
      null,
      "Security provider that knows the type of the trust store; any, when absent.",
      "SSLTrustStoreProvider"),
  TRUST_STORE_PASSWORD(
      Group.NETWORK,
      "trustStorePassword",
      new Hidden("the password of the trust store"),
      null,
      "Password of the trust store; PEM files need none.",
      "SSLTrustStorePwd"),
  USE_SYSTEM_TRUST_STORE(
      Group.NETWORK,
      "useSystemTrustStore",
      new Flag(),
      null,
      "1 uses the JVM's trust settings (javax.net.ssl.trustStore, else its own authorities)."
          + " This is what happens anyway when there is no trustStore."),
  KEY_STORE(
      Group.NETWORK,
      "keyStore",
      new Text("the path of a PKCS12, JKS or PEM file"),
      null,
      "File with the certificate and the key that the workspace is shown when it asks for a client"
          + " certificate. Stores of result files are never shown it. When absent, the JVM's"
          + " javax.net.ssl.keyStore is used.",
      "SSLKeyStore"),
  KEY_STORE_TYPE(
      Group.NETWORK,
      "keyStoreType",
      new Text("a type of key stores such as PKCS12, JKS, PEM, BCFKS or Windows-MY"),
      null,
      "Type of the key store. When absent, JKS or PKCS12, it is found out from the file. A type"
          + " that is no file, such as Windows-MY or KeychainStore, needs no keyStore.",
      "SSLKeyStoreType"),
  KEY_STORE_PROVIDER(
      Group.NETWORK,
      "keyStoreProvider",
      new Text("the name of a security provider of the JVM, such as BCFIPS"),
      null,
      "Security provider that knows the type of the key store; any, when absent.",
      "SSLKeyStoreProvider"),
  KEY_STORE_PASSWORD(
      Group.NETWORK,
      "keyStorePassword",
      new Hidden("the password of the key store"),
      null,
      "Password of the key store and of the key in it.",
      "SSLKeyStorePwd"),
  CLIENT_CERTIFICATE(
      Group.NETWORK,
      "clientCertificate",
      new Text("the path of a PEM file"),
      null,
      "PEM file with the client certificate, and those of the authorities between it and one that"
          + " the server knows. In place of keyStore.",
      "_tls_client_cert_file"),
  CLIENT_KEY(
      Group.NETWORK,
      "clientKey",
      new Text("the path of a PEM file"),
      null,
      "PEM file (PKCS #8) with the key of clientCertificate; the same file when absent.",
      "_tls_client_cert_key_file"),
  CLIENT_KEY_PASSWORD(
      Group.NETWORK,
      "clientKeyPassword",
      new Hidden("the password of the key"),
      null,
      "Password of an encrypted key.",
      "_tls_client_cert_key_password"),
  CHECK_REVOCATION(
      Group.NETWORK,
      "checkCertRevocation",
      new Flag(),
      "0",
      "1 asks the authorities of the certificates (OCSP, CRL) whether they have been revoked."
          + " A certificate whose state cannot be found out is refused."),
  ACCEPT_UNDETERMINED_REVOCATION(
      Group.NETWORK,
      "acceptUndeterminedRevocation",
      new Flag(),
      "0",
      "With checkCertRevocation, 1 trusts certificates whose state cannot be found out."),
  USE_PROXY(
      Group.NETWORK,
      "useProxy",
      new Flag(),
      null,
      "0 connects directly, whatever proxyHost, the JVM and the environment say. 1 requires"
          + " proxyHost. When absent, a proxy is used if proxyHost is set."),
  USE_SYSTEM_PROXY(
      Group.NETWORK,
      "useSystemProxy",
      new Flag(),
      null,
      "0 ignores the proxies of the JVM and of the environment. 1 uses them unless proxyHost is"
          + " used, also with useProxy=0. When absent, they are used unless proxyHost or useProxy=0"
          + " is set."),
  PROXY_HOST(
      Group.NETWORK,
      "proxyHost",
      new Text("a host name"),
      null,
      "Host of the HTTP proxy. When absent, the JVM's https.proxyHost and http.nonProxyHosts"
          + " are used, and where there is no https.proxyHost, the environment variables"
          + " HTTPS_PROXY and NO_PROXY."),
  PROXY_PORT(Group.NETWORK, "proxyPort", new Whole(1, 65535), "8080", "Port of the proxy."),
  PROXY_AUTH(
      Group.NETWORK,
      "proxyAuth",
      new Choice(List.of("0", "1", "2")),
      null,
      "0 sends no credentials to the proxy, 1 those of proxyUser (Basic, or Digest where the proxy"
          + " wants that), 2 a Kerberos ticket (Negotiate): that of the user who runs the JVM, or"
          + " one for proxyUser and proxyPassword. When absent, 1 if proxyUser is set."),
  PROXY_USER(
      Group.NETWORK,
      "proxyUser",
      new Text("a user name"),
      null,
      "User for the proxy, also for one that the JVM or the environment names.",
      "ProxyUID"),
  PROXY_PASSWORD(
      Group.NETWORK,
      "proxyPassword",
      new Hidden("the password for the proxy"),
      null,
      "Password for the proxy.",
      "ProxyPwd"),
  PROXY_IGNORE(
      Group.NETWORK,
      "proxyIgnoreList",
      new Text("host names separated by commas, * as wild card"),
      null,
      "Hosts to reach without proxyHost and cfProxyHost, separated by commas; * stands for any"
          + " characters."),
  USE_FILE_PROXY(
      Group.NETWORK,
      "useCFProxy",
      new Flag(),
      null,
      "1 requires cfProxyHost, 0 ignores it. When absent, it is used if it is set."),
  FILE_PROXY_HOST(
      Group.NETWORK,
      "cfProxyHost",
      new Text("a host name"),
      null,
      "Host of the HTTP proxy for result files in cloud storage. When absent, they come the same"
          + " way as everything else."),
  FILE_PROXY_PORT(
      Group.NETWORK, "cfProxyPort", new Whole(1, 65535), "8080", "Port of the proxy for files."),
  FILE_PROXY_AUTH(
      Group.NETWORK,
      "cfProxyAuth",
      new Choice(List.of("0", "1", "2")),
      null,
      "As proxyAuth, for the proxy for files."),
  FILE_PROXY_USER(
      Group.NETWORK,
      "cfProxyUser",
      new Text("a user name"),
      null,
      "User for the proxy for files.",
      "CFProxyUID"),
  FILE_PROXY_PASSWORD(
      Group.NETWORK,
      "cfProxyPassword",
      new Hidden("the password for the proxy for files"),
      null,
      "Password for the proxy for files.",
      "CFProxyPwd"),
  NO_FILE_PROXY(
      Group.NETWORK,
      "disableProxyForCloudFetch",
      new Flag(),
      "0",
      "1 fetches result files without any proxy."),
  CONNECT_TIMEOUT(
      Group.NETWORK,
      "connectTimeout",
      new Time(Duration.ofHours(1)),
      "10",
      "Longest time to open one TCP or TLS connection; 0 sets no limit."),
  LOGIN_TIMEOUT(
      Group.NETWORK,
      "loginTimeout",
      new Time(Duration.ofDays(1)),
      "900",
      "Longest time to connect, the start of stopped compute included, and longest time of"
          + " each metadata call, COMMIT and ROLLBACK; 0 sets no limit."),
  SOCKET_TIMEOUT(
      Group.NETWORK,
      "socketTimeout",
      new Time(Duration.ofDays(1)),
      "900",
      "Read time-out: longest wait for the next bytes of a response; 0 sets no limit.",
      "_socket_timeout"),
  IDLE_EXPIRY(
      Group.NETWORK,
      "idleConnectionExpiry",
      new Time(Duration.ofHours(1)),
      "120",
      "Longest time that an HTTP connection is kept without a request; shorter where server or"
          + " proxy say so (Keep-Alive: timeout). 0 uses each connection once.",
      "IdleHttpConnectionExpiry"),
  LEAST_RATE(
      Group.NETWORK,
      "leastRate",
      new Bytes(0, 1 << 30),
      "1000",
      "Fewest bytes per second, over a minute, of a response or a file that has begun; a slower one"
          + " is ended as if nothing came. 0 sets no limit."),
  CLOSE_TIMEOUT(
      Group.NETWORK,
      "closeTimeout",
      new Time(Duration.ofMinutes(10)),
      "5",
      "Longest time that Connection.close waits for the server: for the end of statements that were"
          + " given up, and for the end of the session; 0 sets no limit."),
  RETRY_TIMEOUT(
      Group.NETWORK,
      "retryTimeout",
      new Time(Duration.ofHours(1)),
      "120",
      "Longest time from the first failure of a request to its last attempt, while the server"
          + " throttles, fails or cannot be reached; 0 never retries.",
      "RateLimitRetryTimeout",
      "ApiRetryTimeout",
      "_retry_stop_after_attempts_duration"),
  RETRY_WRITES(
      Group.NETWORK,
      "retryWrites",
      new Choice(List.of("refused", "never")),
      "refused",
      "Whether a statement that may write is sent again after HTTP 429, and after 503 that says"
          + " when to retry: refused, since these say that nothing was executed, or never, where a"
          + " gateway says so of statements that it has passed on. What could not be sent is sent"
          + " later in both cases."),
  MAX_MESSAGE_SIZE(
      Group.NETWORK,
      "maxMessageSize",
      new Bytes(1 << 20, Integer.MAX_VALUE - 64),
      "256M",
      "Largest response of the server that is read into memory; a larger one fails with"
          + " 53400. Unless set, also at most half the heap, beyond which it is 53200."),

  ARROW(
      Group.RESULTS,
      "arrow",
      new Flag(),
      "1",
      "0 asks for results in the older columnar form instead of Arrow.",
      "EnableArrow"),
  LZ4(
      Group.RESULTS,
      "lz4",
      new Flag(),
      "1",
      "0 asks for uncompressed results.",
      "EnableQueryResultLZ4Compression",
      "QueryResultCompressionType"),
  CLOUD_FETCH(
      Group.RESULTS,
      "cloudFetch",
      new Flag(),
      "1",
      "0 keeps large results on the connection instead of files in cloud storage.",
      "EnableQueryResultDownload",
      "use_cloud_fetch"),
  COMPLEX_TYPES(
      Group.RESULTS,
      "complexTypes",
      new Flag(),
      "1",
      "0 describes ARRAY, STRUCT and MAP as text, for tools that cannot take java.sql.Array and"
          + " Struct: getColumnType and getColumns say VARCHAR, and getObject gives JSON.",
      "EnableComplexDatatypeSupport",
      "_use_arrow_native_complex_types"),
  DOWNLOAD_THREADS(
      Group.RESULTS,
      "downloadThreads",
      new Whole(1, 64),
      "4",
      "Result files downloaded at the same time, per result set.",
      "cloudFetchThreadPoolSize",
      "MaxResultFileDownloadThreads",
      "max_download_threads"),
  MEMORY(
      Group.RESULTS,
      "resultMemory",
      new Bytes(1 << 20, 1L << 40),
      "96M",
      "Bytes that each open result may hold: pages and files that have been received or are being"
          + " received, and the memory that they are decoded into. Unless set, also at most a sixth"
          + " of the heap. A single file, page or batch that is larger is read alone, as far as the"
          + " heap has room; a value in it needs up to three times its size. Values that were"
          + " handed out do not count, nor do Arrow vectors, which are native memory. A connection"
          + " keeps as much once more for its next result, for five seconds."),
  KEEP_ALIVE(
      Group.RESULTS,
      "keepAliveInterval",
      new Time(Duration.ofHours(1)),
      "60",
      "Time between the requests that keep a result open on the server while it is read slowly; 0"
          + " sends none. An open result that is not read to its end keeps a SQL warehouse from"
          + " stopping (auto stop), which costs money: close results.",
      "HeartbeatIntervalSeconds",
      "FetchHeartbeatInterval"),
  KEEP_ALIVE_LIMIT(
      Group.RESULTS,
      "keepAliveLimit",
      new Time(Duration.ofDays(7)),
      "3600",
      "Time without a call of next() after which a result is no longer kept open, with a"
          + " warning. The server may then drop it, and its warehouse may stop. The next call of"
          + " next() keeps it open again, if it is still there. 0 keeps it open for ever."),
  MAX_ROWS_PER_PAGE(
      Group.RESULTS,
      "maxRowsPerPage",
      new Whole(1, Integer.MAX_VALUE),
      "500000",
      "Rows asked for in one page that comes over the connection; the server may send fewer.",
      "RowsFetchedPerBlock"),
  MAX_BYTES_PER_PAGE(
      Group.RESULTS,
      "maxBytesPerPage",
      new Bytes(1 << 10, Integer.MAX_VALUE),
      "10M",
      "Bytes asked for in one page that comes over the connection.",
      "MaxBytesPerFetchRequest"),

  BATCH_INSERT_SIZE(
      Group.STATEMENTS,
      "batchInsertSize",
      new Whole(1, 100_000),
      "2000",
      "Most rows of one statement that a batch of a prepared INSERT ... VALUES (?, ...) is"
          + " turned into, within a million characters of text; 1 executes each entry by itself."),
  NATIVE_BATCHES(
      Group.STATEMENTS,
      "nativeBatches",
      new Flag(),
      "0",
      "1 sends a batch of a prepared INSERT ... VALUES (?, ...) as one request, with its values"
          + " beside the text, where the server speaks protocol V10 and all values can be sent so:"
          + " all entries are written or none. Other batches (those with more than 16 million"
          + " characters too, with a warning), and other servers, are as without it."
          + " Off by default, because no real server with V10 has been met yet.",
      "EnableNativeBatching"),
  TRANSACTIONS(
      Group.STATEMENTS,
      "transactions",
      new Flag(),
      "0",
      "1 makes setAutoCommit, commit and rollback those of the server (transactions.md). By default"
          + " each statement commits by itself, and they end no more than what a statement such as"
          + " BEGIN TRANSACTION has begun."),
  IGNORE_TRANSACTIONS(
      Group.STATEMENTS,
      "IgnoreTransactions",
      new Flag(),
      null,
      "The official driver's opposite of transactions, which comes first where both are given.",
      "ignore_transactions"),

  ALLOWED_LOCAL_PATHS(
      Group.STATEMENTS,
      "allowedLocalPaths",
      new Text("absolute paths of folders, separated by commas"),
      null,
      "Local folders, with all below them, that PUT and GET of volume files may read from and write"
          + " to; absolute, separated by commas. None when absent: such statements are refused"
          + " then, but VolumeFiles and REMOVE work.",
      "VolumeOperationAllowedLocalPaths",
      "StagingAllowedLocalPaths",
      "staging_allowed_local_path"),
  METADATA_CACHE(
      Group.METADATA,
      "metadataCache",
      new Time(Duration.ofHours(1)),
      "10",
      "How long a connection keeps what it has read of whole schemas. It reads a schema as a whole"
          + " when an application asks for the columns or keys of a second of its tables within"
          + " this time, and answers for the others without a request. It forgets them at any"
          + " statement of its own that is not plainly a query or a change of rows, and when"
          + " catalog, schema or the user of a pooled connection change; what other connections"
          + " change may be seen that much later. 0 asks the server each time."),

  ANSI_MODE(Group.SESSION, "ansi_mode", "Whether arithmetic and casts follow ANSI SQL."),
  ENABLE_PHOTON(Group.SESSION, "enable_photon", "Whether the Photon engine is used."),
  LEGACY_TIME_PARSER_POLICY(
      Group.SESSION, "legacy_time_parser_policy", "EXCEPTION, CORRECTED or LEGACY."),
  MAX_FILE_PARTITION_BYTES(
      Group.SESSION, "max_file_partition_bytes", "Bytes packed into one partition of a scan."),
  QUERY_TAGS(
      Group.SESSION,
      "query_tags",
      new Text("at most 20 tags such as team:sales,report:weekly"),
      null,
      "Tags of the session's statements in the query history. In values, of at most 128 characters,"
          + " a backslash stands before a comma, a colon and a backslash.",
      "queryTags"),
  READ_ONLY_EXTERNAL_METASTORE(
      Group.SESSION,
      "read_only_external_metastore",
      "Whether the external metastore is read only."),
  STATEMENT_TIMEOUT(
      Group.SESSION, "statement_timeout", "Seconds after which the server ends a statement."),
  TIMEZONE(
      Group.SESSION,
      "timezone",
      "Time zone of the session, such as Europe/Rome; that of the JVM when absent. The word server"
          + " keeps the server's own."),
  USE_CACHED_RESULT(
      Group.SESSION, "use_cached_result", "Whether results may come from the result cache.");

  /** A spelling of {@link #PASSWORD}, and the only {@link #USER} that means something. */
  static final String TOKEN = "token";

  /** As value of {@link #TIMEZONE}: the session keeps the zone that the server gives it. */
  static final String ZONE_OF_SERVER = "server";

  /** Prefixes of further session settings by any name. */
  static final List<String> SESSION_PREFIXES = List.of("ssp_", "session.");

  /** Session settings as a list, the spelling of the Python driver. */
  static final String SESSION_CONFIGURATION = "session_configuration";

  /** Prefix of Spark settings, which are sent with their whole name. */
  static final String SPARK_PREFIX = "spark.";

  /** Prefix of further HTTP headers. */
  static final String HEADER_PREFIX = "http.header.";

  private static final Map<String, ConnectionProperty> BY_NAME = byName();

  /** The parts of the page of properties. */
  public enum Group {
    ENDPOINT("Where to connect"),
    AUTHENTICATION("Credentials"),
    NETWORK("Network"),
    RESULTS("Results"),
    STATEMENTS("Statements"),
    METADATA("Metadata"),
    SESSION("Session settings");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  private final Group group;
  private final String propertyName;
  private final PropertyType kind;
  private final @Nullable String defaultValue;
  private final String description;
  private final List<String> aliases;

  ConnectionProperty(Group group, String name, String description) {
    this(group, name, new Text("a value that the server understands"), null, description);
  }

  ConnectionProperty(
      Group group,
      String name,
      PropertyType kind,
      @Nullable String defaultValue,
      String description,
      String... aliases) {
    this.group = group;
    this.propertyName = name;
    this.kind = kind;
    this.defaultValue = defaultValue;
    this.description = description;
    this.aliases = List.of(aliases);
  }

  private static Map<String, ConnectionProperty> byName() {
    Map<String, ConnectionProperty> map = new TreeMap<>();
    for (ConnectionProperty property : values()) {
      for (String name : property.names()) {
        map.put(name.toLowerCase(Locale.ROOT), property);
      }
    }
    return Collections.unmodifiableMap(map);
  }

  /** Finds a property by any of its spellings, in any case; null when there is none. */
  static @Nullable ConnectionProperty find(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }

  /** Returns the spelling that documents and messages use. */
  public String propertyName() {
    return propertyName;
  }

  /** Returns the other spellings. */
  public List<String> aliases() {
    return aliases;
  }

  /** Returns the spelling of the official driver: the first of the others, else the documented. */
  public String officialName() {
    return aliases.isEmpty() ? propertyName : aliases.get(0);
  }

  /** Returns all spellings, the documented one first. */
  public List<String> names() {
    List<String> all = new ArrayList<>();
    all.add(propertyName);
    all.addAll(aliases);
    return List.copyOf(all);
  }

  public Group group() {
    return group;
  }

  PropertyType kind() {
    return kind;
  }

  /** Returns the text that stands for an absent property, or null. */
  public @Nullable String defaultValue() {
    return defaultValue;
  }

  public String description() {
    return description;
  }

  /** Returns the values to choose from, empty when there is no such list. */
  public List<String> choices() {
    return kind.choices();
  }

  /** Returns the shape of a good value. */
  public String format() {
    return kind.describe();
  }

  /** Whether it is what a connection signs in with. */
  boolean credential() {
    return switch (this) {
      case PASSWORD,
          ACCESS_TOKEN,
          TOKEN_PROVIDER,
          CLIENT_ID,
          CLIENT_SECRET,
          REFRESH_TOKEN,
          JWT_KEY_FILE,
          OIDC_TOKEN_FILE,
          OIDC_TOKEN_ENV ->
          true;
      default -> false;
    };
  }

  /** Whether a connection needs it. */
  public boolean required() {
    return this == HOST || this == HTTP_PATH || this == PASSWORD;
  }

  /** Whether its value must never be shown. */
  public boolean secret() {
    return kind instanceof Hidden;
  }
}
