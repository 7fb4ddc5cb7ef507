package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;

/** BIGINT values. */
public final class Int64Reader extends FixedWidthReader {

  public Int64Reader(ColumnInfo column) {
    super(column, Long.BYTES);
  }

  @Override
  public Object getObject(int row) {
    return (long) LittleEndian.LONG.get(bytes, values + (row << 3));
  }

  @Override
  public String getString(int row) {
    return Long.toString((long) LittleEndian.LONG.get(bytes, values + (row << 3)));
  }

  @Override
  public long getLong(int row) {
    return (long) LittleEndian.LONG.get(bytes, values + (row << 3));
  }

  @Override
  public double getDouble(int row) {
    return (long) LittleEndian.LONG.get(bytes, values + (row << 3));
  }
}
