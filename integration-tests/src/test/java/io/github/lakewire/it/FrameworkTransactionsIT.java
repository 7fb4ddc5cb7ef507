package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Jdbi;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.impl.DefaultTransactionProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Commit and rollback of HikariCP, jOOQ and Jdbi with transactions=1. */
@ExtendWith(SharedWarehouse.class)
class FrameworkTransactionsIT {
  private static OwnSchema schema(WarehouseProcess warehouse, String name) throws SQLException {
    OwnSchema schema = OwnSchema.create(warehouse, name);
    schema.source().setTransactions(true);
    schema.run("CREATE TABLE main." + name + ".notes (id BIGINT, text STRING, version INT)");
    return schema;
  }

  /** What others see. */
  private static String stored(OwnSchema schema) throws SQLException {
    try (Connection connection = schema.source().getConnection()) {
      return HikariIT.text(
          connection, "SELECT concat_ws(',', sort_array(collect_list(text))) FROM notes");
    }
  }

  private static void insert(Connection connection, int id, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO notes VALUES (" + id + ", '" + text + "', 0)");
    }
  }

  @Test
  void aPoolWithoutAutoCommitRollsBackWhatComesBackOpen(WarehouseProcess warehouse)
      throws Exception {
    try (OwnSchema schema = schema(warehouse, "tx_hikari")) {
      HikariConfig config = new HikariConfig();
      config.setDataSource(schema.source());
      config.setAutoCommit(false);
      config.setMaximumPoolSize(1);
      try (HikariDataSource pool = new HikariDataSource(config)) {
        try (Connection connection = pool.getConnection()) {
          assertFalse(connection.getAutoCommit());
          insert(connection, 1, "lost");
        }
        assertEquals("", stored(schema));
        try (Connection connection = pool.getConnection()) {
          insert(connection, 2, "kept");
          connection.commit();
          connection.setAutoCommit(true);
          insert(connection, 3, "at once");
          assertEquals("at once,kept", stored(schema));
        }
        try (Connection connection = pool.getConnection()) {
          assertFalse(connection.getAutoCommit());
          assertNull(connection.getWarnings());
          insert(connection, 4, "later");
          assertEquals("at once,kept", stored(schema));
          connection.rollback();
        }
      }
    }
  }

  @Test
  void jooqAndJdbiRollBackAtAnException(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = schema(warehouse, "tx_jooq_jdbi");
        Connection connection = schema.source().getConnection()) {
      DefaultConnectionProvider connections = new DefaultConnectionProvider(connection);
      org.jooq.DSLContext jooq =
          DSL.using(
              new org.jooq.impl.DefaultConfiguration()
                  .set(connections)
                  .set(new DefaultTransactionProvider(connections, false))
                  .set(SQLDialect.DEFAULT));
      jooq.transaction(inside -> inside.dsl().execute("INSERT INTO notes VALUES (1, 'a', 0)"));
      assertThrows(
          IllegalStateException.class,
          () ->
              jooq.transaction(
                  inside -> {
                    inside.dsl().execute("INSERT INTO notes VALUES (2, 'b', 0)");
                    throw new IllegalStateException("no");
                  }));
      assertEquals("a", stored(schema));
      assertTrue(connection.getAutoCommit());
      Jdbi jdbi = Jdbi.create(schema.source());
      jdbi.useTransaction(handle -> handle.execute("INSERT INTO notes VALUES (?, ?, 0)", 3, "c"));
      assertThrows(
          IllegalStateException.class,
          () ->
              jdbi.useTransaction(
                  handle -> {
                    handle.execute("DELETE FROM notes");
                    throw new IllegalStateException("no");
                  }));
      assertEquals("a,c", stored(schema));
    }
  }
}
