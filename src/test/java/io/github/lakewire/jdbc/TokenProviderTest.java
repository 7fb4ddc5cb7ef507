package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that the application's own provider gives, over the whole driver. */
class TokenProviderTest {
  private FakeThriftServer server;

  @BeforeEach
  void start() {
    server = new FakeThriftServer();
    server.respond("ExecuteStatement", ThriftResponses.ids());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Made by its name. */
  public static final class Named implements TokenProvider {
    @Override
    public AccessToken token() {
      return AccessToken.of("SECRETnamed");
    }
  }

  /** Not for the driver to make. */
  static final class Hidden implements TokenProvider {
    @Override
    public AccessToken token() {
      return AccessToken.of("SECREThidden");
    }
  }

  private static void query(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertTrue(statement.execute("SELECT id"));
    }
  }

  private @Nullable String last(String method, String name) {
    List<@Nullable String> all = server.headers(method, name);
    return all.get(all.size() - 1);
  }

  private Connection connect(Object provider) throws SQLException {
    Properties properties = new Properties();
    properties.put("tokenProvider", provider);
    return DriverManager.getConnection(server.url(), properties);
  }

  @Test
  void classIsMadeByItsName() throws Exception {
    try (Connection connection =
        DriverManager.getConnection(server.url() + ";tokenProvider=" + Named.class.getName())) {
      query(connection);
      assertNull(connection.getWarnings());
    }
    assertEquals("Bearer SECRETnamed", last("OpenSession", "Authorization"));
  }

  @Test
  void objectInPropertiesGivesTheTokensOfAllItsConnections() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    TokenProvider provider =
        () -> new AccessToken("SECRET" + asked.incrementAndGet(), Instant.now().plusSeconds(3600));
    try (Connection one = connect(provider);
        Connection other = connect(provider)) {
      query(one);
      query(other);
    }
    assertEquals(1, asked.get());
    assertEquals("Bearer SECRET1", last("ExecuteStatement", "Authorization"));
  }

  @Test
  void objectInADataSourceGoesBeforeAName() throws Exception {
    LakewireDataSource source = new LakewireDataSource();
    source.setUrl(server.url());
    source.setTokenProvider("no.such.Provider");
    source.setTokenProviderObject(() -> AccessToken.of("SECRETobject"));
    try (Connection connection = source.getConnection()) {
      query(connection);
    }
    assertEquals("Bearer SECRETobject", last("OpenSession", "Authorization"));
  }

  @Test
  void refusedTokenIsAskedForAgainInMidSession() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (Connection connection =
        connect((TokenProvider) () -> AccessToken.of("SECRET" + asked.incrementAndGet()))) {
      server.onceThen(
          "ExecuteStatement",
          (exchange, request) -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
          });
      query(connection);
      assertEquals("Bearer SECRET2", last("ExecuteStatement", "Authorization"));
    }
    assertEquals(2, asked.get());
  }

  @Test
  void tokenSetByTheApplicationReplacesTheProvider() throws Exception {
    try (Connection connection = connect((TokenProvider) () -> AccessToken.of("SECRET1"))) {
      connection.setClientInfo("Auth_AccessToken", "SECRETset");
      query(connection);
    }
    assertEquals("Bearer SECRETset", last("ExecuteStatement", "Authorization"));
  }

  @Test
  void failureOfTheProviderSaysWhetherItMayPass() throws Exception {
    SQLException refused =
        assertThrows(
            SQLException.class,
            () ->
                connect(
                    (TokenProvider)
                        () -> {
                          throw new IllegalStateException("the account is locked");
                        }));
    assertEquals("28000", refused.getSQLState());
    assertTrue(refused.getMessage().contains(IllegalStateException.class.getName()));
    SQLException down =
        assertThrows(
            SQLException.class,
            () ->
                connect(
                    (TokenProvider)
                        () -> {
                          throw new IOException("down");
                        }));
    assertEquals("08001", down.getSQLState());
    SQLException none = assertThrows(SQLException.class, () -> connect((TokenProvider) () -> null));
    assertEquals("28000", none.getSQLState());
    assertTrue(server.methods().isEmpty(), server.methods().toString());
  }

  @Test
  void providerThatFailsInMidSessionLeavesTheStatementUnexecuted() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    TokenProvider provider =
        () -> {
          if (asked.incrementAndGet() > 1) {
            throw new IOException("down");
          }
          return new AccessToken("SECRET", Instant.now().minusSeconds(1));
        };
    Properties properties = new Properties();
    properties.put("tokenProvider", provider);
    properties.put("retryTimeout", "0");
    try (Connection connection = DriverManager.getConnection(server.url(), properties);
        Statement statement = connection.createStatement()) {
      SQLException down =
          assertThrows(
              SQLException.class, () -> statement.executeUpdate("INSERT INTO t VALUES (1)"));
      assertEquals("08006", down.getSQLState());
      LakewireException details = assertInstanceOf(LakewireException.class, down);
      assertEquals(ExecutionOutcome.NOT_EXECUTED, details.outcome());
    }
    assertFalse(server.methods().contains("ExecuteStatement"));
  }

  @Test
  void classThatCannotBeUsedIsNamed() {
    for (String name :
        new String[] {"no.such.Provider", Hidden.class.getName(), String.class.getName()}) {
      SQLException wrong =
          assertThrows(
              SQLException.class,
              () -> DriverManager.getConnection(server.url() + ";tokenProvider=" + name));
      assertEquals("08001", wrong.getSQLState());
      assertTrue(wrong.getMessage().contains(name), wrong.getMessage());
    }
    assertTrue(server.methods().isEmpty(), server.methods().toString());
  }

  @Test
  void nothingRunsOfAClassThatIsNoProvider() {
    String name = RunsWhenLoaded.class.getName();
    assertThrows(
        SQLException.class,
        () -> DriverManager.getConnection(server.url() + ";tokenProvider=" + name));
    assertNull(System.getProperty("lakewire.test.loaded"));
  }

  /** Tells when it is initialized. */
  public static final class RunsWhenLoaded {
    static {
      System.setProperty("lakewire.test.loaded", "yes");
    }
  }

  @Test
  void tokenIsNotPrinted() {
    assertFalse(AccessToken.of("SECRET").toString().contains("SECRET"));
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> AccessToken.of("SECRET token"));
    assertFalse(wrong.getMessage().contains("SECRET"));
  }
}
