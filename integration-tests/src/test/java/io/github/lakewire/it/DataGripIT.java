package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What DataGrip asks of a driver it has no dialect for: one schema after the other, each with
 * everything in it, beginning with where the session is. What is known of it is what its users and
 * other drivers' tests show, as its sources are closed.
 */
@ExtendWith(SharedWarehouse.class)
class DataGripIT {

  @Test
  void theCurrentCatalogAndSchemaAreNamedOnce(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, ";catalog=samples;schema=lakewire")) {
      DatabaseMetaData metaData = connection.getMetaData();
      assertEquals("samples", connection.getCatalog());
      assertEquals("lakewire", connection.getSchema());
      List<String> catalogs = DBeaverEditor.column(metaData.getCatalogs(), "TABLE_CAT");
      assertEquals(1, catalogs.stream().filter("samples"::equals).count(), catalogs.toString());
      assertTrue(catalogs.stream().noneMatch(name -> name.contains(".")), catalogs.toString());
      // Asked with and without the catalog, and in every order of its questions.
      for (ResultSet asked : List.of(metaData.getSchemas(), metaData.getSchemas(null, null))) {
        List<String> schemas = schemas(asked);
        assertEquals(new HashSet<>(schemas).size(), schemas.size(), schemas.toString());
        assertTrue(schemas.contains("samples lakewire"), schemas.toString());
        assertTrue(schemas.contains("main default"), schemas.toString());
      }
      List<String> ofCurrent = schemas(metaData.getSchemas("samples", null));
      assertTrue(ofCurrent.stream().allMatch(name -> name.startsWith("samples ")));
      assertEquals(1, ofCurrent.stream().filter("samples lakewire"::equals).count());
    }
  }

  @Test
  void aSchemaIsReadAsAWhole(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, ";catalog=samples;schema=lakewire")) {
      DatabaseMetaData metaData = connection.getMetaData();
      List<String> types = DBeaverEditor.column(metaData.getTableTypes(), "TABLE_TYPE");
      List<String> tables =
          DBeaverEditor.column(
              metaData.getTables("samples", "lakewire", "%", types.toArray(String[]::new)),
              "TABLE_NAME");
      assertEquals(List.of("trips", "vendors", "zones", "vendor_trips"), tables);
      List<String> withColumns =
          DBeaverEditor.column(metaData.getColumns("samples", "lakewire", "%", "%"), "TABLE_NAME");
      assertEquals(new HashSet<>(tables), new HashSet<>(withColumns));
      List<String> keys = new ArrayList<>();
      for (String table : tables) {
        keys.addAll(
            DBeaverEditor.column(metaData.getPrimaryKeys("samples", "lakewire", table), "PK_NAME"));
        keys.addAll(
            DBeaverEditor.column(
                metaData.getImportedKeys("samples", "lakewire", table), "FK_NAME"));
        assertEquals(
            0,
            DBeaverEditor.rows(metaData.getIndexInfo("samples", "lakewire", table, false, true)));
      }
      assertEquals(
          List.of("trips_key", "trips_vendor", "trips_zone", "vendors_key", "zones_key"), keys);
      assertEquals(
          List.of("fare_with_tip", "zones_of"),
          DBeaverEditor.column(metaData.getFunctions("samples", "lakewire", "%"), "FUNCTION_NAME"));
      assertEquals(
          List.of("count_trips"),
          DBeaverEditor.column(
              metaData.getProcedures("samples", "lakewire", "%"), "PROCEDURE_NAME"));
      assertTrue(
          DBeaverEditor.column(
                  metaData.getFunctionColumns("samples", "lakewire", "%", "%"), "COLUMN_NAME")
              .containsAll(List.of("fare", "percent", "borough")));
      assertEquals(
          List.of("day", "trips"),
          DBeaverEditor.column(
              metaData.getProcedureColumns("samples", "lakewire", "%", "%"), "COLUMN_NAME"));
      assertEquals(0, DBeaverEditor.rows(metaData.getUDTs("samples", "lakewire", "%", null)));
    }
  }

  /** It goes on asking until there is neither a result nor a count. */
  @Test
  void resultsComeToAnEnd(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "SELECT 1",
              "CREATE OR REPLACE TABLE main.default.data_grip (id INT)",
              "INSERT INTO main.default.data_grip VALUES (1)",
              "DROP TABLE main.default.data_grip")) {
        boolean isResult = statement.execute(sql);
        int answers = 0;
        while (isResult || statement.getUpdateCount() != -1) {
          assertTrue(++answers <= 1, sql);
          if (isResult) {
            assertNotNull(statement.getResultSet());
          }
          isResult = statement.getMoreResults();
        }
        assertFalse(statement.getMoreResults());
        assertNull(statement.getWarnings());
      }
    }
  }

  private static List<String> schemas(ResultSet rows) throws SQLException {
    try (rows) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString("TABLE_CATALOG") + " " + rows.getString("TABLE_SCHEM"));
      }
      return names;
    }
  }
}
