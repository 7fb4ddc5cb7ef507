package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads one column of columnar sets, where most types are text (PROTOCOL section 10.1). */
final class ColumnarReader extends ConvertingReader {
  private final TextDecoding decoding;
  private final boolean isFloat;
  private final boolean isVoid;
  private List<?> values = List.of();
  private byte[] nulls = {};

  ColumnarReader(ColumnInfo column) {
    super(column);
    decoding = TextDecoding.of(column.type());
    isFloat = column.type() == ColumnType.FLOAT;
    isVoid = column.type() == ColumnType.VOID;
  }

  void bind(Page.ColumnValues column) {
    values = column.values();
    nulls = column.nulls();
  }

  @Override
  public boolean isNull(int row) {
    int index = row >> 3;
    return isVoid || (index < nulls.length && (nulls[index] >> (row & 7) & 1) != 0);
  }

  @Override
  public Object getObject(int row) throws Fault {
    Object value = values.get(row);
    if (value instanceof String text) {
      return decoding.decode(text, this);
    }
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(buffer.position(), bytes);
      return bytes;
    }
    if (isFloat && value instanceof Double number) {
      return number.floatValue();
    }
    return value;
  }

  @Override
  public String getString(int row) throws Fault {
    return values.get(row) instanceof String text && decoding != TextDecoding.NESTED
        ? text
        : NaturalText.of(getObject(row));
  }
}
