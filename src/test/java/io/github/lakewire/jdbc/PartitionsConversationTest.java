package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
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

  /** Where an answer is received it has a bound. */
  @Test
  void longLinksAreAnsweredInPartsAndTheRestWhenItIsAskedFor() throws Exception {
    TExecuteStatementResp executed = ThriftResponses.ids();
    executed.getDirectResults().unsetCloseOperation();
    executed.getDirectResults().setResultSet(links(0, 1, true));
    try (Connection connection = connect("", executed, links(100, 7, false));
        Statement statement = connection.createStatement();
        ResultPartitions result =
            statement.unwrap(PartitionedQuery.class).executePartitions(QUERY, 8 * ONE_FILE)) {
      int characters = 200_000;
      server.on(
          "FetchResults",
          call -> {
            long from = ((TFetchResultsReq) call.request()).getStartRowOffset();
            List<TSparkArrowResultLink> links =
                LongStream.iterate(from, row -> row < 800, row -> row + 100)
                    .mapToObj(
                        row ->
                            ThriftResponses.link(
                                "http://127.0.0.1:1/" + "x".repeat(characters), row, 100, ONE_FILE))
                    .toList();
            return ThriftResponses.links(links, false);
          });
      int most = result.renew(new LinkRequest(result.queryId(), 0, 800)).length;
      assertEquals(6, most / characters);
      int rest = result.renew(new LinkRequest(result.queryId(), 600, 800)).length;
      assertEquals(2, rest / characters);
    }
  }

  @Test
  void closedReadingEndsTheRenewalThatItWaitsFor() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    TFetchResultsResp expired = links(100, 3, false);
    expired.getResults().getResultLinks().forEach(link -> link.setExpiryTime(1_000));
    TExecuteStatementResp executed = ThriftResponses.ids();
    executed.getDirectResults().unsetCloseOperation();
    executed.getDirectResults().setResultSet(links(0, 1, true));
    executed
        .getDirectResults()
        .getResultSet()
        .getResults()
        .getResultLinks()
        .forEach(link -> link.setExpiryTime(1_000));
    try (Connection connection = connect("", executed, expired);
        Statement statement = connection.createStatement();
        ResultPartitions result =
            statement.unwrap(PartitionedQuery.class).executePartitions(QUERY)) {
      server.on(
          "FetchResults",
          call -> {
            asked.countDown();
            try {
              closed.await(40, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            return links(0, 4, false);
          });
      Properties signIn = new Properties();
      signIn.setProperty("token", "dapi-test");
      LinkSource links = Partitions.linksFromWorkspace(server.url(), signIn);
      ResultSet rows = result.partitions().get(0).open(links);
      FutureTask<Boolean> reading = new FutureTask<>(rows::next);
      Thread reader = new Thread(reading, "test-reader");
      reader.setDaemon(true);
      reader.start();
      assertTrue(asked.await(20, TimeUnit.SECONDS));
      Thread renewing =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("lakewire-fetch-partition-"))
              .findFirst()
              .orElseThrow();
      rows.close();
      assertThrows(ExecutionException.class, () -> reading.get(20, TimeUnit.SECONDS));
      renewing.join(20_000);
      assertFalse(renewing.isAlive(), "it still waits for the server");
    } finally {
      closed.countDown();
    }
  }
}
