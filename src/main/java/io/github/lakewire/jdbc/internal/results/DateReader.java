package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.results.arrow.LittleEndian;
import io.github.lakewire.jdbc.internal.results.text.DateTimeText;
import java.time.LocalDate;

/** DATE values: days since 1970, 32 bits. */
final class DateReader extends FixedReader {

  DateReader(ColumnInfo column) {
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
