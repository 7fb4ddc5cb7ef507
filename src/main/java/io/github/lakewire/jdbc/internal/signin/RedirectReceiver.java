package io.github.lakewire.jdbc.internal.signin;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.EmbeddedServer;
import io.github.lakewire.jdbc.internal.http.EmbeddedServer.Answer;
import io.github.lakewire.jdbc.internal.http.EmbeddedServer.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the answer to one request for authorization. The browser brings it to a port of this
 * machine; an application may also hand over the address that a browser elsewhere was sent to.
 */
final class RedirectReceiver implements EmbeddedServer.Handler, AutoCloseable {
  /** A browser makes three. */
  private static final int MOST_REQUESTS = 200;

  private static final Map<String, String> OF_PAGES =
      Map.of(
          "Content-Type", "text/html; charset=UTF-8",
          // The address in the browser has the code in it.
          "Referrer-Policy", "no-referrer",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options", "nosniff");

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final CompletableFuture<RedirectAnswer> answer = new CompletableFuture<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final EmbeddedServer server;
  private volatile @Nullable AuthorizationRequest expected;

  /**
   * Listens from now on.
   *
   * @param ports to try, in order
   * @throws DriverException CANNOT_CONNECT when none is free
   */
  RedirectReceiver(List<Integer> ports) throws DriverException {
    this.server = EmbeddedServer.onLoopback(ports, this);
  }

  /** Returns where the browser is to be sent back to, as it is registered with the provider. */
  String redirectUri() {
    return "http://localhost:" + server.port();
  }

  /** Says which request is asked; before, no answer is taken. */
  void expect(AuthorizationRequest request) {
    expected = request;
  }

  /** Completes with the answer; with an IOException when none can come any more. */
  CompletableFuture<RedirectAnswer> answer() {
    return answer;
  }

  @Override
  public Answer answer(Request request) {
    String target = request.target();
    if (!request.method().equals("GET")) {
      return nothing();
    }
    if (requests.incrementAndGet() > MOST_REQUESTS) {
      failed(new IOException("More than " + MOST_REQUESTS + " requests came to its port"));
      return nothing();
    }
    if (!target.startsWith("/?")) {
      return nothing();
    }
    RedirectAnswer read = take(target.substring(2));
    if (read == null) {
      return page(BAD_REQUEST, "This is not the answer to the sign-in that is under way.");
    }
    return read instanceof RedirectAnswer.Code
        ? page(OK, "The application that is signing in has received the answer.")
        : page(OK, "The sign-in has failed. The application that asked for it says why.");
  }

  private static Answer nothing() {
    return new Answer(NOT_FOUND, OF_PAGES, new byte[0]);
  }

  /** A document without scripts, styles or links. */
  private static Answer page(int status, String text) {
    String html =
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Sign-in</title>"
            + "</head><body><p>"
            + text
            + "</p><p>You can close this window.</p></body></html>";
    return new Answer(status, OF_PAGES, html.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes the address that a browser was sent to; false when it is no answer to the request. */
  boolean submit(String address) {
    // Without java.net.URI, whose exceptions repeat what they were given.
    String whole = address.strip();
    int fragment = whole.indexOf('#');
    String target = fragment < 0 ? whole : whole.substring(0, fragment);
    int query = target.indexOf('?');
    return query >= 0 && take(target.substring(query + 1)) != null;
  }

  private @Nullable RedirectAnswer take(String query) {
    AuthorizationRequest request = expected;
    RedirectAnswer read = request == null ? null : RedirectAnswer.read(query, request);
    if (read != null) {
      // The first counts: a page that is loaded again says the same again.
      answer.complete(read);
    }
    return read;
  }

  @Override
  public boolean failed(IOException why) {
    answer.completeExceptionally(why);
    return false;
  }

  @Override
  public void close() {
    server.close();
  }
}
