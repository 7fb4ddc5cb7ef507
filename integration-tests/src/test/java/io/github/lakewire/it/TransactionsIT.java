package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LakewireDataSource;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions over the tables of the warehouse, by JDBC's methods and by statements. */
@ExtendWith(SharedWarehouse.class)
class TransactionsIT {

  /** A table t (id, a) with the rows (1, 10) and (2, 20). */
  private static OwnSchema table(WarehouseProcess warehouse, String name) throws SQLException {
    OwnSchema schema = OwnSchema.create(warehouse, name);
    schema.run("CREATE TABLE main." + name + ".t (id BIGINT, a BIGINT)");
    schema.run("INSERT INTO main." + name + ".t VALUES (1, 10), (2, 20)");
    return schema;
  }

  private static Connection inTransaction(OwnSchema schema) throws SQLException {
    LakewireDataSource source = schema.source();
    source.setTransactions(true);
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long sum(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sum(a) FROM t")) {
      assertTrue(rows.next());
      return rows.getLong(1);
    }
  }

  /** What everybody else sees. */
  private static long stored(OwnSchema schema) throws SQLException {
    try (Connection other = schema.source().getConnection()) {
      return sum(other);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INSERT INTO t VALUES (3, 30) | 60",
        "INSERT OVERWRITE t VALUES (3, 30) | 30",
        "UPDATE t SET a = 11 WHERE id = 1 | 31",
        "DELETE FROM t WHERE id = 1 | 20",
        "MERGE INTO t USING (SELECT id, id + 3 AS a FROM range(2, 4)) s ON t.id = s.id WHEN MATCHED"
            + " THEN UPDATE SET a = s.a WHEN NOT MATCHED THEN INSERT (id, a) VALUES (s.id, s.a) |"
            + " 21"
      })
  void changesAreSeenByOthersAfterTheCommitAndNeverAfterARollback(
      String sql, long after, WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = table(warehouse, "tx_changes");
        Connection connection = inTransaction(schema)) {
      run(connection, sql);
      assertEquals(after, sum(connection));
      assertEquals(30, stored(schema));
      connection.rollback();
      assertEquals(30, sum(connection));
      connection.rollback();
      run(connection, sql);
      connection.commit();
      assertEquals(after, stored(schema));
    }
  }

  @Test
  void twoTablesChangeTogether(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = table(warehouse, "tx_tables");
        Connection connection = inTransaction(schema)) {
      schema.run("CREATE TABLE main.tx_tables.log (text STRING)");
      run(connection, "UPDATE t SET a = a - 5 WHERE id = 1");
      run(connection, "INSERT INTO log VALUES ('minus five')");
      try (Connection other = schema.source().getConnection()) {
        assertEquals("0", HikariIT.text(other, "SELECT count(*) FROM log"));
        connection.commit();
        assertEquals("1", HikariIT.text(other, "SELECT count(*) FROM log"));
        assertEquals(25, sum(other));
      }
    }
  }

  @Test
  void aTransactionReadsOneSnapshot(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = table(warehouse, "tx_snapshot");
        Connection connection = inTransaction(schema)) {
      assertEquals(30, sum(connection));
      schema.run("INSERT INTO main.tx_snapshot.t VALUES (3, 30)");
      assertEquals(30, sum(connection));
      connection.commit();
      assertEquals(60, sum(connection));
    }
  }

  @Test
  void theFirstOfTwoThatChangeATableWins(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = table(warehouse, "tx_conflict");
        Connection first = inTransaction(schema);
        Connection second = inTransaction(schema)) {
      run(first, "UPDATE t SET a = 11 WHERE id = 1");
      run(second, "UPDATE t SET a = 12 WHERE id = 1");
      first.commit();
      SQLException e = assertThrows(SQLException.class, second::commit);
      assertInstanceOf(SQLTransactionRollbackException.class, e);
      assertEquals("40001", e.getSQLState());
      assertTrue(e.getMessage().contains("DELTA_CONCURRENT_WRITE"), e::getMessage);
      second.rollback();
      assertEquals(31, sum(second));
      run(second, "UPDATE t SET a = 12 WHERE id = 1");
      second.commit();
      assertEquals(32, stored(schema));
    }
  }

  @Test
  void rowsThatAreOnlyAddedConflictWithNothing(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = table(warehouse, "tx_appends");
        Connection first = inTransaction(schema);
        Connection second = inTransaction(schema)) {
      run(first, "INSERT INTO t VALUES (3, 30)");
      run(second, "INSERT INTO t VALUES (4, 40)");
      run(second, "INSERT INTO t VALUES (5, 50)");
      first.commit();
      second.commit();
      assertEquals(150, stored(schema));
    }
  }

  @Test
  void aBatchOfManyRowsIsStoredOnceOrNotAtAll(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = table(warehouse, "tx_batches")) {
      schema.source().setBatchInsertSize(7);
      try (Connection connection = inTransaction(schema)) {
        insertThirty(connection);
        assertEquals(60, sum(connection));
        connection.rollback();
        assertEquals(30, stored(schema));
        insertThirty(connection);
        connection.commit();
        assertEquals(60, stored(schema));
      }
    }
  }

  private static void insertThirty(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      for (int i = 0; i < 30; i++) {
        statement.setLong(1, 100 + i);
        statement.setLong(2, 1);
        statement.addBatch();
      }
      assertEquals(30, statement.executeBatch().length);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "USE SCHEMA default",
        "SET CATALOG samples",
        "SHOW TABLES",
        "SHOW SCHEMAS",
        "DESCRIBE TABLE EXTENDED t",
        "SELECT * FROM main.information_schema.tables"
      })
  void whatWouldEndTheTransactionOnTheServerIsRefusedBefore(String sql, WarehouseProcess warehouse)
      throws Exception {
    try (OwnSchema schema = table(warehouse, "tx_refused");
        Connection connection = inTransaction(schema)) {
      run(connection, "INSERT INTO t VALUES (3, 30)");
      assertEquals(
          "25001", assertThrows(SQLException.class, () -> run(connection, sql)).getSQLState());
      connection.commit();
      assertEquals(60, stored(schema));
      run(connection, sql);
      connection.setCatalog("main");
      connection.setSchema(schema.name());
    }
  }

  @Test
  void definitionsAreTheServersDecision(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = table(warehouse, "tx_definitions");
        Connection connection = inTransaction(schema)) {
      run(connection, "INSERT INTO t VALUES (3, 30)");
      SQLException ddl =
          assertThrows(SQLException.class, () -> run(connection, "CREATE TABLE u (a INT)"));
      assertTrue(ddl.getMessage().contains("TRANSACTION_NOT_SUPPORTED.DDL"), ddl::getMessage);
      // Its state may say that the transaction has ended.
      assertEquals("25000", ddl.getSQLState());
      assertEquals("25000", assertThrows(SQLException.class, connection::commit).getSQLState());
      assertEquals(30, stored(schema));
    }
  }

  @Test
  void metadataAndValidityLeaveTheTransactionAlone(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = table(warehouse, "tx_metadata");
        Connection connection = inTransaction(schema)) {
      run(connection, "INSERT INTO t VALUES (3, 30)");
      SQLException e =
          assertThrows(
              SQLException.class,
              () -> connection.getMetaData().getTables("main", schema.name(), "%", null));
      assertEquals("25001", e.getSQLState());
      assertThrows(SQLException.class, () -> connection.setCatalog("samples"));
      assertTrue(connection.isValid(5));
      assertEquals("main", connection.getCatalog());
      assertEquals(schema.name(), connection.getSchema());
      assertTrue(connection.getMetaData().supportsTransactions());
      connection.getMetaData().getDatabaseProductVersion();
      try (PreparedStatement query = connection.prepareStatement("SELECT a FROM t WHERE id = ?")) {
        assertEquals("a", query.getMetaData().getColumnLabel(1));
      }
      connection.commit();
      assertEquals(60, stored(schema));
      try (ResultSet tables =
          connection.getMetaData().getTables("main", schema.name(), "%", null)) {
        assertTrue(tables.next());
      }
      run(connection, "INSERT INTO t VALUES (4, 40)");
      connection.rollback();
      assertEquals(60, stored(schema));
    }
  }

  @Test
  void theEndOfTheSessionRollsBack(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = table(warehouse, "tx_closed")) {
      Connection connection = inTransaction(schema);
      run(connection, "UPDATE t SET a = 0");
      connection.close();
      assertEquals(30, stored(schema));
      try (Connection pooled = inTransaction(schema)) {
        pooled.beginRequest();
        run(pooled, "UPDATE t SET a = 0");
        pooled.endRequest();
        assertTrue(pooled.getWarnings().getMessage().contains("is rolled back"));
        assertEquals(30, sum(pooled));
      }
    }
  }

  @Test
  void switchingToAutoCommitCommits(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = table(warehouse, "tx_switch");
        Connection connection = inTransaction(schema)) {
      run(connection, "INSERT INTO t VALUES (3, 30)");
      connection.setAutoCommit(true);
      assertEquals(60, stored(schema));
      run(connection, "INSERT INTO t VALUES (4, 40)");
      assertEquals(100, stored(schema));
    }
  }

  @Test
  void transactionsBegunBySqlAreEndedByTheMethods(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = table(warehouse, "tx_sql");
        Connection connection = schema.source().getConnection()) {
      assertFalse(connection.getMetaData().supportsTransactions());
      run(connection, "BEGIN TRANSACTION");
      run(connection, "INSERT INTO t VALUES (3, 30)");
      connection.rollback();
      assertEquals(30, stored(schema));
      run(connection, "SET AUTOCOMMIT = FALSE");
      assertFalse(connection.getAutoCommit());
      run(connection, "INSERT INTO t VALUES (4, 40)");
      assertEquals(30, stored(schema));
      connection.commit();
      assertEquals(70, stored(schema));
      run(connection, "DELETE FROM t");
      connection.rollback();
      connection.setAutoCommit(true);
      run(connection, "INSERT INTO t VALUES (5, 50)");
      assertEquals(120, stored(schema));
    }
  }

  @Test
  void anAtomicBlockIsStoredAsAWholeOrNotAtAll(WarehouseProcess warehouse) throws Exception {
    try (OwnSchema schema = table(warehouse, "tx_atomic");
        Connection connection = schema.source().getConnection()) {
      run(
          connection,
          "BEGIN ATOMIC INSERT INTO t VALUES (3, 30); UPDATE t SET a = 0 WHERE id = 1; END");
      assertEquals(50, stored(schema));
      assertThrows(
          SQLException.class,
          () ->
              run(
                  connection,
                  "BEGIN ATOMIC DELETE FROM t; INSERT INTO t SELECT 1, raise_error('no'); END"));
      assertEquals(50, stored(schema));
    }
  }
}
