package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.text.DateTimeText;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.time.LocalTime;

/** TIME values: whole numbers of a unit since midnight, on a clock without a zone. */
public final class TimeReader extends FixedWidthReader {
  private final boolean wide;
  private final long unitsPerDay;
  private final long nanosPerUnit;

  /**
   * @param width of a value in bytes, 4 or 8
   */
  public TimeReader(ColumnInfo column, int width, long unitsPerSecond) {
    super(column, width);
    this.wide = width == Long.BYTES;
    this.unitsPerDay = 86_400 * unitsPerSecond;
    this.nanosPerUnit = 1_000_000_000 / unitsPerSecond;
  }

  @Override
  public Object getObject(int row) throws DriverException {
    return getLocalTime(row);
  }

  @Override
  public LocalTime getLocalTime(int row) throws DriverException {
    return LocalTime.ofNanoOfDay(nanos(row));
  }

  @Override
  public String getString(int row) throws DriverException {
    return DateTimeText.time(nanos(row));
  }

  private long nanos(int row) throws DriverException {
    long value =
        wide
            ? (long) LittleEndian.LONG.get(bytes, values + (row << 3))
            : (int) LittleEndian.INT.get(bytes, values + (row << 2));
    if (value < 0 || value >= unitsPerDay) {
      throw noDateTime("time of day");
    }
    return value * nanosPerUnit;
  }
}
