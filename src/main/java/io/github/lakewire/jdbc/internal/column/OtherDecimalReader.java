package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.LittleEndian;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.math.BigDecimal;

/** DECIMAL values of other widths than the usual one: 32, 64 and 256 bits. */
public final class OtherDecimalReader extends FixedWidthReader {
  private final int width;
  private final int scale;

  /**
   * @param width of a value in bytes
   */
  public OtherDecimalReader(ColumnInfo column, int width, int scale) {
    super(column, width);
    this.width = width;
    this.scale = scale;
  }

  @Override
  public Object getObject(int row) {
    return getBigDecimal(row);
  }

  @Override
  public BigDecimal getBigDecimal(int row) {
    int at = values + row * width;
    if (width == Integer.BYTES) {
      return BigDecimal.valueOf((int) LittleEndian.INT.get(bytes, at), scale);
    } else if (width == Long.BYTES) {
      return BigDecimal.valueOf((long) LittleEndian.LONG.get(bytes, at), scale);
    }
    return new BigDecimal(LittleEndian.integer(bytes, at, width), scale);
  }

  @Override
  public long getLong(int row) throws DriverException {
    return NumberConversions.toLong(getBigDecimal(row), this);
  }

  @Override
  public double getDouble(int row) {
    return getBigDecimal(row).doubleValue();
  }
}
