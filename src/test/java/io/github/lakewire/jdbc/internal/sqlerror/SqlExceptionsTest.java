package io.github.lakewire.jdbc.internal.sqlerror;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ErrorDetails;
import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.internal.config.ConfigException;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.error.SqlState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlExceptionsTest {

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(Kind.CANNOT_CONNECT, SQLTransientConnectionException.class, "08001"),
        Arguments.of(Kind.CANNOT_CONNECT_EVER, SQLNonTransientConnectionException.class, "08001"),
        Arguments.of(Kind.UNAUTHORIZED, SQLInvalidAuthorizationSpecException.class, "28000"),
        Arguments.of(Kind.REJECTED, SQLNonTransientConnectionException.class, "08004"),
        Arguments.of(Kind.SESSION_GONE, SQLNonTransientConnectionException.class, "08003"),
        Arguments.of(Kind.TRANSPORT, SQLTransientConnectionException.class, "08006"),
        Arguments.of(Kind.READ_TIMEOUT, SQLTransientConnectionException.class, "08006"),
        Arguments.of(Kind.PROTOCOL, SQLNonTransientConnectionException.class, "08P01"),
        Arguments.of(Kind.TIMED_OUT, SQLTimeoutException.class, "HYT00"),
        Arguments.of(Kind.CANCELLED, SQLException.class, "57014"),
        Arguments.of(Kind.SERVER, SQLException.class, "HY000"),
        Arguments.of(Kind.CONFLICT, SQLTransactionRollbackException.class, "40001"),
        Arguments.of(Kind.OUTAGE, SQLTransientException.class, "57012"),
        Arguments.of(Kind.DATA, SQLException.class, "07006"),
        Arguments.of(Kind.DEFECT, SQLException.class, "HY000"),
        Arguments.of(Kind.UNSUPPORTED, SQLFeatureNotSupportedException.class, "HYC00"),
        Arguments.of(Kind.OUT_OF_MEMORY, SQLException.class, "53200"),
        Arguments.of(Kind.TOO_LARGE, SQLException.class, "53400"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void classAndStateByKind(Kind kind, Class<?> type, String state) {
    DriverException exception =
        new DriverException(kind, "what failed", new IllegalStateException());
    boolean noConnection = state.equals("08001");
    SQLException e =
        noConnection ? SqlExceptions.atConnect(exception) : SqlExceptions.from(exception);
    assertSame(type, e.getClass().getSuperclass());
    assertEquals(state, e.getSQLState());
    if (noConnection) {
      // In an open session pools should lose one connection, not all.
      assertEquals("08006", SqlExceptions.from(exception).getSQLState());
    }
    assertEquals("what failed", e.getMessage());
    assertSame(exception, e.getCause());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKindHasARow(Kind kind) {
    assertTrue(kinds().anyMatch(row -> row.get()[0] == kind));
  }

  static Stream<Arguments> states() {
    return Stream.of(
        Arguments.of("08003", SQLNonTransientConnectionException.class),
        Arguments.of("08S01", SQLTransientConnectionException.class),
        Arguments.of("0AKD0", SQLFeatureNotSupportedException.class),
        Arguments.of("22012", SQLDataException.class),
        Arguments.of("23505", SQLIntegrityConstraintViolationException.class),
        Arguments.of("28000", SQLInvalidAuthorizationSpecException.class),
        Arguments.of("40001", SQLTransactionRollbackException.class),
        Arguments.of("40003", SQLException.class),
        Arguments.of("42P01", SQLSyntaxErrorException.class),
        Arguments.of("42601", SQLSyntaxErrorException.class),
        Arguments.of("XX000", SQLException.class));
  }

  @ParameterizedTest
  @MethodSource("states")
  void classByTheServersState(String state, Class<?> type) {
    ServerError error = new ServerError("[SOME_CLASS] text", state, 7, "SOME_CLASS");
    SQLException e = SqlExceptions.from(DriverException.server(error).inQuery("01ef-42"));
    assertSame(type, e.getClass().getSuperclass());
    assertEquals(state, e.getSQLState());
    assertEquals(7, e.getErrorCode());
    assertEquals("[SOME_CLASS] text [SQLSTATE " + state + "] (query 01ef-42)", e.getMessage());
  }

  @Test
  void vendorCodesThatPoolsTakeForBrokenConnectionsAreDropped() {
    for (int code : new int[] {500150, 2399, 1105}) {
      ServerError error = new ServerError("text", null, code, null);
      SQLException e = SqlExceptions.from(DriverException.server(error));
      assertEquals(0, e.getErrorCode());
      assertEquals("HY000", e.getSQLState());
    }
  }

  @Test
  void defectsBelowComeOutAsSqlExceptionsToo() {
    RuntimeException defect = new ArrayIndexOutOfBoundsException(3);
    SQLException e = SqlExceptions.from(defect);
    assertEquals("HY000", e.getSQLState());
    assertSame(defect, e.getCause().getCause());
    assertEquals(ExecutionOutcome.UNKNOWN, ((LakewireException) e).outcome());
  }

  @Test
  void outcomesAreSaidOfWritesAndKeptByEveryClass() throws Exception {
    DriverException lost =
        new DriverException(Kind.TRANSPORT, "gone")
            .inExecution(ExecutionOutcome.UNKNOWN, true)
            .inExecution(ExecutionOutcome.NOT_EXECUTED, false);
    SQLException batch =
        SqlExceptions.batch(
            SqlExceptions.of(SqlState.OBJECT_CLOSED, "closed", lost), new long[1], 2);
    assertEquals(ExecutionOutcome.UNKNOWN, ((LakewireException) batch).outcome());
    assertEquals(
        "The entries 2 to 3 of the batch failed: closed; whether the statement was executed is not"
            + " known: look for its effect before you repeat it",
        batch.getMessage());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(batch);
    BatchUpdateException read =
        (BatchUpdateException)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertSame(BatchUpdateException.class, read.getClass());
    assertArrayEquals(new int[1], read.getUpdateCounts());
    assertEquals(batch.getMessage(), read.getMessage());
  }

  @Test
  void queriesSayNothingOfTheirOutcomeInTheMessage() {
    SQLException e =
        SqlExceptions.from(
            new DriverException(Kind.TRANSPORT, "gone")
                .inExecution(ExecutionOutcome.UNKNOWN, false));
    assertEquals("gone", e.getMessage());
    assertEquals(ExecutionOutcome.UNKNOWN, ((LakewireException) e).outcome());
  }

  @Test
  void whileConnectingStatesSayThatThereIsNoConnection() {
    SQLException late = SqlExceptions.atConnect(new DriverException(Kind.TIMED_OUT, "late"));
    assertInstanceOf(SQLTimeoutException.class, late);
    assertEquals("08001", late.getSQLState());
    assertEquals(
        "08001", SqlExceptions.atConnect(new DriverException(Kind.TRANSPORT, "cut")).getSQLState());
    assertEquals(
        "08001",
        SqlExceptions.atConnect(new DriverException(Kind.READ_TIMEOUT, "hush")).getSQLState());
    SQLException problem = SqlExceptions.atConnect(new ConfigException("option x"));
    assertInstanceOf(SQLNonTransientConnectionException.class, problem);
    assertEquals("08001", problem.getSQLState());
  }

  @Test
  void batchFailureKeepsCountsStateAndChain() {
    SQLException failure = SqlExceptions.from(new DriverException(Kind.TRANSPORT, "cut"));
    BatchUpdateException e =
        (BatchUpdateException) SqlExceptions.batch(failure, new long[] {3, 5_000_000_000L}, 1);
    assertArrayEquals(new long[] {3, 5_000_000_000L}, e.getLargeUpdateCounts());
    assertEquals("08006", e.getSQLState());
    assertSame(failure, e.getCause());
    assertSame(failure, e.getNextException());
  }

  @ParameterizedTest
  @EnumSource(SqlState.class)
  void classByTheDriversOwnState(SqlState state) {
    ServerError error = new ServerError("text", state.code(), 0, null);
    SQLException server = SqlExceptions.from(DriverException.server(error));
    SQLException own = SqlExceptions.of(state, "text");
    assertSame(server.getClass(), own.getClass());
    assertEquals(state.code(), own.getSQLState());
  }

  @Test
  void messageBeginsWithTheReasonAndNamesQueryAndRequest() {
    ServerError error = new ServerError("No such table.", "42P01", 0, "X_Y", 3, 14);
    SQLException e =
        SqlExceptions.from(DriverException.server(error).inQuery("01ef").inRequest("req-9"));
    assertEquals(
        "No such table. [SQLSTATE 42P01, X_Y] (query 01ef) (request req-9)", e.getMessage());
    ErrorDetails details = assertInstanceOf(LakewireException.class, e).details();
    assertEquals(new ErrorDetails("X_Y", 3, 14, "01ef", "req-9", "42P01"), details);
  }

  @Test
  void faultsOfTheTransportNameTheirQueryToo() {
    DriverException cut = new DriverException(Kind.TRANSPORT, "cut").inQuery("01ef").inRequest("");
    SQLException e = SqlExceptions.from(cut);
    assertEquals("cut (query 01ef)", e.getMessage());
    assertEquals(
        new ErrorDetails(null, 0, 0, "01ef", null, null),
        assertInstanceOf(LakewireException.class, e).details());
  }

  static Stream<SQLException> everyClass() {
    Stream<SQLException> states =
        states()
            .map(row -> (String) row.get()[0])
            .map(
                state ->
                    SqlExceptions.from(
                        DriverException.server(new ServerError("text", state, 7, "X_Y", 1, 2))));
    return Stream.concat(
        states,
        Stream.of(Kind.values())
            .map(
                kind ->
                    SqlExceptions.from(
                        new DriverException(kind, "text", new IOException("below")))));
  }

  @ParameterizedTest
  @MethodSource("everyClass")
  void whatIsSerializedIsStandardAndKeepsStateCodeNextAndCause(SQLException e) throws Exception {
    e.setNextException(SqlExceptions.of(SqlState.TIMEOUT, "next"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(e);
    }
    // Nothing of the driver's own is in it, so that it can be read where the driver is not.
    assertFalse(bytes.toString(StandardCharsets.ISO_8859_1).contains("internal/jdbc"));
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      SQLException back = (SQLException) in.readObject();
      assertSame(e.getClass().getSuperclass(), back.getClass());
      assertEquals(e.getMessage(), back.getMessage());
      assertEquals(e.getSQLState(), back.getSQLState());
      assertEquals(e.getErrorCode(), back.getErrorCode());
      assertEquals("next", back.getNextException().getMessage());
      assertSame(SQLTimeoutException.class, back.getNextException().getClass());
      assertSame(Exception.class, back.getCause().getClass());
      assertEquals(e.getCause().toString(), back.getCause().getMessage());
      assertEquals(e.getCause().getCause() == null, back.getCause().getCause() == null);
      assertEquals(e.getStackTrace().length, back.getStackTrace().length);
    }
  }
}
