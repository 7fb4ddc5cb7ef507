package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.thrift.ColumnDescription;
import io.github.lakewire.jdbc.internal.thrift.FetchedPage;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import io.github.lakewire.jdbc.internal.thrift.OperationStatus;
import io.github.lakewire.jdbc.internal.thrift.ResultMetadata;
import io.github.lakewire.jdbc.internal.thrift.Rows;
import io.github.lakewire.jdbc.internal.thrift.ThriftType;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of an operation: rows, a count, or neither.
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

  /** A metadata call: always rows. */
  static final StatementOutcome ROWS = new StatementOutcome(OptionalLong.empty(), true);

  /**
   * On Databricks {@code hasResultSet} is true for everything (PROTOCOL section 6.4): a count means
   * no rows, and so does what DDL answers, an empty result of one column named Result.
   */
  static StatementOutcome onDatabricks(
      OptionalLong modifiedRows, @Nullable ResultMetadata metadata, @Nullable FetchedPage first) {
    if (modifiedRows.isPresent()) {
      return counted(modifiedRows);
    }
    boolean empty = first != null && first.rows().count() == 0 && !first.hasMoreRows();
    boolean nothing = metadata != null && empty && isResultOfDdl(metadata.columns());
    return new StatementOutcome(OptionalLong.empty(), !nothing);
  }

  static StatementOutcome counted(OptionalLong count) {
    return new StatementOutcome(count, false);
  }

  /** Whether the only row is made of counts, the first of which is the update count. */
  static boolean isRowOfCounts(List<ColumnDescription> columns, @Nullable FetchedPage first) {
    return first != null
        && first.rows().count() == 1
        && !first.hasMoreRows()
        && !(first.rows() instanceof Rows.Links)
        && columns.stream().allMatch(column -> column.type() == ThriftType.BIGINT)
        && COUNTS.contains(columns.stream().map(ColumnDescription::name).toList());
  }

  /**
   * Hive's handle tells rows from counts; where it has no count, the status may. Spark's own server
   * and Kyuubi announce rows for everything, so that rows of {@link #isResultOfDdl} need a look.
   */
  static StatementOutcome onHive(OperationHandle handle, OperationStatus status) {
    boolean rows = handle.hasResultSet();
    OptionalLong count =
        status.modifiedRows().isPresent() ? status.modifiedRows() : handle.modifiedRows();
    return new StatementOutcome(rows ? OptionalLong.empty() : count, rows);
  }

  /** Whether the columns are those of what has no result; it is one if it has no rows either. */
  static boolean isResultOfDdl(List<ColumnDescription> columns) {
    return columns.size() == 1
        && columns.get(0).name().equals("Result")
        && columns.get(0).type() == ThriftType.STRING;
  }
}
