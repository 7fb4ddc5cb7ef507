package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches with sets of parameters, on a warehouse that speaks V10. */
class NativeBatchIT {
  private static WarehouseProcess warehouse;

  @BeforeAll
  static void start() throws Exception {
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--tls",
            "--protocol",
            "10");
  }

  @AfterAll
  static void stop() {
    if (warehouse != null) {
      warehouse.close();
    }
  }

  private static Connection connect(boolean nativeBatches) throws SQLException {
    LakewireDataSource source = SharedWarehouse.dataSource(warehouse);
    source.setNativeBatches(nativeBatches);
    return source.getConnection();
  }

  private static String stored(Connection connection) throws SQLException {
    StringBuilder stored = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM default.sets ORDER BY id")) {
      while (rows.next()) {
        for (int i = 1; i <= 6; i++) {
          stored.append(rows.getString(i)).append(i == 6 ? '\n' : '|');
        }
      }
    }
    return stored.toString();
  }

  @Test
  void setsStoreWhatRowsDoInOneRequest() throws Exception {
    String before = "";
    for (boolean nativeBatches : new boolean[] {false, true}) {
      try (Connection connection = connect(nativeBatches);
          Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE OR REPLACE TABLE default.sets"
                + " (id INT, d DECIMAL(12,3), s STRING, day DATE, at TIMESTAMP, ok BOOLEAN)");
        try (PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO default.sets VALUES (?, ?, concat(?, ''), ?, ?, ?);")) {
          for (int i = 0; i < 3000; i++) {
            insert.setInt(1, i);
            insert.setBigDecimal(2, new BigDecimal(i).movePointLeft(2));
            insert.setString(3, i % 7 == 0 ? null : "it's ? \\ " + i);
            insert.setObject(4, LocalDate.of(2024, 2, 1).plusDays(i));
            insert.setTimestamp(5, new Timestamp(i * 1_000_001L));
            insert.setBoolean(6, i % 2 == 0);
            insert.addBatch();
          }
          long requests = warehouse.requests().getOrDefault("ExecuteStatement", 0L);
          int[] ones = new int[3000];
          Arrays.fill(ones, 1);
          assertArrayEquals(ones, insert.executeBatch());
          assertEquals(
              nativeBatches ? 1 : 2, warehouse.requests().get("ExecuteStatement") - requests);
        }
        String stored = stored(connection);
        assertEquals(3000, stored.lines().count());
        assertEquals(nativeBatches ? before : stored, stored);
        before = stored;
      }
    }
  }

  @Test
  void oneBadEntryWritesNone() throws Exception {
    try (Connection connection = connect(true);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE TABLE default.whole (id INT)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO default.whole VALUES (?)")) {
        for (long value : new long[] {1, 2, 3_000_000_000L, 5}) {
          insert.setLong(1, value);
          insert.addBatch();
        }
        BatchUpdateException failed =
            assertThrows(BatchUpdateException.class, insert::executeBatch);
        assertEquals("22003", failed.getSQLState());
        assertArrayEquals(new int[0], failed.getUpdateCounts());
      }
      try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM default.whole")) {
        rows.next();
        assertEquals(0, rows.getInt(1));
      }
    }
  }
}
