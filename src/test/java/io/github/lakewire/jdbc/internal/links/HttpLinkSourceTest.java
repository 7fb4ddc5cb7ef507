package io.github.lakewire.jdbc.internal.links;

import static io.github.lakewire.jdbc.testkit.RawSocketServer.answer;
import static io.github.lakewire.jdbc.testkit.RawSocketServer.hangUp;
import static io.github.lakewire.jdbc.testkit.RawSocketServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LinkRequest;
import io.github.lakewire.jdbc.LinkSource;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.net.URI;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HttpLinkSourceTest {
  private static final String KEY = "dapi-key";
  private static final String BYTES = "Content-Type: application/octet-stream";
  private static final LinkRequest REQUEST = new LinkRequest("query-1", 5, 7);

  private static LinkSource source(int port, String... properties) throws SQLException {
    Properties given = new Properties();
    for (int i = 0; i < properties.length; i += 2) {
      given.setProperty(properties[i], properties[i + 1]);
    }
    return HttpLinkSource.of(URI.create("http://127.0.0.1:" + port + "/links"), KEY, given);
  }

  private static SQLException failure(LinkSource source) {
    SQLException e = assertThrows(SQLException.class, () -> source.renew(REQUEST));
    assertFalse(String.valueOf(e.getMessage()).contains(KEY), e.getMessage());
    return e;
  }

  @Test
  void keyAndRequestAreSentOnce() throws Exception {
    try (RawSocketServer server = new RawSocketServer()) {
      server.then(answer("200 OK", "links", BYTES));
      assertArrayEquals("links".getBytes(UTF_8), source(server.port()).renew(REQUEST));
      RawSocketServer.Request sent = server.requests().take();
      assertEquals("POST /links HTTP/1.1", sent.line());
      assertEquals("Bearer " + KEY, sent.headers().get("authorization"));
      assertEquals(REQUEST, RenewalMessages.readRequest(sent.body()));
      assertTrue(server.requests().isEmpty());
    }
  }

  @Test
  void busyCoordinatorIsAskedAgain() throws Exception {
    try (RawSocketServer server = new RawSocketServer()) {
      for (int i = 0; i < 5; i++) {
        server.then(status("503 Busy", "Retry-After: 0"));
      }
      server.then(answer("200 OK", "links", BYTES));
      assertArrayEquals("links".getBytes(UTF_8), source(server.port()).renew(REQUEST));
      assertEquals(6, server.requests().size());
    }
  }

  @Test
  void lostAnswersAreAskedForAgain() throws Exception {
    try (RawSocketServer server = new RawSocketServer()) {
      server.then(hangUp()).then(answer("200 OK", "links", BYTES));
      assertArrayEquals("links".getBytes(UTF_8), source(server.port()).renew(REQUEST));
    }
  }

  @Test
  void coordinatorThatStaysBusyIsGivenUp() throws Exception {
    try (RawSocketServer server = new RawSocketServer()) {
      server.always(status("503 Busy", "Retry-After: 0"));
      SQLException e = failure(source(server.port(), "retryTimeout", "1"));
      assertEquals("08006", e.getSQLState());
      assertTrue(e.getMessage().contains("503"), e.getMessage());
    }
  }

  @Test
  void silentCoordinatorIsGivenUp() throws Exception {
    try (RawSocketServer server = new RawSocketServer()) {
      server.always(RawSocketServer.silence(new CountDownLatch(1)));
      assertEquals("08006", failure(source(server.port(), "retryTimeout", "1")).getSQLState());
      assertEquals(
          "08006",
          failure(source(server.port(), "retryTimeout", "0", "socketTimeout", "1")).getSQLState());
    }
  }

  @Test
  void messageSaysWhatMustBeThereWhenTheCoordinatorIsGone() throws Exception {
    SQLException e = failure(source(RawSocketServer.refusingPort(), "retryTimeout", "1"));
    assertEquals("08006", e.getSQLState());
    assertInstanceOf(SQLTransientException.class, e);
    assertTrue(e.getMessage().contains("refused the connection"), e.getMessage());
    assertTrue(e.getMessage().contains("LinkServer open"), e.getMessage());
  }

  @Test
  void interruptEndsIt() throws Exception {
    try (RawSocketServer server = new RawSocketServer()) {
      server.always(RawSocketServer.silence(new CountDownLatch(1)));
      Thread.currentThread().interrupt();
      SQLException e = failure(source(server.port()));
      assertTrue(Thread.interrupted());
      assertEquals("57014", e.getSQLState());
    }
  }

  @ParameterizedTest
  @CsvSource({"401, 28000", "404, 24000", "400, 08P01", "405, 08P01", "413, 08P01", "418, 08P01"})
  void refusalsSayWhatIsWrong(int code, String state) throws Exception {
    try (RawSocketServer server = new RawSocketServer()) {
      server.always(answer(code + " No", "some text"));
      SQLException e = failure(source(server.port()));
      assertEquals(state, e.getSQLState());
      assertTrue(e.getMessage().contains("127.0.0.1:" + server.port()), e.getMessage());
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (RawSocketServer server = new RawSocketServer();
        RawSocketServer other = new RawSocketServer()) {
      for (String code : List.of("301", "302", "307", "308")) {
        server.then(
            status(code + " There", "Location: http://127.0.0.1:" + other.port() + "/links"));
        assertEquals("08P01", failure(source(server.port())).getSQLState());
      }
      assertEquals(0, other.connections());
    }
  }

  @Test
  void answersThatAreTooLongAreRefused() throws Exception {
    byte[] longest = new byte[RenewalMessages.MOST_LINK_BYTES];
    try (RawSocketServer server = new RawSocketServer()) {
      server.then(answer("200 OK", longest, BYTES));
      assertEquals(longest.length, source(server.port()).renew(REQUEST).length);
      server.then(answer("200 OK", new byte[longest.length + 1], BYTES));
      SQLException e = failure(source(server.port()));
      assertEquals("08P01", e.getSQLState());
      assertTrue(e.getMessage().contains("more than 4194304 bytes"), e.getMessage());
    }
  }

  @Test
  void pagesOfOthersAreNoLinks() throws Exception {
    try (RawSocketServer server = new RawSocketServer()) {
      server.then(answer("200 OK", "<html>", "Content-Type: text/html"));
      assertEquals("08P01", failure(source(server.port())).getSQLState());
    }
  }

  @Test
  void failureOfTheResultKeepsStateMessageAndClass() throws Exception {
    try (RawSocketServer server = new RawSocketServer()) {
      server.then(answer("409 Conflict", "HYT00 zu spät"));
      SQLException e = failure(source(server.port()));
      assertInstanceOf(SQLTimeoutException.class, e);
      assertEquals("HYT00", e.getSQLState());
      assertEquals("zu spät", e.getMessage());
      for (String none : List.of("", "HYT00", "HYT00:x", "hyt00 x", "<html><body>")) {
        server.then(answer("409 Conflict", none));
        assertEquals("08P01", failure(source(server.port())).getSQLState(), none);
      }
    }
  }

  @Test
  void noProxyIsAsked() throws Exception {
    try (RawSocketServer server = new RawSocketServer();
        RawSocketServer proxy = new RawSocketServer()) {
      server.then(answer("200 OK", "links", BYTES));
      source(
              server.port(),
              "useProxy",
              "1",
              "proxyHost",
              "127.0.0.1",
              "proxyPort",
              String.valueOf(proxy.port()))
          .renew(REQUEST);
      assertEquals(0, proxy.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://h/links", "links", "http:///links", "https://user@h/links", "mailto:a@b"})
  void addressesThatAreNoneAreRefused(String address) {
    SQLException e =
        assertThrows(
            SQLException.class,
            () -> HttpLinkSource.of(URI.create(address), KEY, new Properties()));
    assertEquals("HY024", e.getSQLState());
  }

  @Test
  void keysAndQueryIdsThatAreNoneAreRefused() throws Exception {
    URI address = URI.create("http://127.0.0.1:1/links");
    for (String key : List.of("", "dapi-key with blanks", "dapi-key\r\nX: y")) {
      SQLException e =
          assertThrows(SQLException.class, () -> HttpLinkSource.of(address, key, new Properties()));
      assertEquals("HY024", e.getSQLState());
    }
    LinkSource source = HttpLinkSource.of(address, KEY, new Properties());
    for (String id : List.of("", "a b", "ä", "x".repeat(300))) {
      SQLException e =
          assertThrows(SQLException.class, () -> source.renew(new LinkRequest(id, 0, 1)));
      assertEquals("HY024", e.getSQLState());
    }
  }

  @Test
  void wrongPropertiesAreNamed() {
    SQLException e = assertThrows(SQLException.class, () -> source(1, "socketTimeout", "soon"));
    assertEquals("08001", e.getSQLState());
    assertTrue(e.getMessage().contains("socketTimeout"), e.getMessage());
  }

  @Test
  void textShowsNoKey() throws Exception {
    assertEquals("LinkSource[http://127.0.0.1:9/links]", source(9).toString());
  }
}
