package io.github.lakewire.jdbc.internal.concurrent;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what other threads do. */
public final class Futures {
  private Futures() {}

  /** Waits for an end, at most to the deadline; an interrupt does not cut that short. */
  public static void awaitQuietly(Future<Void> end, Deadline deadline) {
    boolean interrupted = Thread.interrupted();
    boolean waiting = true;
    while (waiting) {
      waiting = false;
      try {
        end.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        // It goes on alone.
      } catch (InterruptedException e) {
        interrupted = true;
        waiting = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException("never completed so", e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
