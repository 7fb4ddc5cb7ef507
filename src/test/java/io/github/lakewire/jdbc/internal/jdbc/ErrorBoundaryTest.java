package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Blob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An Error must not leave JDBC: values that the heap has no room for are an SQLException. */
class ErrorBoundaryTest {
  private static final ResultSchema SCHEMA =
      new ResultSchema(List.of(FakeSession.column("c", ColumnType.BINARY)));

  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  private static OutOfMemoryError full() {
    return new OutOfMemoryError("Java heap space");
  }

  private static void assertNamesTheRemedy(SQLException e) {
    assertEquals("53200", e.getSQLState(), e.getMessage());
    assertTrue(e.getMessage().contains("resultMemory"), e.getMessage());
    assertTrue(e.getMessage().contains("-Xmx"), e.getMessage());
    assertInstanceOf(OutOfMemoryError.class, e.getCause().getCause());
  }

  @Test
  void everyGetterTurnsAnErrorIntoAnSqlException() throws Exception {
    ResultSet rows = rows(new OneRow());
    assertTrue(rows.next());
    Set<String> tried = new TreeSet<>();
    for (Method getter : ResultSet.class.getMethods()) {
      Object[] arguments = arguments(getter);
      if (arguments != null && getter.getName().startsWith("get")) {
        SQLException e = assertThrows(SQLException.class, () -> call(rows, getter, arguments));
        if (!Set.of("HYC00", "07006").contains(e.getSQLState())) {
          assertNamesTheRemedy(e);
          tried.add(getter.getName());
        }
      }
    }
    assertTrue(tried.size() >= 22, tried.toString());
    // The row is still there, and so is the connection.
    assertEquals(1, rows.getRow());
    assertTrue(connection.isValid(1));
  }

  /** Of a column number, what is asked of the first one; null for other methods. */
  private static Object @Nullable [] arguments(Method getter) {
    Class<?>[] types = getter.getParameterTypes();
    if (types.length == 0 || types[0] != int.class) {
      return null;
    }
    Object[] arguments = new Object[types.length];
    arguments[0] = 1;
    for (int i = 1; i < types.length; i++) {
      arguments[i] = types[i] == int.class ? 1 : types[i] == Class.class ? String.class : null;
    }
    return arguments;
  }

  private static void call(Object target, Method method, Object... arguments) throws Exception {
    try {
      method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw new AssertionError(method + " let an Error out", e.getCause());
    }
  }

  @Test
  void nextTurnsAnErrorIntoAnSqlException() throws Exception {
    ResultSet rows = rows(new NoRow());
    assertNamesTheRemedy(assertThrows(SQLException.class, rows::next));
    rows.close();
    assertTrue(connection.isValid(1));
  }

  @Test
  void executionTurnsAnyErrorIntoAnSqlException() throws Exception {
    for (Error error : List.of(full(), new StackOverflowError(), new NoClassDefFoundError("x"))) {
      FakeSession.FakeOperation run = FakeSession.count(1);
      run.whileRunning =
          () -> {
            throw error;
          };
      session.then(run);
      SQLException e =
          assertThrows(
              SQLException.class, () -> connection.createStatement().executeUpdate("DELETE"));
      assertEquals(error instanceof OutOfMemoryError ? "53200" : "HY000", e.getSQLState());
      assertEquals(1, run.closes(), "what it held is let go");
    }
    session.then(FakeSession.count(7));
    assertEquals(7, connection.createStatement().executeUpdate("DELETE FROM t"));
  }

  /** Whoever reads a parameter that has no room in the heap. */
  private static <T> T hungry(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("length")) {
                return 1L << 20;
              }
              throw full();
            }));
  }

  private static final InputStream STREAM =
      new InputStream() {
        @Override
        public int read() {
          throw full();
        }
      };

  private static final Reader READER =
      new Reader() {
        @Override
        public int read(char[] target, int offset, int length) {
          throw full();
        }

        @Override
        public void close() {}
      };

  @Test
  void everySetterTurnsAnErrorIntoAnSqlException() throws Exception {
    Object number =
        new BigDecimal("1") {
          @Override
          public int scale() {
            throw full();
          }
        };
    List<Object> hungry =
        List.of(
            STREAM,
            READER,
            number,
            hungry(NClob.class),
            hungry(Blob.class),
            hungry(SQLXML.class),
            hungry(java.sql.Array.class));
    PreparedStatement statement = connection.prepareStatement("SELECT ?");
    int tried = 0;
    for (Method setter : PreparedStatement.class.getMethods()) {
      Class<?>[] types = setter.getParameterTypes();
      if (!setter.getName().startsWith("set") || types.length < 2 || types[0] != int.class) {
        continue;
      }
      for (Object value : hungry) {
        boolean fits = types[1].isInstance(value);
        if (fits) {
          Object[] arguments = new Object[types.length];
          arguments[0] = 1;
          arguments[1] = value;
          for (int i = 2; i < types.length; i++) {
            arguments[i] =
                types[i] == int.class
                    ? (Object) (i == 2 && types[1] == Object.class ? Types.VARCHAR : 1)
                    : types[i] == long.class ? (Object) 1L : java.sql.JDBCType.VARCHAR;
          }
          SQLException e =
              assertThrows(SQLException.class, () -> call(statement, setter, arguments));
          if (e.getSQLState().startsWith("53")) {
            assertNamesTheRemedy(e);
            tried++;
          } else {
            assertTrue(Set.of("HYC00", "07006").contains(e.getSQLState()), setter + ": " + e);
          }
        }
      }
    }
    assertTrue(tried >= 30, "only " + tried);
    statement.setString(1, "still usable");
    session.then(FakeSession.oneRow(ColumnType.STRING, "x"));
    assertTrue(statement.executeQuery().next());
  }

  @Test
  void anErrorWhileLargeObjectsAreMadeIsAnSqlException() {
    Object[] elements = {hungry(java.sql.Array.class)};
    List<SQLException> failures = new ArrayList<>();
    failures.add(
        assertThrows(SQLException.class, () -> connection.createArrayOf("ARRAY<INT>", elements)));
    failures.add(
        assertThrows(
            SQLException.class, () -> connection.createStruct("STRUCT<b: ARRAY<INT>>", elements)));
    failures.forEach(ErrorBoundaryTest::assertNamesTheRemedy);
  }

  private ResultSet rows(RowCursor cursor) throws SQLException {
    FakeSession.FakeOperation execution = new FakeSession.FakeOperation();
    execution.cursor = cursor;
    session.then(execution);
    return connection.createStatement().executeQuery("SELECT c FROM t");
  }

  /** A result whose rows have no room. */
  private static class NoRow extends RowCursor {
    @Override
    public ResultSchema schema() {
      return SCHEMA;
    }

    @Override
    protected boolean loadBatch() throws DriverException {
      throw full();
    }

    @Override
    public void close() {}
  }

  /** A row whose value has no room. */
  private static final class OneRow extends NoRow {
    @Override
    protected boolean loadBatch() {
      startBatch(new ColumnReader[] {new HungryReader()}, 1);
      return true;
    }
  }

  private static final class HungryReader extends ColumnReader {
    HungryReader() {
      super(SCHEMA.columns().get(0));
    }

    @Override
    protected boolean isNullAt(int row) {
      return false;
    }

    @Override
    public Object getObject(int row) {
      throw full();
    }

    @Override
    public String getString(int row) {
      throw full();
    }

    @Override
    public boolean getBoolean(int row) {
      throw full();
    }

    @Override
    public long getLong(int row) {
      throw full();
    }

    @Override
    public double getDouble(int row) {
      throw full();
    }

    @Override
    public BigDecimal getBigDecimal(int row) {
      throw full();
    }

    @Override
    public byte[] getBytes(int row) {
      throw full();
    }

    @Override
    public LocalDate getLocalDate(int row) {
      throw full();
    }

    @Override
    public LocalTime getLocalTime(int row) {
      throw full();
    }

    @Override
    public LocalDateTime getLocalDateTime(int row) {
      throw full();
    }

    @Override
    public Instant getInstant(int row) {
      throw full();
    }
  }
}
