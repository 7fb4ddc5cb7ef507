package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.results.arrow.LittleEndian;
import io.github.lakewire.jdbc.internal.results.text.IntervalText;
import java.time.Duration;

/** Intervals of days and time: whole numbers of a unit. */
final class DurationReader extends FixedReader {
  private final long unitsPerSecond;
  private final long nanosPerUnit;

  DurationReader(ColumnInfo column, long unitsPerSecond) {
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
