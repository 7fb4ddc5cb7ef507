package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.Fault.Kind;
import io.github.lakewire.jdbc.internal.http.Deadline;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import io.github.lakewire.jdbc.internal.thrift.OperationState;
import io.github.lakewire.jdbc.internal.thrift.OperationStatus;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * Asks after an operation now and then while its rows are read slowly: servers end operations that
 * nobody has asked about for some 20 minutes (PROTOCOL section 7).
 */
final class KeepAlive implements AutoCloseable {
  /** Others of the session wait for a poll's end. */
  private static final Duration POLL_LIMIT = Duration.ofSeconds(30);

  private final Session session;
  private final InFlight polls = new InFlight();
  private final AtomicReference<@Nullable Future<?>> schedule = new AtomicReference<>();
  private volatile boolean closed;

  KeepAlive(Session session) {
    this.session = session;
  }

  /**
   * Begins to poll, if the session is configured to.
   *
   * @param wanted whether the operation is still needed on the server
   * @param busy whether the server is being asked for something else, which does as well
   */
  void start(OperationHandle handle, BooleanSupplier wanted, BooleanSupplier busy) {
    Duration interval = session.keepAliveInterval();
    if (interval.isZero()) {
      return;
    }
    try {
      schedule.set(
          session
              .workers()
              .every(
                  interval,
                  () -> {
                    if (closed
                        || !wanted.getAsBoolean()
                        || !(busy.getAsBoolean() || isThere(handle))) {
                      close();
                    }
                  }));
    } catch (RejectedExecutionException e) {
      // The session has closed meanwhile, and with it the operation.
      Session.LOG.finest("A result was opened on a closed session");
    }
    if (closed) {
      close();
    }
  }

  /** Shows the server that the operation is still wanted; false when it is not there any more. */
  private boolean isThere(OperationHandle handle) {
    try {
      OperationStatus status =
          session.execute(
              polls,
              session
                  .service()
                  .operationStatus(handle, false, session.pollBounds(Deadline.in(POLL_LIMIT))));
      return !status.state().isLast() || status.state() == OperationState.FINISHED;
    } catch (Fault fault) {
      // Whether it matters shows when the next page is fetched.
      Session.LOG.log(Level.FINE, fault, () -> "Could not ask after query " + handle.id());
      return fault.kind() == Kind.TRANSPORT
          || fault.kind() == Kind.SILENT
          || fault.kind() == Kind.CANNOT_CONNECT
          || fault.kind() == Kind.TIMED_OUT;
    }
  }

  /** Stops polling. */
  @Override
  public void close() {
    closed = true;
    Future<?> scheduled = schedule.getAndSet(null);
    if (scheduled != null) {
      scheduled.cancel(false);
    }
    polls.abort();
  }
}
