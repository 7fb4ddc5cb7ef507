package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import io.github.lakewire.jdbc.internal.http.ComputeStart;
import io.github.lakewire.jdbc.internal.thrift.OpenRequest;
import io.github.lakewire.jdbc.internal.thrift.OpenedSession;
import io.github.lakewire.jdbc.internal.thrift.SessionHandle;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * What the server has opened for one session. A warehouse that is starting may open a session and
 * then refuse all that is sent in it. As long as the server has taken nothing in it, nothing is
 * lost with it: another one is opened in its place, and the request is sent there. Thread-safe.
 */
final class SessionStart {
  private static final Duration A_MOMENT = Duration.ofMillis(50);

  private final ThriftSession session;
  private final ConnectionConfig config;
  private final OpenRequest request;

  /** Compute that was not up by then will not be waited for any more. */
  private final Deadline end;

  /** Held by requests that are under way, as long as none was taken. */
  private final Lock sending;

  /** Held while no request is. */
  private final Lock replacing;

  /** Requests that open another session. */
  private final ActiveCalls openings = new ActiveCalls();

  private volatile OpenedSession opened;
  private volatile boolean used;

  SessionStart(
      ThriftSession session, ConnectionConfig config, OpenRequest request, OpenedSession opened) {
    this.session = session;
    this.config = config;
    this.request = request;
    this.opened = opened;
    this.end = Deadline.in(config.limits().login());
    ReadWriteLock locks = new ReentrantReadWriteLock();
    this.sending = locks.readLock();
    this.replacing = locks.writeLock();
  }

  /** The server has taken something in it, which would be lost with it. */
  void used() {
    used = true;
  }

  /** For a request that may have to wait. */
  ComputeStart newWait() {
    return new ComputeStart(config.endpoint().httpPath());
  }

  OpenedSession opened() {
    return opened;
  }

  SessionHandle handle() {
    return opened.handle();
  }

  /** A request, and how its sender waits before it is sent again. */
  @FunctionalInterface
  interface Request<T> {
    T send() throws DriverException;

    /**
     * Waits until something is over, but not longer than the pause. Fails when the sender does not
     * want to wait any more.
     *
     * @param over never fails
     */
    default void pause(CompletableFuture<?> over, Duration pause, Deadline deadline)
        throws DriverException {
      await(over, pause, deadline);
    }
  }

  /**
   * Waits as {@link Request#pause}.
   *
   * @param over failed where somebody has given up what waits
   */
  static void await(CompletableFuture<?> over, Duration pause, Deadline deadline)
      throws DriverException {
    Duration most = deadline.remaining();
    try {
      over.get((most.compareTo(pause) < 0 ? most : pause).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      deadline.check("the start of compute");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriverException(
          Kind.CANCELLED, "The thread was interrupted while it waited for compute", e);
    } catch (ExecutionException e) {
      // Nothing was executed so far, whatever is said of a request that is under way.
      throw new DriverException(Kind.CANCELLED, "The statement was given up", e.getCause());
    }
  }

  /**
   * Sends a request of the session.
   *
   * @param wait for compute that turns out to be starting
   */
  <T> T send(Request<T> sent, Deadline deadline, ComputeStart wait) throws DriverException {
    if (used) {
      return sent.send();
    }
    DriverException answer = null;
    SessionHandle refused = null;
    while (true) {
      if (answer != null
          && refused != null
          && mustReplace(refused)
          && !replace(refused, answer, sent, deadline, wait)) {
        pause(sent, deadline, wait, answer);
        continue;
      }
      if (!sending.tryLock()) {
        sent.pause(new CompletableFuture<>(), A_MOMENT, deadline);
        continue;
      }
      SessionHandle target = handle();
      try {
        return sent.send();
      } catch (DriverException e) {
        if (!e.isOfStart() || (used && target == handle())) {
          throw e;
        }
        answer = e;
        refused = target;
      } finally {
        sending.unlock();
      }
      pause(sent, deadline, wait, answer);
    }
  }

  private boolean mustReplace(SessionHandle refused) {
    return !used && handle() == refused;
  }

  private void pause(Request<?> sent, Deadline deadline, ComputeStart wait, DriverException answer)
      throws DriverException {
    pause(new CompletableFuture<>(), wait.pauseAfter(answer), sent, deadline, wait, answer);
  }

  private void pause(
      CompletableFuture<?> over,
      Duration pause,
      Request<?> sent,
      Deadline deadline,
      ComputeStart wait,
      DriverException answer)
      throws DriverException {
    Duration left = end.remaining();
    try {
      sent.pause(over, left.compareTo(pause) < 0 ? left : pause, deadline);
    } catch (DriverException e) {
      throw e.kind() == Kind.TIMED_OUT
          ? new DriverException(Kind.TIMED_OUT, wait.unready(answer), answer)
          : e;
    }
    if (!over.isDone() && end.hasPassed()) {
      throw tooLate(wait, answer);
    }
  }

  private DriverException tooLate(ComputeStart wait, DriverException answer) {
    session.markLost();
    return new DriverException(
        Kind.SESSION_GONE, wait.unready(answer) + "; connect again later", answer);
  }

  /**
   * Whether a failed call means that the session is lost: unless it was of one before, or of one in
   * whose place comes another.
   *
   * @param id of the session that the call was addressed to; null where it was to an operation
   */
  boolean isLost(DriverException failure, @Nullable String id) {
    boolean present = id == null || id.equals(handle().id());
    return failure.kind() == Kind.SESSION_GONE && present && (used || !failure.isOfStart());
  }

  /**
   * Opens another session in place of one that was refused; false when that has to wait, because
   * another request is under way in it, or because the server refuses that too. Who does not want
   * to wait any more leaves at once: the session that comes is then there for the next request.
   */
  private boolean replace(
      SessionHandle refused,
      DriverException answer,
      Request<?> sent,
      Deadline deadline,
      ComputeStart wait)
      throws DriverException {
    CompletableFuture<Boolean> opening = new CompletableFuture<>();
    try {
      session.workers().execute(() -> open(refused, answer, wait, opening));
    } catch (RejectedExecutionException e) {
      throw session.ended();
    }
    CompletableFuture<Void> over = opening.handle((replaced, failure) -> null);
    while (!over.isDone()) {
      pause(over, end.remaining(), sent, deadline, wait, answer);
    }
    try {
      return opening.join();
    } catch (CompletionException e) {
      throw DriverException.of(e.getCause()).beforeExecution();
    }
  }

  private void open(
      SessionHandle refused,
      DriverException answer,
      ComputeStart wait,
      CompletableFuture<Boolean> opening) {
    try {
      opening.complete(open(refused, answer, wait));
    } catch (DriverException | RuntimeException | Error failure) {
      opening.completeExceptionally(failure);
    }
  }

  private boolean open(SessionHandle refused, DriverException answer, ComputeStart wait)
      throws DriverException {
    if (!replacing.tryLock()) {
      return false;
    }
    try {
      if (mustReplace(refused)) {
        CallTimeouts timeouts = session.timeouts().until(end);
        opened =
            openings.execute(
                session.service().openSession(request, timeouts).whileStarting(wait::waits),
                byte[]::new);
        // Beside the caller: most likely it is not there.
        session
            .farewells()
            .send(() -> session.service().closeSession(refused, session.timeouts().ofFarewell()));
        ThriftSession.LOG.fine(
            () -> "Session " + handle().id() + " takes the place of " + refused.id());
      }
      return true;
    } catch (DriverException e) {
      if (end.hasPassed()) {
        throw tooLate(wait, answer);
      }
      if (e.isOfStart()) {
        return false;
      }
      throw e;
    } finally {
      replacing.unlock();
    }
  }

  /** Ends the requests that open another session. */
  void abort() {
    openings.abort();
  }
}
