package io.github.lakewire.jdbc.internal.column.columnar;

import io.github.lakewire.jdbc.internal.column.TextDecoder;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.text.AsciiValueParser;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Texts and binaries of columnar sets, which are most types. Each value is behind its length: the
 * reader walks from one to the next as rows are read forwards, and begins again for an earlier one.
 */
final class ColumnarTextReader extends ColumnarReader {
  private final TextDecoder decoding;
  private int row;
  private int position;

  ColumnarTextReader(ColumnInfo column, Page.Kind kind) {
    super(column, kind);
    decoding = TextDecoder.of(column.type());
  }

  @Override
  public void bind(Page.ColumnValues column) {
    super.bind(column);
    row = 0;
    position = 0;
  }

  @Override
  public Object getObject(int row) throws DriverException {
    if (kind() == Page.Kind.BINARY) {
      int length = find(row);
      byte[] bytes = new byte[length];
      values.get(position + Integer.BYTES, bytes);
      return bytes;
    }
    Object plain = plain(row);
    return plain == null ? decoding.decode(text(row), this) : plain;
  }

  private @Nullable Object plain(int row) {
    int length = find(row);
    int start = values.arrayOffset() + position + Integer.BYTES;
    return switch (decoding) {
      case DECIMAL -> AsciiValueParser.decimal(values.array(), start, length);
      case DATE -> AsciiValueParser.date(values.array(), start, length);
      case TIMESTAMP -> AsciiValueParser.dateTime(values.array(), start, length);
      default -> null;
    };
  }

  @Override
  public String getString(int row) throws DriverException {
    return kind() == Page.Kind.STRING && decoding != TextDecoder.NESTED
        ? text(row)
        : super.getString(row);
  }

  private String text(int row) {
    int length = find(row);
    return new String(
        values.array(),
        values.arrayOffset() + position + Integer.BYTES,
        length,
        StandardCharsets.UTF_8);
  }

  /** Moves to the row's value and returns its length. */
  private int find(int wanted) {
    if (wanted < row) {
      row = 0;
      position = 0;
    }
    int length = values.getInt(position);
    for (; row < wanted; row++) {
      position += Integer.BYTES + length;
      length = values.getInt(position);
    }
    return length;
  }
}
