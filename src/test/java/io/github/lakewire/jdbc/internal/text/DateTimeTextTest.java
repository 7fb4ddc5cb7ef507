package io.github.lakewire.jdbc.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimeTextTest {

  @Test
  void datesAreWrittenAsJavaWritesThemAndReadBack() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      long day = i % 2 == 0 ? random.nextInt(80_000) - 40_000 : random.nextInt();
      LocalDate date = LocalDate.ofEpochDay(day);
      String text = DateTimeText.date(day);
      assertEquals(date.toString(), text);
      assertEquals(date, DateTimeText.parseDate(text));
    }
    for (long day = -800_000; day < 800_000; day += 1) {
      assertEquals(LocalDate.ofEpochDay(day).toString(), DateTimeText.date(day));
    }
  }

  @Test
  void timestampsAreWrittenWithoutTrailingZerosAndReadBack() {
    Random random = new Random(2);
    int[] nanos = {0, 1, 100_000_000, 120_000_000, 999_999_999, 5_000, 10};
    for (int i = 0; i < 100_000; i++) {
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(
              random.nextLong() >> 20, nanos[i % nanos.length], ZoneOffset.UTC);
      String text =
          DateTimeText.dateTime(
              time.toEpochSecond(ZoneOffset.UTC), time.get(ChronoField.NANO_OF_SECOND));
      assertEquals(time, DateTimeText.parseDateTime(text));
      assertEquals(time.toLocalDate().toString(), text.substring(0, text.indexOf(' ')));
    }
    assertEquals("2021-06-15 12:34:56.789", DateTimeText.dateTime(1_623_760_496L, 789_000_000));
    assertEquals("1969-12-31 23:59:59", DateTimeText.dateTime(-1, 0));
    assertEquals("0000-03-01 00:00:00.000001", DateTimeText.dateTime(-62_162_035_200L, 1_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "2021",
        "2021-06",
        "2021-13-01",
        "2021-02-29",
        "2021-06-15x",
        "21/06/15",
        "2021-06-15 12",
        "2021-06-15 24:00:00",
        "2021-06-15 12:34:56.",
        "2021-06-15 12:34:56.1234567890",
        "2021-06-15 12:34:56Z",
        "99999999999-01-01"
      })
  void whatIsNoTimestampIsNull(String text) {
    assertNull(DateTimeText.parseDateTime(text));
  }

  @Test
  void intervalsAreWrittenAsServersWriteThemAndReadBack() {
    assertEquals("100-0", IntervalText.months(1_200));
    assertEquals("-1-2", IntervalText.months(-14));
    assertEquals("0-1", IntervalText.months(1));
    assertEquals(Period.of(-1, -2, 0), IntervalText.parsePeriod("-1-2"));
    assertEquals("1 00:00:00.000000000", IntervalText.duration(Duration.ofDays(1)));
    assertEquals("-8 00:00:00.000000000", IntervalText.duration(Duration.ofDays(-8)));
    assertEquals("-0 00:00:00.500000000", IntervalText.duration(Duration.ofMillis(-500)));
    assertNull(IntervalText.parsePeriod("1-"));
    assertNull(IntervalText.parseDuration("1 2:3"));
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      Duration duration = Duration.ofNanos(random.nextLong());
      assertEquals(duration, IntervalText.parseDuration(IntervalText.duration(duration)));
    }
    // The longest that Arrow can say must not overflow on the way.
    assertEquals(
        "-106751991167300 15:30:08.000000000",
        IntervalText.duration(Duration.ofSeconds(Long.MIN_VALUE)));
  }
}
