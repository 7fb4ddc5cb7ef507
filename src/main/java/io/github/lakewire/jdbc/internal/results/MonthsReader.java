package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.results.arrow.LittleEndian;
import io.github.lakewire.jdbc.internal.results.text.IntervalText;
import java.time.Period;

/** Intervals of years and months: months, 32 bits. */
final class MonthsReader extends FixedReader {

  MonthsReader(ColumnInfo column) {
    super(column, Integer.BYTES);
  }

  @Override
  public Object getObject(int row) {
    int months = months(row);
    return Period.of(months / 12, months % 12, 0);
  }

  @Override
  public String getString(int row) {
    return IntervalText.months(months(row));
  }

  private int months(int row) {
    return (int) LittleEndian.INT.get(bytes, values + (row << 2));
  }
}
