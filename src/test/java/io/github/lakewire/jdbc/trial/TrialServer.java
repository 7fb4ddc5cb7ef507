package io.github.lakewire.jdbc.trial;

import io.github.lakewire.jdbc.testkit.RawSocketServer;
import io.github.lakewire.jdbc.testkit.RawSocketServer.Request;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TStatus;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.TFieldIdEnum;
import org.apache.thrift.TSerializable;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.jspecify.annotations.Nullable;

/** The sockets of a {@link Warehouse} and of its store, and what goes wrong there. */
final class TrialServer implements AutoCloseable {
  private static final int TRICKLE_MILLIS = 8;
  private static final String THRIFT = "application/x-thrift";
  private static final String FILE = "application/octet-stream";

  private final Warehouse warehouse;
  private final FaultSource faults;
  private final Executor threads;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /** Those of the open ones that a request has come on. */
  private final Set<Socket> used = ConcurrentHashMap.newKeySet();

  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** One exchange: the request and, where it was executed, the response to it. */
  private record Exchange(@Nullable TMessage message, @Nullable TBase<?, ?> request, String path) {}

  /** A good response. */
  private record Response(String mediaType, byte[] body, @Nullable TSerializable content) {}

  TrialServer(Warehouse warehouse, FaultSource faults, Executor threads) throws IOException {
    this.warehouse = warehouse;
    this.faults = faults;
    this.threads = threads;
    this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** The address without credentials. */
  String url() {
    return "jdbc:databricks://127.0.0.1:"
        + listener.getLocalPort()
        + ";ssl=0;httpPath=/sql/1.0/warehouses/a";
  }

  /** The port, also of the store. */
  int port() {
    return listener.getLocalPort();
  }

  /** How many connections are open. */
  int openConnections() {
    return sockets.size();
  }

  /** Waits until no connection is open; those that are read at the moment end by themselves. */
  boolean awaitConnectionsClosed() throws InterruptedException {
    return awaitEmpty(sockets);
  }

  /**
   * Waits until no connection is open that a request has come on. The client may keep one that it
   * has made for a request and then not needed.
   */
  boolean awaitUsedConnectionsClosed() throws InterruptedException {
    return awaitEmpty(used);
  }

  private boolean awaitEmpty(Set<Socket> connections) throws InterruptedException {
    synchronized (sockets) {
      // A connection that the pool was still making may take its loginTimeout.
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!connections.isEmpty() && System.nanoTime() < until) {
        sockets.wait(100);
      }
      return connections.isEmpty();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException | RejectedExecutionException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    int number = connections.incrementAndGet();
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean open = true;
      while (open) {
        in.mark(1);
        if (in.read() < 0) {
          return;
        }
        used.add(socket);
        in.reset();
        if (faults.resetsUnread()) {
          reset(socket);
          return;
        }
        Request request = RawSocketServer.read(in, number);
        open = request != null && respond(socket, in, request) && !faults.closes();
      }
    } catch (IOException | InterruptedException | TException e) {
      // The client went away, or the trial is over.
    } finally {
      synchronized (sockets) {
        sockets.remove(socket);
        used.remove(socket);
        sockets.notifyAll();
      }
    }
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Returns whether the connection stays open. */
  private boolean respond(Socket socket, InputStream in, Request received)
      throws IOException, InterruptedException, TException {
    Exchange exchange = read(received);
    TMessage message = exchange.message();
    TBase<?, ?> request = exchange.request();
    Fault fault = faults.of(message == null ? "GET" : message.name);
    Warehouse.Subject subject = request == null ? null : warehouse.subject(request);
    Response response = fault == null || fault.executed() ? execute(exchange) : null;
    OutputStream out = socket.getOutputStream();
    if (fault == null && response != null) {
      out.write(whole(response.mediaType(), response.body()));
      return true;
    }
    if (fault == null) {
      out.write(head("404 Not Found", 0));
      return true;
    }
    if (subject != null && fault.kind() != Fault.Kind.CLOSE_BEHIND) {
      warehouse.lost(subject, response == null ? null : response.content(), fault);
    }
    return new Damage(socket, in, out).inflict(fault, message, response);
  }

  private static Exchange read(Request received) throws TException {
    if (received.line().startsWith("GET ")) {
      return new Exchange(null, null, received.line().split(" ")[1]);
    }
    TBinaryProtocol in = new TBinaryProtocol(new TMemoryInputTransport(received.body()));
    TMessage message = in.readMessageBegin();
    TBase<?, ?> arguments = ThriftResponses.struct(message.name + "_args");
    arguments.read(in);
    return new Exchange(message, (TBase<?, ?>) field(arguments), "");
  }

  private static <F extends TFieldIdEnum> Object field(TBase<?, F> struct) {
    return struct.getFieldValue(struct.fieldForId(1));
  }

  private Response execute(Exchange exchange) {
    TMessage message = exchange.message();
    TBase<?, ?> request = exchange.request();
    if (message == null || request == null) {
      return new Response(FILE, ServerRows.file(exchange.path()), null);
    }
    TSerializable content = warehouse.respond(request);
    return new Response(THRIFT, ThriftResponses.message(message, content), content);
  }

  private static byte[] head(String status, int length, String... headers) {
    return ("HTTP/1.1 "
            + status
            + "\r\nContent-Length: "
            + length
            + Arrays.stream(headers).map("\r\n"::concat).reduce("", String::concat)
            + "\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] whole(String mediaType, byte[] body) {
    byte[] head = head("200 OK", body.length, "Content-Type: " + mediaType);
    byte[] whole = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return whole;
  }

  /** One response that is not as it should be. */
  private final class Damage {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Damage(Socket socket, InputStream in, OutputStream out) {
      this.socket = socket;
      this.in = in;
      this.out = out;
    }

    /** Returns whether the connection stays open. */
    boolean inflict(Fault fault, @Nullable TMessage message, @Nullable Response response)
        throws IOException, InterruptedException {
      String mediaType = message == null ? FILE : THRIFT;
      // What a gateway has begun to say although nothing was done behind it.
      byte[] body = response == null ? new byte[200] : response.body();
      byte[] whole = whole(mediaType, body);
      int head = whole.length - body.length;
      switch (fault.kind()) {
        case RESET, RESET_UNREAD -> reset(socket);
        case HANG_UP -> {}
        case SILENCE -> awaitEnd();
        case CUT_IN_STATUS_LINE -> out.write(whole, 0, 11);
        case CUT_IN_HEADER -> out.write(whole, 0, head - 20);
        case CUT_IN_BODY -> out.write(whole, 0, head + body.length / 2);
        case RESET_IN_BODY -> {
          out.write(whole, 0, head + body.length / 2);
          out.flush();
          reset(socket);
        }
        case SILENCE_IN_BODY -> {
          out.write(whole, 0, head + body.length / 2);
          out.flush();
          awaitEnd();
        }
        case TRICKLE -> {
          return trickle(whole);
        }
        case CLOSE_BEHIND -> out.write(whole);
        case SHORT -> {
          return answer(whole(mediaType, Arrays.copyOf(body, body.length / 2)));
        }
        case STATUS -> {
          return status(fault);
        }
        case REDIRECT -> {
          return answer(head(fault.code() + " Moved", 0, "Location: https://login.example/"));
        }
        case PAGE -> {
          return answer(
              whole("text/html", "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8)));
        }
        case GARBAGE -> {
          return answer(whole(mediaType, new byte[] {-128, 1, 0, 2, 0, 0, 0, 99, 1, 2, 3}));
        }
        case THRIFT_ERROR -> {
          return answer(message, ThriftResponses.error("HY000", fault.text()));
        }
        case INVALID_OPERATION -> {
          return answer(message, Warehouse.invalidOperation());
        }
        case INVALID_SESSION -> {
          return answer(message, Warehouse.invalidSession());
        }
        case THRIFT_EXCEPTION -> {
          return message == null
              || answer(
                  whole(
                      THRIFT,
                      ThriftResponses.message(
                          message,
                          new TApplicationException(
                              TApplicationException.INTERNAL_ERROR,
                              "Internal error processing " + message.name))));
        }
      }
      return false;
    }

    private void awaitEnd() throws IOException {
      while (in.read() >= 0) {}
    }

    private boolean answer(byte[] bytes) throws IOException {
      out.write(bytes);
      return true;
    }

    private boolean answer(@Nullable TMessage message, TStatus status) throws IOException {
      return message == null
          ? status(Fault.status(false, 500, null, ""))
          : answer(whole(THRIFT, ThriftResponses.message(message, response(message.name, status))));
    }

    private boolean status(Fault fault) throws IOException {
      String line = fault.code() + " Failed";
      String reason = "x-thriftserver-error-message: " + fault.text();
      return answer(
          fault.retryAfter() == null
              ? head(line, 0, reason)
              : head(line, 0, reason, "Retry-After: " + fault.retryAfter()));
    }

    private boolean trickle(byte[] whole) throws IOException, InterruptedException {
      for (byte one : whole) {
        out.write(one);
        out.flush();
        if (closing.await(TRICKLE_MILLIS, TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
      return true;
    }
  }

  /** A response of which nothing but the status is there. */
  private static TSerializable response(String method, TStatus status) {
    TBase<?, ?> result = ThriftResponses.struct(method + "_result");
    return withStatus(newSuccess(result), status);
  }

  private static <F extends TFieldIdEnum> TBase<?, ?> newSuccess(TBase<?, F> result) {
    try {
      String type = "io.github.lakewire.thrift.T" + name(result) + "Resp";
      return Class.forName(type).asSubclass(TBase.class).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no response of " + result, e);
    }
  }

  private static String name(TBase<?, ?> result) {
    return result.getClass().getSimpleName().replace("_result", "");
  }

  private static <F extends TFieldIdEnum> TBase<?, F> withStatus(
      TBase<?, F> response, TStatus status) {
    response.setFieldValue(response.fieldForId(1), status);
    return response;
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
