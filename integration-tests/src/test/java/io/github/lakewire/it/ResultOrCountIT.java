package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows or a count: by the text where it says, by the server's answer where it leaves that open. */
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
        "WITH insert AS (SELECT 1) SELECT * FROM insert",
        "SELECT 1 AS num_affected_rows",
      })
  void statementsWithRowsGiveAResult(String sql, WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(sql)) {
        assertTrue(rows.next());
      }
      assertTrue(statement.execute(sql));
      assertEquals(-1, statement.getUpdateCount());
      SQLException e = assertThrows(SQLException.class, () -> statement.executeUpdate(sql));
      assertEquals("HY010", e.getSQLState());
      assertTrue(e.getMessage().contains("has not been sent"), e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXECUTE IMMEDIATE 'SELECT id FROM main.default.kinds'",
        "BEGIN DECLARE x INT DEFAULT 1; SELECT x; END",
        "SET spark.sql.shuffle.partitions",
      })
  void rowsOfWhatTheTextLeavesOpen(String sql, WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(sql)) {
        assertTrue(rows.next());
      }
      assertTrue(statement.execute(sql));
      assertEquals(-1, statement.getUpdateCount());
      // It has had its effect: no failure any more.
      assertEquals(0, statement.executeUpdate(sql));
      assertTrue(statement.getWarnings().getMessage().contains("returned rows"));
      assertNull(statement.getResultSet());
      statement.addBatch(sql);
      assertArrayEquals(new int[] {0}, statement.executeBatch());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";arrow=0", ";cloudFetch=0"})
  void queriesNamedLikeCountsAndDdlAreRowsWithAndWithoutRows(
      String options, WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, options);
        Statement statement = connection.createStatement()) {
      for (String columns :
          List.of(
              "CAST(id AS STRING) AS Result",
              "id AS num_affected_rows",
              "id AS num_affected_rows, id AS num_inserted_rows",
              "id AS num_affected_rows, id AS num_updated_rows, id AS num_deleted_rows, id AS"
                  + " num_inserted_rows")) {
        for (int count : new int[] {0, 1, 3}) {
          String sql = "SELECT " + columns + " FROM range(3) WHERE id < " + count;
          assertTrue(statement.execute(sql), sql);
          try (ResultSet rows = statement.getResultSet()) {
            int found = 0;
            while (rows.next()) {
              assertEquals(found++, rows.getLong(1));
            }
            assertEquals(count, found, sql);
          }
          try (PreparedStatement prepared =
              connection.prepareStatement(sql.replace("< " + count, "< ?"))) {
            prepared.setInt(1, count);
            try (ResultSet rows = prepared.executeQuery()) {
              assertEquals(count > 0, rows.next(), sql);
            }
          }
        }
      }
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
  void statementsWithoutRowsGiveTheirCount(String sql, long count, WarehouseProcess warehouse)
      throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      assertEquals(count, statement.executeLargeUpdate(sql));
      assertFalse(statement.execute(sql));
      assertNull(statement.getResultSet());
      assertTrue(statement.getUpdateCount() >= 0);
      long before = rows(statement);
      SQLException e = assertThrows(SQLException.class, () -> statement.executeQuery(sql));
      assertEquals("HY010", e.getSQLState());
      assertTrue(e.getMessage().contains("has not been sent"), e.getMessage());
      assertEquals(before, rows(statement));
    }
  }

  private static long rows(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + TABLE)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void whatTheTextLeavesOpenMayHaveACount(WarehouseProcess warehouse) throws SQLException {
    String insert = "EXECUTE IMMEDIATE 'INSERT INTO " + TABLE + " VALUES (70, \"x\")'";
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      long before = rows(statement);
      assertTrue(statement.executeUpdate(insert) >= 0);
      assertFalse(statement.executeQuery(insert).next());
      assertTrue(statement.getWarnings().getMessage().contains("returned no rows"));
      assertEquals(before + 2, rows(statement));
      statement.execute("DELETE FROM " + TABLE + " WHERE id = 70");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";arrow=0", ";cloudFetch=0"})
  void aKeptResultIsReadOnWhileItsStatementRunsAgain(String options, WarehouseProcess warehouse)
      throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, options);
        Statement statement = connection.createStatement()) {
      ResultSet kept = statement.executeQuery("SELECT id FROM range(0, 300000, 1, 1)");
      assertTrue(kept.next());
      assertFalse(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
      try (ResultSet other = statement.executeQuery("SELECT 7")) {
        assertTrue(other.next());
        assertEquals(7, other.getInt(1));
      }
      long count = 1;
      while (kept.next()) {
        assertEquals(count++, kept.getLong(1));
      }
      assertEquals(300_000, count);
      statement.getMoreResults(Statement.CLOSE_ALL_RESULTS);
      assertTrue(kept.isClosed());
    }
  }

  @Test
  void nothingSelectedIsNoFailure(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      // The warehouse answers as Spark's own server does: one column Result, no rows.
      assertTrue(statement.execute("SELECT * EXCEPT (id) FROM range(3)"));
      assertFalse(statement.getMoreResults());
    }
  }
}
