package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.internal.parameter.BoundSql;
import io.github.lakewire.jdbc.internal.parameter.DeclaredTypes;
import io.github.lakewire.jdbc.internal.parameter.SqlParameter;
import io.github.lakewire.jdbc.internal.sql.MultiRowInsert;
import io.github.lakewire.jdbc.internal.sql.TypedLiterals;
import io.github.lakewire.jdbc.internal.sqlerror.ErrorBoundary;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.types.CommonType;
import io.github.lakewire.jdbc.internal.types.SqlType;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A batch of plain INSERTs, run as statements with many rows each, their values as literals. A
 * statement ends before the row that would be one too many, that would make its text too long, or
 * whose types do not go together with those before it ({@link CommonType}): what is stored is the
 * same as if each row had come alone. Each statement is written whole or not at all; the first that
 * fails ends the batch.
 */
final class MultiRowInsertBatch {
  /** Characters of one statement; a single row may be longer. Only one is held at a time. */
  static final int MOST_CHARACTERS = 1 << 20;

  private final MultiRowInsert insert;
  private final List<List<SqlParameter>> entries;
  private final TypedLiterals writer;
  private final int mostRows;

  /**
   * A batch.
   *
   * @param entries all values of each row
   * @param mostRows rows of one statement, at least 2
   */
  MultiRowInsertBatch(
      MultiRowInsert insert, List<List<SqlParameter>> entries, TypedLiterals writer, int mostRows) {
    this.insert = insert;
    this.entries = entries;
    this.writer = writer;
    this.mostRows = mostRows;
  }

  /** The connection to the statement that the batch belongs to. */
  interface Runner {
    /** Runs one entry as it is, and returns its count. */
    long execute(List<SqlParameter> entry) throws SQLException;

    /** Runs a statement and returns its count. */
    long execute(String sql) throws SQLException;

    void warn(String message);
  }

  /**
   * Runs all.
   *
   * @return for each entry 1, or SUCCESS_NO_INFO where the server counted other than the driver
   * @throws java.sql.BatchUpdateException with the counts of the entries that were written
   */
  long[] execute(Runner runner) throws SQLException {
    long[] counts = new long[entries.size()];
    int done = 0;
    while (done < counts.length) {
      int taken = 1;
      try {
        List<String> rows = rows(done);
        taken = rows.size();
        long count =
            taken == 1 ? runner.execute(entries.get(done)) : runner.execute(statement(rows));
        Arrays.fill(counts, done, done + taken, each(count, taken, done, runner));
      } catch (SQLException e) {
        throw SqlExceptions.batch(e, Arrays.copyOf(counts, done), taken);
      }
      done += taken;
    }
    return counts;
  }

  private String statement(List<String> rows) throws SQLException {
    return ErrorBoundary.within(() -> insert.statement(rows));
  }

  private static long each(long count, int rows, int first, Runner runner) {
    if (count == rows) {
      return 1;
    }
    // Zero is also what is known of servers that do not count.
    if (count > 0) {
      runner.warn(
          "The server counted "
              + count
              + " rows for the entries "
              + (first + 1)
              + " to "
              + (first + rows)
              + " of the batch");
    }
    return Statement.SUCCESS_NO_INFO;
  }

  /** The rows of the next statement, at least one. */
  private List<String> rows(int from) throws SQLException {
    List<String> types = new ArrayList<>();
    int end = from;
    while (end < entries.size() && end - from < mostRows && goesTogether(types, entries.get(end))) {
      end++;
    }
    List<SqlType> columns = types.stream().map(SqlType::parse).toList();
    List<String> rows = new ArrayList<>();
    int characters = 0;
    for (List<SqlParameter> entry : entries.subList(from, end)) {
      String row;
      try {
        row = row(entry, columns);
      } catch (SQLException e) {
        if (rows.isEmpty()) {
          throw e;
        }
        // Those before it are written; it fails alone.
        break;
      }
      characters += row.length();
      if (characters > MOST_CHARACTERS && !rows.isEmpty()) {
        break;
      }
      rows.add(row);
    }
    return rows;
  }

  private String row(List<SqlParameter> entry, List<SqlType> columns) throws SQLException {
    List<String> literals = new ArrayList<>(entry.size());
    for (int i = 0; i < entry.size(); i++) {
      SqlParameter value = entry.get(i);
      // Servers find what numbers have in common, but not all of them what arrays have.
      SqlParameter written =
          value.parts() == null ? value : DeclaredTypes.widened(value, columns.get(i));
      // A NULL must not make a column's type: it has the one of the rows above and below.
      literals.add(value.isNull() ? "NULL" : BoundSql.literal(written, writer));
    }
    return ErrorBoundary.within(() -> insert.row(literals));
  }

  /** Whether an entry can follow those whose types are given, which it then widens. */
  private static boolean goesTogether(List<String> types, List<SqlParameter> entry) {
    List<String> widened = new ArrayList<>(entry.size());
    for (int i = 0; i < entry.size(); i++) {
      SqlParameter value = entry.get(i);
      String own = value.isNull() ? "VOID" : value.type();
      String common = types.isEmpty() ? own : CommonType.of(types.get(i), own);
      if (common == null) {
        return false;
      }
      widened.add(common);
    }
    types.clear();
    types.addAll(widened);
    return true;
  }
}
