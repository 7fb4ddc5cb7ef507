package io.github.lakewire.it;

import static io.github.lakewire.it.DBeaverEditor.column;
import static io.github.lakewire.it.DBeaverEditor.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/**
 * What DBeaver asks for its tree of catalogs, schemas, tables and columns; steps of {@link
 * DBeaverIT}.
 *
 * @param connection for metadata
 */
record DBeaverNavigator(Connection connection) {

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
    metaData.supportsCatalogsInProcedureCalls();
    metaData.supportsCatalogsInIndexDefinitions();
    metaData.supportsCatalogsInPrivilegeDefinitions();
    assertTrue(metaData.supportsSchemasInDataManipulation());
    assertTrue(metaData.supportsSchemasInTableDefinitions());
    metaData.supportsSchemasInProcedureCalls();
    metaData.supportsSchemasInIndexDefinitions();
    metaData.supportsSchemasInPrivilegeDefinitions();
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

  void tablesAreListedAfterUseCatalog() throws SQLException {
    String home = connection.getCatalog();
    execute(connection, "USE CATALOG `samples`");
    assertEquals("samples", connection.getCatalog());
    try (PreparedStatement views = connection.prepareStatement("SHOW VIEWS IN `lakewire`");
        ResultSet rows = views.executeQuery()) {
      assertTrue(rows.next());
      assertEquals("lakewire", rows.getString("namespace"));
      assertEquals("vendor_trips", rows.getString("viewName"));
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

  void keysHaveTheirNamesAndAllColumns() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    try (ResultSet keys = metaData.getPrimaryKeys("samples", "lakewire", "trips")) {
      for (String label : List.of("PK_NAME", "COLUMN_NAME", "KEY_SEQ", "TABLE_NAME")) {
        assertTrue(keys.findColumn(label) > 0);
      }
      assertEquals(List.of("trips_key"), column(keys, "PK_NAME"));
    }
    List<String> names = new ArrayList<>();
    List<String> parents = new ArrayList<>();
    try (ResultSet keys = metaData.getImportedKeys("samples", "lakewire", "trips")) {
      assertEquals(14, keys.getMetaData().getColumnCount());
      while (keys.next()) {
        names.add(keys.getString("FK_NAME"));
        // It looks the parent up by these names.
        assertEquals("samples", keys.getString("PKTABLE_CAT"));
        assertEquals("lakewire", keys.getString("PKTABLE_SCHEM"));
        parents.add(keys.getString("PKTABLE_NAME") + "." + keys.getString("PKCOLUMN_NAME"));
        assertEquals("trips", keys.getString("FKTABLE_NAME"));
        assertFalse(keys.getString("FKCOLUMN_NAME").isEmpty());
        assertEquals(1, keys.getInt("KEY_SEQ"));
        keys.getInt("UPDATE_RULE");
        keys.getInt("DELETE_RULE");
        assertNotNull(keys.getString("PK_NAME"));
        assertEquals(DatabaseMetaData.importedKeyNotDeferrable, keys.getInt("DEFERRABILITY"));
      }
    }
    assertEquals(List.of("trips_vendor", "trips_zone"), names);
    assertEquals(List.of("vendors.name", "zones.zone"), parents);
    for (String parent : List.of("vendors", "zones")) {
      assertFalse(
          column(metaData.getColumns("samples", "lakewire", parent, "%"), "COLUMN_NAME").isEmpty());
      assertEquals(
          List.of(parent + "_key"),
          column(metaData.getPrimaryKeys("samples", "lakewire", parent), "PK_NAME"));
      assertEquals(
          List.of("trips"),
          column(metaData.getExportedKeys("samples", "lakewire", parent), "FKTABLE_NAME"));
    }
    try (ResultSet keys = metaData.getExportedKeys("samples", "lakewire", "trips")) {
      assertEquals(14, keys.getMetaData().getColumnCount());
      assertFalse(keys.next());
    }
  }

  void routinesAreListedOnce() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    try (ResultSet functions = metaData.getFunctions("samples", "lakewire", "%")) {
      for (String name : List.of("fare_with_tip", "zones_of")) {
        assertTrue(functions.next());
        assertEquals(name, functions.getString("FUNCTION_NAME"));
        assertNotNull(functions.getString("SPECIFIC_NAME"));
        functions.getInt("FUNCTION_TYPE");
        assertNotNull(functions.getString("REMARKS"));
      }
      assertFalse(functions.next());
    }
    try (ResultSet procedures = metaData.getProcedures("samples", "lakewire", "%")) {
      assertTrue(procedures.next());
      assertEquals("samples", procedures.getString("PROCEDURE_CAT"));
      assertEquals("count_trips", procedures.getString("PROCEDURE_NAME"));
      assertNotNull(procedures.getString("SPECIFIC_NAME"));
      procedures.getInt("PROCEDURE_TYPE");
      assertNotNull(procedures.getString("REMARKS"));
      assertFalse(procedures.next());
    }
    try (ResultSet columns =
        metaData.getFunctionColumns("samples", "lakewire", "fare_with_tip", "%")) {
      assertTrue(parametersOf(columns).containsAll(List.of("fare", "percent")));
    }
    try (ResultSet columns =
        metaData.getProcedureColumns("samples", "lakewire", "count_trips", "%")) {
      assertEquals(List.of("day", "trips"), parametersOf(columns));
    }
  }

  private static List<String> parametersOf(ResultSet columns) throws SQLException {
    List<String> names = new ArrayList<>();
    while (columns.next()) {
      names.add(columns.getString("COLUMN_NAME"));
      columns.getInt("COLUMN_TYPE");
      columns.getInt("DATA_TYPE");
      assertFalse(columns.wasNull());
      assertNotNull(columns.getString("TYPE_NAME"));
      columns.getLong("LENGTH");
      columns.getInt("NULLABLE");
      columns.getInt("SCALE");
      columns.getInt("PRECISION");
      columns.getString("REMARKS");
      columns.getInt("ORDINAL_POSITION");
    }
    return names;
  }

  void tableTypesAreListed() throws SQLException {
    assertTrue(
        column(connection.getMetaData().getTableTypes(), "TABLE_TYPE")
            .containsAll(List.of("TABLE", "VIEW")));
  }

  void definitionsAreShown() throws SQLException {
    for (String table : List.of("trips", "vendor_trips")) {
      String sql = "SHOW CREATE TABLE `samples`.`lakewire`.`" + table + "`";
      try (PreparedStatement show = connection.prepareStatement(sql);
          ResultSet rows = show.executeQuery()) {
        assertTrue(rows.next());
        assertTrue(rows.getString(1).startsWith("CREATE "), rows.getString(1));
        assertTrue(rows.getString(1).contains(table), rows.getString(1));
      }
    }
  }

  void detailsAreDescribed() throws SQLException {
    try (PreparedStatement describe =
            connection.prepareStatement("DESCRIBE TABLE EXTENDED `samples`.`lakewire`.`zones`");
        ResultSet rows = describe.executeQuery()) {
      Map<String, String> details = new HashMap<>();
      while (rows.next()) {
        details.put(rows.getString("COL_NAME"), rows.getString("data_type"));
      }
      assertEquals("string", details.get("borough"));
      assertEquals("Where they drive", details.get("Comment"));
    }
    try (PreparedStatement describe =
            connection.prepareStatement("DESCRIBE SCHEMA EXTENDED `samples`.`lakewire`");
        ResultSet rows = describe.executeQuery()) {
      assertTrue(rows.next());
      assertNotNull(rows.getString("database_description_item"));
      assertNotNull(rows.getString("database_description_value"));
    }
  }

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
