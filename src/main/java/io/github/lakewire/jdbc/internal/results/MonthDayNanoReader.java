package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.results.arrow.LittleEndian;
import io.github.lakewire.jdbc.internal.results.text.IntervalText;
import java.time.Duration;
import java.time.Period;

/**
 * Intervals of months, days and nanoseconds, which are not multiples of each other. One that has
 * only months is a Period, one without months a Duration, and the others are text, for no class
 * holds them.
 */
final class MonthDayNanoReader extends FixedReader {

  MonthDayNanoReader(ColumnInfo column) {
    super(column, 2 * Long.BYTES);
  }

  @Override
  public Object getObject(int row) {
    int at = values + (row << 4);
    int months = (int) LittleEndian.INT.get(bytes, at);
    int days = (int) LittleEndian.INT.get(bytes, at + Integer.BYTES);
    long nanos = (long) LittleEndian.LONG.get(bytes, at + Long.BYTES);
    if (months == 0) {
      return Duration.ofDays(days).plusNanos(nanos);
    } else if (days == 0 && nanos == 0) {
      return Period.ofMonths(months).normalized();
    }
    return IntervalText.months(months)
        + " "
        + IntervalText.duration(Duration.ofDays(days).plusNanos(nanos));
  }
}
