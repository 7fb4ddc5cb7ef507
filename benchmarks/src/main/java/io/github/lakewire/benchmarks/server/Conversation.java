package io.github.lakewire.benchmarks.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection of a client: HTTP/1.1 requests, one after the other. */
final class Conversation implements Runnable {

  private static final int MAX_BODY = 16 * 1024 * 1024;

  private final SocketChannel channel;
  private final CannedServer server;

  Conversation(SocketChannel channel, CannedServer server) {
    this.channel = channel;
    this.server = server;
  }

  /** A request; the body is empty where there is none. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  private record Request(String method, String path, byte[] body, boolean last) {}

  /** An answer; the parts together are the body. */
  record Response(int status, String mediaType, List<ByteBuffer> parts) {
    static final Response NOT_FOUND = new Response(404, "text/plain", List.of());
  }

  @Override
  public void run() {
    try (channel) {
      InputStream in = new BufferedInputStream(channel.socket().getInputStream(), 64 * 1024);
      boolean more = true;
      while (more) {
        Request request = read(in);
        more = request != null && !request.last();
        if (request != null) {
          Response response = server.respond(request.method(), request.path(), request.body());
          Link link = server.link();
          link.pause();
          link.write(channel, encode(response));
        }
      }
    } catch (IOException e) {
      // The client hung up: nobody is left to be told.
      server.note("connection ended: " + e);
    }
  }

  private @Nullable Request read(InputStream in) throws IOException {
    String requestLine = line(in);
    if (requestLine == null) {
      return null;
    }
    int methodEnd = requestLine.indexOf(' ');
    int pathEnd = requestLine.indexOf(' ', methodEnd + 1);
    int length = 0;
    boolean last = false;
    for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        throw new IOException("A request body without Content-Length is not supported");
      } else if (lower.equals("connection: close")) {
        last = true;
      } else if (lower.equals("expect: 100-continue")) {
        channel.write(ByteBuffer.wrap("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1)));
      }
    }
    if (pathEnd < 0 || length < 0 || length > MAX_BODY) {
      throw new IOException("Not a request: " + requestLine);
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("The request ended early");
    }
    return new Request(
        requestLine.substring(0, methodEnd),
        requestLine.substring(methodEnd + 1, pathEnd),
        body,
        last);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  private static ByteBuffer[] encode(Response response) {
    long length = response.parts().stream().mapToLong(ByteBuffer::remaining).sum();
    String head =
        "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(
                response.status(),
                response.status() == 200 ? "OK" : "Not Found",
                response.mediaType(),
                length);
    List<ByteBuffer> parts = new ArrayList<>();
    parts.add(ByteBuffer.wrap(head.getBytes(ISO_8859_1)));
    parts.addAll(response.parts());
    return parts.toArray(ByteBuffer[]::new);
  }
}
