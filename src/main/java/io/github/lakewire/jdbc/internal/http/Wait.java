package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a request may wait for something.
 *
 * @param stopped completes when the request is no longer wanted
 */
public record Wait(Deadline deadline, CompletableFuture<?> stopped) {
  /** One that nothing but the deadline ends. */
  public static Wait until(Deadline deadline) {
    return new Wait(deadline, new CompletableFuture<>());
  }

  /** The same with an earlier end. */
  public Wait earliest(Deadline end) {
    return new Wait(deadline.earliest(end), stopped);
  }

  /**
   * Waits for a result.
   *
   * @param what of it the message of a time-out says
   * @throws DriverException the one that it ended with, made anew for this request; TIMED_OUT after
   *     the deadline; CANCELLED when the request is no longer wanted or the thread was interrupted,
   *     which it then stays
   */
  public <T> T until(CompletableFuture<T> result, String what) throws DriverException {
    try {
      if (!result.isDone()) {
        CompletableFuture.anyOf(result, stopped)
            .get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      }
      if (result.isDone()) {
        return result.get();
      }
      throw new DriverException(DriverException.Kind.CANCELLED, "The request was cancelled");
    } catch (TimeoutException e) {
      throw new DriverException(
          DriverException.Kind.TIMED_OUT, "Time-out: " + what + " took longer than allowed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriverException(
          DriverException.Kind.CANCELLED, "The thread was interrupted during a request", e);
    } catch (ExecutionException e) {
      DriverException met = DriverException.of(e.getCause() == null ? e : e.getCause());
      // What is known of a request is written into its exception, so that each needs its own.
      throw new DriverException(met.kind(), String.valueOf(met.getMessage()), met.getCause());
    }
  }
}
