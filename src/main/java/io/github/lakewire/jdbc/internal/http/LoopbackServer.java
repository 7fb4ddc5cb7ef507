package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;

/**
 * Answers the few requests that a browser on this machine makes at 127.0.0.1. One request for each
 * connection, few connections at a time, none of them for long.
 *
 * <p>HttpCore has a server, whose threads are neither daemons nor bounded in number: its parser and
 * writer are used, and the threads are made here.
 */
public final class LoopbackServer implements AutoCloseable {
  /** Browsers open some connections ahead and send nothing on them. */
  private static final int MOST_CONNECTIONS = 8;

  private static final Timeout READ_TIMEOUT = Timeout.ofSeconds(5);
  private static final long LAST_RESPONSE_MILLIS = 2_000;

  /** What answers requests. Its methods are called by several threads, and must not throw. */
  public interface Handler {
    /**
     * Answers a GET request.
     *
     * @param target path and query as they were sent
     */
    Page get(String target);

    /** Hears that no further request will be answered, unless that is because of a close. */
    void failed(IOException why);
  }

  /**
   * An answer.
   *
   * @param html a document without scripts, styles or links
   */
  public record Page(int status, String html) {}

  private final ServerSocket listener;
  private final Handler handler;

  /** An authorization code may have some thousand characters. */
  private final Http1Config limits =
      Http1Config.custom()
          .setMaxLineLength(16_384)
          .setMaxHeaderCount(100)
          .setMaxEmptyLineCount(2)
          .build();

  private final Set<Socket> silent = ConcurrentHashMap.newKeySet();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(
          0,
          MOST_CONNECTIONS,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> daemon(task, "lakewire-loopback-request"));

  private LoopbackServer(ServerSocket listener, Handler handler) {
    this.listener = listener;
    this.handler = handler;
  }

  /**
   * Listens at the first port that is free.
   *
   * @param ports 0 is any free one
   * @throws DriverException CANNOT_CONNECT when none is free
   */
  public static LoopbackServer start(List<Integer> ports, Handler handler) throws DriverException {
    LoopbackServer server = new LoopbackServer(listen(ports), handler);
    daemon(server::accept, "lakewire-loopback").start();
    return server;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    // The application that connected first must stay collectable.
    thread.setContextClassLoader(null);
    return thread;
  }

  private static ServerSocket listen(List<Integer> ports) throws DriverException {
    IOException failure = null;
    for (int port : ports) {
      try {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        return new ServerSocket(port, 2 * MOST_CONNECTIONS, loopback);
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

  /** Returns the port that it listens at. */
  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (true) {
      try {
        serve(listener.accept());
      } catch (IOException e) {
        if (!listener.isClosed()) {
          handler.failed(e);
          close();
        }
        return;
      }
    }
  }

  private void serve(Socket socket) {
    open.add(socket);
    silent.add(socket);
    try {
      workers.execute(() -> respond(socket));
    } catch (RejectedExecutionException e) {
      end(socket);
    }
    if (listener.isClosed()) {
      // It came between the close and the end of those that are silent.
      endSilent();
    }
  }

  private void respond(Socket socket) {
    try (DefaultBHttpServerConnection connection =
        new DefaultBHttpServerConnection("http", limits)) {
      connection.bind(socket);
      connection.setSocketTimeout(READ_TIMEOUT);
      ClassicHttpRequest request = connection.receiveRequestHeader();
      silent.remove(socket);
      if (request != null) {
        respond(connection, request);
      }
    } catch (IOException | HttpException e) {
      // It is no browser, or the user has closed it: the others are still served.
    } finally {
      end(socket);
    }
  }

  private void respond(DefaultBHttpServerConnection connection, ClassicHttpRequest request)
      throws IOException, HttpException {
    Page page =
        Method.GET.isSame(request.getMethod())
            ? handler.get(request.getPath())
            : new Page(HttpStatus.SC_NOT_FOUND, "");
    byte[] body = page.html().getBytes(StandardCharsets.UTF_8);
    ContentType type = ContentType.TEXT_HTML.withCharset(StandardCharsets.UTF_8);
    try (ClassicHttpResponse response = new BasicClassicHttpResponse(page.status());
        ByteArrayEntity entity = new ByteArrayEntity(body, type)) {
      response.setHeader(HttpHeaders.CONTENT_TYPE, type);
      response.setHeader(HttpHeaders.CONTENT_LENGTH, body.length);
      response.setHeader(HttpHeaders.CONNECTION, "close");
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      // The address in the browser has the code in it.
      response.setHeader("Referrer-Policy", "no-referrer");
      response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setEntity(entity);
      connection.sendResponseHeader(response);
      connection.sendResponseEntity(response);
      connection.flush();
    }
  }

  private void end(Socket socket) {
    silent.remove(socket);
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone anyway.
    }
  }

  private void endSilent() {
    silent.forEach(this::end);
  }

  /** Stops listening; responses that were begun are sent to their end, for at most two seconds. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // It no longer listens.
    }
    endSilent();
    workers.shutdown();
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
