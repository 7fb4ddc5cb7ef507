package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of an error, in a status or beside an operation's state (protocol.md,
 * "Errors in a status").
 *
 * @param message text with class names
 * @param display text for people
 * @param details JSON with the error class
 */
record ServerFailure(
    @Nullable String sqlState,
    int code,
    @Nullable String message,
    @Nullable String display,
    @Nullable String details) {

  static ServerFailure of(TStatus status) {
    return new ServerFailure(
        status.getSqlState(),
        status.getErrorCode(),
        status.getErrorMessage(),
        status.getDisplayMessage(),
        status.getErrorDetailsJson());
  }

  static ServerFailure of(TGetOperationStatusResp status) {
    return new ServerFailure(
        status.getSqlState(),
        status.getErrorCode(),
        status.getErrorMessage(),
        status.getDisplayMessage(),
        status.getErrorDetailsJson());
  }
}
