package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.ColumnInfo;
import io.github.lakewire.jdbc.internal.results.ColumnReader;
import io.github.lakewire.jdbc.internal.results.ColumnType;
import io.github.lakewire.jdbc.internal.results.ResultSchema;
import io.github.lakewire.jdbc.internal.results.Results;
import io.github.lakewire.jdbc.internal.results.RowCursor;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LakewireResultSetTest {

  private static LakewireResultSet open(List<ColumnInfo> columns, Object[]... rows) {
    ResultSchema schema = new ResultSchema(columns);
    return new LakewireResultSet(
        ResultSetOwner.NONE, schema, Results.rows(schema, List.of(rows)), 0, 0);
  }

  private static LakewireResultSet one(ColumnType type, @Nullable Object value)
      throws SQLException {
    ColumnInfo column = FakeBackend.column("c", type);
    LakewireResultSet rows =
        value instanceof Instant moment
            ? new LakewireResultSet(
                ResultSetOwner.NONE,
                new ResultSchema(List.of(column)),
                new OneReaderCursor(new MomentReader(column, moment)),
                0,
                0)
            : open(List.of(column), new Object[] {value});
    assertTrue(rows.next());
    return rows;
  }

  @Test
  void walksForwardsAndSaysWhereItIs() throws SQLException {
    LakewireResultSet rows =
        open(List.of(FakeBackend.column("c", ColumnType.INT)), new Object[] {1}, new Object[] {2});
    assertTrue(rows.isBeforeFirst());
    assertTrue(rows.isBeforeFirst());
    assertEquals(0, rows.getRow());
    assertTrue(rows.next());
    assertTrue(rows.isFirst());
    assertFalse(rows.isBeforeFirst());
    assertEquals(1, rows.getInt(1));
    assertTrue(rows.next());
    assertEquals(2, rows.getInt(1));
    assertEquals(2, rows.getRow());
    assertFalse(rows.isFirst());
    assertFalse(rows.next());
    assertFalse(rows.next());
    assertTrue(rows.isAfterLast());
    assertEquals(0, rows.getRow());
    assertFalse(rows.isClosed());
  }

  @Test
  void anEmptyResultIsNeitherBeforeNorAfter() throws SQLException {
    LakewireResultSet rows = open(List.of(FakeBackend.column("c", ColumnType.INT)));
    assertFalse(rows.isBeforeFirst());
    assertFalse(rows.next());
    assertFalse(rows.isAfterLast());
  }

  @Test
  void gettersOffARowAreCursorErrors() throws SQLException {
    LakewireResultSet rows =
        open(List.of(FakeBackend.column("c", ColumnType.INT)), new Object[] {1});
    assertEquals("24000", state(() -> rows.getInt(1)));
    assertTrue(rows.next());
    assertEquals("07009", state(() -> rows.getInt(0)));
    assertEquals("07009", state(() -> rows.getLong(2)));
    assertEquals("42703", state(() -> rows.getInt("d")));
    assertEquals("42703", state(() -> rows.getInt((String) null)));
    assertFalse(rows.next());
    assertEquals("24000", state(() -> rows.getString(1)));
    rows.close();
    rows.close();
    assertEquals("HY010", state(() -> rows.getLong(1)));
    assertEquals("HY010", state(rows::next));
  }

  private interface Call {
    Object run() throws SQLException;
  }

  private static String state(Call call) {
    return assertThrows(SQLException.class, call::run).getSQLState();
  }

  @Test
  void labelsIgnoreCaseAndTheFirstCounts() throws SQLException {
    LakewireResultSet rows =
        open(
            List.of(
                FakeBackend.column("Id", ColumnType.INT),
                FakeBackend.column("id", ColumnType.INT),
                FakeBackend.column("t.x y", ColumnType.STRING)),
            new Object[] {1, 2, "z"});
    assertTrue(rows.next());
    assertEquals(1, rows.getInt("ID"));
    assertEquals(1, rows.findColumn("id"));
    assertEquals("z", rows.getString("T.X Y"));
  }

  @Test
  void nullsOfEveryGetter() throws SQLException {
    LakewireResultSet rows = one(ColumnType.STRING, null);
    assertEquals(0, rows.getInt(1));
    assertTrue(rows.wasNull());
    assertFalse(rows.getBoolean(1));
    assertEquals(0.0, rows.getDouble(1));
    assertNull(rows.getString(1));
    assertNull(rows.getObject(1));
    assertNull(rows.getObject(1, LocalDate.class));
    assertNull(rows.getTimestamp(1));
    assertNull(rows.getBytes(1));
    assertNull(rows.getClob(1));
    assertNull(rows.getCharacterStream(1));
    assertTrue(rows.wasNull());
    LakewireResultSet present = one(ColumnType.STRING, "x");
    assertEquals("x", present.getString("c"));
    assertFalse(present.wasNull());
  }

  static Stream<Arguments> natural() {
    return Stream.of(
        Arguments.of(ColumnType.BOOLEAN, true, true),
        Arguments.of(ColumnType.TINYINT, (byte) 1, 1),
        Arguments.of(ColumnType.SMALLINT, (short) 2, 2),
        Arguments.of(ColumnType.INT, 3, 3),
        Arguments.of(ColumnType.BIGINT, 4L, 4L),
        Arguments.of(ColumnType.FLOAT, 1.5f, 1.5f),
        Arguments.of(ColumnType.DOUBLE, 2.5, 2.5),
        Arguments.of(ColumnType.DECIMAL, new BigDecimal("1.20"), new BigDecimal("1.20")),
        Arguments.of(ColumnType.STRING, "s", "s"),
        Arguments.of(
            ColumnType.DATE, LocalDate.of(1500, 2, 3), java.sql.Date.valueOf("1500-02-03")),
        Arguments.of(
            ColumnType.TIMESTAMP,
            Instant.parse("2024-03-10T10:30:00.123456Z"),
            Timestamp.from(Instant.parse("2024-03-10T10:30:00.123456Z"))),
        Arguments.of(
            ColumnType.TIMESTAMP_NTZ,
            LocalDateTime.of(2024, 3, 10, 10, 30),
            Timestamp.valueOf("2024-03-10 10:30:00")),
        Arguments.of(ColumnType.MAP, Map.of("a", 1), Map.of("a", 1)),
        Arguments.of(ColumnType.VARIANT, "{\"a\":1}", "{\"a\":1}"));
  }

  @ParameterizedTest
  @MethodSource("natural")
  void naturalObjectsAreOfTheClassThatTheMetadataSays(
      ColumnType type, Object value, Object expected) throws Exception {
    LakewireResultSet rows = one(type, value);
    Object object = rows.getObject(1);
    assertEquals(expected, object);
    ResultSetMetaData metaData = rows.getMetaData();
    assertTrue(Class.forName(metaData.getColumnClassName(1)).isInstance(object));
    assertEquals(object, rows.getObject(1, object.getClass().asSubclass(Object.class)));
    assertEquals(type.jdbcCode(), metaData.getColumnType(1));
  }

  @Test
  void objectsOfManyClasses() throws SQLException {
    LakewireResultSet number = one(ColumnType.BIGINT, 42L);
    assertEquals(42, number.getObject(1, Integer.class));
    assertEquals(42, number.getObject(1, int.class));
    assertEquals("42", number.getObject(1, String.class));
    assertEquals(BigInteger.valueOf(42), number.getObject(1, BigInteger.class));
    assertEquals(new BigDecimal(42), number.getObject(1, BigDecimal.class));
    assertEquals("07006", state(() -> number.getObject(1, LocalDate.class)));
    assertThrows(SQLException.class, () -> number.getObject(1, (Class<?>) null));
    assertThrows(SQLException.class, () -> number.getObject(1, Thread.class));

    Instant moment = Instant.parse("2024-03-10T10:30:00.123456Z");
    LakewireResultSet timestamp = one(ColumnType.TIMESTAMP, moment);
    assertEquals(moment, timestamp.getObject(1, Instant.class));
    assertEquals(
        java.time.OffsetDateTime.parse("2024-03-10T16:15:00.123456+05:45"),
        timestamp.getObject(1, java.time.OffsetDateTime.class));
    assertEquals(moment, timestamp.getObject(1, java.time.ZonedDateTime.class).toInstant());

    LocalDateTime local = LocalDateTime.of(2024, 3, 31, 2, 30);
    LakewireResultSet ntz = one(ColumnType.TIMESTAMP_NTZ, local);
    assertEquals(local, ntz.getObject(1, LocalDateTime.class));
    assertEquals(local.toLocalDate(), ntz.getObject(1, LocalDate.class));
    assertEquals("07006", state(() -> ntz.getObject(1, Instant.class)));

    UUID uuid = UUID.randomUUID();
    assertEquals(uuid, one(ColumnType.STRING, uuid.toString()).getObject(1, UUID.class));
    assertEquals("22018", state(() -> one(ColumnType.STRING, "x").getObject(1, UUID.class)));
    assertEquals(List.of(1, 2), one(ColumnType.ARRAY, List.of(1, 2)).getObject(1, List.class));
  }

  @Test
  void calendarsRuleWallClocksButNotMoments() throws SQLException {
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    LakewireResultSet ntz = one(ColumnType.TIMESTAMP_NTZ, LocalDateTime.of(2024, 1, 2, 5, 0));
    assertEquals(Instant.parse("2024-01-01T20:00:00Z"), ntz.getTimestamp(1, tokyo).toInstant());
    LakewireResultSet moment = one(ColumnType.TIMESTAMP, Instant.parse("2024-01-01T20:00:00Z"));
    assertEquals(Instant.parse("2024-01-01T20:00:00Z"), moment.getTimestamp(1, tokyo).toInstant());
    // 20:00 UTC is the next day in Tokyo, and that day begins at 15:00 UTC.
    assertEquals(
        Instant.parse("2024-01-01T15:00:00Z").toEpochMilli(), moment.getDate(1, tokyo).getTime());
    assertEquals(
        Instant.parse("1969-12-31T20:00:00Z").toEpochMilli(), moment.getTime(1, tokyo).getTime());
  }

  @Test
  void j66_decimalsAreExactAndPlainAndFloatsHaveTheirSpecialValues() throws SQLException {
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
  void j71_resultSetsOfMetadataAnswerLikeOthers() throws SQLException {
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
  void j67_streamsAndLobs() throws SQLException, IOException {
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
  void narrowingIsChecked() throws SQLException {
    LakewireResultSet rows = one(ColumnType.BIGINT, 5_000_000_000L);
    SQLException e = assertThrows(SQLDataException.class, () -> rows.getInt(1));
    assertEquals("22003", e.getSQLState());
    assertEquals(5_000_000_000L, rows.getLong(1));
  }

  @Test
  void theOwnerHearsOfTheUsersCloseOnly() throws SQLException {
    ResultSchema schema = new ResultSchema(List.of());
    int[] heard = new int[1];
    ResultSetOwner owner =
        new ResultSetOwner() {
          @Override
          public @Nullable LakewireConnection connection() {
            return null;
          }

          @Override
          public java.sql.@Nullable Statement statement() {
            return null;
          }

          @Override
          public void resultSetClosed(LakewireResultSet resultSet) {
            heard[0]++;
          }
        };
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
    OneReaderCursor cursor =
        new OneReaderCursor(new DamagedReader(FakeBackend.column("c", ColumnType.INT)));
    LakewireResultSet rows =
        new LakewireResultSet(ResultSetOwner.NONE, cursor.schema(), cursor, 0, 0);
    assertTrue(rows.next());
    assertEquals("HY000", state(() -> rows.getInt(1)));
    assertEquals("HY000", state(() -> rows.getString(1)));
    assertEquals("HY000", state(() -> rows.getObject(1)));
    assertEquals("08P01", state(rows::next));
    assertFalse(rows.next());
    assertEquals("24000", state(() -> rows.getInt(1)));
  }

  /** One row, then a page that is no page. */
  private static final class OneReaderCursor extends RowCursor {
    private final ColumnReader reader;
    private boolean loaded;

    OneReaderCursor(ColumnReader reader) {
      this.reader = reader;
    }

    @Override
    public ResultSchema schema() {
      return new ResultSchema(List.of(reader.column()));
    }

    @Override
    protected boolean loadBatch() throws Fault {
      if (loaded) {
        throw new Fault(Fault.Kind.PROTOCOL, "no page");
      }
      loaded = true;
      startBatch(new ColumnReader[] {reader}, 1);
      return true;
    }

    @Override
    public void close() {}
  }

  /** A TIMESTAMP as a server sends it whose session is in Kathmandu. */
  private static final class MomentReader extends ColumnReader {
    private final Instant moment;

    MomentReader(ColumnInfo column, Instant moment) {
      super(column);
      this.moment = moment;
    }

    @Override
    public boolean isNull(int row) {
      return false;
    }

    @Override
    public boolean isMoment() {
      return true;
    }

    @Override
    public Object getObject(int row) {
      return moment;
    }

    @Override
    public String getString(int row) {
      return getLocalDateTime(row).toString();
    }

    @Override
    public Instant getInstant(int row) {
      return moment;
    }

    @Override
    public LocalDateTime getLocalDateTime(int row) {
      return LocalDateTime.ofInstant(moment, java.time.ZoneId.of("Asia/Kathmandu"));
    }
  }

  private static final class DamagedReader extends ColumnReader {
    DamagedReader(ColumnInfo column) {
      super(column);
    }

    @Override
    public boolean isNull(int row) {
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
  void j73_metadataAnswersForEveryType(ColumnType type) throws Exception {
    ResultSetMetaData metaData =
        new LakewireResultSetMetaData(
            new ResultSchema(List.of(new ColumnInfo("c", type, "THE TYPE(1)", 10, 2, ""))));
    for (var method : ResultSetMetaData.class.getMethods()) {
      if (method.getParameterCount() == 1 && method.getParameterTypes()[0] == int.class) {
        assertTrue(method.invoke(metaData, 1) != null, method.toString());
      }
    }
    assertEquals("THE TYPE(1)", metaData.getColumnTypeName(1));
    assertEquals("", metaData.getTableName(1));
    assertTrue(metaData.isReadOnly(1));
    assertFalse(metaData.isWritable(1));
    assertTrue(metaData.getColumnDisplaySize(1) > 0);
    assertEquals("07009", state(() -> metaData.getColumnName(2)));
    assertEquals("07009", state(() -> metaData.getColumnType(0)));
  }

  @Test
  void j74_metadataOfNumbers() throws SQLException {
    ResultSetMetaData metaData =
        new LakewireResultSetMetaData(
            new ResultSchema(
                List.of(
                    new ColumnInfo("a", ColumnType.DECIMAL, "DECIMAL(10,2)", 10, 2, ""),
                    FakeBackend.column("b", ColumnType.BIGINT),
                    FakeBackend.column("c", ColumnType.FLOAT),
                    FakeBackend.column("d", ColumnType.TIMESTAMP_NTZ))));
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
}
