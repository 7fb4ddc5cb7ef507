package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.parameter.SqlParameter;
import io.github.lakewire.jdbc.internal.session.ParameterForm;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
  private final FakeSession session = new FakeSession();
  private LakewireConnection connection = session.connect();

  private PreparedStatement insert(@Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?)");
    for (Object value : values) {
      statement.setObject(1, value);
      statement.addBatch();
    }
    return statement;
  }

  private static long[] ones(int count) {
    return LongStream.range(0, count).map(i -> 1).toArray();
  }

  private static BatchUpdateException failure(Statement statement) {
    return assertThrows(BatchUpdateException.class, statement::executeLargeBatch);
  }

  private void insertBatchesOf(int rows) {
    session.batchInsertSize = rows;
    connection = session.connect();
  }

  @Test
  void aStatementRunsItsBatchInOrderOnce() throws SQLException {
    session.then(FakeSession.count(1)).then(new FakeSession.FakeOperation());
    Statement statement = connection.createStatement();
    statement.addBatch("INSERT INTO t VALUES (1)");
    statement.addBatch("CREATE TABLE u (a INT)");
    assertArrayEquals(new int[] {1, 0}, statement.executeBatch());
    assertArrayEquals(new int[0], statement.executeBatch());
    assertArrayEquals(new long[0], statement.executeLargeBatch());
    statement.addBatch("DROP TABLE u");
    statement.clearBatch();
    assertArrayEquals(new int[0], statement.executeBatch());

    DriverException broken = DriverException.data(SqlState.SYNTAX_ERROR, "no such table");
    session.then(FakeSession.count(3)).then(FakeSession.failing(broken));
    statement.addBatch("DELETE FROM t");
    statement.addBatch("DELETE FROM missing");
    statement.addBatch("DELETE FROM t");
    BatchUpdateException e = failure(statement);
    assertArrayEquals(new long[] {3}, e.getLargeUpdateCounts());
    assertEquals("42601", e.getSQLState());
    assertSame(broken, e.getNextException().getCause());
    assertTrue(e.getMessage().contains("Entry 2"), e.getMessage());
    assertEquals(4, session.requests.size());

    statement.addBatch("SELECT 1");
    assertArrayEquals(new int[0], failure(statement).getUpdateCounts());
    assertEquals(4, session.requests.size());
    assertArrayEquals(new int[0], statement.executeBatch());
  }

  @Test
  void rowsBecomeStatementsOfManyRows() throws SQLException {
    insertBatchesOf(3);
    session.then(FakeSession.count(3)).then(FakeSession.count(3)).then(FakeSession.count(1));
    assertArrayEquals(ones(7), insert(1, 2, 3, 4, 5, 6, 7).executeLargeBatch());
    assertEquals(
        List.of(
            "INSERT INTO t VALUES (1), (2), (3)",
            "INSERT INTO t VALUES (4), (5), (6)",
            "INSERT INTO t VALUES (?)"),
        session.statements());
    assertEquals("7", session.requests.get(2).parameters().get(0).value());
  }

  @Test
  void textOfAStatementIsBounded() throws SQLException {
    String long1 = "x".repeat(400_000);
    String long2 = "x".repeat(2_000_000);
    for (int i = 0; i < 5; i++) {
      session.then(FakeSession.count(i == 0 ? 2 : 1));
    }
    insert(long1, long1, long1, long2, "y").executeLargeBatch();
    assertEquals(
        List.of(2, 1, 1, 1),
        session.statements().stream()
            .map(sql -> sql.equals("INSERT INTO t VALUES (?)") ? 1 : 2)
            .toList());
    assertTrue(session.statements().get(0).length() < MultiRowInsertBatch.MOST_CHARACTERS + 100);
  }

  @Test
  void rowsThatWouldChangeEachOtherStayApart() throws SQLException {
    // Text beside a number would become a number, a local time beside a moment a moment.
    assertRuns(List.of("a", 5), 2);
    assertRuns(List.of(Instant.EPOCH, LocalDateTime.MIN.withYear(2000)), 2);
    assertRuns(List.of(0.1f, 0.1), 2);
    assertRuns(List.of(true, "true"), 2);
    assertRuns(List.of(new BigDecimal("1".repeat(38)), new BigDecimal("0." + "1".repeat(38))), 2);
    assertRuns(List.of((byte) 1, (short) 2, 3, 4L), 1);
    assertRuns(List.of(new BigDecimal("1.5"), new BigDecimal("22.25")), 1);
    assertRuns(List.of(List.of(1), List.of(2)), 1);
  }

  private void assertRuns(List<Object> values, int statements) throws SQLException {
    session.requests.clear();
    session.script.clear();
    session.then(FakeSession.count(statements == 1 ? values.size() : 1)).then(FakeSession.count(1));
    assertArrayEquals(ones(values.size()), insert(values.toArray()).executeLargeBatch());
    assertEquals(statements, session.requests.size(), values.toString());
  }

  @Test
  void nullsGoWithEveryType() throws SQLException {
    session.then(FakeSession.count(4));
    PreparedStatement statement = insert(null, 1);
    statement.setNull(1, Types.DATE);
    statement.addBatch();
    statement.setNull(1, Types.BINARY);
    statement.addBatch();
    assertArrayEquals(ones(4), statement.executeLargeBatch());
    assertEquals(List.of("INSERT INTO t VALUES (NULL), (1), (NULL), (NULL)"), session.statements());
  }

  @Test
  void failureSaysWhatWasWrittenAndEndsTheBatch() throws SQLException {
    insertBatchesOf(2);
    DriverException broken = DriverException.data(SqlState.NUMERIC_OUT_OF_RANGE, "overflow");
    session.then(FakeSession.count(2)).then(FakeSession.failing(broken));
    BatchUpdateException e = failure(insert(1, 2, 3, 4, 5, 6));
    assertArrayEquals(new long[] {1, 1}, e.getLargeUpdateCounts());
    assertArrayEquals(new int[] {1, 1}, e.getUpdateCounts());
    assertEquals("22003", e.getSQLState());
    assertTrue(e.getMessage().startsWith("The entries 3 to 4 of the batch failed: "), "" + e);
    assertEquals(2, session.requests.size());
  }

  @Test
  void theOutcomeOfABatchIsThatOfTheRowsBehindItsCounts() throws SQLException {
    for (ExecutionOutcome outcome : ExecutionOutcome.values()) {
      session.then(
          FakeSession.failing(
              new DriverException(DriverException.Kind.TRANSPORT, "gone")
                  .inExecution(outcome, true)));
      BatchUpdateException e = failure(insert(1, 2));
      assertEquals(outcome, ((LakewireException) e).outcome());
    }
  }

  @Test
  void aCancelBetweenTwoStatementsEndsTheBatch() throws SQLException {
    insertBatchesOf(2);
    PreparedStatement rows = insert(1, 2, 3, 4);
    PreparedStatement others = connection.prepareStatement("UPDATE t SET a = ?");
    others.setInt(1, 1);
    insertAgain(others);
    for (PreparedStatement statement : List.of(rows, others)) {
      session.requests.clear();
      session.script.clear();
      FakeSession.FakeOperation first = FakeSession.count(statement == rows ? 2 : 1);
      session.then(first);
      first.whenCounted = () -> cancel(statement);
      BatchUpdateException e = failure(statement);
      assertEquals("57014", e.getSQLState());
      assertEquals(ExecutionOutcome.NOT_EXECUTED, ((LakewireException) e).outcome());
      assertEquals(1, session.requests.size());
      // The next batch is not ended by it.
      session.then(FakeSession.count(statement == rows ? 2 : 1)).then(FakeSession.count(1));
      insertAgain(statement);
      statement.executeBatch();
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void otherCountsThanExpectedAreNotMadeUp() throws SQLException {
    session.then(FakeSession.count(3)).then(new FakeSession.FakeOperation());
    PreparedStatement statement = insert(1, 2);
    long unknown = Statement.SUCCESS_NO_INFO;
    assertArrayEquals(new long[] {unknown, unknown}, statement.executeLargeBatch());
    assertTrue(statement.getWarnings().getMessage().contains("counted 3 rows"));
    insertAgain(statement);
    assertArrayEquals(new int[] {-2, -2}, statement.executeBatch());
    assertNull(statement.getWarnings());
  }

  @Test
  void callsAreRunOneByOne() throws SQLException {
    session.then(FakeSession.count(0)).then(FakeSession.count(0));
    try (CallableStatement call = connection.prepareCall("{call p(?)}")) {
      for (int i = 1; i <= 2; i++) {
        call.setInt(1, i);
        call.addBatch();
      }
      assertArrayEquals(new int[] {0, 0}, call.executeBatch());
    }
    assertEquals(List.of("CALL p(?)", "CALL p(?)"), session.statements());
    assertEquals(
        List.of("1", "2"),
        session.requests.stream().map(request -> request.parameters().get(0).value()).toList());
  }

  private static void insertAgain(PreparedStatement statement) throws SQLException {
    statement.addBatch();
    statement.addBatch();
  }

  @Test
  void aRowThatCannotBeWrittenFailsAloneAndLast() throws SQLException {
    session.parameterForm = ParameterForm.LITERALS;
    session.then(FakeSession.count(2));
    PreparedStatement statement = insert(1, 2);
    ((LakewirePreparedStatement) statement).set(1, new SqlParameter("INT", "1) OR (1"));
    statement.addBatch();
    BatchUpdateException e = failure(statement);
    assertArrayEquals(new long[] {1, 1}, e.getLargeUpdateCounts());
    assertEquals("HYC00", e.getSQLState());
    assertEquals(List.of("INSERT INTO t VALUES (1), (2)"), session.statements());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE t SET a = ?",
        "DELETE FROM t WHERE a = ?",
        "INSERT OVERWRITE t VALUES (?)",
        "INSERT INTO t PARTITION (p = 1) VALUES (?)",
        "INSERT INTO t PARTITION (p = ?) VALUES (1)",
        "INSERT INTO t REPLACE WHERE a = 1 VALUES (?)",
        "INSERT INTO IDENTIFIER(?) VALUES (1)",
        "INSERT INTO t SELECT ?",
        "INSERT INTO t VALUES ((SELECT max(a) + ? FROM t))",
        "INSERT INTO t VALUES (1), (?)",
        "INSERT INTO t VALUES (?) AS v",
        "INSERT INTO t VALUES ?",
        "MERGE INTO t USING (VALUES (?)) AS s(a) ON t.a = s.a WHEN NOT MATCHED THEN INSERT *",
      })
  void otherStatementsRunOneByOne(String sql) throws SQLException {
    session.then(FakeSession.count(5)).then(FakeSession.count(6));
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setInt(1, 1);
    insertAgain(statement);
    assertArrayEquals(new long[] {5, 6}, statement.executeLargeBatch());
    assertEquals(List.of(sql, sql), session.statements());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '~',
      value = {
        "insert into t values (?) ^ insert into t values ('x'), ('x')",
        "/* why */ INSERT INTO TABLE `a b`.`values` (`select`) VALUES (?); ^ /* why */ INSERT INTO"
            + " TABLE `a b`.`values` (`select`) VALUES ('x'), ('x');",
        "INSERT INTO a.b.c (x) VALUES (upper(?)) -- (tail) ^ INSERT INTO a.b.c (x) VALUES"
            + " (upper('x')), (upper('x')) -- (tail)",
        "INSERT INTO IDENTIFIER('t') VALUES ( ? ) ^ INSERT INTO IDENTIFIER('t') VALUES ( 'x' ), ("
            + " 'x' )",
        "INSERT INTO t VALUES (')', (1||?), \"(\" /* ) */) ^ INSERT INTO t VALUES (')', (1|| 'x'),"
            + " \"(\" /* ) */), (')', (1|| 'x'), \"(\" /* ) */)",
      })
  void plainInsertsInAllTheirForms(String sql, String expected) throws SQLException {
    session.then(FakeSession.count(2));
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setString(1, "x");
    insertAgain(statement);
    assertArrayEquals(ones(2), statement.executeLargeBatch());
    assertEquals(List.of(expected), session.statements());
  }

  @Test
  void oneRowASwitchedOffBatchAndQueriesAreNotRewritten() throws SQLException {
    session.then(FakeSession.count(1));
    assertArrayEquals(ones(1), insert(1).executeLargeBatch());
    assertEquals("INSERT INTO t VALUES (?)", session.statements().get(0));
    insertBatchesOf(1);
    session.then(FakeSession.count(1)).then(FakeSession.count(1));
    assertArrayEquals(ones(2), insert(1, 2).executeLargeBatch());
    assertEquals(3, session.requests.size());
    PreparedStatement query = connection.prepareStatement("SELECT ?");
    query.setInt(1, 1);
    query.addBatch();
    assertArrayEquals(new int[0], failure(query).getUpdateCounts());
    assertEquals(3, session.requests.size());
    assertFalse(query.isClosed());
  }

  @Test
  void aBatchIsEmptyAfterwardsAlsoWhenItFailed() throws SQLException {
    session.then(FakeSession.failing(new DriverException(DriverException.Kind.TRANSPORT, "cut")));
    PreparedStatement statement = insert(1, 2);
    failure(statement);
    assertArrayEquals(new int[0], statement.executeBatch());
    statement.addBatch();
    statement.clearBatch();
    assertArrayEquals(new int[0], statement.executeBatch());
  }

  @Test
  void aFailureKeepsTheCountsOfRowsThatWereWritten() throws SQLException {
    insertBatchesOf(2);
    session
        .then(FakeSession.count(2))
        .then(FakeSession.count(2))
        .then(FakeSession.failing(new DriverException(DriverException.Kind.SERVER, "no")));
    try (PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      for (int i = 0; i < 7; i++) {
        statement.setInt(1, i);
        statement.addBatch();
      }
      BatchUpdateException e =
          assertThrows(BatchUpdateException.class, statement::executeLargeBatch);
      assertArrayEquals(new long[] {1, 1, 1, 1}, e.getLargeUpdateCounts());
    }
  }

  @Test
  void countsAreThoseOfTheServer() throws SQLException {
    session.then(FakeSession.count(3)).then(FakeSession.count(0));
    try (PreparedStatement statement = connection.prepareStatement("UPDATE t SET a = ?")) {
      for (int i = 0; i < 2; i++) {
        statement.setInt(1, i);
        statement.addBatch();
      }
      assertArrayEquals(new long[] {3, 0}, statement.executeLargeBatch());
    }
    session.then(FakeSession.count(1));
    try (PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      for (int i = 0; i < 2; i++) {
        statement.setInt(1, i);
        statement.addBatch();
      }
      // One row of two: which one is not known, so neither is said to be written.
      assertArrayEquals(
          new long[] {Statement.SUCCESS_NO_INFO, Statement.SUCCESS_NO_INFO},
          statement.executeLargeBatch());
    }
  }
}
