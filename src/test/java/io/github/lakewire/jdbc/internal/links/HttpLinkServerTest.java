package io.github.lakewire.jdbc.internal.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LinkRequest;
import io.github.lakewire.jdbc.LinkServer;
import io.github.lakewire.jdbc.LinkSource;
import io.github.lakewire.jdbc.internal.http.EmbeddedServer.Limits;
import io.github.lakewire.jdbc.testkit.CapturedLog;
import io.github.lakewire.jdbc.testkit.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HttpLinkServerTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final byte[] LINKS = "new links".getBytes(UTF_8);

  @TempDir static Path folder;
  private static SSLContext identity;

  private final FakeResult result = new FakeResult(request -> LINKS);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void makeCertificate() throws Exception {
    TestAuthority authority = new TestAuthority(folder, "links-ca");
    identity =
        authority.server(
            authority.issue("coordinator", "EC", "-ext san=dns:localhost,ip:127.0.0.1"));
  }

  private static LinkServer serve(FakeResult result) throws SQLException {
    LinkServer server = HttpLinkServer.start(ANY_PORT, null);
    server.add(result);
    return server;
  }

  private static LinkServer serve(FakeResult result, SSLContext tls, Limits limits)
      throws SQLException {
    LinkServer server = HttpLinkServer.start(ANY_PORT, tls, limits);
    server.add(result);
    return server;
  }

  private static Limits limits(int threads, int waiting, int request, int hurried, int response) {
    return new Limits(
        "lakewire-links-test",
        threads,
        waiting,
        256,
        Duration.ofMillis(request),
        Duration.ofMillis(hurried),
        Duration.ofMillis(response));
  }

  private static LinkSource source(LinkServer server) throws SQLException {
    return HttpLinkSource.of(server.address(), server.key(), new Properties());
  }

  private HttpRequest.Builder to(LinkServer server, String path) {
    return HttpRequest.newBuilder(server.address().resolve(path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + server.key());
  }

  private HttpResponse<byte[]> post(LinkServer server, byte[] body) throws Exception {
    return http.send(
        to(server, "/links").POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static Socket connect(LinkServer server) throws IOException {
    Socket socket = new Socket();
    // Takes little, so that a response that nobody reads is soon stuck.
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress("127.0.0.1", server.address().getPort()), 20_000);
    socket.setSoTimeout(60_000);
    return socket;
  }

  @Test
  void linksAreThoseOfTheResult() throws Exception {
    try (LinkServer server = serve(result)) {
      assertArrayEquals(LINKS, source(server).renew(result.rows(7, Long.MAX_VALUE)));
      assertEquals(result.rows(7, Long.MAX_VALUE), result.asked().take());
    }
  }

  @Test
  void eachResultIsAskedForItsOwn() throws Exception {
    FakeResult other = new FakeResult(request -> new byte[] {1});
    try (LinkServer server = serve(result)) {
      server.add(other);
      LinkSource source = source(server);
      assertArrayEquals(LINKS, source.renew(result.rows(0, 1)));
      assertArrayEquals(new byte[] {1}, source.renew(other.rows(0, 1)));
    }
  }

  @Test
  void keysAreRandomAndOf256Bits() throws Exception {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      try (LinkServer server = serve(result)) {
        assertEquals(32, Base64.getUrlDecoder().decode(server.key()).length);
        assertTrue(keys.add(server.key()));
      }
    }
  }

  @Test
  void wrongKeyIsToldNothing() throws Exception {
    try (LinkServer server = serve(result)) {
      String right = server.key();
      for (String header :
          List.of(
              "", "Bearer", "Bearer " + right + "x", "bearer " + right, "Basic " + right, right)) {
        for (String path : List.of("/links", "/other")) {
          HttpRequest.Builder request =
              HttpRequest.newBuilder(server.address().resolve(path))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1_000]));
          if (!header.isEmpty()) {
            request.header("Authorization", header);
          }
          HttpResponse<String> response =
              http.send(request.build(), HttpResponse.BodyHandlers.ofString());
          assertEquals(401, response.statusCode());
          assertEquals("", response.body());
        }
      }
      assertTrue(result.asked().isEmpty());
    }
  }

  @Test
  void whatIsNotAddedIsUnknown() throws Exception {
    FakeResult other = new FakeResult(request -> LINKS);
    try (LinkServer server = serve(result)) {
      HttpResponse<byte[]> response = post(server, RenewalMessages.write(other.rows(0, 1)));
      assertEquals(404, response.statusCode());
      assertTrue(new String(response.body(), UTF_8).contains("not renewed here"));
    }
  }

  @Test
  void malformedRequestsAreRefused() throws Exception {
    byte[] right = RenewalMessages.write(result.rows(1, 2));
    byte[] otherVersion = right.clone();
    otherVersion[0]++;
    byte[] otherCharacter = right.clone();
    otherCharacter[20] = (byte) 0xe4;
    try (LinkServer server = serve(result)) {
      for (byte[] wrong :
          List.of(
              new byte[0],
              new byte[] {1},
              Arrays.copyOf(right, 17),
              otherVersion,
              otherCharacter,
              new byte[256],
              "{\"rows\": 1}".getBytes(UTF_8))) {
        assertEquals(400, post(server, wrong).statusCode(), Arrays.toString(wrong));
      }
      assertTrue(result.asked().isEmpty());
      assertEquals(200, post(server, right).statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {257, 60_000})
  void requestsThatAreTooLongAreNotRead(int length) throws Exception {
    try (LinkServer server = serve(result)) {
      assertEquals(413, post(server, new byte[length]).statusCode());
      assertEquals(200, post(server, RenewalMessages.write(result.rows(0, 1))).statusCode());
    }
  }

  @Test
  void otherPathsAndMethodsAreNotThere() throws Exception {
    byte[] body = RenewalMessages.write(result.rows(0, 1));
    try (LinkServer server = serve(result)) {
      for (String path : List.of("/", "/links/", "/links?x=1", "/Links", "//links")) {
        HttpRequest.Builder request = to(server, "/links");
        request.uri(URI.create("http://127.0.0.1:" + server.address().getPort() + path));
        request.POST(HttpRequest.BodyPublishers.ofByteArray(body));
        assertEquals(
            404,
            http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode(),
            path);
      }
      for (String method : List.of("GET", "PUT", "DELETE", "OPTIONS")) {
        HttpRequest request =
            to(server, "/links")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(405, response.statusCode(), method);
        assertEquals("POST", response.headers().firstValue("Allow").orElse(""));
      }
      assertTrue(result.asked().isEmpty());
    }
  }

  @Test
  void whatIsNoHttpEndsItsConnectionOnly() throws Exception {
    try (LinkServer server = serve(result)) {
      for (String text :
          List.of(
              "no request\r\n\r\n",
              "POST /links HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
              "POST /" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n",
              "POST /links HTTP/1.1\r\n" + "A: b\r\n".repeat(200) + "\r\n")) {
        try (Socket socket = connect(server)) {
          socket.getOutputStream().write(text.getBytes(UTF_8));
          assertTrue(isEnded(socket), text);
        }
      }
      assertArrayEquals(LINKS, source(server).renew(result.rows(0, 1)));
    }
  }

  /** Whether the other side closes without a byte; a reset is such an end, too. */
  private static boolean isEnded(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  @Test
  void silentAndSlowClientsAreEnded() throws Exception {
    try (LinkServer server = serve(result, null, limits(4, 4, 200, 200, 60_000));
        Socket silent = connect(server);
        Socket slow = connect(server)) {
      slow.getOutputStream().write("POST /links HTTP/1.1\r\nContent-Le".getBytes(UTF_8));
      assertTrue(isEnded(silent));
      assertTrue(isEnded(slow));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void othersAreServedBesideSilentClients(boolean encrypted) throws Exception {
    SSLContext tls = encrypted ? identity : null;
    List<Socket> silent = new ArrayList<>();
    // Without others they could stay for ever.
    try (LinkServer server = serve(result, tls, limits(2, 100, 3_600_000, 50, 60_000))) {
      for (int i = 0; i < 10; i++) {
        silent.add(connect(server));
      }
      Properties properties = new Properties();
      properties.setProperty("trustStore", folder.resolve("links-ca.pem").toString());
      LinkSource source = HttpLinkSource.of(server.address(), server.key(), properties);
      assertArrayEquals(LINKS, source.renew(result.rows(0, 1)));
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  /** Closing TLS waits for the client, unless it is closed below. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void clientsThatTakeNoResponseAreEnded(boolean encrypted) throws Exception {
    FakeResult large = new FakeResult(request -> new byte[16 << 20]);
    SSLContext tls = encrypted ? identity : null;
    try (LinkServer server = serve(large, tls, limits(1, 10, 60_000, 60_000, 200))) {
      server.add(result);
      Socket plain = connect(server);
      Socket stuck =
          encrypted ? identity.getSocketFactory().createSocket(plain, "127.0.0.1", 1, true) : plain;
      try (plain) {
        byte[] body = RenewalMessages.write(large.rows(0, 1));
        String head =
            "POST /links HTTP/1.1\r\nAuthorization: Bearer "
                + server.key()
                + "\r\nContent-Length: "
                + body.length
                + "\r\n\r\n";
        stuck.getOutputStream().write(head.getBytes(UTF_8));
        stuck.getOutputStream().write(body);
        large.asked().take();
        Properties properties = new Properties();
        properties.setProperty("trustStore", folder.resolve("links-ca.pem").toString());
        LinkSource source = HttpLinkSource.of(server.address(), server.key(), properties);
        assertArrayEquals(LINKS, source.renew(result.rows(0, 1)));
      }
    }
  }

  @Test
  void tlsIsSpokenWithTheCertificateOfTheProgram() throws Exception {
    try (LinkServer server = HttpLinkServer.start(ANY_PORT, identity)) {
      server.add(result);
      assertEquals("https", server.address().getScheme());
      Properties trusting = new Properties();
      trusting.setProperty("trustStore", folder.resolve("links-ca.pem").toString());
      LinkSource source = HttpLinkSource.of(server.address(), server.key(), trusting);
      assertArrayEquals(LINKS, source.renew(result.rows(0, 1)));
      // The JVM's own authorities do not know it.
      SQLException e =
          assertThrows(SQLException.class, () -> source(server).renew(result.rows(0, 1)));
      assertEquals("08006", e.getSQLState());
      assertTrue(e.getMessage().contains("TLS"), e.getMessage());
      URI plain = URI.create("http://127.0.0.1:" + server.address().getPort() + "/links");
      assertThrows(
          SQLException.class,
          () -> HttpLinkSource.of(plain, server.key(), trusting).renew(result.rows(0, 1)));
    }
  }

  @Test
  void hundredsOfClientsAreServedAtTheSameTime() throws Exception {
    FakeResult echo =
        new FakeResult(request -> ByteBuffer.allocate(8).putLong(request.startRow()).array());
    ExecutorService threads = Executors.newFixedThreadPool(200, HttpLinkServerTest::daemon);
    try (LinkServer server = serve(echo)) {
      List<Callable<byte[]>> questions = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        LinkRequest request = echo.rows(i, i + 1);
        questions.add(() -> source(server).renew(request));
      }
      List<Future<byte[]>> answers = threads.invokeAll(questions, 100, TimeUnit.SECONDS);
      for (int i = 0; i < 200; i++) {
        assertEquals(i, ByteBuffer.wrap(answers.get(i).get()).getLong());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "links-test");
    thread.setDaemon(true);
    return thread;
  }

  @Test
  void thoseBeyondTheQueueAreToldToComeBack() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    FakeResult busy = new FakeResult(request -> waitFor(go));
    try (LinkServer server = serve(busy, null, limits(1, 1, 60_000, 60_000, 60_000))) {
      HttpRequest request =
          to(server, "/links")
              .POST(HttpRequest.BodyPublishers.ofByteArray(RenewalMessages.write(busy.rows(0, 1))))
              .build();
      CompletableFuture<HttpResponse<byte[]>> served =
          http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
      busy.asked().take();
      // One of the two waits, the other finds no place.
      List<CompletableFuture<HttpResponse<byte[]>>> others =
          List.of(
              http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()),
              http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()));
      CompletableFuture.anyOf(others.get(0), others.get(1)).get(60, TimeUnit.SECONDS);
      boolean first = others.get(0).isDone();
      HttpResponse<byte[]> refused = others.get(first ? 0 : 1).get();
      assertEquals(503, refused.statusCode());
      assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
      assertFalse(served.isDone());
      go.countDown();
      assertEquals(200, served.get(60, TimeUnit.SECONDS).statusCode());
      assertEquals(200, others.get(first ? 1 : 0).get(60, TimeUnit.SECONDS).statusCode());
      assertArrayEquals(LINKS, source(server).renew(busy.rows(0, 1)));
    }
  }

  private static byte[] waitFor(CountDownLatch go) {
    try {
      assertTrue(go.await(100, TimeUnit.SECONDS));
      return LINKS;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatTheResultThrowsIsThrownThere() throws Exception {
    SQLException thrown = new SQLException("Zeilen 5 bis 7 sind nicht ihre größten", "HY024");
    FakeResult refusing =
        new FakeResult(
            request -> {
              throw thrown;
            });
    try (LinkServer server = serve(refusing)) {
      assertEquals(409, post(server, RenewalMessages.write(refusing.rows(5, 7))).statusCode());
      SQLException e =
          assertThrows(SQLException.class, () -> source(server).renew(refusing.rows(5, 7)));
      assertEquals("HY024", e.getSQLState());
      assertEquals(thrown.getMessage(), e.getMessage());
    }
  }

  @Test
  void defectsOfTheResultAreNotShown() throws Exception {
    FakeResult broken =
        new FakeResult(
            request -> {
              throw new IllegalStateException("inner matters");
            });
    try (CapturedLog log = new CapturedLog();
        LinkServer server = serve(broken)) {
      HttpResponse<byte[]> response = post(server, RenewalMessages.write(broken.rows(5, 7)));
      assertEquals(500, response.statusCode());
      assertFalse(new String(response.body(), UTF_8).contains("inner"));
      assertTrue(log.text().contains("inner matters"), log::text);
    }
  }

  @Test
  void closingWaitsForNobodyLong() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    FakeResult busy = new FakeResult(request -> waitFor(go));
    LinkServer server = serve(busy);
    try (Socket silent = connect(server)) {
      CompletableFuture<HttpResponse<byte[]>> asking =
          http.sendAsync(
              to(server, "/links")
                  .POST(
                      HttpRequest.BodyPublishers.ofByteArray(
                          RenewalMessages.write(busy.rows(0, 1))))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      busy.asked().take();
      assertTimeout(Duration.ofSeconds(10), server::close);
      assertTrue(isEnded(silent));
      assertThrows(Exception.class, () -> asking.get(60, TimeUnit.SECONDS));
      assertThrows(IOException.class, () -> connect(server).close());
    } finally {
      go.countDown();
    }
    server.close();
  }

  @Test
  void addressHasTheNameThatWasGiven() throws Exception {
    try (LinkServer server = HttpLinkServer.start(new InetSocketAddress("localhost", 0), null)) {
      assertEquals("localhost", server.address().getHost());
      assertEquals("/links", server.address().getPath());
      assertNotEquals(0, server.address().getPort());
    }
  }

  @Test
  void portOfAnotherProgramIsRefused() throws Exception {
    try (LinkServer server = serve(result)) {
      InetSocketAddress taken = new InetSocketAddress("127.0.0.1", server.address().getPort());
      SQLException e =
          assertThrows(SQLException.class, () -> HttpLinkServer.start(taken, null).close());
      assertEquals("08001", e.getSQLState());
      assertTrue(e.getMessage().contains("free port"), e.getMessage());
    }
    InetSocketAddress unknown = InetSocketAddress.createUnresolved("no.such.host.invalid", 0);
    SQLException e =
        assertThrows(SQLException.class, () -> HttpLinkServer.start(unknown, null).close());
    assertEquals("08001", e.getSQLState());
  }

  @Test
  void keyIsInNoTextAndNoLog() throws Exception {
    try (CapturedLog log = new CapturedLog();
        LinkServer server = serve(result)) {
      LinkSource source = source(server);
      source.renew(result.rows(0, 1));
      SQLException e =
          assertThrows(
              SQLException.class, () -> source.renew(new FakeResult(request -> LINKS).rows(0, 1)));
      for (String text : List.of(server.toString(), source.toString(), "" + e, log.text())) {
        assertFalse(text.contains(server.key()), text);
      }
      assertTrue(server.toString().contains(server.address().toString()));
    }
  }
}
