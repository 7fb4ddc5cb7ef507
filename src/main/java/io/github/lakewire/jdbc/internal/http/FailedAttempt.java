package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.fault.Fault;

/** One attempt failed: what that means for a repetition, and what to throw when there is none. */
final class FailedAttempt extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient RetryPolicy.Failure failure;
  private final Fault fault;

  FailedAttempt(RetryPolicy.Failure failure, Fault fault) {
    super(null, fault, false, false);
    this.failure = failure;
    this.fault = fault;
  }

  RetryPolicy.Failure failure() {
    return failure;
  }

  Fault fault() {
    return fault;
  }
}
