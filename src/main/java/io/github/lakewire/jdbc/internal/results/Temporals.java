package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.text.DateTimeText;
import io.github.lakewire.jdbc.internal.results.text.IntervalText;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;

/** Texts to dates, times and intervals; the reader gives the message its column. */
final class Temporals {
  private Temporals() {}

  static LocalDate toDate(String text, ColumnReader reader) throws Fault {
    LocalDate date = DateTimeText.parseDate(text);
    if (date == null) {
      throw reader.noDateTime("date");
    }
    return date;
  }

  /** Of a time of day, or a timestamp. */
  static LocalTime toTime(String text, ColumnReader reader) throws Fault {
    LocalTime time = DateTimeText.parseTime(text);
    return time == null ? toDateTime(text, reader).toLocalTime() : time;
  }

  static LocalDateTime toDateTime(String text, ColumnReader reader) throws Fault {
    LocalDateTime dateTime = DateTimeText.parseDateTime(text);
    if (dateTime == null) {
      throw reader.noDateTime("timestamp");
    }
    return dateTime;
  }

  static Period toPeriod(String text, ColumnReader reader) throws Fault {
    Period period = IntervalText.parsePeriod(text);
    if (period == null) {
      throw reader.noDateTime("interval of years and months");
    }
    return period;
  }

  static Duration toDuration(String text, ColumnReader reader) throws Fault {
    Duration duration = IntervalText.parseDuration(text);
    if (duration == null) {
      throw reader.noDateTime("interval of days and time");
    }
    return duration;
  }
}
