package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.ReaderActivity;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.error.RetoldException;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.thrift.OperationHandle;
import io.github.lakewire.jdbc.internal.thrift.OperationState;
import io.github.lakewire.jdbc.internal.thrift.OperationStatus;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * Polls an operation while its rows are read slowly: servers end operations that have not been
 * polled for some 20 minutes (protocol.md, "Keeping a result open"). Polls keep a warehouse from
 * stopping, which costs money. So they end when no row is asked for any more, and begin again with
 * the next row.
 */
final class OperationHeartbeat implements AutoCloseable {
  /** Other tasks of the session wait while a poll is under way. */
  private static final Duration POLL_LIMIT = Duration.ofSeconds(30);

  private static final String HOW_TO =
      "the result is no longer kept open on the server, so that a warehouse can stop. It can be"
          + " read on as long as the server has it";

  private final ThriftSession session;
  private final ActiveCalls polls = new ActiveCalls();
  private final AtomicReference<@Nullable Future<?>> schedule = new AtomicReference<>();
  private volatile boolean closed;

  /** Set while no row is asked for. */
  private volatile boolean givenUp;

  OperationHeartbeat(ThriftSession session) {
    this.session = session;
  }

  /**
   * Begins to poll, if the session is configured to. Neither the reader nor the operation is held:
   * when both are gone, so are the polls.
   *
   * @param activity tells whether rows are being read
   */
  void start(OperationHandle handle, ReaderActivity activity, ThriftOperation operation) {
    IdleTime idle = new IdleTime(session.config().fetch().keepAliveLimit());
    Duration interval = session.config().fetch().keepAlive();
    if (interval.isZero()) {
      return;
    }
    WeakReference<ReaderActivity> reader = new WeakReference<>(activity);
    WeakReference<ThriftOperation> read = new WeakReference<>(operation);
    try {
      schedule.set(
          session.workers().every(interval, () -> beat(handle, reader.get(), read.get(), idle)));
    } catch (RejectedExecutionException e) {
      // The session has closed meanwhile, and with it the operation.
      ThriftSession.LOG.finest(
          () -> "Query " + handle.id() + ": its result was opened on a closed session");
    }
    if (closed) {
      close();
    }
  }

  private void beat(
      OperationHandle handle,
      @Nullable ReaderActivity reader,
      @Nullable ThriftOperation operation,
      IdleTime idle) {
    if (closed || reader == null || operation == null || !operation.isStillWanted()) {
      close();
    } else if (idle.isOver(reader.position(), System.nanoTime())) {
      giveUp(handle, reader);
    } else if (!operation.isBusy()) {
      ask(handle);
    }
  }

  private void ask(OperationHandle handle) {
    if (isThere(handle)) {
      givenUp = false;
    } else {
      close();
    }
  }

  private void giveUp(OperationHandle handle, ReaderActivity reader) {
    if (!givenUp) {
      givenUp = true;
      String message = "Nobody has asked for a row " + forHowLong() + ": " + HOW_TO;
      ThriftSession.LOG.info(() -> "Query " + handle.id() + ": " + message);
      reader.notKeptOpen(message);
    }
  }

  private String forHowLong() {
    return "for "
        + session.config().fetch().keepAliveLimit().toSeconds()
        + " seconds (keepAliveLimit)";
  }

  /** Adds to a failure that the driver had stopped keeping the result open. */
  DriverException explain(DriverException exception) {
    ServerError error = exception.serverError();
    if (!givenUp || error == null) {
      return exception;
    }
    return exception.saying(
        error.withMessage(
            error.message()
                + " Hint: the driver had stopped keeping the result open, since nobody had asked"
                + " for a row "
                + forHowLong()));
  }

  /** Polls once; false when the operation no longer exists. */
  private boolean isThere(OperationHandle handle) {
    try {
      OperationStatus status =
          session.execute(
              polls,
              session
                  .service()
                  .operationStatus(
                      handle, false, session.timeouts().ofPoll(Deadline.in(POLL_LIMIT))));
      return !status.state().isLast() || status.state() == OperationState.FINISHED;
    } catch (DriverException exception) {
      // Whether that matters shows when the next page is fetched.
      ThriftSession.LOG.log(
          Level.FINE,
          RetoldException.logged(exception),
          () -> "Could not poll query " + handle.id());
      return exception.kind() == Kind.TRANSPORT
          || exception.kind() == Kind.READ_TIMEOUT
          || exception.kind() == Kind.CANNOT_CONNECT
          || exception.kind() == Kind.OUTAGE
          || exception.kind() == Kind.TIMED_OUT;
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
