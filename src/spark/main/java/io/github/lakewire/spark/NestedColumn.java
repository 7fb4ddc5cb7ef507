package io.github.lakewire.spark;

import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/** An array, map or struct with {@linkplain ConvertedColumn converted} values inside. */
final class NestedColumn extends ColumnVector {
  private final FieldVector vector;
  private final List<ColumnVector> children;

  /**
   * @param children elements of an array, keys and values of a map, fields of a struct
   */
  NestedColumn(DataType type, FieldVector vector, List<ColumnVector> children) {
    super(type);
    this.vector = vector;
    this.children = children;
  }

  @Override
  public void close() {
    vector.close();
  }

  @Override
  public boolean hasNull() {
    return numNulls() > 0;
  }

  @Override
  public int numNulls() {
    return vector.getNullCount();
  }

  @Override
  public boolean isNullAt(int row) {
    return vector.isNull(row);
  }

  private int start(int row) {
    return ((BaseListVector) vector).getElementStartIndex(row);
  }

  private int length(int row) {
    return ((BaseListVector) vector).getElementEndIndex(row) - start(row);
  }

  @Override
  public ColumnarArray getArray(int row) {
    return new ColumnarArray(children.get(0), start(row), length(row));
  }

  @Override
  public ColumnarMap getMap(int row) {
    return new ColumnarMap(children.get(0), children.get(1), start(row), length(row));
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return children.get(ordinal);
  }

  private static UnsupportedOperationException noScalar() {
    return new UnsupportedOperationException("no single value");
  }

  @Override
  public boolean getBoolean(int row) {
    throw noScalar();
  }

  @Override
  public byte getByte(int row) {
    throw noScalar();
  }

  @Override
  public short getShort(int row) {
    throw noScalar();
  }

  @Override
  public int getInt(int row) {
    throw noScalar();
  }

  @Override
  public long getLong(int row) {
    throw noScalar();
  }

  @Override
  public float getFloat(int row) {
    throw noScalar();
  }

  @Override
  public double getDouble(int row) {
    throw noScalar();
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    throw noScalar();
  }

  @Override
  public UTF8String getUTF8String(int row) {
    throw noScalar();
  }

  @Override
  public byte[] getBinary(int row) {
    throw noScalar();
  }
}
