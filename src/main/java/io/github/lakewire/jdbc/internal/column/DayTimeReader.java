package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.time.Duration;

/** Intervals of days and milliseconds, 32 bits each. */
public final class DayTimeReader extends FixedWidthReader {

  public DayTimeReader(ColumnInfo column) {
    super(column, Long.BYTES);
  }

  @Override
  public Object getObject(int row) {
    int at = values + (row << 3);
    return Duration.ofDays((int) LittleEndian.INT.get(bytes, at))
        .plusMillis((int) LittleEndian.INT.get(bytes, at + Integer.BYTES));
  }
}
