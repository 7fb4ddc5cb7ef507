package io.github.lakewire.jdbc.internal.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is made of answers that a good identity provider would not give, and how often it is asked.
 */
class OAuthClientTest {
  private static final String JSON = "Content-Type: application/json";
  private static final Map<String, String> GRANT = Map.of("grant_type", "client_credentials");
  private static final ClientLogin MACHINE =
      new ClientLogin(new SignIn.Client("machine", new Secret("s/SECRET"), false, null));

  private RawSocketServer server;
  private ConnectionConfig config;

  @BeforeEach
  void start() throws Exception {
    server = new RawSocketServer();
    config =
        ConfigParser.parse(
            "jdbc:databricks://h.example;httpPath=/p;PWD=t;userAgentEntry=app", null);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private OAuthClient client(boolean discovered) {
    URI base = URI.create("http://127.0.0.1:" + server.port());
    return new OAuthClient(
        config,
        new SignIn.Issuer(
            base.resolve("/discovery"), discovered ? null : base.resolve("/token"), "all-apis"));
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  private GrantedToken grant(boolean repeatable) throws DriverException {
    return client(false).grant(GRANT, MACHINE, repeatable, soon());
  }

  private DriverException failure(Kind kind, boolean repeatable) {
    DriverException met = assertThrows(DriverException.class, () -> grant(repeatable));
    assertEquals(kind, met.kind(), met.toString());
    for (Throwable cause = met; cause != null; cause = cause.getCause()) {
      assertFalse(cause.toString().contains("SECRET"), cause.toString());
    }
    return met;
  }

  private static RawSocketServer.Response json(String status, String body) {
    return RawSocketServer.answer(status, body, JSON);
  }

  @Test
  void clientIsNamedInTheHeaderAsFormsAreEncoded() throws Exception {
    server.then(json("200 OK", "{\"access_token\":\"t1\",\"expires_in\":\"60\"}"));
    Instant before = Instant.now();
    GrantedToken granted = grant(true);
    assertEquals(Map.of("Authorization", "Bearer t1"), granted.token().headers());
    Instant end = granted.token().expiresAt();
    assertTrue(end != null && !end.isBefore(before.plusSeconds(60)), String.valueOf(end));
    assertNull(granted.refreshToken());
    RawSocketServer.Request request = server.requests().take();
    assertEquals("POST /token HTTP/1.1", request.line());
    // machine:s%2FSECRET
    assertEquals("Basic bWFjaGluZTpzJTJGU0VDUkVU", request.headers().get("authorization"));
    assertEquals(
        "grant_type=client_credentials", new String(request.body(), StandardCharsets.US_ASCII));
    assertTrue(request.headers().get("user-agent").contains("(app)"));
  }

  @Test
  void busyProviderIsAskedAgain() throws Exception {
    server
        .then(json("503 Busy", "{}"))
        .then(json("429 Slow", "{}"))
        .then(json("200 OK", "{\"access_token\":\"t1\"}"));
    assertNull(grant(true).token().expiresAt());
    assertEquals(3, server.requests().size());
  }

  @Test
  void whatMayBeUsedOnceIsSentOnce() {
    server.always(RawSocketServer.hangUp());
    failure(Kind.CANNOT_CONNECT, false);
    assertEquals(1, server.requests().size());
    server.requests().clear();
    server.always(json("503 Busy", "{}"));
    failure(Kind.CANNOT_CONNECT, false);
    assertEquals(1, server.requests().size());
  }

  @Test
  void refusalHasTheProvidersWordsWithoutSecrets() {
    server.always(
        json(
            "401 No",
            "{\"error\":\"invalid_client\",\"error_description\":\"no form-SECRET here\\u0007\"}"));
    ClientLogin inForm =
        new ClientLogin(new SignIn.Client("machine", new Secret("form-SECRET"), true, null));
    DriverException met =
        assertThrows(DriverException.class, () -> client(false).grant(GRANT, inForm, true, soon()));
    assertEquals(Kind.UNAUTHORIZED, met.kind());
    String text = String.valueOf(met.getMessage());
    assertTrue(text.contains("invalid_client (no *** here"), text);
    assertFalse(text.contains("SECRET"), text);
    assertFalse(text.contains("\u0007"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s/SECRET", "s%2FSECRET", "cy9TRUNSRVQ", "bWFjaGluZTpzJTJGU0VDUkVU"})
  void secretOfTheHeaderIsHiddenInEachForm(String form) {
    server.always(
        json(
            "401 No",
            "{\"error\":\"no_" + form + "\",\"error_description\":\"what is " + form + "?\"}"));
    String text = String.valueOf(failure(Kind.UNAUTHORIZED, true).getMessage());
    assertTrue(text.contains("no_*** (what is ***?)"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"access_token\":\"a b\"}", "{\"access_token\":1", "[]"})
  void answerWithoutATokenIsNoToken(String body) {
    server.always(json("200 OK", body));
    failure(Kind.CANNOT_CONNECT_EVER, true);
  }

  @Test
  void redirectIsNotFollowed() {
    server.always(
        RawSocketServer.status("302 Found", "Location: http://127.0.0.1:" + server.port() + "/x"));
    DriverException met = failure(Kind.CANNOT_CONNECT_EVER, true);
    assertTrue(String.valueOf(met.getMessage()).contains("HTTP 302"), met.toString());
    assertEquals(1, server.requests().size());
  }

  @Test
  void answerThatIsTooLongIsNotRead() {
    server.always(json("200 OK", "{\"a\":\"" + "x".repeat(1 << 20) + "\"}"));
    failure(Kind.CANNOT_CONNECT_EVER, true);
  }

  @Test
  void documentNamesTheAddressOnce() throws Exception {
    server
        .then(
            json(
                "200 OK",
                "{\"token_endpoint\":\"http://127.0.0.1:" + server.port() + "/found\",\"x\":[1]}"))
        .then(json("200 OK", "{\"access_token\":\"t1\"}"))
        .then(json("200 OK", "{\"access_token\":\"t2\"}"));
    OAuthClient client = client(true);
    client.grant(GRANT, MACHINE, true, soon());
    client.grant(GRANT, MACHINE, true, soon());
    assertEquals("GET /discovery HTTP/1.1", server.requests().take().line());
    assertEquals("POST /found HTTP/1.1", server.requests().take().line());
    assertEquals("POST /found HTTP/1.1", server.requests().take().line());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://identity.example/token",
        "https://user:SECRET@127.0.0.1/token",
        "ftp://127.0.0.1/token",
        "/token"
      })
  void documentCannotLeadCredentialsAstray(String address) {
    server.always(json("200 OK", "{\"token_endpoint\":\"" + address + "\"}"));
    DriverException met =
        assertThrows(DriverException.class, () -> client(true).grant(GRANT, MACHINE, true, soon()));
    assertEquals(Kind.CANNOT_CONNECT_EVER, met.kind());
    assertFalse(met.toString().contains("SECRET"), met.toString());
    assertEquals(1, server.requests().size());
  }

  @Test
  void documentThatIsNotThereIsToldOf() {
    server.always(json("404 Not Found", "{}"));
    DriverException met =
        assertThrows(DriverException.class, () -> client(true).grant(GRANT, MACHINE, true, soon()));
    assertEquals(Kind.CANNOT_CONNECT_EVER, met.kind());
    assertTrue(String.valueOf(met.getMessage()).contains("/discovery"), met.toString());
  }

  @Test
  void machineInAzureAsksItsMetadataService() throws Exception {
    server
        .then(json("200 OK", "{\"access_token\":\"t1\",\"expires_in\":\"3600\"}"))
        .then(json("200 OK", "{\"access_token\":\"t2\",\"expires_in\":\"60\"}"));
    URI address = URI.create("http://127.0.0.1:" + server.port());
    SignIn.ManagedIdentity identity =
        new SignIn.ManagedIdentity(address, "me", new SignIn.AzureWorkspace("/subscriptions/s"));
    OAuthClient service = new OAuthClient(config, new SignIn.Issuer(address, address, ""));
    SignedToken token = new ManagedIdentityToken(service, identity).obtain(soon());
    assertEquals(
        Map.of(
            "Authorization", "Bearer t1",
            "X-Databricks-Azure-SP-Management-Token", "t2",
            "X-Databricks-Azure-Workspace-Resource-Id", "/subscriptions/s"),
        token.headers());
    assertTrue(
        token.expiresAt() != null && token.expiresAt().isBefore(Instant.now().plusSeconds(100)));
    RawSocketServer.Request first = server.requests().take();
    assertEquals("true", first.headers().get("metadata"));
    assertEquals(
        "GET /metadata/identity/oauth2/token?api-version=2018-02-01"
            + "&resource=2ff814a6-3304-4ab8-85cb-cd0e6f879c1d&client_id=me HTTP/1.1",
        first.line());
    assertTrue(
        server.requests().take().line().contains("resource=https%3A%2F%2Fmanagement.core.windows"));
  }

  @Test
  void machineWithoutAnIdentityIsRefused() {
    server.always(
        json("400 Bad", "{\"error\":\"invalid_request\",\"error_description\":\"not found\"}"));
    URI address = URI.create("http://127.0.0.1:" + server.port());
    SignIn.ManagedIdentity identity = new SignIn.ManagedIdentity(address, null, null);
    OAuthClient service = new OAuthClient(config, new SignIn.Issuer(address, address, ""));
    DriverException met =
        assertThrows(
            DriverException.class,
            () -> new ManagedIdentityToken(service, identity).obtain(soon()));
    assertEquals(Kind.UNAUTHORIZED, met.kind());
  }
}
