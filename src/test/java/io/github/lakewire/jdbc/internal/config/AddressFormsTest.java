package io.github.lakewire.jdbc.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of an address that people paste, whichever tool they come from. */
class AddressFormsTest {
  private static final String TOKEN = "dapi0123456789abcdef";
  private static final String LIKE_SQLALCHEMY =
      "jdbc:databricks://token:" + TOKEN + "@h:8443/s?http_path=/p&catalog=c&user_agent_entry=a+b";

  private static ConnectionConfig read(String url) throws ConfigException {
    return ConfigParser.parse(url, null);
  }

  @Test
  void urlOfSqlAlchemyIsRead() throws ConfigException {
    ConnectionConfig config = read(LIKE_SQLALCHEMY);
    assertEquals("h", config.endpoint().host());
    assertEquals(8443, config.endpoint().port());
    assertEquals("/p", config.endpoint().httpPath());
    assertEquals("c", config.session().catalog());
    assertEquals("s", config.session().schema());
    assertEquals("a b", config.userAgentEntry());
    assertEquals(TOKEN, GivenToken.in(config));
    assertEquals(List.of(), config.warnings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:databricks://token:t@h?http_path=/p&catalog=c&schema=s",
        "jdbc:databricks://token:t@h/s?http_path=/p;ConnCatalog=c",
        "jdbc:databricks://h?http_path=%2Fp&catalog=c;schema=s;PWD=t",
        "jdbc:databricks://h;PWD=t;schema=s?http_path=/p&catalog=c",
        "jdbc:databricks://h;PWD=t;httpPath=/p?catalog=c&schema=s",
        "jdbc:databricks://h?&&http_path=/p&catalog=c&&schema=s&PWD=t&",
        "jdbc:databricks:?host=h&http_path=/p&catalog=c&schema=s&token=t",
        "jdbc:databricks:;host=h;httpPath=/p;catalog=c;schema=s;token=t",
        "jdbc:databricks://?server_hostname=h&http_path=/p&catalog=c&database=s&access_token=t",
        "jdbc:databricks://H/s/;httpPath={/p};catalog={c} ; PWD = {t} "
      })
  void queriesAndSemicolonsMayBeMixed(String url) throws ConfigException {
    ConnectionConfig config = read(url);
    assertEquals("h", config.endpoint().host());
    assertEquals("/p", config.endpoint().httpPath());
    assertEquals("c", config.session().catalog());
    assertEquals("s", config.session().schema());
    assertEquals("t", GivenToken.in(config));
    assertEquals(List.of(), config.warnings());
  }

  @Test
  void escapesAreThoseOfTheirPart() throws ConfigException {
    ConnectionConfig config =
        read(
            "jdbc:databricks://token:a%2Fb%40c+d%3B@h?http_path=/p%3Fo%3D1&catalog=K%C3%B6ln+1"
                + "&session.q=1%2B1%26;schema=a+b&c;ssp_r=x?y=z");
    assertEquals("a/b@c+d;", GivenToken.in(config));
    assertEquals("/p?o=1", config.endpoint().httpPath());
    assertEquals("Köln 1", config.session().catalog());
    assertEquals("a+b&c", config.session().schema());
    assertEquals(Map.of("q", "1+1&", "r", "x?y=z"), config.session().settings());
  }

  @Test
  void valuesInBracesNeedNoEscapes() throws ConfigException {
    ConnectionConfig config =
        read(
            "jdbc:databricks://h;PWD={a;b}}%3B&c=d?catalog=x};httpPath={/p};ssp_x={}}}"
                + ";ssp_y={};ConnCatalog=%7Bc%7D?schema={s&t;u}&o=7");
    assertEquals("a;b}%3B&c=d?catalog=x", GivenToken.in(config));
    assertEquals("/p?o=7", config.endpoint().httpPath());
    assertEquals(Map.of("x", "}"), config.session().settings());
    assertEquals("{c}", config.session().catalog());
    assertEquals("s&t;u", config.session().schema());
    assertEquals(List.of(), config.warnings());
  }

  @Test
  void userBeforeTheHostIsTreatedAsEverywhere() throws ConfigException {
    ConnectionConfig config = read("jdbc:databricks://me%40x.org:" + TOKEN + "@h?http_path=/p");
    assertEquals(TOKEN, GivenToken.in(config));
    assertEquals(1, config.warnings().size());
    assertTrue(config.warnings().get(0).contains("user is ignored"), config.warnings()::toString);
    ConfigException misplaced =
        assertThrows(
            ConfigException.class, () -> read("jdbc:databricks://" + TOKEN + "@h?http_path=/p"));
    assertTrue(misplaced.getMessage().contains("belongs into password"), misplaced.getMessage());
    assertFalse(misplaced.getMessage().contains(TOKEN), misplaced.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "https://Dbc-1.Cloud.Example/, dbc-1.cloud.example, 443, /p",
    "HTTPS://h:8443/default, h, 8443, /p",
    "https://h/?o=123, h, 443, /p?o=123",
    "https://h?o=123, h, 443, /p?o=123",
    "https://h/browse/folders/1?o=123, h, 443, /p?o=123",
    "H/, h, 443, /p",
    "h:99, h, 99, /p",
    "127.0.0.1:99, 127.0.0.1, 99, /p",
    "cafe:99, cafe, 99, /p",
    "[::1]:99, ::1, 99, /p"
  })
  void hostMayBeAnAddressOfTheWorkspace(String address, String host, int port, String path)
      throws ConfigException {
    Properties properties = new Properties();
    properties.setProperty("host", address);
    for (ConnectionConfig config :
        List.of(
            ConfigParser.parse("jdbc:databricks:;httpPath=/p;PWD=t", properties),
            read("jdbc:databricks://" + address + ";httpPath=/p;PWD=t"))) {
      assertEquals(host, config.endpoint().host());
      assertEquals(port, config.endpoint().port());
      assertEquals(path, config.endpoint().httpPath());
      boolean page = address.contains("browse");
      boolean schema = config.session().schema() == null && address.contains("default");
      assertEquals(page || schema ? 1 : 0, config.warnings().size(), config.warnings()::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "h/sql/1.0/warehouses/ab, /sql/1.0/warehouses/ab",
    "https://h/sql/1.0/endpoints/ab/, /sql/1.0/endpoints/ab",
    "https://h/sql/1.0/warehouses/ab?o=12, /sql/1.0/warehouses/ab?o=12",
    "https://h/sql/warehouses/ab?o=12, /sql/1.0/warehouses/ab?o=12",
    "https://h/sql/protocolv1/o/34/1-2-x?o=12, /sql/protocolv1/o/34/1-2-x",
    "https://h/sql/protocolv1/o/0/1-2-x?o=12, /sql/protocolv1/o/0/1-2-x?o=12",
  })
  void addressMayNameTheCompute(String address, String path) throws ConfigException {
    assertEquals(
        path, read("jdbc:databricks://" + address + ";PWD=t").endpoint().httpPath(), address);
    Properties properties = new Properties();
    properties.setProperty("host", address);
    properties.setProperty("token", "t");
    assertEquals(
        path, ConfigParser.parse("jdbc:databricks:", properties).endpoint().httpPath(), address);
    properties.setProperty("httpPath", "/other?o=1");
    assertEquals(
        "/other?o=1", ConfigParser.parse("jdbc:databricks:", properties).endpoint().httpPath());
  }

  @Test
  void workspaceOfASharedHostIsSentOnce() throws ConfigException {
    String url = "jdbc:databricks://h;PWD=t;workspaceId=12;httpPath=";
    assertEquals("/p?o=12", read(url + "/p").endpoint().httpPath());
    assertEquals("/p?a=b&o=12", read(url + "/p?a=b").endpoint().httpPath());
    assertEquals("/p?o=5", read(url + "/p?o=5").endpoint().httpPath());
    ConfigException wrong =
        assertThrows(ConfigException.class, () -> read(url.replace("12", "1 2") + "/p"));
    assertTrue(wrong.getMessage().contains("workspaceId is wrong"), wrong.getMessage());
  }

  @Test
  void namesOfThePythonDriverMeanTheSame() throws ConfigException {
    ConnectionConfig config =
        read(
            "jdbc:databricks:?SERVER_HOSTNAME=h&HTTP_PATH=p&access_token=t&database=s&_port=99"
                + "&_user_agent_entry=me&_tls_trusted_ca_file=/ca.pem&use_cloud_fetch=false"
                + "&_socket_timeout=30&_retry_stop_after_attempts_duration=60"
                + "&max_download_threads=3&_use_arrow_native_complex_types=0&_tls_no_verify=False"
                + "&session_configuration={\"ansi_mode\": true, 'b': \"x, y\", c=d}&use_sea=false");
    assertEquals("h", config.endpoint().host());
    assertEquals("/p", config.endpoint().httpPath());
    assertEquals(99, config.endpoint().port());
    assertEquals("t", GivenToken.in(config));
    assertEquals("s", config.session().schema());
    assertEquals("me", config.userAgentEntry());
    assertEquals("/ca.pem", String.valueOf(config.tls().trustStore()));
    assertFalse(config.fetch().cloudFetch());
    assertFalse(config.fetch().complexTypes());
    assertEquals(3, config.fetch().downloadThreads());
    assertEquals(Duration.ofSeconds(30), config.limits().socket());
    assertEquals(Duration.ofSeconds(60), config.limits().retry());
    assertEquals(Map.of("ansi_mode", "true", "b", "x, y", "c", "d"), config.session().settings());
    assertEquals(List.of(), config.warnings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_tls_no_verify=1",
        "_tls_verify_hostname=0",
        "_retry_delay_max=1",
        "http_headers=SECRET",
        "auth_type=databricks-oauth",
        "KrbRealm=SECRET",
        "use_sea=1"
      })
  void namesOfOtherDriversWithoutEffectAreToldOf(String option) throws ConfigException {
    List<String> warnings = read(LIKE_SQLALCHEMY + "&" + option).warnings();
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).contains("has no effect"), warnings::toString);
    assertFalse(warnings.get(0).contains("SECRET"), warnings::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a=b,c", "\"a\"x=b", "{\"SECRET\": 'x' y}", ",", "=b"})
  void settingsInAListAreNamesAndValues(String list) {
    Properties properties = new Properties();
    properties.setProperty("session_configuration", list);
    ConfigException wrong =
        assertThrows(ConfigException.class, () -> ConfigParser.parse(LIKE_SQLALCHEMY, properties));
    assertTrue(wrong.getMessage().contains("session_configuration is wrong"), wrong.getMessage());
    assertFalse(wrong.getMessage().contains("SECRET"), wrong.getMessage());
  }

  @Test
  void renderedUrlsReadBackWhateverTheForm() throws ConfigException {
    for (String url :
        List.of(
            LIKE_SQLALCHEMY,
            "jdbc:databricks:;host=h;httpPath={/a;b?catalog=c};token=t;catalog={{x}}}",
            "jdbc:databricks://https://token:" + TOKEN + "@H/?o=12;httpPath=/p;schema={a?b=c}")) {
      ConnectionConfig config = read(url);
      String shown = JdbcUrl.render(config);
      assertFalse(shown.contains(TOKEN), shown);
      assertTrue(JdbcUrl.accepts(shown), shown);
      ConnectionConfig again = read(shown + ";PWD=t");
      assertEquals(config.endpoint().httpPath(), again.endpoint().httpPath());
      assertEquals(config.session(), again.session());
      assertEquals(shown, JdbcUrl.render(again));
    }
  }

  /** As a dialog asks with every key that is pressed. */
  @Test
  void halfTypedUrlsAreDescribedWithoutSecrets() {
    String longest = LIKE_SQLALCHEMY + "&PWD={" + TOKEN + ";};ProxyPwd=" + TOKEN;
    for (int length = 0; length <= longest.length(); length++) {
      String typed = longest.substring(0, length);
      String all = PropertyDescription.list(typed, null).toString();
      assertFalse(all.contains(TOKEN.substring(0, 6)), typed);
      try {
        read(typed);
      } catch (ConfigException e) {
        assertFalse(e.getMessage().contains(TOKEN.substring(0, 6)), e.getMessage());
      }
    }
    String misplaced = "jdbc:databricks://" + TOKEN + "@h";
    assertFalse(PropertyDescription.list(misplaced, null).toString().contains(TOKEN));
    assertFalse(JdbcUrl.parse(LIKE_SQLALCHEMY).toString().contains(TOKEN));
  }

  @Test
  void urlsThatFuzzingBeginsWithAreRead() throws ConfigException {
    for (byte[] seed : UrlFuzzTest.urls().toList()) {
      String url = "jdbc:databricks:" + new String(seed, StandardCharsets.UTF_8);
      ConnectionConfig config = read(url);
      assertTrue(GivenToken.in(config).startsWith("dapi0123456789"), url);
      assertFalse((config + JdbcUrl.render(config)).contains("dapi"), url);
    }
  }

  @Test
  void garbledUrlsAreReadOrRefusedInWords() {
    SplittableRandom random = new SplittableRandom(1);
    String signs = "{}%;?&=@:/#[]+,\"' a0";
    for (int i = 0; i < 5_000; i++) {
      StringBuilder url = new StringBuilder(LIKE_SQLALCHEMY + ";session_configuration={a=b}");
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int place = "jdbc:databricks:".length();
        place += random.nextInt(url.length() - place);
        url.replace(
            place,
            Math.min(url.length(), place + random.nextInt(3)),
            String.valueOf(signs.charAt(random.nextInt(signs.length()))));
      }
      try {
        ConnectionConfig config = read(url.toString());
        assertFalse(config.toString().contains(TOKEN), url.toString());
        assertTrue(JdbcUrl.accepts(JdbcUrl.render(config)), url.toString());
      } catch (ConfigException refused) {
        assertFalse(refused.getMessage().contains(TOKEN), refused.getMessage());
      }
    }
  }

  @Test
  void portBeforeItsHostIsTypedIsNoToken() {
    assertNull(JdbcUrl.parse("jdbc:databricks://token:" + TOKEN).port());
  }
}
