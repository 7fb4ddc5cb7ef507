package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.types.ColumnInfo;

/** TINYINT values. */
public final class Int8Reader extends FixedWidthReader {

  public Int8Reader(ColumnInfo column) {
    super(column, Byte.BYTES);
  }

  @Override
  public Object getObject(int row) {
    return bytes[values + row];
  }

  @Override
  public String getString(int row) {
    return Integer.toString(bytes[values + row]);
  }

  @Override
  public int getInt(int row) {
    return bytes[values + row];
  }

  @Override
  public long getLong(int row) {
    return bytes[values + row];
  }

  @Override
  public double getDouble(int row) {
    return bytes[values + row];
  }
}
