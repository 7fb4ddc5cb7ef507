package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.lakewire.jdbc.AccessToken;
import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.TokenProvider;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ways to sign in, against an identity provider whose tokens live a quarter of a minute and a
 * warehouse that refuses them from then on. What is logged meanwhile, and what exceptions say,
 * holds no secret.
 */
class SignInIT {
  private static final int LIFETIME = 15;

  /** Between queries, for the tests beside these. */
  private static final long PAUSE = Duration.ofMillis(100).toNanos();

  private static final String MACHINE = ";AuthMech=11;Auth_Flow=1;OAuth2ClientId=machine";
  private static final String WITH_SECRET = MACHINE + ";OAuth2Secret=machine-SECRET";
  private static final String GRANTED = "client_credentials:200";

  private static final Logger OWN = Logger.getLogger("io.github.lakewire");
  private static final List<String> SAID = new CopyOnWriteArrayList<>();
  private static final Handler LOG = new Log();

  private static IdentityProviderProcess provider;
  private static WarehouseProcess warehouse;

  @TempDir private static Path folder;

  /** Keeps what a log file would hold. */
  private static final class Log extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord entry) {
      SAID.add(formatter.format(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeAll
  static void start() throws Exception {
    provider = IdentityProviderProcess.start(LIFETIME);
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--direct-wait-millis",
            "200",
            "--issuer",
            provider.issuer());
    LOG.setLevel(Level.ALL);
    OWN.setLevel(Level.ALL);
    OWN.addHandler(LOG);
    try (Connection connection = DriverManager.getConnection(warehouse.url() + WITH_SECRET)) {
      // What runs first takes long in a warehouse that has just begun.
      count(connection);
    }
  }

  @AfterAll
  static void stop() {
    OWN.setLevel(null);
    OWN.removeHandler(LOG);
    warehouse.close();
    provider.close();
    assertTrue(SAID.stream().anyMatch(line -> line.contains("Sign-in")), "nothing was logged");
    for (String line : SAID) {
      // A JWT begins with a brace, in Base64.
      for (String secret : List.of("SECRET", "eyJ", "Bearer ", "Basic ")) {
        assertFalse(line.contains(secret), () -> secret + " is in: " + line);
      }
    }
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM range(100000)")) {
      assertTrue(rows.next());
      return rows.getLong(1);
    }
  }

  /** Queries for longer than a token lives. */
  private static void useForLongerThanATokenLives(Connection connection) throws SQLException {
    long end = System.nanoTime() + Duration.ofMillis(LIFETIME * 1000 + 1500).toNanos();
    while (System.nanoTime() < end) {
      assertEquals(100_000, count(connection));
      LockSupport.parkNanos(PAUSE);
    }
    assertEquals(100_000, count(connection), "at least once with the next token");
    assertNull(connection.getWarnings());
  }

  /** Uses a token until it is refused: those that are older are so, too. */
  private static void useUpAToken(String url, String token) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("Auth_AccessToken", token);
    try (Connection connection = DriverManager.getConnection(url, properties)) {
      useUpTheToken(connection);
    }
  }

  private static void useUpTheToken(Connection connection) {
    long end = System.nanoTime() + Duration.ofSeconds(10 * LIFETIME).toNanos();
    SQLException expired =
        assertThrows(
            SQLException.class,
            () -> {
              while (System.nanoTime() < end) {
                assertEquals(100_000, count(connection));
                LockSupport.parkNanos(PAUSE);
              }
            });
    assertEquals("28000", noted(expired).getSQLState());
    assertTrue(expired.getMessage().contains("Token is expired"), expired.getMessage());
  }

  private static SQLException refusal(String options) {
    SQLException met =
        assertThrows(
            SQLException.class, () -> DriverManager.getConnection(warehouse.url() + options));
    return noted(met);
  }

  private static SQLException noted(SQLException met) {
    StringWriter text = new StringWriter();
    met.printStackTrace(new PrintWriter(text));
    SAID.add(text.toString());
    return met;
  }

  private static long granted() throws Exception {
    return provider.counts().getOrDefault(GRANTED, 0L);
  }

  /** What an application does that has a library of its own for tokens. */
  private static String token() throws IOException, InterruptedException {
    return token(provider);
  }

  private static String token(IdentityProviderProcess provider)
      throws IOException, InterruptedException {
    String body =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(provider.issuer() + "/v1/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        BodyPublishers.ofString(
                            "grant_type=client_credentials&scope=all-apis"
                                + "&client_id=machine&client_secret=machine-SECRET"))
                    .build(),
                BodyHandlers.ofString())
            .body();
    Matcher token = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(body);
    assertTrue(token.find(), body);
    return token.group(1);
  }

  @Test
  void warehouseTakesTheTokensOfTheProviderUntilTheyExpire() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("Auth_AccessToken", token());
    try (Connection connection = DriverManager.getConnection(warehouse.url(), properties)) {
      useUpTheToken(connection);
      connection.setClientInfo("Auth_AccessToken", token());
      assertTrue(connection.isValid(10));
    }
  }

  @Test
  void providerOfTheApplicationIsAskedAgainWhenItsTokenIsRefused() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Properties properties = new Properties();
    properties.put(
        "tokenProvider",
        (TokenProvider)
            () -> {
              asked.incrementAndGet();
              return AccessToken.of(token());
            });
    try (Connection connection = DriverManager.getConnection(warehouse.url(), properties)) {
      useForLongerThanATokenLives(connection);
    }
    assertTrue(asked.get() >= 2, asked + " tokens");
  }

  @Test
  void machineGoesOnWhileItsTokensExpire() throws Exception {
    long before = granted();
    try (Connection connection = DriverManager.getConnection(warehouse.url() + WITH_SECRET)) {
      useForLongerThanATokenLives(connection);
    }
    assertTrue(granted() - before >= 1, "no token was renewed");
  }

  @Test
  void userAndPasswordAreAClientToo() throws Exception {
    try (Connection connection =
        DriverManager.getConnection(
            warehouse.url() + ";Auth_Flow=1", "machine", "machine-SECRET")) {
      assertEquals(100_000, count(connection));
    }
  }

  @Test
  void addressesMayBeNamed() throws Exception {
    for (String address :
        List.of(
            ";OIDCDiscoveryEndpoint="
                + provider.issuer()
                + "/.well-known/oauth-authorization-server",
            ";OAuth2ConnAuthTokenEndpoint=" + provider.issuer() + "/v1/token",
            ";EnableOIDCDiscovery=0")) {
      try (Connection connection =
          DriverManager.getConnection(warehouse.url() + WITH_SECRET + address)) {
        assertEquals(100_000, count(connection), address);
      }
    }
  }

  @Test
  void tokenThatExpiresWhileAStatementIsPolledIsNoError() throws Exception {
    try (Connection connection = DriverManager.getConnection(warehouse.url() + WITH_SECRET);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT java_method('java.lang.Thread', 'sleep', %d000L) FROM range(1)"
                    .formatted(LIFETIME + 3))) {
      assertTrue(rows.next());
      assertNull(connection.getWarnings());
    }
  }

  @Test
  void tokenThatExpiresWhileRowsAreFetchedIsNoError() throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                warehouse.url() + WITH_SECRET + ";cloudFetch=0;maxRowsPerPage=20000");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM range(1000000)")) {
      String newest = token();
      long count = 0;
      while (rows.next()) {
        assertEquals(count++, rows.getLong(1));
        // The reader is slower than the token lives: the last pages are asked for with another.
        if (count == 20_000) {
          useUpAToken(warehouse.url(), newest);
        }
      }
      assertEquals(1_000_000, count);
    }
  }

  @Test
  void poolHasOneTokenForAllItsConnections() throws Exception {
    String options = MACHINE + ";OAuth2Secret=machine-SECRET;Auth_Scope=all-apis";
    long before = granted();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(warehouse.url() + options + ";OIDCDiscoveryEndpoint=" + discovery());
    config.setMaximumPoolSize(10);
    config.setMinimumIdle(10);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      List<Connection> all = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        all.add(pool.getConnection());
      }
      long begin = System.nanoTime();
      for (Connection connection : all) {
        assertEquals(100_000, count(connection));
        connection.close();
      }
      long lifetimes = (System.nanoTime() - begin) / Duration.ofSeconds(LIFETIME - 2).toNanos();
      long tokens = granted() - before;
      assertTrue(tokens <= lifetimes + 3, tokens + " tokens in " + lifetimes + " lifetimes");
    }
  }

  private static String discovery() {
    return provider.issuer() + "/.well-known/oauth-authorization-server";
  }

  @Test
  void wrongSecretIsRefusedWithTheProvidersWord() {
    SQLException refused = refusal(MACHINE + ";OAuth2Secret=wrong-SECRET");
    assertEquals("28000", refused.getSQLState());
    assertTrue(refused.getMessage().contains("invalid_client"), refused.getMessage());
    assertTrue(refused.getMessage().contains("identity provider"), refused.getMessage());
  }

  @Test
  void scopeThatTheClientDoesNotHaveIsRefused() {
    SQLException refused = refusal(WITH_SECRET + ";Auth_Scope=everything");
    assertEquals("28000", refused.getSQLState());
    assertTrue(refused.getMessage().contains("invalid_scope"), refused.getMessage());
  }

  @Test
  void secretThatIsRevokedInMidSessionEndsTheStatementsUnexecuted() throws Exception {
    try (Connection connection = DriverManager.getConnection(warehouse.url() + WITH_SECRET)) {
      assertEquals(100_000, count(connection));
      String newest = token(provider);
      provider.rotate();
      try {
        useUpAToken(warehouse.url(), newest);
        SQLException revoked = noted(assertThrows(SQLException.class, () -> count(connection)));
        assertEquals("28000", revoked.getSQLState());
        assertTrue(revoked.getMessage().contains("invalid_client"), revoked.getMessage());
        assertEquals(
            ExecutionOutcome.NOT_EXECUTED,
            assertInstanceOf(LakewireException.class, revoked).outcome());
      } finally {
        provider.restore();
      }
      assertEquals(100_000, count(connection));
    }
  }

  @Test
  void providerThatIsDownIsNoMatterOfCredentials() throws Exception {
    SQLException nobody =
        refusal(WITH_SECRET + ";tokenEndpoint=http://127.0.0.1:1/token;loginTimeout=20");
    assertEquals("08001", nobody.getSQLState());
    assertTrue(nobody.getMessage().contains("127.0.0.1:1"), nobody.getMessage());
    try (IdentityProviderProcess other = IdentityProviderProcess.start(LIFETIME);
        WarehouseProcess ofOther =
            WarehouseProcess.start(
                WarehouseProcess.classPathOfBuild(),
                Duration.ofMinutes(3),
                "--issuer",
                other.issuer());
        Connection connection =
            DriverManager.getConnection(ofOther.url() + WITH_SECRET + ";retryTimeout=1s")) {
      String newest = token(other);
      other.close();
      useUpAToken(ofOther.url(), newest);
      SQLException down = noted(assertThrows(SQLException.class, () -> count(connection)));
      assertEquals("08006", down.getSQLState());
      assertEquals(
          ExecutionOutcome.NOT_EXECUTED, assertInstanceOf(LakewireException.class, down).outcome());
      try (IdentityProviderProcess again = IdentityProviderProcess.start(LIFETIME, other.port())) {
        assertEquals(other.issuer(), again.issuer());
        assertEquals(100_000, count(connection));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RS256,rsa",
    "RS384,rsa",
    "RS512,rsa",
    "PS256,rsa",
    "PS384,rsa",
    "PS512,rsa",
    "ES256,ec256",
    "ES384,ec384",
    "ES512,ec521"
  })
  void machineSignsInWithItsKey(String algorithm, String key) throws Exception {
    try (Connection connection =
        DriverManager.getConnection(
            warehouse.url()
                + ";AuthMech=11;Auth_Flow=1;UseJWTAssertion=1;OAuth2ClientId=jwt-"
                + algorithm
                + ";Auth_JWT_Alg="
                + algorithm
                + ";Auth_KID="
                + key
                + ";Auth_JWT_Key_File="
                + provider.key(key)
                + ";tokenEndpoint="
                + provider.issuer()
                + "/v1/token")) {
      assertTrue(connection.isValid(10));
    }
  }

  @Test
  void keyOfAnotherKindOrClientIsRefused() {
    String options =
        ";AuthMech=11;Auth_Flow=1;OAuth2ClientId=jwt-ES256;Auth_JWT_Alg=ES256"
            + ";tokenEndpoint="
            + provider.issuer()
            + "/v1/token;Auth_JWT_Key_File=";
    SQLException kind = refusal(options + provider.key("rsa"));
    assertEquals("08001", kind.getSQLState());
    SQLException client =
        refusal(options.replace("jwt-ES256", "jwt-PS256") + provider.key("ec256"));
    assertEquals("28000", client.getSQLState());
    assertTrue(client.getMessage().contains("invalid_client"), client.getMessage());
  }

  @Test
  void refreshTokensFollowEachOther() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("Auth_RefreshToken", provider.mint().refresh());
    properties.setProperty("OAuth2ClientId", "refresher");
    properties.setProperty("OAuth2Secret", "machine-SECRET");
    properties.setProperty("AuthMech", "11");
    try (Connection connection = DriverManager.getConnection(warehouse.url(), properties)) {
      // The provider takes each of them once.
      useForLongerThanATokenLives(connection);
      useForLongerThanATokenLives(connection);
    }
    Map<String, Long> counts = provider.counts();
    assertTrue(counts.getOrDefault("refresh_token:200", 0L) >= 2, counts.toString());
    assertNull(counts.get("refresh_token:400"), counts.toString());
    SQLException used =
        noted(
            assertThrows(
                SQLException.class,
                () -> {
                  properties.setProperty("Auth_RefreshToken", "old-SECRET-refresh");
                  DriverManager.getConnection(warehouse.url(), properties);
                }));
    assertEquals("28000", used.getSQLState());
    assertTrue(used.getMessage().contains("invalid_grant"), used.getMessage());
  }

  @Test
  void tokenInAFileIsExchangedAndReadAgain() throws Exception {
    Path file = folder.resolve("token");
    Files.writeString(file, provider.mint().access() + "\n");
    String options = ";oidcTokenFile=" + file + ";Identity_Federation_Client_Id=federated";
    long before = provider.counts().getOrDefault("token-exchange:200", 0L);
    try (Connection connection = DriverManager.getConnection(warehouse.url() + options)) {
      assertEquals(100_000, count(connection));
      Files.writeString(file, provider.mint().access());
      useForLongerThanATokenLives(connection);
    }
    assertTrue(provider.counts().getOrDefault("token-exchange:200", 0L) - before >= 2);
    Files.writeString(file, "no token but SECRET words");
    SQLException none = refusal(options + "2");
    assertEquals("08001", none.getSQLState());
  }

  @Test
  void tokenOfAnotherIssuerIsExchangedWhereAskedFor() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("Auth_AccessToken", provider.mint().access());
    properties.setProperty("AuthMech", "11");
    SQLException refused =
        noted(
            assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(warehouse.url(), properties)));
    assertEquals("28000", refused.getSQLState());
    properties.setProperty("EnableTokenFederation", "1");
    properties.setProperty("Identity_Federation_Client_Id", "federated");
    try (Connection connection = DriverManager.getConnection(warehouse.url(), properties)) {
      useForLongerThanATokenLives(connection);
    }
  }

  @Test
  void clientOfEntraSendsItsSecretInTheForm() throws Exception {
    try (Connection connection =
        DriverManager.getConnection(
            warehouse.url()
                + WITH_SECRET
                + ";AzureTenantId=t;tokenEndpoint="
                + provider.issuer()
                + "/v1/token")) {
      assertEquals(100_000, count(connection));
    }
  }

  @Test
  void credentialsGoOverTlsOnly() {
    SQLException plain = refusal(WITH_SECRET + ";tokenEndpoint=http://identity.example/token");
    assertEquals("08001", plain.getSQLState());
    assertTrue(plain.getMessage().contains("https://"), plain.getMessage());
  }
}
