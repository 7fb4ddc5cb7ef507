package io.github.lakewire.it;

import static io.github.lakewire.it.DBeaverIT.column;
import static io.github.lakewire.it.DBeaverIT.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What DBeaver asks for its tree of catalogs, schemas, tables and columns; see {@code DBeaverIT}.
 */
@ExtendWith(SharedWarehouse.class)
class DBeaverNavigatorIT {
  private Connection connection;

  @BeforeEach
  void connect(WarehouseProcess warehouse) throws SQLException {
    connection = DBeaverIT.open(warehouse);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void theDialectIsDescribed() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    assertTrue(metaData.getDatabaseMajorVersion() >= 3);
    assertTrue(metaData.getDatabaseMinorVersion() >= 0);
    assertEquals("`", metaData.getIdentifierQuoteString());
    assertEquals(DatabaseMetaData.sqlStateSQL, metaData.getSQLStateType());
    assertTrue(metaData.supportsCorrelatedSubqueries());
    assertTrue(metaData.supportsSubqueriesInIns());
    assertTrue(metaData.supportsSubqueriesInExists());
    assertTrue(metaData.supportsSubqueriesInComparisons());
    assertFalse(metaData.supportsSubqueriesInQuantifieds());
    assertFalse(metaData.supportsMixedCaseIdentifiers());
    assertFalse(metaData.supportsMixedCaseQuotedIdentifiers());
    assertFalse(metaData.storesUpperCaseIdentifiers());
    assertTrue(metaData.storesLowerCaseIdentifiers());
    assertEquals("\\", metaData.getSearchStringEscape());
    assertEquals(".", metaData.getCatalogSeparator());
    assertTrue(metaData.supportsCatalogsInDataManipulation());
    assertTrue(metaData.supportsCatalogsInTableDefinitions());
    assertTrue(metaData.supportsSchemasInDataManipulation());
    assertTrue(metaData.supportsSchemasInTableDefinitions());
    assertNotNull(metaData.getExtraNameCharacters());
    assertTrue(metaData.isCatalogAtStart());
    for (String list :
        List.of(
            metaData.getSQLKeywords(),
            metaData.getNumericFunctions(),
            metaData.getStringFunctions(),
            metaData.getSystemFunctions(),
            metaData.getTimeDateFunctions())) {
      assertTrue(list.matches("[A-Za-z0-9_]+(,[A-Za-z0-9_]+)*"), list);
    }
  }

  @Test
  void productDriverAndTermsAreNamed() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    assertEquals("SparkSQL", metaData.getDatabaseProductName());
    assertFalse(metaData.getDatabaseProductVersion().isBlank());
    assertFalse(metaData.getDriverName().isBlank());
    assertFalse(metaData.getDriverVersion().isBlank());
    assertEquals("catalog", metaData.getCatalogTerm());
    assertEquals("schema", metaData.getSchemaTerm());
    assertNotNull(metaData.getProcedureTerm());
    assertTrue(metaData.supportsBatchUpdates());
    assertFalse(metaData.supportsTransactions());
    for (int level : new int[] {0, 1, 2, 4, 8}) {
      metaData.supportsTransactionIsolationLevel(level);
    }
  }

  @Test
  void typesAgreeWithColumns() throws SQLException {
    Map<String, Integer> types = new HashMap<>();
    try (ResultSet rows = connection.getMetaData().getTypeInfo()) {
      while (rows.next()) {
        types.put(rows.getString("TYPE_NAME"), rows.getInt("DATA_TYPE"));
        rows.getString("LOCAL_TYPE_NAME");
        rows.getBoolean("UNSIGNED_ATTRIBUTE");
        rows.getInt("SEARCHABLE");
        rows.getInt("PRECISION");
        rows.getInt("MINIMUM_SCALE");
        rows.getInt("MAXIMUM_SCALE");
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ValuesOfEveryType.SQL)) {
      ResultSetMetaData columns = row.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        String name = columns.getColumnTypeName(i).replaceAll("[(<].*", "");
        assertEquals(columns.getColumnType(i), types.get(name), name);
      }
    }
  }

  @Test
  void catalogsAndSchemasAreListed() throws SQLException {
    assertTrue(
        column(connection.getMetaData().getCatalogs(), "TABLE_CAT")
            .containsAll(List.of("main", "samples")));
    try (PreparedStatement show = connection.prepareStatement("SHOW SCHEMAS IN `samples`")) {
      assertTrue(show.execute());
      try (ResultSet rows = show.getResultSet()) {
        assertTrue(rows.next());
        assertNotNull(rows.getString("DATABASENAME"));
        SQLException missing =
            assertThrows(SQLException.class, () -> rows.getString("SCHEMA_NAME"));
        assertEquals("42703", missing.getSQLState());
      }
    }
    try (ResultSet rows = connection.getMetaData().getSchemas("samples", "%")) {
      while (rows.next()) {
        assertEquals("samples", rows.getString("TABLE_CATALOG"));
        assertNotNull(rows.getString("TABLE_SCHEM"));
      }
    }
  }

  @Test
  void tablesAreListedAfterUseCatalog() throws SQLException {
    String home = connection.getCatalog();
    execute(connection, "USE CATALOG `samples`");
    assertEquals("samples", connection.getCatalog());
    try (PreparedStatement tables = connection.prepareStatement("SHOW TABLES IN `lakewire`");
        ResultSet rows = tables.executeQuery()) {
      assertEquals(2, rows.findColumn("TABLENAME"));
    }
    execute(connection, "USE CATALOG `" + home + "`");
    assertEquals(home, connection.getCatalog());
    List<String> names = new ArrayList<>();
    try (ResultSet rows = connection.getMetaData().getTables("samples", "lakewire", "%", null)) {
      while (rows.next()) {
        String name = rows.getString("TABLE_NAME");
        names.add(name);
        assertEquals(name.equals("vendor_trips") ? "VIEW" : "TABLE", rows.getString("TABLE_TYPE"));
        assertEquals("lakewire", rows.getString("TABLE_SCHEM"));
        for (String label : List.of("REMARKS", "TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME")) {
          rows.getString(label);
        }
      }
    }
    assertTrue(names.containsAll(List.of("trips", "vendors", "zones")), names.toString());
    assertEquals(
        List.of("trips"),
        column(
            connection.getMetaData().getTables("samples", "lakewire", "trips", null),
            "TABLE_NAME"));
  }

  @Test
  void columnsAreListedInOrderWithTheirTypes() throws SQLException {
    try (ResultSet rows =
        connection.getMetaData().getColumns("samples", "lakewire", "trips", "%")) {
      int position = 0;
      while (rows.next()) {
        assertEquals(++position, rows.getInt("ORDINAL_POSITION"));
        assertFalse(rows.getString("COLUMN_NAME").isEmpty());
        rows.getInt("DATA_TYPE");
        assertFalse(rows.wasNull());
        String type = rows.getString("TYPE_NAME");
        assertEquals(type.toUpperCase(java.util.Locale.ROOT), type);
        Math.toIntExact(rows.getLong("COLUMN_SIZE"));
        if (type.startsWith("DECIMAL")) {
          // It writes the sizes behind the name itself.
          assertEquals("DECIMAL", type);
          assertTrue(rows.getLong("COLUMN_SIZE") > 0);
        }
        rows.getInt("NULLABLE");
        assertFalse(rows.wasNull());
        rows.getInt("DECIMAL_DIGITS");
        rows.getInt("NUM_PREC_RADIX");
        rows.getString("COLUMN_DEF");
        assertNotNull(rows.getString("REMARKS"));
        rows.getInt("CHAR_OCTET_LENGTH");
        rows.getInt("SOURCE_DATA_TYPE");
        assertTrue(rows.wasNull());
        assertTrue(Set.of("YES", "NO", "").contains(rows.getString("IS_AUTOINCREMENT")));
        assertTrue(Set.of("YES", "NO", "").contains(rows.getString("IS_GENERATEDCOLUMN")));
      }
      assertEquals(11, position);
    }
  }

  @Test
  void keysHaveTheirNamesAndAllColumns() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    try (ResultSet keys = metaData.getPrimaryKeys("samples", "lakewire", "trips")) {
      for (String label : List.of("PK_NAME", "COLUMN_NAME", "KEY_SEQ", "TABLE_NAME")) {
        assertTrue(keys.findColumn(label) > 0);
      }
      assertEquals(List.of("trips_key"), column(keys, "PK_NAME"));
    }
    try (ResultSet keys = metaData.getImportedKeys("samples", "lakewire", "trips")) {
      assertEquals(14, keys.getMetaData().getColumnCount());
      assertEquals(List.of("trips_vendor", "trips_zone"), column(keys, "FK_NAME"));
    }
    try (ResultSet keys = metaData.getExportedKeys("samples", "lakewire", "trips")) {
      assertEquals(14, keys.getMetaData().getColumnCount());
      assertFalse(keys.next());
    }
  }

  @Test
  void routinesAndTableTypesAreListed() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    try (ResultSet functions = metaData.getFunctions("main", "default", "%")) {
      while (functions.next()) {
        assertNotNull(functions.getString("FUNCTION_NAME"));
        assertNotNull(functions.getString("SPECIFIC_NAME"));
        functions.getInt("FUNCTION_TYPE");
        functions.getString("REMARKS");
      }
    }
    try (ResultSet procedures = metaData.getProcedures("main", "default", "%")) {
      assertTrue(procedures.findColumn("PROCEDURE_TYPE") > 0);
      assertFalse(procedures.next());
    }
    try (ResultSet columns = metaData.getFunctionColumns("main", "default", "f", "%")) {
      assertEquals(17, columns.getMetaData().getColumnCount());
    }
    try (ResultSet columns = metaData.getProcedureColumns("main", "default", "f", "%")) {
      assertEquals(20, columns.getMetaData().getColumnCount());
    }
    assertTrue(
        column(metaData.getTableTypes(), "TABLE_TYPE").containsAll(List.of("TABLE", "VIEW")));
  }

  @Test
  void definitionAndDetailsOfATableAreShown() throws SQLException {
    execute(
        connection,
        "CREATE TABLE IF NOT EXISTS main.default.dbeaver_ddl (id BIGINT COMMENT 'key')");
    assertTrue(
        String.join("\n", column(connection, "SHOW CREATE TABLE `main`.`default`.`dbeaver_ddl`"))
            .contains("dbeaver_ddl"));
    try (PreparedStatement describe =
            connection.prepareStatement("DESCRIBE TABLE EXTENDED main.default.dbeaver_ddl");
        ResultSet rows = describe.executeQuery()) {
      assertTrue(rows.next());
      assertEquals("id", rows.getString("COL_NAME"));
      assertEquals("bigint", rows.getString("data_type"));
    }
    execute(connection, "DROP TABLE main.default.dbeaver_ddl");
  }

  @Test
  void aSearchMayEndBeforeItsRowsDo() throws SQLException {
    for (String catalog : new String[] {"samples", null}) {
      try (ResultSet rows = connection.getMetaData().getTables(catalog, null, "TRI%", null)) {
        assertTrue(rows.next());
        assertEquals("trips", rows.getString("TABLE_NAME"));
      }
    }
    try (ResultSet rows = connection.getMetaData().getProcedures(null, null, "TRI%")) {
      assertFalse(rows.next());
    }
  }
}
