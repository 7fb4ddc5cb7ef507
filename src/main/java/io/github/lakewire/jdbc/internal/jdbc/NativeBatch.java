package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.resultset.LakewireResultSet;
import io.github.lakewire.jdbc.internal.sql.Rewriting;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import io.github.lakewire.jdbc.internal.types.CountColumn;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch of a plain INSERT as one request, with a set of parameters for each entry. The server
 * writes all of them or none.
 */
final class NativeBatch {
  private final LakewireStatement statement;
  private final Rewriting text;
  private final List<List<StatementRequest.Parameter>> sets;

  /**
   * A batch.
   *
   * @param sets the parameters of each entry, at least one
   */
  NativeBatch(
      LakewireStatement statement, Rewriting text, List<List<StatementRequest.Parameter>> sets) {
    this.statement = statement;
    this.text = text;
    this.sets = sets;
  }

  /**
   * Runs it.
   *
   * @return the count of each entry; SUCCESS_NO_INFO where the server did not tell it
   * @throws java.sql.BatchUpdateException without counts: no entry was written, or it is not known
   */
  long[] execute() throws SQLException {
    LakewireResultSet rows;
    try {
      rows = statement.executeSets(text, sets);
    } catch (SQLException e) {
      throw SqlExceptions.batch(e, new long[0], sets.size());
    }
    long[] counts = counts(rows);
    if (counts.length == sets.size()) {
      return counts;
    }
    long[] each = new long[sets.size()];
    // Each entry is one row.
    boolean all = counts.length == 1 && counts[0] == sets.size();
    Arrays.fill(each, all ? 1 : Statement.SUCCESS_NO_INFO);
    if (!all) {
      statement.warn("The server did not count the rows of each entry of the batch");
    }
    return each;
  }

  /** What the rows count; none when that cannot be read. Never throws, for the batch is written. */
  private static long[] counts(@Nullable LakewireResultSet rows) {
    if (rows == null) {
      return new long[0];
    }
    try {
      return read(rows);
    } catch (SQLException e) {
      // What cannot be read is no count. A broken connection shows in the next call.
      return new long[0];
    } finally {
      rows.closeByOwner();
    }
  }

  private static long[] read(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    int column = 1;
    while (column <= columns.getColumnCount()
        && !CountColumn.isCount(columns.getColumnName(column))) {
      column++;
    }
    if (column > columns.getColumnCount()) {
      return new long[0];
    }
    List<Long> counts = new ArrayList<>();
    while (rows.next()) {
      long count = rows.getLong(column);
      counts.add(rows.wasNull() ? Statement.SUCCESS_NO_INFO : count);
    }
    return counts.stream().mapToLong(Long::longValue).toArray();
  }
}
