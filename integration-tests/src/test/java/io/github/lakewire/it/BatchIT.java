package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Batches on a real SQL engine: what is stored, and what the counts say of it. */
@ExtendWith(SharedWarehouse.class)
class BatchIT {

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void rowsOfEveryTypeAreStoredAsOneByOne(WarehouseProcess warehouse) throws SQLException {
    String columns =
        " (id INT, b BIGINT, d DOUBLE, de DECIMAL(12,3), s STRING, day DATE, ts TIMESTAMP, ok"
            + " BOOLEAN, bin BINARY)";
    List<String> results = new ArrayList<>();
    for (String options : List.of(";batchInsertSize=1", ";batchInsertSize=7", "")) {
      String table = "main.default.batch_types";
      try (Connection connection = QueryIT.connect(warehouse, options);
          Statement plain = connection.createStatement()) {
        plain.execute("DROP TABLE IF EXISTS " + table);
        plain.execute("CREATE TABLE " + table + columns);
        try (PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
          for (int i = 0; i < 20; i++) {
            insert.setInt(1, i);
            insert.setObject(2, i % 3 == 0 ? (Object) i : Long.MAX_VALUE - i);
            insert.setDouble(3, i / 3.0);
            insert.setBigDecimal(4, new BigDecimal(i).movePointLeft(i % 4));
            insert.setObject(5, i % 5 == 0 ? (Object) (i * 1.10) : "it's \\ " + i);
            insert.setObject(6, LocalDate.of(2024, 2, 1).plusDays(i));
            insert.setTimestamp(7, i % 4 == 0 ? null : new java.sql.Timestamp(i * 1_000_001L));
            insert.setBoolean(8, i % 2 == 0);
            insert.setBytes(9, i % 6 == 0 ? null : new byte[] {(byte) i, -1});
            insert.addBatch();
          }
          int[] counts = insert.executeBatch();
          int[] ones = new int[20];
          Arrays.fill(ones, 1);
          assertArrayEquals(ones, counts);
          assertNull(insert.getWarnings());
        }
        StringBuilder stored = new StringBuilder();
        try (ResultSet row = plain.executeQuery("SELECT * FROM " + table + " ORDER BY id")) {
          while (row.next()) {
            for (int i = 1; i <= 9; i++) {
              stored.append(i == 9 ? Arrays.toString(row.getBytes(i)) : row.getString(i));
              stored.append('|');
            }
            stored.append('\n');
          }
        }
        results.add(stored.toString());
        plain.execute("DROP TABLE " + table);
      }
    }
    assertEquals(20, results.get(0).lines().count());
    assertEquals(results.get(0), results.get(1));
    assertEquals(results.get(0), results.get(2));
  }

  @Test
  void awkwardTextsAreStoredAsTheyAre(WarehouseProcess warehouse) throws SQLException {
    List<String> texts = ParametersIT.awkwardTexts();
    String table = "main.default.batch_texts";
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement plain = connection.createStatement()) {
      plain.execute("DROP TABLE IF EXISTS " + table);
      plain.execute("CREATE TABLE " + table + " (id INT, `it's ?` STRING)");
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO " + table + " (id, `it's ?`) VALUES (?, /* ? */ ?); -- ?")) {
        for (int i = 0; i < texts.size(); i++) {
          insert.setInt(1, i);
          insert.setString(2, texts.get(i));
          insert.addBatch();
        }
        assertEquals(texts.size(), Arrays.stream(insert.executeBatch()).sum());
      }
      List<String> stored = new ArrayList<>();
      try (ResultSet row = plain.executeQuery("SELECT * FROM " + table + " ORDER BY id")) {
        while (row.next()) {
          stored.add(row.getString(2));
        }
      }
      assertEquals(texts, stored);
      plain.execute("DROP TABLE " + table);
    }
  }

  @Test
  void countsOfAFailedBatchAreWhatWasWritten(WarehouseProcess warehouse) throws SQLException {
    String table = "main.default.batch_fails";
    try (Connection connection = QueryIT.connect(warehouse, ";batchInsertSize=10");
        Statement plain = connection.createStatement()) {
      plain.execute("DROP TABLE IF EXISTS " + table);
      plain.execute("CREATE TABLE " + table + " (id INT, small TINYINT)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
        for (int i = 0; i < 35; i++) {
          insert.setInt(1, i);
          // Row 24 does not fit: the third statement fails as a whole.
          insert.setInt(2, i == 24 ? 1000 : 1);
          insert.addBatch();
        }
        BatchUpdateException e =
            assertThrows(BatchUpdateException.class, insert::executeLargeBatch);
        assertEquals(20, e.getLargeUpdateCounts().length);
        assertTrue(Arrays.stream(e.getLargeUpdateCounts()).allMatch(count -> count == 1));
        assertEquals("22003", e.getSQLState());
        assertTrue(e.getMessage().contains("entries 21 to 30"), e.getMessage());
        assertEquals(20, count(connection, table));
        // The connection and the statement go on.
        insert.setInt(1, 99);
        insert.setNull(2, Types.TINYINT);
        insert.addBatch();
        assertArrayEquals(new int[] {1}, insert.executeBatch());
      }
      plain.execute("DROP TABLE " + table);
    }
  }

  @Test
  void otherStatementsCountTheirRows(WarehouseProcess warehouse) throws SQLException {
    String table = "main.default.batch_others";
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement plain = connection.createStatement()) {
      plain.execute("DROP TABLE IF EXISTS " + table);
      plain.addBatch("CREATE TABLE " + table + " (id INT, s STRING)");
      plain.addBatch("INSERT INTO " + table + " VALUES (1, 'a'), (2, 'b'), (3, 'c')");
      plain.addBatch("UPDATE " + table + " SET s = 'x' WHERE id > 1");
      plain.addBatch("DELETE FROM " + table + " WHERE id = 9");
      assertArrayEquals(new long[] {0, 3, 2, 0}, plain.executeLargeBatch());
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM " + table + " WHERE id >= ?")) {
        for (int id = 3; id >= 1; id--) {
          delete.setInt(1, id);
          delete.addBatch();
        }
        assertArrayEquals(new int[] {1, 1, 1}, delete.executeBatch());
      }
      assertEquals(0, count(connection, table));
      plain.execute("DROP TABLE " + table);
    }
  }
}
