package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;

/** DOUBLE values. */
public final class Float64Reader extends FixedWidthReader {

  public Float64Reader(ColumnInfo column) {
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
