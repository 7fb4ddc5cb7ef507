package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import java.util.List;
import java.util.OptionalLong;
import org.apache.thrift.protocol.TProtocolException;
import org.jspecify.annotations.Nullable;

/** What the server says of an operation: its state, and what came of it. */
public final class OperationStatus {
  private final OperationState state;
  private final OptionalLong modifiedRows;
  private final @Nullable ServerStatus status;
  private final ServerFailure failure;
  private final @Nullable ServerProgress progress;

  private OperationStatus(
      OperationState state,
      OptionalLong modifiedRows,
      @Nullable ServerStatus status,
      ServerFailure failure,
      @Nullable ServerProgress progress) {
    this.state = state;
    this.modifiedRows = modifiedRows;
    this.status = status;
    this.failure = failure;
    this.progress = progress;
  }

  static OperationStatus from(TGetOperationStatusResp response) throws TProtocolException {
    boolean counted = response.isSetNumModifiedRows() && response.getNumModifiedRows() >= 0;
    return new OperationStatus(
        OperationState.from(response.getOperationState()),
        counted ? OptionalLong.of(response.getNumModifiedRows()) : OptionalLong.empty(),
        ServerStatus.optional(response.getStatus()),
        ServerFailure.of(response),
        ServerProgress.from(response.getProgressUpdateResponse()));
  }

  public OperationState state() {
    return state;
  }

  /** The update count, when the server set it. */
  public OptionalLong modifiedRows() {
    return modifiedRows;
  }

  /** How far it is, when that was asked for and the server says it. */
  public @Nullable ServerProgress progress() {
    return progress;
  }

  /** What the server said along with success. */
  public List<String> warnings() {
    return status == null ? List.of() : status.warnings();
  }

  /** Fails when the status is an error, or the state is a last one other than FINISHED. */
  public void check(@Nullable String queryId) throws DriverException {
    if (status != null) {
      status.check(CallTarget.operation(queryId));
    }
    if (state.isLast() && state != OperationState.FINISHED) {
      throw ServerErrors.ofState(state, failure, queryId);
    }
  }
}
