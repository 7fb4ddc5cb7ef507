package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** A server that takes a request and never answers holds nobody longer than was agreed. */
@Timeout(30)
class StalledServerTest {
  private static final Duration SOON = Duration.ofSeconds(4);

  private static final ThriftServerFake.Reply NEVER =
      (exchange, request) -> {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      };

  @Test
  void loginTimeoutBoundsConnecting() throws Exception {
    try (ThriftServerFake server = new ThriftServerFake()) {
      server.on("OpenSession", NEVER);
      SQLException e =
          assertFailsSoon(
              () -> DriverManager.getConnection(server.url() + ";PWD=dapi-test;loginTimeout=1"));
      assertEquals("08001", e.getSQLState());
      LakewireDataSource source = new LakewireDataSource();
      source.setUrl(server.url());
      source.setToken("dapi-test");
      source.setLoginTimeout(1);
      assertEquals("08001", assertFailsSoon(source::getConnection).getSQLState());
    }
  }

  @Test
  void j26_isValidIsNo() throws Exception {
    try (ThriftServerFake server = new ThriftServerFake();
        Connection connection = connect(server)) {
      server.on("GetInfo", NEVER);
      assertFalse(connection.isValid(1));
    }
  }

  @Test
  void j27_networkTimeoutEndsAStatement() throws Exception {
    try (ThriftServerFake server = new ThriftServerFake();
        Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      server.on("ExecuteStatement", NEVER);
      connection.setNetworkTimeout(Runnable::run, 300);
      SQLException e = assertFailsSoon(() -> statement.execute("SELECT 1"));
      assertTrue(e.getSQLState().startsWith("08"), e.getSQLState());
      assertEquals(1, server.methods().stream().filter("ExecuteStatement"::equals).count());
    }
  }

  @Test
  void queryTimeoutEndsAStatement() throws Exception {
    try (ThriftServerFake server = new ThriftServerFake();
        Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      server.on("ExecuteStatement", NEVER);
      statement.setQueryTimeout(1);
      SQLException e = assertFailsSoon(() -> statement.execute("SELECT 1"));
      assertEquals("HYT00", e.getSQLState());
      assertInstanceOf(SQLTimeoutException.class, e);
    }
  }

  @Test
  void j106_interruptionEndsAStatementAndIsKept() throws Exception {
    ExecutorService worker = Executors.newSingleThreadExecutor();
    try (ThriftServerFake server = new ThriftServerFake();
        Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      CountDownLatch asked = new CountDownLatch(1);
      server.on(
          "ExecuteStatement",
          (exchange, request) -> {
            asked.countDown();
            NEVER.send(exchange, request);
          });
      Future<SQLException> outcome =
          worker.submit(
              () -> {
                SQLException e =
                    assertThrows(SQLException.class, () -> statement.execute("SELECT 1"));
                assertTrue(Thread.currentThread().isInterrupted(), "the interruption is lost");
                return e;
              });
      asked.await();
      worker.shutdownNow();
      assertEquals("57014", outcome.get(SOON.toMillis(), TimeUnit.MILLISECONDS).getSQLState());
    }
  }

  @Test
  void abortEndsAStatementOfAnotherThread() throws Exception {
    ExecutorService worker = Executors.newSingleThreadExecutor();
    try (ThriftServerFake server = new ThriftServerFake();
        Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      CountDownLatch asked = new CountDownLatch(1);
      server.on(
          "ExecuteStatement",
          (exchange, request) -> {
            asked.countDown();
            NEVER.send(exchange, request);
          });
      Future<SQLException> outcome =
          worker.submit(
              () -> assertThrows(SQLException.class, () -> statement.execute("SELECT 1")));
      asked.await();
      connection.abort(Runnable::run);
      String state = outcome.get(SOON.toMillis(), TimeUnit.MILLISECONDS).getSQLState();
      assertEquals("08003", state);
    } finally {
      worker.shutdownNow();
    }
  }

  private static SQLException assertFailsSoon(Executable call) {
    long start = System.nanoTime();
    SQLException e = assertThrows(SQLException.class, call);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(SOON) < 0, "took " + took);
    return e;
  }

  private static Connection connect(ThriftServerFake server) throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=dapi-test");
  }
}
