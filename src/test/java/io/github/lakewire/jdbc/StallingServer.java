package io.github.lakewire.jdbc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.lakewire.thrift.TCLIService;
import io.github.lakewire.thrift.TCancelOperationResp;
import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TCloseSessionResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.thrift.TSparkDirectResults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.thrift.TBase;

/**
 * A server and its store that do as they should up to one point: there they take each request and
 * say nothing more, until they {@link #recover}. From then on each statement is {@link
 * CannedResult}'s, complete.
 */
final class StallingServer implements AutoCloseable {

  /** Where it stalls; the first statement is answered so that the driver gets there. */
  enum Point {
    OPEN_SESSION("OpenSession"),
    EXECUTE("ExecuteStatement"),
    POLL("GetOperationStatus"),
    /** Inside of execute: direct results brought no rows. */
    FIRST_PAGE("FetchResults"),
    COLUMNS("GetResultSetMetadata"),
    /** Behind the two rows that came with the statement. */
    NEXT_PAGE("FetchResults"),
    DOWNLOAD_HEADERS("GET"),
    DOWNLOAD_BODY("GET"),
    /** The store refuses the files, so that their links are renewed. */
    RENEWAL("FetchResults"),
    METADATA("GetCatalogs"),
    SERVER_VERSION("GetInfo"),
    CLOSE_OPERATION("CloseOperation"),
    CLOSE_SESSION("CloseSession");

    private final String method;

    Point(String method) {
      this.method = method;
    }
  }

  static final int FILES = 9;

  private final Point point;
  private final ThriftServerFake server = new ThriftServerFake();
  private final HttpServer store;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch recovered = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final CountDownLatch reached;

  StallingServer(Point point) throws IOException {
    this(point, 1);
  }

  /**
   * @param requests how many must have been taken before {@link #awaitStall} returns
   */
  StallingServer(Point point, int requests) throws IOException {
    this.point = point;
    this.reached = new CountDownLatch(requests);
    store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.setExecutor(threads);
    store.createContext("/", this::file);
    store.start();
    byte[] batch = CannedResult.batch();
    server.on(
        "CancelOperation",
        () -> {
          cancelled.countDown();
          return new TCLIService.CancelOperation_result()
              .setSuccess(new TCancelOperationResp().setStatus(ThriftServerFake.SUCCESS));
        });
    on(
        "CloseOperation",
        () ->
            new TCLIService.CloseOperation_result()
                .setSuccess(new TCloseOperationResp().setStatus(ThriftServerFake.SUCCESS)));
    on(
        "CloseSession",
        () ->
            new TCLIService.CloseSession_result()
                .setSuccess(new TCloseSessionResp().setStatus(ThriftServerFake.SUCCESS)));
    on(
        "ExecuteStatement",
        () ->
            CannedResult.execution(
                recovered.getCount() == 0 ? CannedResult.inline(batch, 2, false) : towards(batch)));
    if (point != Point.EXECUTE
        && point != Point.CLOSE_OPERATION
        && point != Point.CLOSE_SESSION
        && !point.method.equals("GET")) {
      server.on(point.method, (exchange, request) -> stall());
    }
  }

  private void on(String method, Supplier<TBase<?, ?>> result) {
    server.on(
        method,
        (exchange, request) -> {
          if (point.method.equals(method) && recovered.getCount() > 0) {
            stall();
          } else {
            ThriftServerFake.send(exchange, ThriftServerFake.message(request, result.get()));
          }
        });
  }

  /** What leads the driver to the point. */
  private TSparkDirectResults towards(byte[] batch) {
    TSparkDirectResults results = CannedResult.inline(batch, 2, false);
    results.unsetCloseOperation();
    switch (point) {
      case POLL -> {
        return new TSparkDirectResults()
            .setOperationStatus(
                new TGetOperationStatusResp()
                    .setStatus(ThriftServerFake.SUCCESS)
                    .setOperationState(TOperationState.RUNNING_STATE));
      }
      case FIRST_PAGE -> {
        results.unsetResultSetMetadata();
        results.unsetResultSet();
      }
      case COLUMNS -> results.unsetResultSetMetadata();
      case DOWNLOAD_HEADERS, DOWNLOAD_BODY, RENEWAL -> {
        results.getResultSetMetadata().setLz4Compressed(true);
        results.setResultSet(links());
      }
      default -> results.getResultSet().setHasMoreRows(true);
    }
    return results;
  }

  private TFetchResultsResp links() {
    String url = "http://127.0.0.1:" + store.getAddress().getPort() + "/file?signature=";
    return new TFetchResultsResp()
        .setStatus(ThriftServerFake.SUCCESS)
        .setHasMoreRows(false)
        .setResults(
            new TRowSet()
                .setRows(List.of())
                .setResultLinks(
                    LongStream.range(0, FILES)
                        .mapToObj(
                            i ->
                                new TSparkArrowResultLink()
                                    .setFileLink(url + i)
                                    .setExpiryTime(System.currentTimeMillis() + 900_000)
                                    .setStartRowOffset(10 * i)
                                    .setRowCount(10)
                                    .setBytesNum(1_000))
                        .toList()));
  }

  private void file(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (point == Point.RENEWAL) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      if (point == Point.DOWNLOAD_BODY) {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write(new byte[10]);
        exchange.getResponseBody().flush();
      }
      stall();
    }
  }

  private void stall() throws IOException {
    reached.countDown();
    try {
      recovered.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("It has not been answered in time");
  }

  /** Waits until it holds the requests that it was made for. */
  boolean awaitStall() throws InterruptedException {
    return reached.await(20, TimeUnit.SECONDS);
  }

  /** Waits until it has been told to cancel. */
  boolean awaitCancel() throws InterruptedException {
    return cancelled.await(20, TimeUnit.SECONDS);
  }

  /** Answers again; what it has taken before is lost. */
  void recover() {
    recovered.countDown();
  }

  String url() {
    return server.url() + ";PWD=dapi-test";
  }

  Connection connect(String options) throws SQLException {
    return DriverManager.getConnection(url() + options);
  }

  List<String> methods() {
    return server.methods();
  }

  @Override
  public void close() {
    recover();
    server.close();
    store.stop(0);
    threads.shutdownNow();
  }
}
