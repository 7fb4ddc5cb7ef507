package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds columns by label: case does not matter, the first of several counts. A label is remembered
 * as it was asked for, so that a loop over rows pays one hash look-up.
 */
final class ColumnLabels {
  /** Most labels that are remembered per result. Only code that makes labels up uses more. */
  private static final int MAX_SPELLINGS = 10_000;

  private final ResultSchema schema;
  private final Map<String, Integer> bySpelling = new HashMap<>();
  private @Nullable Map<String, Integer> byLowerCase;

  ColumnLabels(ResultSchema schema) {
    this.schema = schema;
  }

  /** Returns the number of the column, from 1. */
  int find(@Nullable String label) throws SQLException {
    Integer number = bySpelling.get(label);
    if (number == null) {
      number = label == null ? null : lowerCase().get(label.toLowerCase(Locale.ROOT));
      if (number == null) {
        throw SqlExceptions.of(
            SqlState.UNDEFINED_COLUMN, "The result has no column '" + label + "'");
      }
      if (bySpelling.size() < MAX_SPELLINGS) {
        bySpelling.put(label, number);
      }
    }
    return number;
  }

  private Map<String, Integer> lowerCase() {
    Map<String, Integer> present = byLowerCase;
    if (present == null) {
      present = new HashMap<>();
      List<ColumnInfo> columns = schema.columns();
      for (int i = 0; i < columns.size(); i++) {
        present.putIfAbsent(columns.get(i).name().toLowerCase(Locale.ROOT), i + 1);
      }
      byLowerCase = present;
    }
    return present;
  }
}
