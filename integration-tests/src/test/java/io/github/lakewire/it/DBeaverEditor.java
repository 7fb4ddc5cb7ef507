package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What DBeaver does with statements, from opening a connection to closing it; steps of {@link
 * DBeaverIT}.
 *
 * @param connection for statements
 */
record DBeaverEditor(Connection connection) {
  private static final Set<String> RECONNECTING_STATES =
      Set.of("08000", "08003", "08006", "08007", "08S01");
  private static final String FOREVER =
      "SELECT count(*) FROM range(100000000000) WHERE hash(id) = 7";

  /** A connection as DBeaver makes it. */
  static Connection open(WarehouseProcess warehouse) throws SQLException {
    return QueryIT.connect(
        warehouse,
        ";UserAgentEntry=DBeaver+25.3;EnableComplexDatatypeSupport=1"
            + ";EnableGeoSpatialSupport=1");
  }

  void aConnectionOpensWithItsCatalogAndClientInfo(String name) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    Map<String, Integer> lengths = new HashMap<>();
    try (ResultSet properties = metaData.getClientInfoProperties()) {
      while (properties.next()) {
        lengths.put(properties.getString("NAME"), properties.getInt("MAX_LEN"));
      }
    }
    assertTrue(lengths.get("ApplicationName") >= 48);
    connection.setClientInfo("ApplicationName", "DBeaver 25.3 - " + name);
    assertEquals("DBeaver 25.3 - " + name, connection.getClientInfo("ApplicationName"));
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(true);
    assertTrue(connection.getAutoCommit());
    String catalog = connection.getCatalog();
    assertFalse(catalog == null || catalog.isEmpty(), "no catalog");
    assertEquals(List.of(catalog), column(connection, "SELECT CURRENT_CATALOG()"));
  }

  void theDataViewReadsABoundedPage() throws SQLException {
    try (Statement statement =
        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      statement.setFetchSize(200);
      statement.setQueryTimeout(60);
      assertTrue(statement.execute("SELECT t.* FROM samples.lakewire.trips t LIMIT 200"));
      ResultSet rows = statement.getResultSet();
      int count = 0;
      while (rows.next()) {
        rows.getLong("trip_id");
        assertFalse(rows.wasNull());
        count++;
      }
      assertEquals(200, count);
      rows.close();
      rows.close();
    }
  }

  void theSqlEditorRunsQueriesAndCounts() throws SQLException {
    try (Statement statement =
        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      statement.setEscapeProcessing(false);
      statement.setMaxRows(200);
      statement.setFetchSize(200);
      assertTrue(statement.execute("SELECT id FROM range(100000)"));
      assertNull(statement.getWarnings());
      statement.clearWarnings();
      try (ResultSet rows = statement.getResultSet()) {
        assertNotNull(rows.getCursorName());
        assertEquals(200, rows(rows));
      }
      assertFalse(statement.execute("CREATE TABLE main.default.dbeaver_script (id INT)"));
      assertTrue(statement.getLargeUpdateCount() <= 0);
      assertFalse(statement.execute("INSERT INTO main.default.dbeaver_script VALUES (1), (2)"));
      assertEquals(2, statement.getLargeUpdateCount());
      assertFalse(statement.getMoreResults());
      assertEquals(-1, statement.getLargeUpdateCount());
      assertFalse(statement.execute("DROP TABLE main.default.dbeaver_script"));
    }
  }

  void everyColumnOfAResultIsDescribed() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ValuesOfEveryType.SQL)) {
      ResultSetMetaData columns = row.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        assertFalse(columns.getColumnLabel(i).isEmpty());
        assertFalse(columns.getColumnName(i).isEmpty());
        assertFalse(columns.isWritable(i));
        assertEquals("", columns.getTableName(i));
        assertEquals("", columns.getCatalogName(i));
        assertEquals("", columns.getSchemaName(i));
        assertEquals(ResultSetMetaData.columnNullable, columns.isNullable(i));
        assertTrue(columns.getColumnDisplaySize(i) > 0);
        String type = columns.getColumnTypeName(i);
        assertTrue(type.matches("[A-Z].*"), type);
        assertFalse(columns.isAutoIncrement(i));
        assertTrue(columns.getPrecision(i) >= 0);
        assertTrue(columns.getScale(i) >= 0);
      }
    }
  }

  void valuesOfEveryTypeAreRead() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ValuesOfEveryType.SQL)) {
      for (boolean isNull : new boolean[] {false, true}) {
        assertTrue(row.next());
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          String label = columns.getColumnLabel(i);
          Object value =
              switch (columns.getColumnType(i)) {
                case Types.INTEGER -> row.getLong(i);
                case Types.SMALLINT -> row.getInt(i);
                case Types.TINYINT -> row.getShort(i);
                case Types.BOOLEAN -> row.getBoolean(i);
                case Types.DATE -> row.getDate(i);
                default -> row.getObject(i);
              };
          if (columns.getColumnType(i) != Types.NULL) {
            assertEquals(isNull, row.wasNull(), label);
          }
          if (columns.getColumnTypeName(i).startsWith("MAP<") && !isNull) {
            assertInstanceOf(Map.class, value);
          }
          if (columns.getColumnType(i) == Types.BINARY && !isNull) {
            assertInstanceOf(byte[].class, value);
          }
          row.getString(i);
        }
      }
    }
  }

  void editedRowsAreSavedAsABatch() throws SQLException {
    execute(
        connection,
        "CREATE OR REPLACE TABLE main.default.dbeaver_edit (id BIGINT, s STRING, a ARRAY<STRING>, t"
            + " STRUCT<x: INT>)");
    String insert = "INSERT INTO main.default.dbeaver_edit (id, s, a, t) VALUES (?, ?, ?, ?)";
    try (PreparedStatement statement =
        connection.prepareStatement(insert, Statement.RETURN_GENERATED_KEYS)) {
      statement.setLong(1, 1);
      statement.setString(2, "one");
      statement.setObject(
          3, connection.createArrayOf("STRING", new Object[] {"p", null}), Types.ARRAY);
      statement.setObject(
          4, connection.createStruct("STRUCT<x: INT>", new Object[] {7}), Types.STRUCT);
      statement.addBatch();
      statement.setInt(1, 2);
      statement.setNull(2, Types.VARCHAR);
      statement.setNull(3, Types.ARRAY);
      statement.setNull(4, Types.STRUCT);
      statement.addBatch();
      assertArrayEquals(new long[] {1, 1}, statement.executeLargeBatch());
      try (ResultSet keys = statement.getGeneratedKeys()) {
        assertFalse(keys.next());
      }
    }
    assertEquals(
        List.of("[\"p\",null]{\"x\":7}"),
        column(
            connection,
            "SELECT to_json(a) || to_json(t) FROM main.default.dbeaver_edit WHERE id = 1"));
    execute(connection, "DROP TABLE main.default.dbeaver_edit");
  }

  void rowsAreCounted() throws SQLException {
    try (PreparedStatement count =
        connection.prepareStatement(
            "SELECT COUNT(*) FROM samples.lakewire.zones",
            ResultSet.TYPE_FORWARD_ONLY,
            ResultSet.CONCUR_READ_ONLY)) {
      assertTrue(count.execute());
      try (ResultSet row = count.getResultSet()) {
        assertTrue(row.next());
        assertEquals(263, assertInstanceOf(Number.class, row.getObject(1)).longValue());
      }
    }
  }

  void aRunningStatementIsCancelled() throws Exception {
    ExecutorService worker = Executors.newSingleThreadExecutor();
    try (Statement statement = connection.createStatement()) {
      CountDownLatch running = new CountDownLatch(1);
      Future<SQLException> outcome =
          worker.submit(
              () -> {
                running.countDown();
                return assertThrows(SQLException.class, () -> statement.execute(FOREVER));
              });
      running.await();
      while (!outcome.isDone()) {
        statement.cancel();
        Thread.onSpinWait();
      }
      assertEquals("57014", outcome.get().getSQLState());
      assertEquals(List.of("1"), column(connection, "SELECT 1"));
    } finally {
      worker.shutdownNow();
    }
  }

  void aPingIsAnswered() throws SQLException {
    assertFalse(connection.isClosed());
    assertTrue(connection.isValid(10_000));
    try (ResultSet none =
        connection.getMetaData().getTables(null, null, "DBEAVERFAKETABLENAMEFORPING", null)) {
      assertFalse(none.next());
    }
  }

  /** On this connection, which is lost. */
  void aDeadSessionMakesItReconnect() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      connection.abort(Runnable::run);
      SQLException e = assertThrows(SQLException.class, () -> statement.execute("SELECT 1"));
      assertTrue(RECONNECTING_STATES.contains(e.getSQLState()), e.getSQLState());
      assertFalse(connection.isValid(1));
    }
  }

  void catalogAndSchemaAreSwitched() throws SQLException {
    String home = connection.getCatalog();
    connection.setCatalog("samples");
    assertEquals("samples", connection.getCatalog());
    assertEquals(List.of("samples"), column(connection, "SELECT CURRENT_CATALOG()"));
    connection.setSchema("lakewire");
    assertEquals(List.of("lakewire"), column(connection, "SELECT CURRENT_SCHEMA()"));
    SQLException wrong =
        assertThrows(SQLException.class, () -> connection.setCatalog("no_such_catalog"));
    assertTrue(wrong.getSQLState().startsWith("42"), wrong.getSQLState());
    assertEquals("samples", connection.getCatalog());
    assertThrows(SQLException.class, () -> connection.setSchema("no_such_schema"));
    assertEquals("lakewire", connection.getSchema());
    connection.setCatalog(home);
  }

  void transactionsAreTolerated() throws SQLException {
    connection.setAutoCommit(false);
    assertFalse(connection.getAutoCommit());
    connection.getTransactionIsolation();
    connection.commit();
    connection.rollback();
    connection.setAutoCommit(true);
    assertTrue(connection.getAutoCommit());
  }

  void closingEndsARunningStatement() throws Exception {
    ExecutorService worker = Executors.newSingleThreadExecutor();
    try (Statement statement = connection.createStatement()) {
      CountDownLatch running = new CountDownLatch(1);
      Future<SQLException> outcome =
          worker.submit(
              () -> {
                running.countDown();
                return assertThrows(SQLException.class, () -> statement.execute(FOREVER));
              });
      running.await();
      outcomeIsPending(outcome);
      connection.rollback();
      long start = System.nanoTime();
      connection.close();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, "close took " + took);
      assertNotNull(outcome.get(5, TimeUnit.SECONDS).getSQLState());
    } finally {
      worker.shutdownNow();
    }
  }

  /** The statement is given the time to reach the server. */
  private static void outcomeIsPending(Future<?> outcome) {
    assertThrows(
        java.util.concurrent.TimeoutException.class, () -> outcome.get(300, TimeUnit.MILLISECONDS));
  }

  void noWarningIsLeftAtTheEnd() throws SQLException {
    connection.clearWarnings();
    assertNull(connection.getWarnings());
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static List<String> column(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return column(rows, rows.getMetaData().getColumnLabel(1));
    }
  }

  static List<String> column(ResultSet rows, String label) throws SQLException {
    try (rows) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(label));
      }
      return values;
    }
  }

  static int rows(ResultSet rows) throws SQLException {
    try (rows) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }
}
