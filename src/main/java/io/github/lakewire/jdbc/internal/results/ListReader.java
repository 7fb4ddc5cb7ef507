package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** ARRAY values. */
final class ListReader extends ArrowReader {
  private final Elements elements;
  private final ArrowReader element;

  ListReader(ColumnInfo column, Elements elements, ArrowReader element) {
    super(column);
    this.elements = elements;
    this.element = element;
  }

  @Override
  void bindValues(BatchLayout batch, int length) throws Fault {
    element.bind(batch, elements.bind(batch, length));
  }

  @Override
  public Object getObject(int row) throws Fault {
    requireReadable();
    int start = elements.start(row);
    @Nullable Object[] values = new Object[elements.end(row) - start];
    for (int i = 0; i < values.length; i++) {
      values[i] = element.objectOrNull(start + i);
    }
    return new ArrayValue(column().sqlType(), Arrays.asList(values));
  }

  @Override
  public String getString(int row) throws Fault {
    StringBuilder json = new StringBuilder();
    appendJson(row, json);
    return json.toString();
  }

  @Override
  void appendJson(int row, StringBuilder out) throws Fault {
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

  private void requireReadable() throws Fault {
    if (elements.share()) {
      throw unread(column(), "lists that share their elements within other values");
    }
  }
}
