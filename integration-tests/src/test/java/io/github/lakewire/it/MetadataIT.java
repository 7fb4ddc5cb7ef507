package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Catalogs, schemas, tables and columns as BI tools ask for them. */
@ExtendWith(SharedWarehouse.class)
class MetadataIT {

  @Test
  void catalogsAndSchemas(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      List<String> catalogs = column(connection.getMetaData().getCatalogs(), "TABLE_CAT");
      assertTrue(catalogs.containsAll(List.of("main", "samples")), catalogs.toString());
      assertEquals(catalogs.stream().sorted().toList(), catalogs);
      assertTrue(
          column(connection.getMetaData().getSchemas("main", "%"), "TABLE_SCHEM")
              .contains("default"));
      assertTrue(
          column(connection.getMetaData().getSchemas(), "TABLE_CATALOG")
              .containsAll(List.of("main", "samples")));
      assertEquals(
          List.of(), column(connection.getMetaData().getSchemas("no_such", "%"), "TABLE_SCHEM"));
    }
  }

  @Test
  void tablesAndColumns(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS main.default.meta_data (id BIGINT, price DECIMAL(10,2), f"
              + " FLOAT, at TIMESTAMP_NTZ, tags ARRAY<STRING>)");
      statement.execute("CREATE TABLE IF NOT EXISTS main.default.metaXdata (id INT)");
      assertEquals(
          List.of("meta_data"),
          column(
              connection.getMetaData().getTables("main", "default", "meta\\_data", null),
              "TABLE_NAME"));
      assertEquals(
          List.of("TABLE"),
          column(
              connection
                  .getMetaData()
                  .getTables("main", "default", "meta\\_data", new String[] {"TABLE"}),
              "TABLE_TYPE"));
      try (ResultSet columns =
          connection.getMetaData().getColumns("main", "default", "meta\\_data", "%")) {
        assertColumn(columns, 1, "id", Types.BIGINT, "BIGINT", 19);
        assertColumn(columns, 2, "price", Types.DECIMAL, "DECIMAL", 10);
        assertColumn(columns, 3, "f", Types.REAL, "FLOAT", 7);
        assertTrue(columns.next());
        assertEquals("TIMESTAMP_NTZ", columns.getString("TYPE_NAME"));
        assertTrue(columns.next());
        assertEquals("ARRAY<STRING>", columns.getString("TYPE_NAME"));
        assertEquals(Types.ARRAY, columns.getInt("DATA_TYPE"));
        assertFalse(columns.next());
      }
      statement.execute("DROP TABLE main.default.meta_data");
      statement.execute("DROP TABLE main.default.metaXdata");
    }
  }

  private static void assertColumn(
      ResultSet columns, int position, String name, int type, String typeName, int size)
      throws SQLException {
    assertTrue(columns.next());
    assertEquals(position, columns.getInt("ORDINAL_POSITION"));
    assertEquals(name, columns.getString("COLUMN_NAME"));
    assertEquals(type, columns.getInt("DATA_TYPE"));
    assertEquals(typeName, columns.getString("TYPE_NAME"));
    assertEquals(size, columns.getInt("COLUMN_SIZE"));
  }

  private static List<String> column(ResultSet rows, String label) throws SQLException {
    try (rows) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(label));
      }
      return values;
    }
  }
}
