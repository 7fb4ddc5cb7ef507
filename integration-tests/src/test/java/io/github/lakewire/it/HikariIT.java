package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.lakewire.jdbc.QueryMonitor;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HikariCP 7.1 keeps a connection through all that is no fault of it, resets it on return, and
 * drops a dead one. Tests are named after the points of the pool's contract in our research.
 */
@ExtendWith(SharedWarehouse.class)
class HikariIT {
  /** Takes its three seconds without a processor. */
  static final String SLEEP =
      "SELECT java_method('java.lang.Thread', 'sleep', 3000L) FROM range(1)";

  private static final String REQUEST_BOUNDARIES = "com.zaxxer.hikari.enableRequestBoundaries";

  @Test
  void ordinaryErrorsAndRefusalsDoNotEvict(WarehouseProcess warehouse) throws SQLException {
    try (HikariDataSource pool = pool(warehouse)) {
      Connection first;
      try (Connection connection = pool.getConnection()) {
        first = connection.unwrap(Connection.class);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setNetworkTimeout(Runnable::run, 30_000);
        connection.setCatalog("samples");
        assertTrue(connection.isReadOnly());
        assertEquals(Connection.TRANSACTION_SERIALIZABLE, connection.getTransactionIsolation());
        assertEquals("samples", connection.getCatalog());
        connection.rollback();
        assertNotNull(connection.getWarnings());
        assertThrows(SQLFeatureNotSupportedException.class, connection::setSavepoint);
        assertThrows(SQLException.class, () -> text(connection, "SELECT 1 / 0"));
        assertThrows(SQLException.class, () -> text(connection, "SELECT * FROM no_such_table"));
        assertThrows(SQLException.class, () -> text(connection, "SELEC 1"));
        try (Statement statement = connection.createStatement()) {
          statement.setQueryTimeout(1);
          assertThrows(SQLException.class, () -> statement.executeQuery(SLEEP));
        }
      }
      try (Connection connection = pool.getConnection()) {
        assertSame(first, connection.unwrap(Connection.class));
        assertFalse(connection.isReadOnly());
        assertTrue(connection.getAutoCommit());
        assertEquals(0, connection.getNetworkTimeout());
        assertEquals(Connection.TRANSACTION_REPEATABLE_READ, connection.getTransactionIsolation());
        assertNull(connection.getWarnings());
        assertTrue(connection.isValid(5));
        assertEquals("1", text(connection, "SELECT 1"));
      }
    }
  }

  @Test
  void closingEvictingAndAbortingEndTheConnection(WarehouseProcess warehouse) throws Exception {
    try (HikariDataSource pool = pool(warehouse)) {
      Connection connection = pool.getConnection();
      Connection own = connection.unwrap(Connection.class);
      Statement leftOpen = connection.createStatement();
      ResultSet rows = leftOpen.executeQuery("SELECT id FROM range(1000000)");
      assertTrue(rows.next());
      Thread other = new Thread(() -> assertDoesNotThrow(() -> own.abort(Runnable::run)));
      other.start();
      other.join();
      assertTrue(own.isClosed());
      assertEquals(
          "08003", assertThrows(SQLException.class, connection::createStatement).getSQLState());
      rows.close();
      leftOpen.close();
      connection.close();
      connection.close();
      own.close();
      assertFalse(own.isValid(1));
      assertFalse(own.isValid(0));
      try (Connection next = pool.getConnection()) {
        assertEquals("1", text(next, "SELECT 1"));
      }
    }
  }

  @Test
  void statementsAndUnwrapWorkThroughThePoolsProxies(WarehouseProcess warehouse)
      throws SQLException {
    try (HikariDataSource pool = pool(warehouse);
        Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      assertTrue(statement.isWrapperFor(QueryMonitor.class));
      assertNotNull(statement.unwrap(QueryMonitor.class));
      assertTrue(connection.isWrapperFor(Connection.class));
      assertSame(connection, statement.getConnection());
      DatabaseMetaData about = connection.getMetaData();
      assertSame(connection, about.getConnection());
      assertTrue(about.unwrap(DatabaseMetaData.class).isWrapperFor(DatabaseMetaData.class));
      Connection own = connection.unwrap(Connection.class);
      assertTrue(connection.toString().length() < 200, connection.toString());
      assertFalse((own + about.getURL()).contains(warehouse.token()), "the token is shown");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1", "SET TIME ZONE 'Asia/Seoul'"})
  void theNextBorrowerFindsTheSessionAsItWas(String initSql, WarehouseProcess warehouse)
      throws SQLException {
    HikariConfig config = config(warehouse);
    config.setConnectionInitSql(initSql);
    // HikariCP begins and ends requests only when told so, once for each pool.
    System.setProperty(REQUEST_BOUNDARIES, "true");
    try (HikariDataSource pool = new HikariDataSource(config)) {
      Connection first;
      String zone;
      try (Connection connection = pool.getConnection()) {
        first = connection.unwrap(Connection.class);
        zone = text(connection, "SELECT current_timezone()");
        assertEquals("main", connection.getCatalog());
        text(connection, "USE CATALOG samples");
        text(connection, "SET TIME ZONE 'Asia/Tokyo'");
        text(connection, "SET spark.sql.shuffle.partitions = 7");
        assertEquals("Asia/Tokyo", text(connection, "SELECT current_timezone()"));
      }
      try (Connection connection = pool.getConnection()) {
        assertSame(first, connection.unwrap(Connection.class));
        assertEquals("main", connection.getCatalog());
        assertEquals(zone, text(connection, "SELECT current_timezone()"));
        assertFalse(text(connection, "SET spark.sql.shuffle.partitions").contains("7"));
      }
    } finally {
      System.clearProperty(REQUEST_BOUNDARIES);
    }
  }

  @Test
  void whatOnlyASessionHoldsIsNotLeftToTheNextBorrower(WarehouseProcess warehouse)
      throws SQLException {
    HikariConfig config = config(warehouse);
    config.setConnectionInitSql("DECLARE VARIABLE tenant STRING DEFAULT 'nobody'");
    config.setCatalog("samples");
    System.setProperty(REQUEST_BOUNDARIES, "true");
    try (HikariDataSource pool = new HikariDataSource(config)) {
      String session;
      for (String left : SessionLeftovers.TEXTS) {
        try (Connection connection = pool.getConnection()) {
          session = SessionLeftovers.sessionId(connection);
          text(connection, "SET VARIABLE tenant = 'somebody'");
          connection.setClientInfo("ApplicationName", "left over");
          connection.setSchema("default");
          text(connection, left);
        }
        try (Connection connection = pool.getConnection()) {
          assertNotEquals(session, SessionLeftovers.sessionId(connection));
          SessionLeftovers.checkNone(connection);
          assertEquals("nobody", text(connection, "SELECT tenant"), left);
          assertEquals("samples", connection.getCatalog());
          assertEquals("samples", text(connection, "SELECT current_catalog()"));
          assertNull(connection.getClientInfo("ApplicationName"));
          session = SessionLeftovers.sessionId(connection);
        }
        try (Connection connection = pool.getConnection()) {
          assertEquals(session, SessionLeftovers.sessionId(connection), "nothing was left");
        }
      }
      assertEquals(1, pool.getHikariPoolMXBean().getTotalConnections());
    } finally {
      System.clearProperty(REQUEST_BOUNDARIES);
    }
  }

  @Test
  void thePoolServesSeveralThreads(WarehouseProcess warehouse) throws Exception {
    HikariConfig config = config(warehouse);
    config.setMaximumPoolSize(3);
    config.setMinimumIdle(1);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      List<Callable<Long>> work = new ArrayList<>();
      for (int i = 0; i < 18; i++) {
        long n = i;
        work.add(
            () -> {
              try (Connection connection = pool.getConnection();
                  PreparedStatement statement =
                      connection.prepareStatement("SELECT sum(id) FROM range(?)")) {
                statement.setLong(1, n + 1);
                try (ResultSet row = statement.executeQuery()) {
                  row.next();
                  return row.getLong(1);
                }
              }
            });
      }
      List<Future<Long>> sums = threads.invokeAll(work);
      for (int i = 0; i < sums.size(); i++) {
        assertEquals(i * (i + 1L) / 2, sums.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  static HikariDataSource pool(WarehouseProcess warehouse) {
    return new HikariDataSource(config(warehouse));
  }

  private static HikariConfig config(WarehouseProcess warehouse) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(SharedWarehouse.dataSource(warehouse));
    config.setMaximumPoolSize(1);
    return config;
  }

  static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet row = statement.getResultSet()) {
        assertTrue(row.next());
        return row.getString(1);
      }
    }
  }
}
