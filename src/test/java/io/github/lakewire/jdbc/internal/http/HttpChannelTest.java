package io.github.lakewire.jdbc.internal.http;

import static io.github.lakewire.jdbc.internal.http.HttpFixture.call;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.config;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.failure;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.plain;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.stack;
import static io.github.lakewire.jdbc.internal.http.HttpFixture.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpChannelTest {
  private RawSocketServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawSocketServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void postsTheMessageWithItsHeadersAndReadsTheAnswer() throws Exception {
    server.then(
        RawSocketServer.answer(
            "200 OK", "answer", "Content-Type: Application/X-Thrift; a=b", "X-Request-Id: r1"));
    String options = "UserAgentEntry=My(Tool)/1;http.header.X-Trace=t";
    try (HttpTransport stack = stack(plain(server, options))) {
      HttpCall.Response response = call(stack, Repeat.ALWAYS).execute(byte[]::new);
      assertEquals("answer", text(response));
      assertEquals(6, response.bytes().length);
      assertEquals("r1", response.requestId());
    }
    RawSocketServer.Request request = server.requests().take();
    assertEquals("POST /sql/1.0/warehouses/abc?o=1 HTTP/1.1", request.line());
    assertArrayEquals("hello".getBytes(StandardCharsets.US_ASCII), request.body());
    assertEquals("application/x-thrift", request.headers().get("content-type"));
    assertEquals("Bearer " + HttpFixture.TOKEN, request.headers().get("authorization"));
    assertTrue(
        request
            .headers()
            .get("user-agent")
            .matches("Lakewire/\\S+ \\(My_Tool_/1\\) Java/" + System.getProperty("java.version")));
    assertEquals("t", request.headers().get("x-trace"));
    for (String absent : new String[] {"accept-encoding", "expect", "cookie", "upgrade"}) {
      assertNull(request.headers().get(absent), absent);
    }
  }

  @Test
  void renewedTokenIsInEveryLaterAttempt() throws Exception {
    try (HttpTransport stack = stack(plain(server, ""));
        HttpTransport other = stack(plain(server, ""))) {
      RawSocketServer.Response throttled = RawSocketServer.status("429 Slow", "Retry-After: 0");
      server.then(
          (socket, out) -> {
            // The request that is under way comes again, by then with the new token.
            stack.channel().renewToken(new Secret("renewed"));
            return throttled.write(socket, out);
          });
      server.always(RawSocketServer.thrift("x"));
      call(stack, Repeat.ALWAYS).execute(byte[]::new);
      call(stack, Repeat.IF_NOT_ARRIVED).execute(byte[]::new);
      call(other, Repeat.ALWAYS).execute(byte[]::new);
    }
    for (String token : new String[] {HttpFixture.TOKEN, "renewed", "renewed", HttpFixture.TOKEN}) {
      assertEquals("Bearer " + token, server.requests().take().headers().get("authorization"));
    }
  }

  @Test
  void connectionsAreKeptAliveAndSharedByStacks() throws Exception {
    server.always(RawSocketServer.thrift("x"));
    try (HttpTransport one = stack(plain(server, ""));
        HttpTransport two = stack(plain(server, "catalog=c"))) {
      for (int i = 0; i < 5; i++) {
        call(i % 2 == 0 ? one : two, Repeat.IF_NOT_ARRIVED).execute(byte[]::new);
      }
    }
    assertEquals(1, server.connections());
  }

  @Test
  void oneStackOutlivesTheOther() throws Exception {
    server.always(RawSocketServer.thrift("x"));
    try (HttpTransport one = stack(plain(server, ""))) {
      HttpTransport two = stack(plain(server, ""));
      two.close();
      two.close();
      assertEquals("x", text(call(one, Repeat.ALWAYS).execute(byte[]::new)));
      HttpTransport three = stack(plain(server, ""));
      three.close();
      assertEquals("x", text(call(one, Repeat.ALWAYS).execute(byte[]::new)));
    }
  }

  @Test
  void callsOfAClosedStackFail() throws Exception {
    HttpTransport stack = stack(plain(server, ""));
    stack.close();
    failure(DriverException.Kind.SESSION_GONE, call(stack, Repeat.ALWAYS));
    HttpTransport other = stack(plain(server, ""));
    HttpTransport.closeAll();
    failure(DriverException.Kind.SESSION_GONE, call(other, Repeat.ALWAYS));
    other.close();
  }

  @Test
  void chunkedAnswersAreRead() throws Exception {
    server.then(
        RawSocketServer.raw(
            "200 OK",
            "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n",
            "Content-Type: application/x-thrift",
            "Transfer-Encoding: chunked"));
    try (HttpTransport stack = stack(plain(server, ""))) {
      assertEquals("abcdefg", text(call(stack, Repeat.ALWAYS).execute(byte[]::new)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 Unauthorized | UNAUTHORIZED",
        "403 Forbidden | UNAUTHORIZED",
        "400 Bad Request | REJECTED",
        "404 Not Found | REJECTED",
        "303 See Other | REJECTED",
        "302 Found | REJECTED",
        "405 Method Not Allowed | REJECTED",
        "501 Not Implemented | REJECTED",
        "204 No Content | REJECTED"
      })
  void errorsThatStayAreNotRepeated(String line, DriverException.Kind kind) throws Exception {
    server.always(
        RawSocketServer.status(line, "Location: http://127.0.0.1:" + server.port() + "/login"));
    try (HttpTransport stack = stack(plain(server, ""))) {
      for (Repeat repeat : Repeat.values()) {
        String message = failure(kind, call(stack, repeat));
        assertTrue(message.contains("HTTP " + line.substring(0, 3)), message);
      }
    }
    assertEquals(Repeat.values().length, server.requests().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-thriftserver-error-message: a | x-databricks-reason-phrase: c | a",
        "x-databricks-reason-phrase: c | x-databricks-error-or-redirect-message: b | b",
        "x-databricks-reason-phrase: c | X-Other: d | c",
        "X-Other: d | X-Another: e | from json"
      })
  void reasonsAreTakenInOrder(String first, String second, String reason) throws Exception {
    server.then(
        RawSocketServer.answer(
            "400 Bad Request",
            "{\"error_code\":400,\"details\":[{\"message\":\"no\"}],\"message\":\"from json\"}",
            "Content-Type: application/json",
            "X-Request-Id: r-7",
            first,
            second));
    try (HttpTransport stack = stack(plain(server, ""))) {
      String message = failure(DriverException.Kind.REJECTED, call(stack, Repeat.ALWAYS));
      assertTrue(message.contains("HTTP 400: " + reason + " (request r-7)"), message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", "[1]", "{\"message\":7}", "nonsense"})
  void brokenExplanationsLeaveTheStatus(String body) throws Exception {
    server.then(RawSocketServer.answer("404 Gone Away", body, "Content-Type: application/json"));
    try (HttpTransport stack = stack(plain(server, ""))) {
      assertTrue(
          failure(DriverException.Kind.REJECTED, call(stack, Repeat.ALWAYS))
              .contains("404: Gone Away"));
    }
  }

  @Test
  void textOfALostSessionStaysInTheMessage() throws Exception {
    String reason = "BAD_REQUEST: Invalid SessionHandle: Session [x] is closed.";
    server.then(
        RawSocketServer.status("400 Bad Request", "x-thriftserver-error-message: " + reason));
    try (HttpTransport stack = stack(plain(server, ""))) {
      assertTrue(
          failure(DriverException.Kind.REJECTED, call(stack, Repeat.ALWAYS)).contains(reason));
    }
  }

  @Test
  void pagesInsteadOfThriftAskForTheHttpPath() throws Exception {
    server.then(RawSocketServer.answer("200 OK", "<html>", "Content-Type: text/html"));
    try (HttpTransport stack = stack(plain(server, ""))) {
      String message = failure(DriverException.Kind.REJECTED, call(stack, Repeat.ALWAYS));
      assertTrue(message.contains("is httpPath right"), message);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Repeat.class, mode = EnumSource.Mode.EXCLUDE, names = "IF_NOT_SENT")
  void throttlingIsWaitedFor(Repeat repeat) throws Exception {
    server.then(RawSocketServer.status("429 Too Many Requests", "Retry-After: 0"));
    server.then(RawSocketServer.status("429 Too Many Requests"));
    server.then(RawSocketServer.thrift("x"));
    try (HttpTransport stack = stack(plain(server, ""))) {
      assertEquals("x", text(call(stack, repeat).execute(byte[]::new)));
    }
    assertEquals(3, server.requests().size());
  }

  @Test
  void errorAnswersKeepTheConnection() throws Exception {
    server.then(RawSocketServer.answer("429 Busy", "<html>", "Content-Type: text/html"));
    server.then(RawSocketServer.answer("503 Busy", "{}", "Content-Type: application/json"));
    server.then(RawSocketServer.status("500 Oops"));
    server.then(RawSocketServer.thrift("x"));
    try (HttpTransport stack = stack(plain(server, ""))) {
      call(stack, Repeat.ALWAYS).execute(byte[]::new);
    }
    assertEquals(1, server.connections());
  }

  @Test
  void retryAfterIsHonoured() throws Exception {
    server.then(RawSocketServer.status("503 Service Unavailable", "Retry-After: 1"));
    server.then(RawSocketServer.thrift("x"));
    try (HttpTransport stack = stack(plain(server, ""))) {
      long start = System.nanoTime();
      call(stack, Repeat.IF_NOT_ARRIVED).execute(byte[]::new);
      assertTrue(System.nanoTime() - start >= 1_000_000_000L);
    }
  }

  @Test
  void waitsBeyondTheBudgetOrDeadlineEndAtOnce() throws Exception {
    server.always(
        RawSocketServer.status(
            "429 Too Many Requests", "Retry-After: 100", "x-databricks-reason-phrase: slow down"));
    try (HttpTransport stack = stack(plain(server, "retryTimeout=30"))) {
      assertTrue(
          failure(DriverException.Kind.TRANSPORT, call(stack, Repeat.ALWAYS))
              .contains("slow down"));
    }
    try (HttpTransport stack = stack(plain(server, ""))) {
      assertTrue(
          failure(DriverException.Kind.TIMED_OUT, call(stack, Repeat.ALWAYS))
              .contains("slow down"));
      failure(DriverException.Kind.CANNOT_CONNECT, call(stack, Repeat.WHILE_STARTING));
    }
    assertEquals(3, server.requests().size());
  }

  @Test
  void writesAreRepeatedAfter503OnlyWhenNothingHappened() throws Exception {
    try (HttpTransport stack = stack(plain(server, ""))) {
      server.then(RawSocketServer.status("503 Service Unavailable"));
      failure(DriverException.Kind.TRANSPORT, call(stack, Repeat.IF_NOT_ARRIVED));
      server.then(
          RawSocketServer.status(
              "503 Service Unavailable",
              "x-thriftserver-error-message: TEMPORARILY_UNAVAILABLE: Cluster x is down"));
      server.then(RawSocketServer.thrift("x"));
      call(stack, Repeat.IF_NOT_ARRIVED).execute(byte[]::new);
      server.then(RawSocketServer.status("500 Oops"));
      failure(DriverException.Kind.TRANSPORT, call(stack, Repeat.IF_NOT_ARRIVED));
      server.then(
          RawSocketServer.status(
              "503 Service Unavailable",
              "x-thriftserver-error-message: Failed: SELECT 'TEMPORARILY_UNAVAILABLE: x'"));
      failure(DriverException.Kind.TRANSPORT, call(stack, Repeat.IF_NOT_ARRIVED));
    }
    assertEquals(5, server.requests().size());
  }

  /** It may be a wrong host; of a server that has answered before this is an outage. */
  @Test
  void failingServersAreAskedAFewTimesWhileConnecting() throws Exception {
    server.always(RawSocketServer.status("500 Oops"));
    try (HttpTransport stack = stack(plain(server, ""))) {
      failure(DriverException.Kind.CANNOT_CONNECT, call(stack, Repeat.WHILE_STARTING));
    }
    assertEquals(4, server.requests().size());
  }

  @Test
  void startingComputeIsWaitedForLongerThanTheBudget() throws Exception {
    for (int i = 0; i < 6; i++) {
      server.then(RawSocketServer.status(i % 2 == 0 ? "503 Starting" : "502 Bad Gateway"));
    }
    server.then(RawSocketServer.thrift("x"));
    try (HttpTransport stack = stack(plain(server, "retryTimeout=1ms"))) {
      assertEquals("x", text(call(stack, Repeat.WHILE_STARTING).execute(byte[]::new)));
      server.always(RawSocketServer.status("503 Starting"));
      Deadline soon = Deadline.in(Duration.ofMillis(300));
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT, call(stack, Repeat.WHILE_STARTING, soon));
      assertTrue(message.contains("starting"), message);
    }
  }

  @Test
  void refusedPortFailsAtOnce() throws Exception {
    int port = RawSocketServer.refusingPort();
    try (HttpTransport stack =
        HttpTransport.acquire(config("127.0.0.1", port, "ssl=0"), HttpFixture.SIGNED)) {
      long start = System.nanoTime();
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT, call(stack, Repeat.WHILE_STARTING));
      assertTrue(message.contains("127.0.0.1:" + port + " refused"), message);
      assertTrue(System.nanoTime() - start < 3_000_000_000L);
    }
  }

  @Test
  void unknownHostFailsWithItsName() throws Exception {
    try (HttpTransport stack = stack(config("nowhere.invalid", 443, ""))) {
      String message =
          failure(DriverException.Kind.CANNOT_CONNECT, call(stack, Repeat.WHILE_STARTING));
      assertTrue(message.contains("nowhere.invalid is unknown"), message);
    }
  }

  @Test
  void truncatedAnswersAreTransportFailures() throws Exception {
    RawSocketServer.Response cut =
        RawSocketServer.raw(
            "200 OK", "abc", "Content-Type: application/x-thrift", "Content-Length: 9");
    try (HttpTransport stack = stack(plain(server, ""))) {
      server.then(cut);
      failure(DriverException.Kind.TRANSPORT, call(stack, Repeat.IF_NOT_ARRIVED));
      assertEquals(1, server.requests().size());
      server.then(cut).then(RawSocketServer.thrift("whole"));
      assertEquals("whole", text(call(stack, Repeat.ALWAYS).execute(byte[]::new)));
      server.then(
          RawSocketServer.raw(
              "200 OK",
              "5\r\nab",
              "Content-Type: application/x-thrift",
              "Transfer-Encoding: chunked"));
      failure(DriverException.Kind.TRANSPORT, call(stack, Repeat.IF_NOT_ARRIVED));
    }
  }

  /** Every one of them, for half a header may be a header with another meaning. */
  @Test
  void headsCutAnywhereAreBrokenConnections() throws Exception {
    String head =
        "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nContent-Type: application/x-thrift\r\n\r\n";
    try (HttpTransport stack = stack(plain(server, ""))) {
      for (int i = 0; i < head.length(); i++) {
        byte[] part = head.substring(0, i).getBytes(StandardCharsets.US_ASCII);
        RawSocketServer.Response cut =
            (socket, out) -> {
              out.write(part);
              return false;
            };
        server.then(cut);
        failure(DriverException.Kind.TRANSPORT, call(stack, Repeat.IF_NOT_ARRIVED));
        server.then(cut).then(RawSocketServer.thrift("whole"));
        assertEquals("whole", text(call(stack, Repeat.ALWAYS).execute(byte[]::new)));
      }
    }
    assertEquals(3 * head.length(), server.requests().size());
  }

  @Test
  void brokenConnectionsAreRepeatedOnlyForIdempotentRequests() throws Exception {
    try (HttpTransport stack = stack(plain(server, ""))) {
      server.then(RawSocketServer.hangUp());
      failure(DriverException.Kind.TRANSPORT, call(stack, Repeat.IF_NOT_ARRIVED));
      server.then(RawSocketServer.hangUp()).then(RawSocketServer.thrift("x"));
      assertEquals("x", text(call(stack, Repeat.ALWAYS).execute(byte[]::new)));
      server.then(RawSocketServer.hangUp()).then(RawSocketServer.thrift("x"));
      assertEquals("x", text(call(stack, Repeat.WHILE_STARTING).execute(byte[]::new)));
    }
    assertEquals(5, server.requests().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2000000000", "99999999999999"})
  void absurdLengthsAreRefusedBeforeMemoryIsTaken(String length) throws Exception {
    server.then(
        RawSocketServer.raw(
            "200 OK", "abc", "Content-Type: application/x-thrift", "Content-Length: " + length));
    try (HttpTransport stack = stack(plain(server, "maxMessageSize=1M"))) {
      String message = failure(DriverException.Kind.TOO_LARGE, call(stack, Repeat.ALWAYS));
      assertTrue(message.contains(length) && message.contains("maxMessageSize"), message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK | Content-Length: many | PROTOCOL",
        "HTTP/7.3 200 OK | Content-Length: 0 | PROTOCOL",
        "220 smtp.example ready | 250 OK | PROTOCOL"
      })
  void nonsenseInsteadOfHttpFails(String line, String next, DriverException.Kind kind)
      throws Exception {
    server.always(
        (socket, out) -> {
          out.write((line + "\r\n" + next + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
          return false;
        });
    try (HttpTransport stack = stack(plain(server, ""))) {
      failure(kind, call(stack, Repeat.IF_NOT_ARRIVED));
    }
  }

  @Test
  void staleConnectionsAreReplaced() throws Exception {
    server.always(RawSocketServer.thrift("x"));
    try (HttpTransport stack = stack(plain(server, ""))) {
      call(stack, Repeat.ALWAYS).execute(byte[]::new);
      server.dropConnections();
      assertEquals("x", text(call(stack, Repeat.ALWAYS).execute(byte[]::new)));
    }
    assertEquals(2, server.connections());
  }
}
