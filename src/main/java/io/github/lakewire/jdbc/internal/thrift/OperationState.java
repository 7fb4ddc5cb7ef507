package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.thrift.TOperationState;
import org.jspecify.annotations.Nullable;

/** Where an operation is (protocol.md, "Polling"). */
public enum OperationState {
  INITIALIZED(false),
  PENDING(false),
  RUNNING(false),
  FINISHED(true),
  CANCELED(true),
  CLOSED(true),
  ERROR(true),
  TIMED_OUT(true),
  /** The server does not know, or names a state that the driver does not know. */
  UNKNOWN(true);

  private final boolean last;

  OperationState(boolean last) {
    this.last = last;
  }

  /** Whether no other state follows. */
  public boolean isLast() {
    return last;
  }

  /** What a last state says of the statement; {@link #UNKNOWN} says nothing. */
  public ExecutionOutcome outcome() {
    return switch (this) {
      case FINISHED -> ExecutionOutcome.EXECUTED;
      case CANCELED, CLOSED, ERROR, TIMED_OUT -> ExecutionOutcome.NOT_EXECUTED;
      case INITIALIZED, PENDING, RUNNING, UNKNOWN -> ExecutionOutcome.UNKNOWN;
    };
  }

  static OperationState from(@Nullable TOperationState state) {
    if (state == null) {
      return UNKNOWN;
    }
    return switch (state) {
      case INITIALIZED_STATE -> INITIALIZED;
      case PENDING_STATE -> PENDING;
      case RUNNING_STATE -> RUNNING;
      case FINISHED_STATE -> FINISHED;
      case CANCELED_STATE -> CANCELED;
      case CLOSED_STATE -> CLOSED;
      case ERROR_STATE -> ERROR;
      case TIMEDOUT_STATE -> TIMED_OUT;
      case UKNOWN_STATE -> UNKNOWN;
    };
  }
}
