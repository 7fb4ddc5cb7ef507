package io.github.lakewire.jdbc.internal.config;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Properties of other Databricks drivers that are in the URLs people paste, and have no row in
 * {@link ConnectionProperty}. Where the driver does anyway what such a property asks for, or it has
 * no visible effect, it is accepted quietly; where it would do something else, a hint says what.
 */
final class ForeignProperties {
  /**
   * Names that are accepted with any value: the driver does what they ask for anyway, or they have
   * no visible effect.
   */
  private static final String QUIET =
      """
      UseNativeQuery EnableNativeParameterizedQuery FastConnection LogPath LogFileSize LogFileCount
      EnableTelemetry ForceEnableTelemetry TelemetryLogLevel TelemetryBatchSize
      TelemetryFlushInterval TelemetrySocketTimeout TelemetryCircuitBreakerEnabled
      EnableGeoSpatialSupport EnableDirectResults EnableSQLExecDirectResults
      EnableSQLExecHybridResults EnableSeaSyncMetadata EnableSeaResponseCompression UseBoundedSeaApi
      EnableThriftNativeMetadata EnableInlineStreaming ThriftMaxBatchesInMemory LinkPrefetchWindow
      EnableStreamingChunkProvider CloudFetchSpeedThreshold AsyncExecPollInterval
      HttpConnectionPoolSize HttpMaxConnectionsPerRoute HttpConnectionRequestTimeout
      EnableShowCommandForGetFunctions EnableSQLValidationForIsValid
      supportManyParameters DisableOauthRefreshToken
      UCIngestionRetriableHttpCode VolumeOperationRetryableHttpCode
      UCIngestionRetryTimeout VolumeOperationRetryTimeout
      MaxVolumeOperationConcurrentPresignedRequests MaxConsecutiveResultFileDownloadRetries
      ResultFileDownloadTimeout ResultFileRetriableHttpCode MinimumFileDownloadSpeed EnablePKFK
      AsyncExecPkFk OptimizedInsert GetTablesWithQuery GetColumnsWithQuery GetSchemasWithQuery
      CTEReturnsQueryResultSet UnrecognizedStmtReturnsQueryResult SetKeyValueQueryResultSet
      ConvertUnionToUnionAll PreparedMetaLimitZero NonSSPs enable_telemetry force_enable_telemetry
      use_inline_params _use_arrow_native_decimals _use_arrow_native_timestamps _enable_v3_retries
      """;

  private static final String NO_GOOGLE =
      "Google's own sign-in is not supported, and connecting fails; give its tokens with"
          + " tokenProvider, or have them exchanged with oidcTokenFile";
  private static final String BY_WHAT_IS_GIVEN =
      "AuthMech and Auth_Flow say how to sign in, or what is given: a token, a client, a file";
  private static final String ALWAYS_HTTP = "the driver speaks Thrift over HTTP and nothing else";
  private static final String HOST_NAMES = "host names are always checked";
  private static final String NO_REPLACEMENT =
      "a client certificate does not replace the token; keyStore or clientCertificate shows one";
  private static final String ALL_CATALOGS = "all catalogs are visible, each by its name";

  /**
   * The others: names, the values by which they ask for what the driver does anyway, and what holds
   * for any other value.
   */
  private static final List<Row> ROWS =
      List.of(
          new Row(
              "AllowSelfSignedCerts", "0", "put the certificate into a file and set trustStore"),
          new Row("AllowAllHostNames CAIssuedCertNamesMismatch", "0", HOST_NAMES),
          new Row("SubjectAlternativeNamesHostNames", "", HOST_NAMES),
          new Row("_tls_no_verify", "0", "put the certificate into a file and set trustStore"),
          new Row("_tls_verify_hostname", "1", HOST_NAMES),
          new Row("_use_cert_as_auth", "0", NO_REPLACEMENT),
          new Row("GoogleServiceAccount GoogleCredentialsFile", "", NO_GOOGLE),
          new Row("auth_type", "", BY_WHAT_IS_GIVEN),
          new Row(
              "KrbRealm KrbHostFQDN KrbServiceName KrbAuthType krbJAASFile DelegationUID"
                  + " DelegationToken",
              "",
              "only tokens are supported; there is no Kerberos and no delegation"),
          new Row("http_headers", "", "http.header.<Name> adds a header"),
          new Row(
              "_retry_delay_min _retry_delay_max _retry_delay_default"
                  + " _retry_stop_after_attempts_count _retry_max_redirects _retry_dangerous_codes",
              "",
              "retryTimeout bounds retries; pauses between them, and what may be repeated, are the"
                  + " driver's"),
          new Row("TemporarilyUnavailableRetry", "1", "retryTimeout=0 ends retries"),
          new Row(
              "TemporarilyUnavailableRetryTimeout",
              "900",
              "use loginTimeout for the wait until compute has started, and retryTimeout"),
          new Row("RateLimitRetry", "1", "retryTimeout=0 ends retries"),
          new Row("ApiRetriableHttpCodes", "", "the driver decides by the kind of request"),
          new Row("DefaultStringColumnLength", "", "STRING has no declared length"),
          new Row("UseEmptyMetadata", "0", "metadata is always read"),
          new Row("LowerCaseResultSetColumnName", "0", "labels are the server's"),
          new Row(
              "EnableBatchedInserts",
              "1",
              "batches of INSERTs run as statements of many rows; batchInsertSize=1 ends that"),
          new Row("MaxBatchSize", "500", "a batch may have any number of entries"),
          new Row("UseThriftClient", "1", ALWAYS_HTTP),
          new Row("use_sea", "0", ALWAYS_HTTP),
          new Row("transportMode", "http", ALWAYS_HTTP),
          new Row("ThriftTransport", "2", ALWAYS_HTTP),
          new Row(
              "LogLevel",
              "0 off",
              "the driver logs through java.util.logging, logger io.github.lakewire.jdbc"),
          new Row(
              "EnableRequestTracing",
              "0",
              "no trace header is sent; http.header.<name> adds one of your own"),
          new Row("EnableTimestampNtzTypeName", "1", "the type is always named TIMESTAMP_NTZ"),
          new Row("ChunkReadyTimeoutSeconds", "0", "setQueryTimeout bounds the rows, too"),
          new Row(
              "TreatMetadataCatalogNameAsPattern",
              "0",
              "the catalog of a metadata call is a name, not a pattern"),
          new Row("MetadataOperationTimeout", "300", "loginTimeout bounds metadata calls"),
          new Row(
              "FetchAutoCommitFromServer fetch_autocommit_from_server",
              "0",
              "getAutoCommit says what setAutoCommit or a statement has set, without asking"),
          new Row(
              "EnableMetricViewMetadata enable_metric_view_metadata",
              "0",
              "set spark.sql.thriftserver.metadata.metricview.enabled=true"),
          new Row("enableMultipleCatalogSupport", "1", ALL_CATALOGS),
          new Row("CatalogSchemaSwitch StripCatalogName", "0", ALL_CATALOGS),
          new Row(
              "NonRowcountQueryPrefixes",
              "",
              "text and server say whether a statement has rows or a count"),
          new Row(
              "EnableHeartbeat EnableFetchHeartbeat",
              "1",
              "a result that is read slowly is kept open; keepAliveInterval=0 ends that"));

  private static final Map<String, Row> BY_NAME = byName();

  /**
   * Properties that share a hint.
   *
   * @param names separated by blanks
   * @param harmless values that are quiet, in lower case, separated by blanks
   * @param hint what the driver does instead of what other values ask for
   */
  private record Row(String names, String harmless, String hint) {
    private boolean isHarmless(String value) {
      String lower = value.strip().toLowerCase(Locale.ROOT);
      String plain =
          switch (lower) {
            case "true", "yes", "on" -> "1";
            case "false", "no" -> "0";
            default -> lower;
          };
      return lower.isEmpty() || Set.of(harmless.split(" ")).contains(plain);
    }
  }

  private ForeignProperties() {}

  private static Map<String, Row> byName() {
    Map<String, Row> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : QUIET.strip().split("\\s+")) {
      map.put(name, new Row(name, "", ""));
    }
    for (Row row : ROWS) {
      for (String name : row.names().split(" ")) {
        map.put(name, row);
      }
    }
    return Collections.unmodifiableMap(map);
  }

  /** Calls back for those with a hint: names, quiet values, and the hint. */
  static void describe(Description to) {
    ROWS.forEach(row -> to.row(row.names().split(" "), row.harmless(), row.hint()));
  }

  /** Takes the rows of the page of properties about foreign ones. */
  interface Description {
    void row(String[] names, String harmless, String hint);
  }

  /** Whether another driver has a property of this name, in any case. */
  static boolean isKnown(String name) {
    return BY_NAME.containsKey(name);
  }

  /**
   * Returns what the driver does instead of what a known property asks for; null for nothing else.
   */
  static @Nullable String hint(String name, String value) {
    Row row = BY_NAME.get(name);
    return row == null || row.hint().isEmpty() || row.isHarmless(value) ? null : row.hint();
  }
}
