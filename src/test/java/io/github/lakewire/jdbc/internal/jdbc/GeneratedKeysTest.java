package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.jdbc.FakeSession.FakeOperation;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Generated keys: an empty result, with a warning where somebody may miss them. */
class GeneratedKeysTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  private LakewireStatement statement() throws SQLException {
    return (LakewireStatement) connection.createStatement();
  }

  @Test
  void generatedKeysAreAnEmptyResultNotNull() throws SQLException {
    Statement statement = statement();
    String insert = "WITH w AS (SELECT 1) INSERT INTO t SELECT * FROM w";
    for (RunOf run :
        List.<RunOf>of(
            () -> statement.execute(insert, Statement.RETURN_GENERATED_KEYS),
            () -> statement.execute(insert, new int[] {1}),
            () -> statement.execute(insert, new String[] {"id"}),
            () -> statement.executeUpdate(insert, Statement.RETURN_GENERATED_KEYS),
            () -> statement.executeUpdate(insert, new int[] {1}),
            () -> statement.executeUpdate(insert, new String[] {"id"}),
            () -> statement.executeLargeUpdate(insert, Statement.RETURN_GENERATED_KEYS),
            () -> statement.executeLargeUpdate(insert, new int[] {1}),
            () -> statement.executeLargeUpdate(insert, new String[] {"id"}))) {
      statement.clearWarnings();
      session.then(FakeSession.count(1));
      run.run();
      assertEquals(1, statement.getUpdateCount());
      ResultSet keys = statement.getGeneratedKeys();
      assertEquals(0, keys.getMetaData().getColumnCount());
      assertFalse(keys.next());
      assertTrue(statement.getWarnings().getMessage().contains("Generated keys"));
    }
    assertEquals(9, session.requests.size());
  }

  @Test
  void keysThatNobodyCouldMissLeaveNoWarning() throws SQLException {
    Statement statement = statement();
    statement.executeUpdate("INSERT INTO t SELECT 1", Statement.NO_GENERATED_KEYS);
    assertNull(statement.getWarnings());
    statement.executeUpdate("INSERT INTO t SELECT 1", new String[0]);
    assertNull(statement.getWarnings());
    statement.executeUpdate("INSERT INTO t SELECT 1", (int[]) null);
    assertNull(statement.getWarnings());
    statement.executeUpdate("UPDATE t SET a = 1", Statement.RETURN_GENERATED_KEYS);
    assertNull(statement.getWarnings());
    session.then(three());
    assertTrue(statement.execute("SELECT id", new String[] {"id"}));
    assertNull(statement.getWarnings());
    assertFalse(statement.getGeneratedKeys().next());
  }

  @Test
  void keysAreAskedForByTheirConstantsOnlyAndOfAnOpenStatement() throws SQLException {
    LakewireStatement statement = statement();
    for (int other : new int[] {0, 3}) {
      SQLException e = assertThrows(SQLException.class, () -> statement.execute("S", other));
      assertEquals("HY024", e.getSQLState());
    }
    assertEquals(List.of(), session.statements());
    ResultSet keys = statement.getGeneratedKeys();
    statement.close();
    assertTrue(keys.isClosed());
    assertEquals(
        "HY010", assertThrows(SQLException.class, statement::getGeneratedKeys).getSQLState());
  }

  @Test
  void keysOfPreparedStatementsAreNoneWithAWarning() throws SQLException {
    String insert = "INSERT INTO t VALUES (?)";
    for (PreparedStatement statement :
        List.of(
            connection.prepareStatement(insert, Statement.RETURN_GENERATED_KEYS),
            connection.prepareStatement(insert, new int[] {1}),
            connection.prepareStatement(insert, new String[] {"id"}))) {
      assertTrue(statement.getWarnings().getMessage().contains("Generated keys"));
      statement.clearWarnings();
      statement.setInt(1, 1);
      assertFalse(statement.execute());
      assertTrue(statement.getWarnings().getMessage().contains("Generated keys"));
      ResultSet keys = statement.getGeneratedKeys();
      assertFalse(keys.next());
      assertSame(statement, keys.getStatement());
      statement.clearWarnings();
      statement.addBatch();
      statement.executeBatch();
      assertTrue(statement.getWarnings().getMessage().contains("Generated keys"));
    }
    for (PreparedStatement statement :
        List.of(
            connection.prepareStatement(insert, Statement.NO_GENERATED_KEYS),
            connection.prepareStatement(insert, new int[0]),
            connection.prepareStatement("UPDATE t SET a = 1", Statement.RETURN_GENERATED_KEYS))) {
      assertNull(statement.getWarnings());
      assertFalse(statement.getGeneratedKeys().next());
    }
    assertThrows(SQLException.class, () -> connection.prepareStatement(insert, 7));
    assertFalse(connection.getMetaData().supportsGetGeneratedKeys());
  }

  private interface RunOf {
    Object run() throws SQLException;
  }

  private static FakeOperation three() {
    return FakeSession.rows(
        List.of(FakeSession.column("id", ColumnType.INT)),
        new Object[] {1},
        new Object[] {2},
        new Object[] {3});
  }
}
