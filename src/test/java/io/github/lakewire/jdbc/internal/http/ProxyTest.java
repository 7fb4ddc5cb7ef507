package io.github.lakewire.jdbc.internal.http;

import static io.github.lakewire.jdbc.internal.http.HttpFixture.call;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.config;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.failure;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.stack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.config.ProcessEnvironment;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProxyTest {
  private final Map<String, String> before = new HashMap<>();
  private RawSocketServer proxy;

  @BeforeEach
  void start() throws Exception {
    proxy = new RawSocketServer();
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }

  private void property(String name, String value) {
    before.put(name, System.setProperty(name, value));
  }

  private String options() {
    return "proxyHost=127.0.0.1;proxyPort=" + proxy.port() + ";";
  }

  @Test
  void proxyOfTheJvmIsUsedButForItsExceptions() throws Exception {
    property("http.proxyHost", "127.0.0.1");
    property("http.proxyPort", Integer.toString(proxy.port()));
    property("http.nonProxyHosts", "direct.invalid|localhost");
    proxy.always(RawSocketServer.thrift("x"));
    try (HttpTransport stack = stack(config("workspace.invalid", 80, "ssl=0"));
        HttpTransport direct = stack(config("direct.invalid", 80, "ssl=0"))) {
      call(stack, Repeat.ALWAYS).execute(byte[]::new);
      assertTrue(proxy.requests().take().line().startsWith("POST http://workspace.invalid"));
      failure(DriverException.Kind.CANNOT_CONNECT, call(direct, Repeat.WHILE_STARTING));
    }
    assertEquals(0, proxy.requests().size());
  }

  @Test
  void tunnelIsOpenedWithoutTheToken() throws Exception {
    property("https.proxyHost", "127.0.0.1");
    property("https.proxyPort", Integer.toString(proxy.port()));
    proxy.then(RawSocketServer.status("502 Bad Gateway"));
    try (HttpTransport stack = stack(config("workspace.invalid", 443, ""))) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT, call(stack, Repeat.WHILE_STARTING));
      assertTrue(message.contains("HTTP 502"), message);
      assertTrue(message.contains("127.0.0.1:" + proxy.port()), message);
      assertTrue(message.contains("JVM property https.proxyHost"), message);
    }
    RawSocketServer.Request request = proxy.requests().take();
    assertEquals("CONNECT workspace.invalid:443 HTTP/1.1", request.line());
    assertNull(request.headers().get("authorization"));
  }

  /** A second attempt with the same password may lock a user out. */
  @Test
  void userAndPasswordAreSentAtOnceAndOnlyOnce() throws Exception {
    proxy.then(
        RawSocketServer.status(
            "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"p\""));
    try (HttpTransport stack =
        stack(config("workspace.invalid", 443, options() + "ProxyUID=u;ProxyPwd=p\u00e4SECRET"))) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.WHILE_STARTING));
      assertTrue(message.contains("refused the credentials"), message);
    }
    String credentials =
        Base64.getEncoder().encodeToString("u:p\u00e4SECRET".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "Basic " + credentials, proxy.requests().take().headers().get("proxy-authorization"));
    assertEquals(0, proxy.requests().size());
  }

  @Test
  void digestIsSentWhereTheProxyWantsThat() throws Exception {
    proxy.then(
        RawSocketServer.status(
            "407 Proxy Authentication Required",
            "Proxy-Authenticate: Digest realm=\"p\", nonce=\"abc\", qop=\"auth\""));
    proxy.then(RawSocketServer.status("403 Forbidden"));
    try (HttpTransport stack =
        stack(config("workspace.invalid", 443, options() + "ProxyUID=u;ProxyPwd=SECRET"))) {
      failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.WHILE_STARTING));
    }
    proxy.requests().take();
    String digest = proxy.requests().take().headers().get("proxy-authorization");
    assertTrue(digest.startsWith("Digest username=\"u\", realm=\"p\", nonce=\"abc\""), digest);
  }

  @Test
  void proxyOfUnencryptedRequestsIsNamedToo() throws Exception {
    proxy.always(RawSocketServer.status("407 Proxy Authentication Required"));
    try (HttpTransport stack = stack(config("workspace.invalid", 80, options() + "ssl=0"))) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.WHILE_STARTING));
      assertTrue(message.contains("asks for credentials"), message);
    }
  }

  @Test
  void wrongPasswordOfAProxyIsNoMatterOfTheToken() throws Exception {
    proxy.always(RawSocketServer.answer("401 Unauthorized", "", "Server: tinyproxy/1.11.0"));
    try (HttpTransport stack = stack(config("workspace.invalid", 80, options() + "ssl=0"))) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.WHILE_STARTING));
      assertTrue(message.contains("The proxy 127.0.0.1:"), message);
    }
  }

  @Test
  void hostsOnTheIgnoreListAreReachedDirectly() throws Exception {
    proxy.always(RawSocketServer.thrift("x"));
    String list = options() + "ssl=0;ProxyIgnoreList=other.host, *.DIRECT.invalid";
    try (HttpTransport direct = stack(config("a.direct.invalid", 80, list));
        HttpTransport stack = stack(config("a.b.invalid", 80, list))) {
      failure(DriverException.Kind.CANNOT_CONNECT, call(direct, Repeat.WHILE_STARTING));
      assertEquals(0, proxy.requests().size());
      call(stack, Repeat.ALWAYS).execute(byte[]::new);
      assertEquals(1, proxy.requests().size());
    }
  }

  @Test
  void noProxyIsUsedWhenSwitchedOff() throws Exception {
    property("http.proxyHost", "127.0.0.1");
    property("http.proxyPort", Integer.toString(proxy.port()));
    property("http.nonProxyHosts", "");
    proxy.always(RawSocketServer.thrift("x"));
    for (String off : new String[] {"UseProxy=0;" + options(), "UseProxy=0", "UseSystemProxy=0"}) {
      try (HttpTransport stack = stack(config("workspace.invalid", 80, "ssl=0;" + off))) {
        failure(DriverException.Kind.CANNOT_CONNECT, call(stack, Repeat.WHILE_STARTING));
      }
    }
    assertEquals(0, proxy.requests().size());
    try (HttpTransport stack =
        stack(config("workspace.invalid", 80, "ssl=0;UseProxy=0;UseSystemProxy=1"))) {
      call(stack, Repeat.ALWAYS).execute(byte[]::new);
    }
    assertEquals(1, proxy.requests().size());
  }

  @Test
  void credentialsStayHereWhenTheProxyIsToGetNone() throws Exception {
    proxy.always(
        RawSocketServer.status(
            "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"p\""));
    try (HttpTransport stack =
        stack(
            config(
                "workspace.invalid", 443, options() + "ProxyAuth=0;ProxyUID=u;ProxyPwd=pSECRET"))) {
      failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.WHILE_STARTING));
    }
    assertNull(proxy.requests().take().headers().get("proxy-authorization"));
    assertEquals(0, proxy.requests().size());
  }

  private static HttpTransport stackIn(Map<String, String> variables, String host, String options)
      throws Exception {
    return stack(
        ConfigParser.parse(
            "jdbc:databricks://" + host + ";httpPath=/p;PWD=dapiSECRET;" + options,
            null,
            new ProcessEnvironment(variables, null)));
  }

  private Map<String, String> variable(String name) {
    return Map.of(name, "http://u:p%40SECRET@127.0.0.1:" + proxy.port());
  }

  @Test
  void proxyOfTheEnvironmentIsUsedWhereTheJvmSaysNothing() throws Exception {
    proxy.always(RawSocketServer.status("403 Filtered"));
    try (HttpTransport stack = stackIn(variable("HTTPS_PROXY"), "workspace.invalid", "")) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.WHILE_STARTING));
      assertTrue(message.contains("environment variable HTTPS_PROXY"), message);
      assertTrue(message.contains("127.0.0.1:" + proxy.port()), message);
    }
    RawSocketServer.Request request = proxy.requests().take();
    assertEquals("CONNECT workspace.invalid:443 HTTP/1.1", request.line());
    assertEquals(
        "Basic "
            + Base64.getEncoder().encodeToString("u:p@SECRET".getBytes(StandardCharsets.UTF_8)),
        request.headers().get("proxy-authorization"));
    property("https.proxyHost", "proxy.invalid");
    try (HttpTransport stack = stackIn(variable("HTTPS_PROXY"), "workspace.invalid", "")) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT, call(stack, Repeat.WHILE_STARTING));
      assertTrue(message.contains("proxy.invalid"), message);
      assertTrue(message.contains("JVM property https.proxyHost) is unknown"), message);
    }
    assertEquals(0, proxy.requests().size());
  }

  @Test
  void environmentDoesNotStandBetweenThisMachineAndItself() throws Exception {
    proxy.always(RawSocketServer.status("403 Filtered"));
    Map<String, String> variables = new HashMap<>(variable("HTTPS_PROXY"));
    variables.putAll(variable("HTTP_PROXY"));
    for (String host : new String[] {"localhost", "127.0.0.1", "127.8.9.1", "[::1]"}) {
      String url = host + ":" + RawSocketServer.refusingPort();
      for (String options : new String[] {"", "ssl=0"}) {
        try (HttpTransport stack = stackIn(variables, url, options)) {
          String message =
              failure(DriverException.Kind.CANNOT_CONNECT, call(stack, Repeat.WHILE_STARTING));
          assertFalse(message.contains("proxy"), message);
        }
      }
    }
    assertEquals(0, proxy.requests().size());
  }

  @Test
  void propertiesOfTheConnectionComeFirst() throws Exception {
    try (RawSocketServer own = new RawSocketServer();
        HttpTransport stack =
            stackIn(
                variable("HTTPS_PROXY"),
                "workspace.invalid",
                "proxyHost=127.0.0.1;proxyPort=" + own.port());
        HttpTransport none =
            stackIn(variable("HTTPS_PROXY"), "workspace.invalid", "useSystemProxy=0")) {
      own.always(RawSocketServer.status("403 Forbidden"));
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.WHILE_STARTING));
      assertTrue(message.contains("connection property proxyHost"), message);
      failure(DriverException.Kind.CANNOT_CONNECT, call(none, Repeat.WHILE_STARTING));
    }
    assertEquals(0, proxy.requests().size());
  }

  @Test
  void credentialsOfTheConnectionAreForAnyProxy() throws Exception {
    proxy.always(RawSocketServer.status("403 Forbidden"));
    String expected =
        "Basic " + Base64.getEncoder().encodeToString("me:x".getBytes(StandardCharsets.UTF_8));
    String own = "proxyUser=me;proxyPassword=x";
    try (HttpTransport stack = stackIn(variable("https_proxy"), "workspace.invalid", own)) {
      failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.WHILE_STARTING));
    }
    property("https.proxyHost", "127.0.0.1");
    property("https.proxyPort", Integer.toString(proxy.port()));
    try (HttpTransport stack = stack(config("workspace.invalid", 443, own))) {
      failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.WHILE_STARTING));
    }
    property("https.proxyUser", "me");
    property("https.proxyPassword", "x");
    try (HttpTransport stack = stack(config("workspace.invalid", 443, ""))) {
      failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.WHILE_STARTING));
    }
    assertEquals(3, proxy.requests().size());
    for (RawSocketServer.Request request : proxy.requests()) {
      assertEquals(expected, request.headers().get("proxy-authorization"));
    }
  }

  /** The ways in which a proxy fails, each told with its address and who named it. */
  @Test
  void proxyThatFailsIsNamed() throws Exception {
    String name = "proxy 127.0.0.1:" + proxy.port() + " (connection property proxyHost)";
    Map<RawSocketServer.Response, String> answers =
        Map.of(
            RawSocketServer.status("407 Who"), "asks for credentials: HTTP 407; set proxyUser",
            RawSocketServer.status("403 No"), "refuses to connect to workspace.invalid:443",
            RawSocketServer.status("503 Later"), "could not connect to workspace.invalid:443",
            RawSocketServer.hangUp(), "closed the connection",
            RawSocketServer.silence(new CountDownLatch(1)), "within connectTimeout");
    for (Map.Entry<RawSocketServer.Response, String> answer : answers.entrySet()) {
      proxy.then(answer.getKey());
      String options = options() + "connectTimeout=300ms";
      try (HttpTransport stack = stack(config("workspace.invalid", 443, options))) {
        DriverException exception =
            assertThrows(
                DriverException.class,
                () -> call(stack, Repeat.WHILE_STARTING).execute(byte[]::new));
        assertTrue(exception.getMessage().contains(name), exception.getMessage());
        assertTrue(exception.getMessage().contains(answer.getValue()), exception.getMessage());
        assertEquals("08001", exception.sqlState());
        assertEquals(ExecutionOutcome.NOT_EXECUTED, exception.outcome(), exception.getMessage());
      }
    }
  }

  @Test
  void proxyThatDoesNotRunIsNamed() throws Exception {
    int port = RawSocketServer.refusingPort();
    String options = "proxyHost=127.0.0.1;proxyPort=" + port;
    try (HttpTransport stack = stack(config("workspace.invalid", 443, options));
        HttpTransport unknown =
            stack(config("workspace.invalid", 443, "proxyHost=proxy.invalid"))) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT, call(stack, Repeat.WHILE_STARTING));
      assertTrue(message.contains("127.0.0.1:" + port), message);
      assertTrue(message.contains("refused the connection; check that it runs"), message);
      message = failure(DriverException.Kind.CANNOT_CONNECT, call(unknown, Repeat.WHILE_STARTING));
      assertTrue(message.contains("proxy proxy.invalid:8080"), message);
      assertTrue(message.contains("is unknown"), message);
    }
  }

  @Test
  void filesComeThroughTheirOwnProxy() throws Exception {
    try (RawSocketServer files = new RawSocketServer();
        HttpTransport stack =
            stack(
                config(
                    "workspace.invalid",
                    80,
                    options()
                        + "ssl=0;proxyUser=u;proxyPassword=SECRET;http.header.X-Gate=SECRET;"
                        + "cfProxyHost=127.0.0.1;cfProxyPort="
                        + files.port()));
        HttpTransport none =
            stack(
                config(
                    "workspace.invalid",
                    80,
                    options() + "ssl=0;disableProxyForCloudFetch=1;retryTimeout=0"))) {
      files.always(RawSocketServer.answer("200 OK", "file"));
      proxy.always(RawSocketServer.thrift("x"));
      Page.Link link = new Page.Link("http://store.invalid/f", Instant.now(), 0, 1, 1, Map.of());
      assertEquals(4, HttpFixture.downloader(stack).download(link, 10, byte[]::new, true).length());
      assertThrows(
          DriverException.class,
          () -> HttpFixture.downloader(none).download(link, 10, byte[]::new, true));
      assertEquals(0, proxy.requests().size());
      RawSocketServer.Request request = files.requests().take();
      assertEquals("GET http://store.invalid/f HTTP/1.1", request.line());
      assertFalse(request.headers().toString().contains("SECRET"), "of the other proxy");
      call(stack, Repeat.ALWAYS).execute(byte[]::new);
      assertEquals("SECRET", proxy.requests().take().headers().get("x-gate"));
    }
  }

  @Test
  void proxyOfATunnelIsToldNothingOfTheRequest() throws Exception {
    proxy.always(RawSocketServer.status("403 Forbidden"));
    String options = options() + "http.header.X-Gate=SECRET;userAgentEntry=tool";
    try (HttpTransport stack = stack(config("workspace.invalid", 443, options))) {
      failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.WHILE_STARTING));
    }
    assertEquals(Set.of("host"), proxy.requests().take().headers().keySet());
  }
}
