package io.github.lakewire.jdbc.internal.resultset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the conversions of java.sql's own classes, on every day that is kept and beyond. */
class LocalDateCacheTest {
  private final TimeZone before = TimeZone.getDefault();

  @AfterEach
  void restore() {
    TimeZone.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "America/New_York",
        "America/Sao_Paulo", // changed at midnight
        "Europe/Amsterdam", // odd offset until 1937
        "Pacific/Apia", // a day left out
        "Australia/Lord_Howe", // half an hour of summer time
        "Africa/Casablanca",
        "Asia/Kathmandu"
      })
  void daysAndTimesAreThoseOfJavaSql(String zone) {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    LocalDateCache days = new LocalDateCache();
    LocalDate end = LocalDate.of(2101, 1, 1);
    for (LocalDate day = LocalDate.of(1899, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
      assertEquals(Date.valueOf(day), days.date((int) day.toEpochDay()), day::toString);
      LocalDateTime late = day.atTime(LocalTime.of(23, 59, 59, 999_999_999));
      for (LocalDateTime time = day.atTime(0, 30, 7, 123_456_789);
          time.isBefore(late);
          time = time.plusHours(11)) {
        assertEquals(Timestamp.valueOf(time), days.timestamp(time), time::toString);
      }
      assertEquals(Timestamp.valueOf(late), days.timestamp(late), late::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"America/New_York", "Europe/Berlin", "Australia/Lord_Howe"})
  void everyTenMinutesOfAYearWithSummerTime(String zone) {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    LocalDateCache days = new LocalDateCache();
    LocalDateTime end = LocalDateTime.of(2026, 1, 1, 0, 0);
    for (LocalDateTime time = end.minusYears(1); time.isBefore(end); time = time.plusMinutes(10)) {
      assertEquals(Timestamp.valueOf(time), days.timestamp(time), time::toString);
    }
  }
}
