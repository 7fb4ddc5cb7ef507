package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.jdbc.Backend.ParameterForm;
import io.github.lakewire.jdbc.internal.results.ColumnInfo;
import io.github.lakewire.jdbc.internal.results.SqlType;
import io.github.lakewire.jdbc.internal.sql.ParameterMarkers;
import io.github.lakewire.jdbc.internal.sql.TypedLiterals;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a query that has not been run: {@code DESCRIBE QUERY}. */
final class StatementDescription {
  private StatementDescription() {}

  /**
   * The text that describes a query. Values are literals in it, so that types are as they will be;
   * a marker without a value is NULL, or 0 where only a number can stand.
   */
  static String question(
      ParameterMarkers markers, @Nullable SqlParameter[] values, ParameterForm form)
      throws SQLException {
    TypedLiterals writer = PreparedText.writer(form);
    List<@Nullable String> literals = new ArrayList<>(values.length);
    BitSet limits = markers.limits();
    for (int i = 0; i < values.length; i++) {
      SqlParameter value = values[i];
      if (value != null) {
        literals.add(PreparedText.literal(limits.get(i) ? value.asRowCount() : value, writer));
      } else {
        literals.add(limits.get(i) ? "0" : "NULL");
      }
    }
    return "DESCRIBE QUERY " + markers.replace(literals);
  }

  /** Reads the answer: name, type and comment of each column. */
  static ResultSetMetaData read(ResultSet answer) throws SQLException {
    List<ColumnInfo> columns = new ArrayList<>();
    while (answer.next()) {
      String comment = answer.getString(3);
      columns.add(
          SqlType.parse(String.valueOf(answer.getString(2)))
              .column(String.valueOf(answer.getString(1)))
              .withComment(comment == null ? "" : comment));
    }
    return answer.getMetaData().unwrap(LakewireResultSetMetaData.class).describing(columns);
  }
}
