package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.NamedParameters;
import io.github.lakewire.jdbc.QueryMonitor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.jdbc.FakeSession.FakeOperation;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LakewireCallableStatementTest {
  private static final Map<Class<?>, Object> ZEROS =
      Map.of(
          boolean.class,
          false,
          byte.class,
          (byte) 1,
          short.class,
          (short) 1,
          int.class,
          1,
          long.class,
          1L,
          float.class,
          1f,
          double.class,
          1d);

  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  private CallableStatement call() throws SQLException {
    return connection.prepareCall("{call main.p(?)}");
  }

  private static @Nullable Throwable thrownBy(Object target, Method method) {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(ZEROS::get).toArray(Object[]::new);
    try {
      method.invoke(target, arguments);
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private CallableStatement callOf(String sql) throws SQLException {
    session.requests.clear();
    return connection.prepareCall(sql);
  }

  private static FakeSession.FakeOperation values(Object... values) {
    List<ColumnInfo> columns = new ArrayList<>();
    for (Object value : values) {
      columns.add(
          FakeSession.column("v", value instanceof Long ? ColumnType.BIGINT : ColumnType.STRING));
    }
    return FakeSession.rows(columns, values);
  }

  private static String state(Executable refused) {
    return String.valueOf(assertThrows(SQLException.class, refused).getSQLState());
  }

  @Test
  void everyMethodOfACallThatWasNotExecutedThrowsNothingButSqlExceptions() throws SQLException {
    for (String sql : List.of("{call main.p(?)}", "{? = call main.f(?)}", "CALL p(a => ?)")) {
      CallableStatement call = callOf(sql);
      for (Method method : CallableStatement.class.getDeclaredMethods()) {
        Throwable thrown = thrownBy(call, method);
        assertTrue(
            thrown == null || thrown instanceof SQLException e && e.getSQLState().length() == 5,
            method + " threw " + thrown);
      }
    }
  }

  @Test
  void everyGetterReadsTheRowOfValues() throws SQLException {
    CallableStatement call = callOf("{call main.p(?)}");
    call.registerOutParameter(1, Types.VARCHAR);
    session.then(new FakeOperation()).then(new FakeOperation()).then(values("7"));
    call.execute();
    List<String> unlike = new ArrayList<>();
    for (Method method : CallableStatement.class.getDeclaredMethods()) {
      if (method.getName().startsWith("get") && method.getParameterTypes()[0] == int.class) {
        Throwable thrown = thrownBy(call, method);
        // Not what ResultSet says of columns and rows that are not there.
        if (thrown instanceof SQLException e
            && Set.of("07009", "24000", "HY010").contains(e.getSQLState())) {
          unlike.add(method + " " + thrown);
        }
      }
    }
    assertEquals(List.of(), unlike);
    assertEquals(7, call.getInt(1));
    assertEquals("7", call.getObject(1));
    assertEquals("7", call.getObject(1, String.class));
    assertFalse(call.wasNull());
    assertEquals(3, session.requests.size());
  }

  @Test
  void outParametersAreVariablesDeclaredSetAndReadWhenTheyAreAskedFor() throws SQLException {
    CallableStatement call = callOf("{call main.p(?, ?, ?)}");
    call.setString(1, "in");
    call.registerOutParameter(2, Types.BIGINT);
    call.registerOutParameter(3, Types.DECIMAL, 2);
    call.setInt(3, 5);
    assertEquals("24000", state(() -> call.getLong(2)));
    session
        .then(new FakeOperation())
        .then(new FakeOperation())
        .then(new FakeOperation())
        .then(new FakeOperation())
        .then(values(40L, "9.10"));
    assertFalse(call.execute());
    assertEquals(
        List.of(
            "DECLARE OR REPLACE VARIABLE lakewire_out_1 BIGINT",
            "DECLARE OR REPLACE VARIABLE lakewire_out_2 DECIMAL(38,2)",
            "SET VARIABLE lakewire_out_2 = CAST(? AS DECIMAL(38,2))",
            "CALL main.p(?, lakewire_out_1, lakewire_out_2)"),
        session.statements());
    assertEquals("5", session.requests.get(2).parameters().get(0).value());
    assertEquals("in", session.requests.get(3).parameters().get(0).value());
    assertEquals(40, call.getInt(2));
    assertEquals(new BigDecimal("9.10"), call.getObject(3));
    assertEquals("SELECT lakewire_out_1, lakewire_out_2", session.statements().get(4));
    assertEquals(5, session.requests.size());
    assertEquals("07009", state(() -> call.getString(1)));
    assertEquals("07009", state(() -> call.getString(4)));
  }

  @Test
  void variablesAreUsedAgainAndHoldNothingOfEarlierCalls() throws SQLException {
    try (CallableStatement first = callOf("{call main.p(?)}")) {
      first.registerOutParameter(1, Types.BIGINT);
      first.execute();
      first.execute();
      assertEquals(
          List.of(
              "DECLARE OR REPLACE VARIABLE lakewire_out_1 BIGINT",
              "CALL main.p(lakewire_out_1)",
              "SET VARIABLE lakewire_out_1 = NULL",
              "CALL main.p(lakewire_out_1)"),
          session.statements());
      CallableStatement beside = callOf("{call main.p(?)}");
      beside.registerOutParameter(1, Types.BIGINT);
      beside.execute();
      assertEquals("CALL main.p(lakewire_out_2)", session.statements().get(1));
    }
    CallableStatement next = callOf("{call main.p(?, ?)}");
    next.registerOutParameter(1, Types.VARCHAR);
    next.registerOutParameter(2, Types.BIGINT);
    next.execute();
    assertEquals(
        List.of(
            "DECLARE OR REPLACE VARIABLE lakewire_out_3 STRING",
            "SET VARIABLE lakewire_out_1 = NULL",
            "CALL main.p(lakewire_out_3, lakewire_out_1)"),
        session.statements());
  }

  @Test
  void valuesAreRequiredBeforeAnythingIsSent() throws SQLException {
    CallableStatement call = callOf("{call main.p(?, ?)}");
    call.registerOutParameter(2, Types.INTEGER);
    assertEquals("07001", state(call::execute));
    assertEquals(List.of(), session.statements());
  }

  @Test
  void failureBeforeTheCallSaysThatNothingWasExecuted() throws SQLException {
    CallableStatement call = callOf("{call main.p(?)}");
    call.registerOutParameter(1, Types.INTEGER);
    session.then(
        FakeSession.failing(
            new DriverException(DriverException.Kind.OUTAGE, "no answer")
                .inExecution(ExecutionOutcome.UNKNOWN, true)));
    SQLException failed = assertThrows(SQLException.class, call::execute);
    assertEquals("no answer", failed.getMessage());
    assertEquals(
        ExecutionOutcome.NOT_EXECUTED, assertInstanceOf(LakewireException.class, failed).outcome());
    assertEquals(1, session.requests.size());
  }

  @Test
  void failureBehindTheCallSaysThatItWasExecuted() throws SQLException {
    CallableStatement call = callOf("{call main.p(?)}");
    call.registerOutParameter(1, Types.INTEGER);
    session
        .then(new FakeOperation())
        .then(new FakeOperation())
        .then(FakeSession.failing(new DriverException(DriverException.Kind.OUTAGE, "no answer")));
    call.execute();
    SQLException failed = assertThrows(SQLException.class, () -> call.getInt(1));
    assertTrue(failed.getMessage().contains("do not repeat it"), failed.getMessage());
    assertEquals(
        ExecutionOutcome.EXECUTED, assertInstanceOf(LakewireException.class, failed).outcome());
    session.then(values(8L));
    assertEquals(8, call.getInt(1));
  }

  @Test
  void cancelBeforeTheCallKeepsItFromBeingSent() throws SQLException {
    CallableStatement call = callOf("{call main.p(?, ?)}");
    call.registerOutParameter(1, Types.INTEGER);
    call.registerOutParameter(2, Types.INTEGER);
    FakeOperation declares = new FakeOperation();
    declares.whileRunning = () -> cancel(call);
    session.then(declares);
    assertEquals("57014", state(call::execute));
    assertEquals(1, session.requests.size());
    FakeOperation declared = new FakeOperation();
    declared.whenClosed = () -> cancel(call);
    session.then(declared);
    assertEquals("57014", state(call::execute), "between two statements");
    assertEquals(2, session.requests.size());
    call.execute();
    assertEquals("CALL main.p(lakewire_out_2, lakewire_out_4)", session.statements().get(4));
  }

  @Test
  void theTimeOutIsThatOfAllRequestsOfACallTogether() throws SQLException {
    CallableStatement call = callOf("{call main.p(?)}");
    call.registerOutParameter(1, Types.INTEGER);
    call.setInt(1, 5);
    call.setQueryTimeout(10);
    call.execute();
    assertSame(session.operations.get(0).deadline, session.operations.get(1).deadline);
    Duration left = session.requests.get(2).timeout();
    assertTrue(left.compareTo(Duration.ofSeconds(10)) < 0, left::toString);
    session.requests.clear();
    call.setQueryTimeout(1);
    FakeOperation slow = new FakeOperation();
    slow.whileRunning =
        () -> {
          while (!slow.deadline.hasPassed()) {
            Thread.onSpinWait();
          }
        };
    session.then(slow);
    SQLException late = assertThrows(SQLException.class, call::execute);
    assertEquals("HYT00", late.getSQLState());
    assertEquals(
        ExecutionOutcome.NOT_EXECUTED, assertInstanceOf(LakewireException.class, late).outcome());
    assertEquals(1, session.requests.size(), "the call is not sent");
  }

  private static FakeOperation lost() {
    return FakeSession.failing(
        new DriverException(DriverException.Kind.OUTAGE, "no answer")
            .inExecution(ExecutionOutcome.UNKNOWN, true));
  }

  @Test
  void variablesThatACallMayStillSetAreNotUsedAgain() throws SQLException {
    CallableStatement call = callOf("{call main.p(?)}");
    call.registerOutParameter(1, Types.INTEGER);
    session.then(new FakeOperation()).then(lost());
    assertThrows(SQLException.class, call::execute);
    call.execute();
    assertEquals("CALL main.p(lakewire_out_2)", session.statements().get(3));
    session.then(lost());
    assertThrows(SQLException.class, call::execute, "SET VARIABLE may come late as well");
    call.execute();
    assertEquals("CALL main.p(lakewire_out_3)", session.statements().get(6));
    session
        .then(new FakeOperation())
        .then(
            FakeSession.failing(
                DriverException.server(new ServerError("no such procedure", "42883", 0, null))));
    assertThrows(SQLException.class, call::execute);
    call.execute();
    assertEquals("CALL main.p(lakewire_out_3)", session.statements().get(10));
  }

  @Test
  void aCallThatIsClosedWhileItRunsLeavesItsVariablesToNobodyBeforeItsEnd() throws SQLException {
    CallableStatement call = callOf("{call main.p(?)}");
    call.registerOutParameter(1, Types.INTEGER);
    FakeOperation running = new FakeOperation();
    running.whileRunning =
        () -> {
          try {
            call.close();
            CallableStatement other = connection.prepareCall("{call main.p(?)}");
            other.registerOutParameter(1, Types.INTEGER);
            other.execute();
          } catch (SQLException e) {
            throw new AssertionError(e);
          }
        };
    session.then(new FakeOperation()).then(running);
    assertThrows(SQLException.class, call::execute);
    assertEquals("CALL main.p(lakewire_out_2)", session.statements().get(3));
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void batchesOfCallsWithOutParametersAreRefused() throws SQLException {
    CallableStatement call = callOf("{call main.p(?)}");
    call.registerOutParameter(1, Types.INTEGER);
    assertEquals("HYC00", state(call::addBatch));
    CallableStatement function = callOf("{? = call main.f(?)}");
    function.setInt(2, 1);
    assertEquals("HYC00", state(function::addBatch));
    assertEquals(List.of(), session.statements());
  }

  @Test
  void namesInTheTextCostNoRequest() throws SQLException {
    CallableStatement named = callOf("CALL main.p(b => ?, `A a` => ?, c => 3)");
    named.setString("A A", "second");
    named.setInt("B", 1);
    assertEquals("07009", state(() -> named.setInt("c", 1)));
    named.execute();
    assertEquals(List.of("1", "second"), sent(0));
    CallableStatement markers = callOf("{call main.p(:b, :a, :b)}");
    markers.setString("a", "x");
    markers.registerOutParameter("b", Types.BIGINT);
    markers.setLong("b", 4);
    markers.execute();
    assertEquals("CALL main.p(lakewire_out_1, :a, lakewire_out_1)", session.statements().get(2));
    assertEquals(List.of("x"), sent(2));
  }

  private List<@Nullable String> sent(int request) {
    List<@Nullable String> values = new ArrayList<>();
    session.requests.get(request).parameters().forEach(value -> values.add(value.value()));
    return values;
  }

  @Test
  void valueOfAFunctionIsParameterOne() throws SQLException {
    CallableStatement call = callOf("{? = call main.f(?, ?)}");
    call.registerOutParameter(1, Types.BIGINT);
    call.setInt(2, 20);
    call.setString(3, "thirty");
    assertEquals("07009", state(() -> call.setInt(1, 1)));
    assertEquals("HY010", state(call::executeQuery));
    assertEquals("HYC00", state(() -> call.registerOutParameter(2, Types.INTEGER)));
    session.then(values(50L));
    assertFalse(call.execute());
    assertEquals(List.of("SELECT main.f(?, ?)"), session.statements());
    assertEquals(List.of("20", "thirty"), sent(0));
    assertEquals(50, call.getInt(1));
    assertNull(call.getResultSet());
    assertEquals(-1, call.getUpdateCount());
    assertEquals("07009", state(() -> call.getInt(2)));
    ParameterMetaData parameters = call.getParameterMetaData();
    assertEquals(3, parameters.getParameterCount());
    assertEquals(ParameterMetaData.parameterModeOut, parameters.getParameterMode(1));
    assertEquals(Types.BIGINT, parameters.getParameterType(1));
    assertEquals(ParameterMetaData.parameterModeIn, parameters.getParameterMode(2));
  }

  @Test
  void typeThatNobodyTellsIsAskedFor() throws SQLException {
    CallableStatement call = callOf("{call main.s.p(?)}");
    call.registerOutParameter(1, Types.ARRAY);
    session.then(FakeSession.rows(List.of()));
    SQLException unknown = assertThrows(SQLException.class, call::execute);
    assertEquals("HY024", unknown.getSQLState());
    assertTrue(unknown.getMessage().contains("name of an SQL type"), unknown.getMessage());
    call.registerOutParameter(1, Types.ARRAY, "array<decimal(3,1)>");
    call.execute();
    assertTrue(
        session
            .statements()
            .contains("DECLARE OR REPLACE VARIABLE lakewire_out_1 ARRAY<DECIMAL(3,1)>"),
        session.statements().toString());
    assertEquals("HY024", state(() -> call.registerOutParameter(1, Types.NUMERIC, 39)));
    assertEquals("07009", state(() -> call.registerOutParameter(2, Types.NUMERIC, 3)));
  }

  @Test
  void closedCallAnswersHy010() throws SQLException {
    CallableStatement call = call();
    call.close();
    call.close();
    assertTrue(call.isClosed());
    Set<String> harmless = Set.of("close", "isClosed", "unwrap", "isWrapperFor");
    for (Method method : CallableStatement.class.getMethods()) {
      if (!harmless.contains(method.getName())) {
        Throwable thrown = thrownBy(call, method);
        assertEquals(
            "HY010",
            thrown instanceof SQLException e ? e.getSQLState() : "none",
            method.toString());
      }
    }
  }

  @Test
  void callOfAClosedConnectionAnswers08003() throws SQLException {
    CallableStatement call = call();
    connection.close();
    assertEquals("08003", assertThrows(SQLException.class, () -> call.getInt(1)).getSQLState());
    assertEquals(
        "08003", assertThrows(SQLException.class, () -> call.setInt("a", 1)).getSQLState());
  }

  @Test
  void resultsAndBatchesBelongToTheCallThatTheUserHolds() throws SQLException {
    session.then(FakeSession.oneRow(ColumnType.STRING, "x"));
    CallableStatement call = call();
    call.setString(1, "a");
    ResultSet rows = call.executeQuery();
    assertSame(call, rows.getStatement());
    assertSame(call, call.getGeneratedKeys().getStatement());
    assertSame(rows, call.getResultSet());
    assertSame(connection, call.getConnection());
    assertTrue(call.isPoolable());
    call.closeOnCompletion();
    rows.close();
    assertTrue(call.isClosed());
  }

  @Test
  void callIsEqualToItselfOnly() throws SQLException {
    CallableStatement call = call();
    CallableStatement same = call.unwrap(CallableStatement.class);
    assertEquals(call, same);
    assertEquals(call.hashCode(), same.hashCode());
    assertEquals(call.toString(), same.toString());
    assertNotEquals(call, call());
    assertNotEquals(call, null);
    assertNotEquals(call, call.unwrap(LakewirePreparedStatement.class));
    assertTrue(Set.of(call, call()).contains(same));
  }

  @Test
  void callUnwrapsToItselfAndToWhatItIs() throws SQLException {
    CallableStatement call = call();
    for (Class<?> type :
        List.of(
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            QueryMonitor.class)) {
      assertTrue(call.isWrapperFor(type), type.getName());
      assertSame(call, call.unwrap(type));
    }
    assertTrue(call.isWrapperFor(LakewirePreparedStatement.class));
    assertFalse(call.isWrapperFor(NamedParameters.class));
    assertFalse(call.isWrapperFor(String.class));
    assertFalse(call.isWrapperFor(null));
    assertEquals(
        "HY024", assertThrows(SQLException.class, () -> call.unwrap(String.class)).getSQLState());
    assertEquals("HY024", assertThrows(SQLException.class, () -> call.unwrap(null)).getSQLState());
    CallableStatement named = connection.prepareCall("{call main.p(:a)}");
    named.unwrap(NamedParameters.class).setObject("a", 1);
    named.execute();
    assertEquals(1, session.requests.get(0).parameters().size());
  }

  @Test
  void failuresOfTheServerComeOutAsTheyAre() throws SQLException {
    session.then(
        FakeSession.failing(new DriverException(DriverException.Kind.SERVER, "no such procedure")));
    CallableStatement call = call();
    call.setNull(1, Types.VARCHAR);
    SQLException e = assertThrows(SQLException.class, call::execute);
    assertTrue(String.valueOf(e.getMessage()).contains("no such procedure"), e.getMessage());
    assertEquals("07009", assertThrows(SQLException.class, () -> call.setInt(2, 1)).getSQLState());
  }
}
