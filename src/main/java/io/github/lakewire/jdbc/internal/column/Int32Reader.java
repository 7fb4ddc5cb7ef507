package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;

/** INT values. */
public final class Int32Reader extends FixedWidthReader {

  public Int32Reader(ColumnInfo column) {
    super(column, Integer.BYTES);
  }

  @Override
  public Object getObject(int row) {
    return (int) LittleEndian.INT.get(bytes, values + (row << 2));
  }

  @Override
  public String getString(int row) {
    return Integer.toString((int) LittleEndian.INT.get(bytes, values + (row << 2)));
  }

  @Override
  public int getInt(int row) {
    return (int) LittleEndian.INT.get(bytes, values + (row << 2));
  }

  @Override
  public long getLong(int row) {
    return (int) LittleEndian.INT.get(bytes, values + (row << 2));
  }

  @Override
  public double getDouble(int row) {
    return (int) LittleEndian.INT.get(bytes, values + (row << 2));
  }
}
