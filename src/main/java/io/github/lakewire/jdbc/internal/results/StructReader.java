package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;
import io.github.lakewire.jdbc.internal.results.text.JsonText;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** STRUCT values. */
final class StructReader extends ArrowReader {
  private final List<ArrowReader> fields;
  private final List<String> names;

  StructReader(ColumnInfo column, List<ArrowReader> fields) {
    super(column);
    this.fields = List.copyOf(fields);
    this.names = fields.stream().map(field -> field.column().name()).toList();
  }

  ArrowReader field(int index) {
    return fields.get(index);
  }

  @Override
  int width() {
    return Math.max(1, fields.stream().mapToInt(ArrowReader::width).sum());
  }

  @Override
  void bindValues(BatchLayout batch, int length) throws Fault {
    for (ArrowReader field : fields) {
      field.bind(batch, length);
    }
  }

  @Override
  public Object getObject(int row) throws Fault {
    @Nullable Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields.get(i).objectOrNull(row);
    }
    return new StructValue(column().sqlType(), names, Arrays.asList(values));
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
