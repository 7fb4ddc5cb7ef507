package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.text.IntervalText;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.time.Duration;
import java.time.Period;

/**
 * Intervals of months, days and nanoseconds, which are not multiples of each other. One that has
 * only months is a Period, one without months a Duration, and the others are text, for no class
 * holds them.
 */
public final class MonthDayNanoReader extends FixedWidthReader {

  public MonthDayNanoReader(ColumnInfo column) {
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
