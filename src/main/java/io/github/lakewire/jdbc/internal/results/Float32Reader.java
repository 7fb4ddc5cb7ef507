package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.results.arrow.LittleEndian;

/** FLOAT values. */
final class Float32Reader extends FixedReader {

  Float32Reader(ColumnInfo column) {
    super(column, Float.BYTES);
  }

  @Override
  public Object getObject(int row) {
    return getFloat(row);
  }

  @Override
  public float getFloat(int row) {
    return (float) LittleEndian.FLOAT.get(bytes, values + (row << 2));
  }

  @Override
  public double getDouble(int row) {
    return getFloat(row);
  }
}
