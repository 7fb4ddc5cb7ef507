package io.github.lakewire.jdbc.internal.session;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.concurrent.Futures;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.error.RetoldException;
import io.github.lakewire.jdbc.internal.thrift.OperationResponse;
import io.github.lakewire.jdbc.internal.thrift.ThriftCall;
import java.time.Duration;
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
  private final CompletableFuture<Void> responded = new CompletableFuture<>();

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
  }

  /**
   * Sends the request and waits for its response.
   *
   * @throws DriverException that of the request; TIMED_OUT after the deadline; CANCELLED when the
   *     thread is interrupted, and after {@link #leave}
   */
  OperationResponse send(Deadline deadline) throws DriverException {
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

  /** Ends {@link #send} with CANCELLED; without effect when it has ended. Never waits. */
  void leave() {
    leave(new DriverException(Kind.CANCELLED, "The statement was given up"));
  }

  private boolean leave(DriverException why) {
    boolean left = responded.completeExceptionally(why.mayHaveArrived());
    if (left) {
      calls.finishWithin(GRACE);
    }
    return left;
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
