package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code getCatalog} and {@code getSchema} say what {@code current_catalog()} says. */
@ExtendWith(SharedWarehouse.class)
class CurrentNamesIT {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "USE CATALOG Samples                              | samples | default",
        "USE CATALOG `SAMPLES`                            | samples | default",
        "SET CATALOG Samples                              | samples | default",
        "USE Samples.Lakewire                             | samples | lakewire",
        "USE `samples`.`LakeWire`                         | samples | lakewire",
        "EXECUTE IMMEDIATE 'USE samples.lakewire'         | samples | lakewire",
        "BEGIN USE samples.lakewire; END                  | samples | lakewire",
        "SELECT 'USE samples.lakewire'                    | main    | default"
      })
  void statementsAreFollowed(String sql, String catalog, String schema, WarehouseProcess warehouse)
      throws SQLException {
    try (Connection connection = SharedWarehouse.dataSource(warehouse).getConnection();
        Statement statement = connection.createStatement()) {
      connection.beginRequest();
      assertEquals("main", connection.getCatalog());
      statement.execute(sql);
      assertNames(connection, catalog, schema);
      connection.endRequest();
      assertNames(connection, "main", "default");
    }
  }

  @Test
  void settersAreFollowedInTheSpellingOfTheServer(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = SharedWarehouse.dataSource(warehouse).getConnection()) {
      connection.setCatalog("Samples");
      assertNames(connection, "samples", "default");
      connection.setSchema("LakeWire");
      assertNames(connection, "samples", "lakewire");
      connection.setCatalog("MAIN");
      assertNames(connection, "main", "default");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Samples", "samples"})
  void theNamesOfTheUrlAreThoseOfTheServerToo(String catalog, WarehouseProcess warehouse)
      throws SQLException {
    LakewireDataSource source = SharedWarehouse.dataSource(warehouse);
    source.setCatalog(catalog);
    source.setSchema("LakeWire");
    try (Connection connection = source.getConnection()) {
      assertNames(connection, "samples", "lakewire");
    }
  }

  @Test
  void theOldNameOfTheDefaultCatalogIsNoName(WarehouseProcess warehouse) throws SQLException {
    LakewireDataSource source = SharedWarehouse.dataSource(warehouse);
    source.setCatalog("SPARK");
    try (Connection connection = source.getConnection()) {
      assertNames(connection, "main", "default");
    }
  }

  private static void assertNames(Connection connection, String catalog, String schema)
      throws SQLException {
    assertEquals(catalog, connection.getCatalog());
    assertEquals(schema, connection.getSchema());
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_catalog(), current_schema()")) {
      assertTrue(row.next());
      assertEquals(catalog, row.getString(1));
      assertEquals(schema, row.getString(2));
    }
  }
}
