package io.github.lakewire.jdbc.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConfigException;
import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.tracing.TraceHeaders;
import io.github.lakewire.jdbc.testkit.RawSocketServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the tests of this package share: settings, a call, and the check of a failure. */
final class HttpFixture {
  static final String TOKEN = "dapiSECRETSECRET";
  static final Authorization SIGNED = Authorization.of(new Secret(TOKEN));
  static final RequestContext CONTEXT = new RequestContext("Test", "s-1", null, TraceHeaders.NONE);
  static final Duration SHORT = Duration.ofMillis(5);

  private HttpFixture() {}

  static ConnectionConfig config(String host, int port, String options) {
    try {
      return ConfigParser.parse(
          "jdbc:databricks://"
              + host
              + ":"
              + port
              + ";httpPath=/sql/1.0/warehouses/abc?o=1;PWD="
              + TOKEN
              + ";"
              + options,
          null);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  static ConnectionConfig plain(RawSocketServer server, String options) {
    return config("127.0.0.1", server.port(), "ssl=0;" + options);
  }

  /** A downloader without bounds of its own. */
  static LinkDownloader downloader(HttpTransport stack) {
    return stack.downloader("q-1", () -> new CallTimeouts(Duration.ZERO, Deadline.none()));
  }

  static HttpTransport stack(ConnectionConfig config) throws DriverException {
    return HttpTransport.acquire(config, SIGNED, SHORT);
  }

  static HttpCall call(HttpTransport stack, Repeat repeat, Deadline deadline) {
    byte[] body = "hello, and more".getBytes(StandardCharsets.US_ASCII);
    return stack
        .channel()
        .prepare(CONTEXT, body, 5, repeat, new CallTimeouts(Duration.ofSeconds(10), deadline));
  }

  static HttpCall call(HttpTransport stack, Repeat repeat) {
    return call(stack, repeat, Deadline.in(Duration.ofSeconds(20)));
  }

  static String text(HttpCall.Response response) {
    return new String(response.bytes(), 0, response.length(), StandardCharsets.UTF_8);
  }

  /** The fault of a call; checks its kind, and that it holds no token. */
  static String failure(DriverException.Kind kind, HttpCall call) {
    DriverException exception =
        assertThrows(DriverException.class, () -> call.execute(byte[]::new));
    assertEquals(kind, exception.kind(), exception + " because of " + exception.getCause());
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      assertFalse(String.valueOf(cause).contains("SECRET"), cause.toString());
    }
    return exception.getMessage();
  }
}
