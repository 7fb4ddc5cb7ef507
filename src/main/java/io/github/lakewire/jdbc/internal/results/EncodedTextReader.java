package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;

/**
 * Values of another type than STRING that the server sends as text, because its native form was not
 * asked for (PROTOCOL section 11).
 */
final class EncodedTextReader extends ArrowReader {
  private final Utf8Reader text;
  private final TextDecoding decoding;

  EncodedTextReader(ColumnInfo column, boolean wide) {
    super(column);
    text = new Utf8Reader(column, wide);
    decoding = TextDecoding.of(column.type());
  }

  @Override
  void bindValues(BatchLayout batch, int length) throws Fault {
    text.bytes = bytes;
    text.bindValues(batch, length);
  }

  @Override
  public Object getObject(int row) throws Fault {
    return decoding.decode(text.getString(row), this);
  }

  @Override
  public String getString(int row) throws Fault {
    return decoding == TextDecoding.NESTED ? super.getString(row) : text.getString(row);
  }
}
