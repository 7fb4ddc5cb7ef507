package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What planning and renewals ask the server for: files of 100 rows and 4,000 bytes. */
@Timeout(60)
class PartitionsConversationTest {
  private static final String QUERY = "SELECT id FROM t";
  private static final long ONE_FILE = 4_000;

  private final FakeThriftServer server = new FakeThriftServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private static TFetchResultsResp links(long startRow, int files, boolean more) {
    List<TSparkArrowResultLink> links =
        LongStream.range(0, files)
            .map(file -> startRow + 100 * file)
            .mapToObj(row -> ThriftResponses.link("http://127.0.0.1:1/" + row, row, 100, ONE_FILE))
            .toList();
    return ThriftResponses.links(links, more);
  }

  /** Four files: the first one with the result of the statement, three behind it. */
  private Connection connect(String options) throws SQLException {
    TExecuteStatementResp executed = ThriftResponses.ids();
    executed.getDirectResults().unsetCloseOperation();
    executed.getDirectResults().setResultSet(links(0, 1, true));
    return connect(options, executed, links(100, 3, false));
  }

  private Connection connect(String options, TExecuteStatementResp executed, TFetchResultsResp rest)
      throws SQLException {
    server.respond("ExecuteStatement", executed).respond("FetchResults", rest);
    return DriverManager.getConnection(server.url() + ";PWD=dapi-test;timezone=server" + options);
  }

  private static LinkRequest request(ResultPartitions result, long startRow) {
    return new LinkRequest(result.queryId(), startRow, startRow + 100);
  }

  @Test
  void planAsksForAsManyLinksAtOnceAsTheServerSends() throws Exception {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement();
        ResultPartitions result =
            statement.unwrap(PartitionedQuery.class).executePartitions(QUERY, ONE_FILE)) {
      assertEquals(4, result.partitions().size());
      assertEquals(400, result.rowCount());
      assertEquals(16_000, result.bytes());
      assertTrue(result.renew(request(result, 100)).length > 0);
    }
    List<TFetchResultsReq> fetches = server.requests(TFetchResultsReq.class);
    assertEquals(2, fetches.size());
    for (TFetchResultsReq fetch : fetches) {
      assertEquals(100, fetch.getStartRowOffset());
      assertEquals(Integer.MAX_VALUE, fetch.getMaxRows());
      assertEquals(Integer.MAX_VALUE, fetch.getMaxBytes());
    }
  }

  @Test
  void resultSetAsksForLinksOfTheUsualSize() throws Exception {
    TExecuteStatementResp executed = ThriftResponses.ids();
    executed.getDirectResults().unsetCloseOperation();
    executed.getDirectResults().setResultSet(links(0, 0, true));
    try (Connection connection = connect(";maxBytesPerPage=5M", executed, links(0, 0, false));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      assertFalse(rows.next());
    }
    List<TFetchResultsReq> fetches = server.requests(TFetchResultsReq.class);
    assertEquals(1, fetches.size());
    assertEquals(5 << 20, fetches.get(0).getMaxBytes());
  }

  @Test
  void timeOutOfTheQueryDoesNotEndRenewals() throws Exception {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      try (ResultPartitions result =
          statement.unwrap(PartitionedQuery.class).executePartitions(QUERY, ONE_FILE)) {
        // Until the time-out has passed.
        CountDownLatch passed = new CountDownLatch(1);
        assertFalse(passed.await(1_100, TimeUnit.MILLISECONDS));
        assertTrue(result.renew(request(result, 200)).length > 0);
      }
    }
  }

  @Test
  void requestsForLinksAreUnderWaySideBySide() throws Exception {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement();
        ResultPartitions result =
            statement.unwrap(PartitionedQuery.class).executePartitions(QUERY, ONE_FILE)) {
      CountDownLatch both = new CountDownLatch(2);
      AtomicBoolean inTurn = new AtomicBoolean();
      server.on(
          "FetchResults",
          call -> {
            both.countDown();
            try {
              inTurn.compareAndSet(false, !both.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            return links(((TFetchResultsReq) call.request()).getStartRowOffset(), 1, false);
          });
      ExecutorService workers =
          Executors.newFixedThreadPool(
              2,
              task -> {
                Thread thread = new Thread(task, "test-worker");
                thread.setDaemon(true);
                return thread;
              });
      try {
        Future<byte[]> first = workers.submit(() -> result.renew(request(result, 100)));
        Future<byte[]> second = workers.submit(() -> result.renew(request(result, 200)));
        assertTrue(first.get(30, TimeUnit.SECONDS).length > 0);
        assertTrue(second.get(30, TimeUnit.SECONDS).length > 0);
        assertFalse(inTurn.get());
      } finally {
        workers.shutdownNow();
      }
    }
  }
}
