package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.NamedParameters;
import io.github.lakewire.jdbc.QueryMonitor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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

  @Test
  void allThatACallAddsToAPreparedStatementIsNotSupported() throws SQLException {
    CallableStatement call = call();
    Set<String> messages = new TreeSet<>();
    for (Method method : CallableStatement.class.getDeclaredMethods()) {
      Throwable thrown = thrownBy(call, method);
      assertEquals(
          "HYC00",
          thrown instanceof SQLFeatureNotSupportedException e ? e.getSQLState() : "none",
          method + " threw " + thrown);
      messages.add(String.valueOf(thrown.getMessage()));
    }
    assertEquals(
        Set.of(
            "Lakewire does not support OUT parameters: procedures of Databricks return rows",
            "Lakewire does not support parameters by name; set them by number"),
        messages);
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
