package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results that {@code getMoreResults} keeps open, and what closes them. */
class KeptResultsTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  private LakewireStatement statement() throws SQLException {
    return (LakewireStatement) connection.createStatement();
  }

  @Test
  void getMoreResultsTakesItsConstantsOnly() throws SQLException {
    for (int constant :
        new int[] {
          Statement.CLOSE_CURRENT_RESULT, Statement.KEEP_CURRENT_RESULT, Statement.CLOSE_ALL_RESULTS
        }) {
      session.then(FakeSession.three());
      Statement statement = statement();
      ResultSet rows = statement.executeQuery("SELECT id");
      assertFalse(statement.getMoreResults(constant));
      assertEquals(-1, statement.getUpdateCount());
      assertNull(statement.getResultSet());
      assertEquals(constant != Statement.KEEP_CURRENT_RESULT, rows.isClosed());
    }
    for (int other : new int[] {0, 4, -1}) {
      SQLException e = assertThrows(SQLException.class, () -> statement().getMoreResults(other));
      assertEquals("HY024", e.getSQLState());
    }
  }

  @Test
  void keptResultsStayOpenWhileTheStatementRunsAgain() throws SQLException {
    session.then(FakeSession.three()).then(FakeSession.three()).then(FakeSession.count(1));
    Statement statement = statement();
    ResultSet first = statement.executeQuery("SELECT id");
    assertTrue(first.next());
    statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    ResultSet second = statement.executeQuery("SELECT id");
    statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    assertEquals(1, statement.executeUpdate("DELETE FROM t"));
    assertFalse(statement.getMoreResults());
    assertTrue(first.next());
    assertEquals(2, first.getInt(1));
    assertTrue(second.next());
    assertEquals(1, second.getInt(1));
    assertSame(statement, first.getStatement());
    assertEquals(0, session.operations.get(0).closes());
    statement.getMoreResults(Statement.CLOSE_ALL_RESULTS);
    assertTrue(first.isClosed());
    assertTrue(second.isClosed());
    assertTrue(session.operations.get(0).closes() > 0);
    assertTrue(session.operations.get(1).closes() > 0);
    assertFalse(statement.isClosed());
  }

  @Test
  void closingAndCancellingReachWhatIsKept() throws SQLException {
    session.then(FakeSession.three()).then(FakeSession.three());
    LakewireStatement statement = statement();
    ResultSet kept = statement.executeQuery("SELECT id");
    statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    ResultSet current = statement.executeQuery("SELECT id");
    statement.cancel();
    assertEquals(1, session.operations.get(0).cancels());
    statement.close();
    assertTrue(kept.isClosed());
    assertTrue(current.isClosed());
    assertTrue(session.operations.get(0).closes() > 0);
  }

  @Test
  void closeOnCompletionWaitsForWhatIsKept() throws SQLException {
    session.then(FakeSession.three()).then(FakeSession.three());
    Statement statement = statement();
    statement.closeOnCompletion();
    ResultSet kept = statement.executeQuery("SELECT id");
    statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    ResultSet current = statement.executeQuery("SELECT id");
    current.close();
    assertFalse(statement.isClosed());
    assertTrue(kept.next());
    kept.close();
    assertTrue(statement.isClosed());
  }

  @Test
  void closeOnCompletionWaitsForTheCurrentResultToo() throws SQLException {
    session.then(FakeSession.three()).then(FakeSession.three());
    Statement statement = statement();
    statement.closeOnCompletion();
    ResultSet kept = statement.executeQuery("SELECT id");
    statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    ResultSet current = statement.executeQuery("SELECT id");
    kept.close();
    assertFalse(statement.isClosed());
    current.close();
    assertTrue(statement.isClosed());
  }

  @Test
  void noMoreResultsAreKeptThanAServerCanBear() throws SQLException {
    Statement statement = statement();
    List<ResultSet> kept = new ArrayList<>();
    for (int i = 0; i < KeptResults.MOST; i++) {
      session.then(FakeSession.three());
      kept.add(statement.executeQuery("SELECT id"));
      statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
    }
    session.then(FakeSession.three());
    ResultSet last = statement.executeQuery("SELECT id");
    assertThrows(SQLException.class, () -> statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
    assertTrue(last.next());
    kept.get(7).close();
    assertFalse(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
    assertTrue(last.next());
  }
}
