package io.github.lakewire.warehouse.internal;

import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;

/** An answer with ERROR_STATUS and nothing else in it. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  RefusedException(String sqlState, String message) {
    super(message, null, false, false);
    this.sqlState = sqlState;
  }

  TStatus status() {
    return new TStatus()
        .setStatusCode(TStatusCode.ERROR_STATUS)
        .setSqlState(sqlState)
        .setErrorCode(0)
        .setErrorMessage(getMessage());
  }
}
