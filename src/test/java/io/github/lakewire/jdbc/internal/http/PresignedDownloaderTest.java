package io.github.lakewire.jdbc.internal.http;

import static io.github.lakewire.jdbc.internal.http.HttpFixture.downloader;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.plain;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.stack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PresignedDownloaderTest {
  private static final String PATH = "/b//o%2Fx/f.lz4?X-Sig=SECRET%2B/=|{}&b";

  private RawSocketServer server;
  private HttpTransport stack;

  @BeforeEach
  void start() throws Exception {
    server = new RawSocketServer();
    stack = stack(plain(server, "http.header.X-Gateway=SECRET;retryTimeout=30"));
  }

  @AfterEach
  void stop() throws Exception {
    stack.close();
    server.close();
  }

  private static Page.Link link(String url, Map<String, String> headers) {
    return new Page.Link(url, Instant.now(), 0, 1, 1, headers);
  }

  private Page.Link link() {
    return link("http://127.0.0.1:" + server.port() + PATH, Map.of("x-store", "1", "Host", "evil"));
  }

  private static DriverException fails(LinkDownloader downloader, Page.Link link, long maxBytes) {
    DriverException exception =
        assertThrows(
            DriverException.class, () -> downloader.download(link, maxBytes, byte[]::new, true));
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      assertFalse(String.valueOf(cause).contains("SECRET"), cause.toString());
      assertFalse(String.valueOf(cause).contains("f.lz4"), cause.toString());
    }
    return exception;
  }

  @Test
  void neitherTokenNorHeadersOfTheWorkspaceGoToTheStore() throws Exception {
    server.then(RawSocketServer.answer("200 OK", "file", "Content-Type: binary/octet-stream"));
    LinkDownloader.File file = downloader(stack).download(link(), 100, byte[]::new, true);
    assertEquals("file", new String(file.bytes(), 0, file.length(), StandardCharsets.UTF_8));
    RawSocketServer.Request request = server.requests().take();
    assertNull(request.headers().get("authorization"));
    assertNull(request.headers().get("x-gateway"));
    assertFalse(request.headers().toString().contains("SECRET"));
    assertEquals("1", request.headers().get("x-store"));
    assertEquals("127.0.0.1:" + server.port(), request.headers().get("host"));
  }

  @Test
  void signedPathIsSentAsItIs() throws Exception {
    server.then(RawSocketServer.status("200 OK"));
    downloader(stack).download(link(), 100, byte[]::new, true);
    assertEquals("GET " + PATH + " HTTP/1.1", server.requests().take().line());
  }

  @ParameterizedTest
  @ValueSource(strings = {"400 Bad Request", "401 Unauthorized", "403 Forbidden"})
  void refusedLinksAreToBeRenewed(String line) throws Exception {
    server.always(RawSocketServer.answer(line, "<Error>SECRET</Error>"));
    assertNull(downloader(stack).download(link(), 100, byte[]::new, true));
    assertEquals(1, server.requests().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"400 Bad Request", "401 Unauthorized", "403 Forbidden"})
  void refusedLinksThatAreNotRenewedAreFailures(String line) {
    server.always(RawSocketServer.answer(line, "<Error>SECRET</Error>"));
    DriverException exception =
        assertThrows(
            DriverException.class,
            () -> downloader(stack).download(link(), 100, byte[]::new, false));
    assertEquals(DriverException.Kind.REJECTED, exception.kind());
    assertTrue(exception.getMessage().contains("HTTP " + line.substring(0, 3)));
    assertTrue(exception.getMessage().contains("the link has expired"), exception.getMessage());
    assertFalse(exception.getMessage().contains("SECRET"), exception.getMessage());
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    server.always(
        RawSocketServer.status("302 Found", "Location: http://127.0.0.1:" + server.port() + "/x"));
    DriverException exception = fails(downloader(stack), link(), 100);
    assertTrue(exception.getMessage().contains("HTTP 302"), exception.getMessage());
    assertEquals(1, server.requests().size());
  }

  @Test
  void brokenAndBusyDownloadsAreRepeated() throws Exception {
    server.then(RawSocketServer.raw("200 OK", "ab", "Content-Length: 4"));
    server.then(RawSocketServer.status("503 Slow Down"));
    server.then(RawSocketServer.hangUp());
    server.then(RawSocketServer.answer("200 OK", "abcd"));
    assertEquals(4, downloader(stack).download(link(), 4, byte[]::new, true).length());
  }

  /** Of a Content-Length of 14, the first digit alone would make a file of one byte. */
  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 20", "HTTP/1.1 200 OK\r\nContent-Length: 1", "HTTP/1.1 403"})
  void filesCutWithinTheHeadAreFetchedAgain(String part) throws Exception {
    server.then(
        (socket, out) -> {
          out.write(part.getBytes(StandardCharsets.US_ASCII));
          return false;
        });
    server.then(RawSocketServer.answer("200 OK", "fourteen bytes"));
    assertEquals(14, downloader(stack).download(link(), 14, byte[]::new, true).length());
  }

  @Test
  void missingFilesNameTheHostAndTheWayOut() {
    server.always(RawSocketServer.status("404 Not Found"));
    DriverException exception = fails(downloader(stack), link(), 100);
    assertEquals(DriverException.Kind.OUTAGE, exception.kind());
    assertTrue(
        exception.getMessage().contains("127.0.0.1:" + server.port()), exception.getMessage());
    assertTrue(exception.getMessage().contains("cloudFetch=0"), exception.getMessage());
  }

  @Test
  void filesOverTheLimitAreRefused() {
    server.always(RawSocketServer.answer("200 OK", "abcdef"));
    assertEquals(DriverException.Kind.PROTOCOL, fails(downloader(stack), link(), 5).kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h/SECRET",
        "http://h/a bSECRET",
        "http://h/a\r\nX: SECRET",
        "http://u:SECRET@h/x",
        "http://h:99999/SECRET",
        "http://h:0/SECRET",
        "http:///SECRET",
        "SECRET",
        ""
      })
  void linksThatAreNoUrlsAreProtocolFailures(String url) {
    assertEquals(
        DriverException.Kind.PROTOCOL, fails(downloader(stack), link(url, Map.of()), 5).kind());
  }

  @Test
  void unencryptedLinksOfAnEncryptedWorkspaceAreRefused() throws Exception {
    try (HttpTransport encrypted = stack(HttpFixture.config("localhost", 1, ""))) {
      assertEquals(DriverException.Kind.PROTOCOL, fails(downloader(encrypted), link(), 5).kind());
    }
    assertEquals(0, server.connections());
  }

  @Test
  void abortEndsDownloadsOfThisDownloaderOnly() throws Exception {
    CountDownLatch asked = new CountDownLatch(2);
    server.then(RawSocketServer.silence(asked)).then(RawSocketServer.silence(asked));
    server.always(RawSocketServer.answer("200 OK", "ok"));
    LinkDownloader downloader = downloader(stack);
    LinkDownloader other = downloader(stack);
    CompletableFuture<DriverException> first =
        CompletableFuture.supplyAsync(() -> fails(downloader, link(), 5), this::inThread);
    CompletableFuture<DriverException> second =
        CompletableFuture.supplyAsync(() -> fails(downloader, link(), 5), this::inThread);
    asked.await();
    downloader.abort();
    assertEquals(DriverException.Kind.CANCELLED, first.get(10, TimeUnit.SECONDS).kind());
    assertEquals(DriverException.Kind.CANCELLED, second.get(10, TimeUnit.SECONDS).kind());
    assertEquals(DriverException.Kind.CANCELLED, fails(downloader, link(), 5).kind());
    assertEquals(2, other.download(link(), 5, byte[]::new, true).length());
  }

  private void inThread(Runnable task) {
    new Thread(task, "test-download").start();
  }
}
