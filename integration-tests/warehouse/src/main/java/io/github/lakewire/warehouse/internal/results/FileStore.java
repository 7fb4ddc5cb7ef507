package io.github.lakewire.warehouse.internal.results;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The object store's side of CloudFetch and of volumes: links that carry their own permission, for
 * one method, run out, and are not to be asked with anybody's credentials.
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

  private record Grant(Path file, long expiresAt, String method, Map<String, String> headers) {}

  /** A link and its end in milliseconds since 1970. */
  public record Link(String url, long expiresAt) {}

  /** Signs a link to a file that is to be read. */
  public Link link(Path file) {
    return link(file, "GET", Map.of(), false);
  }

  /**
   * Signs a link.
   *
   * @param headers that a request must have
   * @param expired whether it has expired already
   */
  public Link link(Path file, String method, Map<String, String> headers, boolean expired) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    String signature = HexFormat.of().formatHex(bytes);
    long expiresAt = System.currentTimeMillis() + (expired ? -1 : lifetime.toMillis());
    grants.put(signature, new Grant(file, expiresAt, method, headers));
    String url =
        origin
            + PATH
            + URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8)
                .replace("+", "%20")
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

  /** Answers a request. */
  public void handle(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    int at = query == null ? -1 : query.indexOf("X-Signature=");
    Grant grant = at < 0 ? null : grants.get(query.substring(at + "X-Signature=".length()));
    if (exchange.getRequestHeaders().containsKey("Authorization")) {
      refuse(exchange, 400, "InvalidArgument", "Only one auth mechanism allowed");
    } else if (grant == null
        || !exchange.getRequestMethod().equals(grant.method())
        || !hasHeaders(exchange, grant.headers())) {
      refuse(exchange, 403, "SignatureDoesNotMatch", "The signature does not match");
    } else if (System.currentTimeMillis() > grant.expiresAt()) {
      refuse(exchange, 403, "AccessDenied", "Request has expired");
    } else if (grant.method().equals("PUT")) {
      take(exchange, grant.file());
    } else if (!Files.exists(grant.file())) {
      refuse(exchange, 404, "NoSuchKey", "The specified key does not exist");
    } else if (grant.method().equals("DELETE")) {
      Files.delete(grant.file());
      exchange.sendResponseHeaders(204, -1);
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

  private static boolean hasHeaders(HttpExchange exchange, Map<String, String> headers) {
    return headers.entrySet().stream()
        .allMatch(
            header ->
                header.getValue().equals(exchange.getRequestHeaders().getFirst(header.getKey())));
  }

  /** Takes a file that comes whole, and no other. */
  private static void take(HttpExchange exchange, Path file) throws IOException {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    if (length == null) {
      refuse(exchange, 411, "MissingContentLength", "The length is missing");
      return;
    }
    Path part = Files.createTempFile(file.getParent(), ".", ".part");
    try (OutputStream out = Files.newOutputStream(part)) {
      exchange.getRequestBody().transferTo(out);
    } catch (IOException e) {
      Files.delete(part);
      throw e;
    }
    if (Files.size(part) == Long.parseLong(length)) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      exchange.sendResponseHeaders(201, -1);
    } else {
      Files.delete(part);
      refuse(exchange, 400, "IncompleteBody", "The body is shorter than its length");
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
