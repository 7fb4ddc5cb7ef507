package io.github.lakewire.jdbc.internal.resultset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcTemporalsTest {
  private final TimeZone before = TimeZone.getDefault();

  @AfterEach
  void restore() {
    TimeZone.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "America/St_Johns",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "America/Sao_Paulo",
        "Europe/London",
        "Africa/Monrovia"
      })
  void daysAndWallClocksStayTheSameInEveryZone(String zone) {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    for (String text :
        new String[] {
          "0001-01-01",
          "0200-03-01",
          "1000-12-31",
          "1582-10-04",
          "1582-10-15",
          "1899-12-31",
          "1969-12-31",
          "1970-01-01",
          "2018-11-04",
          "2024-02-29",
          "9999-12-31"
        }) {
      LocalDate day = LocalDate.parse(text);
      Date date = JdbcTemporals.date(day, null);
      assertEquals(text, date.toString());
      assertEquals(day, JdbcTemporals.localDate(date, null));
      LocalDateTime noon = day.atTime(12, 34, 56, 123456000);
      Timestamp timestamp = JdbcTemporals.timestamp(noon, null);
      assertEquals(text + " 12:34:56.123456", timestamp.toString());
      assertEquals(noon, JdbcTemporals.localDateTime(timestamp, null));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/New_York"})
  void calendarsGiveTheZone(String zone) {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone));
    calendar.setTimeInMillis(42);
    LocalDateTime local = LocalDateTime.of(2024, 7, 1, 23, 59, 58, 123456000);
    Timestamp timestamp = JdbcTemporals.timestamp(local, calendar);
    assertEquals(
        local.atZone(calendar.getTimeZone().toZoneId()).toInstant(), timestamp.toInstant());
    assertEquals(local, JdbcTemporals.localDateTime(timestamp, calendar));
    assertEquals(
        local.toLocalDate(),
        JdbcTemporals.localDate(JdbcTemporals.date(local.toLocalDate(), calendar), calendar));
    LocalTime time = LocalTime.of(23, 59, 58, 123000000);
    assertEquals(time, JdbcTemporals.localTime(JdbcTemporals.time(time, calendar), calendar));
    assertEquals(42, calendar.getTimeInMillis());
  }

  @Test
  void momentsAreKeptAndOldOnesKeepTheirWallClock() {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    Instant modern = Instant.parse("2024-03-31T01:30:00.000001Z");
    assertEquals(modern, JdbcTemporals.timestamp(modern).toInstant());
    assertEquals(modern, JdbcTemporals.instant(JdbcTemporals.timestamp(modern)));
    Instant old = Instant.parse("1500-03-01T00:00:00.5Z");
    assertEquals("1500-03-01 00:00:00.5", JdbcTemporals.timestamp(old).toString());
    assertEquals(old, JdbcTemporals.instant(JdbcTemporals.timestamp(old)));
    Instant ancient = Instant.parse("-0043-03-15T12:00:00Z");
    assertEquals(ancient, JdbcTemporals.instant(JdbcTemporals.timestamp(ancient)));
  }

  @Test
  void bothHoursOfTheReturnToWinterTimeAreKept() {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    for (String moment : new String[] {"2024-10-27T00:30:00Z", "2024-10-27T01:30:00Z"}) {
      assertEquals(
          Instant.parse(moment), JdbcTemporals.timestamp(Instant.parse(moment)).toInstant());
    }
  }

  @Test
  void skippedWallClocksMoveBehindTheGap() {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    LocalDateTime skipped = LocalDateTime.of(2024, 3, 31, 2, 30);
    assertEquals("2024-03-31 03:30:00.0", JdbcTemporals.timestamp(skipped, null).toString());
  }
}
