package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.text.IntervalText;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.time.Duration;

/** Intervals of days and time: whole numbers of a unit. */
public final class DurationReader extends FixedWidthReader {
  private final long unitsPerSecond;
  private final long nanosPerUnit;

  public DurationReader(ColumnInfo column, long unitsPerSecond) {
    super(column, Long.BYTES);
    this.unitsPerSecond = unitsPerSecond;
    this.nanosPerUnit = 1_000_000_000 / unitsPerSecond;
  }

  @Override
  public Object getObject(int row) {
    return duration(row);
  }

  @Override
  public String getString(int row) {
    return IntervalText.duration(duration(row));
  }

  private Duration duration(int row) {
    long value = (long) LittleEndian.LONG.get(bytes, values + (row << 3));
    return Duration.ofSeconds(
        Math.floorDiv(value, unitsPerSecond), Math.floorMod(value, unitsPerSecond) * nanosPerUnit);
  }
}
