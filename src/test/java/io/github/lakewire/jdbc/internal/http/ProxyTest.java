package io.github.lakewire.jdbc.internal.http;

import static io.github.lakewire.jdbc.internal.http.HttpFixture.call;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.config;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.failure;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.stack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
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
          failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.ALWAYS));
      assertTrue(message.contains("proxy") && message.contains("502"), message);
    }
    RawSocketServer.Request request = proxy.requests().take();
    assertEquals("CONNECT workspace.invalid:443 HTTP/1.1", request.line());
    assertNull(request.headers().get("authorization"));
  }

  @Test
  void proxyOfTheOptionsAuthenticates() throws Exception {
    proxy.then(
        RawSocketServer.status(
            "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"p\""));
    proxy.then(RawSocketServer.status("403 Forbidden"));
    try (HttpTransport stack =
        stack(config("workspace.invalid", 443, options() + "ProxyUID=u;ProxyPwd=pSECRET"))) {
      failure(DriverException.Kind.CANNOT_CONNECT_EVER, call(stack, Repeat.WHILE_STARTING));
    }
    assertNull(proxy.requests().take().headers().get("proxy-authorization"));
    String credentials =
        Base64.getEncoder().encodeToString("u:pSECRET".getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        "Basic " + credentials, proxy.requests().take().headers().get("proxy-authorization"));
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
}
