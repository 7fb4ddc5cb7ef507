package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.thrift.FetchedPage;
import io.github.lakewire.jdbc.internal.tracing.DriverEvents;
import org.jspecify.annotations.Nullable;

/** What events tell of an operation. */
final class OperationEvents {
  private OperationEvents() {}

  /**
   * The end of an execution.
   *
   * @param outcome what came of it, null when it failed
   * @param first what has come of its rows
   */
  static DriverEvents.Statement executed(
      String call,
      String sessionId,
      @Nullable String queryId,
      @Nullable StatementOutcome outcome,
      @Nullable FetchedPage first,
      @Nullable DriverException failure) {
    boolean rows = outcome != null && outcome.hasRows();
    return new DriverEvents.Statement(
        call,
        sessionId,
        queryId,
        failure == null ? ExecutionOutcome.EXECUTED : failure.outcome(),
        outcome == null ? null : rows ? "rows" : "count",
        outcome == null ? -1 : outcome.modifiedRows().orElse(-1),
        rows && first != null ? first.rows().count() : 0,
        rows && first != null ? first.bytes() : 0,
        failure == null ? null : failure.sqlState());
  }

  /** A page, or the failure to get it. */
  static DriverEvents.Fetch fetched(
      @Nullable String queryId, @Nullable FetchedPage page, @Nullable DriverException failure) {
    return new DriverEvents.Fetch(
        queryId,
        page == null ? null : form(page.rows()),
        page == null ? -1 : page.startRow().orElse(-1),
        page == null ? 0 : page.rows().count(),
        page == null ? 0 : page.bytes(),
        failure == null ? null : failure.kind().name());
  }

  private static String form(Page rows) {
    if (rows instanceof Page.Batches) {
      return "batches";
    }
    if (rows instanceof Page.Columns) {
      return "columns";
    }
    return rows instanceof Page.Links ? "links" : "none";
  }
}
