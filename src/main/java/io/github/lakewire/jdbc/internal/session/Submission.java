package io.github.lakewire.jdbc.internal.session;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.concurrent.Futures;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.error.RetoldException;
import io.github.lakewire.jdbc.internal.http.ComputeStart;
import io.github.lakewire.jdbc.internal.thrift.OperationResponse;
import io.github.lakewire.jdbc.internal.thrift.ThriftCall;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * The request that starts an operation, in a thread of its own. Who waits for it can leave at any
 * time; the response is received nevertheless, since it alone names the operation to be ended.
 */
final class Submission {
  /** How long a response is waited for that nobody else waits for any more. */
  static final Duration GRACE = Duration.ofSeconds(60);

  private final ThriftSession session;
  private final OperationRequest request;
  private final Consumer<OperationResponse> accepted;
  private final Runnable unwanted;
  private final ActiveCalls calls = new ActiveCalls();
  private final ComputeStart wait;

  /** Set once nobody waits for a response any more. */
  private volatile boolean left;

  /** Of the present attempt. */
  private volatile CompletableFuture<Void> responded = new CompletableFuture<>();

  /** The response until it is taken: its rows would stay in memory otherwise. */
  private volatile @Nullable OperationResponse response;

  /** Completed when nothing more comes of it, whether somebody waits or not; null if not sent. */
  private volatile @Nullable CompletableFuture<Void> over;

  /**
   * A request.
   *
   * @param accepted takes each response that comes, at once
   * @param unwanted ends the operation of a response that nobody waits for
   */
  Submission(
      ThriftSession session,
      OperationRequest request,
      Consumer<OperationResponse> accepted,
      Runnable unwanted) {
    this.session = session;
    this.request = request;
    this.accepted = accepted;
    this.unwanted = unwanted;
    this.wait = session.start().newWait();
  }

  /**
   * Sends the request and waits for its response; where compute turns out to be starting, as often
   * as it takes.
   *
   * @param waiting is told that compute is waited for, by this thread; not kept, as it leads to the
   *     statement, which nobody may hold who is not its user
   * @throws DriverException that of the request; TIMED_OUT after the deadline; CANCELLED when the
   *     thread is interrupted, and after {@link #leave}
   */
  OperationResponse send(Deadline deadline, Runnable waiting) throws DriverException {
    return session
        .start()
        .send(
            new SessionStart.Request<>() {
              @Override
              public OperationResponse send() throws DriverException {
                return sendOnce(deadline);
              }

              @Override
              public void pause(CompletableFuture<?> over, Duration pause, Deadline deadline)
                  throws DriverException {
                waiting.run();
                CompletableFuture<?> either = CompletableFuture.anyOf(over, newAttempt());
                SessionStart.await(either, pause, deadline);
              }
            },
            deadline,
            wait);
  }

  /** What the user should know of the wait for compute. */
  Optional<String> warning() {
    return wait.warning("The statement");
  }

  private OperationResponse sendOnce(Deadline deadline) throws DriverException {
    if (left) {
      throw new DriverException(Kind.CANCELLED, "The statement was given up before it was sent");
    }
    ThriftCall<OperationResponse> call =
        request.request().prepare(session.timeouts().ofSubmission(deadline));
    CompletableFuture<Void> end = new CompletableFuture<>();
    over = end;
    try {
      session.workers().execute(() -> receive(call, end));
    } catch (RejectedExecutionException e) {
      end.complete(null);
      throw session.ended();
    }
    try {
      responded.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      return take();
    } catch (TimeoutException e) {
      return leaveOrTake(new DriverException(Kind.TIMED_OUT, "Time-out: no response in time", e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return leaveOrTake(
          new DriverException(
              Kind.CANCELLED, "The thread was interrupted while the statement was sent", e));
    } catch (ExecutionException e) {
      throw DriverException.of(e.getCause());
    }
  }

  /** Makes ready for another attempt; what comes back fails when it is left before. */
  private CompletableFuture<Void> newAttempt() {
    CompletableFuture<Void> next = new CompletableFuture<>();
    responded = next;
    if (left) {
      leave();
    }
    return next;
  }

  /** Ends {@link #send} with CANCELLED; without effect when it has ended. Never waits. */
  void leave() {
    boolean unused = leave(new DriverException(Kind.CANCELLED, "The statement was given up"));
  }

  private boolean leave(DriverException why) {
    left = true;
    boolean first = responded.completeExceptionally(why.mayHaveArrived());
    if (first) {
      calls.finishWithin(GRACE);
    }
    return first;
  }

  private OperationResponse leaveOrTake(DriverException why) throws DriverException {
    if (leave(why)) {
      throw why;
    }
    try {
      responded.join();
      return take();
    } catch (CompletionException e) {
      throw DriverException.of(e.getCause());
    }
  }

  private OperationResponse take() {
    OperationResponse taken = requireNonNull(response, "response");
    response = null;
    return taken;
  }

  /** Ends the request itself, whose response is then lost. */
  void abort() {
    leave();
    calls.abort();
  }

  boolean mayWrite() {
    return request.mayWrite();
  }

  /** Whether a response may still come. */
  boolean isUnderWay() {
    CompletableFuture<Void> end = over;
    return end != null && !end.isDone();
  }

  /** Runs a task once nothing more comes of it, at once if that is so. */
  void whenOver(Runnable task) {
    CompletableFuture<Void> end = over;
    if (end == null) {
      task.run();
    } else {
      CompletableFuture<Void> unused = end.thenRun(task);
    }
  }

  /** Waits until nothing more comes of it. */
  void awaitEnd(Deadline deadline) {
    CompletableFuture<Void> end = over;
    if (end != null) {
      Futures.awaitQuietly(end, deadline);
    }
  }

  private void receive(ThriftCall<OperationResponse> call, CompletableFuture<Void> end) {
    try {
      OperationResponse received = session.execute(calls, call, session.spare());
      session.start().used();
      accepted.accept(received);
      response = received;
      if (!responded.complete(null)) {
        response = null;
        unwanted.run();
      }
    } catch (DriverException | RuntimeException | Error failure) {
      if (!responded.completeExceptionally(failure)) {
        ThriftSession.LOG.log(
            Level.FINE,
            RetoldException.logged(failure),
            () -> call + ", which nobody waits for, had no response");
      }
    } finally {
      end.complete(null);
    }
  }
}
