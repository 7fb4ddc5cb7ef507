package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What generic tools do: they write what {@code getObject} gave, as the type that was reported. */
@ExtendWith(SharedWarehouse.class)
class RowCopyIT {
  private static final String COLUMNS =
      "(id INT, b BOOLEAN, t TINYINT, s SMALLINT, l BIGINT, f FLOAT, d DOUBLE, n DECIMAL(38,10),"
          + " c STRING, x BINARY, da DATE, ts TIMESTAMP, ntz TIMESTAMP_NTZ,"
          + " a ARRAY<DECIMAL(10,2)>, st STRUCT<`a b`: INT, d: ARRAY<DATE>>,"
          + " m MAP<STRING, STRUCT<v: DECIMAL(5,2)>>)";

  private static final String ROW =
      "(1, true, -128, -32768, -9223372036854775808, 0.1, 0.1, 1234567890.0123456789, 'it''s \\\\',"
          + " X'00FF', DATE'2024-02-29', TIMESTAMP'2024-07-01 12:34:56.123456Z',"
          + " TIMESTAMP_NTZ'2024-03-31 02:30:00.5', array(1.25, NULL, 1000),"
          + " named_struct('a b', 1, 'd', array(DATE'0001-01-01', NULL)),"
          + " map('k', named_struct('v', 1.25), 'l', NULL))";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsAreCopiedByTheTypesOfTheirColumns(boolean batch, WarehouseProcess warehouse)
      throws SQLException {
    String from = "main.default.copy_from";
    String to = "main.default.copy_to";
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement plain = connection.createStatement()) {
      for (String table : new String[] {from, to}) {
        plain.execute("DROP TABLE IF EXISTS " + table);
        plain.execute("CREATE TABLE " + table + " " + COLUMNS);
      }
      plain.execute("INSERT INTO " + from + " VALUES " + ROW);
      plain.execute("INSERT INTO " + from + " (id) VALUES (2)");
      int[] counts = {};
      try (ResultSet rows = plain.executeQuery("SELECT * FROM " + from + " ORDER BY id")) {
        ResultSetMetaData columns = rows.getMetaData();
        int count = columns.getColumnCount();
        String markers = "?" + ", ?".repeat(count - 1);
        try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO " + to + " VALUES (" + markers + ")")) {
          while (rows.next()) {
            for (int i = 1; i <= count; i++) {
              Object value = rows.getObject(i);
              // A NULL of text is none of a MAP, except in a batch.
              boolean untyped = value == null && !batch;
              insert.setObject(i, value, untyped ? Types.NULL : columns.getColumnType(i));
            }
            if (batch) {
              insert.addBatch();
            } else {
              assertEquals(1, insert.executeUpdate());
            }
          }
          counts = batch ? insert.executeBatch() : new int[] {1, 1};
        }
      }
      assertArrayEquals(new int[] {1, 1}, counts);
      try (Statement other = connection.createStatement();
          ResultSet rows = plain.executeQuery("SELECT * FROM " + from + " ORDER BY id");
          ResultSet copies = other.executeQuery("SELECT * FROM " + to + " ORDER BY id")) {
        while (rows.next()) {
          assertTrue(copies.next());
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            assertEquals(
                rows.getString(i), copies.getString(i), rows.getMetaData().getColumnName(i));
          }
        }
        assertFalse(copies.next());
      }
      plain.execute("DROP TABLE " + from);
      plain.execute("DROP TABLE " + to);
    }
  }
}
