package io.github.lakewire.jdbc.internal.jdbc;

import static io.github.lakewire.jdbc.testkit.SqlStates.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.resultset.InMemoryBlob;
import io.github.lakewire.jdbc.internal.resultset.InMemoryClob;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest.Parameter;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How values of a prepared statement reach the server: as typed parameters or as literals. */
@SuppressWarnings("JavaUtilDate") // one of the classes that callers pass
class ParameterBindingTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Type and text of a value, or its literal where it stands in the text. */
  private String sent(Binding binding) throws SQLException {
    session.requests.clear();
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      binding.bind(statement);
      statement.execute();
    }
    List<Parameter> parameters = session.requests.get(0).parameters();
    return parameters.isEmpty()
        ? session.statements().get(0).substring("SELECT ".length())
        : parameters.get(0).type() + " " + parameters.get(0).value();
  }

  private String sentObject(Object value) throws SQLException {
    return sent(statement -> statement.setObject(1, value));
  }

  @Test
  void nullsAreSentWithTheirType() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?");
    Map<Integer, String> types =
        Map.of(
            Types.NULL,
            "VOID",
            Types.OTHER,
            "VOID",
            Types.VARCHAR,
            "STRING",
            Types.INTEGER,
            "INT",
            Types.TIMESTAMP,
            "TIMESTAMP",
            Types.DOUBLE,
            "DOUBLE",
            Types.FLOAT,
            "DOUBLE",
            Types.TIME,
            "STRING",
            Types.ARRAY,
            "VOID",
            -12345,
            "VOID");
    for (Map.Entry<Integer, String> type : types.entrySet()) {
      session.requests.clear();
      statement.setNull(1, type.getKey());
      statement.execute();
      statement.setNull(1, type.getKey(), "name");
      statement.execute();
      statement.setObject(1, null, type.getKey());
      statement.execute();
      for (int i = 0; i < 3; i++) {
        assertEquals(
            List.of(new Parameter(null, type.getValue(), null)),
            session.requests.get(i).parameters());
      }
    }
    for (JDBCType type : JDBCType.values()) {
      statement.setNull(1, type.getVendorTypeNumber());
      statement.setObject(1, null, type);
      statement.execute();
    }
    session.requests.clear();
    statement.setObject(1, null);
    statement.execute();
    assertEquals(List.of(new Parameter(null, "VOID", null)), session.requests.get(0).parameters());
  }

  @Test
  void everyClassOfJavaThatHasATypeIsBound() throws SQLException {
    Timestamp moment = Timestamp.from(Instant.parse("2024-02-29T01:02:03.123456Z"));
    Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    calendar.setTimeInMillis(0);
    assertEquals("TINYINT 1", sentObject((byte) 1));
    assertEquals("SMALLINT 1", sentObject((short) 1));
    assertEquals("INT 1", sentObject(1));
    assertEquals("BIGINT 1", sentObject(1L));
    assertEquals("FLOAT 1.5", sentObject(1.5f));
    assertEquals("DOUBLE 0.1", sentObject(0.1));
    assertEquals("DECIMAL(3,2) 1.25", sentObject(new BigDecimal("1.25")));
    assertEquals("DECIMAL(2,0) 12", sentObject(BigInteger.valueOf(12)));
    assertEquals("BOOLEAN true", sentObject(true));
    assertEquals("STRING text", sentObject("text"));
    assertEquals("STRING text", sentObject(new StringBuilder("text")));
    assertEquals("STRING c", sentObject('c'));
    assertEquals("STRING chars", sentObject("chars".toCharArray()));
    assertEquals("unhex('00ff')", sentObject(new byte[] {0, -1}));
    assertEquals("DATE 2024-02-29", sentObject(java.sql.Date.valueOf("2024-02-29")));
    assertEquals("STRING 01:02:03", sentObject(Time.valueOf("01:02:03")));
    assertEquals("TIMESTAMP 2024-02-29 01:02:03.123456Z", sentObject(moment));
    assertEquals("TIMESTAMP 1970-01-01 00:00:00Z", sentObject(new java.util.Date(0)));
    assertEquals("TIMESTAMP 1970-01-01 00:00:00Z", sentObject(calendar));
    assertEquals("DATE 2024-02-29", sentObject(LocalDate.of(2024, 2, 29)));
    assertEquals("STRING 10:15:00", sentObject(LocalTime.of(10, 15)));
    assertEquals(
        "TIMESTAMP_NTZ 2024-02-29 01:02:03",
        sentObject(LocalDateTime.parse("2024-02-29T01:02:03")));
    assertEquals(
        "TIMESTAMP 2024-02-28 23:02:03Z",
        sentObject(OffsetDateTime.parse("2024-02-29T01:02:03+02:00")));
    assertEquals(
        "TIMESTAMP 2024-02-29 00:02:03Z",
        sentObject(ZonedDateTime.of(2024, 2, 29, 1, 2, 3, 0, ZoneId.of("Europe/Rome"))));
    assertEquals("TIMESTAMP 1970-01-01 00:00:00Z", sentObject(Instant.EPOCH));
    assertEquals("STRING 10:15:00+02:00", sentObject(OffsetTime.parse("10:15+02:00")));
    assertEquals("INTERVAL DAY TO SECOND 1 01:00:00.000000", sentObject(Duration.ofHours(25)));
    assertEquals("INTERVAL YEAR TO MONTH 1-2", sentObject(Period.ofMonths(14)));
    assertEquals("STRING 00000000-0000-0001-0000-000000000002", sentObject(new UUID(1, 2)));
    assertEquals("STRING MONDAY", sentObject(DayOfWeek.MONDAY));
    assertEquals("STRING https://a/b", sentObject(URI.create("https://a/b")));
    assertEquals("STRING text", sentObject(new InMemoryClob("text")));
    assertEquals("unhex('01')", sentObject(new InMemoryBlob(new byte[] {1})));
    assertEquals("STRING text", sentObject(new StringReader("text")));
    assertEquals("unhex('01')", sentObject(new ByteArrayInputStream(new byte[] {1})));
    assertEquals("CAST(array(1, 2) AS ARRAY<INT>)", sentObject(List.of(1, 2)));
    assertEquals("CAST(array(1, 2) AS ARRAY<INT>)", sentObject(new int[] {1, 2}));
    assertEquals("CAST(array('a') AS ARRAY<STRING>)", sentObject(new String[] {"a"}));
    assertEquals("CAST(array() AS ARRAY<VOID>)", sentObject(List.of()));
    assertEquals("CAST(map('k', 1) AS MAP<STRING, INT>)", sentObject(Map.of("k", 1)));
    assertEquals(
        "CAST(array(CAST(map('k', CAST(array(TIMESTAMP '2024-02-29 01:02:03.123456Z') AS"
            + " ARRAY<TIMESTAMP>)) AS MAP<STRING, ARRAY<TIMESTAMP>>)) AS"
            + " ARRAY<MAP<STRING, ARRAY<TIMESTAMP>>>)",
        sentObject(List.of(Map.of("k", List.of(moment)))));
    assertEquals(
        "CAST(array(CAST('1.50' AS DECIMAL(3,2)), CAST('22.5' AS DECIMAL(3,1)), NULL) AS"
            + " ARRAY<DECIMAL(4,2)>)",
        sentObject(new BigDecimal[] {new BigDecimal("1.50"), new BigDecimal("22.5"), null}));

    SQLException unknown =
        assertThrows(SQLFeatureNotSupportedException.class, () -> sentObject(new Object()));
    assertTrue(unknown.getMessage().contains("java.lang.Object"), unknown.getMessage());
    assertEquals("07006", state(() -> sentObject(List.of(1, "a"))));
    List<Object> itself = new java.util.ArrayList<>();
    itself.add(itself);
    assertEquals("HY024", state(() -> sentObject(itself)));

    PreparedStatement statement = connection.prepareStatement("SELECT ?");
    session.requests.clear();
    statement.setObject(1, "7", JDBCType.BIGINT);
    statement.execute();
    statement.setObject(1, "7.1200", JDBCType.DECIMAL, 2);
    statement.execute();
    assertEquals(
        List.of(new Parameter(null, "BIGINT", "7"), new Parameter(null, "DECIMAL(3,2)", "7.12")),
        session.requests.stream().map(request -> request.parameters().get(0)).toList());
  }

  @Test
  void typesOfACallerNeverBecomeSyntax() throws SQLException {
    for (String type :
        List.of("INT) --", "x", "STRUCT<a: x>", "ARRAY<INT>) OR (1", "MAP<STRING, evil()>")) {
      session.requests.clear();
      PreparedStatement statement = connection.prepareStatement("SELECT ?");
      try {
        statement.setArray(1, connection.createArrayOf(type, new Object[0]));
        statement.execute();
      } catch (SQLException e) {
        assertEquals("HY024", e.getSQLState(), type);
        continue;
      }
      assertTrue(
          session.statements().get(0).matches("SELECT CAST\\(array\\(\\) AS ARRAY<[A-Z<>]*>\\)"),
          session.statements().get(0));
    }
    assertEquals(
        "CAST(named_struct(CAST(unhex('6027293b') AS STRING), NULL) AS STRUCT<```');`: INT>)",
        sentObject(connection.createStruct("STRUCT<```');`: INT>", new Object[] {null}))
            .replace("606027293b", "6027293b"));
  }

  @Test
  void momentsKeepMicrosecondsWhateverTheCalendar() throws SQLException {
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?, ?, ?");
    Instant instant = Instant.parse("2024-01-01T20:00:00.123456Z");
    statement.setTimestamp(1, Timestamp.from(instant), tokyo);
    statement.setDate(2, new java.sql.Date(instant.toEpochMilli()), tokyo);
    statement.setTime(3, new Time(instant.toEpochMilli()), tokyo);
    statement.setObject(4, LocalDateTime.parse("1500-02-28T23:59:59.999999"));
    statement.setTimestamp(5, Timestamp.from(Instant.parse("9999-12-31T10:00:00.000001Z")));
    statement.execute();
    assertEquals(
        List.of(
            new Parameter(null, "TIMESTAMP", "2024-01-01 20:00:00.123456Z"),
            new Parameter(null, "DATE", "2024-01-02"),
            new Parameter(null, "STRING", "05:00:00.123"),
            new Parameter(null, "TIMESTAMP_NTZ", "1500-02-28 23:59:59.999999"),
            new Parameter(null, "TIMESTAMP", "9999-12-31 10:00:00.000001Z")),
        session.requests.get(0).parameters());
    assertEquals("DATE 1500-02-03", sentObject(java.sql.Date.valueOf("1500-02-03")));
  }

  @Test
  void momentsBeyondTheCalendarAreRefused() throws SQLException {
    for (Object moment :
        List.of(Instant.MAX, Instant.MIN, OffsetDateTime.MAX, OffsetDateTime.MIN)) {
      assertEquals("22007", state(() -> sentObject(moment)), moment.toString());
    }
    assertEquals("TIMESTAMP_NTZ +999999999-12-31 23:59:59.999999", sentObject(LocalDateTime.MAX));
    assertEquals("TIMESTAMP_NTZ -999999999-01-01 00:00:00", sentObject(LocalDateTime.MIN));
    assertEquals(
        "TIMESTAMP_NTZ 0001-02-03 04:05:06.07",
        sentObject(LocalDateTime.of(1, 2, 3, 4, 5, 6, 70_000_999)));
  }

  @Test
  void manyParametersBecomeLiteralsWithAWarning() throws SQLException {
    String markers = "?" + ", ?".repeat(255);
    PreparedStatement fits = connection.prepareStatement("SELECT " + markers);
    PreparedStatement tooMany = connection.prepareStatement("SELECT " + markers + ", ?, ?");
    for (int i = 1; i <= 256; i++) {
      fits.setInt(i, i);
      tooMany.setInt(i, i);
    }
    fits.execute();
    assertEquals(256, session.requests.get(0).parameters().size());
    assertNull(fits.getWarnings());
    // What stands in the text anyway does not count.
    tooMany.setBytes(257, new byte[0]);
    tooMany.setBytes(258, new byte[1]);
    tooMany.execute();
    assertEquals(256, session.requests.get(1).parameters().size());
    assertNull(tooMany.getWarnings());
    tooMany.setString(258, "a'\\\u0000😀 ");
    tooMany.execute();
    assertEquals(List.of(), session.requests.get(2).parameters());
    assertTrue(
        session
            .statements()
            .get(2)
            .endsWith("256, unhex(''), CAST(unhex('" + "61275c00f09f988020') AS STRING)"),
        session.statements().get(2));
    assertEquals("01000", tooMany.getWarnings().getSQLState());
    assertTrue(tooMany.getWarnings().getMessage().contains("257 parameters"));
    tooMany.execute();
    assertNull(tooMany.getWarnings().getNextWarning());

    String huge = "x".repeat(3_000_000);
    assertEquals("STRING " + huge, sentObject(huge));
  }

  @Test
  void nullsOfTypesThatTheServerHasNotAreBound() throws Exception {
    Map<Integer, String> types =
        Map.of(
            Types.NULL, "VOID null",
            Types.OTHER, "VOID null",
            Types.JAVA_OBJECT, "VOID null",
            Types.TIME, "STRING null",
            Types.CLOB, "STRING null",
            Types.NCHAR, "STRING null",
            Types.BLOB, "CAST(NULL AS BINARY)");
    for (Map.Entry<Integer, String> type : types.entrySet()) {
      assertEquals(type.getValue(), sent(s -> s.setNull(1, type.getKey())));
      assertEquals(type.getValue(), sent(s -> s.setObject(1, null, type.getKey())));
    }
  }

  @Test
  void floatOfJdbcHasSixtyFourBits() throws Exception {
    double exact = 0.1234567890123456;
    assertEquals("DOUBLE " + exact, sent(s -> s.setObject(1, exact, Types.FLOAT)));
    assertEquals("DOUBLE " + exact, sent(s -> s.setObject(1, "" + exact, Types.FLOAT)));
    assertEquals("DOUBLE " + exact, sent(s -> s.setDouble(1, exact)));
    assertEquals("FLOAT 0.12345679", sent(s -> s.setObject(1, exact, Types.REAL)));
  }

  @Test
  void bytesAreBoundBesideNativeParameters() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?")) {
      statement.setInt(1, 1);
      statement.setBytes(2, new byte[] {0, 39, -1});
      statement.setString(3, "x");
      statement.execute();
    }
    assertEquals(List.of("SELECT ?, unhex('0027ff'), ?"), session.statements());
    assertEquals(2, session.requests.get(0).parameters().size());
  }
}
