package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.AccessToken;
import io.github.lakewire.jdbc.TokenProvider;
import io.github.lakewire.warehouse.launch.WarehouseProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Ways to sign in, against an identity provider whose tokens live four seconds and a warehouse that
 * refuses them from then on.
 */
class SignInIT {
  private static final int LIFETIME = 4;

  private static IdentityProviderProcess provider;
  private static WarehouseProcess warehouse;

  @BeforeAll
  static void start() throws Exception {
    provider = IdentityProviderProcess.start(LIFETIME);
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--issuer",
            provider.issuer());
  }

  @AfterAll
  static void stop() {
    warehouse.close();
    provider.close();
  }

  /** A query that reads rows for longer than a token lives. */
  private static void readForLongerThanATokenLives(Connection connection) throws SQLException {
    long end = System.nanoTime() + Duration.ofMillis(LIFETIME * 1000 + 1500).toNanos();
    int queries = 0;
    while (queries < 3 || System.nanoTime() < end) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT count(*) FROM range(100000)")) {
        assertTrue(rows.next());
        assertEquals(100_000, rows.getLong(1));
        queries++;
      }
    }
  }

  /** What an application does that has a library of its own for tokens. */
  private static String token() throws IOException, InterruptedException {
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
      SQLException expired =
          assertThrows(SQLException.class, () -> readForLongerThanATokenLives(connection));
      assertEquals("28000", expired.getSQLState());
      assertTrue(expired.getMessage().contains("Token is expired"), expired.getMessage());
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
      readForLongerThanATokenLives(connection);
    }
    assertTrue(asked.get() >= 2, asked + " tokens");
  }
}
