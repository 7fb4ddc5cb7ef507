package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.concurrent.Futures;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.error.RetoldException;
import io.github.lakewire.jdbc.internal.thrift.ThriftCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.logging.Level;

/**
 * The requests that end operations on the server, cancel and close. They are sent in their order
 * beside whoever ends something. A server that lets one of them time out gets no more of them
 * before it answers something else. Thread-safe.
 */
final class Farewells {
  /** A limit that no application meets whose server answers. */
  private static final int MOST_WAITING = 1000;

  /** How long the end of a result is waited for, so that requests arrive in the order of calls. */
  private static final Duration SHORT = Duration.ofMillis(500);

  private final ThriftSession session;
  private final ActiveCalls calls = new ActiveCalls();
  private final ReentrantLock lock = new ReentrantLock();

  /** Each is made when its turn comes: its time begins then. */
  private final Queue<Supplier<ThriftCall<Void>>> waiting = new ArrayDeque<>();

  /** Completed when all is sent. */
  private CompletableFuture<Void> idle = CompletableFuture.completedFuture(null);

  private volatile boolean silent;

  Farewells(ThriftSession session) {
    this.session = session;
  }

  /** Sends a request soon; returns at once. */
  void send(Supplier<ThriftCall<Void>> call) {
    boolean unused = add(call);
  }

  /** As {@link #send}, and waits a moment, unless others are still to be sent before. */
  void sendAndWait(Supplier<ThriftCall<Void>> call) {
    if (add(call)) {
      await(Deadline.in(SHORT));
    }
  }

  /** Waits until all is sent, and drops what is not by then. */
  void end(Deadline deadline) {
    await(deadline);
    calls.abort();
    stop();
  }

  /** Whether the server has let one of them time out and has answered nothing since. */
  boolean isServerSilent() {
    return silent;
  }

  /** The server has answered something. */
  void answered() {
    if (silent) {
      silent = false;
    }
  }

  /** Ends all that is under way and all that comes later. */
  void abort() {
    calls.abort();
  }

  /** Whether it is the first of those that are to be sent now. */
  private boolean add(Supplier<ThriftCall<Void>> call) {
    lock.lock();
    try {
      if (silent || session.isLost() || waiting.size() >= MOST_WAITING) {
        ThriftSession.LOG.fine(() -> "Left out, as the server is silent or gone: " + call.get());
        return false;
      }
      waiting.add(call);
      if (!idle.isDone()) {
        return false;
      }
      idle = new CompletableFuture<>();
      session.workers().execute(this::sendAll);
      return true;
    } catch (RejectedExecutionException e) {
      // The session has closed meanwhile, and all with it.
      stop();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void sendAll() {
    boolean more;
    do {
      more = sendNext();
    } while (more);
  }

  private boolean sendNext() {
    Supplier<ThriftCall<Void>> next;
    lock.lock();
    try {
      if (silent || waiting.isEmpty()) {
        stop();
        return false;
      }
      next = waiting.remove();
    } finally {
      lock.unlock();
    }
    ThriftCall<Void> call = null;
    try {
      call = next.get();
      session.execute(calls, call);
    } catch (DriverException | RuntimeException | Error failure) {
      String told = call == null ? "A closing request" : call.toString();
      ThriftSession.LOG.log(Level.FINE, RetoldException.logged(failure), () -> told + " failed");
      if (failure instanceof DriverException exception
          && (exception.kind() == Kind.TIMED_OUT || exception.kind() == Kind.READ_TIMEOUT)) {
        silent = true;
      }
    }
    return true;
  }

  private void stop() {
    lock.lock();
    try {
      waiting.clear();
      idle.complete(null);
    } finally {
      lock.unlock();
    }
  }

  private void await(Deadline deadline) {
    CompletableFuture<Void> awaited;
    lock.lock();
    try {
      awaited = idle;
    } finally {
      lock.unlock();
    }
    Futures.awaitQuietly(awaited, deadline);
  }
}
