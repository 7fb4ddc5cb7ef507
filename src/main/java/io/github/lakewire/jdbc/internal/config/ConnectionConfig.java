package io.github.lakewire.jdbc.internal.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the user asked for, read once from URL and Properties, typed and immutable.
 *
 * @param userAgentEntry product name of the application, appended to the User-Agent
 */
public record ConnectionConfig(
    Endpoint endpoint,
    Secret token,
    Tls tls,
    SessionDefaults session,
    Fetch fetch,
    Limits limits,
    @Nullable String userAgentEntry) {

  /**
   * Where the server is.
   *
   * @param httpPath begins with a slash, query string included
   * @param tls false only for servers on this machine and other servers reached in plain text
   * @param headers further headers of every request, as {@code http.header.Name} gave them
   */
  public record Endpoint(
      String host, int port, boolean tls, String httpPath, Map<String, String> headers) {}

  /**
   * How the server's certificate is checked.
   *
   * @param trustStore a key store file (PKCS12 or JKS) or PEM file to trust instead of the JVM's
   */
  public record Tls(@Nullable Path trustStore, @Nullable Secret trustStorePassword) {}

  /**
   * What a session starts with.
   *
   * @param settings session settings by name, sent with OpenSession
   */
  public record SessionDefaults(
      @Nullable String catalog, @Nullable String schema, Map<String, String> settings) {}

  /**
   * How results are fetched.
   *
   * @param arrow false asks for columnar sets
   * @param maxRowsPerPage wish for the rows of one inline page
   * @param maxBytesPerPage wish for the bytes of one inline page
   * @param downloadThreads parallel CloudFetch downloads per result set
   * @param memory bytes that one result set may hold
   */
  public record Fetch(
      boolean arrow,
      boolean lz4,
      boolean cloudFetch,
      long maxRowsPerPage,
      long maxBytesPerPage,
      int downloadThreads,
      long memory) {}

  /**
   * Bounds of time and size.
   *
   * @param connect to open a TCP or TLS connection
   * @param login the whole of getConnection, waiting for compute that starts included
   * @param socket without a byte from the server
   * @param retry sum of the waits between retries of one request
   * @param maxMessageBytes largest answer that is read
   */
  public record Limits(
      Duration connect, Duration login, Duration socket, Duration retry, long maxMessageBytes) {}
}
