package io.github.lakewire.jdbc.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.HttpCall;
import io.github.lakewire.jdbc.internal.http.HttpChannel;
import io.github.lakewire.jdbc.internal.http.RequestContext;
import io.github.lakewire.thrift.TCancelOperationResp;
import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TCloseSessionResp;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.TFieldIdEnum;
import org.apache.thrift.TSerializable;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.jspecify.annotations.Nullable;

/**
 * A server by script: per method a list of responses, of which the last repeats. It knows
 * OpenSession and the closing calls by itself, and remembers what it was asked. Tests of the inner
 * packages use it as the channel; those of the whole driver connect to {@link #url}. Requests and
 * responses go through the generated code's own reader and writer, not the driver's.
 */
public final class FakeThriftServer implements HttpChannel, AutoCloseable {

  /** Returns the response struct to one request, or fails as the HTTP layer would. */
  @FunctionalInterface
  public interface Handler {
    TSerializable respond(Received call) throws DriverException;
  }

  /** What goes over the wire for one request, well-formed or not. */
  @FunctionalInterface
  public interface HttpHandler {
    void send(HttpExchange exchange, TMessage request) throws IOException;
  }

  /** One request that came in, and how it was sent. */
  public record Received(
      String method,
      TBase<?, ?> request,
      Repeat repeat,
      Duration socketTimeout,
      Deadline deadline,
      CountDownLatch aborted) {

    /** Does not respond until aborted or out of time. */
    public DriverException hang() {
      try {
        if (aborted.await(
            Math.min(20_000, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS)) {
          return new DriverException(DriverException.Kind.CANCELLED, "aborted");
        }
        return new DriverException(DriverException.Kind.TIMED_OUT, "Time-out: " + method);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DriverException(DriverException.Kind.CANCELLED, "interrupted");
      }
    }
  }

  private static final CallTimeouts HTTP_TIMEOUTS =
      new CallTimeouts(Duration.ZERO, Deadline.none());

  private final Map<String, Deque<Handler>> scripts = new ConcurrentHashMap<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<byte[]> arrays = new CopyOnWriteArrayList<>();
  private final Map<String, HttpHandler> httpHandlers = new ConcurrentHashMap<>();
  private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
  private final List<Head> heads = new CopyOnWriteArrayList<>();
  private @Nullable LoopbackHttpServer http;

  /** The headers of a request that came over HTTP. */
  private record Head(String method, Headers headers) {}

  public FakeThriftServer() {
    respond("OpenSession", ThriftResponses.opened());
    respond("CloseSession", new TCloseSessionResp().setStatus(ThriftResponses.ok()));
    respond("CancelOperation", new TCancelOperationResp().setStatus(ThriftResponses.ok()));
    respond("CloseOperation", new TCloseOperationResp().setStatus(ThriftResponses.ok()));
  }

  /** Responds to calls of a method, one handler each, the last one for all that follow. */
  public FakeThriftServer on(String method, Handler... script) {
    httpHandlers.remove(method);
    scripts.put(method, new ArrayDeque<>(Arrays.asList(script)));
    return this;
  }

  /** Responds with a fixed struct each. */
  public FakeThriftServer respond(String method, TSerializable... responses) {
    return on(
        method,
        Arrays.stream(responses)
            .map(response -> (Handler) call -> response)
            .toArray(Handler[]::new));
  }

  /** Responds with anything. */
  public FakeThriftServer onHttp(String method, HttpHandler handler) {
    httpHandlers.put(method, handler);
    return this;
  }

  /** Responds to the next call of a method with anything, and to those after it as before. */
  public void onceThen(String method, HttpHandler handler) {
    onHttp(
        method,
        (exchange, request) -> {
          httpHandlers.remove(method);
          handler.send(exchange, request);
        });
  }

  /** Begins to listen, and returns the address without credentials. */
  public synchronized String url() {
    if (http == null) {
      http = new LoopbackHttpServer("fake-thrift-server", this::serve);
    }
    return "jdbc:databricks://127.0.0.1:"
        + http.port()
        + ";ssl=0;httpPath=/sql/1.0/warehouses/0123456789abcdef";
  }

  /** How many connections brought requests. */
  public int connections() {
    return clients.size();
  }

  /** The methods called so far, in order, once there are as many; those sent beside come later. */
  public List<String> methods(int count) {
    await(() -> received.size() >= count);
    return methods();
  }

  /** The calls of a method, once there are as many. */
  public List<Received> calls(String method, int count) {
    await(() -> calls(method).size() >= count);
    return calls(method);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** The methods called so far, in order. */
  public List<String> methods() {
    return received.stream().map(Received::method).toList();
  }

  /** The arrays that the client received responses of 64 KiB and more into, in order. */
  public List<byte[]> arrays() {
    return arrays.stream().filter(array -> array.length >= 1 << 16).toList();
  }

  public List<Received> calls(String method) {
    return received.stream().filter(call -> call.method().equals(method)).toList();
  }

  /**
   * A header of all requests of a method over HTTP so far, in order; null where it was not sent.
   */
  public List<@Nullable String> headers(String method, String name) {
    List<@Nullable String> values = new ArrayList<>();
    heads.stream()
        .filter(head -> head.method().equals(method))
        .forEach(head -> values.add(head.headers().getFirst(name)));
    return values;
  }

  /** The requests of that type so far, in order. */
  public <T> List<T> requests(Class<T> type) {
    return received.stream()
        .map(Received::request)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Override
  public HttpCall prepare(
      RequestContext context, byte[] body, int length, Repeat repeat, CallTimeouts timeouts) {
    CountDownLatch aborted = new CountDownLatch(1);
    return new HttpCall() {
      @Override
      public HttpCall.Response execute(ArrayAllocator arrays) throws DriverException {
        if (aborted.getCount() == 0 || Thread.currentThread().isInterrupted()) {
          throw new DriverException(DriverException.Kind.CANCELLED, "aborted");
        }
        HttpCall.Response made = serve(body, length, repeat, timeouts, aborted);
        byte[] array = arrays.take(made.length());
        System.arraycopy(made.bytes(), 0, array, 0, made.length());
        FakeThriftServer.this.arrays.add(array);
        return new HttpCall.Response(array, made.length(), made.requestId());
      }

      @Override
      public void abort() {
        aborted.countDown();
      }

      @Override
      public void finishWithin(Duration grace) {
        CompletableFuture.delayedExecutor(grace.toNanos(), TimeUnit.NANOSECONDS)
            .execute(this::abort);
      }
    };
  }

  @Override
  public void applicationName(@Nullable String name) {}

  @Override
  public void renewToken(Secret token) {}

  private HttpCall.Response serve(
      byte[] body, int length, Repeat repeat, CallTimeouts timeouts, CountDownLatch aborted)
      throws DriverException {
    try {
      TBinaryProtocol in = new TBinaryProtocol(new TMemoryInputTransport(body, 0, length));
      TMessage message = in.readMessageBegin();
      Received call = receive(message, in, repeat, timeouts, aborted);
      if (!scripts.containsKey(message.name)) {
        throw new AssertionError("nobody expected " + message.name);
      }
      byte[] response = ThriftResponses.message(message, next(message.name).respond(call));
      return new HttpCall.Response(response, response.length, "request-1");
    } catch (TException e) {
      throw new AssertionError("the driver sent something unreadable", e);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      clients.add(exchange.getRemoteAddress());
      byte[] body = exchange.getRequestBody().readAllBytes();
      TBinaryProtocol in = new TBinaryProtocol(new TMemoryInputTransport(body));
      TMessage message = in.readMessageBegin();
      Received call = receive(message, in, Repeat.ALWAYS, HTTP_TIMEOUTS, new CountDownLatch(1));
      heads.add(new Head(message.name, exchange.getRequestHeaders()));
      HttpHandler handler = httpHandlers.get(message.name);
      if (handler != null) {
        handler.send(exchange, message);
      } else if (scripts.containsKey(message.name)) {
        send(exchange, ThriftResponses.message(message, next(message.name).respond(call)));
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    } catch (TException | DriverException e) {
      throw new IOException(e);
    }
  }

  /** Sends a body as a server of Thrift does. */
  public static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-thrift");
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** Sends a well-formed message. */
  public static void send(HttpExchange exchange, TMessage request, TSerializable response)
      throws IOException {
    send(exchange, ThriftResponses.message(request, response));
  }

  private Received receive(
      TMessage message,
      TBinaryProtocol in,
      Repeat repeat,
      CallTimeouts timeouts,
      CountDownLatch aborted)
      throws TException {
    TBase<?, ?> arguments = ThriftResponses.struct(message.name + "_args");
    arguments.read(in);
    Received call =
        new Received(
            message.name,
            (TBase<?, ?>) field(arguments, 1),
            repeat,
            timeouts.socketTimeout(),
            timeouts.deadline(),
            aborted);
    received.add(call);
    return call;
  }

  private Handler next(String method) {
    Deque<Handler> script = scripts.get(method);
    synchronized (script) {
      return script.size() > 1 ? script.remove() : script.element();
    }
  }

  private static <F extends TFieldIdEnum> Object field(TBase<?, F> struct, int id) {
    return struct.getFieldValue(struct.fieldForId(id));
  }

  @Override
  public synchronized void close() {
    if (http != null) {
      http.close();
    }
  }
}
