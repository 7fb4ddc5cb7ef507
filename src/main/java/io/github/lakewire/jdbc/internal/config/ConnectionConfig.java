package io.github.lakewire.jdbc.internal.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the user asked for, read once from URL and Properties, typed and immutable.
 *
 * @param signIn where the tokens come from
 * @param batchInsertSize rows of one INSERT that is made of a batch; 1 makes none
 * @param nativeBatches whether a batch of an INSERT may go as one request
 * @param metadataCache how long what was read of whole schemas is kept; zero keeps nothing
 * @param transactions whether auto-commit, commit and rollback are the server's
 * @param userAgentEntry product name of the application, appended to the User-Agent
 * @param proxies how workspace and result files are reached
 * @param localFolders that statements may read files from and write them to
 * @param warnings what was ignored, in sentences for the user; never a secret
 */
public record ConnectionConfig(
    Endpoint endpoint,
    SignIn signIn,
    Tls tls,
    SessionDefaults session,
    Fetch fetch,
    Limits limits,
    int batchInsertSize,
    boolean nativeBatches,
    Duration metadataCache,
    boolean transactions,
    @Nullable String userAgentEntry,
    ProxyRule.Pair proxies,
    List<Path> localFolders,
    List<String> warnings) {

  /**
   * Where the server is.
   *
   * @param httpPath begins with a slash, query string included
   * @param tls false only for servers on this machine and other servers reached in plain text
   * @param headers further headers of every request, as {@code http.header.Name} gave them
   */
  public record Endpoint(
      String host, int port, boolean tls, String httpPath, Map<String, String> headers) {
    /** Whether the host is a loopback address, or the name of one: nothing that is looked up. */
    public boolean isLocalByName() {
      return LiteralAddress.isLoopback(host);
    }

    /** Headers may be credentials of a gateway: only their names are shown. */
    @Override
    public String toString() {
      return host + ":" + port + httpPath + (tls ? "" : " (plain)") + " headers" + headers.keySet();
    }
  }

  /**
   * How the server's certificate is checked, and which one it is shown.
   *
   * @param trustStore a key store file (PKCS12 or JKS) or PEM file to trust instead of the JVM's
   * @param trustStoreType null when the file tells by itself; needs no file when the type has none
   * @param trustStoreProvider null is any that knows the type
   * @param client what the workspace is shown when it asks; null leaves that to the JVM
   */
  public record Tls(
      @Nullable Path trustStore,
      @Nullable Secret trustStorePassword,
      @Nullable String trustStoreType,
      @Nullable String trustStoreProvider,
      Revocation revocation,
      @Nullable ClientKey client) {

    /** The same for a party that is not shown the client's certificate. */
    public Tls withoutClient() {
      return new Tls(
          trustStore, trustStorePassword, trustStoreType, trustStoreProvider, revocation, null);
    }

    /** Whether the certificates' authorities are asked if they have been revoked. */
    public enum Revocation {
      UNCHECKED,
      /** A certificate whose state cannot be found out is trusted. */
      WHERE_KNOWN,
      /** A certificate whose state cannot be found out is refused. */
      REQUIRED
    }
  }

  /**
   * What a session starts with.
   *
   * @param settings session settings by name, sent with OpenSession
   * @param inZoneOfJvm whether the session's time zone is that of the JVM; otherwise a setting
   *     names it, or the server chooses
   */
  public record SessionDefaults(
      @Nullable String catalog,
      @Nullable String schema,
      Map<String, String> settings,
      boolean inZoneOfJvm) {

    /** The same in another place. */
    public SessionDefaults in(@Nullable String otherCatalog, @Nullable String otherSchema) {
      return new SessionDefaults(otherCatalog, otherSchema, settings, inZoneOfJvm);
    }
  }

  /**
   * How results are fetched.
   *
   * @param arrow false asks for columnar sets
   * @param complexTypes false describes nested types as text
   * @param maxRowsPerPage wish for the rows of one inline page
   * @param maxBytesPerPage wish for the bytes of one inline page
   * @param downloadThreads parallel CloudFetch downloads per result set
   * @param memory bytes that one result set may hold
   * @param keepAlive between questions after a result that is read slowly; zero never asks
   * @param keepAliveLimit time without a row being asked for, after which the polls end; zero is no
   *     limit
   */
  public record Fetch(
      boolean arrow,
      boolean lz4,
      boolean cloudFetch,
      boolean complexTypes,
      long maxRowsPerPage,
      long maxBytesPerPage,
      int downloadThreads,
      long memory,
      Duration keepAlive,
      Duration keepAliveLimit) {}

  /**
   * Bounds of time and size.
   *
   * @param connect to open a TCP or TLS connection
   * @param login the whole of getConnection, waiting for compute that starts included
   * @param socket without a byte from the server
   * @param leastBytesPerSecond of a response that has begun; zero is no limit
   * @param close what the end of a connection waits for the server
   * @param retry from the first failure of a request to its last attempt
   * @param writesRepeated whether a statement that may write is sent again once it was refused
   * @param maxMessageBytes largest response that is read
   * @param idle without a request, after which an HTTP connection is not used again
   */
  public record Limits(
      Duration connect,
      Duration login,
      Duration socket,
      long leastBytesPerSecond,
      Duration close,
      Duration retry,
      boolean writesRepeated,
      long maxMessageBytes,
      Duration idle) {}
}
