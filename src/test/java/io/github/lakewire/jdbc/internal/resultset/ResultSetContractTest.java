package io.github.lakewire.jdbc.internal.resultset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.jdbc.FakeSession;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What JDBC promises of every result set: its position, its columns, and getters that know nulls.
 * Conversions are in {@code ResultSetConversionTest}, zones in {@code TimestampZonesTest}.
 */
class ResultSetContractTest {

  private interface Call {
    @Nullable Object run() throws SQLException;
  }

  private static String state(Call call) {
    return assertThrows(SQLException.class, call::run).getSQLState();
  }

  private static LakewireResultSet open(List<ColumnInfo> columns, Object[]... rows) {
    ResultSchema schema = new ResultSchema(columns);
    return new LakewireResultSet(
        ResultSetOwner.NONE, schema, Cursors.rows(schema, List.of(rows)), 0, 0);
  }

  private static LakewireResultSet numbers(Object... values) {
    Object[][] rows =
        Arrays.stream(values).map(value -> new Object[] {value}).toArray(Object[][]::new);
    return open(List.of(FakeSession.column("c", ColumnType.INT)), rows);
  }

  private static LakewireResultSet one(ColumnType type, @Nullable Object value)
      throws SQLException {
    LakewireResultSet rows = open(List.of(FakeSession.column("c", type)), new Object[] {value});
    assertTrue(rows.next());
    return rows;
  }

  @Test
  void offARowGettersFailAndThePositionIsKnown() throws SQLException {
    LakewireResultSet rows = numbers(1, 2);
    assertEquals("24000", state(() -> rows.getInt(1)));
    assertEquals("24000", state(() -> rows.getObject("c")));
    assertPosition(rows, "before", 0);
    assertPosition(rows, "before", 0);
    assertTrue(rows.next());
    assertPosition(rows, "first", 1);
    assertEquals(1, rows.getInt(1));
    assertTrue(rows.next());
    assertPosition(rows, "on", 2);
    assertEquals(2, rows.getInt(1));
    assertFalse(rows.next());
    assertPosition(rows, "after", 0);
    assertEquals("24000", state(() -> rows.getString(1)));
    assertEquals("24000", state(() -> rows.getObject(1, String.class)));

    LakewireResultSet single = numbers(1);
    assertTrue(single.next());
    assertPosition(single, "first", 1);
    assertFalse(single.next());
    assertPosition(single, "after", 0);

    LakewireResultSet empty = numbers();
    assertPosition(empty, "nowhere", 0);
    assertFalse(empty.next());
    assertPosition(empty, "nowhere", 0);
  }

  /**
   * Whether a row is the last one is not known without asking for the next; JDBC allows to refuse.
   */
  private static void assertPosition(ResultSet rows, String where, int row) throws SQLException {
    assertEquals(where.equals("before"), rows.isBeforeFirst());
    assertEquals(where.equals("first"), rows.isFirst());
    assertEquals(where.equals("after"), rows.isAfterLast());
    assertEquals("HYC00", state(rows::isLast));
    assertEquals(row, rows.getRow());
  }

  @Test
  void theEndStaysTheEndAndClosesNothing() throws SQLException {
    LakewireResultSet rows = numbers(1);
    assertTrue(rows.next());
    for (int i = 0; i < 3; i++) {
      assertFalse(rows.next());
    }
    assertFalse(rows.isClosed());
    rows.close();
    rows.close();
    assertTrue(rows.isClosed());
    assertEquals("HY010", state(rows::next));
    assertEquals("HY010", state(() -> rows.getLong(1)));
  }

  @Test
  void movesOtherThanNextAreRefused() throws SQLException {
    LakewireResultSet rows = numbers(1, 2);
    assertTrue(rows.next());
    for (Call move :
        List.<Call>of(
            () -> rows.absolute(1),
            () -> rows.relative(1),
            rows::previous,
            rows::first,
            rows::last,
            refused(rows::beforeFirst),
            refused(rows::afterLast),
            refused(rows::moveToInsertRow),
            refused(rows::insertRow),
            refused(rows::refreshRow),
            refused(() -> rows.setFetchDirection(ResultSet.FETCH_REVERSE)))) {
      assertEquals("HYC00", state(move));
    }
    assertEquals(1, rows.getInt(1));
  }

  private interface Move {
    void run() throws SQLException;
  }

  private static Call refused(Move move) {
    return () -> {
      move.run();
      return null;
    };
  }

  @Test
  void columnsThatAreNotThereAreRefused() throws SQLException {
    LakewireResultSet rows = numbers(1);
    assertTrue(rows.next());
    assertEquals("07009", state(() -> rows.getInt(0)));
    assertEquals("07009", state(() -> rows.getLong(2)));
    assertEquals("07009", state(() -> rows.getObject(-1, String.class)));
    assertEquals("42703", state(() -> rows.getInt("d")));
    assertEquals("42703", state(() -> rows.getInt((String) null)));
    assertEquals("42703", state(() -> rows.findColumn("")));
  }

  @Test
  void labelsIgnoreCaseAndTheFirstCounts() throws SQLException {
    LakewireResultSet rows =
        open(
            List.of(
                FakeSession.column("Id", ColumnType.INT),
                FakeSession.column("id", ColumnType.INT),
                FakeSession.column("t.x y", ColumnType.STRING),
                FakeSession.column("\u0131D", ColumnType.INT)),
            new Object[] {1, 2, "z", 4});
    assertTrue(rows.next());
    assertEquals(1, rows.getInt("ID"));
    assertEquals(1, rows.findColumn("id"));
    assertEquals("z", rows.getString("T.X Y"));
    assertEquals(2, rows.getInt(2));
    ResultSetMetaData columns = rows.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      // The server sends aliases only; both names are that.
      assertEquals(columns.getColumnLabel(i), columns.getColumnName(i));
    }
    assertEquals("Id", columns.getColumnLabel(1));
  }

  @Test
  void wasNullIsRightAfterEveryGetter() throws Exception {
    LakewireResultSet rows =
        open(
            List.of(
                FakeSession.column("one", ColumnType.STRING),
                FakeSession.column("nothing", ColumnType.STRING)),
            new Object[] {"1", null});
    assertTrue(rows.next());
    Set<String> reading = new TreeSet<>();
    for (Method getter : ResultSet.class.getMethods()) {
      Class<?>[] types = getter.getParameterTypes();
      boolean ofColumn =
          getter.getName().startsWith("get")
              && types.length > 0
              && (types[0] == int.class || types[0] == String.class);
      if (!ofColumn) {
        continue;
      }
      boolean byLabel = types[0] == String.class;
      rows.getString(1);
      Answer none = call(rows, getter, byLabel ? "nothing" : 2);
      if (none != null) {
        assertTrue(rows.wasNull(), getter.toString());
        assertTrue(
            none.value() == null
                || Boolean.FALSE.equals(none.value())
                || none.value() instanceof Number zero && zero.doubleValue() == 0,
            getter.toString());
      }
      rows.getString(2);
      Answer value = call(rows, getter, byLabel ? "one" : 1);
      if (value != null) {
        assertFalse(rows.wasNull(), getter.toString());
        assertTrue(value.value() != null, getter.toString());
        reading.add(getter.getName());
      }
    }
    assertEquals(
        Set.of(
            "getAsciiStream",
            "getBigDecimal",
            "getBoolean",
            "getByte",
            "getBytes",
            "getBinaryStream",
            "getBlob",
            "getCharacterStream",
            "getClob",
            "getDouble",
            "getFloat",
            "getInt",
            "getLong",
            "getNCharacterStream",
            "getNClob",
            "getNString",
            "getObject",
            "getSQLXML",
            "getShort",
            "getString",
            "getUnicodeStream"),
        reading);
  }

  private record Answer(@Nullable Object value) {}

  /** The answer of a getter, or null when it refuses the column's type. */
  private static @Nullable Answer call(ResultSet rows, Method getter, Object column)
      throws IllegalAccessException {
    Object[] arguments = new Object[getter.getParameterCount()];
    arguments[0] = column;
    if (arguments.length == 2) {
      Class<?> second = getter.getParameterTypes()[1];
      arguments[1] = second == Class.class ? String.class : second == int.class ? 0 : null;
    }
    try {
      return new Answer(getter.invoke(rows, arguments));
    } catch (InvocationTargetException e) {
      assertTrue(e.getCause() instanceof SQLException, getter + " threw " + e.getCause());
      return null;
    }
  }

  @Test
  void narrowingIsChecked() throws SQLException {
    LakewireResultSet rows = one(ColumnType.BIGINT, 5_000_000_000L);
    SQLException e = assertThrows(SQLDataException.class, () -> rows.getInt(1));
    assertEquals("22003", e.getSQLState());
    assertEquals(5_000_000_000L, rows.getLong(1));
    assertTrue(one(ColumnType.STRING, "1").getBoolean(1));
    assertFalse(one(ColumnType.STRING, "0").getBoolean(1));
    assertTrue(one(ColumnType.STRING, "true").getBoolean(1));
    assertFalse(one(ColumnType.INT, 0).getBoolean(1));
    assertEquals("22018", state(() -> one(ColumnType.STRING, "x").getInt(1)));
  }
}
