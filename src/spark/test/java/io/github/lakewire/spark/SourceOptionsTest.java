package io.github.lakewire.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.PartitionedQuery;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceOptionsTest {
  private static final String URL = "jdbc:databricks://host;httpPath=/sql/1.0/warehouses/abc";

  private static SourceOptions options(String... namesAndValues) {
    Map<String, String> map = new HashMap<>(Map.of("url", URL, "token", "dapi-secret"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return SourceOptions.of(new CaseInsensitiveStringMap(map));
  }

  private static String refusal(String... namesAndValues) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> options(namesAndValues));
    assertFalse(String.valueOf(refused.getMessage()).contains("dapi"), refused.getMessage());
    return refused.getMessage();
  }

  @Test
  void whatIsAbsentHasItsDefault() {
    SourceOptions options = options("dbtable", "t");
    assertEquals(PartitionedQuery.TARGET_BYTES, options.partitionBytes());
    assertEquals(LinkRenewal.COORDINATOR, options.linkRenewal());
    assertTrue(options.pushDown());
  }

  @ParameterizedTest
  @CsvSource({
    "t, `t`",
    "s.t, `s`.`t`",
    "c.s.t, `c`.`s`.`t`",
    "c.`s.x`.`a``b`, `c`.`s.x`.`a``b`",
    "`two words`, `two words`",
  })
  void namesOfTablesAreOfUpToThreeParts(String name, String source) {
    Relation relation = options("dbtable", name).relation();
    assertEquals(source, relation.source());
    assertEquals("SELECT * FROM " + source, relation.statement());
  }

  @Test
  void namesOfTablesNeverBecomeSyntax() {
    assertTrue(refusal("dbtable", "(SELECT 1)").contains("dbtable"));
    assertTrue(refusal("dbtable", "a.b.c.d").contains("dbtable"));
    assertTrue(refusal("dbtable", "t; DROP TABLE t").contains("dbtable"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1;", "SELECT 1 ; ; ", "SELECT 1\n"})
  void queriesEndWithoutSemicolon(String query) {
    assertEquals("SELECT 1", options("query", query).relation().statement());
  }

  @Test
  void commentsAtTheEndOfQueriesHideNothing() {
    assertEquals(
        "(\nSELECT 1 -- one;  two\n)",
        options("query", "SELECT 1 -- one;  two").relation().source());
  }

  @Test
  void eitherQueryOrTableIsNeeded() {
    assertTrue(refusal().contains("query"));
    assertTrue(refusal("query", "SELECT 1", "dbtable", "t").contains("dbtable"));
    assertTrue(refusal("query", " ; ").contains("query"));
  }

  @Test
  void wrongOptionsAreNamed() {
    assertTrue(refusal("dbtable", "t", "url", "").contains("url"));
    assertTrue(refusal("dbtable", "t", "url", "jdbc:other://dapi").contains("url"));
    assertTrue(refusal("dbtable", "t", "partitionBytes", "0").contains("partitionBytes"));
    assertTrue(refusal("dbtable", "t", "partitionBytes", "many").contains("partitionBytes"));
    assertTrue(refusal("dbtable", "t", "linkRenewal", "magic").contains("linkRenewal"));
    assertTrue(refusal("dbtable", "t", "pushDown", "perhaps").contains("pushDown"));
    assertTrue(refusal("dbtable", "t", "timezone", "UTC").contains("timeZone"));
    assertTrue(refusal("path", "t", "dbtable", "t").contains("dbtable"));
  }

  @Test
  void sizesMayHaveUnits() {
    assertEquals(64 << 20, options("dbtable", "t", "PARTITIONBYTES", "64m").partitionBytes());
    assertEquals(7, options("dbtable", "t", "partitionBytes", "7").partitionBytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token",
        "password",
        "PWD",
        "accessToken",
        "Auth_AccessToken",
        "access_token",
        "refreshToken",
        "clientSecret",
        "OAuth2Secret",
        "jwtKeyPassphrase",
        "tokenCachePassPhrase",
        "SSLTrustStorePwd",
        "proxyPassword",
        "clientKeyPassword",
        "session.my.secret",
        "ssp_key",
        "http.header.Authorization",
      })
  void secretsReachNeitherTextsNorExecutors(String name) {
    SourceOptions options = options("dbtable", "t", name, "dapi-value");
    assertFalse(options.toString().contains("dapi"), options.toString());
    assertFalse(options.connection().forExecutors("UTC").toString().contains("dapi"));
    assertFalse(
        new LakewireTable(options, new org.apache.spark.sql.types.StructType(), Map.of())
            .toString()
            .contains("dapi"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:databricks://host;PWD=dapi1",
        "jdbc:databricks://host?password=dapi1",
        "jdbc:databricks://token:dapi1@host",
        "jdbc:databricks://host;httpPath=/sql/x; accessToken=dapi1",
      })
  void credentialsInUrlsAreNotSentToExecutors(String url) {
    assertTrue(ConnectionSettings.hasSecrets(url));
    SourceOptions options = options("url", url, "dbtable", "t");
    assertFalse(options.toString().contains("dapi"));
    assertThrows(IllegalArgumentException.class, () -> options.connection().urlWithoutSecrets());
  }

  @Test
  void otherPropertiesReachExecutors() {
    Map<String, String> sent =
        options("dbtable", "t", "tokenProvider", "my.Tokens", "downloadThreads", "3")
            .connection()
            .forExecutors("Asia/Tokyo");
    assertEquals(
        Map.of("tokenProvider", "my.Tokens", "downloadThreads", "3", "timezone", "Asia/Tokyo"),
        sent);
    assertFalse(ConnectionSettings.hasSecrets(URL));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:databricks://h;httpPath=/sql/1.0/warehouses/a, true",
    "jdbc:databricks://h;httpPath=/sql/1.0/warehouses/a;session.ansi_mode=false, false",
    "jdbc:databricks://h;httpPath=/sql/1.0/warehouses/a;ssp_spark.sql.ansi.enabled=false, false",
    "jdbc:databricks://h;httpPath=/sql/protocolv1/o/1/a, false",
  })
  void warehousesFailWhereSumsDoNotFit(String url, boolean ansi) {
    assertEquals(ansi, options("url", url, "dbtable", "t").connection().isAnsi());
  }
}
