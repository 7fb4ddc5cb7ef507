package io.github.lakewire.jdbc.internal.http;

import static io.github.lakewire.jdbc.internal.http.HttpFixture.config;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.failure;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.plain;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.stack;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is away for a while, in each way that a server can be away. */
@Timeout(60)
class OutageTest {
  /** More attempts than any count of them ever was. */
  private static final int LONG = 20;

  private static final Duration SILENCE = Duration.ofMillis(20);

  private RawSocketServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawSocketServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private enum Outage {
    HANGS_UP {
      @Override
      RawSocketServer.Response response() {
        return RawSocketServer.hangUp();
      }
    },
    CUTS {
      @Override
      RawSocketServer.Response response() {
        return RawSocketServer.raw(
            "200 OK", "abc", "Content-Type: application/x-thrift", "Content-Length: 9");
      }
    },
    IS_SILENT {
      @Override
      RawSocketServer.Response response() {
        return RawSocketServer.silence(new CountDownLatch(1));
      }
    },
    FAILS {
      @Override
      RawSocketServer.Response response() {
        return RawSocketServer.status("500 Oops");
      }
    },
    IS_BEHIND_A_GATEWAY {
      @Override
      RawSocketServer.Response response() {
        return RawSocketServer.answer("502 Bad Gateway", "<html>", "Content-Type: text/html");
      }
    };

    abstract RawSocketServer.Response response();

    /** Short where it is waited for, and long where the machine may be slow. */
    Duration readTimeout() {
      return this == IS_SILENT ? SILENCE : Duration.ofSeconds(10);
    }
  }

  private static HttpCall call(HttpTransport stack, Outage outage, Duration unanswered) {
    return call(stack, Repeat.ALWAYS, outage.readTimeout(), unanswered);
  }

  private static HttpCall call(
      HttpTransport stack, Repeat repeat, Duration readTimeout, Duration unanswered) {
    return stack
        .channel()
        .prepare(
            HttpFixture.CONTEXT,
            new byte[1],
            1,
            repeat,
            new CallTimeouts(readTimeout, unanswered, Deadline.none(), Deadline.none()));
  }

  @ParameterizedTest
  @EnumSource(Outage.class)
  void requestThatMayBeRepeatedWaitsForItsEnd(Outage outage) throws Exception {
    for (int i = 0; i < LONG; i++) {
      server.then(outage.response());
    }
    server.always(RawSocketServer.thrift("back"));
    try (HttpTransport stack =
        HttpTransport.acquire(plain(server, ""), HttpFixture.SIGNED, Duration.ofNanos(1))) {
      assertEquals("back", text(call(stack, outage, Duration.ZERO).execute(byte[]::new)));
    }
    assertTrue(server.requests().size() > LONG, server.requests().size() + " attempts");
  }

  /** Nothing can have arrived, so a statement waits as well. */
  @ParameterizedTest
  @EnumSource(
      value = Repeat.class,
      names = {"ALWAYS", "IF_NOT_ARRIVED"})
  void refusedConnectionsAreTriedAgain(Repeat repeat) throws Exception {
    int port = RawSocketServer.refusingPort();
    CountDownLatch refused = new CountDownLatch(LONG);
    Handler counting = counting(refused);
    Logger logger = Logger.getLogger(OutageTest.class.getPackageName());
    logger.addHandler(counting);
    try (HttpTransport stack =
        HttpTransport.acquire(
            config("127.0.0.1", port, "ssl=0"), HttpFixture.SIGNED, Duration.ofNanos(1))) {
      Thread recovery =
          new Thread(
              () -> {
                try {
                  refused.await();
                  server = new RawSocketServer(port);
                  server.always(RawSocketServer.thrift("back"));
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              },
              "recovery");
      server.close();
      recovery.start();
      assertEquals("back", text(HttpFixture.call(stack, repeat).execute(byte[]::new)));
      recovery.join();
    } finally {
      logger.removeHandler(counting);
    }
  }

  private static Handler counting(CountDownLatch attempts) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord message) {
            if (message.getMessage().contains("next attempt in")) {
              attempts.countDown();
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    return handler;
  }

  @ParameterizedTest
  @CsvSource({
    "HANGS_UP, TRANSPORT",
    "CUTS, TRANSPORT",
    "IS_SILENT, READ_TIMEOUT",
    "FAILS, TRANSPORT",
    "IS_BEHIND_A_GATEWAY, TRANSPORT"
  })
  void outageThatIsTooLongIsReportedAsWhatItIs(Outage outage, Kind kind) throws Exception {
    server.always(outage.response());
    try (HttpTransport stack = stack(plain(server, "retryTimeout=300ms"))) {
      long start = System.nanoTime();
      failure(kind, call(stack, outage, Duration.ZERO));
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertTrue(millis >= 290 && millis < 10_000, millis + " ms");
    }
    assertTrue(server.requests().size() > 4, server.requests().size() + " attempts");
  }

  /** As after setNetworkTimeout: one wait, however often it is begun anew. */
  @ParameterizedTest
  @CsvSource({"HANGS_UP, TRANSPORT", "IS_SILENT, READ_TIMEOUT"})
  void waitWithoutAnAnswerHasALimitOfItsOwn(Outage outage, Kind kind) throws Exception {
    server.always(outage.response());
    try (HttpTransport stack = stack(plain(server, ""))) {
      long start = System.nanoTime();
      failure(kind, call(stack, outage, Duration.ofMillis(200)));
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertTrue(millis >= 190 && millis < 10_000, millis + " ms");
      server.requests().clear();
      failure(kind, call(stack, outage, SILENCE));
    }
    assertTrue(outage != Outage.IS_SILENT || server.requests().size() == 1);
  }

  /** 1,047 requests in five seconds were seen. */
  @ParameterizedTest
  @CsvSource({
    "429 Too Many Requests, 0",
    "503 Service Unavailable, 0",
    "503 Service Unavailable, 'Sun, 06 Nov 1994 08:49:37 GMT'",
    "500 Oops, 0"
  })
  void serverThatAsksForNoPauseIsNotAskedWithoutOne(String line, String retryAfter)
      throws Exception {
    server.always(RawSocketServer.status(line, "Retry-After: " + retryAfter));
    try (HttpTransport stack =
        HttpTransport.acquire(
            plain(server, "retryTimeout=500ms"), HttpFixture.SIGNED, Duration.ofMillis(100))) {
      failure(Kind.TRANSPORT, HttpFixture.call(stack, Repeat.ALWAYS));
    }
    // After at least 0, 50, 150, 350 and 500 ms.
    assertTrue(server.requests().size() <= 5, server.requests().size() + " attempts");
  }
}
