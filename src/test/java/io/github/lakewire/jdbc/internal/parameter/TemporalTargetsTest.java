package io.github.lakewire.jdbc.internal.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.internal.jdbc.FakeSession;
import io.github.lakewire.jdbc.internal.session.ParameterForm;
import io.github.lakewire.jdbc.internal.text.DateTimeText;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates and times in {@code setObject} with a target type, in a JVM that is not in UTC. */
class TemporalTargetsTest {
  private static final Timestamp SECOND_HALF_PAST_TWO =
      Timestamp.from(Instant.parse("2018-10-28T01:30:00Z"));

  private final TimeZone before = TimeZone.getDefault();

  @BeforeEach
  void inRome() {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Rome"));
  }

  @AfterEach
  void restore() {
    TimeZone.setDefault(before);
  }

  private static SqlParameter sent(Object value, int target) throws SQLException {
    return ParameterConversions.convert(value, target, -1);
  }

  private static Calendar calendar(String zone, String moment) {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone));
    calendar.setTimeInMillis(Instant.parse(moment).toEpochMilli());
    return calendar;
  }

  @Test
  void aTimestampAsTextIsItsToString() throws SQLException {
    Timestamp timestamp = Timestamp.valueOf("2018-11-12 00:30:00.123456789");
    assertEquals("2018-11-12 00:30:00.123456789", text(timestamp));
    assertEquals("2018-11-12 00:30:00.0", text(Timestamp.valueOf("2018-11-12 00:30:00")));
    assertEquals("1500-02-28 23:59:59.9", text(Timestamp.valueOf("1500-02-28 23:59:59.9")));
    assertEquals("2018-10-28 02:30:00.0", text(SECOND_HALF_PAST_TWO));
    assertEquals(
        "2018-11-12 00:30:00.0",
        text(new java.util.Date(Timestamp.valueOf("2018-11-12 00:30:00").getTime())));
    assertEquals("2018-11-12 00:30:00.0", text(calendar("Asia/Tokyo", "2018-11-11T23:30:00Z")));
    assertEquals("2018-11-12", text(Date.valueOf("2018-11-12")));
  }

  @Test
  void whatHasAnOffsetKeepsItInText() throws SQLException {
    for (String written :
        new String[] {"2018-11-12T00:30:00+05:45", "2018-11-12T00:30:07.5-03:30"}) {
      OffsetDateTime dateTime = OffsetDateTime.parse(written);
      assertEquals(written, text(dateTime));
      assertEquals(dateTime, DateTimeText.parseOffsetDateTime(text(dateTime)));
    }
    ZonedDateTime zoned = ZonedDateTime.parse("2018-07-01T00:30:00+02:00[Europe/Rome]");
    assertEquals("2018-07-01T00:30:00+02:00", text(zoned));
    assertEquals("2018-11-12 00:30:00Z", text(Instant.parse("2018-11-12T00:30:00Z")));
    assertEquals("2018-11-12 00:30:00", text(LocalDateTime.parse("2018-11-12T00:30:00")));
  }

  private static String text(Object value) throws SQLException {
    SqlParameter sent = sent(value, Types.VARCHAR);
    assertEquals("STRING", sent.type());
    assertEquals(sent, sent(value, Types.LONGNVARCHAR));
    return String.valueOf(sent.text());
  }

  @Test
  void aCalendarIsTheDayAndTheTimeThatItShows() throws SQLException {
    Calendar tokyo = calendar("Asia/Tokyo", "2018-11-11T23:30:00.250Z");
    assertEquals(new SqlParameter("DATE", "2018-11-12"), sent(tokyo, Types.DATE));
    assertEquals("08:30:00.25", String.valueOf(sent(tokyo, Types.TIME).text()).substring(0, 11));
    Calendar own = calendar("Europe/Rome", "2018-11-11T23:30:00Z");
    assertEquals(new SqlParameter("DATE", "2018-11-12"), sent(own, Types.DATE));
    assertEquals("00:30:00", String.valueOf(sent(own, Types.TIME).text()).substring(0, 8));
    assertEquals(new SqlParameter("TIMESTAMP", "2018-11-11 23:30:00Z"), sent(own, Types.TIMESTAMP));
  }

  @Test
  void aMomentIsTheDayAndTheTimeThatTheClockOfTheJvmShows() throws SQLException {
    Instant instant = Instant.parse("2018-11-11T23:30:00.250Z");
    for (Object value :
        new Object[] {instant, Timestamp.from(instant), java.util.Date.from(instant)}) {
      assertEquals(new SqlParameter("DATE", "2018-11-12"), sent(value, Types.DATE));
      assertEquals("00:30:00.25", String.valueOf(sent(value, Types.TIME).text()).substring(0, 11));
    }
    assertEquals(
        new SqlParameter("DATE", "2018-11-11"),
        sent(instant.atOffset(java.time.ZoneOffset.UTC), Types.DATE));
    assertEquals(new SqlParameter("DATE", "1999-12-31"), sent("1999-12-31 12:59:59", Types.DATE));
    assertEquals(new SqlParameter("DATE", "1999-07-01"), sent(" 1999-7-1 ", Types.DATE));
    assertThrows(SQLException.class, () -> sent("1999-13-31", Types.DATE));
  }

  @Test
  void aDayAsTimestampIsItsMidnight() throws SQLException {
    assertEquals(
        new SqlParameter("TIMESTAMP", "2018-11-11 23:00:00Z"),
        sent(Date.valueOf("2018-11-12"), Types.TIMESTAMP));
    assertEquals(
        new SqlParameter("TIMESTAMP_NTZ", "2018-11-12 00:00:00"),
        sent(LocalDate.of(2018, 11, 12), Types.TIMESTAMP));
    TimeZone.setDefault(TimeZone.getTimeZone("America/Sao_Paulo"));
    // There was no midnight on that day.
    assertEquals(
        new SqlParameter("TIMESTAMP", "2018-11-04 03:00:00Z"),
        sent(Date.valueOf("2018-11-04"), Types.TIMESTAMP));
  }

  @ParameterizedTest
  @CsvSource({
    "1999-12-31 12:59:59, 1999-12-31 11:59:59Z",
    "1999-12-31T12:59:59.123456789, 1999-12-31 11:59:59.123456Z",
    "' 1999-7-1 12:59:59 ', 1999-07-01 10:59:59Z",
    "1999-12-31, 1999-12-30 23:00:00Z",
    "1999-12-31 12:59:59Z, 1999-12-31 12:59:59Z",
    "1999-12-31T12:59:59+05:45, 1999-12-31 07:14:59Z",
    "1999-12-31 12:59:59 Asia/Tokyo, 1999-12-31 03:59:59Z",
    "1999-12-31 12:59:59 UTC+1, 1999-12-31 11:59:59Z",
    "yesterday, yesterday"
  })
  void textAsTimestampIsByTheClockOfTheJvmOrItsOwnOffset(String text, String sent)
      throws SQLException {
    assertEquals(new SqlParameter("TIMESTAMP", sent), sent(text, Types.TIMESTAMP));
    assertEquals(new SqlParameter("TIMESTAMP", sent), sent(text, Types.TIMESTAMP_WITH_TIMEZONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2018-11-12",
        "2018-11-12 00:30:00",
        "00:30:00+01:00",
        "2018-13-12 00:30:00Z",
        "",
        "a:Z",
        "2018-11-12 00:30:00 Nowhere",
        "2018-11-12 00:30:00+99:00"
      })
  void otherTextNamesNoOffset(String text) {
    assertNull(DateTimeText.parseOffsetDateTime(text));
  }

  @Test
  void nestedValuesAreConvertedTheSameWay() throws SQLException {
    Timestamp half = Timestamp.valueOf("2018-11-12 00:30:00");
    assertEquals("CAST(array('2018-11-12 00:30:00.0') AS ARRAY<STRING>)", array("STRING", half));
    assertEquals("CAST(array(DATE '2018-11-12') AS ARRAY<DATE>)", array("DATE", half));
    assertEquals(
        "CAST(array(DATE '2018-11-12') AS ARRAY<DATE>)",
        array("DATE", calendar("Europe/Rome", "2018-11-11T23:30:00Z")));
    assertEquals(
        "CAST(array(TIMESTAMP '2018-11-11 23:30:00Z') AS ARRAY<TIMESTAMP>)",
        array("TIMESTAMP", "2018-11-12 00:30:00"));
    assertEquals(
        "CAST(array(TIMESTAMP_NTZ '2018-11-12 00:30:00') AS ARRAY<TIMESTAMP_NTZ>)",
        array("TIMESTAMP_NTZ", "2018-11-12 00:30:00"));
    assertEquals(
        "CAST(array(TIMESTAMP '2018-10-28 01:30:00Z') AS ARRAY<TIMESTAMP>)",
        array("TIMESTAMP", SECOND_HALF_PAST_TWO));
  }

  private static String array(String element, Object value) throws SQLException {
    try (var connection = new FakeSession().connect()) {
      SqlParameter parameter =
          ParameterValues.of(connection.createArrayOf(element, new Object[] {value}));
      return BoundSql.literal(parameter, BoundSql.writer(ParameterForm.NATIVE));
    }
  }

  @Test
  void aTimeOfDayIsNoTimestamp() {
    SQLException e =
        assertThrows(SQLException.class, () -> sent(java.sql.Time.valueOf("10:00:00"), 93));
    assertEquals("07006", e.getSQLState());
  }
}
