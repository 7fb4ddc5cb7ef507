package io.github.lakewire.jdbc.internal.http;

import static io.github.lakewire.jdbc.internal.http.HttpFixture.call;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.plain;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.stack;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections that the server has closed while they were in the pool. */
@Timeout(30)
class KeptConnectionTest {
  private static final int STATEMENTS = 20;

  private RawSocketServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawSocketServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1, true", "2, false", "6, false", "6, true"})
  void serverThatClosesWithoutSayingSoCostsNoStatement(int answers, boolean reset)
      throws Exception {
    Semaphore read = new Semaphore(0);
    Semaphore closed = new Semaphore(0);
    for (int i = 1; i <= STATEMENTS; i++) {
      boolean last = i % answers == 0;
      server.then(
          (socket, out) -> {
            RawSocketServer.thrift("x").write(socket, out);
            read.acquire();
            if (last) {
              socket.setSoLinger(reset, 0);
              socket.close();
            }
            closed.release();
            return !last;
          });
    }
    try (HttpTransport stack = stack(plain(server, "retryTimeout=0"))) {
      for (int i = 0; i < STATEMENTS; i++) {
        assertEquals("x", text(call(stack, Repeat.IF_NOT_ARRIVED).execute(byte[]::new)));
        read.release();
        closed.acquire();
      }
    }
    assertEquals(STATEMENTS, server.requests().size());
    assertEquals((STATEMENTS + answers - 1) / answers, server.connections());
  }

  @Test
  void messageThatNobodyAskedForIsNoAnswer() throws Exception {
    AtomicReference<Socket> kept = new AtomicReference<>();
    server.then(
        (socket, out) -> {
          kept.set(socket);
          return RawSocketServer.thrift("first").write(socket, out);
        });
    server.then(RawSocketServer.thrift("second"));
    try (HttpTransport stack = stack(plain(server, ""))) {
      assertEquals("first", text(call(stack, Repeat.IF_NOT_ARRIVED).execute(byte[]::new)));
      String late = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n";
      kept.get().getOutputStream().write(late.getBytes(StandardCharsets.US_ASCII));
      assertEquals("second", text(call(stack, Repeat.IF_NOT_ARRIVED).execute(byte[]::new)));
    }
    assertEquals(2, server.connections());
  }

  /** Those of the old kind have no channel, but know the JVM's SOCKS proxy. */
  @Test
  void socketsHaveChannelsUnlessTheJvmHasASocksProxy() throws Exception {
    try (Socket socket = KeptConnection.socket(null)) {
      assertNotNull(socket.getChannel());
    }
    System.setProperty("socksProxyHost", "proxy.invalid");
    try (Socket socket = KeptConnection.socket(null)) {
      assertNull(socket.getChannel());
      connectionsWithoutChannelsAreLookedAtToo();
    } finally {
      System.clearProperty("socksProxyHost");
    }
  }

  private void connectionsWithoutChannelsAreLookedAtToo() throws Exception {
    System.setProperty("socksNonProxyHosts", "127.*");
    try {
      serverThatClosesWithoutSayingSoCostsNoStatement(1, false);
    } finally {
      System.clearProperty("socksNonProxyHosts");
    }
  }

  private int connectionsOfTwoRequests(String options, String header, long pauseMillis)
      throws Exception {
    int before = server.connections();
    server.always(
        RawSocketServer.answer("200 OK", "x", "Content-Type: application/x-thrift", header));
    try (HttpTransport stack = stack(plain(server, options))) {
      call(stack, Repeat.ALWAYS).execute(byte[]::new);
      // What is tested is what happens with time.
      Thread.sleep(pauseMillis);
      call(stack, Repeat.ALWAYS).execute(byte[]::new);
    }
    return server.connections() - before;
  }

  @Test
  void connectionIsKeptNoLongerThanServerAndUserWant() throws Exception {
    assertEquals(1, connectionsOfTwoRequests("", "X: y", 600));
    assertEquals(1, connectionsOfTwoRequests("", "Keep-Alive: timeout=5, max=100", 600));
    assertEquals(2, connectionsOfTwoRequests("", "Keep-Alive: timeout=1, max=100", 600));
    assertEquals(2, connectionsOfTwoRequests("", "Keep-Alive: timeout=0", 10));
    assertEquals(2, connectionsOfTwoRequests("", "Connection: close", 0));
    assertEquals(
        2,
        connectionsOfTwoRequests("IdleHttpConnectionExpiry=300ms", "Keep-Alive: timeout=5", 600));
    assertEquals(2, connectionsOfTwoRequests("idleConnectionExpiry=0", "X: y", 10));
  }
}
