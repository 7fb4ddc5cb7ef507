package io.github.lakewire.jdbc.internal.http;

import static io.github.lakewire.jdbc.internal.http.HttpFixture.call;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.config;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.downloader;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.stack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that lead to what only this machine can reach. */
@Timeout(30)
class AddressCheckTest {
  private RawSocketServer store;

  @BeforeEach
  void start() throws Exception {
    store = new RawSocketServer();
    store.always(RawSocketServer.answer("200 OK", "file"));
  }

  @AfterEach
  void stop() throws Exception {
    store.close();
  }

  private Page.Link link(String host) {
    return link(host, store.port());
  }

  private static Page.Link link(String host, int port) {
    return new Page.Link(
        "http://" + host + ":" + port + "/secret?sig=SECRET", Instant.now(), 0, 1, 1, Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.10",
        "localhost",
        "2130706433",
        "0.0.0.0",
        "169.254.169.254",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:169.254.169.254]",
        "[::127.0.0.1]",
        "[64:ff9b::a9fe:a9fe]",
        "[fe80::1]"
      })
  void linksOfAnotherWorkspaceDoNotLeadHere(String host) throws Exception {
    try (HttpTransport stack = stack(config("workspace.invalid", 80, "ssl=0"))) {
      DriverException exception =
          assertThrows(
              DriverException.class,
              () -> downloader(stack).download(link(host), 10, byte[]::new, true));
      // As for any store that cannot be reached: some firewalls answer names with such addresses.
      assertEquals(DriverException.Kind.REJECTED, exception.kind(), exception::toString);
      assertTrue(exception.getMessage().contains("not followed"), exception.getMessage());
      assertTrue(exception.getMessage().contains("cloudFetch=0"), exception.getMessage());
      assertFalse(exception.toString().contains("SECRET"), exception.toString());
    }
    assertEquals(0, store.connections());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
  void workspaceOnThisMachineMayHaveItsStoreHere(String workspace) throws Exception {
    try (HttpTransport stack = stack(config(workspace, 80, "ssl=0"))) {
      assertEquals(
          4, downloader(stack).download(link("127.0.0.1"), 10, byte[]::new, true).length());
    }
  }

  /** Its name says nothing: what counts is where the driver is connected to. */
  @Test
  void workspaceIsWhereItWasReached() throws Exception {
    try (RawSocketServer workspace = new RawSocketServer();
        HttpTransport stack = stack(config("2130706433", workspace.port(), "ssl=0"))) {
      workspace.always(RawSocketServer.thrift("x"));
      assertThrows(
          DriverException.class,
          () -> downloader(stack).download(link("127.0.0.1"), 10, byte[]::new, true));
      call(stack, Repeat.ALWAYS).execute(byte[]::new);
      assertEquals(
          4, downloader(stack).download(link("127.0.0.1"), 10, byte[]::new, true).length());
    }
  }

  /** The proxy is here, and the store where the proxy finds it. */
  @Test
  void proxyOnThisMachineIsUsed() throws Exception {
    String proxy = "ssl=0;UseProxy=1;ProxyHost=127.0.0.1;ProxyPort=" + store.port();
    try (HttpTransport stack = stack(config("workspace.invalid", 80, proxy))) {
      downloader(stack).download(link("store.example", 80), 10, byte[]::new, true);
    }
    RawSocketServer.Request request = store.requests().take();
    assertTrue(request.line().startsWith("GET http://store.example"), request.line());
    assertEquals("store.example", request.headers().get("host"), "without the default port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.1", "172.16.0.1", "192.168.1.1", "8.8.8.8", "2001:db8::1", "fd00::1"})
  void privateEndpointsOfStoresAreAllowed(String address) throws Exception {
    assertFalse(AddressCheck.isLocal(InetAddress.getByName(address)));
  }

  /** As the name service may give it; the JVM makes IPv4 of it elsewhere. */
  @Test
  void addressesWithinAddressesAreSeen() throws Exception {
    byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffff7f000001");
    assertTrue(AddressCheck.isLocal(Inet6Address.getByAddress("x", mapped, 0)));
  }
}
