package io.github.lakewire.jdbc.internal.column.nested;

import io.github.lakewire.jdbc.internal.column.ArrowReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.text.JsonText;
import io.github.lakewire.jdbc.internal.text.StructValue;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** STRUCT values. */
public final class StructReader extends JsonReader {
  private final List<ArrowReader> fields;
  private final List<String> names;

  public StructReader(ColumnInfo column, List<ArrowReader> fields) {
    super(column);
    this.fields = List.copyOf(fields);
    this.names = fields.stream().map(field -> field.column().name()).toList();
  }

  ArrowReader field(int index) {
    return fields.get(index);
  }

  @Override
  public int width() {
    return Math.max(1, fields.stream().mapToInt(ArrowReader::width).sum());
  }

  @Override
  protected void bindValues(BatchLayout batch, int length) throws DriverException {
    for (ArrowReader field : fields) {
      field.bind(batch, length);
    }
  }

  @Override
  public Object getObject(int row) throws DriverException {
    @Nullable Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields.get(i).objectOrNull(row);
    }
    return new StructValue(column().sqlType(), names, Arrays.asList(values));
  }

  @Override
  public void appendJson(int row, StringBuilder out) throws DriverException {
    out.append('{');
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      JsonText.quote(out, fields.get(i).column().name());
      out.append(':');
      fields.get(i).appendJsonOrNull(row, out);
    }
    out.append('}');
  }
}
