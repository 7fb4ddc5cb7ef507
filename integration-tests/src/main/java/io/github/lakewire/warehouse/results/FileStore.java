package io.github.lakewire.warehouse.results;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The object store's side of CloudFetch: links that carry their own permission, run out, and are
 * not to be asked with anybody's credentials.
 */
public final class FileStore {
  /** Where the links begin. */
  public static final String PATH = "/presigned/";

  private final String origin;
  private final Duration lifetime;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();

  /**
   * Makes a store.
   *
   * @param origin scheme, host and port that clients reach it by
   * @param lifetime of a link
   */
  public FileStore(String origin, Duration lifetime) {
    this.origin = origin;
    this.lifetime = lifetime;
  }

  private record Grant(Path file, long expiresAt) {}

  /** A link and its end in milliseconds since 1970. */
  public record Link(String url, long expiresAt) {}

  /** Signs a link. */
  public Link link(Path file) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    String signature = HexFormat.of().formatHex(bytes);
    long expiresAt = System.currentTimeMillis() + lifetime.toMillis();
    grants.put(signature, new Grant(file, expiresAt));
    String url =
        origin
            + PATH
            + file.getFileName()
            + "?X-Expires="
            + lifetime.toSeconds()
            + "&X-Signature="
            + signature;
    return new Link(url, expiresAt);
  }

  /** Forgets all links to a file and the file. */
  public void delete(Path file) {
    grants.values().removeIf(grant -> grant.file().equals(file));
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  /** Answers a GET. */
  public void handle(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    int at = query == null ? -1 : query.indexOf("X-Signature=");
    Grant grant = at < 0 ? null : grants.get(query.substring(at + "X-Signature=".length()));
    if (exchange.getRequestHeaders().containsKey("Authorization")) {
      refuse(exchange, 400, "InvalidArgument", "Only one auth mechanism allowed");
    } else if (!exchange.getRequestMethod().equals("GET")) {
      refuse(exchange, 405, "MethodNotAllowed", "Only GET is allowed");
    } else if (grant == null) {
      refuse(exchange, 403, "SignatureDoesNotMatch", "The signature does not match");
    } else if (System.currentTimeMillis() > grant.expiresAt()) {
      refuse(exchange, 403, "AccessDenied", "Request has expired");
    } else if (!Files.exists(grant.file())) {
      refuse(exchange, 404, "NoSuchKey", "The specified key does not exist");
    } else {
      exchange.getResponseHeaders().set("Content-Type", "binary/octet-stream");
      exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
      exchange.getResponseHeaders().set("Server", "AmazonS3");
      exchange.sendResponseHeaders(200, Files.size(grant.file()));
      try (OutputStream body = exchange.getResponseBody()) {
        Files.copy(grant.file(), body);
      }
    }
  }

  private static void refuse(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    byte[] body =
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
                + code
                + "</Code><Message>"
                + message
                + "</Message></Error>")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
