package io.github.lakewire.jdbc.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserSignInParserTest {
  private static final Path HOME = Path.of("/home/ada");

  private static ConnectionConfig config(String more) throws ConfigException {
    return ConfigParser.parse(
        "jdbc:databricks://dbc.example:443;httpPath=/sql/1.0/warehouses/a;AuthMech=11;Auth_Flow=2"
            + more,
        null,
        new ProcessEnvironment(Map.of(), HOME));
  }

  private static SignIn.User user(String more) throws ConfigException {
    return assertInstanceOf(SignIn.User.class, config(more).signIn());
  }

  @Test
  void defaultsAreThoseOfTheOfficialDriverAndNothingIsKeptOnDisk() throws Exception {
    SignIn.User user = user("");
    assertEquals("databricks-sql-jdbc", user.client().id());
    assertNull(user.client().secret());
    assertEquals("sql offline_access", user.issuer().scope());
    assertEquals(List.of(8020), user.ports());
    assertEquals(Duration.ofSeconds(120), user.timeout());
    assertEquals(SignIn.User.With.AUTO, user.with());
    assertNull(user.authorizationEndpoint());
    assertNull(user.refreshToken());
    assertNull(user.store());
  }

  @Test
  void officialNamesAreUnderstood() throws Exception {
    SignIn.User user =
        user(
            ";OAuth2ClientId=mine;Auth_Scope=all-apis;OAuth2RedirectUrlPort=8021, 8022"
                + ";OAuthWebServerTimeout=30;Auth_RefreshToken=dapi-old"
                + ";OAuth2AuthorizationEndPoint=https://id.example/authorize"
                + ";EnableTokenCache=1;TokenCachePassPhrase=dapi-words;signInWith=Device");
    assertEquals("mine", user.client().id());
    assertEquals("all-apis", user.issuer().scope());
    assertEquals(List.of(8021, 8022), user.ports());
    assertEquals(Duration.ofSeconds(30), user.timeout());
    assertEquals(new Secret("dapi-old"), user.refreshToken());
    assertEquals(URI.create("https://id.example/authorize"), user.authorizationEndpoint());
    assertEquals(SignIn.User.With.DEVICE, user.with());
    assertEquals(
        new SignIn.User.Store(HOME.resolve(".lakewire"), new Secret("dapi-words")), user.store());
    assertFalse(user.toString().contains("dapi-"), user.toString());
  }

  @Test
  void withoutDiscoveryPeopleSignInAtTheWorkspace() throws Exception {
    SignIn.User user = user(";EnableOIDCDiscovery=0");
    assertEquals(
        URI.create("https://dbc.example:443/oidc/v1/authorize"), user.authorizationEndpoint());
  }

  @Test
  void theFolderMayBeElsewhereAndTheCacheSwitchedOff() throws Exception {
    assertEquals(
        Path.of("/tmp/x"),
        user(";tokenCachePassPhrase=dapi-a;tokenCacheFolder=/tmp/x").store().folder());
    assertNull(user(";tokenCachePassPhrase=dapi-a;EnableTokenCache=0").store());
    assertNull(user(";tokenCacheFolder=/tmp/x").store());
  }

  @Test
  void portsThatAreNoneAreToldWithoutTheirText() {
    for (String wrong : List.of("x", "8020;", "70000", "-1", "80,,81", "8020-8024")) {
      ConfigException told =
          assertThrows(ConfigException.class, () -> user(";redirectPort={" + wrong + "}"), wrong);
      assertTrue(told.getMessage().contains("redirectPort is wrong"), told.getMessage());
    }
  }

  @Test
  void aTokenBesideItIsIgnoredWithAWarning() throws Exception {
    List<String> warnings = config(";PWD=dapi-unused").warnings();
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).contains("password is ignored"), warnings.toString());
  }
}
