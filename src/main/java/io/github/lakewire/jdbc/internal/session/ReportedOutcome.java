package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.thrift.OperationState;
import org.jspecify.annotations.Nullable;

/**
 * What the server has said of a statement, and so whether it was executed when something fails.
 * Thread-safe.
 */
final class ReportedOutcome {
  private volatile boolean accepted;
  private volatile @Nullable ExecutionOutcome said;

  /** The server has given a handle. */
  void accepted() {
    accepted = true;
  }

  /** The server reports a last state. */
  void reported(OperationState state) {
    said = state.outcome();
  }

  /**
   * Whether the statement was executed. Once it was accepted, only a state of the operation that
   * the server reports says so; before, it is the failure of the request.
   */
  ExecutionOutcome after(DriverException failure) {
    ExecutionOutcome reported = said;
    if (reported == ExecutionOutcome.NOT_EXECUTED && failure.leavesOutcomeOpen()) {
      return ExecutionOutcome.UNKNOWN;
    }
    if (reported != null) {
      return reported;
    }
    return accepted ? ExecutionOutcome.UNKNOWN : failure.outcome();
  }
}
