package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;
import io.github.lakewire.jdbc.internal.results.text.JsonText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** STRUCT values: maps from the fields' names, in their order. */
final class StructReader extends ArrowReader {
  private final List<ArrowReader> fields;

  StructReader(ColumnInfo column, List<ArrowReader> fields) {
    super(column);
    this.fields = List.copyOf(fields);
  }

  ArrowReader field(int index) {
    return fields.get(index);
  }

  @Override
  void bindValues(BatchLayout batch, int length) throws Fault {
    for (ArrowReader field : fields) {
      field.bind(batch, length);
    }
  }

  @Override
  public Object getObject(int row) throws Fault {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (ArrowReader field : fields) {
      values.put(field.column().name(), field.objectOrNull(row));
    }
    return Collections.unmodifiableMap(values);
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
