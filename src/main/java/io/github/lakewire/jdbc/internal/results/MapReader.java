package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;
import io.github.lakewire.jdbc.internal.results.text.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MAP values, in the order in which the server sends the entries. */
final class MapReader extends ArrowReader {
  private final Elements elements;
  private final StructReader entry;
  private final ArrowReader key;
  private final ArrowReader value;

  MapReader(ColumnInfo column, StructReader entry) {
    super(column);
    this.entry = entry;
    this.elements = new OffsetElements(entry.width(), false);
    this.key = entry.field(0);
    this.value = entry.field(1);
  }

  @Override
  void bindValues(BatchLayout batch, int length) throws Fault {
    entry.bind(batch, elements.bind(batch, length));
  }

  @Override
  public Object getObject(int row) throws Fault {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    int end = elements.end(row);
    for (int i = elements.start(row); i < end; i++) {
      map.put(key.objectOrNull(i), value.objectOrNull(i));
    }
    return new MapValue(column().sqlType(), map);
  }

  @Override
  public String getString(int row) throws Fault {
    StringBuilder json = new StringBuilder();
    appendJson(row, json);
    return json.toString();
  }

  @Override
  void appendJson(int row, StringBuilder out) throws Fault {
    out.append('{');
    int start = elements.start(row);
    int end = elements.end(row);
    for (int i = start; i < end; i++) {
      if (i > start) {
        out.append(',');
      }
      JsonText.quote(out, key.isNull(i) ? "null" : key.getString(i));
      out.append(':');
      value.appendJsonOrNull(i, out);
    }
    out.append('}');
  }
}
