package io.github.lakewire.jdbc.internal.http;

import static io.github.lakewire.jdbc.internal.http.HttpFixture.call;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.downloader;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.failure;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that come slowly, with a window that stands for half a minute. */
@Timeout(60)
class LeastRateTest {
  private static final Duration WINDOW = Duration.ofMillis(100);
  private static final long LONG_MILLIS = 5 * WINDOW.toMillis();
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-thrift\r\nContent-Length: 400\r\n\r\n";
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-thrift\r\nTransfer-Encoding: chunked\r\n\r\n";

  private RawSocketServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawSocketServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private HttpTransport stack(String options) throws DriverException {
    return HttpTransport.acquire(
        plain(server, options), HttpFixture.SIGNED, HttpFixture.SHORT, WINDOW);
  }

  private static void pause(long millis) throws InterruptedException {
    assertTrue(!new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS));
  }

  /** Sends the text at once, and the rest in pieces with a pause before each. */
  private static RawSocketServer.Response pieces(
      String atOnce, String rest, int size, long pauseMillis) {
    return (socket, out) -> {
      send(out, atOnce);
      for (int i = 0; i < rest.length(); i += size) {
        pause(pauseMillis);
        send(out, rest.substring(i, Math.min(rest.length(), i + size)));
      }
      return true;
    };
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** A byte every ten milliseconds: of a body, of chunks, long ones too, and of a head. */
  @ParameterizedTest
  @ValueSource(strings = {"body", "chunks", "extensions of chunks", "head"})
  void trickleIsStopped(String where) throws Exception {
    server.always(
        switch (where) {
          case "body" -> pieces(HEAD, "x".repeat(400), 1, 10);
          case "chunks" -> pieces(CHUNKED, "1\r\nx\r\n".repeat(400), 6, 60);
          case "extensions of chunks" ->
              pieces(CHUNKED, ("1;" + "e".repeat(993) + "\r\nx\r\n").repeat(400), 1_000, 10);
          default -> pieces("", HEAD.repeat(10), 1, 10);
        });
    try (HttpTransport stack = stack("leastRate=1000")) {
      long start = System.nanoTime();
      String message = failure(Kind.READ_TIMEOUT, call(stack, Repeat.IF_NOT_ARRIVED));
      assertTrue(message.contains("less than 1000 bytes a second"), message);
      assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(3));
    }
    assertEquals(1, server.requests().size());
  }

  @Test
  void trickleOfAFileIsStoppedAndTheFileFetchedAgain() throws Exception {
    server.then(pieces("HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n", "x".repeat(400), 1, 10));
    server.then(RawSocketServer.answer("200 OK", "x".repeat(400)));
    String url = "http://127.0.0.1:" + server.port() + "/file";
    try (HttpTransport stack = stack("")) {
      Page.Link link = new Page.Link(url, Instant.now(), 0, 1, 1, Map.of());
      assertEquals(400, downloader(stack).download(link, 400, byte[]::new, true).length());
    }
    assertEquals(2, server.requests().size());
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 5", "1000, 40, 5", "10, 1, 5"})
  void whatIsFastEnoughOrNotLimitedIsRead(long rate, int size, long pauseMillis) throws Exception {
    server.always(pieces(HEAD, "x".repeat(400), size, pauseMillis));
    try (HttpTransport stack = stack("leastRate=" + rate)) {
      assertEquals(400, call(stack, Repeat.IF_NOT_ARRIVED).execute(byte[]::new).length());
    }
  }

  /** Before the head, and between head and body, where a server may compute. */
  @Test
  void serverThatTakesLongBeforeItSendsIsWaitedFor() throws Exception {
    server.always(
        (socket, out) -> {
          pause(LONG_MILLIS);
          send(out, HEAD);
          pause(LONG_MILLIS);
          send(out, "x".repeat(400));
          return true;
        });
    try (HttpTransport stack = stack("leastRate=1000000")) {
      assertEquals(400, call(stack, Repeat.IF_NOT_ARRIVED).execute(byte[]::new).length());
    }
  }

  @Test
  void oneInterruptionIsNoTrickle() throws Exception {
    server.always(pieces(HEAD + "x".repeat(200), "x".repeat(200), 200, LONG_MILLIS));
    try (HttpTransport stack = stack("leastRate=1000000")) {
      assertEquals(400, call(stack, Repeat.IF_NOT_ARRIVED).execute(byte[]::new).length());
    }
  }
}
