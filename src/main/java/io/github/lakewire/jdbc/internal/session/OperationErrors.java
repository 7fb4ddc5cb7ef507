package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The exceptions of operations that were ended although no call failed. */
final class OperationErrors {
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

  private OperationErrors() {}

  static DriverException cancelled(@Nullable String queryId) {
    return new DriverException(Kind.CANCELLED, "The statement was cancelled").inQuery(queryId);
  }

  static DriverException closed(@Nullable String queryId) {
    return new DriverException(Kind.CANCELLED, "The statement was closed").inQuery(queryId);
  }

  /**
   * @param cause what the passed deadline did to a call, or null
   * @param pending whether the server has not begun to execute the statement
   */
  static DriverException late(
      @Nullable String queryId, @Nullable DriverException cause, boolean pending) {
    boolean afterFailure = cause != null && cause.getCause() instanceof DriverException;
    return new DriverException(
            Kind.TIMED_OUT,
            "Time-out: the statement did not finish in time, and the driver cancels it"
                + (pending ? ". It was PENDING: queued, or the warehouse is STARTING" : "")
                + (afterFailure ? ". " + cause.getMessage() : ""),
            cause)
        .inQuery(queryId);
  }

  /**
   * A failure of a request about an operation that another session may have submitted: the end of
   * that one is not the end of this one.
   */
  static DriverException ofOther(
      DriverException failure, OperationHandle handle, ThriftSession session) {
    return failure.kind() == Kind.SESSION_GONE && handle.isForeign() && !session.isClosed()
        ? new DriverException(
            Kind.DATA,
            SqlState.INVALID_CURSOR_STATE,
            "The session that submitted the statement has ended, and the statement with it: "
                + failure.getMessage(),
            failure)
        : failure;
  }

  static DriverException executedTwice() {
    return new DriverException(
        Kind.UNSUPPORTED, "An operation runs once, and is read after it has run");
  }

  /**
   * A failure with what follows from it. Where the server no longer has the operation, its session
   * may have ended as well, as after a restart: it is looked for, since pools would otherwise hand
   * out what is left of it.
   *
   * @param deadline of the operation, after which the server is not asked
   */
  static DriverException explained(
      DriverException exception, ThriftSession session, Deadline deadline, boolean mayWrite) {
    ServerError error = exception.serverError();
    if (error == null || !exception.sqlState().equals(SqlState.INVALID_CURSOR_STATE.code())) {
      return exception;
    }
    Duration left = deadline.earliest(Deadline.in(LONGEST_LOOK)).remaining();
    if ((left.isZero() || !session.isAlive(left)) && session.isLost()) {
      return new DriverException(
          Kind.SESSION_GONE,
          "The server no longer knows this session, nor what was executed in it; connect again",
          exception);
    }
    return mayWrite
        ? exception
        : exception.saying(error.withMessage(error.message() + ". Execute the query again"));
  }
}
