package io.github.lakewire.jdbc.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment says of proxies, as other programs read it. */
class ProxyVariablesTest {
  private static final String URL = "jdbc:databricks://workspace.example;httpPath=/p;PWD=t;";

  private static ConnectionConfig read(String url, Map<String, String> variables)
      throws ConfigException {
    return ConfigParser.parse(url, null, new ProcessEnvironment(variables, null));
  }

  private static ProxyRule.OfSystem system(Map<String, String> variables) throws ConfigException {
    return assertInstanceOf(
        ProxyRule.OfSystem.class, read(URL + "ssl=0", variables).proxies().workspace());
  }

  @ParameterizedTest
  @CsvSource({
    "http://proxy.example:3128, proxy.example, 3128",
    "HTTP://proxy.example:3128/, proxy.example, 3128",
    "proxy.example:8080, proxy.example, 8080",
    "proxy, proxy, 80",
    "http://10.1.2.3, 10.1.2.3, 80",
    "http://[fd00::1]:3128, fd00::1, 3128"
  })
  void addressesAreReadInAllForms(String text, String host, int port) throws ConfigException {
    HttpProxy proxy = system(Map.of("HTTPS_PROXY", text)).https().proxy();
    assertEquals(
        new HttpProxy(host, port, "environment variable HTTPS_PROXY", ProxyLogin.NONE), proxy);
  }

  @ParameterizedTest
  @CsvSource({
    "u:p@proxy, u, p",
    "http://u:p@proxy:1, u, p",
    "http://u@proxy, u, ''",
    "http://do%5Cu:p%40%3A%25+@proxy, do\\u, p@:%+",
    "http://u:p@q:r@proxy, u, p@q:r",
    "http://u:100%@proxy, u, 100%"
  })
  void userAndPasswordStandBeforeTheHost(String text, String user, String password)
      throws ConfigException {
    HttpProxy proxy = system(Map.of("HTTPS_PROXY", text)).https().proxy();
    assertEquals("proxy", proxy.host());
    assertEquals(
        new ProxyLogin(ProxyLogin.Scheme.BASIC, user, new Secret(password)), proxy.login());
    assertFalse(proxy.toString().contains("p@"), proxy.toString());
  }

  @Test
  void theNearestVariableCounts() throws ConfigException {
    Map<String, String> all =
        Map.of(
            "https_proxy",
            "a",
            "HTTPS_PROXY",
            "b",
            "http_proxy",
            "c",
            "HTTP_PROXY",
            "d",
            "all_proxy",
            "e",
            "ALL_PROXY",
            "f");
    assertEquals("a", system(all).https().proxy().host());
    assertEquals("c", system(all).http().proxy().host());
    Map<String, String> upper = Map.of("https_proxy", " ", "HTTPS_PROXY", "b", "ALL_PROXY", "f");
    assertEquals("b", system(upper).https().proxy().host());
    assertEquals("f", system(upper).http().proxy().host());
    assertNull(system(Map.of("HTTP_PROXY", "d")).https());
    assertNull(system(Map.of("HTTPS_PROXY", "d")).http());
    assertNull(system(Map.of("HTTP_PROXY", "d", "REQUEST_METHOD", "GET")).http());
    assertNull(
        assertInstanceOf(
                ProxyRule.OfSystem.class,
                read(URL, Map.of("HTTP_PROXY", "d")).proxies().workspace())
            .http());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socks5://u:SECRET@proxy:1080",
        "https://u:SECRET@proxy:443",
        "http://u:SECRET@",
        "http://u:SECRET@proxy:99999",
        "http://u:SECRET@pro xy"
      })
  void whatIsNoHttpProxyIsAWarningWithoutItsText(String text) throws ConfigException {
    ConnectionConfig config = read(URL, Map.of("HTTPS_PROXY", text));
    assertEquals(new ProxyRule.OfSystem(null, null, null), config.proxies().workspace());
    assertEquals(1, config.warnings().size());
    assertTrue(config.warnings().get(0).contains("HTTPS_PROXY is ignored"));
    assertFalse(config.warnings().get(0).contains("SECRET"));
  }

  @Test
  void nobodyIsWarnedWhoNeedsNoProxy() throws ConfigException {
    Map<String, String> variables = Map.of("HTTPS_PROXY", "socks5://proxy:1080");
    String local = "jdbc:databricks://localhost;httpPath=/p;PWD=t;";
    assertEquals(0, read(local, variables).warnings().size());
    assertEquals(0, read(URL + "useProxy=0", variables).warnings().size());
    assertEquals(0, read(URL + "proxyHost=p", variables).warnings().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.com | example.com | true",
        "example.com | www.example.com | true",
        "example.com | EXAMPLE.COM | true",
        "Example.Com | example.com | true",
        "example.com | notexample.com | false",
        ".example.com | www.example.com | true",
        ".example.com | example.com | true",
        "*.example.com | www.example.com | true",
        "* | anything.example | true",
        "a, example.com b | example.com | true",
        "a, example.com b | b | true",
        "example.com:443 | example.com | true",
        "example.com:8443 | example.com | false",
        "10.1.2.3 | 10.1.2.3 | true",
        "10.1.2.3 | 10.1.2.30 | false",
        "10.1.2.3:443 | 10.1.2.3 | true",
        "10.0.0.0/8 | 10.9.9.9 | true",
        "10.0.0.0/8 | 11.9.9.9 | false",
        "10.128.0.0/9 | 10.129.0.1 | true",
        "10.128.0.0/9 | 10.127.0.1 | false",
        "10.0.0.0/8 | ten.example | false",
        "0.0.0.0/0 | 8.8.8.8 | true",
        "fd00::/8 | fd12::1 | true",
        "fd00::/8 | fe80::1 | false",
        "fd00::/8 | 10.0.0.1 | false",
        "[fd00::1]:443 | fd00::1 | true",
        "fd00::1 | fd00:0::1 | true",
        "10.0.0.0/x | 10.0.0.1 | false",
        "'' | example.com | false",
        "'' | localhost | true",
        "'' | 127.0.0.9 | true",
        "'' | ::1 | true",
        "*x | example.com | false"
      })
  void hostsAreExceptedAsByOtherPrograms(String list, String host, boolean direct)
      throws ConfigException {
    ProxyRule.Named named = system(Map.of("HTTPS_PROXY", "proxy", "NO_PROXY", list)).https();
    assertEquals(direct, named.direct().covers(host, 443));
    named = system(Map.of("HTTPS_PROXY", "proxy", "no_proxy", list, "NO_PROXY", "*")).https();
    assertEquals(direct || list.isEmpty(), named.direct().covers(host, 443));
  }

  @Test
  void environmentThatIsNotAskedIsNotRead() throws ConfigException {
    assertEquals(
        new ProxyRule.Direct(),
        read(URL + "useSystemProxy=0", Map.of("HTTPS_PROXY", "p")).proxies().workspace());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http:", "proxy:1", "localhost:", "x::1", "g", "dead", "1.2.3", ""})
  void namesWithColonsAreNoAddresses(String host) {
    assertFalse(LiteralAddress.isLiteral(host));
    assertNull(LiteralAddress.of(host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "fe80::1", "::ffff:127.0.0.1", "2001:DB8::1", "127.0.0.1"})
  void addressesAreRead(String host) {
    assertNotNull(LiteralAddress.of(host));
  }
}
