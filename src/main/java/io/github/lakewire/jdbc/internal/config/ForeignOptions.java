package io.github.lakewire.jdbc.internal.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Options of other Databricks drivers that are in the URLs people paste, and have no row in {@link
 * Option}. Most need no effect here and are accepted quietly; the others give a hint.
 */
final class ForeignOptions {
  /** Names whose absence changes nothing that a user would miss. */
  private static final String QUIET =
      """
      transportMode ThriftTransport UseThriftClient enableMultipleCatalogSupport UseNativeQuery
      EnableNativeParameterizedQuery FastConnection LogLevel LogPath LogFileSize LogFileCount
      EnableTelemetry ForceEnableTelemetry TelemetryLogLevel TelemetryBatchSize
      TelemetryFlushInterval TelemetrySocketTimeout TelemetryCircuitBreakerEnabled
      EnableRequestTracing EnableComplexDatatypeSupport EnableGeoSpatialSupport
      EnableTimestampNtzTypeName EnableDirectResults EnableSQLExecDirectResults
      EnableSQLExecHybridResults EnableSeaSyncMetadata EnableSeaResponseCompression UseBoundedSeaApi
      EnableThriftNativeMetadata EnableInlineStreaming ThriftMaxBatchesInMemory LinkPrefetchWindow
      EnableStreamingChunkProvider ChunkReadyTimeoutSeconds CloudFetchSpeedThreshold
      AsyncExecPollInterval HttpConnectionPoolSize HttpMaxConnectionsPerRoute
      HttpConnectionRequestTimeout IdleHttpConnectionExpiry EnableHeartbeat HeartbeatIntervalSeconds
      EnableFetchHeartbeat FetchHeartbeatInterval MetadataOperationTimeout
      TreatMetadataCatalogNameAsPattern EnableShowCommandForGetFunctions EnableMetricViewMetadata
      IgnoreTransactions FetchAutoCommitFromServer EnableSQLValidationForIsValid EnableTokenCache
      EnableTokenFederation EnableOIDCDiscovery DisableOauthRefreshToken SSLTrustStoreType
      SSLTrustStoreProvider UseSystemTrustStore CheckCertRevocation AcceptUndeterminedRevocation
      UseSystemProxy UseProxy ProxyAuth MaxConsecutiveResultFileDownloadRetries
      ResultFileDownloadTimeout ResultFileRetriableHttpCode MinimumFileDownloadSpeed
      CatalogSchemaSwitch StripCatalogName EnablePKFK AsyncExecPkFk OptimizedInsert
      GetTablesWithQuery GetColumnsWithQuery GetSchemasWithQuery CTEReturnsQueryResultSet
      UnrecognizedStmtReturnsQueryResult SetKeyValueQueryResultSet ConvertUnionToUnionAll
      PreparedMetaLimitZero NonRowcountQueryPrefixes MaxBatchSize EnableNativeBatching
      """;

  private static final String NO_CLIENT_CERTIFICATES =
      "client certificates are not supported; credentials are tokens";
  private static final String NO_OAUTH =
      "only tokens are supported; obtain an OAuth token yourself and pass it as accessToken";
  private static final String ONE_PROXY = "the proxy* options hold for file downloads, too";

  private static final Map<String, String> HINTS =
      Map.ofEntries(
          Map.entry("AllowSelfSignedCerts", "put the certificate into a file and set trustStore"),
          Map.entry("AllowAllHostNames", "host names are always checked"),
          Map.entry("CAIssuedCertNamesMismatch", "host names are always checked"),
          Map.entry("SubjectAlternativeNamesHostNames", "host names are always checked"),
          Map.entry("SSLKeyStore", NO_CLIENT_CERTIFICATES),
          Map.entry("SSLKeyStorePwd", NO_CLIENT_CERTIFICATES),
          Map.entry("SSLKeyStoreType", NO_CLIENT_CERTIFICATES),
          Map.entry("SSLKeyStoreProvider", NO_CLIENT_CERTIFICATES),
          Map.entry("OAuth2ClientId", NO_OAUTH),
          Map.entry("OAuth2Secret", NO_OAUTH),
          Map.entry("Auth_RefreshToken", NO_OAUTH),
          Map.entry("OAuthRefreshToken", NO_OAUTH),
          Map.entry("Auth_JWT_Key_File", NO_OAUTH),
          Map.entry("GoogleServiceAccount", NO_OAUTH),
          Map.entry("GoogleCredentialsFile", NO_OAUTH),
          Map.entry("AzureTenantId", NO_OAUTH),
          Map.entry("TemporarilyUnavailableRetry", "use retryTimeout"),
          Map.entry(
              "TemporarilyUnavailableRetryTimeout",
              "use loginTimeout for the wait until compute has started, and retryTimeout"),
          Map.entry("RateLimitRetry", "use retryTimeout"),
          Map.entry("ApiRetriableHttpCodes", "the driver decides by the kind of request"),
          Map.entry("UseCFProxy", ONE_PROXY),
          Map.entry("CFProxyHost", ONE_PROXY),
          Map.entry("CFProxyPort", ONE_PROXY),
          Map.entry("CFProxyAuth", ONE_PROXY),
          Map.entry("CFProxyUID", ONE_PROXY),
          Map.entry("CFProxyPwd", ONE_PROXY),
          Map.entry("DefaultStringColumnLength", "STRING has no declared length"),
          Map.entry("UseEmptyMetadata", "metadata is always read"),
          Map.entry("LowerCaseResultSetColumnName", "labels are the server's"),
          Map.entry(
              "supportManyParameters",
              "beyond what the server takes, values are written into the text by themselves"),
          Map.entry("EnableBatchedInserts", "they are always on; batchInsertSize=1 ends that"));

  private static final Map<String, String> BY_NAME = byName();

  private ForeignOptions() {}

  private static Map<String, String> byName() {
    Map<String, String> map = new TreeMap<>();
    Arrays.stream(QUIET.strip().split("\\s+"))
        .forEach(name -> map.put(name.toLowerCase(Locale.ROOT), ""));
    map.putAll(
        HINTS.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue)));
    return Collections.unmodifiableMap(map);
  }

  /** Returns null for an unknown name, empty for a quiet one, or else what to do instead. */
  static @Nullable String hint(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }

  /** Returns all names in lower case. */
  static Iterable<String> names() {
    return BY_NAME.keySet();
  }
}
