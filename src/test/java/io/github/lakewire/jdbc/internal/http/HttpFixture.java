package io.github.lakewire.jdbc.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.internal.config.ConfigProblem;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the tests of this package share: settings, a call, and the check of a failure. */
final class HttpFixture {
  static final String TOKEN = "dapiSECRETSECRET";
  static final Duration SHORT = Duration.ofMillis(5);

  private HttpFixture() {}

  static ConnectionConfig config(String host, int port, String options) {
    try {
      return ConnectionConfig.of(
          "jdbc:databricks://"
              + host
              + ":"
              + port
              + ";httpPath=/sql/1.0/warehouses/abc?o=1;PWD="
              + TOKEN
              + ";"
              + options,
          null);
    } catch (ConfigProblem e) {
      throw new AssertionError(e);
    }
  }

  static ConnectionConfig plain(ScriptedServer server, String options) {
    return config("127.0.0.1", server.port(), "ssl=0;" + options);
  }

  static HttpStack stack(ConnectionConfig config) throws Fault {
    return HttpStack.acquire(config, SHORT);
  }

  static HttpCall call(HttpStack stack, Repeat repeat, Deadline deadline) {
    byte[] body = "hello, and more".getBytes(StandardCharsets.US_ASCII);
    return stack.channel().prepare(body, 5, repeat, Duration.ofSeconds(10), deadline);
  }

  static HttpCall call(HttpStack stack, Repeat repeat) {
    return call(stack, repeat, Deadline.in(Duration.ofSeconds(20)));
  }

  static String text(HttpCall.Answer answer) {
    return new String(answer.bytes(), 0, answer.length(), StandardCharsets.UTF_8);
  }

  /** The fault of a call; checks its kind, and that it holds no token. */
  static String failure(Fault.Kind kind, HttpCall call) {
    Fault fault = assertThrows(Fault.class, () -> call.execute(byte[]::new));
    assertEquals(kind, fault.kind(), fault + " because of " + fault.getCause());
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      assertFalse(String.valueOf(cause).contains("SECRET"), cause.toString());
    }
    return fault.getMessage();
  }
}
