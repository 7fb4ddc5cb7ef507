package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.QueryMonitor;
import io.github.lakewire.jdbc.QueryProgress.Phase;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The server ends in the middle of everything and comes back at the same address, as a cluster does
 * that is restarted: sessions, statements and results of before are unknown to it.
 */
@Timeout(300)
class WarehouseRestartIT {
  private static final String TOKEN = "restart-token";
  private static final String LONG_WRITE =
      "INSERT INTO restarted SELECT java_method('java.lang.Thread', 'sleep', 60000L) FROM range(1)";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void poolsReplaceTheirConnectionsAndStatementsTellTheTruth(boolean cluster) throws Exception {
    try (WarehouseProcess first = start(0, cluster);
        HikariDataSource pool = pool(first);
        Connection idle = pool.getConnection();
        Connection reading = pool.getConnection();
        Connection writing = pool.getConnection()) {
      List<Connection> before = new ArrayList<>();
      for (Connection connection : List.of(idle, reading, writing)) {
        before.add(connection.unwrap(Connection.class));
      }
      assertEquals(1, one(idle));
      execute(writing, "CREATE TABLE restarted (a STRING)");
      Statement read = reading.createStatement();
      ResultSet rows = read.executeQuery("SELECT id, repeat('x', 20) FROM range(3000000)");
      assertTrue(rows.next());
      Statement write = writing.createStatement();
      CompletableFuture<SQLException> failed = writeUntilItRuns(write);

      first.handle().destroyForcibly();
      first.handle().onExit().get(30, TimeUnit.SECONDS);
      try (WarehouseProcess second = start(first.port(), cluster)) {
        LakewireException ofWrite =
            assertInstanceOf(LakewireException.class, failed.get(120, TimeUnit.SECONDS));
        assertEquals("08003", ((SQLException) ofWrite).getSQLState(), ofWrite.toString());
        assertEquals(ExecutionOutcome.UNKNOWN, ofWrite.outcome());

        SQLException ofRead =
            assertThrows(
                SQLException.class,
                () -> {
                  while (rows.next()) {
                    rows.getLong(1);
                  }
                });
        assertEquals("08003", ofRead.getSQLState(), ofRead.toString());
        assertEquals(ExecutionOutcome.EXECUTED, ((LakewireException) ofRead).outcome());

        LakewireException ofIdle =
            assertInstanceOf(
                LakewireException.class,
                assertThrows(
                    SQLException.class, () -> execute(idle, "INSERT INTO t VALUES ('a')")));
        assertEquals("08003", ((SQLException) ofIdle).getSQLState());
        assertEquals(ExecutionOutcome.NOT_EXECUTED, ofIdle.outcome());
        for (Connection connection : before) {
          assertTrue(connection.isClosed());
        }
        for (Connection connection : List.of(idle, reading, writing)) {
          connection.close();
        }
        List<Connection> after = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
          after.add(pool.getConnection());
          assertEquals(1, one(after.get(i)));
          assertFalse(before.contains(after.get(i).unwrap(Connection.class)));
        }
        for (Connection connection : after) {
          connection.close();
        }
        assertEquals(first.port(), second.port());
        pool.close();
      }
    }
  }

  private static CompletableFuture<SQLException> writeUntilItRuns(Statement statement)
      throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    statement
        .unwrap(QueryMonitor.class)
        .onProgress(
            progress -> {
              if (progress.phase() == Phase.RUNNING) {
                runs.countDown();
              }
            });
    CompletableFuture<SQLException> failed = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                statement.executeUpdate(LONG_WRITE);
                failed.completeExceptionally(new AssertionError("it has succeeded"));
              } catch (SQLException e) {
                failed.complete(e);
              }
            },
            "writer");
    thread.setDaemon(true);
    thread.start();
    assertTrue(runs.await(60, TimeUnit.SECONDS));
    return failed;
  }

  private static WarehouseProcess start(int port, boolean cluster) throws Exception {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--port", String.valueOf(port), "--token", TOKEN, "--direct-wait-millis", "200"));
    if (cluster) {
      options.add("--cluster");
    }
    return WarehouseProcess.start(
        WarehouseProcess.classPathOfBuild(), Duration.ofMinutes(3), options.toArray(new String[0]));
  }

  private static HikariDataSource pool(WarehouseProcess warehouse) {
    LakewireDataSource source = new LakewireDataSource();
    source.setUrl(warehouse.url() + ";cloudFetch=0;resultMemory=8M;maxRowsPerPage=10000");
    source.setToken(TOKEN);
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(3);
    config.setConnectionTimeout(60_000);
    return new HikariDataSource(config);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int one(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1")) {
      row.next();
      return row.getInt(1);
    }
  }
}
