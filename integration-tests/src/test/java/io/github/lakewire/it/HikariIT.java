package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.lakewire.warehouse.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** HikariCP 7.1 keeps good connections, validates without statements, and drops dead ones. */
@ExtendWith(SharedWarehouse.class)
class HikariIT {

  @Test
  void borrowsReturnsAndReusesOneConnection(WarehouseProcess warehouse) throws SQLException {
    try (HikariDataSource pool = pool(warehouse, 1)) {
      Connection first;
      try (Connection connection = pool.getConnection()) {
        first = connection.unwrap(Connection.class);
        assertEquals(1, one(connection));
      }
      try (Connection connection = pool.getConnection()) {
        assertSame(first, connection.unwrap(Connection.class));
        assertThrows(SQLException.class, () -> connection.createStatement().execute("SELEC 1"));
        assertEquals(1, one(connection));
      }
      try (Connection connection = pool.getConnection()) {
        assertSame(first, connection.unwrap(Connection.class), "a syntax error evicted it");
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        connection.commit();
      }
      try (Connection connection = pool.getConnection()) {
        assertTrue(connection.getAutoCommit());
        assertTrue(connection.isValid(5));
      }
    }
  }

  @Test
  void replacesAConnectionWhoseSessionIsGone(WarehouseProcess warehouse) throws SQLException {
    try (HikariDataSource pool = pool(warehouse, 1)) {
      Connection first;
      try (Connection connection = pool.getConnection()) {
        first = connection.unwrap(Connection.class);
        first.abort(Runnable::run);
        assertThrows(SQLException.class, () -> one(connection));
      }
      try (Connection connection = pool.getConnection()) {
        assertNotSame(first, connection.unwrap(Connection.class));
        assertEquals(1, one(connection));
      }
    }
  }

  @Test
  void h3_replacesAConnectionWhoseNetworkTimeoutHasPassed(WarehouseProcess warehouse)
      throws SQLException {
    try (HikariDataSource pool = pool(warehouse, 1)) {
      Connection first;
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        first = connection.unwrap(Connection.class);
        connection.setNetworkTimeout(Runnable::run, 500);
        SQLException e =
            assertThrows(SQLException.class, () -> statement.execute(CancelIT.FOREVER));
        assertEquals("08006", e.getSQLState(), e::toString);
        assertTrue(first.isClosed());
      }
      try (Connection connection = pool.getConnection()) {
        assertNotSame(first, connection.unwrap(Connection.class));
        assertEquals(0, connection.getNetworkTimeout());
        assertEquals(1, one(connection));
      }
    }
  }

  @Test
  void servesSeveralThreads(WarehouseProcess warehouse) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try (HikariDataSource pool = pool(warehouse, 3)) {
      List<Callable<Long>> work = new ArrayList<>();
      for (int i = 0; i < 18; i++) {
        long n = i;
        work.add(
            () -> {
              try (Connection connection = pool.getConnection();
                  PreparedStatement statement =
                      connection.prepareStatement("SELECT sum(id) FROM range(?)")) {
                statement.setLong(1, n + 1);
                try (ResultSet row = statement.executeQuery()) {
                  row.next();
                  return row.getLong(1);
                }
              }
            });
      }
      List<Future<Long>> sums = threads.invokeAll(work);
      for (int i = 0; i < sums.size(); i++) {
        assertEquals(i * (i + 1L) / 2, sums.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static HikariDataSource pool(WarehouseProcess warehouse, int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(SharedWarehouse.trustedUrl(warehouse));
    config.addDataSourceProperty("token", warehouse.token());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }

  private static int one(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1")) {
      row.next();
      return row.getInt(1);
    }
  }
}
