package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.results.arrow.LittleEndian;

/** INT values. */
final class Int32Reader extends FixedReader {

  Int32Reader(ColumnInfo column) {
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
