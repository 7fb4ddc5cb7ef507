package io.github.lakewire.jdbc.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.github.lakewire.thrift.TCancelOperationResp;
import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TCloseSessionResp;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TSparkDirectResults;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.thrift.TSerializable;

/**
 * A server and its store that do as they should up to one point: there they take each request and
 * say nothing more, until they {@link #recover}. From then on each statement is the rows 41 and 42,
 * complete.
 */
public final class StallingServer implements AutoCloseable {

  /** Where it stalls; the first statement is answered so that the driver gets there. */
  public enum Point {
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

  public static final int FILES = 9;

  private final Point point;
  private final FakeThriftServer server = new FakeThriftServer();
  private final LoopbackHttpServer store = new LoopbackHttpServer("stalling-store", this::file);
  private final CountDownLatch recovered = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final CountDownLatch reached;

  public StallingServer(Point point) {
    this(point, 1);
  }

  /**
   * @param requests how many must have been taken before {@link #awaitStall} returns
   */
  public StallingServer(Point point, int requests) {
    this.point = point;
    this.reached = new CountDownLatch(requests);
    server.on(
        "CancelOperation",
        call -> {
          cancelled.countDown();
          return new TCancelOperationResp().setStatus(ThriftResponses.ok());
        });
    on("CloseOperation", () -> new TCloseOperationResp().setStatus(ThriftResponses.ok()));
    on("CloseSession", () -> new TCloseSessionResp().setStatus(ThriftResponses.ok()));
    on(
        "ExecuteStatement",
        () -> recovered.getCount() == 0 ? ThriftResponses.ids() : towardsThePoint());
    if (point != Point.EXECUTE
        && point != Point.CLOSE_OPERATION
        && point != Point.CLOSE_SESSION
        && !point.method.equals("GET")) {
      server.onHttp(point.method, (exchange, request) -> stall());
    }
  }

  private void on(String method, Supplier<TSerializable> response) {
    server.onHttp(
        method,
        (exchange, request) -> {
          if (point.method.equals(method) && recovered.getCount() > 0) {
            stall();
          } else {
            FakeThriftServer.send(exchange, request, response.get());
          }
        });
  }

  private TExecuteStatementResp towardsThePoint() {
    if (point == Point.POLL) {
      return ThriftResponses.submitted(TOperationState.RUNNING_STATE);
    }
    TExecuteStatementResp response = ThriftResponses.ids();
    TSparkDirectResults results = response.getDirectResults();
    results.unsetCloseOperation();
    switch (point) {
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
    return response;
  }

  private TFetchResultsResp links() {
    String url = "http://127.0.0.1:" + store.port() + "/file?signature=";
    return ThriftResponses.links(
        IntStream.range(0, FILES)
            .mapToObj(i -> ThriftResponses.link(url + i, 10L * i, 10, 1_000))
            .toList(),
        false);
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
  public boolean awaitStall() throws InterruptedException {
    return reached.await(20, TimeUnit.SECONDS);
  }

  /** Waits until it has been told to cancel. */
  public boolean awaitCancel() throws InterruptedException {
    return cancelled.await(20, TimeUnit.SECONDS);
  }

  /** Waits until a method has been called. */
  public boolean awaitCall(String method) {
    return !server.calls(method, 1).isEmpty();
  }

  /** Answers again; what it has taken before is lost. */
  public void recover() {
    recovered.countDown();
  }

  public String url() {
    return server.url() + ";PWD=dapi-test";
  }

  public Connection connect(String options) throws SQLException {
    return DriverManager.getConnection(url() + options);
  }

  public List<String> methods() {
    return server.methods();
  }

  @Override
  public void close() {
    recover();
    server.close();
    store.close();
  }
}
