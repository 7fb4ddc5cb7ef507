package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.http.Deadline;
import io.github.lakewire.jdbc.internal.results.RowCursor;
import io.github.lakewire.jdbc.internal.thrift.FakeServer;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TTypeId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens behind a result that is open: pages on their way, and signs of life. */
@Timeout(60)
class OpenResultTest {
  private static final String FETCHING = "lakewire-fetch-";
  private static final String KEEPING_ALIVE = "lakewire-keep-alive-";

  private final Fixture fixture = new Fixture();
  private final FakeServer server = fixture.server;
  private final CountDownLatch fetching = new CountDownLatch(1);

  private static ConnectionConfig polling(Duration interval) {
    ConnectionConfig config = Fixture.config(null, null);
    return new ConnectionConfig(
        config.endpoint(),
        config.token(),
        config.tls(),
        config.session(),
        new ConnectionConfig.Fetch(true, true, true, 500_000, 10_000_000, 4, 1 << 26, interval),
        config.limits(),
        null);
  }

  private static TExecuteStatementResp numbers(int rows, boolean more) {
    return Fixture.complete(Fixture.metadata("n", TTypeId.INT_TYPE), Fixture.page(0, rows, more));
  }

  private void hangInFetch() {
    server
        .reply("ExecuteStatement", numbers(1, true))
        .on(
            "FetchResults",
            call -> {
              fetching.countDown();
              throw call.hang();
            });
  }

  private static Operation run(Session session) throws Fault {
    Operation operation = session.statement(Fixture.sql("SELECT n FROM t"));
    operation.run(Deadline.none());
    return operation;
  }

  private static void awaitThreads(String name, boolean wanted) {
    while (wanted
        != Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.isAlive() && thread.getName().startsWith(name))) {
      Thread.onSpinWait();
    }
  }

  private static void awaitNoPolls(Session session) {
    while (session.workers().scheduled() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void nextPageIsFetchedWhileTheFirstIsRead() throws Exception {
    hangInFetch();
    try (Session session = fixture.open();
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
        .reply("ExecuteStatement", numbers(1, true))
        .reply("FetchResults", Fixture.page(1, 2, true), Fixture.page(3, 1, false));
    try (Session session = fixture.open();
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
    server.reply("ExecuteStatement", numbers(30_000, false));
    try (Session session = fixture.open()) {
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
    try (Session session = fixture.open()) {
      Operation operation = run(session);
      try (RowCursor cursor = operation.openCursor()) {
        assertTrue(cursor.advance());
        assertTrue(fetching.await(10, TimeUnit.SECONDS));
        operation.cancel();
        assertEquals(Fault.Kind.CANCELLED, assertThrows(Fault.class, cursor::advance).kind());
      }
    }
    assertEquals(1, server.calls("CancelOperation").size());
    assertEquals(1, server.calls("CloseOperation").size());
  }

  @Test
  void closedSessionEndsThePageThatIsFetchedAhead() throws Exception {
    hangInFetch();
    Session session = fixture.open();
    RowCursor cursor = run(session).openCursor();
    assertTrue(cursor.advance());
    assertTrue(fetching.await(10, TimeUnit.SECONDS));
    session.close();
    assertEquals(Fault.Kind.SESSION_GONE, assertThrows(Fault.class, cursor::advance).kind());
    awaitThreads(FETCHING, false);
  }

  @Test
  void openResultIsKeptAliveUntilItIsClosed() throws Exception {
    CountDownLatch polls = new CountDownLatch(3);
    server
        .reply("ExecuteStatement", numbers(1, true))
        .on(
            "GetOperationStatus",
            call -> {
              polls.countDown();
              return Fixture.state(TOperationState.FINISHED_STATE);
            });
    Session session = fixture.open(polling(Duration.ofMillis(5)));
    RowCursor cursor = run(session).openCursor();
    assertTrue(polls.await(10, TimeUnit.SECONDS));
    cursor.close();
    awaitNoPolls(session);
    session.close();
    awaitThreads(KEEPING_ALIVE, false);
    assertEquals(1, server.calls("CloseOperation").size());
  }

  @Test
  void pollThatFindsTheOperationGoneIsTheLast() throws Exception {
    CountDownLatch polls = new CountDownLatch(1);
    server
        .reply("ExecuteStatement", numbers(1, true))
        .on(
            "GetOperationStatus",
            call -> {
              polls.countDown();
              return Fixture.state(TOperationState.CLOSED_STATE);
            });
    Session session = fixture.open(polling(Duration.ofMillis(5)));
    RowCursor cursor = run(session).openCursor();
    assertTrue(polls.await(10, TimeUnit.SECONDS));
    awaitNoPolls(session);
    assertEquals(1, server.calls("GetOperationStatus").size());
    cursor.close();
    session.close();
  }
}
