package io.github.lakewire.jdbc.internal.session;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks after an operation now and then while its rows are read slowly: servers end operations that
 * nobody has asked about for some 20 minutes (PROTOCOL section 7).
 */
final class KeepAlive implements AutoCloseable {
  private final AtomicReference<@Nullable Future<?>> polls = new AtomicReference<>();
  private volatile boolean closed;

  /**
   * Begins to poll.
   *
   * @param interval zero for never
   * @param poll asks the server; false when there is no need to ask again. Must not throw
   */
  void start(Workers workers, Duration interval, Poll poll) {
    if (interval.isZero()) {
      return;
    }
    try {
      polls.set(
          workers.every(
              interval,
              () -> {
                if (closed || !poll.ask()) {
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

  /** One question. */
  @FunctionalInterface
  interface Poll {
    boolean ask();
  }

  /** Stops polling. */
  @Override
  public void close() {
    closed = true;
    Future<?> scheduled = polls.getAndSet(null);
    if (scheduled != null) {
      scheduled.cancel(false);
    }
  }
}
