package io.github.lakewire.jdbc.internal.column.nested;

import io.github.lakewire.jdbc.internal.column.ArrowReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** A column each of whose values is one of another reader, which also says whether it is null. */
abstract class RoutedReader extends ArrowReader {

  RoutedReader(ColumnInfo column) {
    super(column);
  }

  /** Returns the reader that has the row's value. */
  abstract ArrowReader target(int row);

  /** Returns where it has the value. */
  abstract int place(int row);

  /** There is no bitmap. */
  @Override
  protected final int takeValidity(BatchLayout batch, int node) {
    return -1;
  }

  @Override
  protected final boolean isNullAt(int row) {
    return target(row).isNull(place(row));
  }

  @Override
  public final Object getObject(int row) throws DriverException {
    return target(row).getObject(place(row));
  }

  @Override
  public final Object partObject(int row) throws DriverException {
    return target(row).partObject(place(row));
  }

  @Override
  public final String getString(int row) throws DriverException {
    return target(row).getString(place(row));
  }

  @Override
  public final byte[] getBytes(int row) throws DriverException {
    return target(row).getBytes(place(row));
  }

  @Override
  public final LocalDate getLocalDate(int row) throws DriverException {
    return target(row).getLocalDate(place(row));
  }

  @Override
  public final LocalTime getLocalTime(int row) throws DriverException {
    return target(row).getLocalTime(place(row));
  }

  @Override
  public final LocalDateTime getLocalDateTime(int row) throws DriverException {
    return target(row).getLocalDateTime(place(row));
  }

  @Override
  public final Instant getInstant(int row) throws DriverException {
    return target(row).getInstant(place(row));
  }

  @Override
  public final long getEpochMicros(int row) throws DriverException {
    return target(row).getEpochMicros(place(row));
  }

  @Override
  public final void appendJson(int row, StringBuilder out) throws DriverException {
    target(row).appendJson(place(row), out);
  }
}
