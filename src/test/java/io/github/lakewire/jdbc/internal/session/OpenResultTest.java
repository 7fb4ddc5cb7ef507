package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.cursor.ReaderActivity;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TTypeId;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens behind a result that is open: pages on their way, and signs of life. */
@Timeout(60)
class OpenResultTest {
  private static final String FETCHING = "lakewire-fetch-";
  private static final String KEEPING_ALIVE = "lakewire-keep-alive-";

  /** Those of sessions that other tests have left open. */
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  private final ScriptedSession fixture = new ScriptedSession();
  private final FakeThriftServer server = fixture.server;
  private final CountDownLatch fetching = new CountDownLatch(1);

  private static ConnectionConfig polling(Duration interval) {
    return polling(interval, Duration.ZERO);
  }

  private static ConnectionConfig polling(Duration interval, Duration limit) {
    return ScriptedSession.config(
        "keepAliveInterval="
            + interval.toMillis()
            + "ms;keepAliveLimit="
            + limit.toMillis()
            + "ms");
  }

  private static TExecuteStatementResp numbers(int rows, boolean more) {
    return ThriftResponses.complete(
        ThriftResponses.metadata("n", TTypeId.INT_TYPE), ThriftResponses.page(0, rows, more));
  }

  private void hangInFetch() {
    server
        .respond("ExecuteStatement", numbers(1, true))
        .on(
            "FetchResults",
            call -> {
              fetching.countDown();
              throw call.hang();
            });
  }

  private static ThriftOperation run(ThriftSession session) throws DriverException {
    ThriftOperation operation = session.statement(ScriptedSession.sql("SELECT n FROM t"));
    operation.execute(Deadline.none());
    return operation;
  }

  private void awaitThreads(String name, boolean wanted) {
    while (wanted
        != Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !before.contains(thread))
            .anyMatch(thread -> thread.isAlive() && thread.getName().startsWith(name))) {
      assertFalse(Thread.interrupted(), "it takes too long");
      Thread.onSpinWait();
    }
  }

  private static void awaitNoPolls(ThriftSession session) {
    while (session.workers().scheduled() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void nextPageIsFetchedWhileTheFirstIsRead() throws Exception {
    hangInFetch();
    try (ThriftSession session = fixture.open();
        RowCursor cursor = run(session).openCursor()) {
      assertFalse(server.methods().contains("FetchResults"), "nobody reads yet");
      assertTrue(cursor.advance());
      assertTrue(fetching.await(10, TimeUnit.SECONDS));
    }
    assertEquals(1, server.calls("FetchResults").size());
    assertEquals(1, server.calls("CloseOperation").size());
    awaitThreads(FETCHING, false);
  }

  @Test
  void nothingIsFetchedPastTheEnd() throws Exception {
    server
        .respond("ExecuteStatement", numbers(1, true))
        .respond(
            "FetchResults", ThriftResponses.page(1, 2, true), ThriftResponses.page(3, 1, false));
    try (ThriftSession session = fixture.open();
        RowCursor cursor = run(session).openCursor()) {
      for (int row = 0; row < 4; row++) {
        assertTrue(cursor.advance());
        assertEquals(row, cursor.reader(0).getInt(cursor.row()));
      }
      assertFalse(cursor.advance());
    }
    assertEquals(2, server.calls("FetchResults").size());
  }

  @Test
  void theNextResultIsReceivedIntoTheArrayOfTheLast() throws Exception {
    server.respond("ExecuteStatement", numbers(30_000, false));
    try (ThriftSession session = fixture.open()) {
      for (int result = 0; result < 2; result++) {
        try (RowCursor cursor = run(session).openCursor()) {
          for (int row = 0; row < 30_000; row++) {
            assertTrue(cursor.advance());
            assertEquals(row, cursor.reader(0).getInt(cursor.row()));
          }
          assertFalse(cursor.advance());
        }
      }
    }
    assertEquals(2, server.arrays().size());
    assertSame(server.arrays().get(0), server.arrays().get(1));
  }

  @Test
  void cancelEndsThePageThatIsFetchedAhead() throws Exception {
    hangInFetch();
    try (ThriftSession session = fixture.open()) {
      ThriftOperation operation = run(session);
      try (RowCursor cursor = operation.openCursor()) {
        assertTrue(cursor.advance());
        assertTrue(fetching.await(10, TimeUnit.SECONDS));
        operation.cancel();
        assertEquals(
            DriverException.Kind.CANCELLED,
            assertThrows(DriverException.class, cursor::advance).kind());
      }
    }
    assertEquals(1, server.calls("CancelOperation").size());
    assertEquals(1, server.calls("CloseOperation").size());
  }

  @Test
  void closedSessionEndsThePageThatIsFetchedAhead() throws Exception {
    hangInFetch();
    ThriftSession session = fixture.open();
    RowCursor cursor = run(session).openCursor();
    assertTrue(cursor.advance());
    assertTrue(fetching.await(10, TimeUnit.SECONDS));
    session.close();
    assertEquals(
        DriverException.Kind.SESSION_GONE,
        assertThrows(DriverException.class, cursor::advance).kind());
    awaitThreads(FETCHING, false);
  }

  @Test
  void openResultIsKeptAliveUntilItIsClosed() throws Exception {
    CountDownLatch polls = new CountDownLatch(3);
    server
        .respond("ExecuteStatement", numbers(1, true))
        .on(
            "GetOperationStatus",
            call -> {
              polls.countDown();
              return ThriftResponses.state(TOperationState.FINISHED_STATE);
            });
    ThriftSession session = fixture.open(polling(Duration.ofMillis(5)));
    RowCursor cursor = run(session).openCursor();
    assertTrue(polls.await(10, TimeUnit.SECONDS));
    cursor.close();
    awaitNoPolls(session);
    session.close();
    awaitThreads(KEEPING_ALIVE, false);
    assertEquals(1, server.calls("CloseOperation").size());
  }

  /** A reader whose place a test decides, and that counts how often it is looked at. */
  private static class Reader implements ReaderActivity {
    final AtomicLong position = new AtomicLong();
    final AtomicInteger looks = new AtomicInteger();
    final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    @Override
    public long position() {
      looks.incrementAndGet();
      return position.get();
    }

    @Override
    public void notKeptOpen(String message) {
      messages.add(message);
    }

    void awaitLooks(int count) {
      int end = looks.get() + count;
      while (looks.get() < end) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void resultThatNobodyReadsIsNotKeptAliveUntilItIsReadAgain() throws Exception {
    server
        .respond("ExecuteStatement", numbers(1, true))
        .respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE));
    Reader reader = new Reader();
    try (ThriftSession session =
            fixture.open(polling(Duration.ofMillis(1), Duration.ofMillis(30)));
        RowCursor cursor = run(session).openCursor()) {
      cursor.readBy(reader);
      String message = reader.messages.poll(10, TimeUnit.SECONDS);
      assertTrue(String.valueOf(message).contains("keepAliveLimit"), message);
      int polls = server.calls("GetOperationStatus").size();
      assertTrue(polls > 0, "kept alive before");
      reader.awaitLooks(10);
      assertEquals(polls, server.calls("GetOperationStatus").size());
      assertTrue(reader.messages.isEmpty(), "said once");

      reader.position.incrementAndGet();
      while (server.calls("GetOperationStatus").size() == polls) {
        Thread.onSpinWait();
      }
      assertTrue(reader.messages.poll(10, TimeUnit.SECONDS) != null, "said again");
    }
  }

  @Test
  void resultThatIsReadIsKeptAliveHoweverSlowly() throws Exception {
    server
        .respond("ExecuteStatement", numbers(1, true))
        .respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE));
    Reader reader =
        new Reader() {
          @Override
          public long position() {
            return looks.incrementAndGet();
          }
        };
    try (ThriftSession session = fixture.open(polling(Duration.ofMillis(1), Duration.ofMillis(1)));
        RowCursor cursor = run(session).openCursor()) {
      cursor.readBy(reader);
      reader.awaitLooks(10);
      while (server.calls("GetOperationStatus").size() < 10) {
        Thread.onSpinWait();
      }
      assertTrue(reader.messages.isEmpty());
    }
  }

  @Test
  void failureOfAResultThatWasNotKeptAliveSaysWhy() throws Exception {
    server
        .respond("ExecuteStatement", numbers(1, true))
        .respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE))
        .respond("GetInfo", ThriftResponses.info("4.0.0"))
        .respond(
            "FetchResults",
            new TFetchResultsResp().setStatus(ThriftResponses.error("24000", "No such operation")));
    Reader reader = new Reader();
    try (ThriftSession session = fixture.open(polling(Duration.ofMillis(1), Duration.ofMillis(1)));
        RowCursor cursor = run(session).openCursor()) {
      cursor.readBy(reader);
      assertTrue(reader.messages.poll(10, TimeUnit.SECONDS) != null);
      assertTrue(cursor.advance());
      DriverException exception = assertThrows(DriverException.class, cursor::advance);
      assertEquals("24000", exception.sqlState());
      assertTrue(exception.getMessage().startsWith("No such operation"), exception.getMessage());
      assertTrue(exception.getMessage().contains("keepAliveLimit"), exception.getMessage());
    }
  }

  @Test
  void theSearchForALostSessionTakesNoLongerThanTheResultMay() throws Exception {
    respondWithoutTheOperation();
    try (ThriftSession session = fixture.open()) {
      ThriftOperation operation = run(session);
      operation.limit(Deadline.in(Duration.ofSeconds(4)));
      assertGone(operation);
    }
    Duration left = server.calls("GetInfo").get(0).deadline().remaining();
    assertTrue(left.compareTo(Duration.ofSeconds(4)) <= 0, left::toString);
  }

  @Test
  void aLostSessionIsNotLookedForOnceTheTimeIsOver() throws Exception {
    respondWithoutTheOperation();
    try (ThriftSession session = fixture.open()) {
      ThriftOperation operation = run(session);
      operation.limit(Deadline.in(Duration.ofNanos(1)));
      assertGone(operation);
    }
    assertEquals(0, server.calls("GetInfo").size());
  }

  private void respondWithoutTheOperation() {
    server
        .respond("ExecuteStatement", numbers(0, true))
        .respond("GetInfo", ThriftResponses.info("4.0.0"))
        .respond(
            "FetchResults",
            new TFetchResultsResp().setStatus(ThriftResponses.error("24000", "No operation")));
  }

  private static void assertGone(ThriftOperation operation) {
    DriverException exception =
        assertThrows(
            DriverException.class, () -> operation.fetch(OptionalLong.empty(), byte[]::new));
    assertEquals("24000", exception.sqlState());
  }

  @Test
  void timeWithoutARowBeginsAnewWithEachRow() {
    IdleTime idle = new IdleTime(Duration.ofNanos(100));
    assertFalse(idle.isOver(1, 1_000));
    assertFalse(idle.isOver(1, 1_099));
    assertTrue(idle.isOver(1, 1_100));
    assertFalse(idle.isOver(2, 1_101));
    assertFalse(idle.isOver(2, 1_200));
    assertTrue(idle.isOver(2, 1_201));
    IdleTime endless = new IdleTime(Duration.ZERO);
    assertFalse(endless.isOver(1, 0));
    assertFalse(endless.isOver(1, Long.MAX_VALUE));
  }

  @Test
  void closingThrowsNothingWhereTheHeapIsFull() throws Exception {
    FakeThriftServer.Handler full =
        call -> {
          throw new OutOfMemoryError("Java heap space");
        };
    server
        .respond("ExecuteStatement", numbers(1, true))
        .on("CloseOperation", full)
        .on("CloseSession", full);
    ThriftSession session = fixture.open();
    run(session).openCursor().close();
    session.close();
    assertEquals(1, server.calls("CloseOperation").size());
    assertEquals(1, server.calls("CloseSession").size());
    assertEquals(1, fixture.released.get());
  }

  @Test
  void pollThatFindsTheOperationGoneIsTheLast() throws Exception {
    CountDownLatch polls = new CountDownLatch(1);
    server
        .respond("ExecuteStatement", numbers(1, true))
        .on(
            "GetOperationStatus",
            call -> {
              polls.countDown();
              return ThriftResponses.state(TOperationState.CLOSED_STATE);
            });
    ThriftSession session = fixture.open(polling(Duration.ofMillis(5)));
    RowCursor cursor = run(session).openCursor();
    assertTrue(polls.await(10, TimeUnit.SECONDS));
    awaitNoPolls(session);
    assertEquals(1, server.calls("GetOperationStatus").size());
    cursor.close();
    session.close();
  }
}
