package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.sql.ExpectedOutcome;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import io.github.lakewire.jdbc.internal.thrift.OperationStatus;
import io.github.lakewire.jdbc.internal.thrift.PageLimits;
import java.time.Duration;

/**
 * A statement that the server has taken, and that goes on whoever reads it. Another session of the
 * same user may have submitted it. Thread-safe.
 */
public final class SubmittedOperation {
  /** A question whose answer says nothing of rows. */
  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(20);

  private final ThriftSession session;
  private final OperationHandle handle;
  private final ExpectedOutcome expected;
  private final PageLimits limits;
  private final RemoteOperation remote;

  SubmittedOperation(
      ThriftSession session, OperationHandle handle, ExpectedOutcome expected, PageLimits limits) {
    this.session = session;
    this.handle = handle;
    this.expected = expected;
    this.limits = limits;
    this.remote = new RemoteOperation(session);
    remote.attach(handle);
  }

  /** What it is on the server. */
  public OperationHandle handle() {
    return handle;
  }

  /** What comes of it by its text. */
  public ExpectedOutcome expected() {
    return expected;
  }

  /** Whether it is more than a query. */
  public boolean mayWrite() {
    return !expected.isRows();
  }

  /**
   * A reader of it, whose end leaves it as it is. {@link Operation#execute} waits for its result.
   */
  public Operation reader() {
    return new ThriftOperation(session, OperationRequest.of(handle, expected, limits));
  }

  /**
   * Waits until it has ended.
   *
   * @param atMost zero only asks once
   * @return false when it still runs
   * @throws DriverException the failure of the statement
   */
  public boolean await(Duration atMost) throws DriverException {
    try {
      Deadline end = Deadline.in(atMost);
      PollSchedule schedule = new PollSchedule();
      while (!hasEnded()) {
        if (atMost.isZero() || end.hasPassed()) {
          return false;
        }
        end.pause(schedule.next());
      }
      return true;
    } catch (DriverException failure) {
      throw OperationErrors.explained(failure, session, Deadline.none(), mayWrite())
          .inQuery(handle.id())
          .inExecution(remote.outcomeAfter(failure), mayWrite());
    }
  }

  private boolean hasEnded() throws DriverException {
    session.requireOpen();
    CallTimeouts bounds = session.timeouts().ofPoll(Deadline.in(LONGEST_QUESTION));
    OperationStatus status;
    try {
      status = session.ask(session.service().operationStatus(handle, false, bounds));
    } catch (DriverException failure) {
      throw OperationErrors.ofOther(failure, handle, session);
    }
    if (status.state().isLast()) {
      remote.hasEnded(status.state());
      status.check(handle.id());
    }
    return status.state().isLast();
  }

  /** Cancels it on the server; does not wait. Never throws. */
  public void cancel() {
    session
        .farewells()
        .send(() -> session.service().cancelOperation(handle, session.timeouts().ofFarewell()));
  }

  /** Closes it on the server, and waits a moment for that. Never throws. */
  public void close() {
    session
        .farewells()
        .sendAndWait(
            () -> session.service().closeOperation(handle, session.timeouts().ofFarewell()));
  }
}
