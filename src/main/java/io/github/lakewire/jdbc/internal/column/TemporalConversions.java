package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.text.DateTimeText;
import io.github.lakewire.jdbc.internal.text.IntervalText;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;

/** Texts to dates, times and intervals; the reader gives the message its column. */
final class TemporalConversions {
  private TemporalConversions() {}

  static LocalDate toDate(String text, ColumnReader reader) throws DriverException {
    LocalDate date = DateTimeText.parseDate(text);
    if (date == null) {
      throw reader.noDateTime("date");
    }
    return date;
  }

  /** Of a time of day, or a timestamp. */
  static LocalTime toTime(String text, ColumnReader reader) throws DriverException {
    LocalTime time = DateTimeText.parseTime(text);
    return time == null ? toDateTime(text, reader).toLocalTime() : time;
  }

  static LocalDateTime toDateTime(String text, ColumnReader reader) throws DriverException {
    LocalDateTime dateTime = DateTimeText.parseDateTime(text);
    if (dateTime == null) {
      throw reader.noDateTime("timestamp");
    }
    return dateTime;
  }

  static Period toPeriod(String text, ColumnReader reader) throws DriverException {
    Period period = IntervalText.parsePeriod(text);
    if (period == null) {
      throw reader.noDateTime("interval of years and months");
    }
    return period;
  }

  static Duration toDuration(String text, ColumnReader reader) throws DriverException {
    Duration duration = IntervalText.parseDuration(text);
    if (duration == null) {
      throw reader.noDateTime("interval of days and time");
    }
    return duration;
  }
}
