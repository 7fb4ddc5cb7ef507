package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.thrift.TSparkDirectResults;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that begins to send files and never ends: nobody has to wait for it. */
@Timeout(60)
class SlowDownloadTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch asked = new CountDownLatch(4);
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer store;
  private ThriftServerFake server;

  @BeforeEach
  void startServers() throws Exception {
    store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.setExecutor(threads);
    store.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            asked.countDown();
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    store.start();
    server = new ThriftServerFake();
    server.on("ExecuteStatement", () -> CannedResult.execution(links()));
  }

  private TSparkDirectResults links() {
    String url = "http://127.0.0.1:" + store.getAddress().getPort() + "/file?signature=";
    TSparkDirectResults results = CannedResult.inline(new byte[0], 0, true);
    results.unsetCloseOperation();
    return results.setResultSet(
        new TFetchResultsResp()
            .setStatus(ThriftServerFake.SUCCESS)
            .setHasMoreRows(false)
            .setResults(
                new TRowSet()
                    .setRows(List.of())
                    .setResultLinks(
                        LongStream.range(0, 9)
                            .mapToObj(
                                i ->
                                    new TSparkArrowResultLink()
                                        .setFileLink(url + i)
                                        .setExpiryTime(System.currentTimeMillis() + 900_000)
                                        .setStartRowOffset(10 * i)
                                        .setRowCount(10)
                                        .setBytesNum(1_000))
                            .toList())));
  }

  @AfterEach
  void stopServers() {
    end.countDown();
    server.close();
    store.stop(0);
    threads.shutdownNow();
  }

  @Test
  void cancelEndsTheDownloadsWith57014() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id")) {
      CompletableFuture<SQLException> outcome =
          CompletableFuture.supplyAsync(
              () -> assertThrows(SQLException.class, rows::next), threads);
      assertTrue(asked.await(20, TimeUnit.SECONDS), "four files at once");
      statement.cancel();
      assertEquals("57014", outcome.get(5, TimeUnit.SECONDS).getSQLState());
      assertTrue(server.methods().contains("CancelOperation"));
    }
  }

  @Test
  void closingEndsTheDownloadsAndTheOperationAtOnce() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("SELECT id");
      CompletableFuture<SQLException> outcome =
          CompletableFuture.supplyAsync(
              () -> assertThrows(SQLException.class, rows::next), threads);
      assertTrue(asked.await(20, TimeUnit.SECONDS));
      rows.close();
      assertTrue(server.methods().contains("CloseOperation"));
      assertEquals("HY010", outcome.get(5, TimeUnit.SECONDS).getSQLState());
    }
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("lakewire-fetch"))) {
      Thread.onSpinWait();
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=dapi-test;downloadThreads=4");
  }
}
