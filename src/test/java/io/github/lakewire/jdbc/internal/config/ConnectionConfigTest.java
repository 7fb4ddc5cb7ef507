package io.github.lakewire.jdbc.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionConfigTest {
  private static final String BARE = "jdbc:databricks://h;httpPath=/p";
  private static final String URL = BARE + ";PWD=dapiSECRET";

  private static Properties properties(Object... pairs) {
    Properties properties = new Properties();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.put(pairs[i], pairs[i + 1]);
    }
    return properties;
  }

  private static String problem(String url, Properties properties) {
    ConfigException problem =
        assertThrows(ConfigException.class, () -> ConfigParser.parse(url, properties));
    assertFalse(problem.getMessage().contains("SECRET"), problem.getMessage());
    return problem.getMessage();
  }

  @Test
  void defaultsAreThoseOfTheTable() throws ConfigException {
    ConnectionConfig config = ConfigParser.parse(URL, null);
    ConnectionConfig.Limits limits = config.limits();
    assertEquals(Duration.ofSeconds(10), limits.connect());
    assertEquals(Duration.ofMinutes(15), limits.login());
    assertEquals(Duration.ofMinutes(15), limits.socket());
    assertEquals(Duration.ofMinutes(2), limits.retry());
    assertEquals(256L << 20, limits.maxMessageBytes());
    ConnectionConfig.Fetch fetch = config.fetch();
    assertTrue(fetch.arrow() && fetch.lz4() && fetch.cloudFetch());
    assertEquals(500_000, fetch.maxRowsPerPage());
    assertEquals(10L << 20, fetch.maxBytesPerPage());
    assertEquals(4, fetch.downloadThreads());
    assertTrue(fetch.memory() > 0 && fetch.memory() <= 96L << 20);
    assertEquals(new ProxyRule.OfSystem(null, null, null), config.proxies().workspace());
    assertNull(config.tls().trustStore());
    assertEquals(Map.of(), config.session().settings());
  }

  @Test
  void propertiesOfAnyTypeAndInTheirDefaultsAreReadAndKept() throws ConfigException {
    Properties defaults = properties("HTTPPATH", "/p", "UserAgentEntry", "Flyway");
    Properties properties = new Properties(defaults);
    properties.put("EnableArrow", 0);
    properties.put("lz4", false);
    properties.put("PWD", "dapiSECRET".toCharArray());
    properties.put("SocketTimeout", 30L);
    properties.put(42, "a key that is no String");
    Object before = properties.clone();
    ConnectionConfig config = ConfigParser.parse("jdbc:databricks://h", properties);
    assertEquals(before, properties);
    assertFalse(config.fetch().arrow());
    assertFalse(config.fetch().lz4());
    assertEquals("dapiSECRET", GivenToken.in(config));
    assertEquals(Duration.ofSeconds(30), config.limits().socket());
    assertEquals("/p", config.endpoint().httpPath());
    assertEquals("Flyway", config.userAgentEntry());
  }

  @Test
  void propertiesWinOverTheUrlWhateverTheSpelling() throws ConfigException {
    ConnectionConfig config =
        ConfigParser.parse(
            URL + ";ConnCatalog=fromUrl;EnableArrow=1;ssp_ansi_mode=true",
            properties("catalog", "c", "ARROW", "0", "password", "other", "ANSI_MODE", "false"));
    assertEquals("c", config.session().catalog());
    assertFalse(config.fetch().arrow());
    assertEquals("other", GivenToken.in(config));
    assertEquals(Map.of("ansi_mode", "false"), config.session().settings());
  }

  @Test
  void documentedSpellingWinsAmongProperties() throws ConfigException {
    for (int i = 0; i < 5; i++) {
      Properties properties =
          properties("PWD", "alias" + i, "password", "documented", "token", "alias");
      assertEquals("documented", GivenToken.in(ConfigParser.parse(BARE, properties)));
    }
  }

  @Test
  void emptyFieldsOfADialogAreAbsent() throws ConfigException {
    ConnectionConfig config =
        ConfigParser.parse(URL, properties("user", "", "password", "", "catalog", " "));
    assertEquals("dapiSECRET", GivenToken.in(config));
    assertNull(config.session().catalog());
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    String message =
        problem("jdbc:databricks://h;socketTimeout=SECRET;EnableArrow=maybe;user=SECRET", null);
    for (String part :
        List.of("httpPath is missing", "password is missing", "socketTimeout", "arrow", "user")) {
      assertTrue(message.contains(part), message);
    }
    assertTrue(message.startsWith("5 problems"), message);
  }

  @Test
  void missingPartsCarryARemedy() {
    assertTrue(problem(BARE, null).contains("generate a personal access token"));
    assertTrue(problem("jdbc:databricks://h;PWD=SECRET", null).contains("connection details"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AuthMech=1",
        "AuthMech=0",
        "AuthMech=1;Auth_Flow=1",
        "AuthMech=11;Auth_Flow=4",
        "AuthMech=x"
      })
  void otherWaysToSignInAreRefused(String options) {
    assertTrue(problem(URL + ";" + options, null).contains("are supported"));
  }

  @Test
  void oauthTokensPassThrough() throws ConfigException {
    String options = ";AuthMech=11;Auth_Flow=0;UID=someone;Auth_AccessToken=oauth";
    assertEquals("oauth", GivenToken.in(ConfigParser.parse(URL + options, null)));
    assertEquals("oauth", GivenToken.in(ConfigParser.parse(BARE + options, null)));
    assertEquals(
        "oauth", GivenToken.in(ConfigParser.parse(BARE + ";Auth_AccessToken=oauth", null)));
  }

  @Test
  void userTokenIsQuiet() throws ConfigException {
    for (Properties user :
        List.of(properties("user", "TOKEN"), properties("UID", "token"), properties("user", ""))) {
      assertEquals(List.of(), ConfigParser.parse(URL, user).warnings());
      assertEquals(List.of(), ConfigParser.parse(URL + ";UID=token", user).warnings());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "UID", "uid", "username", "USER"})
  void otherUserIsIgnoredWithOneWarningWhenATokenIsGiven(String name) throws ConfigException {
    Properties user = properties(name, "SECRET@example.com");
    String inUrl = ";" + name + "=SECRET@example.com";
    for (String token : List.of("PWD", "password", "token", "accessToken", "Auth_AccessToken")) {
      assertUserIgnored(ConfigParser.parse(BARE + ";" + token + "=t", user));
      assertUserIgnored(ConfigParser.parse(BARE + ";" + token + "=t" + inUrl, null));
      assertUserIgnored(ConfigParser.parse(BARE + inUrl, properties(token, "t")));
      user.put(token, "t");
      assertUserIgnored(ConfigParser.parse(BARE, user));
      user.remove(token);
    }
    assertUserIgnored(
        ConfigParser.parse(BARE + ";AuthMech=11;Auth_Flow=0;Auth_AccessToken=t" + inUrl, null));
  }

  private static void assertUserIgnored(ConnectionConfig config) {
    assertEquals("t", GivenToken.in(config));
    assertEquals(1, config.warnings().size(), config.warnings()::toString);
    String warning = config.warnings().get(0);
    assertTrue(warning.contains("user is ignored") && !warning.contains("SECRET"), warning);
  }

  @Test
  void otherUserWithoutATokenIsAProblem() {
    String message = problem(BARE, properties("user", "dapiSECRET"));
    assertTrue(message.contains("user must be the word token"), message);
    assertTrue(message.contains("password is missing"), message);
  }

  @Test
  void twoDifferentTokensAreSaidSo() throws ConfigException {
    Map<Properties, String> used =
        Map.of(
            properties("password", "a", "token", "b"), "a",
            properties("PWD", "a", "token", "b", "password", "c"), "c",
            properties("password", "a", "accessToken", "b"), "a",
            properties("password", "a", "accessToken", "b", "AuthMech", "11"), "b");
    for (Map.Entry<Properties, String> entry : used.entrySet()) {
      ConnectionConfig config = ConfigParser.parse(BARE, entry.getKey());
      assertEquals(entry.getValue(), GivenToken.in(config));
      String warning = config.warnings().get(0);
      assertTrue(warning.contains("different") && warning.endsWith(" is used"), warning);
    }
    ConnectionConfig inUrl = ConfigParser.parse(BARE + ";password=a;token=b", null);
    assertEquals("b", GivenToken.in(inUrl));
    assertTrue(inUrl.warnings().get(0).contains("password and token"), inUrl.warnings()::toString);
    assertEquals(
        List.of(), ConfigParser.parse(BARE, properties("password", "a", "token", "a")).warnings());
    assertEquals(List.of(), ConfigParser.parse(URL, properties("token", "new")).warnings());
  }

  @Test
  void passwordOfAnotherUserGivesWayToTheToken() throws ConfigException {
    for (Properties habit :
        List.of(
            properties("user", "alice", "password", "secret", "token", "t"),
            properties("UID", "alice", "PWD", "secret", "token", "t"))) {
      ConnectionConfig config = ConfigParser.parse(BARE, habit);
      assertEquals("t", GivenToken.in(config));
      assertTrue(config.warnings().stream().anyMatch(text -> text.endsWith("token is used")));
      assertTrue(config.warnings().stream().noneMatch(text -> text.contains("secret")));
    }
    Properties own = properties("user", "token", "password", "p", "token", "t");
    assertEquals("p", GivenToken.in(ConfigParser.parse(BARE, own)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h/?o=1",
        "HTTP://h",
        "https:/h",
        "https://https://h",
        "jdbc:databricks://h"
      })
  void schemeBeforeTheHostIsToBeLeftOut(String target) {
    String message = problem("jdbc:databricks://" + target + ";httpPath=/p;PWD=SECRET", null);
    assertTrue(message.startsWith("Leave out "), message);
    assertEquals(
        target.toLowerCase(Locale.ROOT).contains("https:"), message.contains("Leave out https://"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP://h/", "h/a/b", "h:port", "a b", "u@h", "https://h;a=b", "h?x=1"})
  void hostGivenByItselfIsAHost(String host) {
    String message = problem("jdbc:databricks://;httpPath=/p;PWD=SECRET", properties("host", host));
    assertTrue(message.startsWith("Connection property host is wrong"), message);
    assertEquals(host.startsWith("HTTP:"), message.contains("leave out"), message);
  }

  @Test
  void hostGivenByItselfMayBeAnAddress() throws ConfigException {
    for (String host : List.of("::1", "[::1]", "10.0.0.1", "my_host.example")) {
      ConnectionConfig config =
          ConfigParser.parse("jdbc:databricks://;httpPath=/p;PWD=t", properties("host", host));
      assertEquals(host.replaceAll("[\\[\\]]", ""), config.endpoint().host());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dapi SECRET", "dapiSECRET%0d%0aX: y", "dapiSECRET\u00e9"})
  void tokensThatWouldBreakTheHeaderAreRefused(String token) {
    assertTrue(problem(BARE + ";PWD=" + token, null).contains("oken"));
  }

  @Test
  void sessionSettingsComeByTheirNamesPrefixAndSparkNames() throws ConfigException {
    ConnectionConfig config =
        ConfigParser.parse(
            URL
                + ";TIMEZONE=Europe/Rome;STATEMENT_TIMEOUT=60;use_cached_result=false;enable_photon=1"
                + ";legacy_time_parser_policy=LEGACY;QUERY_TAGS=team:a;ssp_Other_Thing=x"
                + ";ssp_ansi_mode=true;spark.sql.Some.Thing=y;session.max_file_partition_bytes=8"
                + ";Session.Third.Thing=z",
            null);
    assertEquals(
        Map.ofEntries(
            Map.entry("timezone", "Europe/Rome"),
            Map.entry("statement_timeout", "60"),
            Map.entry("use_cached_result", "false"),
            Map.entry("enable_photon", "1"),
            Map.entry("legacy_time_parser_policy", "LEGACY"),
            Map.entry("query_tags", "team:a"),
            Map.entry("Other_Thing", "x"),
            Map.entry("ansi_mode", "true"),
            Map.entry("spark.sql.Some.Thing", "y"),
            Map.entry("max_file_partition_bytes", "8"),
            Map.entry("Third.Thing", "z")),
        config.session().settings());
    assertEquals(List.of(), config.warnings());
  }

  @Test
  void optionsOfTheOfficialDriverAreQuietOrHintAtOurs() throws ConfigException {
    ConnectionConfig config =
        ConfigParser.parse(
            URL
                + ";transportMode=http;EnableComplexDatatypeSupport=1;EnableGeoSpatialSupport=1"
                + ";LogLevel=0;UseNativeQuery=1;AllowSelfSignedCerts=1",
            null);
    assertEquals(1, config.warnings().size());
    assertTrue(
        config.warnings().get(0).contains("AllowSelfSignedCerts"), config.warnings()::toString);
    assertTrue(config.warnings().get(0).contains("trustStore"));
  }

  @Test
  void unknownOptionsAreReportedAndDoNotFail() throws ConfigException {
    ConnectionConfig config =
        ConfigParser.parse(URL + ";socketTimeot=3;frobnicate=1", properties("conCatalog", "x"));
    assertEquals(3, config.warnings().size(), config.warnings()::toString);
    assertTrue(config.warnings().get(0).contains("did you mean socketTimeout?"));
    assertFalse(config.warnings().get(1).contains("did you mean"));
    assertTrue(config.warnings().get(2).contains("did you mean ConnCatalog?"));
  }

  @Test
  void strictRefusesUnknownNames() throws ConfigException {
    String message = problem(URL + ";strict=1;socketTimeot=3;dapiSECRET=1", null);
    assertTrue(message.contains("Unknown connection property socketTimeot is refused"), message);
    assertTrue(message.contains("with an unusual name is refused"), message);
    assertTrue(problem(URL, properties("STRICT", true, "frobnicate", 1)).contains("frobnicate"));
    String known = ";strict=1;transportMode=http;ssp_a=1;session.b=1;http.header.X=1;spark.c=1";
    assertEquals(List.of(), ConfigParser.parse(URL + known, null).warnings());
  }

  @Test
  void piecesOfAPasswordWithASemicolonAreNotRepeated() throws ConfigException {
    ConnectionConfig config =
        ConfigParser.parse(BARE + ";PWD=ab;SECRETpart;dapiSECRET=x;12345SECRET=y", null);
    assertEquals(3, config.warnings().size());
    assertFalse(config.warnings().toString().contains("SECRET"), config.warnings()::toString);
    assertTrue(config.warnings().get(0).contains("%3B"));
  }

  @Test
  void secretsAreNeverPrinted() throws ConfigException {
    ConnectionConfig config =
        ConfigParser.parse(
            URL
                + ";SSLTrustStore=/t;SSLTrustStorePwd=SECRET;ProxyHost=p;ProxyUID=u;ProxyPwd=SECRET"
                + ";http.header.X-Key=SECRET",
            null);
    assertFalse(config.toString().contains("SECRET"), config.toString());
    assertFalse(JdbcUrl.render(config).contains("SECRET"), JdbcUrl.render(config));
    assertTrue(config.toString().contains("X-Key"));
    assertEquals(Path.of("/t"), config.tls().trustStore());
    assertEquals("SECRET", config.tls().trustStorePassword().reveal());
    HttpProxy proxy = ((ProxyRule.Named) config.proxies().workspace()).proxy();
    assertEquals("SECRET", proxy.login().password().reveal());
    assertEquals(8080, proxy.port());
  }

  @Test
  void headersKeepTheirCaseAndMustBeHeaders() throws ConfigException {
    ConnectionConfig config = ConfigParser.parse(URL + ";HTTP.header.X-Trace=a=b", null);
    assertEquals(Map.of("X-Trace", "a=b"), config.endpoint().headers());
    assertTrue(problem(URL + ";http.header.Authorization=SECRET", null).contains("sets this"));
    assertTrue(problem(URL + ";http.header.X=a%0d%0ab: SECRET", null).contains("does not allow"));
    assertTrue(problem(URL + ";http.header.a b=SECRET", null).contains("does not allow"));
  }

  @Test
  void plainHttpToAnotherMachineIsWarnedOf() throws ConfigException {
    assertTrue(ConfigParser.parse(URL + ";ssl=0", null).warnings().get(0).contains("unencrypted"));
    ConnectionConfig local =
        ConfigParser.parse("jdbc:databricks://localhost:1;ssl=0;httpPath=/p;PWD=t", null);
    assertEquals(List.of(), local.warnings());
    assertFalse(local.endpoint().tls());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://h/sql/x", "/sql/a b", "/sql/%0d%0aX", "/s\u00e9"})
  void httpPathsThatCannotBeSentAreRefused(String path) {
    assertTrue(
        problem("jdbc:databricks://h;PWD=SECRET;httpPath=" + path, null).contains("httpPath"));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "LOCALHOST, true",
    "127.0.0.1, true",
    "127.255.255.254, true",
    "::1, true",
    "::ffff:127.0.0.1, true",
    "127.evil.example, false",
    "127.0.0.1.evil.example, false",
    "localhost.evil.example, false",
    "127.0.0, false",
    "128.0.0.1, false",
    "2001:db8::1, false"
  })
  void onlyLoopbackAddressesAndLocalhostAreLocal(String host, boolean local) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("host", host);
    properties.setProperty("httpPath", "/sql");
    properties.setProperty("PWD", "token");
    properties.setProperty("ssl", "0");
    ConnectionConfig config = ConfigParser.parse("jdbc:databricks://", properties);
    assertEquals(local, config.endpoint().isLocalByName());
    assertEquals(local, config.warnings().isEmpty());
  }

  @Test
  void readingDoesNotDependOnTheLocale() throws ConfigException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale.Builder().setLanguage("tr").build());
      ConnectionConfig config =
          ConfigParser.parse("JDBC:DATABRICKS://h;HTTPPATH=/p;PWD=t;UID=TOKEN;LZ4=TRUE", null);
      assertEquals("/p", config.endpoint().httpPath());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void describesAllOptionsForAnyUrlWithoutSecrets() {
    for (String url : new String[] {null, "", "jdbc:databr", "jdbc:databricks://[", URL}) {
      List<PropertyDescription> all = PropertyDescription.list(url, properties("pwd", "SECRET"));
      assertEquals(ConnectionProperty.values().length, all.size());
      assertFalse(all.toString().contains("SECRET"));
    }
    List<PropertyDescription> all = PropertyDescription.list(URL, null);
    Map<String, PropertyDescription> byName =
        all.stream().collect(java.util.stream.Collectors.toMap(PropertyDescription::name, d -> d));
    assertEquals("/p", byName.get("httpPath").value());
    assertEquals("443", byName.get("port").value());
    assertTrue(byName.get("httpPath").required());
    assertTrue(byName.get("password").secret());
    assertNull(byName.get("password").value());
    assertEquals(List.of("1", "0"), byName.get("arrow").choices());
    assertTrue(byName.containsKey("user"));
  }
}
