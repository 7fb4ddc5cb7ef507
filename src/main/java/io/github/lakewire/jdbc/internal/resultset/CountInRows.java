package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.types.CountColumn;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.OptionalLong;

/** The update count of a statement that answered with rows: COPY INTO, OPTIMIZE, a script. */
public final class CountInRows {
  private CountInRows() {}

  /**
   * Returns the value of the first column of the only row that counts rows; empty when there is
   * none. Never throws, for the statement has had its effect.
   */
  public static OptionalLong of(ResultSet rows) {
    try {
      ResultSetMetaData columns = rows.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        if (CountColumn.isCount(columns.getColumnName(i))) {
          return onlyValue(rows, i);
        }
      }
      return OptionalLong.empty();
    } catch (SQLException e) {
      // What cannot be read is no count. A broken connection shows in the next call.
      return OptionalLong.empty();
    }
  }

  private static OptionalLong onlyValue(ResultSet rows, int column) throws SQLException {
    if (!rows.next()) {
      return OptionalLong.empty();
    }
    long value = rows.getLong(column);
    boolean known = !rows.wasNull();
    return known && !rows.next() ? OptionalLong.of(value) : OptionalLong.empty();
  }
}
