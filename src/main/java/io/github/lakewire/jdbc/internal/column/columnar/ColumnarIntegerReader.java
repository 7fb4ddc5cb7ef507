package io.github.lakewire.jdbc.internal.column.columnar;

import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;

/** Whole numbers and booleans of columnar sets. */
final class ColumnarIntegerReader extends ColumnarReader {

  ColumnarIntegerReader(ColumnInfo column, Page.Kind kind) {
    super(column, kind);
  }

  @Override
  public Object getObject(int row) {
    long value = getLong(row);
    return switch (kind()) {
      case BOOL -> value != 0;
      case BYTE -> (byte) value;
      case I16 -> (short) value;
      case I32 -> (int) value;
      default -> value;
    };
  }

  @Override
  public long getLong(int row) {
    return switch (kind()) {
      case I64 -> values.getLong(row << 3);
      case I32 -> values.getInt(row << 2);
      case I16 -> values.getShort(row << 1);
      case BOOL -> values.get(row) == 1 ? 1 : 0;
      default -> values.get(row);
    };
  }

  @Override
  public double getDouble(int row) {
    return getLong(row);
  }
}
