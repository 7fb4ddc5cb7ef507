package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A server on which the user may not see into one catalog, nor read the information schema of
 * another; calls about all catalogs fail there because of the first.
 */
class ForbiddenMetadataIT {
  private static WarehouseProcess warehouse;

  @BeforeAll
  static void start() throws Exception {
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--forbidden-catalog",
            "secret",
            "--forbidden-fails",
            "--forbidden-information",
            "samples");
  }

  @AfterAll
  static void stop() {
    if (warehouse != null) {
      warehouse.close();
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(warehouse.url(), "token", warehouse.token());
  }

  private static Set<String> column(ResultSet opened, String column) throws SQLException {
    Set<String> values = new TreeSet<>();
    try (ResultSet rows = opened) {
      while (rows.next()) {
        values.add(rows.getString(column));
      }
    }
    return values;
  }

  private static void warnsOnce(Connection connection) throws SQLException {
    assertEquals(
        "You may not read all that was asked for: metadata leaves out the catalog secret",
        connection.getWarnings().getMessage());
    assertEquals("01000", connection.getWarnings().getSQLState());
    assertNull(connection.getWarnings().getNextWarning());
  }

  @Test
  void oneForbiddenCatalogDoesNotSpoilTheRest() throws SQLException {
    try (Connection connection = connect()) {
      DatabaseMetaData metadata = connection.getMetaData();
      connection.clearWarnings();
      assertTrue(column(metadata.getCatalogs(), "TABLE_CAT").contains("secret"));
      assertNull(connection.getWarnings());
      Set<String> catalogs = column(metadata.getSchemas(), "TABLE_CATALOG");
      assertTrue(catalogs.containsAll(Set.of("main", "samples")), catalogs.toString());
      assertFalse(catalogs.contains("secret"), catalogs.toString());
      warnsOnce(connection);
      assertEquals(
          Set.of("samples"), column(metadata.getTables(null, null, "trips", null), "TABLE_CAT"));
      assertEquals(
          Set.of("samples"),
          column(metadata.getColumns(null, "lakewire", "trips", "%"), "TABLE_CAT"));
      warnsOnce(connection);
    }
  }

  @Test
  void forbiddenCatalogThatIsNamedIsAnException() throws SQLException {
    try (Connection connection = connect()) {
      DatabaseMetaData metadata = connection.getMetaData();
      for (SQLException refusal :
          Set.of(
              assertThrows(SQLException.class, () -> metadata.getSchemas("secret", "%")),
              assertThrows(
                  SQLException.class, () -> metadata.getTables("secret", "%", "%", null)))) {
        assertEquals("42501", refusal.getSQLState());
      }
      assertFalse(connection.isClosed());
    }
  }

  @Test
  void forbiddenInformationSchemaIsOneWarning() throws SQLException {
    try (Connection connection = connect()) {
      DatabaseMetaData metadata = connection.getMetaData();
      connection.clearWarnings();
      for (int round = 0; round < 2; round++) {
        assertEquals(
            Set.of(), column(metadata.getFunctions("samples", "lakewire", "%"), "FUNCTION_NAME"));
        assertEquals(
            Set.of(), column(metadata.getTablePrivileges("samples", null, null), "TABLE_NAME"));
        assertEquals(
            Set.of("trips"),
            column(metadata.getColumns("samples", "lakewire", "trips", "%"), "TABLE_NAME"));
      }
      assertTrue(
          connection.getWarnings().getMessage().contains("information_schema of the catalog"));
      assertNull(connection.getWarnings().getNextWarning());
    }
  }
}
