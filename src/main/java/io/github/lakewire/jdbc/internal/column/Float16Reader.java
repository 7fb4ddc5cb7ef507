package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.types.ColumnInfo;

/** FLOAT values of 16 bits. */
public final class Float16Reader extends FixedWidthReader {

  public Float16Reader(ColumnInfo column) {
    super(column, Short.BYTES);
  }

  @Override
  public Object getObject(int row) {
    return getFloat(row);
  }

  @Override
  public double getDouble(int row) {
    return getFloat(row);
  }

  @Override
  public float getFloat(int row) {
    int at = values + (row << 1);
    int bits = (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    return switch (exponent) {
      case 0 -> Math.copySign(fraction * 0x1p-24f, sign < 0 ? -1f : 1f);
      case 0x1f -> Float.intBitsToFloat(sign | 0x7f80_0000 | fraction << 13);
      // 15 is the zero of these exponents, 127 that of a float's.
      default -> Float.intBitsToFloat(sign | (exponent + 112) << 23 | fraction << 13);
    };
  }
}
