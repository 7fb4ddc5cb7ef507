package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.text.DateTimeText;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.time.LocalDate;

/** DATE values: days since 1970, 32 bits. */
public final class DateReader extends FixedWidthReader {

  public DateReader(ColumnInfo column) {
    super(column, Integer.BYTES);
  }

  @Override
  public int getEpochDay(int row) {
    return (int) LittleEndian.INT.get(bytes, values + (row << 2));
  }

  @Override
  public Object getObject(int row) {
    return getLocalDate(row);
  }

  @Override
  public LocalDate getLocalDate(int row) {
    return LocalDate.ofEpochDay(getEpochDay(row));
  }

  @Override
  public String getString(int row) {
    return DateTimeText.date(getEpochDay(row));
  }
}
