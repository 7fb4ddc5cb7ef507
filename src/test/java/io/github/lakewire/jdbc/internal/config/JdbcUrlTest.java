package io.github.lakewire.jdbc.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {
  private static final String TOKEN = "dapi0123456789abcdef";
  private static final String REST = ";httpPath=/sql/1.0/warehouses/abc;PWD=" + TOKEN;

  private static ConnectionConfig read(String url) throws ConfigException {
    return ConfigParser.parse(url, null);
  }

  @Test
  void acceptsOnlyItsOwnScheme() {
    assertTrue(JdbcUrl.accepts("jdbc:databricks://host"));
    assertTrue(JdbcUrl.accepts("JDBC:DataBricks://host"));
    assertFalse(JdbcUrl.accepts(null));
    assertFalse(JdbcUrl.accepts(""));
    assertTrue(JdbcUrl.accepts("jdbc:databricks:"));
    assertTrue(JdbcUrl.accepts("jdbc:databricks://"));
    assertTrue(JdbcUrl.accepts("jdbc:databricks:;profile=p"));
    assertTrue(JdbcUrl.accepts("jdbc:databricks:?profile=p"));
    assertFalse(JdbcUrl.accepts("jdbc:databricks"));
    assertFalse(JdbcUrl.accepts("jdbc:databricks:other://host"));
    assertFalse(JdbcUrl.accepts("jdbc:databricks:host"));
    assertFalse(JdbcUrl.accepts("jdbc:spark://host"));
    assertFalse(JdbcUrl.accepts("databricks://host"));
  }

  @Test
  void readsTheUrlOfTheConnectionDetails() throws ConfigException {
    ConnectionConfig config =
        read(
            "jdbc:databricks://adb-1.2.azuredatabricks.net:443/default;transportMode=http;ssl=1;"
                + "AuthMech=3;UID=token;PWD="
                + TOKEN
                + ";httpPath=/sql/1.0/warehouses/0123456789abcdef;");
    assertEquals("adb-1.2.azuredatabricks.net", config.endpoint().host());
    assertEquals(443, config.endpoint().port());
    assertTrue(config.endpoint().tls());
    assertEquals("/sql/1.0/warehouses/0123456789abcdef", config.endpoint().httpPath());
    assertEquals("default", config.session().schema());
    assertNull(config.session().catalog());
    assertEquals(TOKEN, GivenToken.in(config));
    assertTrue(config.warnings().isEmpty(), config.warnings().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "h,h,443,",
    "h:8443,h,8443,",
    "h:,h,443,",
    "h/,h,443,",
    "h:1/,h,1,",
    "h/sales,h,443,sales",
    "h/my%20schema,h,443,my schema",
    "h/sales/,h,443,sales",
    "[::1],::1,443,",
    "[2001:db8::1]:99/s,2001:db8::1,99,s",
    "my_host.example,my_host.example,443,",
    "10.0.0.1:80,10.0.0.1,80,"
  })
  void hostPortAndSchemaAreOptionalParts(String place, String host, int port, String schema)
      throws ConfigException {
    ConnectionConfig config = read("jdbc:databricks://" + place + REST);
    assertEquals(host, config.endpoint().host());
    assertEquals(port, config.endpoint().port());
    assertEquals(schema, config.session().schema());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:databricks://h;;;httpPath=/p;;PWD=t;",
        "jdbc:databricks://h/;httpPath=/p;PWD=t;",
        "jdbc:databricks://h; httpPath = /p ; PWD = t ",
        "jdbc:databricks://h;HTTPPATH=p;pwd=t",
        "jdbc:databricks://h;HttpPath=%2Fp;token=t",
        "jdbc:databricks://h;http_path=/p;access_token=t",
        "jdbc:databricks://h;httpPath=/x;PWD=old;httpPath=/p;password=t",
        "jdbc:databricks://;host=h;httpPath=/p;PWD=t"
      })
  void spellingsOfTheSame(String url) throws ConfigException {
    ConnectionConfig config = read(url);
    assertEquals("h", config.endpoint().host());
    assertEquals("/p", config.endpoint().httpPath());
    assertEquals("t", GivenToken.in(config));
    assertTrue(config.warnings().isEmpty(), config.warnings().toString());
  }

  @Test
  void valuesKeepEqualsSignsAndEscapedSemicolons() throws ConfigException {
    ConnectionConfig config =
        read(
            "jdbc:databricks://h"
                + REST
                + ";httpPath=/sql/protocolv1/o/1/c?o=12;ssp_query_tags=a:b%3Bc=d;ConnCatalog=K%C3%B6ln"
                + ";UserAgentEntry=DBeaver+25");
    assertEquals("/sql/protocolv1/o/1/c?o=12", config.endpoint().httpPath());
    assertEquals("a:b;c=d", config.session().settings().get("query_tags"));
    assertEquals("Köln", config.session().catalog());
    assertEquals("DBeaver+25", config.userAgentEntry());
  }

  @ParameterizedTest
  @CsvSource({"100%,100%", "%zz,%zz", "a%2,a%2", "%41,A", "%FF,%FF", "%e2%82%ac,€", "%,%"})
  void onlyValidEscapesAreDecoded(String text, String value) {
    assertEquals(value, UrlParser.decode(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:databricks://h:abc | port",
        "jdbc:databricks://h:0 | port",
        "jdbc:databricks://h:65536 | port",
        "jdbc:databricks://h:-1 | port",
        "jdbc:databricks://[::1 | IPv6",
        "jdbc:databricks://[h] | IPv6",
        "jdbc:databricks://[::1]x | between the host and the port",
        "jdbc:databricks://a b | host",
        "jdbc:databricks://token:secretsecret | port",
        "jdbc:databricks://token:secret/secretsecret@h | an @ after the host",
        "jdbc:databricks://h/sql/2.0/warehouses/x | names one schema",
        "jdbc:databricks://h;catalog={secretsecret | property 1 of the URL begins with {",
        "jdbc:databricks://h;catalog={a}secretsecret | property 1 of the URL begins with {",
        "jdbc:databricks://h?catalog={secretsecret&schema=s | property 1 of the URL begins with {",
        "jdbc:mysql://h | must look like",
        "jdbc:databricks:// | host is missing"
      })
  void malformedUrlsNameThePartAndNoSecret(String url, String part) {
    ConfigException problem =
        assertThrows(ConfigException.class, () -> read(url + REST.replace("PWD", "Pwd")));
    assertTrue(problem.getMessage().contains(part), problem.getMessage());
    assertFalse(problem.getMessage().contains(TOKEN), problem.getMessage());
    assertFalse(problem.getMessage().contains("secretsecret"), problem.getMessage());
  }

  @Test
  void renderedUrlHoldsNoSecretAndReadsBack() throws ConfigException {
    ConnectionConfig config =
        read(
            "jdbc:databricks://[::1]:1234/plain;ConnCatalog=a%3Bb%25 c;ConnSchema=%20x%20;ssl=0"
                + ";http.header.X-Api-Key=headersecret"
                + REST
                + "?o=1");
    String url = JdbcUrl.render(config);
    assertFalse(url.contains(TOKEN), url);
    assertFalse(url.contains("headersecret"), url);
    assertTrue(JdbcUrl.accepts(url));
    Properties properties = new Properties();
    properties.setProperty("password", TOKEN + "?o=1");
    ConnectionConfig again = ConfigParser.parse(url, properties);
    assertEquals(config.session(), again.session());
    assertEquals(config.endpoint().httpPath(), again.endpoint().httpPath());
    assertEquals(config.endpoint().host(), again.endpoint().host());
    assertEquals(config.endpoint().port(), again.endpoint().port());
    assertEquals(config.endpoint().tls(), again.endpoint().tls());
    assertEquals(url, JdbcUrl.render(again));
  }
}
