package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a statement has rows or a count is what the server says, whatever its first word is. */
@ExtendWith(SharedWarehouse.class)
class ResultOrCountIT {
  private static final String TABLE = "main.default.kinds";

  @BeforeAll
  static void makeTable(WarehouseProcess warehouse) throws SQLException {
    run(warehouse, "CREATE TABLE IF NOT EXISTS " + TABLE + " (id INT, s STRING)");
    run(warehouse, "DELETE FROM " + TABLE);
    run(warehouse, "INSERT INTO " + TABLE + " VALUES (1, 'a'), (2, 'b')");
  }

  @AfterAll
  static void dropTable(WarehouseProcess warehouse) throws SQLException {
    run(warehouse, "DROP TABLE " + TABLE);
  }

  private static void run(WarehouseProcess warehouse, String sql) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DESC main.default.kinds",
        "DESCRIBE TABLE EXTENDED main.default.kinds",
        "-- why\n/* SELECT? INSERT? */ SELECT id FROM main.default.kinds",
        "FROM main.default.kinds SELECT id",
        "FROM main.default.kinds |> WHERE id > 0 |> SELECT id",
        "(SELECT 1)",
        "VALUES (1)",
        "TABLE main.default.kinds",
        "WITH w AS (SELECT 1) SELECT * FROM w",
        "EXPLAIN SELECT 1",
        "SHOW TABLES IN main.default",
        "EXECUTE IMMEDIATE 'SELECT id FROM main.default.kinds'",
        "BEGIN DECLARE x INT DEFAULT 1; SELECT x; END",
        "SET spark.sql.shuffle.partitions",
      })
  void j29_rows(String sql, WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(sql)) {
        assertTrue(rows.next());
      }
      assertTrue(statement.execute(sql));
      assertEquals(-1, statement.getUpdateCount());
      SQLException e = assertThrows(SQLException.class, () -> statement.executeUpdate(sql));
      assertEquals("HY010", e.getSQLState());
      assertTrue(e.getMessage().contains("has run and returned rows"), e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/* SELECT */ INSERT INTO main.default.kinds VALUES (7, 'x'), (8, 'y') | 2",
        "UPDATE main.default.kinds SET s = s WHERE id = 1 | 1",
        "DELETE FROM main.default.kinds WHERE id > 100 | 0",
        "MERGE INTO main.default.kinds t USING (SELECT 1 AS id) s ON t.id = s.id"
            + " WHEN MATCHED THEN UPDATE SET s = 'm' | 1",
        "CREATE SCHEMA IF NOT EXISTS main.default2 | 0",
        "USE CATALOG main | 0",
      })
  void j29_counts(String sql, long count, WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      assertEquals(count, statement.executeLargeUpdate(sql));
      assertFalse(statement.execute(sql));
      assertNull(statement.getResultSet());
      assertTrue(statement.getUpdateCount() >= 0);
      SQLException e = assertThrows(SQLException.class, () -> statement.executeQuery(sql));
      assertEquals("HY010", e.getSQLState());
      assertTrue(e.getMessage().contains("has run and returned no rows"), e.getMessage());
    }
  }

  @Test
  void nothingSelectedIsNoFailure(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      // The warehouse answers as Spark's own server does: one column Result, no rows.
      statement.execute("SELECT * EXCEPT (id) FROM range(3)");
      assertFalse(statement.getMoreResults());
    }
  }
}
