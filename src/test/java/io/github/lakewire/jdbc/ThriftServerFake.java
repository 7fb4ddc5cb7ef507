package io.github.lakewire.jdbc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lakewire.thrift.TCLIService;
import io.github.lakewire.thrift.THandleIdentifier;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TProtocolVersion;
import io.github.lakewire.thrift.TSessionHandle;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.apache.thrift.transport.TTransportException;

/**
 * A server that answers each method with what a test told it to, well-formed or not. It knows
 * OpenSession and the closing calls by itself and counts what it was asked.
 */
final class ThriftServerFake implements AutoCloseable {
  static final TStatus SUCCESS = status();

  /** What goes over the wire for one request. */
  interface Reply {
    void send(HttpExchange exchange, TMessage request) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<String> methods = new CopyOnWriteArrayList<>();
  private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();

  ThriftServerFake() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    on("OpenSession", () -> new TCLIService.OpenSession_result().setSuccess(openSession()));
  }

  String url() {
    return "jdbc:databricks://127.0.0.1:"
        + server.getAddress().getPort()
        + ";ssl=0;httpPath=/sql/1.0/warehouses/0123456789abcdef";
  }

  /** Answers a method with a well-formed message. */
  void on(String method, Supplier<TBase<?, ?>> result) {
    on(method, (exchange, request) -> send(exchange, message(request, result.get())));
  }

  /** Answers a method with anything. */
  void on(String method, Reply reply) {
    replies.put(method, reply);
  }

  /** Answers the next call of a method with anything, and those after it as before. */
  void onceThen(String method, Reply reply) {
    Reply before = replies.get(method);
    on(
        method,
        (exchange, request) -> {
          on(method, before);
          reply.send(exchange, request);
        });
  }

  /** Returns the methods that were called, in order. */
  List<String> methods() {
    return List.copyOf(methods);
  }

  /** Returns how many connections brought requests. */
  int connections() {
    return clients.size();
  }

  static byte[] message(TMessage request, TBase<?, ?> result) {
    try {
      TMemoryBuffer buffer = new TMemoryBuffer(1024);
      TBinaryProtocol protocol = new TBinaryProtocol(buffer);
      protocol.writeMessageBegin(new TMessage(request.name, TMessageType.REPLY, request.seqid));
      result.write(protocol);
      protocol.writeMessageEnd();
      return java.util.Arrays.copyOf(buffer.getArray(), buffer.length());
    } catch (TException e) {
      throw new AssertionError(e);
    }
  }

  static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-thrift");
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      clients.add(exchange.getRemoteAddress());
      byte[] body = exchange.getRequestBody().readAllBytes();
      TMessage request = new TBinaryProtocol(new TMemoryInputTransport(body)).readMessageBegin();
      methods.add(request.name);
      Reply reply = replies.get(request.name);
      if (reply == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        reply.send(exchange, request);
      }
    } catch (TTransportException e) {
      throw new IOException(e);
    } catch (TException e) {
      throw new IOException(e);
    }
  }

  private static TStatus status() {
    return new TStatus().setStatusCode(TStatusCode.SUCCESS_STATUS);
  }

  private static TOpenSessionResp openSession() {
    THandleIdentifier id =
        new THandleIdentifier()
            .setGuid(ByteBuffer.wrap(new byte[16]))
            .setSecret(ByteBuffer.wrap(new byte[16]));
    return new TOpenSessionResp()
        .setStatus(SUCCESS)
        .setServerProtocolVersion(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8)
        .setSessionHandle(new TSessionHandle().setSessionId(id))
        .setCanUseMultipleCatalogs(true);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
