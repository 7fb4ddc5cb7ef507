package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakewireDriverTest {
  private static final String URL = "jdbc:databricks://host;httpPath=/sql/1.0/warehouses/0";

  @Test
  void driverManagerAndServiceLoaderFindIt() throws Exception {
    assertInstanceOf(LakewireDriver.class, DriverManager.getDriver(URL));
    assertTrue(
        ServiceLoader.load(Driver.class).stream()
            .anyMatch(provider -> provider.type() == LakewireDriver.class));
    Driver another = new LakewireDriver();
    DriverManager.registerDriver(another);
    assertNotNull(DriverManager.getDriver(URL));
    DriverManager.deregisterDriver(another);
    assertNotNull(DriverManager.getDriver(URL));
  }

  @Test
  void foreignUrlsAreLeftAlone() throws SQLException {
    LakewireDriver driver = new LakewireDriver();
    for (String url : new String[] {null, "", "jdbc:postgresql://host/db", "jdbc:databricks:x"}) {
      assertFalse(driver.acceptsURL(url), url);
      assertNull(driver.connect(url, new Properties()));
      assertNull(driver.connect(url, null));
    }
    assertTrue(driver.acceptsURL("JDBC:Databricks://host"));
  }

  @Test
  void urlOfAConnectionIsAcceptedAndWithoutSecretsInEveryForm() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      String address = server.url().replaceFirst("jdbc:databricks://([^;]*);.*", "$1");
      for (String url :
          List.of(
              "jdbc:databricks://token:dapi-secret@"
                  + address
                  + "/s?ssl=0&http_path=/sql&catalog=c",
              "jdbc:databricks:?host=" + address + "&ssl=0&http_path=/sql&PWD={dapi-secret}",
              "jdbc:databricks://"
                  + address.toUpperCase(Locale.ROOT)
                  + ";ssl=0?http_path=/sql"
                  + "&o=1&access_token=dapi-secret",
              "jdbc:databricks://me:dapi-secret@"
                  + address
                  + ";ssl=0;httpPath={/sql};schema={a;b}")) {
        try (Connection connection = DriverManager.getConnection(url)) {
          String shown = connection.getMetaData().getURL();
          assertFalse(shown.contains("dapi"), shown);
          assertTrue(new LakewireDriver().acceptsURL(shown), shown);
          try (Connection again = DriverManager.getConnection(shown, "token", "dapi-secret")) {
            assertEquals(shown, again.getMetaData().getURL());
          }
        }
      }
    }
  }

  @Test
  void profileOfTheUserConnects(@TempDir Path folder) throws Exception {
    String before = System.getProperty("user.home");
    System.setProperty("user.home", folder.toString());
    try (FakeThriftServer server = new FakeThriftServer()) {
      String address = server.url().replaceFirst("jdbc:databricks://([^;]*);.*", "$1");
      Files.writeString(
          folder.resolve(".databrickscfg"),
          "[local]\nhost = " + address + "\ntoken = dapi-secret\nwarehouse_id = 12ab\n");
      try (Connection connection =
          DriverManager.getConnection("jdbc:databricks:;profile=local;ssl=0")) {
        String shown = connection.getMetaData().getURL();
        assertTrue(shown.contains(address + ";httpPath=/sql/1.0/warehouses/12ab"), shown);
      }
      LakewireDataSource source = new LakewireDataSource();
      source.setProfile("local");
      source.setSsl(false);
      source.setStrict(true);
      source.getConnection().close();
    } finally {
      System.setProperty("user.home", before);
    }
  }

  @Test
  void ownUrlsWithoutPropertiesFailWithAReason() {
    SQLException e =
        assertThrows(SQLException.class, () -> new LakewireDriver().connect(URL, null));
    assertEquals("08001", e.getSQLState());
  }

  @Test
  void propertyInfoAnswersForAnything() {
    LakewireDriver driver = new LakewireDriver();
    Properties properties = new Properties();
    properties.setProperty("password", "dapi-secret");
    for (String url : new String[] {null, "", "jdbc:databricks://h;PWD=dapi-secret;=", URL}) {
      for (Properties given : new Properties[] {null, properties}) {
        DriverPropertyInfo[] all = driver.getPropertyInfo(url, given);
        assertTrue(all.length > 10);
        for (DriverPropertyInfo info : all) {
          assertNotNull(info.name);
          assertNotNull(info.description);
          assertFalse("dapi-secret".equals(info.value), info.name);
        }
        assertTrue(Arrays.stream(all).anyMatch(info -> info.required));
      }
    }
  }

  @Test
  void versionAgreesEverywhere() throws Exception {
    LakewireDriver driver = new LakewireDriver();
    assertFalse(driver.jdbcCompliant());
    assertNotNull(driver.getParentLogger());
    try (FakeThriftServer server = new FakeThriftServer();
        Connection connection = driver.connect(server.url() + ";PWD=t", null)) {
      assertEquals(driver.getMajorVersion(), connection.getMetaData().getDriverMajorVersion());
      assertEquals(driver.getMinorVersion(), connection.getMetaData().getDriverMinorVersion());
    }
  }

  @Test
  void loginTimeoutOfTheDriverManagerBoundsConnecting() throws Exception {
    try (RawSocketServer silent = RawSocketServer.silent()) {
      String url = silent.url() + ";PWD=t";
      DriverManager.setLoginTimeout(1);
      long start = System.nanoTime();
      SQLException e = assertThrows(SQLException.class, () -> DriverManager.getConnection(url));
      assertEquals("08001", e.getSQLState());
      assertTrue(System.nanoTime() - start < 8_000_000_000L, "took too long");
    } finally {
      DriverManager.setLoginTimeout(0);
    }
  }

  @Test
  void dataSourceConnectsByUrlAndByParts() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      LakewireDataSource byUrl = new LakewireDataSource();
      byUrl.setUrl(server.url());
      byUrl.setToken("t");
      byUrl.getConnection().close();
      byUrl.setToken(null);
      byUrl.getConnection("token", "t").close();

      String rest = server.url().substring("jdbc:databricks://127.0.0.1:".length());
      LakewireDataSource byParts = new LakewireDataSource();
      byParts.setServerName("127.0.0.1");
      byParts.setPortNumber(Integer.parseInt(rest.substring(0, rest.indexOf(';'))));
      byParts.setHttpPath("/sql/1.0/warehouses/0123456789abcdef");
      byParts.setSsl(false);
      byParts.setPassword("t");
      DataSource copy = serialized(byParts);
      try (Connection connection = copy.getConnection()) {
        assertTrue(connection.unwrap(Connection.class) != null);
      }
      assertFalse(byParts.toString().contains("127"));
      assertEquals(List.of("OpenSession", "CloseSession"), server.methods().subList(0, 2));
    }
  }

  @Test
  void ignoredOptionsAreLoggedOnceAtInfo() throws Exception {
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            if (entry.getMessage().startsWith("Connection property ")) {
              logged.add(entry.getLevel() + " " + entry.getMessage());
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("io.github.lakewire.jdbc");
    logger.addHandler(handler);
    try (FakeThriftServer server = new FakeThriftServer()) {
      String url = server.url() + ";PWD=dapi-secret;MaxBatchSize=77;user=me@example.com";
      for (int i = 0; i < 3; i++) {
        try (Connection connection = DriverManager.getConnection(url)) {
          SQLWarning first = connection.getWarnings();
          assertTrue(first.getMessage().contains("MaxBatchSize"), first.getMessage());
          assertTrue(first.getNextWarning().getMessage().contains("user is ignored"));
          assertNull(first.getNextWarning().getNextWarning());
        }
      }
      server.close();
      String unreachable = url + ";UseThriftClient=0;connectTimeout=1;loginTimeout=1";
      assertThrows(SQLException.class, () -> DriverManager.getConnection(unreachable));
    } finally {
      logger.removeHandler(handler);
    }
    assertEquals(3, logged.size(), logged.toString());
    for (String name : List.of("user", "MaxBatchSize", "UseThriftClient")) {
      assertEquals(1, logged.stream().filter(line -> line.contains(name)).count(), name);
    }
    assertTrue(
        logged.stream().allMatch(line -> line.startsWith("INFO Connection propert")),
        logged.toString());
    assertFalse(logged.toString().contains("secret") || logged.toString().contains("@"));
  }

  private static DataSource serialized(DataSource source) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(source);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (DataSource) in.readObject();
    }
  }

  /** A value of the types that pools can set: all but a provider, which an application sets. */
  private static Object valueOf(Class<?> type) {
    if (type == TokenProvider.class) {
      return (TokenProvider) () -> AccessToken.of("dose7");
    }
    return type == String.class ? "x7" : type == int.class ? (Object) 7 : (Object) true;
  }

  @Test
  void nameOfAClassIsReadAsItWasSetThoughAnObjectGoesBeforeIt() {
    LakewireDataSource source = new LakewireDataSource();
    source.setTokenProviderObject(() -> AccessToken.of("dose7"));
    assertNull(source.getTokenProvider());
    source.setTokenProvider("x7");
    assertEquals("x7", source.getTokenProvider());
  }

  @Test
  void dataSourceIsABeanThatPoolsCanFill() throws Exception {
    LakewireDataSource source = new LakewireDataSource();
    Set<String> names = new TreeSet<>();
    for (Method setter : LakewireDataSource.class.getMethods()) {
      if (setter.getName().startsWith("set")
          && setter.getParameterCount() == 1
          && !setter.getName().equals("setLogWriter")) {
        Class<?> type = setter.getParameterTypes()[0];
        Object value = valueOf(type);
        setter.invoke(source, value);
        String name = setter.getName().substring(3);
        Method getter =
            LakewireDataSource.class.getMethod((type == boolean.class ? "is" : "get") + name);
        assertEquals(type, getter.getReturnType());
        assertEquals(value, getter.invoke(source), name);
        names.add(name);
      }
    }
    assertTrue(
        names.containsAll(
            List.of(
                "Url",
                "URL",
                "User",
                "Username",
                "Password",
                "ServerName",
                "Host",
                "PortNumber",
                "Port",
                "DatabaseName",
                "Catalog",
                "Schema",
                "HttpPath",
                "Token",
                "LoginTimeout",
                "Description",
                "ApplicationName")),
        names.toString());
  }

  @Test
  void everyPropertyIsDescribed() {
    DriverPropertyInfo[] all =
        new LakewireDriver().getPropertyInfo("jdbc:databricks://host:443", null);
    assertTrue(all.length > 20);
    for (DriverPropertyInfo property : all) {
      assertFalse(property.description == null || property.description.isBlank(), property.name);
    }
  }

  @Test
  void driverAndDataSourceHaveParentLoggers() throws SQLException {
    assertNotNull(new LakewireDriver().getParentLogger());
    LakewireDataSource source = new LakewireDataSource();
    assertNotNull(source.getParentLogger());
    source.setLogWriter(source.getLogWriter());
  }
}
