package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Transactions as the connection has them by default: settings are kept, commit and rollback end
 * what a statement has begun, savepoints are refused.
 */
class TransactionsTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  private static void assertRefused(Executable call) {
    assertEquals("HYC00", assertThrows(SQLFeatureNotSupportedException.class, call).getSQLState());
  }

  @Test
  void settableIsolationIsWhatTheMetadataSaysAndSoIsTheDefault() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    assertEquals(metaData.getDefaultTransactionIsolation(), connection.getTransactionIsolation());
    for (int level = -1; level < 20; level++) {
      int tried = level;
      if (metaData.supportsTransactionIsolationLevel(level)) {
        connection.setTransactionIsolation(level);
        assertEquals(level, connection.getTransactionIsolation());
      } else {
        assertEquals(
            "HY024",
            assertThrows(SQLException.class, () -> connection.setTransactionIsolation(tried))
                .getSQLState());
      }
    }
    assertFalse(metaData.supportsTransactionIsolationLevel(Connection.TRANSACTION_NONE));
    assertTrue(metaData.supportsTransactionIsolationLevel(Connection.TRANSACTION_READ_COMMITTED));
    // What a pool read first it can set again.
    connection.setTransactionIsolation(metaData.getDefaultTransactionIsolation());
  }

  @Test
  void commitAndRollbackDoNothingInEitherMode() throws SQLException {
    connection.commit();
    connection.rollback();
    assertNull(connection.getWarnings());
    connection.setAutoCommit(false);
    assertFalse(connection.getAutoCommit());
    connection.commit();
    assertNull(connection.getWarnings());
    connection.rollback();
    connection.rollback();
    assertTrue(connection.getWarnings().getMessage().startsWith("Nothing was rolled back"));
    assertNull(connection.getWarnings().getNextWarning());
    assertEquals(List.of(), session.statements());
  }

  @Test
  void aTransactionBegunBySqlIsCommittedAndRolledBack() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN TRANSACTION");
      connection.commit();
      connection.commit();
      statement.execute("SET AUTOCOMMIT = FALSE");
      assertFalse(connection.getAutoCommit());
      statement.execute("INSERT INTO t VALUES (1)");
      connection.rollback();
      assertNull(connection.getWarnings());
      statement.execute("INSERT INTO t VALUES (2)");
      connection.setAutoCommit(true);
      statement.execute("INSERT INTO t VALUES (3)");
    }
    assertEquals(
        List.of(
            "BEGIN TRANSACTION",
            "COMMIT",
            "SET AUTOCOMMIT = FALSE",
            "INSERT INTO t VALUES (1)",
            "ROLLBACK",
            "INSERT INTO t VALUES (2)",
            "COMMIT",
            "SET AUTOCOMMIT = TRUE",
            "INSERT INTO t VALUES (3)"),
        session.statements());
  }

  @Test
  void anAtomicBlockIsOneStatement() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN ATOMIC INSERT INTO t VALUES (1); END");
    }
    connection.commit();
    connection.setSchema("other");
    assertEquals(
        List.of("BEGIN ATOMIC INSERT INTO t VALUES (1); END", "USE SCHEMA `other`"),
        session.statements());
  }

  @Test
  void autoCommitIsMirroredBothWays() throws SQLException {
    assertTrue(connection.getAutoCommit());
    connection.setAutoCommit(false);
    connection.setAutoCommit(true);
    assertTrue(connection.getAutoCommit());
    assertEquals(List.of(), session.statements());
  }

  @Test
  void savepointsAreRefused() throws SQLException {
    assertFalse(connection.getMetaData().supportsSavepoints());
    assertRefused(connection::setSavepoint);
    assertRefused(() -> connection.setSavepoint("s"));
    assertRefused(() -> connection.rollback(null));
    assertRefused(() -> connection.releaseSavepoint(null));
  }

  @Test
  void readOnlyIsAHint() throws SQLException {
    connection.setReadOnly(true);
    assertTrue(connection.isReadOnly());
    connection.createStatement().execute("INSERT");
    connection.setReadOnly(false);
    assertFalse(connection.isReadOnly());
  }

  @Test
  void cursorsAreHeldOverCommit() throws SQLException {
    assertEquals(ResultSet.HOLD_CURSORS_OVER_COMMIT, connection.getHoldability());
    connection.setHoldability(ResultSet.HOLD_CURSORS_OVER_COMMIT);
    assertNull(connection.getWarnings());
    connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    assertEquals("01S02", connection.getWarnings().getSQLState());
    assertEquals(ResultSet.HOLD_CURSORS_OVER_COMMIT, connection.getHoldability());
    assertThrows(SQLException.class, () -> connection.setHoldability(7));
    assertEquals(connection.getHoldability(), connection.getMetaData().getResultSetHoldability());
  }
}
