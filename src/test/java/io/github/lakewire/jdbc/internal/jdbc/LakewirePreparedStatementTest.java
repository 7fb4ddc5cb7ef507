package io.github.lakewire.jdbc.internal.jdbc;

import static io.github.lakewire.jdbc.testkit.SqlStates.state;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lakewire.jdbc.internal.parameter.ParameterConversions;
import io.github.lakewire.jdbc.internal.parameter.ParameterValues;
import io.github.lakewire.jdbc.internal.parameter.SqlParameter;
import io.github.lakewire.jdbc.internal.session.ParameterForm;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest.Parameter;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // one of the classes that callers pass
class LakewirePreparedStatementTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(true, "BOOLEAN", "true"),
        Arguments.of((byte) 1, "TINYINT", "1"),
        Arguments.of((short) 2, "SMALLINT", "2"),
        Arguments.of(3, "INT", "3"),
        Arguments.of(4L, "BIGINT", "4"),
        Arguments.of(1.5f, "FLOAT", "1.5"),
        Arguments.of(1.236, "DOUBLE", "1.236"),
        Arguments.of(new BigDecimal("123.46"), "DECIMAL(5,2)", "123.46"),
        Arguments.of(new BigDecimal("0.0000"), "DECIMAL(4,4)", "0.0000"),
        Arguments.of(new BigDecimal("1E+3"), "DECIMAL(4,0)", "1000"),
        Arguments.of(BigInteger.TEN, "DECIMAL(2,0)", "10"),
        Arguments.of("it's \\ \u0000 ?", "STRING", "it's \\ \u0000 ?"),
        Arguments.of('c', "STRING", "c"),
        Arguments.of(new UUID(1, 2), "STRING", "00000000-0000-0001-0000-000000000002"),
        Arguments.of(Thread.State.NEW, "STRING", "NEW"),
        Arguments.of(java.sql.Date.valueOf("1500-02-03"), "DATE", "1500-02-03"),
        Arguments.of(LocalDate.of(2024, 2, 29), "DATE", "2024-02-29"),
        Arguments.of(
            LocalDateTime.of(2024, 2, 29, 1, 2, 3, 123456789),
            "TIMESTAMP_NTZ",
            "2024-02-29 01:02:03.123456"),
        Arguments.of(
            Instant.parse("2024-02-29T01:02:03.123456Z"),
            "TIMESTAMP",
            "2024-02-29 01:02:03.123456Z"),
        Arguments.of(
            OffsetDateTime.parse("2024-02-29T01:02:03+02:00"), "TIMESTAMP", "2024-02-28 23:02:03Z"),
        Arguments.of(
            ZonedDateTime.parse("2024-02-29T01:02:03+02:00[Europe/Helsinki]"),
            "TIMESTAMP",
            "2024-02-28 23:02:03Z"),
        Arguments.of(
            Timestamp.from(Instant.parse("2024-02-29T01:02:03.123456Z")),
            "TIMESTAMP",
            "2024-02-29 01:02:03.123456Z"),
        Arguments.of(new java.util.Date(0), "TIMESTAMP", "1970-01-01 00:00:00Z"),
        Arguments.of(LocalTime.of(1, 2, 3), "STRING", "01:02:03"),
        Arguments.of(Period.ofMonths(-14), "INTERVAL YEAR TO MONTH", "-1-2"),
        Arguments.of(
            Duration.ofHours(-25).minusMillis(1), "INTERVAL DAY TO SECOND", "-1 01:00:00.001000"),
        Arguments.of(null, "VOID", null));
  }

  @ParameterizedTest
  @MethodSource("values")
  void objectsAreSentAsTypedText(@Nullable Object value, String type, @Nullable String text)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?");
    statement.setObject(1, value);
    statement.execute();
    assertEquals(List.of(new Parameter(null, type, text)), session.requests.get(0).parameters());
  }

  @Test
  void decimalsAsTheOfficialDriverSendsThem() throws IOException, SQLException {
    Path recordings =
        Path.of(System.getProperty("lakewire.root", ".."), "..", "shared", "recordings", "cluster");
    assumeTrue(Files.isDirectory(recordings), "skipped: no recordings");
    Pattern parameter =
        Pattern.compile(
            "\"type\": ?\"(DECIMAL\\([^\"]*)\", ?\"value\": ?\\{\"stringValue\": ?\"([^\"]*)\"");
    int found = 0;
    try (Stream<Path> files = Files.list(recordings)) {
      for (Path file : files.filter(path -> path.toString().contains("prepared")).toList()) {
        Matcher matcher = parameter.matcher(Files.readString(file));
        while (matcher.find()) {
          SqlParameter ours = ParameterValues.of(new BigDecimal(matcher.group(2)));
          assertEquals(new SqlParameter(matcher.group(1), matcher.group(2)), ours);
          found++;
        }
      }
    }
    assertTrue(found > 0, "no DECIMAL parameter in the recordings");
  }

  @Test
  void binaryStandsInTheTextAndTheOtherMarkersMoveUp() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?, '?', ?, ?, ?");
    statement.setInt(1, 1);
    statement.setBytes(2, new byte[] {0, (byte) 0xff, 0x27});
    statement.setNull(3, Types.BINARY);
    statement.setString(4, "x");
    statement.execute();
    assertEquals(
        List.of("SELECT ?, '?', unhex('00ff27'), CAST(NULL AS BINARY), ?"), session.statements());
    assertEquals(
        List.of(new Parameter(null, "INT", "1"), new Parameter(null, "STRING", "x")),
        session.requests.get(0).parameters());
  }

  @Test
  void nullsByType() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?, ?");
    statement.setNull(1, Types.INTEGER);
    statement.setString(2, null);
    statement.setNull(3, Types.OTHER);
    statement.setNull(4, Types.STRUCT, "s");
    statement.execute();
    assertEquals(
        List.of("INT", "STRING", "VOID", "VOID"),
        session.requests.get(0).parameters().stream().map(Parameter::type).toList());
    assertTrue(session.requests.get(0).parameters().stream().allMatch(p -> p.value() == null));
  }

  @Test
  void missingValueIsFoundBeforeAnythingIsSent() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?");
    statement.setInt(1, 1);
    SQLException e = assertThrows(SQLException.class, statement::execute);
    assertEquals("07001", e.getSQLState());
    assertTrue(e.getMessage().contains("Parameter 2"), e.getMessage());
    assertEquals(List.of(), session.statements());
    for (int index : new int[] {-1, 0, 3}) {
      SQLException bad = assertThrows(SQLException.class, () -> statement.setInt(index, 1));
      assertEquals("07009", bad.getSQLState());
    }
  }

  @Test
  void valuesSurviveUntilTheyAreCleared() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?");
    statement.setInt(1, 1);
    statement.execute();
    statement.execute();
    statement.clearParameters();
    assertThrows(SQLException.class, statement::execute);
    assertEquals(2, session.requests.size());
  }

  @Test
  void batchesKeepTheValuesOfEachEntry() throws SQLException {
    session.then(FakeSession.count(1)).then(FakeSession.count(1));
    PreparedStatement statement = connection.prepareStatement("UPDATE t SET a = ?");
    statement.setInt(1, 7);
    statement.addBatch();
    statement.setInt(1, 8);
    statement.addBatch();
    statement.setInt(1, 9);
    assertArrayEquals(new int[] {1, 1}, statement.executeBatch());
    assertEquals(
        List.of("7", "8"),
        session.requests.stream().map(r -> r.parameters().get(0).value()).toList());
  }

  @Test
  void targetTypesConvertBeforeSending() throws SQLException {
    assertEquals(
        new SqlParameter("INT", "12"), ParameterConversions.convert(" 12 ", Types.INTEGER, -1));
    assertEquals(
        new SqlParameter("BOOLEAN", "true"), ParameterConversions.convert(1, Types.BIT, -1));
    assertEquals(
        new SqlParameter("DECIMAL(4,2)", "12.35"),
        ParameterConversions.convert("12.350", Types.DECIMAL, 2));
    assertEquals(
        new SqlParameter("STRING", "5"), ParameterConversions.convert(5L, Types.VARCHAR, -1));
    assertEquals(
        new SqlParameter("DATE", "2024-02-29"),
        ParameterConversions.convert("2024-02-29", Types.DATE, -1));
    assertEquals(
        new SqlParameter("TIMESTAMP_NTZ", "2024-02-29 00:00:00"),
        ParameterConversions.convert(LocalDate.of(2024, 2, 29), Types.TIMESTAMP, -1));
    assertState("22003", 300, Types.TINYINT);
    assertState("22003", "1.5", Types.INTEGER);
    assertState("22018", "twelve", Types.INTEGER);
    assertState("22007", "yesterday", Types.DATE);
    assertState("07006", 5, Types.BINARY);
    assertState("07006", "text", Types.STRUCT);
    assertState("HYC00", "text", Types.REF);
    PreparedStatement statement = connection.prepareStatement("SELECT ?");
    statement.setObject(1, "7", JDBCType.BIGINT);
    statement.execute();
    assertEquals("BIGINT", session.requests.get(0).parameters().get(0).type());
  }

  private static void assertState(String state, Object value, int type) {
    SQLException e =
        assertThrows(SQLException.class, () -> ParameterConversions.convert(value, type, -1));
    assertEquals(state, e.getSQLState());
  }

  @Test
  void decimalsThatNoServerHoldsAreRefused() {
    for (String number : new String[] {"1E+2000000000", "1E-2000000000", "1".repeat(39)}) {
      SQLException e =
          assertThrows(SQLException.class, () -> ParameterValues.of(new BigDecimal(number)));
      assertEquals("22003", e.getSQLState());
    }
  }

  @Test
  void unknownClassesAreNamed() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?");
    SQLException e =
        assertThrows(
            SQLFeatureNotSupportedException.class, () -> statement.setObject(1, new Object()));
    assertTrue(e.getMessage().contains("java.lang.Object"), e.getMessage());
  }

  @Test
  void calendarsShiftDaysButNotMoments() throws SQLException {
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?");
    Instant instant = Instant.parse("2024-01-01T20:00:00.123456Z");
    statement.setTimestamp(1, Timestamp.from(instant), tokyo);
    statement.setDate(2, new java.sql.Date(instant.toEpochMilli()), tokyo);
    statement.execute();
    assertEquals(
        List.of(
            new Parameter(null, "TIMESTAMP", "2024-01-01 20:00:00.123456Z"),
            new Parameter(null, "DATE", "2024-01-02")),
        session.requests.get(0).parameters());
  }

  @Test
  void metaDataOfTheCurrentResult() throws SQLException {
    session.then(FakeSession.oneRow(ColumnType.INT, 1));
    PreparedStatement statement = connection.prepareStatement("SHOW TABLES");
    assertNull(statement.getMetaData());
    statement.execute();
    assertNotNull(statement.getMetaData());
    assertEquals(1, statement.getMetaData().getColumnCount());
  }

  @Test
  void valuesBecomeLiteralsWhereTheServerTakesNone() throws SQLException {
    session.parameterForm = ParameterForm.WALL_CLOCK_LITERALS;
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT '?', ?-?, ?and?, ?, ?, ?, ? LIMIT ?")) {
      statement.setInt(1, -1);
      statement.setLong(2, 2);
      statement.setString(3, "O'Neil");
      statement.setNull(4, Types.DATE);
      statement.setTimestamp(5, Timestamp.valueOf("2021-07-01 12:30:00.5"));
      statement.setObject(6, LocalDateTime.parse("1500-01-02T03:04:05"));
      statement.setBytes(7, new byte[] {1, -1});
      statement.setNull(8, Types.BINARY);
      statement.setInt(9, 5);
      statement.execute();
    }
    assertEquals(
        "SELECT '?', CAST('-1' AS INT) - CAST('2' AS BIGINT), CAST(unhex('4f274e65696c') AS STRING)"
            + " and CAST(NULL AS DATE), TIMESTAMP '2021-07-01 12:30:00.5', TIMESTAMP '1500-01-02"
            + " 03:04:05', unhex('01ff'), CAST(NULL AS BINARY) LIMIT 5",
        session.statements().get(0));
    assertEquals(List.of(), session.requests.get(0).parameters());
  }

  @Test
  void farAwayDatesHaveLiteralsToo() throws SQLException {
    session.parameterForm = ParameterForm.LITERALS;
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      statement.setObject(1, LocalDate.MAX);
      statement.execute();
      statement.setObject(1, LocalDate.MIN);
      statement.execute();
    }
    assertEquals(
        List.of("SELECT DATE '+999999999-12-31'", "SELECT DATE '-999999999-01-01'"),
        session.statements());
  }

  @Test
  void aStatementOfADeadConnectionClosesQuietly() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      session.gone = true;
      statement.setInt(1, 1);
      assertEquals("08003", state(statement::execute));
    }
  }

  @Test
  void markersAreWhatTheServerTakesForMarkers() throws SQLException {
    String sql =
        "SELECT '?', \"?\", `?`, r'\\', '\\'?', a?::INT, b::INT, :name, raw:path, $$ ? $$,"
            + " '{\"k\": \"?\"}', transform(a, x -> x + ?) -- ?\n /* ? /* ? */ ? */, ?";
    PreparedStatement statement = connection.prepareStatement(sql);
    assertEquals(2, statement.getParameterMetaData().getParameterCount());
    statement.setInt(1, 1);
    statement.setInt(2, 2);
    statement.execute();
    assertEquals(sql, session.statements().get(0));
  }

  @Test
  void valuesAreNeededAndStay() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?");
    statement.setInt(1, 1);
    assertEquals("07001", state(statement::execute));
    assertEquals("07001", state(statement::addBatch));
    assertEquals("07009", state(() -> statement.setInt(0, 1)));
    assertEquals("07009", state(() -> statement.setInt(3, 1)));
    assertEquals(List.of(), session.statements());
    statement.setInt(2, 2);
    statement.execute();
    statement.execute();
    assertEquals(session.requests.get(0), session.requests.get(1));
    statement.clearParameters();
    assertEquals("07001", state(statement::execute));
  }

  @Test
  void textOfItsOwnIsRefused() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT 1");
    for (Executable call :
        List.<Executable>of(
            () -> statement.executeQuery("SELECT 2"),
            () -> statement.executeUpdate("SELECT 2"),
            () -> statement.executeLargeUpdate("SELECT 2"),
            () -> statement.execute("SELECT 2"),
            () -> statement.execute("SELECT 2", Statement.NO_GENERATED_KEYS),
            () -> statement.executeUpdate("SELECT 2", Statement.NO_GENERATED_KEYS),
            () -> statement.addBatch("SELECT 2"))) {
      assertEquals("HY010", state(call));
    }
    assertEquals(List.of(), session.statements());
  }
}
