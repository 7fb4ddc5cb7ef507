package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.results.arrow.LittleEndian;

/** DOUBLE values. */
final class Float64Reader extends FixedReader {

  Float64Reader(ColumnInfo column) {
    super(column, Double.BYTES);
  }

  @Override
  public Object getObject(int row) {
    return getDouble(row);
  }

  @Override
  public double getDouble(int row) {
    return (double) LittleEndian.DOUBLE.get(bytes, values + (row << 3));
  }
}
