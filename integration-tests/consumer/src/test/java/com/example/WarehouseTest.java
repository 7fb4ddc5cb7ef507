package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** An application's test on the local warehouse. */
@Warehouse(ownSchema = true)
final class WarehouseTest {
  @Test
  void readsWhatItHasWritten(@Warehouse String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id BIGINT, note STRING)");
      assertEquals(2, statement.executeUpdate("INSERT INTO orders VALUES (1, 'a'), (2, 'b')"));
      try (ResultSet rows = statement.executeQuery("SELECT max(id), max(note) FROM orders")) {
        assertTrue(rows.next());
        assertEquals(2, rows.getLong(1));
        assertEquals("b", rows.getString(2));
      }
    }
  }
}
