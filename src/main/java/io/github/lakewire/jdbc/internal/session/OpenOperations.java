package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The operations of a session that the server still has. An operation that nobody can reach any
 * more, since neither its statement nor its result was closed, is closed here: this holds only what
 * is needed for that. (A {@code java.lang.ref.Cleaner} would need a thread that outlives all
 * sessions.) Thread-safe.
 */
final class OpenOperations {
  /** How often it is looked for what cannot be reached, as long as there is something open. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private record Open(
      WeakReference<ThriftOperation> operation, Submission submission, OperationHeartbeat polls) {}

  private final ThriftSession session;
  private final Map<RemoteOperation, Open> all = new ConcurrentHashMap<>();
  private final AtomicBoolean watched = new AtomicBoolean();

  OpenOperations(ThriftSession session) {
    this.session = session;
  }

  void add(
      ThriftOperation operation,
      RemoteOperation remote,
      Submission submission,
      OperationHeartbeat polls) {
    all.put(remote, new Open(new WeakReference<>(operation), submission, polls));
  }

  void remove(RemoteOperation remote) {
    all.remove(remote);
  }

  /** Begins to look for what cannot be reached. */
  void watch() {
    if (watched.compareAndSet(false, true)) {
      lookLater();
    }
  }

  private void lookLater() {
    try {
      Future<?> unused = session.workers().once(INTERVAL, this::look);
    } catch (RejectedExecutionException e) {
      ThriftSession.LOG.finest(() -> "Session " + session.id() + " has closed");
    }
  }

  private void look() {
    try {
      all.forEach(this::closeIfUnreachable);
    } finally {
      watched.set(false);
      if (!all.isEmpty()) {
        watch();
      }
    }
  }

  private void closeIfUnreachable(RemoteOperation remote, Open open) {
    if (open.operation().get() == null && !open.submission().isUnderWay()) {
      all.remove(remote);
      open.polls().close();
      ThriftSession.LOG.info(
          () ->
              "Query "
                  + remote.id()
                  + " was closed by the driver: nobody had closed its statement, and nobody can"
                  + " reach it any more");
      remote.end();
    }
  }

  /** Ends all on the server, where the session goes on. */
  void endAll() {
    all.keySet().forEach(RemoteOperation::end);
  }

  /** Ends all without a request: they end with the session. */
  void discard() {
    for (Open open : all.values()) {
      ThriftOperation reachable = open.operation().get();
      if (reachable == null) {
        open.polls().close();
        open.submission().abort();
      } else {
        reachable.discard();
      }
    }
    all.clear();
  }

  /** Ends the writes that the server has not accepted yet, which would perhaps go on alone. */
  void endWrites(Deadline deadline) {
    List<Submission> writes =
        all.values().stream().map(Open::submission).filter(Submission::mayWrite).toList();
    writes.forEach(Submission::leave);
    writes.forEach(write -> write.awaitEnd(deadline));
  }
}
