package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.error.DriverException;

/** One attempt failed: what that means for a repetition, and what to throw when there is none. */
final class AttemptFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient RetryPolicy.Failure failure;
  private final DriverException exception;

  AttemptFailedException(RetryPolicy.Failure failure, DriverException exception) {
    super(null, exception, false, false);
    this.failure = failure;
    this.exception = exception;
  }

  RetryPolicy.Failure failure() {
    return failure;
  }

  DriverException exception() {
    return exception;
  }
}
