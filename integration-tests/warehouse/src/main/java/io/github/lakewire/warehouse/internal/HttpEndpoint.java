package io.github.lakewire.warehouse.internal;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lakewire.thrift.TCLIService;
import io.github.lakewire.warehouse.internal.results.FileStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.apache.thrift.ProcessFunction;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TIOStreamTransport;
import org.apache.thrift.transport.TMemoryInputTransport;

/** HTTP: who may come in, what is refused before it is read, and one Thrift message per request. */
@SuppressWarnings("rawtypes") // libthrift declares its functions so
final class HttpEndpoint implements AutoCloseable {
  private static final int REQUEST_BYTES = 64 * 1024 * 1024;
  private static final Pattern PATH =
      Pattern.compile("/sql/1\\.0/(warehouses|endpoints)/([^/]+)/?");
  private static final String NO_CREDENTIAL =
      "Credential was not sent or was of an unsupported type for this API.";

  private final HttpServer server;
  private final String warehouseId;
  private final byte[] authorization;
  private final String issuer;
  private final IssuedTokens issued;
  private final boolean trace;
  private final Duration delay;
  private final RequestCounts counts;
  private final FileStore files;
  private final TCLIService.Iface service;
  private final Map<String, ProcessFunction<TCLIService.Iface, ? extends TBase, ? extends TBase>>
      functions;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          runnable -> {
            Thread thread = new Thread(runnable, "http");
            thread.setDaemon(true);
            return thread;
          });

  HttpEndpoint(
      HttpServer server,
      String warehouseId,
      WarehouseOptions options,
      FileStore files,
      TCLIService.Iface service,
      RequestCounts counts) {
    this.server = server;
    this.warehouseId = warehouseId;
    this.authorization = ("Bearer " + options.token()).getBytes(StandardCharsets.UTF_8);
    this.issuer = options.issuer();
    this.issued = new IssuedTokens(issuer);
    this.trace = options.trace();
    this.delay = options.responseDelay();
    this.counts = counts;
    this.files = files;
    this.service = service;
    this.functions = new TCLIService.Processor<>(service).getProcessMapView();
  }

  void open() {
    server.setExecutor(threads);
    server.createContext(FileStore.PATH, exchange -> closing(exchange, this::file));
    if (!issuer.isEmpty()) {
      IdentityPages pages = new IdentityPages(issuer);
      server.createContext(IdentityPages.PATH, exchange -> closing(exchange, pages::handle));
    }
    server.createContext("/", exchange -> closing(exchange, this::handle));
    server.start();
  }

  private void file(HttpExchange exchange) throws IOException {
    counts.add("file");
    files.handle(exchange);
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private void closing(HttpExchange exchange, Handler handler) {
    try (exchange) {
      handler.handle(exchange);
    } catch (IOException e) {
      // The client went away, as clients do that cancel or close early: there is nobody to tell.
      if (trace) {
        System.err.println("The client went away: " + e);
      }
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    String requestId = UUID.randomUUID().toString();
    headers.set("x-request-id", requestId);
    headers.set("x-databricks-org-id", "0");
    headers.set("server", "databricks");
    String path = exchange.getRequestURI().getPath();
    if (trace) {
      System.err.println(
          exchange.getRequestMethod()
              + " "
              + path
              + " as "
              + exchange.getRequestHeaders().getFirst("User-Agent"));
    }
    var match = PATH.matcher(path);
    if (!match.matches()) {
      if (path.startsWith("/api/")) {
        json(exchange, 404, "404", "No API found for '" + path + "'");
      } else {
        headers.set("location", "/login.html");
        exchange.sendResponseHeaders(303, -1);
      }
      return;
    }
    if (!isKnown(exchange, requestId)) {
      return;
    }
    if (!match.group(2).equals(warehouseId)) {
      headers.set("x-databricks-error-or-redirect-message", "RESOURCE_DOES_NOT_EXIST");
      json(
          exchange,
          404,
          "\"RESOURCE_DOES_NOT_EXIST\"",
          "SQL warehouse " + match.group(2) + " does not exist");
    } else if (!exchange.getRequestMethod().equals("POST")) {
      json(exchange, 405, "405", "Only POST is allowed");
    } else if (!isThrift(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      json(exchange, 415, "415", "The content type must be application/x-thrift");
    } else {
      thrift(exchange);
    }
  }

  /** Whether the credentials are good; refuses them otherwise. */
  private boolean isKnown(HttpExchange exchange, String requestId) throws IOException {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (given == null || !given.startsWith("Bearer ")) {
      exchange.getResponseHeaders().set("www-authenticate", "Bearer realm=\"DatabricksRealm\"");
      denied(exchange, 401, NO_CREDENTIAL + " [ReqId: " + requestId + "]");
      return false;
    }
    if (MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization)) {
      return true;
    }
    String refusal = issuer.isEmpty() ? "" : issued.refusal(given.substring("Bearer ".length()));
    if (refusal == null) {
      return true;
    }
    if (refusal.isEmpty()) {
      denied(exchange, 403, "Invalid access token. [ReqId: " + requestId + "]");
    } else {
      denied(exchange, 401, refusal + " [ReqId: " + requestId + "]");
    }
    return false;
  }

  private static boolean isThrift(String contentType) {
    return contentType != null
        && contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/x-thrift");
  }

  private static void denied(HttpExchange exchange, int status, String message) throws IOException {
    exchange.getResponseHeaders().set("x-databricks-reason-phrase", message);
    exchange
        .getResponseHeaders()
        .set("x-databricks-apiproxy-response-code-details", "ext_authz_denied");
    json(exchange, status, String.valueOf(status), message);
  }

  private static void json(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    String text =
        "{\"error_code\":" + code + ",\"message\":\"" + message.replace("\"", "\\\"") + "\"}";
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private void thrift(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readNBytes(REQUEST_BYTES + 1);
    if (request.length > REQUEST_BYTES) {
      json(exchange, 413, "413", "The request is larger than " + REQUEST_BYTES + " bytes");
      return;
    }
    byte[] response;
    try {
      response = dispatch(request);
    } catch (HttpFault fault) {
      exchange.getResponseHeaders().set("x-thriftserver-error-message", fault.getMessage());
      if (fault.retryAfter() != null) {
        exchange
            .getResponseHeaders()
            .set("Retry-After", String.valueOf(fault.retryAfter().toSeconds()));
      }
      json(exchange, fault.status(), '"' + fault.code() + '"', fault.getMessage());
      return;
    } catch (TException e) {
      exchange.getResponseHeaders().set("x-thriftserver-error-message", "Bad Thrift message");
      json(exchange, 400, "\"BAD_REQUEST\"", "Bad Thrift message");
      return;
    } catch (Throwable e) {
      // A defect of the warehouse, which its developer wants to see. Scala throws what it likes.
      e.printStackTrace();
      json(exchange, 500, "\"INTERNAL_ERROR\"", "The warehouse failed: " + e);
      return;
    }
    sleep();
    exchange.getResponseHeaders().set("Content-Type", "application/x-thrift; protocol=TBINARY");
    send(exchange, 200, response);
  }

  /** The way to a server takes time. */
  private void sleep() {
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] dispatch(byte[] request) throws TException {
    TProtocol in = new TBinaryProtocol(new TMemoryInputTransport(request), true, true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    TProtocol out = new TBinaryProtocol(new TIOStreamTransport(bytes), true, true);
    TMessage message = in.readMessageBegin();
    counts.add(message.name);
    var function = functions.get(message.name);
    if (function == null) {
      out.writeMessageBegin(new TMessage(message.name, TMessageType.EXCEPTION, message.seqid));
      new TApplicationException(
              TApplicationException.UNKNOWN_METHOD, "Invalid method name: '" + message.name + "'")
          .write(out);
    } else {
      try {
        TBase result = call(function, in);
        out.writeMessageBegin(new TMessage(message.name, TMessageType.REPLY, message.seqid));
        result.write(out);
      } catch (TApplicationException refusal) {
        out.writeMessageBegin(new TMessage(message.name, TMessageType.EXCEPTION, message.seqid));
        refusal.write(out);
      }
    }
    out.writeMessageEnd();
    return bytes.toByteArray();
  }

  private <T extends TBase> TBase call(
      ProcessFunction<TCLIService.Iface, T, ? extends TBase> function, TProtocol in)
      throws TException {
    T arguments = function.getEmptyArgsInstance();
    arguments.read(in);
    in.readMessageEnd();
    if (trace) {
      System.err.println(arguments);
    }
    return function.getResult(service, arguments);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
