package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TTypeId;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of statements and results that nobody closes. */
@Timeout(120)
class AbandonedResultTest {
  private final FakeThriftServer server = new FakeThriftServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=t;keepAliveInterval=300ms");
  }

  private void answer(boolean more) {
    server
        .respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE))
        .respond(
            "ExecuteStatement",
            more
                ? ThriftResponses.complete(
                    ThriftResponses.metadata("n", TTypeId.BIGINT_TYPE),
                    ThriftResponses.page(0, 1, true))
                : ThriftResponses.ids());
  }

  /** Reads the first row and forgets both. */
  private static WeakReference<Statement> abandoned(Connection connection) throws SQLException {
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("SELECT n FROM t");
    assertTrue(rows.next());
    return new WeakReference<>(statement);
  }

  private static void collect(BooleanSupplier until) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!until.getAsBoolean() && System.nanoTime() < end) {
      System.gc();
      // A collection of a large heap takes long, and others wait for it.
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void statementsThatNobodyClosesDoNotLiveAsLongAsTheirConnection(boolean more)
      throws SQLException {
    answer(more);
    try (Connection connection = connect()) {
      WeakReference<Statement> statement = abandoned(connection);
      collect(() -> statement.get() == null);
      assertNull(statement.get());
    }
  }

  @Test
  void resultsThatNobodyCanReachAreClosedOnTheServerAndNoLongerPolled() throws SQLException {
    answer(true);
    try (Connection connection = connect()) {
      WeakReference<Statement> statement = abandoned(connection);
      collect(() -> !server.calls("CloseOperation").isEmpty());
      assertNull(statement.get());
      assertEquals(1, server.calls("CloseOperation").size());
      assertEquals(
          List.of("CloseOperation"),
          server.methods().stream().filter(m -> m.startsWith("Close")).toList());
      int polls = server.calls("GetOperationStatus").size();
      // A poll would come within 300 ms.
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1000);
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertEquals(polls, server.calls("GetOperationStatus").size());
    }
  }

  @Test
  void resultsThatAreReachedByTheirRowsAloneAreKept() throws SQLException {
    answer(true);
    server.respond("FetchResults", ThriftResponses.page(1, 1, false));
    try (Connection connection = connect()) {
      ResultSet rows = connection.createStatement().executeQuery("SELECT n FROM t");
      assertTrue(rows.next());
      WeakReference<Statement> other = abandoned(connection);
      collect(() -> !server.calls("CloseOperation").isEmpty());
      assertNull(other.get());
      assertTrue(rows.next());
      assertEquals(1, server.calls("CloseOperation").size());
    }
  }

  @Test
  void threadLocalsOfTheCallerAreNotHeldByThreadsOfTheDriver() throws SQLException {
    answer(true);
    // The server's threads come first, which would inherit them too.
    server.url();
    InheritableThreadLocal<Object> local = new InheritableThreadLocal<>();
    local.set(new Object());
    WeakReference<Object> value = new WeakReference<>(local.get());
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT n FROM t")) {
      assertTrue(rows.next());
      local.remove();
      collect(() -> value.get() == null);
      assertNull(value.get());
    }
  }
}
