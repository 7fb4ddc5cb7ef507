package io.github.lakewire.spark;

import org.apache.arrow.vector.FieldVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** A column whose values have another form in Arrow than in Spark: each is converted when read. */
final class ConvertedColumn extends VectorColumn {
  private final ValueConversion conversion;

  ConvertedColumn(DataType type, FieldVector vector, ValueConversion conversion) {
    super(type, vector);
    this.conversion = conversion;
  }

  private Number number(int row) {
    return (Number) conversion.value(row);
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
}
