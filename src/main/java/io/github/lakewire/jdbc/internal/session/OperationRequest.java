package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.sql.ExpectedOutcome;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import io.github.lakewire.jdbc.internal.thrift.OperationResponse;
import io.github.lakewire.jdbc.internal.thrift.PageLimits;
import io.github.lakewire.jdbc.internal.thrift.ThriftCall;
import org.jspecify.annotations.Nullable;

/**
 * The request that makes an operation.
 *
 * @param call of the protocol
 * @param expected what comes of it by its text
 * @param limits wishes for the size of each page
 * @param submitted what has been submitted before, so that nothing is sent; null for all others
 */
record OperationRequest(
    Request request,
    String call,
    ExpectedOutcome expected,
    PageLimits limits,
    @Nullable OperationHandle submitted) {

  static final String STATEMENT = "ExecuteStatement";

  OperationRequest(Request request, String call, ExpectedOutcome expected, PageLimits limits) {
    this(request, call, expected, limits, null);
  }

  /** No request, as there is an operation already. */
  static OperationRequest of(
      OperationHandle submitted, ExpectedOutcome expected, PageLimits limits) {
    return new OperationRequest(
        bounds -> {
          throw OperationErrors.executedTwice();
        },
        STATEMENT,
        expected,
        limits,
        submitted);
  }

  /** Whether it is no metadata call, which has rows in any case. */
  boolean statement() {
    return call.equals(STATEMENT);
  }

  /** Whether it is more than a query, so that repeating it may write twice. */
  boolean mayWrite() {
    return statement() && !expected.isRows();
  }

  /** After which failures a statement is sent again. */
  static Repeat repeat(ExpectedOutcome expected, boolean writesRepeated) {
    return expected.isRows() || writesRepeated ? Repeat.IF_NOT_ARRIVED : Repeat.IF_NOT_SENT;
  }

  /** Prepares the call. */
  @FunctionalInterface
  interface Request {

    /**
     * Prepares the call.
     *
     * @throws DriverException UNSUPPORTED when the server cannot do what the request needs
     */
    ThriftCall<OperationResponse> prepare(CallTimeouts bounds) throws DriverException;
  }
}
