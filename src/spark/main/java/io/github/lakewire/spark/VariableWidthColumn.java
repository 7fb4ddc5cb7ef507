package io.github.lakewire.spark;

import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** Text, which Spark sees where it is, or bytes; after each other, with offsets of 4 or 8 bytes. */
final class VariableWidthColumn extends VectorColumn {
  private final boolean wide;
  private final long offsets;
  private final long values;

  VariableWidthColumn(DataType type, FieldVector vector) {
    super(type, vector);
    this.wide = vector instanceof BaseLargeVariableWidthVector;
    this.offsets = vector.getOffsetBuffer().memoryAddress();
    this.values = vector.getDataBuffer().memoryAddress();
  }

  private long offset(int number) {
    return wide
        ? Platform.getLong(null, offsets + 8L * number)
        : Platform.getInt(null, offsets + 4L * number);
  }

  @Override
  public UTF8String getUTF8String(int row) {
    long start = offset(row);
    return UTF8String.fromAddress(null, values + start, (int) (offset(row + 1) - start));
  }

  @Override
  public byte[] getBinary(int row) {
    long start = offset(row);
    byte[] bytes = new byte[(int) (offset(row + 1) - start)];
    Platform.copyMemory(null, values + start, bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length);
    return bytes;
  }
}
