package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Answers small HTTP requests: the few of a browser on this machine, or those of many processes in
 * turn. One request for each connection, and a bounded number of threads, of connections that wait
 * for one, and of seconds for each.
 *
 * <p>HttpCore has a server, whose threads are neither daemons nor bounded in number: its parser and
 * writer are used, and the threads are made here.
 */
public final class EmbeddedServer implements AutoCloseable {
  private static final long LAST_RESPONSE_MILLIS = 1_500;

  /** How often connections are looked at that take too long. */
  private static final int LOOK_MILLIS = 100;

  /** After a failure such as too many open files. */
  private static final long PAUSE_MILLIS = 100;

  /** Of a body that is too long: a client hears more often what is wrong if it was read. */
  private static final int MOST_DROPPED = 1 << 16;

  private static final int MOST_REFUSED = 256;
  private static final int BACKLOG_OF_WAITING = 1024;

  /**
   * Browsers open some connections ahead and send nothing on them. An authorization code may have
   * some thousand characters.
   */
  private static final Limits OF_BROWSERS =
      new Limits(
          "lakewire-loopback",
          8,
          0,
          0,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5));

  /** What answers requests. Its methods are called by several threads, and must not throw. */
  public interface Handler {
    /** Answers a request. */
    Answer answer(Request request);

    /**
     * Hears that the server has failed, unless that is because of a close.
     *
     * @return whether it goes on: that may pass, when it is for want of files
     */
    boolean failed(IOException why);
  }

  /**
   * A request.
   *
   * @param target path and query as they were sent
   * @param authorization the header of that name
   * @param body empty where there is none; null when it is longer than allowed
   */
  public record Request(
      String method, String target, @Nullable String authorization, byte @Nullable [] body) {

    /** Whoever asks may have put a secret into any part. */
    @Override
    public String toString() {
      return "Request[" + method + "]";
    }
  }

  /** An answer. */
  public record Answer(int status, Map<String, String> headers, byte[] body) {
    /** The body is for the client alone. */
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  /**
   * What a server takes upon itself.
   *
   * @param name of its threads
   * @param threads that read and answer requests
   * @param waiting connections that wait for one of them; those beyond are told to come back later,
   *     or just closed when this is zero
   * @param bodyBytes of the longest body of a request
   * @param request longest time from then on that a thread takes it until it is read whole
   * @param hurried the same while others wait
   * @param response longest time until a response is taken
   */
  public record Limits(
      String name,
      int threads,
      int waiting,
      int bodyBytes,
      Duration request,
      Duration hurried,
      Duration response) {}

  /** One connection, on which there is one request. */
  private static final class Exchange {
    /** Without TLS: closing that might wait for the client. */
    private final Socket socket;

    /** Until its request is there. */
    private volatile boolean silent = true;

    /** Since when it is the client that is waited for; 0 while it is not. */
    private volatile long waiting;

    Exchange(Socket socket) {
      this.socket = socket;
    }

    /** The client has to send or to take something from now on. */
    void waitForClient() {
      // Never 0.
      waiting = System.nanoTime() | 1;
    }

    void asked() {
      waiting = 0;
      silent = false;
    }

    boolean isOverdue(Limits limits, boolean hurried) {
      long since = waiting;
      Duration ofRequest = hurried ? limits.hurried() : limits.request();
      Duration longest = silent ? ofRequest : limits.response();
      return since != 0 && System.nanoTime() - since > longest.toNanos();
    }
  }

  private final ServerSocket listener;
  private final @Nullable SSLContext tls;
  private final Limits limits;
  private final Handler handler;

  private final Http1Config http =
      Http1Config.custom()
          .setMaxLineLength(16_384)
          .setMaxHeaderCount(100)
          .setMaxEmptyLineCount(2)
          .build();

  private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor workers;

  /** Tells those who are too many: not the accepting thread, which must not wait for a client. */
  private final ThreadPoolExecutor refusals;

  private EmbeddedServer(
      ServerSocket listener, @Nullable SSLContext tls, Limits limits, Handler handler) {
    this.listener = listener;
    this.tls = tls;
    this.limits = limits;
    this.handler = handler;
    this.workers =
        pool(
            limits.threads(),
            limits.waiting() == 0
                ? new SynchronousQueue<>()
                : new LinkedBlockingQueue<>(limits.waiting()));
    this.refusals = pool(1, new LinkedBlockingQueue<>(MOST_REFUSED));
    if (limits.waiting() == 0) {
      refusals.shutdown();
    }
  }

  /**
   * Listens at 127.0.0.1 for a browser, at the first port that is free.
   *
   * @param ports 0 is any free one
   * @throws DriverException CANNOT_CONNECT when none is free
   */
  public static EmbeddedServer onLoopback(List<Integer> ports, Handler handler)
      throws DriverException {
    IOException failure = null;
    for (int port : ports) {
      try {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        return start(
            new ServerSocket(port, 2 * OF_BROWSERS.threads(), loopback),
            null,
            OF_BROWSERS,
            handler);
      } catch (BindException e) {
        failure = e;
      } catch (IOException e) {
        failure = e;
        break;
      }
    }
    throw new DriverException(
        DriverException.Kind.CANNOT_CONNECT,
        "No port of this machine is free for the answer of the browser, of " + ports,
        failure);
  }

  /**
   * Listens for other processes.
   *
   * @param tls null for no encryption
   */
  public static EmbeddedServer start(
      InetSocketAddress address, @Nullable SSLContext tls, Limits limits, Handler handler)
      throws IOException {
    ServerSocket listener = new ServerSocket();
    try {
      listener.bind(address, BACKLOG_OF_WAITING);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    return start(listener, tls, limits, handler);
  }

  private static EmbeddedServer start(
      ServerSocket listener, @Nullable SSLContext tls, Limits limits, Handler handler)
      throws IOException {
    listener.setSoTimeout(LOOK_MILLIS);
    EmbeddedServer server = new EmbeddedServer(listener, tls, limits, handler);
    daemon(server::accept, limits.name()).start();
    return server;
  }

  private ThreadPoolExecutor pool(int threads, BlockingQueue<Runnable> queue) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.SECONDS,
            queue,
            task -> daemon(task, limits.name() + "-request"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    // The application that connected first must stay collectable.
    thread.setContextClassLoader(null);
    return thread;
  }

  /** Returns the port that it listens at. */
  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    long looked = System.nanoTime();
    while (!listener.isClosed()) {
      try {
        serve(new Exchange(listener.accept()));
      } catch (SocketTimeoutException e) {
        // Nobody came.
      } catch (IOException e) {
        if (!listener.isClosed()) {
          if (!handler.failed(e)) {
            close();
            return;
          }
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
      }
      if (System.nanoTime() - looked > TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
        looked = System.nanoTime();
        endOverdue();
      }
    }
  }

  private void serve(Exchange exchange) {
    open.add(exchange);
    try {
      workers.execute(() -> respond(exchange, false));
    } catch (RejectedExecutionException e) {
      refuse(exchange);
    }
    if (listener.isClosed()) {
      // It came between the close and the end of those that are silent.
      endSilent();
    }
  }

  private void refuse(Exchange exchange) {
    try {
      refusals.execute(() -> respond(exchange, true));
    } catch (RejectedExecutionException e) {
      end(exchange);
    }
  }

  private void respond(Exchange exchange, boolean busy) {
    exchange.waitForClient();
    try (DefaultBHttpServerConnection connection =
        new DefaultBHttpServerConnection(tls == null ? "http" : "https", http)) {
      connection.bind(encrypted(exchange.socket));
      connection.setSocketTimeout(Timeout.of(limits.request()));
      ClassicHttpRequest request = connection.receiveRequestHeader();
      if (request != null) {
        connection.receiveRequestEntity(request);
        Request read = read(request);
        exchange.asked();
        Answer answer = busy ? comeBack() : handler.answer(read);
        exchange.waitForClient();
        write(connection, answer);
      }
    } catch (IOException | HttpException e) {
      // It speaks no HTTP, is too slow, or has gone: the others are still served.
    } finally {
      end(exchange);
    }
  }

  private static Answer comeBack() {
    return new Answer(
        HttpStatus.SC_SERVICE_UNAVAILABLE,
        Map.of(HttpHeaders.RETRY_AFTER, "1"),
        "Too many requests are waiting; come back later".getBytes(StandardCharsets.US_ASCII));
  }

  private Socket encrypted(Socket socket) throws IOException {
    if (tls == null) {
      return socket;
    }
    // Over the plain one, so that a client that takes nothing can be ended from outside.
    SSLSocket encrypted =
        (SSLSocket)
            tls.getSocketFactory()
                .createSocket(
                    socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
    encrypted.setUseClientMode(false);
    return encrypted;
  }

  private Request read(ClassicHttpRequest request) throws IOException {
    Header authorization = request.getFirstHeader(HttpHeaders.AUTHORIZATION);
    return new Request(
        request.getMethod(),
        request.getPath(),
        authorization == null ? null : authorization.getValue(),
        body(request.getEntity()));
  }

  private byte @Nullable [] body(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    InputStream in = entity.getContent();
    byte[] body = in.readNBytes(limits.bodyBytes() + 1);
    if (body.length <= limits.bodyBytes()) {
      return body;
    }
    in.skip(MOST_DROPPED);
    return null;
  }

  private static void write(DefaultBHttpServerConnection connection, Answer answer)
      throws IOException, HttpException {
    try (ClassicHttpResponse response = new BasicClassicHttpResponse(answer.status());
        ByteArrayEntity entity = new ByteArrayEntity(answer.body(), null)) {
      answer.headers().forEach(response::setHeader);
      response.setHeader(HttpHeaders.CONTENT_LENGTH, answer.body().length);
      response.setHeader(HttpHeaders.CONNECTION, "close");
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      response.setEntity(entity);
      connection.sendResponseHeader(response);
      connection.sendResponseEntity(response);
      connection.flush();
    }
  }

  private void end(Exchange exchange) {
    open.remove(exchange);
    try {
      exchange.socket.close();
    } catch (IOException e) {
      // It is gone anyway.
    }
  }

  private void endOverdue() {
    boolean hurried = !workers.getQueue().isEmpty();
    open.stream().filter(exchange -> exchange.isOverdue(limits, hurried)).forEach(this::end);
  }

  private void endSilent() {
    open.stream().filter(exchange -> exchange.silent).forEach(this::end);
  }

  /** Stops listening; responses that were begun are sent to their end, for less than 2 seconds. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // It no longer listens.
    }
    endSilent();
    workers.shutdown();
    refusals.shutdown();
    try {
      if (!workers.awaitTermination(LAST_RESPONSE_MILLIS, TimeUnit.MILLISECONDS)) {
        open.forEach(this::end);
      }
    } catch (InterruptedException e) {
      open.forEach(this::end);
      Thread.currentThread().interrupt();
    }
  }
}
