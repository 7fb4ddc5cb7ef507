package io.github.lakewire.jdbc.internal.column.nested;

import io.github.lakewire.jdbc.internal.column.ArrowReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;

/** Values whose text is JSON, written while the value is walked. */
abstract class JsonReader extends ArrowReader {
  JsonReader(ColumnInfo column) {
    super(column);
  }

  @Override
  public final String getString(int row) throws DriverException {
    StringBuilder json = new StringBuilder();
    appendJson(row, json);
    return json.toString();
  }
}
