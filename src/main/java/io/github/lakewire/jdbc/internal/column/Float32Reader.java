package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;

/** FLOAT values. */
public final class Float32Reader extends FixedWidthReader {

  public Float32Reader(ColumnInfo column) {
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
