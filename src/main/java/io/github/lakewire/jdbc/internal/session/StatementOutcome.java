package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.sql.ExpectedOutcome;
import io.github.lakewire.jdbc.internal.thrift.FetchedPage;
import io.github.lakewire.jdbc.internal.thrift.ResultMetadata;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.CountColumn;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of an operation: rows, a count, or neither. The statement's text decides ({@link
 * ExpectedOutcome}), for a query may have any columns and any number of rows. What it leaves open,
 * the server's response decides: on Databricks, Spark's own server and Kyuubi everything has a
 * result set (protocol.md, "Rows or a count").
 *
 * @param modifiedRows the count, when the server set it
 */
record StatementOutcome(OptionalLong modifiedRows, boolean hasRows) {

  /** What INSERT, UPDATE and DELETE, and MERGE answer with when the status has no count. */
  private static final Set<List<String>> COUNTS =
      Set.of(
          List.of("num_affected_rows"),
          List.of("num_affected_rows", "num_inserted_rows"),
          List.of(
              "num_affected_rows", "num_updated_rows", "num_deleted_rows", "num_inserted_rows"));

  static final StatementOutcome ROWS = new StatementOutcome(OptionalLong.empty(), true);

  /**
   * What came of it but for a count among the rows ({@link #countColumn}).
   *
   * @param count what the server counted beside the rows
   */
  static StatementOutcome of(
      ExpectedOutcome expected,
      OptionalLong count,
      @Nullable ResultMetadata metadata,
      @Nullable FetchedPage first) {
    if (expected.isAnsweredByRows()) {
      return ROWS;
    }
    if (expected.isCount() || count.isPresent()) {
      return counted(count);
    }
    boolean empty = first != null && first.rows().count() == 0 && !first.hasMoreRows();
    boolean nothing = metadata != null && empty && isResultOfDdl(metadata.columns());
    return nothing ? counted(count) : ROWS;
  }

  static StatementOutcome counted(OptionalLong count) {
    return new StatementOutcome(count, false);
  }

  /**
   * The column whose value in the only row is the update count, or -1. A write has it wherever it
   * stands; of what is open, only a row that is made of counts is no row of a query.
   */
  static int countColumn(ExpectedOutcome expected, List<ColumnInfo> columns, FetchedPage first) {
    boolean oneRow =
        first.rows().count() == 1 && !first.hasMoreRows() && !(first.rows() instanceof Page.Links);
    return oneRow ? countColumn(expected, columns) : -1;
  }

  private static int countColumn(ExpectedOutcome expected, List<ColumnInfo> columns) {
    if (expected.isCount()) {
      for (int i = 0; i < columns.size(); i++) {
        if (CountColumn.isCount(columns.get(i).name())
            && columns.get(i).type() == ColumnType.BIGINT) {
          return i;
        }
      }
      return -1;
    }
    boolean allCounts =
        columns.stream().allMatch(column -> column.type() == ColumnType.BIGINT)
            && COUNTS.contains(columns.stream().map(ColumnInfo::name).toList());
    return expected == ExpectedOutcome.OPEN && allCounts ? 0 : -1;
  }

  /** Whether the first page has to be looked at, where it does not come by itself. */
  static boolean dependsOnRows(ExpectedOutcome expected, List<ColumnInfo> columns) {
    return countColumn(expected, columns) >= 0
        || (expected == ExpectedOutcome.OPEN && isResultOfDdl(columns));
  }

  /** Whether the columns are those of what has no result; it is one if it has no rows either. */
  private static boolean isResultOfDdl(List<ColumnInfo> columns) {
    return columns.size() == 1
        && columns.get(0).name().equals("Result")
        && columns.get(0).type() == ColumnType.STRING;
  }
}
