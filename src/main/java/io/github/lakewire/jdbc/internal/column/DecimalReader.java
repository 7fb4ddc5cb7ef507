package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.math.BigDecimal;

/** DECIMAL values of 128 bits; those that fit a long, nearly all, take no BigInteger. */
public final class DecimalReader extends FixedWidthReader {
  private static final int WIDTH = 16;

  /** Below this a double holds the unscaled value exactly. */
  private static final long EXACT = 1L << 53;

  /** Powers of ten that a double holds exactly. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final int scale;

  public DecimalReader(ColumnInfo column, int scale) {
    super(column, WIDTH);
    this.scale = scale;
  }

  @Override
  public Object getObject(int row) {
    return getBigDecimal(row);
  }

  @Override
  public BigDecimal getBigDecimal(int row) {
    int at = values + (row << 4);
    long low = (long) LittleEndian.LONG.get(bytes, at);
    long high = (long) LittleEndian.LONG.get(bytes, at + 8);
    if (high == low >> 63) {
      return BigDecimal.valueOf(low, scale);
    }
    return new BigDecimal(LittleEndian.integer(bytes, at, WIDTH), scale);
  }

  @Override
  public String getString(int row) {
    return getBigDecimal(row).toPlainString();
  }

  @Override
  public long getLong(int row) throws DriverException {
    int at = values + (row << 4);
    long low = (long) LittleEndian.LONG.get(bytes, at);
    if (scale == 0 && (long) LittleEndian.LONG.get(bytes, at + 8) == low >> 63) {
      return low;
    }
    return NumberConversions.toLong(getBigDecimal(row), this);
  }

  @Override
  public double getDouble(int row) {
    int at = values + (row << 4);
    long low = (long) LittleEndian.LONG.get(bytes, at);
    if (scale < POWERS.length
        && low > -EXACT
        && low < EXACT
        && (long) LittleEndian.LONG.get(bytes, at + 8) == low >> 63) {
      // One division of two exact numbers rounds once, as BigDecimal.doubleValue does.
      return low / POWERS[scale];
    }
    return getBigDecimal(row).doubleValue();
  }
}
