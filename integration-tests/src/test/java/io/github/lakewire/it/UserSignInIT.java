package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lakewire.jdbc.SignInRequest;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person signs in at an identity provider whose tokens live four seconds, and uses a warehouse
 * that refuses them from then on. Each test has settings of its own, so that none finds the tokens
 * of another.
 */
@Timeout(120)
class UserSignInIT {
  private static final int LIFETIME = 15;

  /** Between queries, for the tests beside these. */
  private static final long PAUSE = Duration.ofMillis(100).toNanos();

  private static final AtomicInteger TESTS = new AtomicInteger();

  private static IdentityProviderProcess provider;
  private static WarehouseProcess warehouse;

  @TempDir Path folder;
  private final Log log = new Log();
  private final List<Throwable> thrown = new ArrayList<>();

  /** Another one for each test is another sign-in to the driver. */
  private String timeout;

  /** Everything that the driver logs, at the finest level. */
  private static final class Log extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> warnings = new LinkedBlockingQueue<>();
    private final SimpleFormatter formatter = new SimpleFormatter();

    Log() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord entry) {
      lines.add(formatter.format(entry));
      if (entry.getLevel().equals(Level.WARNING)) {
        warnings.add(formatter.formatMessage(entry));
      }
    }

    /** Waits for a warning; those before it are passed by. */
    void awaitWarning(String text) throws InterruptedException {
      String warning;
      do {
        warning = warnings.poll(60, TimeUnit.SECONDS);
        assertNotNull(warning, () -> text + " is in no warning");
      } while (!warning.contains(text));
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
            "--issuer",
            provider.issuer());
  }

  @AfterAll
  static void stop() {
    warehouse.close();
    provider.close();
  }

  @BeforeEach
  void listen() {
    Logger own = Logger.getLogger("io.github.lakewire.jdbc");
    own.setLevel(Level.ALL);
    own.addHandler(log);
    // What is looked at here need not be on the console.
    own.setUseParentHandlers(false);
    PersonAtTheBrowser.will(PersonAtTheBrowser::signsIn);
    timeout = String.valueOf(60 + TESTS.incrementAndGet());
  }

  @AfterEach
  void nothingSecretCameOut() {
    Logger own = Logger.getLogger("io.github.lakewire.jdbc");
    own.removeHandler(log);
    own.setLevel(null);
    own.setUseParentHandlers(true);
    PersonAtTheBrowser.will(null);
    List<String> all = new ArrayList<>(log.lines);
    thrown.forEach(
        each -> {
          for (Throwable cause = each; cause != null; cause = cause.getCause()) {
            all.add(cause.toString());
          }
        });
    for (String text : all) {
      // Access tokens are JWTs; the provider's other secrets have the word.
      for (String secret : List.of("eyJ", "SECRET", "code=", "code_verifier", "device_code")) {
        assertFalse(text.contains(secret), () -> secret + " is in: " + text);
      }
    }
  }

  private Properties properties(String... pairs) {
    Properties properties = new Properties();
    properties.setProperty("AuthMech", "11");
    properties.setProperty("Auth_Flow", "2");
    properties.setProperty("OAuthWebServerTimeout", timeout);
    properties.setProperty("OAuth2RedirectUrlPort", "0");
    for (int i = 0; i < pairs.length; i += 2) {
      properties.setProperty(pairs[i], pairs[i + 1]);
    }
    return properties;
  }

  private static Connection connect(Properties properties) throws SQLException {
    return DriverManager.getConnection(url(), properties);
  }

  /** The URL without its token. */
  private static String url() {
    return warehouse.url().replaceAll(";(?i)(PWD|UID|AuthMech)=[^;]*", "");
  }

  private SQLException refused(Properties properties) {
    SQLException refused = assertThrows(SQLException.class, () -> connect(properties).close());
    thrown.add(refused);
    return refused;
  }

  private static void query(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 42")) {
      assertTrue(rows.next());
      assertEquals(42, rows.getInt(1));
    }
  }

  private static void queryForLongerThanATokenLives(Connection connection) throws SQLException {
    long end = System.nanoTime() + Duration.ofMillis(LIFETIME * 1000 + 1500).toNanos();
    while (System.nanoTime() < end) {
      query(connection);
      LockSupport.parkNanos(PAUSE);
    }
    // At least once with the next token.
    query(connection);
  }

  private static long count(String name) throws Exception {
    return provider.counts().getOrDefault(name, 0L);
  }

  @Test
  void aPersonSignsInOnceAndTheSessionOutlivesItsTokens() throws Exception {
    long refreshed = count("refresh_token:200");
    try (Connection connection = connect(properties())) {
      queryForLongerThanATokenLives(connection);
      queryForLongerThanATokenLives(connection);
    }
    assertEquals(1, PersonAtTheBrowser.shown().size(), "he was asked once");
    assertTrue(count("refresh_token:200") >= refreshed + 2, "each refresh token is used once");
    assertEquals(0, count("refresh_token:400"), "none is used again");
    assertEquals(1, PersonAtTheBrowser.over().size(), "what was shown may be taken away");
    SignInRequest request = PersonAtTheBrowser.shown().get(0);
    assertNull(request.userCode());
    assertTrue(request.address().toString().startsWith(provider.issuer()), "" + request.address());
  }

  @Test
  void connectionsThatOpenAtOnceShareOneSignIn() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    PersonAtTheBrowser.will(
        request -> {
          asked.countDown();
          assertTrue(answered.await(30, TimeUnit.SECONDS));
          return PersonAtTheBrowser.signsIn(request);
        });
    List<CompletableFuture<Void>> opening = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      opening.add(
          CompletableFuture.runAsync(
              () -> {
                try (Connection connection = connect(properties())) {
                  query(connection);
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              },
              task -> new Thread(task, "connecting").start()));
    }
    assertTrue(asked.await(30, TimeUnit.SECONDS));
    answered.countDown();
    for (CompletableFuture<Void> each : opening) {
      each.get(60, TimeUnit.SECONDS);
    }
    assertEquals(1, PersonAtTheBrowser.shown().size());
  }

  @Test
  void aCodeIsEnteredInABrowserElsewhere() throws Exception {
    PersonAtTheBrowser.will(PersonAtTheBrowser::signsIn);
    try (Connection connection = connect(properties("signInWith", "device"))) {
      query(connection);
    }
    SignInRequest request = PersonAtTheBrowser.shown().get(0);
    assertNotNull(request.userCode());
    assertFalse(request.submit("http://localhost/?code=a"), "there is nothing to submit");
  }

  @Test
  void withoutABrowserACodeIsAskedForWhereTheProviderHasThem() throws Exception {
    for (String screen : List.of("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")) {
      assumeTrue(System.getenv(screen) == null, "there may be a browser on this machine");
    }
    assumeTrue(System.getProperty("os.name").equals("Linux"), "its browsers need a screen");
    PersonAtTheBrowser.will(
        request -> request.userCode() != null && PersonAtTheBrowser.signsIn(request));
    try (Connection connection = connect(properties())) {
      query(connection);
    }
    assertEquals(2, PersonAtTheBrowser.shown().size(), "first without, then with a code");
  }

  @Test
  void aSignInThatIsNotAgreedToIsARefusal() {
    for (String with : List.of("browser", "device")) {
      PersonAtTheBrowser.will(
          request -> {
            String page = new PersonAtTheBrowser.Browser().refuse(request.address()).body();
            assertTrue(with.equals("device") || page.contains("You can close this window"), page);
            return true;
          });
      SQLException refused =
          refused(properties("signInWith", with, "OAuth2ClientId", "careful-people"));
      assertEquals("28000", refused.getSQLState());
      assertTrue(refused.getMessage().contains("access_denied"), refused.getMessage());
    }
  }

  @Test
  void aSignInThatIsAgreedToIsOne() throws Exception {
    try (Connection connection = connect(properties("OAuth2ClientId", "careful-people"))) {
      query(connection);
    }
  }

  @Test
  void whatTheProviderSaysAgainstASignInIsTold() throws Exception {
    PersonAtTheBrowser.will(
        request -> {
          String page = new PersonAtTheBrowser.Browser().signIn(request.address()).body();
          assertTrue(page.contains("You can close this window"), page);
          return true;
        });
    SQLException refused = refused(properties("Auth_Scope", "everything"));
    assertEquals("28000", refused.getSQLState());
    assertTrue(refused.getMessage().contains("invalid_scope"), refused.getMessage());
    // A pool that connects again does not open the next window at once.
    assertEquals("28000", refused(properties("Auth_Scope", "everything")).getSQLState());
    assertEquals(1, PersonAtTheBrowser.shown().size());
  }

  @Test
  void aSignInThatIsCancelledFailsAtOnce() {
    PersonAtTheBrowser.will(
        request -> {
          request.cancel();
          return true;
        });
    SQLException cancelled = refused(properties());
    assertEquals("28000", cancelled.getSQLState());
    assertTrue(cancelled.getMessage().contains("cancelled"), cancelled.getMessage());
  }

  @Test
  void aWindowThatIsClosedEndsWithTheTimeout() {
    PersonAtTheBrowser.will(request -> true);
    SQLException late = refused(properties("OAuthWebServerTimeout", "1"));
    assertEquals("08001", late.getSQLState());
    assertTrue(
        late.getMessage().contains("Nobody has signed in")
            || late.getMessage().contains("took longer than allowed"),
        late.getMessage());
  }

  @Test
  void withoutABrowserMessageAndLogNameTheAddressWhichWorksAfterwards() throws Exception {
    PersonAtTheBrowser.will(request -> false);
    Properties properties = properties("signInWith", "address", "OAuthWebServerTimeout", "2");
    SQLException late = refused(properties);
    assertEquals("08001", late.getSQLState());
    String address = PersonAtTheBrowser.shown().get(0).address().toString();
    assertTrue(late.getMessage().contains(address), late.getMessage());
    log.awaitWarning(address);
    new PersonAtTheBrowser.Browser().signIn(URI.create(address));
    try (Connection connection = connect(properties)) {
      query(connection);
    }
    assertEquals(1, PersonAtTheBrowser.shown().size(), "he was asked once");
  }

  @Test
  void anAnswerWithAWrongStateChangesNothing() throws Exception {
    PersonAtTheBrowser.will(
        request -> {
          String back = request.address().toString().replaceAll(".*redirect_uri=([^&]*).*", "$1");
          URI wrong = URI.create(back.replace("%3A", ":").replace("%2F", "/") + "/?code=a&state=b");
          assertEquals(400, new PersonAtTheBrowser.Browser().open(wrong).statusCode());
          return PersonAtTheBrowser.signsIn(request);
        });
    try (Connection connection = connect(properties())) {
      query(connection);
    }
  }

  /** Connects in what is a new process to the driver: its classes are loaded anew. */
  private static void connectAnew(Properties properties) throws Exception {
    Driver driver =
        (Driver)
            new FreshDriverLoader()
                .loadClass("io.github.lakewire.jdbc.LakewireDriver")
                .getConstructor()
                .newInstance();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(driver.getClass().getClassLoader());
    try (Connection connection = driver.connect(url(), properties)) {
      query(connection);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void theNextProcessTakesTheRefreshTokenFromTheFile() throws Exception {
    Properties properties =
        properties(
            "TokenCachePassPhrase", "pass-SECRET",
            "tokenCacheFolder", folder.toString(),
            "signInWith", "address");
    connect(properties).close();
    assertEquals(1, PersonAtTheBrowser.shown().size());
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.filter(each -> each.toString().endsWith(".token")).findFirst().orElseThrow();
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertFalse(new String(Files.readAllBytes(file), "ISO-8859-1").contains("SECRET"));
    connectAnew(properties);
    connectAnew(properties);
    // This one has seen another process use up the token that it knows.
    long refused = count("refresh_token:400");
    try (Connection connection = connect(properties)) {
      queryForLongerThanATokenLives(connection);
    }
    assertEquals(refused, count("refresh_token:400"), "no token is used twice");
    assertEquals(1, PersonAtTheBrowser.shown().size(), "nobody was asked again");

    Properties other = new Properties();
    other.putAll(properties);
    other.setProperty("TokenCachePassPhrase", "other-SECRET");
    other.setProperty("OAuthWebServerTimeout", "1");
    SQLException asked = assertThrows(SQLException.class, () -> connectAnew(other));
    thrown.add(asked);
    assertEquals("08001", asked.getSQLState());
    log.awaitWarning("another passphrase");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    properties.setProperty("OAuthWebServerTimeout", "1");
    SQLException wide = assertThrows(SQLException.class, () -> connectAnew(properties));
    thrown.add(wide);
    assertEquals("08001", wide.getSQLState());
    log.awaitWarning("others than its owner");
  }

  @Test
  void withoutAPassphraseNothingIsWritten() throws Exception {
    connect(properties("tokenCacheFolder", folder.toString())).close();
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.map(Path::toString).toList());
    }
  }
}
