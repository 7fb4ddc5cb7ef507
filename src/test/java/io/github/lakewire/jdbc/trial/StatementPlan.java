package io.github.lakewire.jdbc.trial;

import io.github.lakewire.thrift.TOperationState;

/**
 * How one statement runs on the server. Times are milliseconds since it was submitted.
 *
 * @param pending until then it is queued
 * @param commit when it takes effect, once; not earlier than {@code pending}
 * @param ends when its state becomes {@code end}; not earlier than {@code commit}
 * @param hold how long ExecuteStatement waits for the end
 * @param end the last state; it takes effect only when that is FINISHED
 * @param pages of {@link ServerRows#ROWS_PER_PAGE} rows each, when it is a query
 * @param files whether the rows are files, where the client takes them
 * @param bare whether ExecuteStatement brings no more than the state
 * @param staysOpen whether a complete result is left for the client to close
 * @param countInRows whether the count of a write is only in its row
 * @param rewinds whether inline pages can be asked for by their first row
 */
record StatementPlan(
    int pending,
    int commit,
    int ends,
    int hold,
    TOperationState end,
    int pages,
    boolean files,
    boolean bare,
    boolean staysOpen,
    boolean countInRows,
    boolean rewinds) {

  /** Ends at once, with one page. */
  static final StatementPlan PLAIN =
      new StatementPlan(
          0, 0, 0, 0, TOperationState.FINISHED_STATE, 1, false, false, false, false, true);
}
