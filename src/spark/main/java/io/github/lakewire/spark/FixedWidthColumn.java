package io.github.lakewire.spark;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.Platform;

/**
 * Values that have the same bytes in Arrow as in Spark: bits, numbers, and times as numbers; and
 * decimals, which have 16 bytes each.
 */
final class FixedWidthColumn extends VectorColumn {
  private static final int DECIMAL_WIDTH = 16;
  private static final long[] POWERS_OF_TEN = new long[Decimal.MAX_LONG_DIGITS() + 1];

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
    }
  }

  private final long values;

  FixedWidthColumn(DataType type, FieldVector vector) {
    super(type, vector);
    this.values = vector.getDataBuffer().memoryAddress();
  }

  @Override
  public boolean getBoolean(int row) {
    return isSet(values, row);
  }

  @Override
  public byte getByte(int row) {
    return Platform.getByte(null, values + row);
  }

  @Override
  public short getShort(int row) {
    return Platform.getShort(null, values + 2L * row);
  }

  @Override
  public int getInt(int row) {
    return Platform.getInt(null, values + 4L * row);
  }

  @Override
  public long getLong(int row) {
    return Platform.getLong(null, values + 8L * row);
  }

  @Override
  public float getFloat(int row) {
    return Platform.getFloat(null, values + 4L * row);
  }

  @Override
  public double getDouble(int row) {
    return Platform.getDouble(null, values + 8L * row);
  }

  /**
   * @throws ArithmeticException when the value has more digits than its type
   */
  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    long at = values + (long) DECIMAL_WIDTH * row;
    long low = Platform.getLong(null, at);
    long high = Platform.getLong(null, at + Long.BYTES);
    if (precision <= Decimal.MAX_LONG_DIGITS()
        && high == low >> 63
        && low < POWERS_OF_TEN[precision]
        && low > -POWERS_OF_TEN[precision]) {
      return Decimal.createUnsafe(low, precision, scale);
    }
    return Decimal.apply(large(low, high, scale), precision, scale);
  }

  private static BigDecimal large(long low, long high, int scale) {
    if (high == low >> 63) {
      return BigDecimal.valueOf(low, scale);
    }
    byte[] bytes = new byte[DECIMAL_WIDTH];
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[i] = (byte) (high >> 56 - 8 * i);
      bytes[Long.BYTES + i] = (byte) (low >> 56 - 8 * i);
    }
    return new BigDecimal(new BigInteger(bytes), scale);
  }
}
