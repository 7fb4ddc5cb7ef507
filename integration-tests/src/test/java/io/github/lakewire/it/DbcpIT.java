package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LakewireDriver;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.DelegatingConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** DBCP2 resets what a borrower changed, replaces dead connections, and ends abandoned ones. */
@ExtendWith(SharedWarehouse.class)
class DbcpIT {

  @Test
  void aReturnedConnectionIsAsNew(WarehouseProcess warehouse) throws SQLException {
    try (OwnSchema other = OwnSchema.create(warehouse, "dbcp_other");
        BasicDataSource pool = pool(warehouse)) {
      Connection first;
      Statement leftOpen;
      try (Connection connection = pool.getConnection()) {
        first = driversOwn(connection);
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setSchema(other.name());
        assertEquals(other.name(), connection.getSchema());
        leftOpen = connection.createStatement();
        assertThrows(SQLException.class, () -> leftOpen.execute("SELEC 1"));
      }
      assertTrue(leftOpen.isClosed());
      try (Connection connection = pool.getConnection()) {
        assertSame(first, driversOwn(connection));
        assertTrue(connection.getAutoCommit());
        assertFalse(connection.isReadOnly());
        assertEquals("default", connection.getSchema());
        assertEquals("main", connection.getCatalog());
      }
    }
  }

  @Test
  void pooledStatementsRunAgain(WarehouseProcess warehouse) throws SQLException {
    try (OwnSchema schema = OwnSchema.create(warehouse, "dbcp_statements");
        BasicDataSource pool = pool(warehouse)) {
      schema.createOrders();
      pool.setDefaultSchema(schema.name());
      pool.setPoolPreparedStatements(true);
      for (int round = 1; round <= 2; round++) {
        try (Connection connection = pool.getConnection();
            PreparedStatement insert = connection.prepareStatement(Order.INSERT)) {
          for (long id = 1; id <= 3; id++) {
            Object[] values = Order.FIRST.withId(10 * round + id).values();
            for (int i = 0; i < values.length; i++) {
              insert.setObject(i + 1, values[i]);
            }
            insert.addBatch();
          }
          assertArrayEquals(new int[] {1, 1, 1}, insert.executeBatch());
        }
        try (Connection connection = pool.getConnection();
            PreparedStatement count =
                connection.prepareStatement("SELECT count(*) FROM orders WHERE id > ?")) {
          count.setInt(1, 10 * round);
          try (ResultSet row = count.executeQuery()) {
            assertTrue(row.next());
            assertEquals(3, row.getInt(1));
          }
        }
      }
    }
  }

  @Test
  void aDeadConnectionIsReplaced(WarehouseProcess warehouse) throws SQLException {
    try (BasicDataSource pool = pool(warehouse)) {
      pool.setFastFailValidation(true);
      Connection first;
      try (Connection connection = pool.getConnection()) {
        first = driversOwn(connection);
        first.abort(Runnable::run);
        SQLException dead = assertThrows(SQLException.class, connection::createStatement);
        assertEquals("08003", dead.getSQLState());
      }
      try (Connection connection = pool.getConnection()) {
        assertNotSame(first, driversOwn(connection));
        assertTrue(connection.isValid(0));
      }
    }
  }

  @Test
  void anAbandonedConnectionIsAborted(WarehouseProcess warehouse) throws Exception {
    try (BasicDataSource pool = pool(warehouse)) {
      pool.setRemoveAbandonedOnMaintenance(true);
      pool.setRemoveAbandonedTimeout(Duration.ZERO);
      Connection forgotten = pool.getConnection();
      Connection own = driversOwn(forgotten);
      pool.evict();
      assertTrue(own.isClosed());
      assertThrows(SQLException.class, forgotten::createStatement);
      try (Connection connection = pool.getConnection()) {
        assertTrue(connection.isValid(0));
      }
    }
  }

  private static Connection driversOwn(Connection borrowed) {
    return ((DelegatingConnection<?>) borrowed).getInnermostDelegate();
  }

  private static BasicDataSource pool(WarehouseProcess warehouse) {
    BasicDataSource pool = new BasicDataSource();
    pool.setDriverClassName(LakewireDriver.class.getName());
    pool.setUrl(SharedWarehouse.trustedUrl(warehouse));
    pool.setUsername("token");
    pool.setPassword(warehouse.token());
    pool.setDefaultReadOnly(false);
    pool.setDefaultCatalog("main");
    pool.setDefaultSchema("default");
    pool.setMaxTotal(1);
    pool.setMaxWait(Duration.ofSeconds(20));
    pool.setAccessToUnderlyingConnectionAllowed(true);
    return pool;
  }
}
