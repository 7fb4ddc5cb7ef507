package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A statement that takes forever ends when the user says so, and the connection lives on. */
@ExtendWith(SharedWarehouse.class)
class CancelIT {
  static final String FOREVER = "SELECT count(*) FROM range(100000000000) WHERE hash(id) = 7";

  @Test
  void cancelFromAnotherThread(WarehouseProcess warehouse) throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      Future<SQLException> outcome =
          other.submit(() -> assertThrows(SQLException.class, () -> statement.execute(FOREVER)));
      while (!outcome.isDone()) {
        statement.cancel();
        Thread.onSpinWait();
      }
      assertEquals("57014", outcome.get(30, TimeUnit.SECONDS).getSQLState());
      assertUsable(connection);
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void queryTimeout(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      SQLException e =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20),
              () -> assertThrows(SQLException.class, () -> statement.execute(FOREVER)));
      assertInstanceOf(SQLTimeoutException.class, e);
      assertEquals("HYT00", e.getSQLState());
      assertUsable(connection);
    }
  }

  @Test
  void closingEarlyLeavesTheConnectionUsable(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      for (String options : new String[] {"cloudFetch", "inline"}) {
        try (Statement statement = connection.createStatement();
            ResultSet rows =
                statement.executeQuery("SELECT id, '" + options + "' FROM range(5000000)")) {
          assertTrue(rows.next());
        }
        assertUsable(connection);
      }
    }
  }

  private static void assertUsable(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1")) {
      assertTrue(row.next());
    }
    assertTrue(connection.isValid(5));
  }
}
