package io.github.lakewire.jdbc.internal.column.nested;

import io.github.lakewire.jdbc.internal.column.ArrowReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.text.JsonText;
import io.github.lakewire.jdbc.internal.text.MapValue;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MAP values, in the order in which the server sends the entries. */
public final class MapReader extends JsonReader {
  private final ElementRanges elements;
  private final StructReader entry;
  private final ArrowReader key;
  private final ArrowReader value;

  public MapReader(ColumnInfo column, StructReader entry) {
    super(column);
    this.entry = entry;
    this.elements = new ListRanges(entry.width(), false);
    this.key = entry.field(0);
    this.value = entry.field(1);
  }

  @Override
  protected void bindValues(BatchLayout batch, int length) throws DriverException {
    entry.bind(batch, elements.bind(batch, length));
  }

  @Override
  public Object getObject(int row) throws DriverException {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    int end = elements.end(row);
    for (int i = elements.start(row); i < end; i++) {
      map.put(key.objectOrNull(i), value.objectOrNull(i));
    }
    return new MapValue(column().sqlType(), map);
  }

  @Override
  public void appendJson(int row, StringBuilder out) throws DriverException {
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
