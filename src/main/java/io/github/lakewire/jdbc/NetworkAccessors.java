package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import org.jspecify.annotations.Nullable;

/**
 * How the connections of a data source reach the server. Written by a test from the table of
 * connection properties; the defaults, ranges and other spellings are in the document {@code
 * src/docs/options.md}.
 *
 * @since 0.1.0
 */
abstract class NetworkAccessors extends EndpointAccessors {
  private static final long serialVersionUID = 1L;

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
   * KeychainStore, needs no trustStore.
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
   * Sets the connection property {@code useProxy}. 0 connects directly, whatever proxyHost and the
   * JVM's settings say. 1 requires proxyHost. When absent, a proxy is used if proxyHost is set.
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
   * Sets the connection property {@code useSystemProxy}. 0 ignores the JVM's proxy settings. 1 uses
   * them unless proxyHost is used, also with useProxy=0. When absent, they are used unless
   * proxyHost or useProxy=0 is set.
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
   * https.proxyHost and http.nonProxyHosts are used.
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
   * proxyUser (basic authentication). When absent, 1 if proxyUser is set.
   *
   * @param proxyAuth one of 0, 1; null removes the setting
   */
  public void setProxyAuth(@Nullable String proxyAuth) {
    setText(ConnectionProperty.PROXY_AUTH, proxyAuth);
  }

  /** Returns the connection property {@code proxyUser}: as set here, else in the URL, else null. */
  public @Nullable String getProxyUser() {
    return text(ConnectionProperty.PROXY_USER);
  }

  /**
   * Sets the connection property {@code proxyUser}. User for basic authentication at the proxy.
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
   * Sets the connection property {@code proxyPassword}. Password for basic authentication at the
   * proxy.
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
   * Sets the connection property {@code proxyIgnoreList}. Hosts to reach without the proxy,
   * separated by commas; * stands for any characters.
   *
   * @param proxyIgnoreList host names separated by commas, * as wild card; null removes the setting
   */
  public void setProxyIgnoreList(@Nullable String proxyIgnoreList) {
    setText(ConnectionProperty.PROXY_IGNORE, proxyIgnoreList);
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
   * Returns the connection property {@code retryTimeout} in seconds, rounded up: as set here, else
   * in the URL, else {@code 120}.
   */
  public int getRetryTimeout() {
    return number(ConnectionProperty.RETRY_TIMEOUT);
  }

  /**
   * Sets the connection property {@code retryTimeout}. Longest time spent in pauses between the
   * attempts of one request, when the server throttles or is overloaded; 0 never retries.
   *
   * @param retryTimeout seconds, from 0 to 3600 seconds; {@code 120} when it was not set
   */
  public void setRetryTimeout(int retryTimeout) {
    setNumber(ConnectionProperty.RETRY_TIMEOUT, retryTimeout);
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
   * read into memory; a larger one fails with 53400.
   *
   * @param maxMessageSize a number of bytes such as 1048576, 512k or 64M, from 1048576 to
   *     2147483583; {@code 256M} when it was not set
   */
  public void setMaxMessageSize(@Nullable String maxMessageSize) {
    setText(ConnectionProperty.MAX_MESSAGE_SIZE, maxMessageSize);
  }
}
