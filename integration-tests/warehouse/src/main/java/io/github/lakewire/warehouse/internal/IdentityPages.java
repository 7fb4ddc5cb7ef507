package io.github.lakewire.warehouse.internal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** What a workspace has below {@code /oidc/}: here it is passed on to the identity provider. */
final class IdentityPages {
  static final String PATH = "/oidc/";

  private static final int MOST_BYTES = 1 << 20;

  private final String issuer;
  private final HttpClient http = HttpClient.newHttpClient();

  IdentityPages(String issuer) {
    this.issuer = issuer;
  }

  void handle(HttpExchange exchange) throws IOException {
    URI asked = exchange.getRequestURI();
    String path =
        asked.getRawPath().substring(PATH.length())
            + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(issuer + "/" + path))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readNBytes(MOST_BYTES)));
    for (String name : List.of("Authorization", "Content-Type", "Accept")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      for (String name : List.of("Content-Type", "Location", "WWW-Authenticate")) {
        response
            .headers()
            .firstValue(name)
            .ifPresent(v -> exchange.getResponseHeaders().set(name, v));
      }
      exchange.sendResponseHeaders(
          response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      exchange.sendResponseHeaders(503, -1);
    }
  }
}
