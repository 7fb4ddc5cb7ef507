package io.github.lakewire.jdbc.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.config.SignIn.Subject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which way to sign in the properties ask for, in the names of the official driver. */
class SignInParserTest {
  private static final String HOST = "https://h.example:443/oidc/";

  private static SignIn read(String options) throws ConfigException {
    ConnectionConfig config =
        ConfigParser.parse(
            "jdbc:databricks://h.example;httpPath=/sql/1.0/warehouses/a;" + options, null);
    assertFalse(config.toString().contains("SECRET"), config.toString());
    return config.signIn();
  }

  private static String problem(String options) {
    ConfigException wrong = assertThrows(ConfigException.class, () -> read(options));
    assertFalse(wrong.getMessage().contains("SECRET"), wrong.getMessage());
    return String.valueOf(wrong.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AuthMech=11;Auth_Flow=1;OAuth2ClientId=id;OAuth2Secret=SECRET",
        "AuthMech=11;Auth_Flow=1;UID=id;PWD=SECRET",
        "AuthMech=11;OAuth2ClientId=id;OAuth2Secret=SECRET",
        "Auth_Flow=1;OAuth2ClientId=id;OAuth2Secret=SECRET",
        "client_id=id;client_secret=SECRET"
      })
  void machineHasIdAndSecret(String options) throws ConfigException {
    SignIn.Machine machine = assertInstanceOf(SignIn.Machine.class, read(options));
    assertEquals(new SignIn.Client("id", new Secret("SECRET"), false, null), machine.client());
    assertEquals("all-apis", machine.issuer().scope());
    assertEquals(
        HOST + ".well-known/oauth-authorization-server", machine.issuer().discovery().toString());
    assertNull(machine.issuer().tokenEndpoint());
    assertNull(machine.azure());
  }

  @Test
  void addressesOfTheIdentityProviderCanBeNamed() throws ConfigException {
    String machine = "Auth_Flow=1;UID=id;PWD=SECRET;";
    SignIn.Machine own =
        assertInstanceOf(
            SignIn.Machine.class,
            read(
                machine
                    + "OIDCDiscoveryEndpoint=https://i.example/d;Auth_Scope=a b;"
                    + "OAuth2ConnAuthTokenEndpoint=https://i.example/t"));
    assertEquals("https://i.example/d", own.issuer().discovery().toString());
    assertEquals("https://i.example/t", String.valueOf(own.issuer().tokenEndpoint()));
    assertEquals("a b", own.issuer().scope());
    SignIn.Machine fixed =
        assertInstanceOf(SignIn.Machine.class, read(machine + "EnableOIDCDiscovery=0"));
    assertEquals(HOST + "v1/token", String.valueOf(fixed.issuer().tokenEndpoint()));
    assertTrue(problem(machine + "tokenEndpoint=nowhere").contains("tokenEndpoint is wrong"));
  }

  @Test
  void keyTakesThePlaceOfTheSecret() throws ConfigException {
    SignIn.Machine machine =
        assertInstanceOf(
            SignIn.Machine.class,
            read(
                "AuthMech=11;Auth_Flow=1;UseJWTAssertion=1;OAuth2ClientId=id;OAuth2Secret=SECRET;"
                    + "Auth_JWT_Key_File=/k.pem;Auth_JWT_Alg=ES384;Auth_KID=k1;"
                    + "Auth_JWT_Key_Passphrase=SECRETphrase"));
    assertNull(machine.client().secret());
    assertEquals(
        new SignIn.AssertionKey(Path.of("/k.pem"), new Secret("SECRETphrase"), "ES384", "k1"),
        machine.client().key());
    SignIn.Machine plain =
        assertInstanceOf(SignIn.Machine.class, read("clientId=id;jwtKeyFile=/k.pem"));
    assertNotNull(plain.client().key());
    assertEquals("RS256", plain.client().key().algorithm());
  }

  @ParameterizedTest
  @ValueSource(strings = {"AuthMech=11;Auth_Flow=1", "Auth_Flow=1;UID=token;PWD=SECRET"})
  void machineWithoutAnIdIsIncomplete(String options) {
    assertTrue(problem(options).contains("clientId is missing"), problem(options));
  }

  @Test
  void machineWithoutASecretIsIncomplete() {
    assertTrue(problem("Auth_Flow=1;UID=id").contains("clientSecret is missing"));
    assertTrue(problem("Auth_Flow=1;UID=id;UseJWTAssertion=1").contains("jwtKeyFile is missing"));
    assertTrue(
        problem("Auth_Flow=1;UID=i;Auth_JWT_Key_File=/k;Auth_JWT_Alg=HS256")
            .contains("jwtAlgorithm"));
  }

  @Test
  void principalOfEntraSignsInAtItsTenant() throws ConfigException {
    ConnectionConfig config =
        ConfigParser.parse(
            "jdbc:databricks://adb-1.2.azuredatabricks.net;httpPath=/p;AuthMech=11;Auth_Flow=1;"
                + "OAuth2ClientId=id;OAuth2Secret=SECRET;AzureTenantId=t-1;"
                + "azure_workspace_resource_id=/subscriptions/s",
            null);
    SignIn.Machine machine = assertInstanceOf(SignIn.Machine.class, config.signIn());
    assertEquals(
        "https://login.microsoftonline.com/t-1/oauth2/v2.0/token",
        String.valueOf(machine.issuer().tokenEndpoint()));
    assertEquals("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default", machine.issuer().scope());
    assertEquals(new SignIn.AzureWorkspace("/subscriptions/s"), machine.azure());
    assertTrue(machine.client().secretInForm());
    assertTrue(
        problem("Auth_Flow=1;UID=i;PWD=SECRET;AzureTenantId=a/b")
            .contains("azureTenantId is wrong"));
  }

  @Test
  void managedIdentityNeedsNothing() throws ConfigException {
    assertEquals(
        "http://169.254.169.254", identity("AuthMech=11;Auth_Flow=3").metadata().toString());
    SignIn.ManagedIdentity named =
        identity("AuthMech=11;Auth_Flow=3;OAuth2ClientId=id;azureMetadataUrl=http://127.0.0.1:1");
    assertEquals("id", named.clientId());
    assertEquals("http://127.0.0.1:1", named.metadata().toString());
  }

  private static SignIn.ManagedIdentity identity(String options) throws ConfigException {
    return assertInstanceOf(SignIn.ManagedIdentity.class, read(options));
  }

  @Test
  void refreshTokenIsOfAClient() throws ConfigException {
    SignIn.Refresh refresh =
        assertInstanceOf(
            SignIn.Refresh.class,
            read("AuthMech=11;Auth_Flow=0;Auth_RefreshToken=SECRET;OAuth2ClientId=id"));
    assertEquals(new Secret("SECRET"), refresh.refreshToken());
    assertEquals("id", refresh.client().id());
  }

  @Test
  void tokensOfOthersAreExchanged() throws ConfigException {
    SignIn.Federated file =
        assertInstanceOf(
            SignIn.Federated.class,
            read("oidcTokenFile=/var/token;Identity_Federation_Client_Id=sp"));
    assertEquals(new Subject.InFile(Path.of("/var/token")), file.subject());
    assertEquals("sp", file.client().id());
    SignIn.Federated variable =
        assertInstanceOf(SignIn.Federated.class, read("AuthMech=11;oidc_token_env=TOKEN"));
    assertEquals(new Subject.InVariable("TOKEN"), variable.subject());
    SignIn.Federated given =
        assertInstanceOf(
            SignIn.Federated.class,
            read("Auth_AccessToken=SECRET;AuthMech=11;EnableTokenFederation=1"));
    assertEquals(new Subject.Given(new SignIn.Token(new Secret("SECRET"))), given.subject());
    assertInstanceOf(
        SignIn.Token.class, read("Auth_AccessToken=SECRET;AuthMech=11;EnableTokenFederation=0"));
  }

  @Test
  void personalTokenGoesBeforeAClient() throws ConfigException {
    assertInstanceOf(SignIn.Token.class, read("PWD=SECRET;clientId=id;clientSecret=SECRET2"));
    assertInstanceOf(
        SignIn.Token.class, read("AuthMech=3;PWD=SECRET;clientId=id;clientSecret=SECRET2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GoogleServiceAccount=a", "GoogleCredentialsFile=/k"})
  void googlesOwnSignInIsRefusedAndTheAlternativeNamed(String options) {
    assertTrue(problem("PWD=SECRET;" + options).contains("tokenProvider"));
  }

  @Test
  void clientOfTheEnvironmentIsForItsHost() throws ConfigException {
    ProcessEnvironment environment =
        new ProcessEnvironment(
            Map.of(
                "DATABRICKS_HOST", "h.example",
                "DATABRICKS_HTTP_PATH", "/p",
                "DATABRICKS_CLIENT_ID", "id",
                "DATABRICKS_CLIENT_SECRET", "SECRET"),
            null);
    assertInstanceOf(
        SignIn.Machine.class,
        ConfigParser.parse("jdbc:databricks:", new Properties(), environment).signIn());
    ConfigException other =
        assertThrows(
            ConfigException.class,
            () ->
                ConfigParser.parse(
                    "jdbc:databricks://other.example;httpPath=/p;Auth_Flow=1",
                    new Properties(),
                    environment));
    assertTrue(
        String.valueOf(other.getMessage()).contains("it is for another host"), other.getMessage());
  }

  @Test
  void whereNobodySignsInCredentialsAreNeitherMissedNorLookedAt() throws ConfigException {
    String url = "jdbc:databricks://h.example;httpPath=/p;socketTimeout=7";
    assertTrue(problem("").contains("token"), problem(""));
    Properties properties = new Properties();
    assertEquals(new SignIn.None(), ConfigParser.parseWithoutSignIn(url, properties).signIn());
    properties.setProperty("password", "SECRET");
    properties.setProperty("AuthMech", "99");
    ConnectionConfig config = ConfigParser.parseWithoutSignIn(url, properties);
    assertEquals(new SignIn.None(), config.signIn());
    assertEquals(7, config.limits().socket().toSeconds());
    assertFalse(config.toString().contains("SECRET"), config.toString());
  }

  @Test
  void whereNobodySignsInOtherPropertiesMustBeRight() {
    ConfigException wrong =
        assertThrows(
            ConfigException.class,
            () ->
                ConfigParser.parseWithoutSignIn(
                    "jdbc:databricks://h.example;httpPath=/p;socketTimeout=soon", null));
    assertTrue(String.valueOf(wrong.getMessage()).contains("socketTimeout"), wrong.getMessage());
  }
}
