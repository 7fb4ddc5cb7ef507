package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** A column each of whose values is one of another reader, which also says whether it is null. */
abstract class RoutedReader extends ArrowReader {

  RoutedReader(ColumnInfo column) {
    super(column);
  }

  /** Returns who has the row's value. */
  abstract ArrowReader target(int row);

  /** Returns where it has the value. */
  abstract int place(int row);

  /** There is no bitmap. */
  @Override
  final int takeValidity(BatchLayout batch, int node) {
    return -1;
  }

  @Override
  protected final boolean isNullAt(int row) {
    return target(row).isNull(place(row));
  }

  @Override
  public final Object getObject(int row) throws Fault {
    return target(row).getObject(place(row));
  }

  @Override
  final Object partObject(int row) throws Fault {
    return target(row).partObject(place(row));
  }

  @Override
  public final String getString(int row) throws Fault {
    return target(row).getString(place(row));
  }

  @Override
  public final byte[] getBytes(int row) throws Fault {
    return target(row).getBytes(place(row));
  }

  @Override
  public final LocalDate getLocalDate(int row) throws Fault {
    return target(row).getLocalDate(place(row));
  }

  @Override
  public final LocalTime getLocalTime(int row) throws Fault {
    return target(row).getLocalTime(place(row));
  }

  @Override
  public final LocalDateTime getLocalDateTime(int row) throws Fault {
    return target(row).getLocalDateTime(place(row));
  }

  @Override
  public final Instant getInstant(int row) throws Fault {
    return target(row).getInstant(place(row));
  }

  @Override
  public final long getEpochMicros(int row) throws Fault {
    return target(row).getEpochMicros(place(row));
  }

  @Override
  final void appendJson(int row, StringBuilder out) throws Fault {
    target(row).appendJson(place(row), out);
  }
}
