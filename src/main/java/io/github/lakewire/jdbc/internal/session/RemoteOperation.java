package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import io.github.lakewire.jdbc.internal.thrift.OperationResponse;
import io.github.lakewire.jdbc.internal.thrift.OperationState;
import io.github.lakewire.jdbc.internal.thrift.OperationStatus;
import io.github.lakewire.jdbc.internal.thrift.ThriftCall;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of an operation: its handle, what the server has said of its end, and what is
 * still to be ended there. It does not know who reads the operation. Cancel and close are sent once
 * each, the cancel first, whichever threads come. Thread-safe.
 */
final class RemoteOperation {
  private final ThriftSession session;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable OperationHandle handle;
  private volatile boolean open;
  private volatile boolean running;

  /** Whether the server keeps it whatever becomes of its reader here. */
  private volatile boolean leftToServer;

  private volatile @Nullable ExecutionOutcome said;

  RemoteOperation(ThriftSession session) {
    this.session = session;
  }

  /** The server has given a handle. */
  void accepted(OperationResponse response) {
    OperationStatus status = response.direct().status();
    open = !response.direct().closed();
    running = open && (status == null || !status.state().isLast());
    handle = response.handle();
  }

  /** It was submitted before: it is there, and is not ended here. */
  void attach(OperationHandle submitted) {
    leftToServer = true;
    open = true;
    handle = submitted;
  }

  /** It has been submitted, and is not ended here. */
  void leave() {
    leftToServer = true;
    open = false;
    running = false;
  }

  /** Null until the server has given it. */
  @Nullable OperationHandle handle() {
    return handle;
  }

  /** Whether it has still to be closed. */
  boolean isOpen() {
    return open;
  }

  /** Null until the server has given a handle. */
  @Nullable String id() {
    OperationHandle known = handle;
    return known == null ? null : known.id();
  }

  /** The server reports a last state: that needs no cancel, but still a close. */
  void hasEnded(OperationState state) {
    running = false;
    said = state.outcome();
  }

  /**
   * Whether the statement was executed, when something has failed. Once there is a handle, only a
   * state of the operation that the server reports says so; before, it is the failure of the
   * request.
   */
  ExecutionOutcome outcomeAfter(DriverException failure) {
    ExecutionOutcome reported = said;
    if (reported == ExecutionOutcome.NOT_EXECUTED && failure.leavesOutcomeOpen()) {
      return ExecutionOutcome.UNKNOWN;
    }
    if (reported != null) {
      return reported;
    }
    return handle == null ? failure.outcome() : ExecutionOutcome.UNKNOWN;
  }

  /** Its rows are no longer wanted: what still produces them is cancelled. Never waits. */
  void cancelReading() {
    lock.lock();
    try {
      running = open && !leftToServer;
      cancel();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes it. What still runs is cancelled before, beside the caller; what has ended is closed by
   * the time the caller goes on, if the server answers soon.
   */
  void end() {
    end(true);
  }

  /** As {@link #end}, but who has no more time does not wait. */
  void endAfter(Throwable failure) {
    end(
        !(failure instanceof DriverException met
            && (met.kind() == Kind.TIMED_OUT || met.kind() == Kind.CANCELLED)));
  }

  private void end(boolean waits) {
    Supplier<ThriftCall<Void>> close;
    lock.lock();
    try {
      OperationHandle known = handle;
      if (!open || known == null) {
        return;
      }
      open = false;
      if (leftToServer) {
        return;
      }
      close = () -> session.service().closeOperation(known, session.timeouts().ofFarewell());
      if (running || !waits) {
        cancel();
        session.farewells().send(close);
        return;
      }
    } finally {
      lock.unlock();
    }
    session.farewells().sendAndWait(close);
  }

  private void cancel() {
    OperationHandle known = handle;
    if (running && known != null) {
      running = false;
      session
          .farewells()
          .send(() -> session.service().cancelOperation(known, session.timeouts().ofFarewell()));
    }
  }

  /** It ends with its session: nothing is sent. */
  void discard() {
    open = false;
    running = false;
  }
}
