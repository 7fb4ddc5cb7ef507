package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.text.DateTimeText;
import io.github.lakewire.jdbc.internal.text.IntervalText;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/** Texts to dates, times and intervals; the reader gives the message its column. */
final class TemporalConversions {
  private TemporalConversions() {}

  static LocalDate toDate(String text, ColumnReader reader) throws DriverException {
    return found(DateTimeText.parseDate(text), "date", reader);
  }

  /** Of a time of day, or a timestamp. */
  static LocalTime toTime(String text, ColumnReader reader) throws DriverException {
    LocalTime time = DateTimeText.parseTime(text);
    return time == null ? toDateTime(text, reader).toLocalTime() : time;
  }

  static LocalDateTime toDateTime(String text, ColumnReader reader) throws DriverException {
    return found(DateTimeText.parseDateTime(text), "timestamp", reader);
  }

  static Period toPeriod(String text, ColumnReader reader) throws DriverException {
    return found(IntervalText.parsePeriod(text), "interval of years and months", reader);
  }

  static Duration toDuration(String text, ColumnReader reader) throws DriverException {
    return found(IntervalText.parseDuration(text), "interval of days and time", reader);
  }

  private static <T> T found(@Nullable T value, String what, ColumnReader reader)
      throws DriverException {
    if (value == null) {
      throw reader.noDateTime(what);
    }
    return value;
  }
}
