package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Through the proxies that people run: tinyproxy and squid. */
@ExtendWith(SharedWarehouse.class)
class ProxyIT {
  private static final String PASSWORD = "BasicAuth user s3cret";
  private static final String LARGE = "SELECT id, repeat('x', 20) FROM range(300000)";

  @TempDir private Path folder;

  /** Squid gives up the rights of root, and reads on. */
  @BeforeEach
  void openFolder() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Connection connect(WarehouseProcess warehouse, String options)
      throws SQLException {
    return DriverManager.getConnection(
        SharedWarehouse.trustedUrl(warehouse) + ";PWD=" + warehouse.token() + ";" + options);
  }

  private static String by(RealProxy proxy) {
    return "proxyHost=127.0.0.1;proxyPort=" + proxy.port() + ";";
  }

  private static String tunnel(WarehouseProcess warehouse) {
    return "CONNECT localhost:" + warehouse.port() + " HTTP/1.1";
  }

  private static int rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      int count = 0;
      while (row.next()) {
        count++;
      }
      return count;
    }
  }

  private static SQLException refused(WarehouseProcess warehouse, String options) {
    SQLException e = assertThrows(SQLException.class, () -> connect(warehouse, options).close());
    assertEquals("08001", e.getSQLState(), e.getMessage());
    assertFalse(e.getMessage().contains("s3cret"), e.getMessage());
    return e;
  }

  private static void assertSays(SQLException e, String... parts) {
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void requestsAndFilesGoThroughATunnel(WarehouseProcess warehouse) throws Exception {
    try (RealProxy proxy = RealProxy.tinyproxy(folder);
        Connection connection = connect(warehouse, by(proxy))) {
      assertEquals(1, proxy.count(tunnel(warehouse)));
      long files = warehouse.requests().getOrDefault("file", 0L);
      assertEquals(300_000, rows(connection, LARGE));
      assertTrue(warehouse.requests().get("file") > files);
      assertTrue(proxy.count(tunnel(warehouse)) > 1, "tunnels of the client for files");
    }
  }

  @Test
  void filesMayGoThroughAnotherProxyOrThroughNone(WarehouseProcess warehouse) throws Exception {
    try (RealProxy proxy = RealProxy.tinyproxy(folder);
        RealProxy files = RealProxy.tinyproxy(folder, PASSWORD)) {
      String own =
          "cfProxyHost=127.0.0.1;cfProxyUID=user;cfProxyPwd=s3cret;cfProxyPort=" + files.port();
      try (Connection connection = connect(warehouse, by(proxy) + own)) {
        assertEquals(300_000, rows(connection, LARGE));
      }
      long tunnels = files.count(tunnel(warehouse));
      assertTrue(tunnels > 0);
      long others = proxy.count(tunnel(warehouse));
      try (Connection connection =
          connect(warehouse, by(proxy) + "disableProxyForCloudFetch=1;connectTimeout=11")) {
        assertEquals(300_000, rows(connection, LARGE));
      }
      assertEquals(tunnels, files.count(tunnel(warehouse)));
      assertEquals(others + 1, proxy.count(tunnel(warehouse)), "one connection to the workspace");
    }
  }

  @Test
  void proxyOfUnencryptedRequestsIsUsed(WarehouseProcess warehouse) throws Exception {
    try (RealProxy proxy = RealProxy.tinyproxy(folder, PASSWORD);
        RecordingProxy plain = RecordingProxy.before(warehouse)) {
      String url = plain.url() + ";PWD=" + warehouse.token() + ";cloudFetch=0;" + by(proxy);
      try (Connection connection =
          DriverManager.getConnection(url + "proxyUser=user;proxyPassword=s3cret")) {
        assertEquals(10, rows(connection, "SELECT * FROM range(10)"));
      }
      assertTrue(proxy.count("POST http://127.0.0.1:") >= 2);
      SQLException e = assertThrows(SQLException.class, () -> DriverManager.getConnection(url));
      assertEquals("08001", e.getSQLState());
      assertSays(e, "HTTP 407", "set proxyUser");
    }
  }

  @Test
  void proxyIsGivenUserAndPassword(WarehouseProcess warehouse) throws Exception {
    try (RealProxy proxy = RealProxy.tinyproxy(folder, PASSWORD)) {
      try (Connection connection =
          connect(warehouse, by(proxy) + "ProxyAuth=1;ProxyUID=user;ProxyPwd=s3cret")) {
        assertEquals(10, rows(connection, "SELECT * FROM range(10)"));
      }
      assertEquals(1, proxy.count(tunnel(warehouse)), "without being asked first");
      String name = "127.0.0.1:" + proxy.port() + " (connection property proxyHost)";
      assertSays(refused(warehouse, by(proxy)), name, "HTTP 407", "set proxyUser");
      assertSays(
          refused(warehouse, by(proxy) + "proxyUser=user;proxyPassword=s3cretToo"),
          name,
          "HTTP 401",
          "refused the credentials");
    }
  }

  @Test
  void proxyWithAnotherPasswordInMidSessionCostsNoStatement(WarehouseProcess warehouse)
      throws Exception {
    RealProxy first = RealProxy.tinyproxy(folder, PASSWORD);
    int port = first.port();
    try (Connection connection =
            connect(warehouse, by(first) + "proxyUser=user;proxyPassword=s3cret");
        Statement statement = connection.createStatement()) {
      assertEquals(10, rows(connection, "SELECT * FROM range(10)"));
      first.close();
      long before = warehouse.requests().get("ExecuteStatement");
      try (RealProxy second = RealProxy.tinyproxy(folder, port, "BasicAuth user other")) {
        SQLException e =
            assertThrows(
                SQLException.class,
                () -> statement.executeUpdate("CREATE TABLE never_made (a INT)"));
        assertEquals("08006", e.getSQLState(), e.getMessage());
        assertEquals(
            ExecutionOutcome.NOT_EXECUTED, assertInstanceOf(LakewireException.class, e).outcome());
        assertSays(e, "127.0.0.1:" + second.port(), "HTTP 401", "refused the credentials");
        assertEquals(before, warehouse.requests().get("ExecuteStatement"));
      }
      try (RealProxy third = RealProxy.tinyproxy(folder, port, PASSWORD)) {
        assertEquals(10, rows(connection, "SELECT * FROM range(10)"));
        assertEquals(port, third.port());
      }
    } finally {
      first.close();
    }
  }

  @Test
  void proxyThatEndsInMidSessionIsNamed(WarehouseProcess warehouse) throws Exception {
    RealProxy proxy = RealProxy.tinyproxy(folder);
    try (Connection connection = connect(warehouse, by(proxy) + "retryTimeout=0;closeTimeout=1");
        Statement statement = connection.createStatement()) {
      assertEquals(10, rows(connection, "SELECT * FROM range(10)"));
      proxy.close();
      SQLException e =
          assertThrows(
              SQLException.class, () -> statement.executeUpdate("CREATE TABLE never_made (a INT)"));
      assertEquals("08006", e.getSQLState(), e.getMessage());
      assertEquals(
          ExecutionOutcome.NOT_EXECUTED, assertInstanceOf(LakewireException.class, e).outcome());
      assertSays(e, "127.0.0.1:" + proxy.port(), "refused the connection");
      assertSays(
          refused(warehouse, by(proxy)), "127.0.0.1:" + proxy.port(), "refused the connection");
    } finally {
      proxy.close();
    }
  }

  @Test
  void proxyThatRefusesAHostIsNamed(WarehouseProcess warehouse) throws Exception {
    try (RealProxy proxy = RealProxy.squid(folder, Map.of(), "http_access deny everyone")) {
      assertSays(
          refused(warehouse, by(proxy)),
          "127.0.0.1:" + proxy.port(),
          "refuses to connect to localhost:" + warehouse.port(),
          "HTTP 403");
    }
  }

  @Test
  void revocationIsCheckedBehindAProxy(WarehouseProcess warehouse) throws Exception {
    try (RealProxy proxy = RealProxy.tinyproxy(folder)) {
      String check = by(proxy) + "checkCertRevocation=1;";
      assertSays(refused(warehouse, check), "through the proxy", "acceptUndeterminedRevocation=1");
      try (Connection connection = connect(warehouse, check + "acceptUndeterminedRevocation=1")) {
        assertEquals(10, rows(connection, "SELECT * FROM range(10)"));
      }
    }
  }

  private String run(WarehouseProcess warehouse, Map<String, String> variables, String... flags)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(
        List.of(
            "-cp",
            ShadedJar.path() + File.pathSeparator + FlaglessJvmIT.testClasses(),
            ProxiedProgram.class.getName()));
    Map<String, String> environment = new HashMap<>(variables);
    environment.putIfAbsent("LAKEWIRE_URL", SharedWarehouse.trustedUrl(warehouse));
    environment.put("LAKEWIRE_TOKEN", warehouse.token());
    Program.Outcome outcome = Program.run(command, environment, folder, 120);
    assertEquals(0, outcome.exitCode(), outcome.err());
    return outcome.out().strip();
  }

  /** The proxy knows the name of the workspace, and this machine does not. */
  @Test
  void programFollowsTheEnvironment(WarehouseProcess warehouse) throws Exception {
    String url =
        SharedWarehouse.trustedUrl(warehouse).replace("//localhost:", "//warehouse.test:")
            + ";retryTimeout=0";
    Path names = Files.writeString(folder.resolve("names"), "127.0.0.1 localhost\n");
    String hosts = "-Djdk.net.hosts.file=" + names;
    try (RealProxy proxy = RealProxy.squid(folder, Map.of(), "http_access allow everyone")) {
      Map<String, String> variables = new HashMap<>();
      variables.put("LAKEWIRE_URL", url);
      variables.put("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());
      assertEquals("rows 42", run(warehouse, variables, hosts));
      assertEquals(
          "rows 42",
          run(
              warehouse,
              Map.of("LAKEWIRE_URL", url),
              hosts,
              "-Dhttps.proxyHost=127.0.0.1",
              "-Dhttps.proxyPort=" + proxy.port()));
      variables.put("NO_PROXY", ".test");
      String direct = run(warehouse, variables, hosts);
      assertTrue(direct.startsWith("08001 The host warehouse.test is unknown"), direct);
      variables.remove("NO_PROXY");
      String jvm = run(warehouse, variables, hosts, "-Dhttps.proxyHost=proxy.invalid");
      assertTrue(jvm.contains("proxy.invalid:443 (JVM property https.proxyHost)"), jvm);
    }
  }

  @Test
  void programOnThisMachineDoesNotFollowTheEnvironment(WarehouseProcess warehouse)
      throws Exception {
    // Bound, so that nobody else can have it, and nobody listens there.
    try (Socket nobody = new Socket()) {
      nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String proxy = "http://127.0.0.1:" + nobody.getLocalPort();
      assertEquals("rows 42", run(warehouse, Map.of("HTTPS_PROXY", proxy)));
    }
  }

  /** With a key distribution centre of its own. */
  @Test
  void proxyIsShownAKerberosTicket(WarehouseProcess warehouse) throws Exception {
    try (Kerberos kerberos = Kerberos.start(folder);
        RealProxy proxy =
            RealProxy.squid(
                folder,
                kerberos.environment(),
                "auth_param negotiate program "
                    + RealProxy.program("negotiate_kerberos_auth")
                    + " -k "
                    + kerberos.keytab()
                    + " -s HTTP/localhost@"
                    + Kerberos.REALM,
                "auth_param negotiate children 1",
                "auth_param negotiate keep_alive on",
                "acl known proxy_auth REQUIRED",
                "http_access allow known",
                "http_access deny everyone")) {
      String url =
          SharedWarehouse.trustedUrl(warehouse)
              + ";proxyHost=localhost;proxyAuth=2;proxyPort="
              + proxy.port();
      String config = "-Djava.security.krb5.conf=" + kerberos.config();
      Map<String, String> withTicket =
          Map.of("LAKEWIRE_URL", url, "KRB5CCNAME", "FILE:" + kerberos.ticket());
      assertEquals("rows 42", run(warehouse, withTicket, config));
      Map<String, String> withPassword =
          Map.of(
              "LAKEWIRE_URL",
              url + ";proxyUser=" + Kerberos.USER + ";proxyPassword=" + Kerberos.PASSWORD,
              "KRB5CCNAME",
              "FILE:" + folder.resolve("none"));
      assertEquals("rows 42", run(warehouse, withPassword, config));
      String nobody =
          run(
              warehouse,
              Map.of("LAKEWIRE_URL", url, "KRB5CCNAME", "FILE:" + folder.resolve("none")),
              config);
      assertTrue(nobody.startsWith("08001 The proxy localhost:" + proxy.port()), nobody);
      assertTrue(nobody.contains("asks for Kerberos, and there is no ticket"), nobody);
      String wrong =
          run(
              warehouse,
              Map.of(
                  "LAKEWIRE_URL", url + ";proxyUser=" + Kerberos.USER + ";proxyPassword=s3cretToo"),
              config);
      assertTrue(wrong.contains("there is no ticket"), wrong);
      assertFalse(wrong.contains("s3cretToo"), wrong);
    }
  }
}
