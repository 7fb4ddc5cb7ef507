package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.text.IntervalText;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.time.Period;

/** Intervals of years and months: months, 32 bits. */
public final class MonthsReader extends FixedWidthReader {

  public MonthsReader(ColumnInfo column) {
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
