package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TOperationState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.protocol.TMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that takes requests and answers none: no call takes longer than it may. */
@Timeout(60)
class SilentServerTest {
  /** What a time-out may take longer on a busy machine; each request given up would add 5 s. */
  private static final Duration SOME = Duration.ofSeconds(3);

  private final FakeThriftServer server = new FakeThriftServer();
  private final CountDownLatch polled = new CountDownLatch(1);

  @BeforeEach
  void falls() {
    server.respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE));
    for (String method :
        new String[] {"GetOperationStatus", "CancelOperation", "CloseOperation", "CloseSession"}) {
      server.onHttp(method, this::silence);
    }
  }

  private void silence(HttpExchange exchange, TMessage request) {
    polled.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // The server stops.
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void queryTimeoutsEndInTimeAndWhatIsClosedAfterThemWaitsForNothing() throws SQLException {
    Connection connection = DriverManager.getConnection(server.url() + ";PWD=t;closeTimeout=2");
    Statement statement = connection.createStatement();
    statement.setQueryTimeout(1);
    long start = System.nanoTime();
    assertThrows(SQLTimeoutException.class, () -> statement.executeUpdate("DELETE FROM t"));
    assertThrows(SQLTimeoutException.class, () -> statement.executeUpdate("DELETE FROM t"));
    statement.close();
    assertWithin(Duration.ofSeconds(2), start);
    start = System.nanoTime();
    connection.close();
    assertWithin(Duration.ofSeconds(2), start);
  }

  @Test
  void queryTimeoutsBoundWhatTheDriverAsksBeforeToo() throws SQLException {
    server.onHttp("ExecuteStatement", this::silence);
    Connection connection = DriverManager.getConnection(server.url() + ";PWD=t;closeTimeout=1");
    PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)");
    insert.setObject(1, LocalTime.NOON);
    insert.setQueryTimeout(1);
    long start = System.nanoTime();
    assertThrows(SQLTimeoutException.class, insert::executeUpdate);
    assertWithin(Duration.ofSeconds(1), start);
    connection.close();
  }

  /** One wait for the statement, and one for the end of the session. */
  @Test
  void networkTimeoutsBoundTheEndOfTheConnectionToo() throws SQLException {
    Connection connection = DriverManager.getConnection(server.url() + ";PWD=t");
    Statement statement = connection.createStatement();
    connection.setNetworkTimeout(Runnable::run, 500);
    long start = System.nanoTime();
    assertThrows(SQLException.class, () -> statement.executeUpdate("DELETE FROM t"));
    assertTrue(connection.isClosed());
    assertWithin(Duration.ofSeconds(1), start);
  }

  @Test
  void cancelReturnsAtOnce() throws Exception {
    try (Connection connection =
            DriverManager.getConnection(server.url() + ";PWD=t;closeTimeout=1");
        Statement statement = connection.createStatement()) {
      CompletableFuture<String> state =
          CompletableFuture.supplyAsync(
              () ->
                  assertThrows(SQLException.class, () -> statement.execute("DELETE FROM t"))
                      .getSQLState());
      assertTrue(polled.await(20, TimeUnit.SECONDS));
      long start = System.nanoTime();
      statement.cancel();
      assertEquals("57014", state.get(20, TimeUnit.SECONDS));
      assertWithin(Duration.ZERO, start);
    }
  }

  private static void assertWithin(Duration due, long start) {
    long late = System.nanoTime() - start - due.toNanos();
    assertTrue(late < SOME.toNanos(), () -> Duration.ofNanos(late) + " late");
  }
}
