package io.github.lakewire.jdbc.internal.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Answers each request with the next line of its script, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {
  /** Writes an answer; returns whether the connection stays open. */
  interface Reply {
    boolean write(Socket socket, OutputStream out) throws IOException, InterruptedException;
  }

  record Request(int connection, String line, Map<String, String> headers, byte[] body) {}

  private final ServerSocket listener;
  private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private volatile Reply otherwise = status("500 Script Ended");

  ScriptedServer() throws IOException {
    this(null);
  }

  ScriptedServer(@Nullable SSLContext tls) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    listener =
        tls == null
            ? new ServerSocket(0, 50, loopback)
            : tls.getServerSocketFactory().createServerSocket(0, 50, loopback);
    start(this::accept);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  ScriptedServer then(Reply response) {
    script.add(response);
    return this;
  }

  ScriptedServer always(Reply response) {
    otherwise = response;
    return this;
  }

  static Reply thrift(String body) {
    return answer("200 OK", body, "Content-Type: application/x-thrift; protocol=TBINARY");
  }

  static Reply status(String line, String... headers) {
    return answer(line, "", headers);
  }

  static Reply answer(String line, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return (socket, out) -> {
      out.write(head(line, "Content-Length: " + bytes.length, headers));
      out.write(bytes);
      return true;
    };
  }

  /** A head and a body that need not fit together. */
  static Reply raw(String line, String body, String... headers) {
    return (socket, out) -> {
      out.write(head(line, "X-Raw: 1", headers));
      out.write(body.getBytes(StandardCharsets.UTF_8));
      return false;
    };
  }

  /** Sends the beginning, then the byte x again and again until the client goes away. */
  static Reply drip(long pauseMillis) {
    return (socket, out) -> {
      out.write(head("200 OK", "Content-Length: 1000000", "Content-Type: application/x-thrift"));
      CountDownLatch never = new CountDownLatch(1);
      while (!never.await(pauseMillis, TimeUnit.MILLISECONDS)) {
        out.write('x');
        out.flush();
      }
      return false;
    };
  }

  /** Sends nothing until the client goes away. */
  static Reply silence(CountDownLatch asked) {
    return (socket, out) -> {
      asked.countDown();
      while (socket.getInputStream().read() >= 0) {}
      return false;
    };
  }

  static Reply hangUp() {
    return (socket, out) -> false;
  }

  static byte[] head(String line, String header, String... headers) {
    StringBuilder text = new StringBuilder("HTTP/1.1 ").append(line).append("\r\n").append(header);
    for (String other : headers) {
      text.append("\r\n").append(other);
    }
    return text.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Closes all connections but goes on listening. */
  void dropConnections() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        int number = connections.incrementAndGet();
        start(() -> serve(socket, number));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      Request request = read(in, number);
      while (request != null) {
        requests.add(request);
        Reply response = script.poll();
        boolean open = (response == null ? otherwise : response).write(socket, out);
        out.flush();
        request = open ? read(in, number) : null;
      }
    } catch (IOException | InterruptedException e) {
      // The client went away, which many tests are about.
    } finally {
      sockets.remove(socket);
    }
  }

  private static @Nullable Request read(InputStream in, int number) throws IOException {
    String line = line(in);
    if (line.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      if (colon < 0) {
        throw new IOException("this is no HTTP");
      }
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Request(number, line, headers, in.readNBytes(length));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    dropConnections();
  }
}
