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

    /** Fails when the sender does not want to wait any more. */
    default void pause(Duration pause, Deadline deadline) throws DriverException {
      deadline.pause(pause);
      deadline.check("the start of compute");
    }
  }

  /**
   * Sends a request of the session.
   *
   * @param calls of the sender, which end a new OpenSession too
   * @param wait for compute that turns out to be starting
   */
  <T> T send(Request<T> sent, ActiveCalls calls, Deadline deadline, ComputeStart wait)
      throws DriverException {
    if (used) {
      return sent.send();
    }
    DriverException answer = null;
    SessionHandle refused = null;
    while (true) {
      if (answer != null
          && refused != null
          && mustReplace(refused)
          && !replace(refused, answer, calls, deadline, wait)) {
        pause(sent, deadline, wait, answer);
        continue;
      }
      if (!sending.tryLock()) {
        sent.pause(A_MOMENT, deadline);
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
    Duration pause = wait.pauseAfter(answer);
    Duration left = end.remaining();
    try {
      sent.pause(left.compareTo(pause) < 0 ? left : pause, deadline);
    } catch (DriverException e) {
      throw e.kind() == Kind.TIMED_OUT
          ? new DriverException(Kind.TIMED_OUT, wait.unready(answer), answer)
          : e;
    }
    if (end.hasPassed()) {
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
   * another request is under way in it, or because the server refuses that too.
   */
  private boolean replace(
      SessionHandle refused,
      DriverException answer,
      ActiveCalls calls,
      Deadline deadline,
      ComputeStart wait)
      throws DriverException {
    if (!replacing.tryLock()) {
      return false;
    }
    try {
      if (mustReplace(refused)) {
        CallTimeouts timeouts = session.timeouts().until(deadline.earliest(end));
        opened =
            calls.execute(
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
      if (end.hasPassed() && !deadline.hasPassed()) {
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
}
