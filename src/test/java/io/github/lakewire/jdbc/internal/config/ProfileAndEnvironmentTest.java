package io.github.lakewire.jdbc.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Properties and URL leave open, profile and environment say: for the host that they name. */
class ProfileAndEnvironmentTest {
  private static final String PROFILES =
      """
      ; of the command line
      [DEFAULT]
      host  = https://default.example
      token = SECRETdefault

      # a warehouse
      [dev]
      HOST = https://Dev.example/?o=42
      token: SECRETdev=:=
      warehouse_id = abc123
      schema = s
      auth_type = pat
      [cluster]
      host = adb-77.1.azuredatabricks.net
      token = SECRETcluster
      cluster_id = 1-2-x
      [path]
      host = path.example
      token = SECRETpath
      http_path = sql/1.0/warehouses/p
      warehouse_id = other
      [homeless]
      token = SECRETnohost
      warehouse_id = w
      [tokenless]
      host = tokenless.example
      warehouse_id = w
      """;

  @TempDir Path home;

  private final Map<String, String> variables = new HashMap<>();

  private ProcessEnvironment environment() {
    return new ProcessEnvironment(variables, home);
  }

  private ConnectionConfig read(String url, String... properties) throws ConfigException {
    return ConfigParser.parse(url, properties(properties), environment());
  }

  private static Properties properties(String... pairs) {
    Properties properties = new Properties();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.setProperty(pairs[i], pairs[i + 1]);
    }
    return properties;
  }

  private String problem(String url, String... properties) {
    ConfigException problem = assertThrows(ConfigException.class, () -> read(url, properties));
    assertFalse(problem.getMessage().contains("SECRET"), problem.getMessage());
    return problem.getMessage();
  }

  private void profiles() throws IOException {
    Files.writeString(home.resolve(".databrickscfg"), PROFILES);
  }

  private void variables(String... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      variables.put(pairs[i], pairs[i + 1]);
    }
  }

  private void wholeEnvironment() {
    variables(
        "DATABRICKS_HOST", "https://env.example/",
        "DATABRICKS_HTTP_PATH", "/env",
        "DATABRICKS_TOKEN", "SECRETenv",
        "DATABRICKS_CATALOG", "envCatalog",
        "DATABRICKS_SCHEMA", "envSchema");
  }

  private static void assertPlace(ConnectionConfig config, String host, String path, String token) {
    assertEquals(host, config.endpoint().host());
    assertEquals(path, config.endpoint().httpPath());
    assertEquals(token, GivenToken.in(config));
  }

  // ------------------------------------------------------------------------------ environment

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:databricks:",
        "jdbc:databricks://",
        "JDBC:DATABRICKS:;",
        "jdbc:databricks://?"
      })
  void bareUrlTakesAllFromTheEnvironment(String url) throws ConfigException {
    wholeEnvironment();
    ConnectionConfig config = read(url);
    assertPlace(config, "env.example", "/env", "SECRETenv");
    assertEquals("envCatalog", config.session().catalog());
    assertEquals("envSchema", config.session().schema());
    assertEquals(List.of(), config.warnings());
    variables("DATABRICKS_SERVER_HOSTNAME", "server.example");
    assertPlace(read(url), "server.example", "/env", "SECRETenv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:databricks:", "jdbc:databricks://"})
  void bareUrlTakesAllFromTheProperties(String url) throws ConfigException {
    wholeEnvironment();
    assertPlace(read(url, "host", "h", "httpPath", "/p", "token", "t"), "h", "/p", "t");
  }

  @Test
  void blankVariablesAreAbsent() {
    wholeEnvironment();
    variables("DATABRICKS_HTTP_PATH", " ", "DATABRICKS_TOKEN", "");
    String message = problem("jdbc:databricks:");
    assertTrue(message.contains("httpPath is missing"), message);
    assertTrue(message.contains("password is missing"), message);
  }

  @Test
  void environmentSaysNothingOfOtherHosts() throws ConfigException {
    wholeEnvironment();
    String message = problem("jdbc:databricks://evil.example");
    assertTrue(message.contains("httpPath is missing"), message);
    assertTrue(message.contains("password is missing"), message);
    assertTrue(message.contains("environment is not used, as it is for another host"), message);
    ConnectionConfig other = read("jdbc:databricks://other.example;httpPath=/p;token=t");
    assertNull(other.session().catalog());
    assertNull(other.session().schema());
    problem("jdbc:databricks://env.example:8443;httpPath=/p");
    problem("jdbc:databricks:;httpPath=/p", "host", "evil.example");
    problem("jdbc:databricks:;httpPath=/p", "host", "https://env.example:8443");
  }

  @Test
  void environmentFillsGapsForTheHostThatItNames() throws ConfigException {
    wholeEnvironment();
    assertPlace(read("jdbc:databricks://ENV.example:443/s"), "env.example", "/env", "SECRETenv");
    assertEquals("s", read("jdbc:databricks://env.example/s").session().schema());
    assertEquals("t", GivenToken.in(read("jdbc:databricks:;accessToken=t")));
    assertEquals(List.of(), read("jdbc:databricks:;accessToken=t").warnings());
  }

  @Test
  void tokenWithoutAHostBesideItIsForNoHost() {
    variables("DATABRICKS_TOKEN", "SECRETenv", "DATABRICKS_HTTP_PATH", "/env");
    String message = problem("jdbc:databricks://h");
    assertTrue(message.contains("httpPath is missing"), message);
    assertTrue(message.contains("is for no host that is named there"), message);
  }

  // ---------------------------------------------------------------------------------- profiles

  @ParameterizedTest
  @CsvSource({
    "dev, dev.example, /sql/1.0/warehouses/abc123?o=42, SECRETdev=:=",
    "cluster, adb-77.1.azuredatabricks.net, /sql/protocolv1/o/77/1-2-x, SECRETcluster",
    "path, path.example, /sql/1.0/warehouses/p, SECRETpath"
  })
  void profileGivesTheWholePlace(String profile, String host, String path, String token)
      throws Exception {
    profiles();
    assertPlace(read("jdbc:databricks:;profile=" + profile), host, path, token);
    assertPlace(read("jdbc:databricks://?Profile=" + profile), host, path, token);
    assertPlace(read("jdbc:databricks:", "PROFILE", profile), host, path, token);
    variables("DATABRICKS_CONFIG_PROFILE", profile);
    assertPlace(read("jdbc:databricks:"), host, path, token);
    assertPlace(
        read("jdbc:databricks:;profile=DEFAULT;httpPath=/d"),
        "default.example",
        "/d",
        "SECRETdefault");
  }

  @Test
  void fileIsWhereTheEnvironmentSays() throws Exception {
    Files.createDirectory(home.resolve("sub"));
    Files.writeString(home.resolve("sub").resolve("my.cfg"), PROFILES.replace("\n", "\r\n"));
    for (String file : List.of(home + "/sub/my.cfg", "~/sub/my.cfg")) {
      variables("DATABRICKS_CONFIG_FILE", file);
      assertEquals("SECRETpath", GivenToken.in(read("jdbc:databricks:;profile=path")));
    }
  }

  @Test
  void profileTakesNothingFromTheDefaultOne() throws Exception {
    profiles();
    String message = problem("jdbc:databricks:;profile=tokenless");
    assertTrue(message.startsWith("Connection property password is missing"), message);
    assertTrue(problem("jdbc:databricks:;profile=homeless").contains("host is missing"));
  }

  @Test
  void tokenOfAProfileIsForItsHost() throws Exception {
    profiles();
    String message = problem("jdbc:databricks://evil.example;profile=dev");
    assertTrue(message.contains("httpPath is missing"), message);
    assertTrue(message.contains("the profile dev is not used, as it is for another"), message);
    message = problem("jdbc:databricks://evil.example;profile=homeless");
    assertTrue(message.contains("password is missing"), message);
    assertFalse(message.contains("httpPath is missing"), message);
    assertPlace(
        read("jdbc:databricks://DEV.example;profile=dev"),
        "dev.example",
        "/sql/1.0/warehouses/abc123?o=42",
        "SECRETdev=:=");
    wholeEnvironment();
    assertTrue(problem("jdbc:databricks:;profile=tokenless").contains("is for another host"));
    variables("DATABRICKS_HOST", "tokenless.example");
    assertEquals("SECRETenv", GivenToken.in(read("jdbc:databricks:;profile=tokenless")));
  }

  @Test
  void profileOfTheEnvironmentIsLeftAloneWhereAHostIsGiven() throws Exception {
    variables("DATABRICKS_CONFIG_PROFILE", "there is no file");
    assertPlace(read("jdbc:databricks://h;httpPath=/p;token=t"), "h", "/p", "t");
  }

  @Test
  void whatIsWrongWithTheFileIsSaid() throws Exception {
    String bare = "jdbc:databricks:;profile=dev";
    Path file = home.resolve(".databrickscfg");
    assertTrue(problem(bare).contains(".databrickscfg does not exist"), problem(bare));
    assertFalse(problem(bare).contains("missing"), problem(bare));
    profiles();
    assertTrue(problem(bare + "x").contains("has no profile devx"), problem(bare + "x"));
    Files.writeString(file, PROFILES + "SECRET without a name\n");
    assertTrue(problem(bare).contains("line 28 is neither"), problem(bare));
    Files.writeString(file, "token = SECRET\n" + PROFILES);
    assertTrue(problem(bare).contains("line 1 is neither"), problem(bare));
    Files.write(file, new byte[] {'[', (byte) 0xff, ']'});
    assertTrue(problem(bare).contains("is no text in UTF-8"), problem(bare));
    byte[] large = new byte[(1 << 20) + 1];
    Arrays.fill(large, (byte) '#');
    Files.write(file, large);
    assertTrue(problem(bare).contains("larger than 1 MB"), problem(bare));
    Files.delete(file);
    Files.createDirectory(file);
    assertTrue(problem(bare).contains("cannot be read"), problem(bare));
    variables("DATABRICKS_CONFIG_FILE", "a\0b");
    assertTrue(problem(bare).contains("not the path of a file"), problem(bare));
    assertTrue(
        assertThrows(
                ConfigException.class,
                () -> ConfigParser.parse(bare, null, new ProcessEnvironment(Map.of(), null)))
            .getMessage()
            .contains("no home folder"));
    assertTrue(problem("jdbc:databricks:;profile=a%0ab").contains("profile is wrong"));
  }

  @Test
  void fileIsNotReadUnlessAProfileIsNamed() throws Exception {
    Files.writeString(home.resolve(".databrickscfg"), "SECRET is no such file");
    assertPlace(read("jdbc:databricks://h;httpPath=/p;token=t"), "h", "/p", "t");
  }

  @Test
  void byteOrderMarkOfEditorsIsNoText() throws Exception {
    Files.writeString(home.resolve(".databrickscfg"), "\ufeff" + PROFILES, StandardCharsets.UTF_8);
    assertEquals("SECRETpath", GivenToken.in(read("jdbc:databricks:;profile=path")));
  }

  // -------------------------------------------------------------------------------- precedence

  @Test
  void propertiesUrlProfileAndEnvironmentWinInThisOrder() throws Exception {
    profiles();
    wholeEnvironment();
    variables("DATABRICKS_HOST", "dev.example");
    String url = "jdbc:databricks:;profile=dev";
    List<String> log = new ArrayList<>();
    Handler handler = handler(log);
    Logger logger = Logger.getLogger("io.github.lakewire.jdbc.internal.config");
    Level before = logger.getLevel();
    logger.addHandler(handler);
    logger.setLevel(Level.ALL);
    try {
      assertEquals("envCatalog", read(url).session().catalog());
      assertEquals("s", read(url).session().schema());
      log.clear();
      assertEquals("u", read(url + ";schema=u").session().schema());
      assertTrue(
          log.contains("Connection property schema of the profile dev is overridden by the URL"),
          log::toString);
      assertTrue(
          log.contains(
              "Connection property httpPath of the environment is overridden by the"
                  + " profile dev"),
          log::toString);
      log.clear();
      assertEquals("p", read(url + ";ConnSchema=u", "databaseName", "p").session().schema());
      assertTrue(
          log.contains("Connection property schema of the URL is overridden by the Properties"),
          log::toString);
      assertEquals("t", GivenToken.in(read(url + ";PWD=SECRETurl", "token", "t")));
      assertFalse(log.toString().contains("SECRET"), log::toString);
    } finally {
      logger.removeHandler(handler);
      logger.setLevel(before);
    }
  }

  private static Handler handler(List<String> log) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        log.add(new SimpleFormatter().formatMessage(entry));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void environmentPrintsNoSecret() {
    wholeEnvironment();
    assertFalse(environment().toString().contains("SECRET"));
    String file = environment().configFile();
    assertEquals(home.resolve(".databrickscfg").toString(), file);
  }

  /** It would go to an identity provider, which is another host. */
  @ParameterizedTest
  @ValueSource(strings = {"", ";AzureTenantId=t"})
  void tokenOfTheEnvironmentOrAProfileIsNoClientSecret(String tenant) throws Exception {
    profiles();
    wholeEnvironment();
    String machine = ";Auth_Flow=1;user=client" + tenant;
    String missing = "Connection property clientSecret is missing";
    String ofEnvironment = problem("jdbc:databricks://env.example" + machine);
    assertTrue(ofEnvironment.startsWith(missing), ofEnvironment);
    String ofProfile = problem("jdbc:databricks:;profile=dev" + machine);
    assertTrue(ofProfile.startsWith(missing), ofProfile);
    SignIn.Machine given =
        (SignIn.Machine) read("jdbc:databricks://env.example" + machine + ";PWD=own").signIn();
    assertEquals(new Secret("own"), given.client().secret());
  }
}
