package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SchemaCrawler's way of asking: whatever has a name is called, on every kind of result. */
@ExtendWith(SharedWarehouse.class)
class SchemaCrawlerStyleIT {

  @Test
  void everyQuestionWithoutArgumentsHasAnAnswer(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      DatabaseMetaData metaData = connection.getMetaData();
      List<String> failed = new ArrayList<>();
      for (Method method : DatabaseMetaData.class.getMethods()) {
        if (method.getParameterCount() == 0) {
          Object answer = answer(metaData, method, failed);
          if (answer instanceof ResultSet rows) {
            readAll(rows, failed);
          }
        }
      }
      assertEquals(List.of(), failed);
      assertSame(connection, metaData.getConnection());
    }
  }

  @Test
  void everyQuestionFailsOnceTheConnectionIsClosed(WarehouseProcess warehouse)
      throws ReflectiveOperationException, SQLException {
    Connection connection = QueryIT.connect(warehouse, "");
    DatabaseMetaData metaData = connection.getMetaData();
    connection.close();
    List<String> answered = new ArrayList<>();
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getParameterCount() == 0 && method.getExceptionTypes().length > 0) {
        try {
          answered.add(method.getName() + " = " + method.invoke(metaData));
        } catch (InvocationTargetException e) {
          if (!(e.getCause() instanceof SQLException sql) || !"08003".equals(sql.getSQLState())) {
            answered.add(method.getName() + ": " + e.getCause());
          }
        }
      }
    }
    assertEquals(List.of(), answered);
  }

  @Test
  void everyObjectCallGivesAReadableResult(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      DatabaseMetaData metaData = connection.getMetaData();
      List<String> failed = new ArrayList<>();
      String catalog = "samples";
      String schema = "lakewire";
      for (ResultSet rows :
          List.of(
              metaData.getUDTs(catalog, schema, null, null),
              metaData.getSchemas(null, null),
              metaData.getTables(catalog, schema, null, new String[] {"TABLE", "VIEW"}),
              metaData.getTables(catalog, schema, null, new String[] {"BASE TABLE"}),
              metaData.getTables(catalog, schema, null, new String[0]),
              metaData.getColumns(catalog, schema, "trips", null),
              metaData.getPrimaryKeys(null, schema, "trips"),
              metaData.getImportedKeys(null, schema, "trips"),
              metaData.getExportedKeys(catalog, schema, "trips"),
              metaData.getCrossReference(catalog, schema, "trips", catalog, schema, "zones"),
              metaData.getIndexInfo(catalog, schema, "trips", false, true),
              metaData.getTablePrivileges(null, null, null),
              metaData.getColumnPrivileges(null, null, null, null),
              metaData.getFunctions(catalog, schema, null),
              metaData.getFunctionColumns(catalog, schema, null, null),
              metaData.getProcedures(catalog, schema, null),
              metaData.getProcedureColumns(catalog, schema, null, null),
              metaData.getSuperTypes(catalog, schema, null),
              metaData.getSuperTables(catalog, schema, null),
              metaData.getAttributes(catalog, schema, null, null),
              metaData.getPseudoColumns(catalog, schema, null, null),
              metaData.getVersionColumns(catalog, schema, "trips"),
              metaData.getBestRowIdentifier(
                  catalog, schema, "trips", DatabaseMetaData.bestRowSession, true))) {
        readAll(rows, failed);
      }
      for (int type : new int[] {1003, 1004, 1005}) {
        assertFalse(metaData.deletesAreDetected(type));
        assertFalse(metaData.updatesAreDetected(type));
        assertFalse(metaData.insertsAreDetected(type));
        assertFalse(metaData.othersDeletesAreVisible(type));
        assertFalse(metaData.ownUpdatesAreVisible(type));
        assertEquals(type == 1003, metaData.supportsResultSetType(type));
      }
      assertEquals(List.of(), failed);
    }
  }

  @Test
  void everyQuestionAboutEveryColumnHasAnAnswer(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "")) {
      List<String> failed = new ArrayList<>();
      for (String sql :
          List.of(ValuesOfEveryType.SQL, "SHOW CATALOGS", "SELECT 1 WHERE false", "SELECT ''")) {
        try (Statement statement = connection.createStatement()) {
          readAll(statement.executeQuery(sql), failed);
        }
      }
      assertEquals(List.of(), failed);
    }
  }

  @Test
  void theUrlLeadsBackToTheDriverAndHoldsNoSecret(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, ";PWD=" + warehouse.token())) {
      String url = connection.getMetaData().getURL();
      assertFalse(url.contains(warehouse.token()), "the token is in getURL()");
      Driver driver = DriverManager.getDriver(url);
      assertTrue(driver.getPropertyInfo(url, new Properties()).length > 10);
      assertSame(connection, connection.unwrap(Connection.class));
      assertTrue(connection.isValid(5));
      Properties properties = new Properties();
      properties.setProperty("token", warehouse.token());
      properties.setProperty("trustStore", warehouse.caPem().orElseThrow().toString());
      try (Connection again = DriverManager.getConnection(url, properties)) {
        assertTrue(again.isValid(5));
      }
    }
  }

  private static void readAll(ResultSet rows, List<String> failed) throws SQLException {
    try (rows) {
      ResultSetMetaData columns = rows.getMetaData();
      assertTrue(columns.getColumnCount() > 0);
      for (Method method : ResultSetMetaData.class.getDeclaredMethods()) {
        if (method.getParameterCount() == 1 && method.getParameterTypes()[0] == int.class) {
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            answer(columns, method, failed, i);
          }
        }
      }
      while (rows.next()) {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          Object value = rows.getObject(i);
          assertEquals(value == null, rows.wasNull());
          if (value != null) {
            try {
              Class<?> promised = Class.forName(columns.getColumnClassName(i));
              if (!promised.isInstance(value)) {
                failed.add(columns.getColumnLabel(i) + " is no " + promised);
              }
            } catch (ClassNotFoundException e) {
              failed.add(e.toString());
            }
          }
        }
        assertEquals(null, rows.getWarnings());
        rows.clearWarnings();
      }
      assertNotNull(rows.getCursorName());
      assertEquals(ResultSet.TYPE_FORWARD_ONLY, rows.getType());
      assertEquals(ResultSet.CONCUR_READ_ONLY, rows.getConcurrency());
      rows.getHoldability();
      rows.setFetchSize(10);
    }
  }

  private static Object answer(
      Object asked, Method method, List<String> failed, Object... arguments) {
    try {
      Object answer = method.invoke(asked, arguments);
      if (answer == null) {
        failed.add(method.getName() + " is null");
      }
      return answer;
    } catch (ReflectiveOperationException e) {
      failed.add(method.getName() + ": " + e.getCause());
      return null;
    }
  }
}
