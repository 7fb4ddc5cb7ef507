package io.github.lakewire.jdbc.internal.resultset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.EmptyCursor;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.jdbc.FakeSession;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.Nullability;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LakewireResultSetTest {

  private static LakewireResultSet open(List<ColumnInfo> columns, Object[]... rows) {
    ResultSchema schema = new ResultSchema(columns);
    return new LakewireResultSet(
        ResultSetOwner.NONE, schema, Cursors.rows(schema, List.of(rows)), 0, 0);
  }

  private static LakewireResultSet one(ColumnType type, @Nullable Object value)
      throws SQLException {
    LakewireResultSet rows = open(List.of(FakeSession.column("c", type)), new Object[] {value});
    assertTrue(rows.next());
    return rows;
  }

  private interface Call {
    Object run() throws SQLException;
  }

  private static String state(Call call) {
    return assertThrows(SQLException.class, call::run).getSQLState();
  }

  @Test
  void decimalsAreExactAndPlainAndFloatsHaveTheirSpecialValues() throws SQLException {
    BigDecimal large = new BigDecimal("12345678901234567890123456789012345678E-37");
    LakewireResultSet decimal = one(ColumnType.DECIMAL, large);
    assertEquals(large, decimal.getBigDecimal(1));
    assertEquals(large.toPlainString(), decimal.getString(1));
    assertEquals("0.0000001", one(ColumnType.DECIMAL, new BigDecimal("1E-7")).getString(1));
    assertEquals(Double.NaN, one(ColumnType.DOUBLE, Double.NaN).getDouble(1));
    assertEquals("NaN", one(ColumnType.DOUBLE, Double.NaN).getString(1));
    LakewireResultSet infinite = one(ColumnType.FLOAT, Float.NEGATIVE_INFINITY);
    assertEquals(Float.NEGATIVE_INFINITY, infinite.getFloat(1));
    assertEquals(Double.NEGATIVE_INFINITY, infinite.getDouble(1));
    assertEquals("-Infinity", infinite.getString(1));
  }

  @Test
  void resultSetsOfMetadataAnswerLikeOthers() throws SQLException {
    LakewireResultSet rows = one(ColumnType.STRING, "x");
    assertNull(rows.getStatement());
    assertNull(rows.getWarnings());
    rows.clearWarnings();
    rows.setFetchSize(1000);
    assertEquals(1000, rows.getFetchSize());
    assertEquals(ResultSet.HOLD_CURSORS_OVER_COMMIT, rows.getHoldability());
    assertEquals(ResultSet.TYPE_FORWARD_ONLY, rows.getType());
    assertEquals(ResultSet.CONCUR_READ_ONLY, rows.getConcurrency());
    assertEquals("", rows.getCursorName());
  }

  @Test
  void streamsAndLobsAreViewsOfTextAndBytes() throws SQLException, IOException {
    LakewireResultSet bytes = one(ColumnType.BINARY, new byte[] {1, 2, 3});
    assertArrayEquals(new byte[] {1, 2, 3}, bytes.getBinaryStream(1).readAllBytes());
    assertArrayEquals(new byte[] {2, 3}, bytes.getBlob(1).getBytes(2, 9));
    LakewireResultSet text = one(ColumnType.STRING, "h\u00e9");
    assertEquals('h', text.getCharacterStream(1).read());
    assertEquals("h\u00e9", text.getClob(1).getSubString(1, 2));
    assertEquals("h\u00e9", text.getNString("c"));
    assertEquals(
        "07006", state(() -> text.getBytes(1) == null ? "" : one(ColumnType.INT, 1).getBytes(1)));
  }

  @Test
  void theOwnerHearsOfTheUsersCloseOnly() throws SQLException {
    ResultSchema schema = new ResultSchema(List.of());
    int[] heard = new int[1];
    ResultSetOwner owner = new Listener(heard);
    LakewireResultSet first = new LakewireResultSet(owner, schema, new EmptyCursor(), 0, 0);
    first.closeByOwner();
    first.close();
    assertEquals(0, heard[0]);
    ResultSet second = new LakewireResultSet(owner, schema, new EmptyCursor(), 0, 0);
    second.close();
    second.close();
    assertEquals(1, heard[0]);
  }

  @Test
  void damagedBytesAreSqlExceptionsAndEndTheResult() throws SQLException {
    RowCursor cursor =
        new BatchesCursor(
            new DamagedReader(FakeSession.column("c", ColumnType.INT)),
            List.of(1, BatchesCursor.DAMAGED));
    LakewireResultSet rows =
        new LakewireResultSet(ResultSetOwner.NONE, cursor.schema(), cursor, 0, 0);
    assertTrue(rows.next());
    assertEquals("HY000", state(() -> rows.getInt(1)));
    assertEquals("HY000", state(() -> rows.getString(1)));
    assertEquals("HY000", state(() -> rows.getObject(1)));
    assertEquals("08P01", state(rows::next));
    assertEquals("08P01", state(rows::next), "no quiet end");
    assertFalse(rows.isAfterLast());
    assertEquals("24000", state(() -> rows.getInt(1)));
  }

  @Test
  void positionsGoOnFromBatchToBatch() throws SQLException {
    for (int maxRows : new int[] {0, 1, 2, 3, 4, 6, 7}) {
      for (boolean asked : new boolean[] {false, true}) {
        int expected = maxRows == 0 || maxRows > 6 ? 6 : maxRows;
        RowCursor cursor =
            new BatchesCursor(
                new DamagedReader(FakeSession.column("c", ColumnType.INT)), List.of(2, 3, 1));
        LakewireResultSet rows =
            new LakewireResultSet(ResultSetOwner.NONE, cursor.schema(), cursor, maxRows, 0);
        assertEquals(asked, asked && rows.isBeforeFirst());
        for (int row = 1; row <= expected; row++) {
          assertTrue(rows.next());
          assertEquals(row, rows.getRow());
          assertEquals(row == 1, rows.isFirst());
          assertFalse(rows.isBeforeFirst());
          assertFalse(rows.isAfterLast());
        }
        assertFalse(rows.next());
        assertFalse(rows.next());
        assertTrue(rows.isAfterLast());
        assertFalse(rows.isFirst());
        assertEquals(0, rows.getRow());
      }
    }
  }

  /** Batches of so many rows, or of {@link #DAMAGED}: a page that is no page. */
  private static final class BatchesCursor extends RowCursor {
    static final int DAMAGED = -1;

    private final ColumnReader reader;
    private final Deque<Integer> batches;

    BatchesCursor(ColumnReader reader, List<Integer> batches) {
      this.reader = reader;
      this.batches = new ArrayDeque<>(batches);
    }

    @Override
    public ResultSchema schema() {
      return new ResultSchema(List.of(reader.column()));
    }

    @Override
    protected boolean loadBatch() throws DriverException {
      if (batches.isEmpty()) {
        return false;
      }
      if (batches.element() == DAMAGED) {
        throw new DriverException(DriverException.Kind.PROTOCOL, "no page");
      }
      int rows = batches.remove();
      startBatch(new ColumnReader[] {reader}, rows);
      return true;
    }

    @Override
    public void close() {}
  }

  private static final class DamagedReader extends ColumnReader {
    DamagedReader(ColumnInfo column) {
      super(column);
    }

    @Override
    protected boolean isNullAt(int row) {
      return false;
    }

    @Override
    public Object getObject(int row) {
      throw new ArrayIndexOutOfBoundsException(row);
    }

    @Override
    public String getString(int row) {
      throw new ArrayIndexOutOfBoundsException(row);
    }

    @Override
    public int getInt(int row) {
      throw new ArrayIndexOutOfBoundsException(row);
    }
  }

  @ParameterizedTest
  @EnumSource(ColumnType.class)
  void metadataAnswersForEveryType(ColumnType type) throws Exception {
    ResultSetMetaData metaData =
        new LakewireResultSetMetaData(new ResultSchema(List.of(SqlType.of(type).column("c"))));
    for (var method : ResultSetMetaData.class.getMethods()) {
      if (method.getParameterCount() == 1 && method.getParameterTypes()[0] == int.class) {
        assertTrue(method.invoke(metaData, 1) != null, method.toString());
      }
    }
    assertEquals(type.names().get(0), metaData.getColumnTypeName(1));
    assertEquals("", metaData.getTableName(1));
    assertTrue(metaData.isReadOnly(1));
    assertFalse(metaData.isWritable(1));
    assertTrue(metaData.getColumnDisplaySize(1) > 0);
    assertEquals("07009", state(() -> metaData.getColumnName(2)));
    assertEquals("07009", state(() -> metaData.getColumnType(0)));
  }

  @Test
  void metadataOfNumbersHasPrecisionAndScale() throws SQLException {
    ResultSetMetaData metaData =
        new LakewireResultSetMetaData(
            new ResultSchema(
                List.of(
                    SqlType.parse("DECIMAL(10,2)").column("a"),
                    FakeSession.column("b", ColumnType.BIGINT),
                    FakeSession.column("c", ColumnType.FLOAT),
                    FakeSession.column("d", ColumnType.TIMESTAMP_NTZ))));
    assertEquals(10, metaData.getPrecision(1));
    assertEquals(2, metaData.getScale(1));
    assertEquals(12, metaData.getColumnDisplaySize(1));
    assertEquals(19, metaData.getPrecision(2));
    assertTrue(metaData.isSigned(2));
    assertEquals(Types.REAL, metaData.getColumnType(3));
    assertEquals("java.lang.Float", metaData.getColumnClassName(3));
    assertEquals("TIMESTAMP_NTZ", metaData.getColumnTypeName(4));
    assertEquals(6, metaData.getScale(4));
  }

  @Test
  void nullabilityIsWhatTheServerSays() throws Exception {
    int[] expected = {
      ResultSetMetaData.columnNoNulls,
      ResultSetMetaData.columnNullable,
      ResultSetMetaData.columnNullableUnknown
    };
    SqlType type = SqlType.parse("INT");
    for (Nullability nullability : Nullability.values()) {
      ResultSchema schema = new ResultSchema(List.of(new ColumnInfo("c", type, "", nullability)));
      ResultSetMetaData metaData = new LakewireResultSetMetaData(schema);
      assertEquals(expected[nullability.ordinal()], metaData.isNullable(1));
    }
    ArrowType number = new ArrowType.Int(32, true);
    Field declared = new Field("id", FieldType.notNullable(number), List.of());
    assertEquals(
        ResultSetMetaData.columnNoNulls, ArrowCells.rows(declared, 1).getMetaData().isNullable(1));
    assertEquals(
        ResultSetMetaData.columnNullable,
        ArrowCells.rows(ArrowCells.field("c", number), 1).getMetaData().isNullable(1));
    ResultSchema columnar = new ResultSchema(List.of(type.column("c")));
    assertEquals(
        ResultSetMetaData.columnNullableUnknown,
        ArrowCells.columnar(columnar, List.of(1), new byte[1]).getMetaData().isNullable(1));
  }

  /** SchemaCrawler and Liquibase write the sizes behind the name, and look it up. */
  @Test
  void typesWithoutJdbcCodeAreTextOfNoLength() throws Exception {
    for (String name :
        List.of(
            "MAP<STRING, INT>",
            "INTERVAL DAY TO SECOND",
            "INTERVAL YEAR",
            "VARIANT",
            "GEOMETRY(4326)",
            "GEOGRAPHY(ANY)",
            "NEW_TYPE(3)")) {
      ResultSetMetaData metaData =
          new LakewireResultSetMetaData(new ResultSchema(List.of(SqlType.parse(name).column("c"))));
      assertEquals(name, metaData.getColumnTypeName(1));
      assertEquals(Types.VARCHAR, metaData.getColumnType(1), name);
      assertEquals(Integer.MAX_VALUE, metaData.getPrecision(1), name);
      assertEquals(Integer.MAX_VALUE, metaData.getColumnDisplaySize(1), name);
      assertEquals(0, metaData.getScale(1), name);
      assertFalse(metaData.isSigned(1), name);
    }
  }

  /** An owner of values in memory that counts the closes that it hears of. */
  private record Listener(int[] heard) implements ResultSetOwner {
    @Override
    public @Nullable String queryId() {
      return null;
    }

    @Override
    public @Nullable Statement statement() {
      return NONE.statement();
    }

    @Override
    public @Nullable ZoneId zoneOfTexts() {
      return NONE.zoneOfTexts();
    }

    @Override
    public SQLException closed(@Nullable Throwable met) {
      return NONE.closed(met);
    }

    @Override
    public SQLException failed(Throwable met) {
      return NONE.failed(met);
    }

    @Override
    public void resultSetClosed(LakewireResultSet resultSet) {
      heard[0]++;
    }
  }
}
