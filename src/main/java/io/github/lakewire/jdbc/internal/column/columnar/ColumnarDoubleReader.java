package io.github.lakewire.jdbc.internal.column.columnar;

import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;

/** Numbers of columnar sets that are no whole ones; FLOAT too comes in 64 bits. */
final class ColumnarDoubleReader extends ColumnarReader {
  private final boolean isFloat;

  ColumnarDoubleReader(ColumnInfo column) {
    super(column, Page.Kind.DOUBLE);
    isFloat = column.type() == ColumnType.FLOAT;
  }

  @Override
  public Object getObject(int row) {
    double value = values.getDouble(row << 3);
    if (isFloat) {
      return (float) value;
    }
    return value;
  }

  @Override
  public double getDouble(int row) {
    double value = values.getDouble(row << 3);
    return isFloat ? (float) value : value;
  }
}
