package io.github.lakewire.jdbc.internal.column.columnar;

import io.github.lakewire.jdbc.internal.column.ConvertingReader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.nio.ByteBuffer;

/** Reads one column of columnar sets in place (protocol.md, "Columnar sets"). */
public abstract class ColumnarReader extends ConvertingReader {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final Page.Kind kind;
  private final boolean isVoid;
  private ByteBuffer nulls = NONE;

  /** The page's values, from 0. */
  ByteBuffer values = NONE;

  ColumnarReader(ColumnInfo column, Page.Kind kind) {
    super(column);
    this.kind = kind;
    this.isVoid = column.type() == ColumnType.VOID;
  }

  public static ColumnarReader of(ColumnInfo column, Page.Kind kind) {
    return switch (kind) {
      case BOOL, BYTE, I16, I32, I64 -> new ColumnarIntegerReader(column, kind);
      case DOUBLE -> new ColumnarDoubleReader(column);
      case STRING, BINARY -> new ColumnarTextReader(column, kind);
    };
  }

  public final Page.Kind kind() {
    return kind;
  }

  public void bind(Page.ColumnValues column) {
    values = column.values().slice();
    nulls = column.nulls().slice();
    mayBeNull = isVoid || hasBits(nulls);
  }

  /** Keeps nothing of the page. */
  public void forget() {
    values = NONE;
    nulls = NONE;
  }

  private static boolean hasBits(ByteBuffer bits) {
    for (int i = 0; i < bits.limit(); i++) {
      if (bits.get(i) != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected final boolean isNullAt(int row) {
    int index = row >> 3;
    return isVoid || (index < nulls.limit() && (nulls.get(index) >> (row & 7) & 1) != 0);
  }
}
