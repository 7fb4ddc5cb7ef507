package io.github.lakewire.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.thrift.TException;

/** Stands between the driver and the warehouse and keeps what they say, in the order of asking. */
final class RecordingProxy implements AutoCloseable {
  private final URI warehouse;
  private final HttpClient client;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  /**
   * A request and its answer.
   *
   * @param reason why the server refused, for people
   */
  record Exchange(byte[] request, int status, byte[] response, Optional<String> reason) {}

  private RecordingProxy(URI warehouse, HttpClient client, HttpServer server) {
    this.warehouse = warehouse;
    this.client = client;
    this.server = server;
  }

  static RecordingProxy before(WarehouseProcess warehouse) throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(warehouse.trustStore().orElseThrow())) {
      store.load(in, warehouse.trustStorePassword().orElseThrow().toCharArray());
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    tls.init(null, trust.getTrustManagers(), null);
    RecordingProxy proxy =
        new RecordingProxy(
            URI.create(
                "https://" + warehouse.host() + ":" + warehouse.port() + warehouse.httpPath()),
            HttpClient.newBuilder().sslContext(tls).build(),
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    proxy.server.setExecutor(proxy.threads);
    proxy.server.createContext("/", proxy::handle);
    proxy.server.start();
    return proxy;
  }

  /** The URL of the driver, without a token. */
  String url() {
    return "jdbc:databricks://127.0.0.1:"
        + server.getAddress().getPort()
        + ";ssl=0;httpPath="
        + warehouse.getPath();
  }

  private void handle(HttpExchange http) throws IOException {
    try (http) {
      byte[] request = http.getRequestBody().readAllBytes();
      CompletableFuture<Exchange> exchange = new CompletableFuture<>();
      synchronized (this) {
        exchanges.add(exchange);
        notifyAll();
      }
      HttpResponse<byte[]> response =
          client.send(forwarded(http, request), BodyHandlers.ofByteArray());
      keepFiles(response);
      exchange.complete(
          new Exchange(
              request,
              response.statusCode(),
              response.body(),
              response.headers().firstValue("x-databricks-reason-phrase")));
      response
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> http.getResponseHeaders().set("Content-Type", type));
      http.sendResponseHeaders(response.statusCode(), response.body().length);
      try (OutputStream out = http.getResponseBody()) {
        out.write(response.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest forwarded(HttpExchange http, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(warehouse).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (String name : List.of("Authorization", "Content-Type")) {
      request.header(name, http.getRequestHeaders().getFirst(name));
    }
    return request.build();
  }

  /** Files go when their operation is closed, so they are read before the driver can close it. */
  private void keepFiles(HttpResponse<byte[]> response) throws IOException, InterruptedException {
    if (response.statusCode() != 200) {
      return;
    }
    try {
      for (TSparkArrowResultLink link : Neutral.links(WireMessage.decode(response.body()).body())) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(link.getFileLink())).build();
        files.put(link.getFileLink(), client.send(request, BodyHandlers.ofByteArray()).body());
      }
    } catch (TException e) {
      throw new IOException(e);
    }
  }

  /** A file behind a link, as the object store gave it. */
  byte[] file(String link) {
    return files.get(link);
  }

  /** Waits until so many requests have been answered. */
  void await(int count) throws Exception {
    CompletableFuture<Exchange> last;
    synchronized (this) {
      while (exchanges.size() < count) {
        wait();
      }
      last = exchanges.get(count - 1);
    }
    last.get(60, TimeUnit.SECONDS);
  }

  /** What was said so far, in the order of asking. */
  List<Exchange> exchanges() throws Exception {
    List<Exchange> answered = new ArrayList<>();
    for (CompletableFuture<Exchange> exchange : copy()) {
      answered.add(exchange.get(60, TimeUnit.SECONDS));
    }
    return answered;
  }

  private synchronized List<CompletableFuture<Exchange>> copy() {
    return List.copyOf(exchanges);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
