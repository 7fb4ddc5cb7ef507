package io.github.lakewire.jdbc.internal.results;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** BINARY values that all have the same length. */
final class FixedBinaryReader extends FixedReader {
  private final int width;

  FixedBinaryReader(ColumnInfo column, int width) {
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
