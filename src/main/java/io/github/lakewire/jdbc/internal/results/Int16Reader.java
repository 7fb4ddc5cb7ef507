package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.results.arrow.LittleEndian;

/** SMALLINT values. */
final class Int16Reader extends FixedReader {

  Int16Reader(ColumnInfo column) {
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
