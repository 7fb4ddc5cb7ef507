package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;

/** SMALLINT values. */
public final class Int16Reader extends FixedWidthReader {

  public Int16Reader(ColumnInfo column) {
    super(column, Short.BYTES);
  }

  @Override
  public Object getObject(int row) {
    return (short) LittleEndian.SHORT.get(bytes, values + (row << 1));
  }

  @Override
  public String getString(int row) {
    return Integer.toString((short) LittleEndian.SHORT.get(bytes, values + (row << 1)));
  }

  @Override
  public int getInt(int row) {
    return (short) LittleEndian.SHORT.get(bytes, values + (row << 1));
  }

  @Override
  public long getLong(int row) {
    return (short) LittleEndian.SHORT.get(bytes, values + (row << 1));
  }

  @Override
  public double getDouble(int row) {
    return (short) LittleEndian.SHORT.get(bytes, values + (row << 1));
  }
}
