package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Whole numbers without a sign: each in the next larger type of SQL, 64 bits as DECIMAL(20,0). */
public final class UnsignedReader extends FixedWidthReader {
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  private final int width;

  /**
   * @param width of a value in bytes: 1, 2, 4 or 8
   */
  public UnsignedReader(ColumnInfo column, int width) {
    super(column, width);
    this.width = width;
  }

  @Override
  public Object getObject(int row) {
    long value = bits(row);
    return switch (width) {
      case 1 -> (short) value;
      case 2 -> (int) value;
      case 4 -> value;
      default -> getBigDecimal(row);
    };
  }

  @Override
  public long getLong(int row) throws DriverException {
    long value = bits(row);
    if (value < 0) {
      throw outOfRange("long");
    }
    return value;
  }

  @Override
  public double getDouble(int row) {
    return getBigDecimal(row).doubleValue();
  }

  @Override
  public BigDecimal getBigDecimal(int row) {
    long value = bits(row);
    BigInteger whole = BigInteger.valueOf(value);
    return new BigDecimal(value < 0 ? whole.add(TWO_TO_64) : whole);
  }

  private long bits(int row) {
    return switch (width) {
      case 1 -> bytes[values + row] & 0xffL;
      case 2 ->
          (bytes[values + (row << 1)] & 0xffL) | (bytes[values + (row << 1) + 1] & 0xffL) << 8;
      case 4 -> (int) LittleEndian.INT.get(bytes, values + (row << 2)) & 0xffff_ffffL;
      default -> (long) LittleEndian.LONG.get(bytes, values + (row << 3));
    };
  }
}
