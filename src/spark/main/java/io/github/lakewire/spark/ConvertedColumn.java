package io.github.lakewire.spark;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;

/** A column whose values have another form in Arrow than in Spark: each is converted when read. */
final class ConvertedColumn extends ColumnVector {
  private final FieldVector vector;
  private final ValueConversion conversion;

  ConvertedColumn(DataType type, FieldVector vector, ValueConversion conversion) {
    super(type);
    this.vector = vector;
    this.conversion = conversion;
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

  private Number number(int row) {
    return (Number) conversion.value(row);
  }

  @Override
  public boolean getBoolean(int row) {
    return (Boolean) conversion.value(row);
  }

  @Override
  public byte getByte(int row) {
    return number(row).byteValue();
  }

  @Override
  public short getShort(int row) {
    return number(row).shortValue();
  }

  @Override
  public int getInt(int row) {
    return number(row).intValue();
  }

  @Override
  public long getLong(int row) {
    return number(row).longValue();
  }

  @Override
  public float getFloat(int row) {
    return number(row).floatValue();
  }

  @Override
  public double getDouble(int row) {
    return number(row).doubleValue();
  }

  @Override
  public Decimal getDecimal(int row, int precision, int scale) {
    return (Decimal) conversion.value(row);
  }

  @Override
  public UTF8String getUTF8String(int row) {
    return (UTF8String) conversion.value(row);
  }

  @Override
  public byte[] getBinary(int row) {
    return (byte[]) conversion.value(row);
  }

  @Override
  public ColumnarArray getArray(int row) {
    throw new UnsupportedOperationException("no array");
  }

  @Override
  public ColumnarMap getMap(int row) {
    throw new UnsupportedOperationException("no map");
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    throw new UnsupportedOperationException("no struct");
  }
}
