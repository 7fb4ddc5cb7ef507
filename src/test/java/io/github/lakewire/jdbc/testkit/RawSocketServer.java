package io.github.lakewire.jdbc.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
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
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * Answers each request with the next response of its script, byte by byte, and remembers what it
 * was asked.
 */
public final class RawSocketServer implements AutoCloseable {
  /** Writes one response; returns whether the connection stays open. */
  public interface Response {
    boolean write(Socket socket, OutputStream out) throws IOException, InterruptedException;
  }

  /** What one request said, and on which connection it came. */
  public record Request(int connection, String line, Map<String, String> headers, byte[] body) {}

  private final ServerSocket listener;
  private final Queue<Response> script = new ConcurrentLinkedQueue<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private volatile Response otherwise = status("500 Script Ended");
  private volatile @Nullable Response greeting;

  public RawSocketServer() throws IOException {
    this(bind(50));
    start(this::accept);
  }

  /** At a port that was free. */
  public RawSocketServer(int port) throws IOException {
    this(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
    start(this::accept);
  }

  public RawSocketServer(SSLContext tls) throws IOException {
    this(tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    start(this::accept);
  }

  /** Wants a certificate of each client. */
  public static RawSocketServer demanding(SSLContext tls) throws IOException {
    SSLServerSocket listener =
        (SSLServerSocket)
            tls.getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setNeedClientAuth(true);
    RawSocketServer server = new RawSocketServer(listener);
    start(server::accept);
    return server;
  }

  private RawSocketServer(ServerSocket listener) {
    this.listener = listener;
  }

  private static ServerSocket bind(int backlog) throws IOException {
    return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
  }

  /** Nobody accepts: the system makes the connection, and then there is silence. */
  public static RawSocketServer silent() throws IOException {
    return new RawSocketServer(bind(50));
  }

  /** Linux drops the SYN of a connection for which the queue has no place. */
  public static RawSocketServer withFullQueue() throws IOException {
    RawSocketServer server = new RawSocketServer(bind(1));
    try {
      for (int i = 0; i < 8; i++) {
        Socket filler = new Socket();
        server.sockets.add(filler);
        filler.connect(server.listener.getLocalSocketAddress(), 100);
      }
    } catch (SocketTimeoutException e) {
      // Now it is full.
    }
    return server;
  }

  /** A port that refuses connections, since nobody listens any more. */
  public static int refusingPort() throws IOException {
    try (ServerSocket unused = bind(1)) {
      return unused.getLocalPort();
    }
  }

  /** Writes this to each new connection, whatever the client says. */
  public static RawSocketServer greeting(Response greeting) throws IOException {
    RawSocketServer server = new RawSocketServer(bind(50));
    server.greeting = greeting;
    start(server::accept);
    return server;
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "raw-socket-server");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The address of a warehouse here, without credentials. */
  public String url() {
    return "jdbc:databricks://127.0.0.1:" + port() + ";ssl=0;httpPath=/sql/1.0/warehouses/a";
  }

  /** The requests that nobody has taken yet. */
  public BlockingQueue<Request> requests() {
    return requests;
  }

  /** Speaks these versions of TLS only. */
  public void protocols(String... names) {
    ((SSLServerSocket) listener).setEnabledProtocols(names);
  }

  public int connections() {
    return connections.get();
  }

  public RawSocketServer then(Response response) {
    script.add(response);
    return this;
  }

  public RawSocketServer always(Response response) {
    otherwise = response;
    return this;
  }

  public static Response thrift(String body) {
    return answer("200 OK", body, "Content-Type: application/x-thrift; protocol=TBINARY");
  }

  public static Response status(String line, String... headers) {
    return answer(line, "", headers);
  }

  public static Response answer(String line, String body, String... headers) {
    return answer(line, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  public static Response answer(String line, byte[] body, String... headers) {
    return (socket, out) -> {
      out.write(head(line, "Content-Length: " + body.length, headers));
      out.write(body);
      return true;
    };
  }

  /** A head and a body that need not fit together. */
  public static Response raw(String line, String body, String... headers) {
    return (socket, out) -> {
      out.write(head(line, "X-Raw: 1", headers));
      out.write(body.getBytes(StandardCharsets.UTF_8));
      return false;
    };
  }

  /** Sends the beginning, then the byte x again and again until the client goes away. */
  public static Response drip(long pauseMillis) {
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
  public static Response silence(CountDownLatch asked) {
    return (socket, out) -> {
      asked.countDown();
      while (socket.getInputStream().read() >= 0) {}
      return false;
    };
  }

  public static Response hangUp() {
    return (socket, out) -> false;
  }

  private static byte[] head(String line, String header, String... headers) {
    StringBuilder text = new StringBuilder("HTTP/1.1 ").append(line).append("\r\n").append(header);
    for (String other : headers) {
      text.append("\r\n").append(other);
    }
    return text.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Closes all connections but goes on listening. */
  public void dropConnections() throws IOException {
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
      Response first = greeting;
      if (first != null) {
        first.write(socket, out);
        socket.shutdownOutput();
        in.readAllBytes();
        return;
      }
      Request request = read(in, number);
      while (request != null) {
        requests.add(request);
        Response response = script.poll();
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

  /** Reads a request; null at the end of the connection. */
  public static @Nullable Request read(InputStream in, int number) throws IOException {
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
