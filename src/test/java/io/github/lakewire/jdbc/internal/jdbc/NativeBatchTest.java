package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.jdbc.FakeSession.FakeOperation;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches that are one request, with a set of parameters for each entry. */
class NativeBatchTest {
  private static final String INSERT = "INSERT INTO t (a, b) VALUES (?, ?)";

  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection;

  NativeBatchTest() {
    session.nativeBatches = true;
    connection = session.connect();
  }

  private PreparedStatement batch(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setInt(1, i);
      statement.setObject(2, values[i]);
      statement.addBatch();
    }
    return statement;
  }

  private static FakeOperation counts(Long... counts) {
    return FakeSession.rows(
        List.of(
            FakeSession.column("num_affected_rows", ColumnType.BIGINT),
            FakeSession.column("num_inserted_rows", ColumnType.BIGINT)),
        Arrays.stream(counts).map(count -> new Object[] {count, count}).toArray(Object[][]::new));
  }

  @Test
  void entriesAreSetsOfOneRequestAndHaveCountsOfTheirOwn() throws SQLException {
    session.then(counts(1L, 1L, 2L));
    try (PreparedStatement statement = batch(INSERT, "x", 7L, null)) {
      statement.setMaxRows(1);
      assertArrayEquals(new int[] {1, 1, 2}, statement.executeBatch());
      assertNull(statement.getWarnings());
      assertNull(statement.getResultSet());
      assertArrayEquals(new int[0], statement.executeBatch());
    }
    assertEquals(List.of(INSERT), session.statements());
    assertEquals(List.of(), session.requests.get(0).parameters());
    assertEquals(0, session.requests.get(0).maxRows());
    assertEquals(
        "[[0, x], [1, 7], [2, null]]",
        session.requests.get(0).sets().stream()
            .map(set -> set.stream().map(value -> value.value()).toList())
            .toList()
            .toString());
    assertEquals("BIGINT", session.requests.get(0).sets().get(1).get(1).type());
  }

  @Test
  void countsThatAreNotToldAreNotMadeUp() throws SQLException {
    session.then(counts(2L));
    assertArrayEquals(new int[] {1, 1}, batch(INSERT, 1, 2).executeBatch());
    int unknown = Statement.SUCCESS_NO_INFO;
    session.then(counts(3L));
    PreparedStatement other = batch(INSERT, 1, 2);
    assertArrayEquals(new int[] {unknown, unknown}, other.executeBatch());
    assertTrue(
        String.valueOf(other.getWarnings().getMessage()).contains("did not count"),
        () -> "no warning");
    session.then(new FakeOperation());
    assertArrayEquals(new int[] {unknown, unknown}, batch(INSERT, 1, 2).executeBatch());
    session.then(FakeSession.oneRow(ColumnType.STRING, "x"));
    assertArrayEquals(new int[] {unknown, unknown}, batch(INSERT, 1, 2).executeBatch());
    session.then(counts(1L, null));
    assertArrayEquals(new int[] {1, unknown}, batch(INSERT, 1, 2).executeBatch());
  }

  @Test
  void failureSaysOfAllEntriesWhatIsKnown() throws SQLException {
    session.then(
        FakeSession.failing(
            new DriverException(DriverException.Kind.TRANSPORT, "cut")
                .inExecution(ExecutionOutcome.UNKNOWN, true)));
    PreparedStatement statement = batch(INSERT, 1, 2, 3);
    BatchUpdateException failed =
        assertThrows(BatchUpdateException.class, statement::executeLargeBatch);
    assertArrayEquals(new long[0], failed.getLargeUpdateCounts());
    assertTrue(failed.getMessage().startsWith("The entries 1 to 3 of the batch failed"));
    assertTrue(failed.getMessage().contains("look for its effect"), failed.getMessage());
    assertEquals(
        ExecutionOutcome.UNKNOWN, assertInstanceOf(LakewireException.class, failed).outcome());
    assertEquals(1, session.requests.size());
  }

  @Test
  void aBatchThatIsTooLongForOneRequestRunsAsSeveralStatementsAndSaysSo() throws SQLException {
    Object[] values = new Object[17];
    Arrays.fill(values, "x".repeat(1 << 20));
    try (PreparedStatement statement = batch(INSERT, values)) {
      assertEquals(17, statement.executeBatch().length);
      assertTrue(
          String.valueOf(statement.getWarnings().getMessage()).contains("several statements"),
          () -> "no warning");
    }
    assertEquals(17, session.requests.size());
    assertTrue(session.requests.stream().allMatch(request -> request.sets().isEmpty()));
  }

  @Test
  void otherBatchesRunAsBefore() throws SQLException {
    session.then(FakeSession.count(2)).then(FakeSession.count(1)).then(FakeSession.count(4));
    batch(INSERT, new byte[] {1}, new byte[] {2}).executeBatch();
    batch(INSERT, "alone").executeBatch();
    batch("UPDATE t SET a = ? WHERE b = ?", 5).executeBatch();
    batch("INSERT INTO t SELECT ?, ?", 5, 6).executeBatch();
    session.nativeBatches = false;
    batch(INSERT, 5, 6).executeBatch();
    assertEquals(6, session.requests.size());
    assertTrue(session.requests.stream().allMatch(request -> request.sets().isEmpty()));
    assertEquals("INSERT INTO t (a, b) VALUES (0, 5), (1, 6)", session.statements().get(5));
  }
}
