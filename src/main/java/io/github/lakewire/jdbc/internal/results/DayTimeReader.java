package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.results.arrow.LittleEndian;
import java.time.Duration;

/** Intervals of days and milliseconds, 32 bits each. */
final class DayTimeReader extends FixedReader {

  DayTimeReader(ColumnInfo column) {
    super(column, Long.BYTES);
  }

  @Override
  public Object getObject(int row) {
    int at = values + (row << 3);
    return Duration.ofDays((int) LittleEndian.INT.get(bytes, at))
        .plusMillis((int) LittleEndian.INT.get(bytes, at + Integer.BYTES));
  }
}
