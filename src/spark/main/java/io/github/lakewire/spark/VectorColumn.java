package io.github.lakewire.spark;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * An Arrow vector as a column of Spark. It tells which values are null; a class for each kind of
 * values reads them.
 *
 * <p>Spark's own {@code ArrowColumnVector} calls Arrow for each value, and Arrow checks each time
 * that the memory is there and long enough, which takes longer than reading the value. Here values
 * are read by their address, as Spark reads its own. That is safe because the driver checks all
 * lengths and offsets of a batch once, when it fills the vectors, and refuses a damaged batch
 * ({@code BufferCopier}), and because vectors live as long as their batch.
 */
abstract class VectorColumn extends ColumnVector {
  final FieldVector vector;
  private final int nulls;

  /** Of the bitmap, 0 when all values are null or none is. */
  private final long validity;

  VectorColumn(DataType type, FieldVector vector) {
    super(type);
    this.vector = vector;
    this.nulls = vector.getNullCount();
    boolean mixed = nulls > 0 && nulls < vector.getValueCount();
    this.validity = mixed ? vector.getValidityBuffer().memoryAddress() : 0;
  }

  @Override
  public final void close() {
    vector.close();
  }

  @Override
  public final boolean hasNull() {
    return nulls > 0;
  }

  @Override
  public final int numNulls() {
    return nulls;
  }

  @Override
  public final boolean isNullAt(int row) {
    return nulls > 0 && (validity == 0 || !isSet(validity, row));
  }

  /** Whether a bit of a bitmap is set. */
  static boolean isSet(long bitmap, int row) {
    return (Platform.getByte(null, bitmap + (row >> 3)) >> (row & 7) & 1) != 0;
  }

  private UnsupportedOperationException none() {
    return new UnsupportedOperationException("A column of " + type.sql() + " has no such value");
  }

  @Override
  public boolean getBoolean(int row) {
    throw none();
  }

  @Override
  public byte getByte(int row) {
    throw none();
  }

  @Override
  public short getShort(int row) {
    throw none();
  }

  @Override
  public int getInt(int row) {
    throw none();
  }

  @Override
  public long getLong(int row) {
    throw none();
  }

  @Override
  public float getFloat(int row) {
    throw none();
  }

  @Override
  public double getDouble(int row) {
    throw none();
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    throw none();
  }

  @Override
  public UTF8String getUTF8String(int row) {
    throw none();
  }

  @Override
  public byte[] getBinary(int row) {
    throw none();
  }

  @Override
  public ColumnarArray getArray(int row) {
    throw none();
  }

  @Override
  public ColumnarMap getMap(int row) {
    throw none();
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    throw none();
  }
}
