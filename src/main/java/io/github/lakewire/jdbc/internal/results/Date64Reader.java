package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.LittleEndian;
import io.github.lakewire.jdbc.internal.results.text.DateTimeText;
import java.time.LocalDate;

/** DATE values: milliseconds since 1970, 64 bits. */
final class Date64Reader extends FixedReader {
  private static final long MILLIS_PER_DAY = 86_400_000;

  Date64Reader(ColumnInfo column) {
    super(column, Long.BYTES);
  }

  @Override
  public int getEpochDay(int row) throws Fault {
    long millis = (long) LittleEndian.LONG.get(bytes, values + (row << 3));
    long day = Math.floorDiv(millis, MILLIS_PER_DAY);
    if (day != (int) day) {
      throw noDateTime("date in range");
    }
    return (int) day;
  }

  @Override
  public Object getObject(int row) throws Fault {
    return getLocalDate(row);
  }

  @Override
  public LocalDate getLocalDate(int row) throws Fault {
    return LocalDate.ofEpochDay(getEpochDay(row));
  }

  @Override
  public String getString(int row) throws Fault {
    return DateTimeText.date(getEpochDay(row));
  }
}
