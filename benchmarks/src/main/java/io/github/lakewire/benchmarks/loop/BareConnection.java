package io.github.lakewire.benchmarks.loop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** HTTP over a plain socket, as far as the canned server's answers need it. */
final class BareConnection implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;
  private final byte[] head = new byte[4096];

  BareConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
  }

  void post(byte[] call, Body body) throws IOException {
    String request =
        "POST /sql/1.0/warehouses/0123456789abcdef HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-thrift\r\nContent-Length: "
            + call.length
            + "\r\n\r\n";
    byte[] bytes = new byte[request.length() + call.length];
    System.arraycopy(request.getBytes(ISO_8859_1), 0, bytes, 0, request.length());
    System.arraycopy(call, 0, bytes, request.length(), call.length);
    socket.getOutputStream().write(bytes);
    receive(body);
  }

  void get(String path, Body body) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    receive(body);
  }

  private void receive(Body body) throws IOException {
    int filled = 0;
    int bodyAt = -1;
    while (bodyAt < 0) {
      int count = in.read(head, filled, head.length - filled);
      if (count <= 0) {
        throw new EOFException("The answer ended in its head");
      }
      filled += count;
      bodyAt = endOfHead(filled);
    }
    body.reset(contentLength(new String(head, 0, bodyAt, ISO_8859_1)));
    int have = Math.min(filled - bodyAt, body.length);
    System.arraycopy(head, bodyAt, body.array, 0, have);
    int rest = body.length - have;
    if (in.readNBytes(body.array, have, rest) < rest) {
      throw new EOFException("The answer ended early");
    }
  }

  private int endOfHead(int filled) {
    for (int i = 3; i < filled; i++) {
      if (head[i] == '\n' && head[i - 1] == '\r' && head[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int contentLength(String head) throws IOException {
    if (!head.startsWith("HTTP/1.1 200")) {
      throw new IOException("Not what was asked for: " + head);
    }
    int at = head.toLowerCase(Locale.ROOT).indexOf("content-length:") + 15;
    return Integer.parseInt(head.substring(at, head.indexOf('\r', at)).strip());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
