package io.github.lakewire.jdbc.internal.http;

import static io.github.lakewire.jdbc.internal.http.HttpFixture.SHORT;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.call;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.failure;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.plain;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.stack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a call ends from outside: deadline, abort, interruption, silence. */
@Timeout(30)
class HttpCallTest {
  private static final long SOON = TimeUnit.SECONDS.toNanos(5);

  private RawSocketServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawSocketServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  /** Runs a call in a thread of its own and returns the thread and its outcome. */
  private static final class Running {
    final CompletableFuture<DriverException> fault = new CompletableFuture<>();
    final AtomicReference<Boolean> interrupted = new AtomicReference<>();
    final Thread thread;

    Running(HttpCall call) {
      thread =
          new Thread(
              () -> {
                try {
                  call.execute(byte[]::new);
                  fault.completeExceptionally(new AssertionError("the call succeeded"));
                } catch (DriverException e) {
                  interrupted.set(Thread.currentThread().isInterrupted());
                  fault.complete(e);
                } catch (Throwable e) {
                  fault.completeExceptionally(e);
                }
              },
              "test-call");
      thread.start();
    }

    DriverException fault() throws Exception {
      return fault.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void slowDripDoesNotOutliveTheDeadline() throws Exception {
    server.always(RawSocketServer.drip(20));
    try (HttpTransport stack = stack(plain(server, ""))) {
      long start = System.nanoTime();
      failure(
          DriverException.Kind.TIMED_OUT,
          call(stack, Repeat.ALWAYS, Deadline.in(Duration.ofMillis(400))));
      long took = System.nanoTime() - start;
      assertTrue(took >= 390_000_000L && took < SOON, took + " ns");
    }
    assertEquals(1, server.requests().size());
  }

  @Test
  void passedDeadlineSendsNothing() throws Exception {
    Deadline passed = Deadline.in(Duration.ofNanos(1));
    while (!passed.hasPassed()) {
      Thread.onSpinWait();
    }
    try (HttpTransport stack = stack(plain(server, ""))) {
      failure(DriverException.Kind.TIMED_OUT, call(stack, Repeat.ALWAYS, passed));
    }
    assertEquals(0, server.connections());
  }

  @Test
  void deadlineBoundsConnecting() throws Exception {
    try (RawSocketServer full = RawSocketServer.withFullQueue()) {
      HttpTransport stack =
          stack(HttpFixture.config("127.0.0.1", full.port(), "ssl=0;connectTimeout=20"));
      try (stack) {
        long start = System.nanoTime();
        failure(
            DriverException.Kind.TIMED_OUT,
            call(stack, Repeat.ALWAYS, Deadline.in(Duration.ofMillis(300))));
        assertTrue(System.nanoTime() - start < SOON);
      }
      try (HttpTransport quick =
          stack(HttpFixture.config("127.0.0.1", full.port(), "ssl=0;connectTimeout=200ms"))) {
        String message =
            failure(DriverException.Kind.CANNOT_CONNECT, call(quick, Repeat.WHILE_STARTING));
        assertTrue(message.contains("connectTimeout"), message);
      }
    }
  }

  @Test
  void abortEndsABlockedRead() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    server.always(RawSocketServer.silence(asked));
    try (HttpTransport stack = stack(plain(server, ""))) {
      HttpCall call = call(stack, Repeat.ALWAYS, Deadline.none());
      Running running = new Running(call);
      asked.await();
      long start = System.nanoTime();
      call.abort();
      call.abort();
      assertEquals(DriverException.Kind.CANCELLED, running.fault().kind());
      assertTrue(System.nanoTime() - start < SOON);
      assertFalse(running.interrupted.get());
    }
  }

  @Test
  void abortEndsAWaitBetweenAttempts() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    server.always(
        (socket, out) -> {
          boolean open = RawSocketServer.status("429 Busy", "Retry-After: 15").write(socket, out);
          answered.countDown();
          return open;
        });
    try (HttpTransport stack = stack(plain(server, ""))) {
      HttpCall call = call(stack, Repeat.ALWAYS, Deadline.none());
      Running running = new Running(call);
      answered.await();
      call.abort();
      assertEquals(DriverException.Kind.CANCELLED, running.fault().kind());
    }
  }

  @Test
  void abortBeforeExecuteSendsNothing() throws Exception {
    try (HttpTransport stack = stack(plain(server, ""))) {
      HttpCall call = call(stack, Repeat.ALWAYS);
      call.abort();
      failure(DriverException.Kind.CANCELLED, call);
    }
    assertEquals(0, server.connections());
  }

  @Test
  void anAttemptUnderWayMayFinishAndNoOtherBegins() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    server.always(
        (socket, out) -> {
          asked.countDown();
          assertTrue(answer.await(10, TimeUnit.SECONDS));
          return RawSocketServer.thrift("late").write(socket, out);
        });
    try (HttpTransport stack = stack(plain(server, ""))) {
      HttpCall call = call(stack, Repeat.IF_NOT_ARRIVED, Deadline.none());
      CompletableFuture<String> response =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return HttpFixture.text(call.execute(byte[]::new));
                } catch (DriverException e) {
                  throw new AssertionError(e);
                }
              });
      asked.await();
      call.finishWithin(Duration.ofSeconds(10));
      answer.countDown();
      assertEquals("late", response.get(10, TimeUnit.SECONDS));
      HttpCall later = call(stack, Repeat.IF_NOT_ARRIVED);
      later.finishWithin(Duration.ofSeconds(10));
      failure(DriverException.Kind.CANCELLED, later);
    }
    assertEquals(1, server.requests().size());
  }

  @Test
  void anAttemptUnderWayIsEndedWhenItsTimeIsOver() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    server.always(RawSocketServer.silence(asked));
    try (HttpTransport stack = stack(plain(server, ""))) {
      HttpCall call = call(stack, Repeat.IF_NOT_ARRIVED, Deadline.none());
      Running running = new Running(call);
      asked.await();
      call.finishWithin(Duration.ofMillis(50));
      DriverException e = running.fault();
      assertEquals(DriverException.Kind.CANCELLED, e.kind());
      assertEquals(ExecutionOutcome.UNKNOWN, e.outcome());
    }
  }

  @Test
  void aPauseBetweenAttemptsEndsWhenNoOtherIsWanted() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    server.always(
        (socket, out) -> {
          boolean open = RawSocketServer.status("429 Busy", "Retry-After: 15").write(socket, out);
          answered.countDown();
          return open;
        });
    try (HttpTransport stack = stack(plain(server, ""))) {
      HttpCall call = call(stack, Repeat.IF_NOT_ARRIVED, Deadline.none());
      Running running = new Running(call);
      answered.await();
      call.finishWithin(Duration.ofSeconds(60));
      assertEquals(DriverException.Kind.CANCELLED, running.fault().kind());
    }
    assertEquals(1, server.requests().size());
  }

  @Test
  void interruptionEndsABlockedReadAndKeepsTheFlag() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    server.always(RawSocketServer.silence(asked));
    try (HttpTransport stack = stack(plain(server, ""))) {
      Running running = new Running(call(stack, Repeat.ALWAYS, Deadline.none()));
      asked.await();
      running.thread.interrupt();
      assertEquals(DriverException.Kind.CANCELLED, running.fault().kind());
      assertTrue(running.interrupted.get());
    }
  }

  @Test
  void interruptionBeforeThereIsAConnectionIsNoClosedConnection() throws Exception {
    SharedClients clients = SharedClients.acquire(plain(server, ""));
    try {
      RequestExecutor<String> executor =
          new RequestExecutor<>(
              new RequestExecutor.RequestSpec(
                  HttpFixture.CONTEXT,
                  clients.workspace(),
                  clients.watchdog(),
                  new HttpHost("http", "127.0.0.1", server.port()),
                  unused -> {
                    // Behind the check at the beginning of an attempt.
                    Thread.currentThread().interrupt();
                    return new HttpPost("/");
                  },
                  Repeat.ALWAYS,
                  new RetryPolicy(SHORT, SHORT, SHORT, SHORT),
                  new CallTimeouts(Duration.ofSeconds(10), Deadline.none())),
              response -> "answered");
      DriverException e = assertThrows(DriverException.class, executor::send);
      assertTrue(Thread.interrupted());
      assertEquals(DriverException.Kind.CANCELLED, e.kind());
    } finally {
      Thread.interrupted();
      clients.release();
    }
  }

  @Test
  void interruptedThreadSendsNothing() throws Exception {
    try (HttpTransport stack = stack(plain(server, ""))) {
      Thread.currentThread().interrupt();
      try {
        failure(DriverException.Kind.CANCELLED, call(stack, Repeat.ALWAYS));
      } finally {
        assertTrue(Thread.interrupted());
      }
    }
    assertEquals(0, server.connections());
  }

  @Test
  void silenceEndsACallAfterTheSocketTimeout() throws Exception {
    server.always(RawSocketServer.silence(new CountDownLatch(1)));
    try (HttpTransport stack = stack(plain(server, ""))) {
      byte[] body = new byte[1];
      HttpCall call =
          stack
              .channel()
              .prepare(
                  HttpFixture.CONTEXT,
                  body,
                  1,
                  Repeat.IF_NOT_ARRIVED,
                  new CallTimeouts(Duration.ofMillis(200), Deadline.none()));
      String message = failure(DriverException.Kind.READ_TIMEOUT, call);
      assertTrue(message.contains("sent nothing for 200 ms"), message);
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void callIsExecutedOnce() throws Exception {
    server.always(RawSocketServer.thrift("x"));
    try (HttpTransport stack = stack(plain(server, ""))) {
      HttpCall call = call(stack, Repeat.ALWAYS);
      call.execute(byte[]::new);
      assertThrows(IllegalStateException.class, () -> call.execute(byte[]::new));
    }
  }

  @Test
  void abortedConnectionsAreNotUsedAgain() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    server.then(RawSocketServer.silence(asked));
    server.always(RawSocketServer.thrift("x"));
    try (HttpTransport stack = stack(plain(server, ""))) {
      HttpCall call = call(stack, Repeat.ALWAYS);
      Running running = new Running(call);
      asked.await();
      call.abort();
      running.fault();
      assertEquals("x", HttpFixture.text(call(stack, Repeat.IF_NOT_ARRIVED).execute(byte[]::new)));
    }
    assertEquals(2, server.connections());
  }

  @Test
  void threadsAreDaemonsAndGoWithTheLastStack() throws Exception {
    HttpTransport.closeAll();
    server.always(RawSocketServer.thrift("x"));
    Thread watchdog;
    try (HttpTransport stack = stack(plain(server, ""))) {
      call(stack, Repeat.ALWAYS).execute(byte[]::new);
      watchdog =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().equals("lakewire-http-watchdog"))
              .filter(Thread::isAlive)
              .findFirst()
              .orElseThrow();
      assertTrue(watchdog.isDaemon());
    }
    watchdog.join(TimeUnit.SECONDS.toMillis(10));
    assertFalse(watchdog.isAlive());
  }
}
