package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.resultset.InMemoryBlob;
import io.github.lakewire.jdbc.internal.resultset.InMemoryClob;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every method of every JDBC object, called with nulls and zeros, with and without sense. */
class EveryMethodTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  @Test
  void closedConnectionAnswers08003() throws SQLException {
    connection.close();
    connection.close();
    connection.abort(Runnable::run);
    assertTrue(connection.isClosed());
    assertFalse(connection.isValid(1));
    assertTrue(connection.toString().contains(session.id()));
    assertStates(
        connection,
        Connection.class,
        "08003",
        Set.of("close", "abort", "isClosed", "isValid", "unwrap", "isWrapperFor", "setClientInfo"));
  }

  @Test
  void lostSessionAnswers08003AndClosesQuietly() {
    session.gone = true;
    assertStates(
        connection,
        Connection.class,
        "08003",
        Set.of("close", "abort", "isClosed", "isValid", "unwrap", "isWrapperFor", "setClientInfo"));
    assertTrue(connection.isClosed());
    connection.close();
  }

  @Test
  void closedStatementAnswersHy010() throws SQLException {
    Statement statement = connection.createStatement();
    statement.close();
    statement.close();
    assertStates(
        statement, Statement.class, "HY010", Set.of("close", "isClosed", "unwrap", "isWrapperFor"));
  }

  @Test
  void closedPreparedStatementAnswersHy010() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?");
    statement.close();
    assertStates(
        statement,
        PreparedStatement.class,
        "HY010",
        Set.of("close", "isClosed", "unwrap", "isWrapperFor"));
  }

  @Test
  void closedResultSetAnswersHy010() throws SQLException {
    ResultSet rows = rows();
    rows.close();
    assertStates(
        rows, ResultSet.class, "HY010", Set.of("close", "isClosed", "unwrap", "isWrapperFor"));
  }

  @Test
  void nothingButSqlExceptionsComesOut() throws SQLException {
    for (int argument : new int[] {-1, 0, 1, 1003, Integer.MAX_VALUE}) {
      callAll(connection, Connection.class, argument);
      callAll(connection.createStatement(), Statement.class, argument);
      callAll(connection.prepareStatement("SELECT ?"), PreparedStatement.class, argument);
      callAll(connection.prepareStatement("SELECT 1"), PreparedStatement.class, argument);
      callAll(rows(), ResultSet.class, argument);
      ResultSet onRow = rows();
      onRow.next();
      callAll(onRow, ResultSet.class, argument);
      callAll(rows().getMetaData(), ResultSetMetaData.class, argument);
      callAll(
          connection.prepareStatement("SELECT ?").getParameterMetaData(),
          ParameterMetaData.class,
          argument);
      callAll(new InMemoryBlob(new byte[3]), Blob.class, argument);
      callAll(new InMemoryClob("abc"), Clob.class, argument);
    }
  }

  @Test
  void updatesAreRefusedAndKeepPooledConnections() throws SQLException {
    Set<String> states = new TreeSet<>();
    for (Method method : methods(ResultSet.class)) {
      if (method.getName().startsWith("update") || method.getName().equals("deleteRow")) {
        SQLException e = call(rows(), method, 1);
        assertTrue(e instanceof java.sql.SQLFeatureNotSupportedException, method.toString());
        states.add(e.getSQLState());
      }
    }
    assertEquals(Set.of("HYC00"), states);
  }

  private ResultSet rows() throws SQLException {
    session.script.clear();
    session.then(FakeSession.oneRow(ColumnType.STRING, "x"));
    return connection.createStatement().executeQuery("SELECT 'x'");
  }

  private static void assertStates(Object target, Class<?> type, String state, Set<String> except) {
    List<String> wrong = new ArrayList<>();
    for (Method method : methods(type)) {
      if (!except.contains(method.getName())) {
        SQLException e = call(target, method, 1);
        if (e == null || !state.equals(e.getSQLState())) {
          wrong.add(method + " -> " + e);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static void callAll(Object target, Class<?> type, int argument) {
    for (Method method : methods(type)) {
      if (!Set.of("close", "abort", "free").contains(method.getName())) {
        call(target, method, argument);
      }
    }
  }

  private static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .toList();
  }

  private static @Nullable SQLException call(Object target, Method method, int argument) {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes())
            .map(type -> type == Class.class ? String.class : value(type, argument))
            .toArray();
    try {
      method.invoke(target, arguments);
      return null;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException failure) {
        assertEquals(5, failure.getSQLState().length(), method.toString());
        return failure;
      }
      throw new AssertionError(method + " threw " + e.getCause(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static @Nullable Object value(Class<?> type, int number) {
    if (type == int.class) {
      return number;
    } else if (type == long.class) {
      return (long) number;
    } else if (type == short.class) {
      return (short) number;
    } else if (type == byte.class) {
      return (byte) number;
    } else if (type == float.class) {
      return (float) number;
    } else if (type == double.class) {
      return (double) number;
    } else if (type == boolean.class) {
      return false;
    }
    return null;
  }
}
