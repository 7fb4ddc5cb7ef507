package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;

/**
 * Values of another type than STRING that the server sends as text, because its native form was not
 * asked for (protocol.md, "Values as text").
 */
public final class EncodedTextReader extends ArrowReader {
  private final Utf8Reader text;
  private final TextDecoder decoding;

  public EncodedTextReader(ColumnInfo column, boolean wide) {
    super(column);
    text = new Utf8Reader(column, wide);
    decoding = TextDecoder.of(column.type());
  }

  @Override
  protected void bindValues(BatchLayout batch, int length) throws DriverException {
    text.bytes = bytes;
    text.bindValues(batch, length);
  }

  @Override
  public Object getObject(int row) throws DriverException {
    return decoding.decode(text.getString(row), this);
  }

  @Override
  public String getString(int row) throws DriverException {
    return decoding == TextDecoder.NESTED ? super.getString(row) : text.getString(row);
  }
}
