package io.github.lakewire.jdbc.internal.http;

import static io.github.lakewire.jdbc.internal.http.HttpFixture.call;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.failure;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.plain;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a request does whose credentials are refused, or cannot be had. */
class RenewedCredentialsTest {
  private static final RawSocketServer.Response REFUSED = RawSocketServer.status("401 No");

  private RawSocketServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawSocketServer();
    server.always(RawSocketServer.thrift("x"));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  /** Counts its tokens, or fails. */
  private static class Numbered implements Authorization {
    final AtomicInteger number = new AtomicInteger();
    final AtomicInteger asked = new AtomicInteger();

    @Override
    public Map<String, String> headers(Wait wait) throws DriverException {
      return Authorization.bearer("t" + number.get());
    }

    @Override
    public boolean renew(Map<String, String> refused, Wait wait) throws DriverException {
      asked.incrementAndGet();
      number.incrementAndGet();
      return true;
    }
  }

  private HttpTransport stack(Authorization authorization) throws DriverException {
    return HttpTransport.acquire(plain(server, ""), authorization, HttpFixture.SHORT);
  }

  private String nextToken() throws InterruptedException {
    return String.valueOf(server.requests().take().headers().get("authorization"));
  }

  @Test
  void refusedTokenIsReplacedAndEvenAWriteSentAgain() throws Exception {
    server.then(REFUSED);
    try (HttpTransport stack = stack(new Numbered())) {
      assertEquals("x", text(call(stack, Repeat.IF_NOT_SENT).execute(byte[]::new)));
    }
    assertEquals("Bearer t0", nextToken());
    assertEquals("Bearer t1", nextToken());
  }

  @Test
  void anotherTokenIsAskedForOnce() throws Exception {
    server.always(REFUSED);
    Numbered tokens = new Numbered();
    try (HttpTransport stack = stack(tokens)) {
      failure(Kind.UNAUTHORIZED, call(stack, Repeat.ALWAYS));
    }
    assertEquals(1, tokens.asked.get());
    assertEquals(2, server.requests().size());
  }

  @Test
  void sameTokenIsNotSentAgain() throws Exception {
    server.always(REFUSED);
    try (HttpTransport stack = stack(HttpFixture.SIGNED)) {
      DriverException e =
          assertThrows(
              DriverException.class, () -> call(stack, Repeat.ALWAYS).execute(byte[]::new));
      assertEquals(Kind.UNAUTHORIZED, e.kind());
      assertEquals(ExecutionOutcome.NOT_EXECUTED, e.outcome());
    }
    assertEquals(1, server.requests().size());
  }

  @Test
  void forbiddenIsNoMatterOfTheTokenUnlessItSaysSo() throws Exception {
    Numbered tokens = new Numbered();
    try (HttpTransport stack = stack(tokens)) {
      server.then(RawSocketServer.status("403 Not yours"));
      failure(Kind.UNAUTHORIZED, call(stack, Repeat.ALWAYS));
      assertEquals(0, tokens.asked.get());
      server.then(
          RawSocketServer.status("403 No", "x-databricks-reason-phrase: Invalid access token."));
      assertEquals("x", text(call(stack, Repeat.IF_NOT_SENT).execute(byte[]::new)));
      assertEquals(1, tokens.asked.get());
    }
  }

  @Test
  void withoutATokenNothingIsSent() throws Exception {
    Numbered refusing =
        new Numbered() {
          @Override
          public Map<String, String> headers(Wait wait) throws DriverException {
            throw new DriverException(Kind.UNAUTHORIZED, "no such client");
          }
        };
    try (HttpTransport stack = stack(refusing)) {
      DriverException e =
          assertThrows(
              DriverException.class, () -> call(stack, Repeat.ALWAYS).execute(byte[]::new));
      assertEquals(Kind.UNAUTHORIZED, e.kind());
      assertEquals(ExecutionOutcome.NOT_EXECUTED, e.outcome());
    }
    assertEquals(0, server.connections());
  }

  @Test
  void tokenThatCannotBeHadNowIsWaitedForAsAConnectionIs() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    Numbered down =
        new Numbered() {
          @Override
          public Map<String, String> headers(Wait wait) throws DriverException {
            if (attempts.incrementAndGet() < 3) {
              throw new DriverException(Kind.CANNOT_CONNECT, "provider down");
            }
            return super.headers(wait);
          }
        };
    try (HttpTransport stack = stack(down)) {
      // While connecting one hears of it at once.
      String text = failure(Kind.CANNOT_CONNECT, call(stack, Repeat.WHILE_STARTING));
      assertEquals("provider down", text);
      assertEquals(1, attempts.get());
      assertEquals("x", text(call(stack, Repeat.IF_NOT_SENT).execute(byte[]::new)));
      assertEquals(3, attempts.get());
    }
    assertEquals(1, server.requests().size());
  }

  @Test
  void abortEndsTheWaitForAToken() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean sent = new AtomicBoolean();
    Numbered hanging =
        new Numbered() {
          @Override
          public Map<String, String> headers(Wait wait) throws DriverException {
            begun.countDown();
            wait.until(new CompletableFuture<>(), "the test");
            sent.set(true);
            return super.headers(wait);
          }
        };
    try (HttpTransport stack = stack(hanging)) {
      HttpCall call = call(stack, Repeat.ALWAYS);
      CompletableFuture<DriverException> met = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () ->
                  met.complete(
                      assertThrows(DriverException.class, () -> call.execute(byte[]::new))));
      thread.setDaemon(true);
      thread.start();
      assertTrue(begun.await(20, TimeUnit.SECONDS));
      call.abort();
      DriverException e = met.get(20, TimeUnit.SECONDS);
      assertEquals(Kind.CANCELLED, e.kind());
      assertEquals(ExecutionOutcome.NOT_EXECUTED, e.outcome());
    }
    assertEquals(0, server.connections());
  }
}
