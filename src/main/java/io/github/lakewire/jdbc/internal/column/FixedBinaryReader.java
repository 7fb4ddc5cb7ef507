package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** BINARY values that all have the same length. */
public final class FixedBinaryReader extends FixedWidthReader {
  private final int width;

  public FixedBinaryReader(ColumnInfo column, int width) {
    super(column, width);
    this.width = width;
  }

  @Override
  public Object getObject(int row) {
    return getBytes(row);
  }

  @Override
  public byte[] getBytes(int row) {
    int start = values + row * width;
    return Arrays.copyOfRange(bytes, start, start + width);
  }

  @Override
  public String getString(int row) {
    return new String(bytes, values + row * width, width, StandardCharsets.UTF_8);
  }
}
