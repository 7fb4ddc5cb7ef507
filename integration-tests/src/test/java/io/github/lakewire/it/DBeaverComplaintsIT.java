package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.lang.management.ManagementFactory;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users of DBeaver have complained of with other drivers for Databricks. */
@ExtendWith(SharedWarehouse.class)
class DBeaverComplaintsIT {

  /** Its issue 40287: fields were shown as Attr0 to Attrn. It takes their names from the type. */
  @Test
  void fieldsOfStructsHaveTheirNames(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = DBeaverEditor.open(warehouse);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT named_struct('id', 1, 'at', named_struct('x', 2.5D, 'Y', 'z')) AS s")) {
      String type = "STRUCT<id: INT, at: STRUCT<x: DOUBLE, Y: STRING>>";
      assertEquals(type, row.getMetaData().getColumnTypeName(1));
      assertTrue(row.next());
      Struct struct = assertInstanceOf(Struct.class, row.getObject(1));
      assertEquals(type, struct.getSQLTypeName());
      assertEquals(1, struct.getAttributes()[0]);
      Struct inner = assertInstanceOf(Struct.class, struct.getAttributes()[1]);
      assertEquals("STRUCT<x: DOUBLE, Y: STRING>", inner.getSQLTypeName());
      assertEquals(List.of(2.5, "z"), List.of(inner.getAttributes()));
    }
  }

  /** Its issue 39972: an ARRAY of STRUCTs was shown as text. */
  @Test
  void arraysOfStructsAreArraysOfStructs(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = DBeaverEditor.open(warehouse);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT array(named_struct('a', 1), named_struct('a', 2), NULL) AS list")) {
      assertTrue(row.next());
      Array array = assertInstanceOf(Array.class, row.getObject(1));
      assertEquals("STRUCT<a: INT>", array.getBaseTypeName());
      Object[] elements = (Object[]) array.getArray();
      assertEquals(3, elements.length);
      assertEquals(2, assertInstanceOf(Struct.class, elements[1]).getAttributes()[0]);
      try (ResultSet rows = array.getResultSet()) {
        assertTrue(rows.next());
        assertInstanceOf(Struct.class, rows.getObject(2));
      }
    }
  }

  /** Its issue 37005: no schemas in the tree. */
  @Test
  void everyCatalogHasItsSchemas(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = DBeaverEditor.open(warehouse)) {
      List<String> catalogs =
          DBeaverEditor.column(connection.getMetaData().getCatalogs(), "TABLE_CAT");
      assertTrue(catalogs.containsAll(List.of("main", "samples")), catalogs.toString());
      for (String catalog : catalogs) {
        List<String> asked =
            DBeaverEditor.column(connection.getMetaData().getSchemas(catalog, "%"), "TABLE_SCHEM");
        assertFalse(asked.isEmpty(), catalog);
        assertEquals(
            asked, DBeaverEditor.column(connection, "SHOW SCHEMAS IN `" + catalog + "`"), catalog);
      }
    }
  }

  /** Its issue 39361: the current catalog was null, and the tree went without catalogs. */
  @Test
  void thereIsAlwaysACurrentCatalog(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = DBeaverEditor.open(warehouse)) {
      assertEquals("main", connection.getCatalog());
      DBeaverEditor.execute(connection, "USE CATALOG samples");
      assertEquals("samples", connection.getCatalog());
      DBeaverEditor.execute(connection, "USE main.default");
      assertEquals("main", connection.getCatalog());
      connection.setCatalog("samples");
      assertEquals("samples", connection.getCatalog());
    }
    try (Connection connection =
        QueryIT.connect(warehouse, ";ConnCatalog=samples;ConnSchema=lakewire")) {
      assertEquals("samples", connection.getCatalog());
      assertEquals("lakewire", connection.getSchema());
    }
  }

  /** Its issue 23470: OAuth failed. A token of OAuth does; what is not there says so. */
  @Test
  void tokensOfOAuthAreTakenAndABrowserIsRefusedPlainly(WarehouseProcess warehouse)
      throws SQLException {
    String url = SharedWarehouse.trustedUrl(warehouse) + ";AuthMech=11;Auth_Flow=";
    Properties properties = new Properties();
    properties.setProperty("Auth_AccessToken", warehouse.token());
    try (Connection connection = DriverManager.getConnection(url + "0", properties)) {
      assertTrue(connection.isValid(5));
    }
    SQLException refused =
        assertThrows(
            SQLException.class, () -> DriverManager.getConnection(url + "2", new Properties()));
    assertTrue(refused.getMessage().contains("token"), refused.getMessage());
  }

  /** Its pull request 41744: a setting in the URL and in the properties was an error. */
  @Test
  void settingsMayBeGivenTwice(WarehouseProcess warehouse) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "token");
    properties.setProperty("password", warehouse.token());
    properties.setProperty("HttpPath", warehouse.httpPath());
    properties.setProperty("enablearrow", "1");
    properties.setProperty("UserAgentEntry", "DBeaver+25.3");
    String url =
        SharedWarehouse.trustedUrl(warehouse)
            + ";UID=token;PWD=stale;EnableArrow=0;UserAgentEntry=other;";
    try (Connection connection = DriverManager.getConnection(url, properties)) {
      assertTrue(connection.isValid(5));
    }
  }

  /** Its issue 15700: Arrow needed a flag of the JVM, which DBeaver does not set. */
  @Test
  void arrowNeedsNoFlagOfTheJvm(WarehouseProcess warehouse) throws SQLException {
    assertTrue(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .noneMatch(flag -> flag.startsWith("--add-opens")));
    try (Connection connection = DBeaverEditor.open(warehouse)) {
      assertEquals(
          List.of("199999"), DBeaverEditor.column(connection, "SELECT max(id) FROM range(200000)"));
    }
  }

  /** Issue 1491 of the official driver: each getColumns took up to minutes. */
  @Test
  void columnsOfATableAreOneRequest(WarehouseProcess warehouse) throws Exception {
    try (Connection connection = DBeaverEditor.open(warehouse)) {
      connection.getMetaData().getDatabaseProductVersion();
      long before = warehouse.requestCount();
      try (ResultSet columns =
          connection.getMetaData().getColumns("samples", "lakewire", "trips", "%")) {
        int count = 0;
        while (columns.next()) {
          assertEquals("trips", columns.getString("TABLE_NAME"));
          columns.getString("TYPE_NAME");
          columns.getString("REMARKS");
          count++;
        }
        assertEquals(11, count);
      }
      assertEquals(1, warehouse.requestCount() - before);
    }
  }
}
