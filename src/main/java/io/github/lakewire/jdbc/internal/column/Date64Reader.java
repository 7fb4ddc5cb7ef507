package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.text.DateTimeText;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.time.LocalDate;

/** DATE values: milliseconds since 1970, 64 bits. */
public final class Date64Reader extends FixedWidthReader {
  private static final long MILLIS_PER_DAY = 86_400_000;

  public Date64Reader(ColumnInfo column) {
    super(column, Long.BYTES);
  }

  @Override
  public int getEpochDay(int row) throws DriverException {
    long millis = (long) LittleEndian.LONG.get(bytes, values + (row << 3));
    long day = Math.floorDiv(millis, MILLIS_PER_DAY);
    if (day != (int) day) {
      throw noDateTime("date in range");
    }
    return (int) day;
  }

  @Override
  public Object getObject(int row) throws DriverException {
    return getLocalDate(row);
  }

  @Override
  public LocalDate getLocalDate(int row) throws DriverException {
    return LocalDate.ofEpochDay(getEpochDay(row));
  }

  @Override
  public String getString(int row) throws DriverException {
    return DateTimeText.date(getEpochDay(row));
  }
}
