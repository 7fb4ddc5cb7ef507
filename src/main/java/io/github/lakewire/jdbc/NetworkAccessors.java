package io.github.lakewire.jdbc;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import org.jspecify.annotations.Nullable;

/**
 * How the connections of a data source reach the server. Written from the table of options by a
 * test.
 */
abstract class NetworkAccessors extends EndpointAccessors {
  private static final long serialVersionUID = 1L;

  /** Returns the option {@code trustStore}: as set here, else in the URL, else null. */
  public @Nullable String getTrustStore() {
    return text(ConnectionProperty.TRUST_STORE);
  }

  /**
   * Sets the option {@code trustStore}: File with the certificates to trust instead of those of the
   * JVM: PKCS12, JKS or PEM.
   *
   * <p>The path of a PKCS12, JKS or PEM file; null takes it back.
   */
  public void setTrustStore(@Nullable String trustStore) {
    setText(ConnectionProperty.TRUST_STORE, trustStore);
  }

  /** Returns the option {@code trustStoreType}: as set here, else in the URL, else null. */
  public @Nullable String getTrustStoreType() {
    return text(ConnectionProperty.TRUST_STORE_TYPE);
  }

  /**
   * Sets the option {@code trustStoreType}: Type of the trust store. When absent, or JKS or PKCS12,
   * the file tells by itself; a type that is no file, such as Windows-ROOT or KeychainStore, needs
   * no trustStore.
   *
   * <p>A type of key stores such as PKCS12, JKS, PEM, BCFKS or Windows-ROOT; null takes it back.
   */
  public void setTrustStoreType(@Nullable String trustStoreType) {
    setText(ConnectionProperty.TRUST_STORE_TYPE, trustStoreType);
  }

  /** Returns the option {@code trustStoreProvider}: as set here, else in the URL, else null. */
  public @Nullable String getTrustStoreProvider() {
    return text(ConnectionProperty.TRUST_STORE_PROVIDER);
  }

  /**
   * Sets the option {@code trustStoreProvider}: Security provider that knows the type of the trust
   * store; any, when absent.
   *
   * <p>The name of a security provider of the JVM, such as BCFIPS; null takes it back.
   */
  public void setTrustStoreProvider(@Nullable String trustStoreProvider) {
    setText(ConnectionProperty.TRUST_STORE_PROVIDER, trustStoreProvider);
  }

  /** Returns the option {@code trustStorePassword}: as set here, else in the URL, else null. */
  public @Nullable String getTrustStorePassword() {
    return text(ConnectionProperty.TRUST_STORE_PASSWORD);
  }

  /**
   * Sets the option {@code trustStorePassword}: Password of the trust store; PEM files need none.
   *
   * <p>The password of the trust store; null takes it back.
   */
  public void setTrustStorePassword(@Nullable String trustStorePassword) {
    setText(ConnectionProperty.TRUST_STORE_PASSWORD, trustStorePassword);
  }

  /** Returns the option {@code useSystemTrustStore}: as set here, else in the URL, else null. */
  public @Nullable String getUseSystemTrustStore() {
    return text(ConnectionProperty.USE_SYSTEM_TRUST_STORE);
  }

  /**
   * Sets the option {@code useSystemTrustStore}: 1 is what happens without a trustStore: the JVM's
   * settings (javax.net.ssl.trustStore, else its own authorities) decide.
   *
   * <p>1 or 0; null takes it back.
   */
  public void setUseSystemTrustStore(@Nullable String useSystemTrustStore) {
    setText(ConnectionProperty.USE_SYSTEM_TRUST_STORE, useSystemTrustStore);
  }

  /**
   * Returns the option {@code checkCertRevocation}: as set here, else in the URL, else {@code 0}.
   */
  public boolean isCheckCertRevocation() {
    return flag(ConnectionProperty.CHECK_REVOCATION);
  }

  /**
   * Sets the option {@code checkCertRevocation}: 1 asks the certificates' authorities (OCSP, CRL)
   * whether they have been revoked, and refuses those of which nobody says.
   *
   * <p>1 or 0; {@code 0} unless set.
   */
  public void setCheckCertRevocation(boolean checkCertRevocation) {
    setFlag(ConnectionProperty.CHECK_REVOCATION, checkCertRevocation);
  }

  /**
   * Returns the option {@code acceptUndeterminedRevocation}: as set here, else in the URL, else
   * {@code 0}.
   */
  public boolean isAcceptUndeterminedRevocation() {
    return flag(ConnectionProperty.ACCEPT_UNDETERMINED_REVOCATION);
  }

  /**
   * Sets the option {@code acceptUndeterminedRevocation}: With checkCertRevocation, 1 trusts
   * certificates of which no authority says whether they have been revoked.
   *
   * <p>1 or 0; {@code 0} unless set.
   */
  public void setAcceptUndeterminedRevocation(boolean acceptUndeterminedRevocation) {
    setFlag(ConnectionProperty.ACCEPT_UNDETERMINED_REVOCATION, acceptUndeterminedRevocation);
  }

  /** Returns the option {@code useProxy}: as set here, else in the URL, else null. */
  public @Nullable String getUseProxy() {
    return text(ConnectionProperty.USE_PROXY);
  }

  /**
   * Sets the option {@code useProxy}: 0 connects directly, whatever proxyHost and the JVM say; 1
   * demands a proxyHost. When absent, proxyHost decides.
   *
   * <p>1 or 0; null takes it back.
   */
  public void setUseProxy(@Nullable String useProxy) {
    setText(ConnectionProperty.USE_PROXY, useProxy);
  }

  /** Returns the option {@code useSystemProxy}: as set here, else in the URL, else null. */
  public @Nullable String getUseSystemProxy() {
    return text(ConnectionProperty.USE_SYSTEM_PROXY);
  }

  /**
   * Sets the option {@code useSystemProxy}: 0 leaves the JVM's proxy settings out; 1 uses them
   * unless proxyHost holds, with useProxy=0, too. When absent, they hold where no other proxy
   * option does.
   *
   * <p>1 or 0; null takes it back.
   */
  public void setUseSystemProxy(@Nullable String useSystemProxy) {
    setText(ConnectionProperty.USE_SYSTEM_PROXY, useSystemProxy);
  }

  /** Returns the option {@code proxyHost}: as set here, else in the URL, else null. */
  public @Nullable String getProxyHost() {
    return text(ConnectionProperty.PROXY_HOST);
  }

  /**
   * Sets the option {@code proxyHost}: HTTP proxy; when absent, https.proxyHost and
   * http.nonProxyHosts of the JVM decide.
   *
   * <p>A host name; null takes it back.
   */
  public void setProxyHost(@Nullable String proxyHost) {
    setText(ConnectionProperty.PROXY_HOST, proxyHost);
  }

  /** Returns the option {@code proxyPort}: as set here, else in the URL, else {@code 8080}. */
  public int getProxyPort() {
    return number(ConnectionProperty.PROXY_PORT);
  }

  /**
   * Sets the option {@code proxyPort}: Port of the proxy.
   *
   * <p>A whole number from 1 to 65535; {@code 8080} unless set.
   */
  public void setProxyPort(int proxyPort) {
    setNumber(ConnectionProperty.PROXY_PORT, proxyPort);
  }

  /** Returns the option {@code proxyAuth}: as set here, else in the URL, else null. */
  public @Nullable String getProxyAuth() {
    return text(ConnectionProperty.PROXY_AUTH);
  }

  /**
   * Sets the option {@code proxyAuth}: 0 sends no credentials to the proxy, 1 those of proxyUser
   * (basic authentication). When absent, 1 where there is a proxyUser.
   *
   * <p>One of 0, 1; null takes it back.
   */
  public void setProxyAuth(@Nullable String proxyAuth) {
    setText(ConnectionProperty.PROXY_AUTH, proxyAuth);
  }

  /** Returns the option {@code proxyUser}: as set here, else in the URL, else null. */
  public @Nullable String getProxyUser() {
    return text(ConnectionProperty.PROXY_USER);
  }

  /**
   * Sets the option {@code proxyUser}: User for basic authentication at the proxy.
   *
   * <p>A user name; null takes it back.
   */
  public void setProxyUser(@Nullable String proxyUser) {
    setText(ConnectionProperty.PROXY_USER, proxyUser);
  }

  /** Returns the option {@code proxyPassword}: as set here, else in the URL, else null. */
  public @Nullable String getProxyPassword() {
    return text(ConnectionProperty.PROXY_PASSWORD);
  }

  /**
   * Sets the option {@code proxyPassword}: Password for basic authentication at the proxy.
   *
   * <p>The password for the proxy; null takes it back.
   */
  public void setProxyPassword(@Nullable String proxyPassword) {
    setText(ConnectionProperty.PROXY_PASSWORD, proxyPassword);
  }

  /** Returns the option {@code proxyIgnoreList}: as set here, else in the URL, else null. */
  public @Nullable String getProxyIgnoreList() {
    return text(ConnectionProperty.PROXY_IGNORE);
  }

  /**
   * Sets the option {@code proxyIgnoreList}: Hosts to reach without the proxy, separated by commas;
   * * stands for any characters.
   *
   * <p>Host names separated by commas, * as wild card; null takes it back.
   */
  public void setProxyIgnoreList(@Nullable String proxyIgnoreList) {
    setText(ConnectionProperty.PROXY_IGNORE, proxyIgnoreList);
  }

  /**
   * Returns the option {@code connectTimeout} in seconds, rounded up: as set here, else in the URL,
   * else {@code 10}.
   */
  public int getConnectTimeout() {
    return number(ConnectionProperty.CONNECT_TIMEOUT);
  }

  /**
   * Sets the option {@code connectTimeout}: Longest time to open one TCP or TLS connection; 0 is no
   * limit of its own.
   *
   * <p>In seconds, at most 3600; {@code 10} unless set.
   */
  public void setConnectTimeout(int connectTimeout) {
    setNumber(ConnectionProperty.CONNECT_TIMEOUT, connectTimeout);
  }

  /**
   * Returns the option {@code socketTimeout} in seconds, rounded up: as set here, else in the URL,
   * else {@code 900}.
   */
  public int getSocketTimeout() {
    return number(ConnectionProperty.SOCKET_TIMEOUT);
  }

  /**
   * Sets the option {@code socketTimeout}: Longest silence of the server in one exchange; 0 is no
   * limit.
   *
   * <p>In seconds, at most 86400; {@code 900} unless set.
   */
  public void setSocketTimeout(int socketTimeout) {
    setNumber(ConnectionProperty.SOCKET_TIMEOUT, socketTimeout);
  }

  /**
   * Returns the option {@code retryTimeout} in seconds, rounded up: as set here, else in the URL,
   * else {@code 120}.
   */
  public int getRetryTimeout() {
    return number(ConnectionProperty.RETRY_TIMEOUT);
  }

  /**
   * Sets the option {@code retryTimeout}: Sum of the waits between the retries of one request that
   * is throttled or meets an overloaded server; 0 never retries.
   *
   * <p>In seconds, at most 3600; {@code 120} unless set.
   */
  public void setRetryTimeout(int retryTimeout) {
    setNumber(ConnectionProperty.RETRY_TIMEOUT, retryTimeout);
  }

  /** Returns the option {@code maxMessageSize}: as set here, else in the URL, else {@code 256M}. */
  public @Nullable String getMaxMessageSize() {
    return text(ConnectionProperty.MAX_MESSAGE_SIZE);
  }

  /**
   * Sets the option {@code maxMessageSize}: Largest answer of the server that is read into memory.
   *
   * <p>A number of bytes such as 1048576, 512k or 64M, from 1048576 to 2147483583; {@code 256M}
   * unless set.
   */
  public void setMaxMessageSize(@Nullable String maxMessageSize) {
    setText(ConnectionProperty.MAX_MESSAGE_SIZE, maxMessageSize);
  }
}
