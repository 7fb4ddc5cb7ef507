package io.github.lakewire.jdbc.internal.column.nested;

import io.github.lakewire.jdbc.internal.column.ArrowReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.text.ArrayValue;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** ARRAY values. */
public final class ListReader extends JsonReader {
  private final ElementRanges elements;
  private final ArrowReader element;

  public ListReader(ColumnInfo column, ElementRanges elements, ArrowReader element) {
    super(column);
    this.elements = elements;
    this.element = element;
  }

  @Override
  protected void bindValues(BatchLayout batch, int length) throws DriverException {
    element.bind(batch, elements.bind(batch, length));
  }

  @Override
  public Object getObject(int row) throws DriverException {
    requireReadable();
    int start = elements.start(row);
    @Nullable Object[] values = new Object[elements.end(row) - start];
    for (int i = 0; i < values.length; i++) {
      values[i] = element.objectOrNull(start + i);
    }
    return new ArrayValue(column().sqlType(), Arrays.asList(values));
  }

  @Override
  public void appendJson(int row, StringBuilder out) throws DriverException {
    requireReadable();
    out.append('[');
    int start = elements.start(row);
    int end = elements.end(row);
    for (int i = start; i < end; i++) {
      if (i > start) {
        out.append(',');
      }
      element.appendJsonOrNull(i, out);
    }
    out.append(']');
  }

  private void requireReadable() throws DriverException {
    if (elements.share()) {
      throw unread(column(), "lists that share their elements within other values");
    }
  }
}
