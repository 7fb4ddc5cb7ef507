package io.github.lakewire.jdbc.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddedServerTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final LinkedBlockingQueue<String> targets = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<IOException> failures = new LinkedBlockingQueue<>();
  private volatile CountDownLatch respond = new CountDownLatch(0);

  private final EmbeddedServer.Handler handler =
      new EmbeddedServer.Handler() {
        @Override
        public EmbeddedServer.Answer answer(EmbeddedServer.Request request) {
          targets.add(request.target());
          try {
            assertTrue(respond.await(20, TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return new EmbeddedServer.Answer(
              200, Map.of("X-Own", "own"), "<p>ä</p>".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean failed(IOException why) {
          failures.add(why);
          return false;
        }
      };

  private static HttpResponse<String> send(EmbeddedServer server, String method, String path)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  @Test
  void aBrowserGetsThePageAndIsToldToKeepNothing() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.onLoopback(List.of(0), handler)) {
      HttpResponse<String> response = send(server, "GET", "/a?b=c");
      assertEquals(200, response.statusCode());
      assertEquals("<p>ä</p>", response.body());
      assertEquals("/a?b=c", targets.take());
      assertEquals("no-store", response.headers().firstValue("Cache-Control").orElse(""));
      assertEquals("own", response.headers().firstValue("X-Own").orElse(""));
    }
  }

  @Test
  void aRequestThatIsTooLongOrNoneIsNotAnswered() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.onLoopback(List.of(0), handler)) {
      for (String text :
          List.of("GET /?" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n", "no request\r\n\r\n")) {
        try (Socket socket = new Socket(LOOPBACK, server.port())) {
          socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
          assertTrue(isEnded(socket));
        }
      }
      assertTrue(targets.isEmpty());
      assertEquals(200, send(server, "GET", "/").statusCode());
    }
  }

  /** Whether the other side closes without a byte; a reset is such an end, too. */
  private static boolean isEnded(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    try (InputStream in = socket.getInputStream()) {
      return in.read() < 0;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  @Test
  void connectionsBeyondEightAreClosed() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try (EmbeddedServer server = EmbeddedServer.onLoopback(List.of(0), handler)) {
      for (int i = 0; i < 8; i++) {
        silent.add(new Socket(LOOPBACK, server.port()));
      }
      try (Socket ninth = new Socket(LOOPBACK, server.port())) {
        assertTrue(isEnded(ninth));
      }
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void closingSendsTheResponseThatWasBegunAndWaitsForNoSilentConnection() throws Exception {
    respond = new CountDownLatch(1);
    EmbeddedServer server = EmbeddedServer.onLoopback(List.of(0), handler);
    try (Socket silent = new Socket(LOOPBACK, server.port());
        Socket asking = new Socket(LOOPBACK, server.port())) {
      asking.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertEquals("/", targets.take());
      Thread closing = new Thread(server::close);
      closing.start();
      assertTrue(isEnded(silent));
      respond.countDown();
      String response = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(response.endsWith("<p>ä</p>"), response);
      closing.join();
    }
    assertThrows(ConnectException.class, () -> new Socket(LOOPBACK, server.port()).close());
    assertTrue(failures.isEmpty(), "a close is no failure");
  }

  @Test
  void theFirstFreePortIsTaken() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, LOOPBACK);
        EmbeddedServer server =
            EmbeddedServer.onLoopback(List.of(busy.getLocalPort(), 0), handler)) {
      assertFalse(server.port() == busy.getLocalPort());
      DriverException none =
          assertThrows(
              DriverException.class,
              () ->
                  EmbeddedServer.onLoopback(List.of(busy.getLocalPort(), server.port()), handler));
      assertSame(DriverException.Kind.CANNOT_CONNECT, none.kind());
      assertTrue(none.getMessage().contains(String.valueOf(busy.getLocalPort())));
    }
  }

  @Test
  void noOtherAddressOfTheMachineIsListenedAt() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.onLoopback(List.of(0), handler)) {
      for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
        for (InetAddress address : network.inetAddresses().toList()) {
          if (!address.isLoopbackAddress()) {
            assertThrows(
                IOException.class, () -> new Socket(address, server.port()).close(), "" + address);
          }
        }
      }
    }
  }
}
