package io.github.lakewire.jdbc.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig.Tls.Revocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option of the official driver is honoured, or what it asks for happens, or is told of. */
class OfficialPropertiesTest {
  private static final String URL = "jdbc:databricks://h;httpPath=/p;PWD=t;";

  /** All names of databricks-jdbc 3.4.5, with its defaults where it has some. */
  private static final String ALL =
      """
      loglevel telemetryLogLevel=DEBUG logpath LogFileSize=10 LogFileCount=10 uid user password
      OAuth2ClientId OAuth2Secret authmech=3 Auth_AccessToken conncatalog connschema proxyhost
      proxyport proxyuid proxypwd useproxy proxyauth proxyignorelist usesystemproxy usecfproxy
      cfproxyhost cfproxyport cfproxyauth=0 cfproxyuid cfproxypwd auth_flow Auth_RefreshToken
      OAuthRefreshToken OAuth2RedirectUrlPort=8020 OAuthWebServerTimeout=120 pwd
      asyncexecpollinterval=200 httppath http.header. usethriftclient=1 RateLimitRetryTimeout=120
      Auth_JWT_Key_File Auth_JWT_Alg Auth_JWT_Key_Passphrase Auth_KID UseJWTAssertion=0
      EnableOIDCDiscovery=1 OAuthDiscoveryMode=1 Auth_Scope OIDCDiscoveryEndpoint OAuthDiscoveryURL
      Identity_Federation_Client_Id EnableArrow=1 EnableDirectResults=1
      EnableQueryResultLZ4Compression QueryResultCompressionType useragententry useemptymetadata
      TemporarilyUnavailableRetry=1 TemporarilyUnavailableRetryTimeout=900 RateLimitRetry=1
      IdleHttpConnectionExpiry=60 supportManyParameters=0 cloudFetchThreadPoolSize=16
      OAuth2ConnAuthAuthorizeEndpoint OAuth2AuthorizationEndPoint OAuth2ConnAuthTokenEndpoint
      OAuth2TokenEndpoint ssl AllowSelfSignedCerts=0 SSLTrustStore SSLTrustStorePwd
      SSLTrustStoreType=JKS SSLKeyStore SSLKeyStorePwd SSLKeyStoreType=JKS SSLKeyStoreProvider
      SSLTrustStoreProvider UseSystemTrustStore=0 CheckCertRevocation=1
      AcceptUndeterminedRevocation=0 GoogleServiceAccount GoogleCredentialsFile EnableTelemetry=1
      TelemetryBatchSize=200 MaxBatchSize=500 BatchInsertSize=1000 VolumeOperationAllowedLocalPaths
      StagingAllowedLocalPaths UCIngestionRetriableHttpCode=408,429
      VolumeOperationRetryableHttpCode=408,429 UCIngestionRetryTimeout=15
      VolumeOperationRetryTimeout=15 EnableRequestTracing=0 HttpConnectionPoolSize=100
      EnableSQLExecHybridResults=1 EnableSQLExecDirectResults=1 EnableComplexDatatypeSupport=0
      EnableGeoSpatialSupport=1 EnableTimestampNtzTypeName=1 RowsFetchedPerBlock=100000
      azure_workspace_resource_id AzureTenantId DefaultStringColumnLength=255 socketTimeout=900
      TokenCachePassPhrase EnableTokenCache=1 ApplicationName ChunkReadyTimeoutSeconds=0
      ForceEnableTelemetry=0 TelemetryFlushInterval=300000 TelemetrySocketTimeout=5
      MaxVolumeOperationConcurrentPresignedRequests=50 TelemetryCircuitBreakerEnabled=1
      HttpMaxConnectionsPerRoute=1000 HttpConnectionRequestTimeout CloudFetchSpeedThreshold=0.1
      EnableShowCommandForGetFunctions=0 TreatMetadataCatalogNameAsPattern=0
      MetadataOperationTimeout=300 EnableBatchedInserts=0 EnableNativeBatching=0
      EnableSQLValidationForIsValid=0 IgnoreTransactions=1 FetchAutoCommitFromServer=0
      EnableMetricViewMetadata=0 enableMultipleCatalogSupport=1 EnableQueryResultDownload=1
      EnableSeaSyncMetadata=1 EnableSeaResponseCompression=0 UseBoundedSeaApi=1
      EnableThriftNativeMetadata=1 DisableOauthRefreshToken=1 EnableTokenFederation=1
      EnableStreamingChunkProvider=0 EnableInlineStreaming=1 ThriftMaxBatchesInMemory=3
      LinkPrefetchWindow=128 ApiRetriableHttpCodes ApiRetryTimeout=300 NonRowcountQueryPrefixes
      EnableHeartbeat=0 HeartbeatIntervalSeconds=60
      """;

  private static List<String> all() {
    return Arrays.asList(ALL.strip().split("\\s+"));
  }

  /** The names alone. */
  static List<String> names() {
    return all().stream().map(entry -> entry.replaceFirst("=.*", "")).toList();
  }

  private static ConnectionConfig read(String options) {
    try {
      return ConfigParser.parse(URL + options, null);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyNameIsRecognisedInAnyCase() {
    assertEquals(141, all().size());
    for (String name : names()) {
      for (String spelling :
          List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT))) {
        assertTrue(
            ConnectionProperty.find(spelling) != null
                || ForeignProperties.isKnown(spelling)
                || name.equals(ConnectionProperty.HEADER_PREFIX),
            spelling);
      }
    }
  }

  /** Those whose default there asks for something else than what happens here. */
  private static final List<String> DEFAULTS_TO_BE_TOLD_OF =
      List.of("DefaultStringColumnLength=255", "EnableBatchedInserts=0", "EnableHeartbeat=0");

  @ParameterizedTest
  @MethodSource("all")
  void defaultsAreQuietUnlessSomethingElseHappensHere(String entry) {
    if (!entry.contains("=")) {
      return;
    }
    // A type without a trust store is told of.
    String options = entry.startsWith("SSLTrustStoreType") ? entry + ";SSLTrustStore=/t" : entry;
    List<String> warnings = read(options).warnings();
    assertEquals(
        DEFAULTS_TO_BE_TOLD_OF.contains(entry) ? 1 : 0, warnings.size(), warnings::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AllowSelfSignedCerts=1",
        "TemporarilyUnavailableRetry=0",
        "TemporarilyUnavailableRetryTimeout=30",
        "RateLimitRetry=0",
        "ApiRetriableHttpCodes=502,503",
        "DefaultStringColumnLength=4000",
        "UseEmptyMetadata=1",
        "EnableBatchedInserts=0",
        "MaxBatchSize=1000",
        "UseThriftClient=0",
        "transportMode=binary",
        "LogLevel=6;LogPath=/tmp",
        "LogLevel=DEBUG",
        "EnableRequestTracing=1",
        "EnableTimestampNtzTypeName=0",
        "ChunkReadyTimeoutSeconds=30",
        "TreatMetadataCatalogNameAsPattern=1",
        "MetadataOperationTimeout=30",
        "FetchAutoCommitFromServer=1",
        "EnableMetricViewMetadata=1",
        "enableMultipleCatalogSupport=0",
        "NonRowcountQueryPrefixes=INSERT",
        "EnableHeartbeat=0",
        "EnableHeartbeat=false"
      })
  void whatIsNotDoneIsToldOfOnce(String options) {
    List<String> warnings = read(options).warnings();
    assertEquals(1, warnings.size(), warnings::toString);
    String name = options.replaceFirst("=.*", "");
    assertTrue(
        warnings.get(0).startsWith("Connection property " + name + " has no effect"),
        warnings.get(0));
    assertFalse(warnings.get(0).contains("SECRET"), warnings.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UseThriftClient=true",
        "LogLevel=OFF",
        "logLEVEL=0",
        "transportMode=HTTP",
        "EnableHeartbeat=1",
        "supportManyParameters=1",
        "EnableBatchedInserts=1",
        "EnableComplexDatatypeSupport=1",
        "NonRowcountQueryPrefixes=",
        "EnableSQLValidationForIsValid=1",
        "UseSystemTrustStore=1",
        "UseProxy=0",
        "UseSystemProxy=1",
        "IgnoreTransactions=true"
      })
  void whatHappensAnywayIsQuiet(String options) {
    assertEquals(List.of(), read(options).warnings());
  }

  @ParameterizedTest
  @CsvSource({
    "'', false",
    "IgnoreTransactions=1, false",
    "IgnoreTransactions=0, true",
    "ignore_transactions=false, true",
    "transactions=1, true",
    "transactions=0;IgnoreTransactions=0, false",
    "transactions=1;IgnoreTransactions=1, true"
  })
  void ignoringTransactionsIsTheOppositeOfAskingForThem(String options, boolean asked) {
    assertEquals(asked, read(options).transactions());
    assertEquals(List.of(), read(options).warnings());
  }

  @Test
  void propertiesReplaceWhatTheUrlSaysOfAForeignOption() throws ConfigException {
    Properties properties = new Properties();
    properties.put("USETHRIFTCLIENT", 1);
    assertEquals(List.of(), ConfigParser.parse(URL + "UseThriftClient=0", properties).warnings());
  }

  @ParameterizedTest
  @CsvSource({
    "UseProxy=0;ProxyHost=p, direct",
    "UseProxy=0, direct",
    "UseProxy=false;UseSystemProxy=0;ProxyHost=p, direct",
    "UseSystemProxy=0, direct",
    "UseSystemProxy=0;ProxyHost=p, p",
    "UseProxy=1;ProxyHost=p, p",
    "ProxyHost=p, p",
    "UseSystemProxy=1;ProxyHost=p, p",
    "UseSystemProxy=1, jvm",
    "UseProxy=0;UseSystemProxy=1;ProxyHost=p, jvm",
    "UseProxy=1;UseSystemProxy=1, jvm",
    "'', jvm"
  })
  void proxyIsTheOneThatIsAskedFor(String options, String way) {
    ProxyRule rule = read(options).proxies().workspace();
    switch (way) {
      case "jvm" -> assertEquals(new ProxyRule.OfSystem(null, null, null), rule);
      case "direct" -> assertEquals(new ProxyRule.Direct(), rule);
      default -> assertEquals(way, assertInstanceOf(ProxyRule.Named.class, rule).proxy().host());
    }
    assertEquals(rule, read(options).proxies().files());
  }

  @ParameterizedTest
  @CsvSource({
    "CFProxyHost=f, f",
    "UseCFProxy=1;CFProxyHost=f, f",
    "UseCFProxy=0;CFProxyHost=f, p",
    "UseCFProxy=0, p",
    "DisableProxyForCloudFetch=1, direct",
    "DisableProxyForCloudFetch=1;CFProxyHost=f, direct",
    "'', p"
  })
  void filesMayComeThroughAProxyOfTheirOwn(String options, String way) {
    ProxyRule.Pair proxies = read("ProxyHost=p;" + options).proxies();
    ProxyRule rule = proxies.files();
    if (way.equals("direct")) {
      assertEquals(new ProxyRule.Direct(), rule);
    } else {
      assertEquals(way, assertInstanceOf(ProxyRule.Named.class, rule).proxy().host());
    }
    assertEquals("p", assertInstanceOf(ProxyRule.Named.class, proxies.workspace()).proxy().host());
  }

  @Test
  void credentialsOfTheProxyAreSentOnlyWhenWanted() {
    ProxyLogin given = new ProxyLogin(ProxyLogin.Scheme.BASIC, "u", new Secret("w"));
    String proxy = "ProxyHost=p;ProxyUID=u;ProxyPwd=w;";
    assertEquals(given, login(read(proxy).proxies().workspace()));
    assertEquals(given, login(read(proxy + "ProxyAuth=1").proxies().workspace()));
    assertEquals(ProxyLogin.NONE, login(read(proxy + "ProxyAuth=0").proxies().workspace()));
    ProxyRule.Pair pair = read(proxy + "CFProxyHost=f").proxies();
    assertEquals(ProxyLogin.NONE, login(pair.files()), "those of the other proxy");
    pair = read("ProxyHost=p;CFProxyHost=f;CFProxyUID=u;CFProxyPwd=w").proxies();
    assertEquals(ProxyLogin.NONE, login(pair.workspace()), "those of the other proxy");
    assertEquals(given, login(pair.files()));
  }

  private static ProxyLogin login(ProxyRule rule) {
    return assertInstanceOf(ProxyRule.Named.class, rule).proxy().login();
  }

  @ParameterizedTest
  @CsvSource({
    "UseProxy=1, proxyHost is missing",
    "ProxyHost=http://p, proxyHost is wrong",
    "ProxyHost=p;ProxyAuth=1, proxyUser is missing",
    "UseCFProxy=1, cfProxyHost is missing",
    "keyStore=/k;clientCertificate=/c, both given",
    "clientKey=/k, clientCertificate is missing",
    "CFProxyHost=f;CFProxyPort=x, cfProxyPort is wrong",
    "UseProxy=maybe, useProxy is wrong",
    "UseSystemProxy=2, useSystemProxy is wrong",
    "ProxyAuth=3, proxyAuth is wrong",
    "UseProxy=0;ProxyPort=x, proxyPort is wrong",
    "CheckCertRevocation=perhaps, checkCertRevocation is wrong",
    "QueryResultCompressionType=9, lz4 is wrong",
    "UseSystemTrustStore=x, useSystemTrustStore is wrong"
  })
  void wrongValuesOfWhatIsHonouredAreProblems(String options, String part) {
    String message =
        assertThrows(ConfigException.class, () -> ConfigParser.parse(URL + options, null))
            .getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void trustIsReadAsAskedFor() {
    ConnectionConfig.Tls tls =
        read("SSLTrustStore=/t;SSLTrustStoreType=BCFKS;SSLTrustStoreProvider=BCFIPS").tls();
    assertEquals(
        new ConnectionConfig.Tls(
            Path.of("/t"), null, "BCFKS", "BCFIPS", Revocation.UNCHECKED, null),
        tls);
    assertEquals("Windows-ROOT", read("SSLTrustStoreType=Windows-ROOT").tls().trustStoreType());
    ConnectionConfig nothing = read("SSLTrustStoreType=PKCS12");
    assertNull(nothing.tls().trustStoreType());
    assertTrue(nothing.warnings().get(0).contains("there is no trustStore"));
    assertTrue(
        read("UseSystemTrustStore=1;SSLTrustStore=/t").warnings().get(0).contains("is ignored"));
    assertSame(Revocation.REQUIRED, read("CheckCertRevocation=1").tls().revocation());
    assertSame(
        Revocation.WHERE_KNOWN,
        read("CheckCertRevocation=1;AcceptUndeterminedRevocation=1").tls().revocation());
    assertSame(Revocation.UNCHECKED, read("AcceptUndeterminedRevocation=1").tls().revocation());
  }

  @Test
  void compressionAndHeartbeatHaveTheirOtherNames() {
    assertFalse(read("QueryResultCompressionType=0").fetch().lz4());
    assertTrue(read("QueryResultCompressionType=1").fetch().lz4());
    assertEquals(Duration.ofSeconds(30), read("HeartbeatIntervalSeconds=30").fetch().keepAlive());
    assertNotNull(ConnectionProperty.find("FetchHeartbeatInterval"));
  }
}
