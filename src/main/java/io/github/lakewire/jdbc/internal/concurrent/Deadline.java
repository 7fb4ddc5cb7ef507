package io.github.lakewire.jdbc.internal.concurrent;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An instant after which waiting is over. Immutable; measured with the monotonic clock. */
public final class Deadline {
  private static final long NEVER = Long.MAX_VALUE;

  private final long nanoTime;

  private Deadline(long nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A deadline that does not pass; each single exchange still has its socket time-out. */
  public static Deadline none() {
    return new Deadline(NEVER);
  }

  /** The instant {@code duration} from now; zero is none. */
  public static Deadline in(Duration duration) {
    if (duration.isZero()) {
      return none();
    }
    long now = System.nanoTime();
    // Half the range is 146 years, beyond which nanoTime arithmetic would wrap.
    long nanos =
        duration.compareTo(Duration.ofDays(36500)) > 0
            ? Duration.ofDays(36500).toNanos()
            : duration.toNanos();
    return new Deadline(now + nanos == NEVER ? NEVER - 1 : now + nanos);
  }

  /** Returns the earlier of the two. */
  public Deadline earliest(Deadline other) {
    return remaining().compareTo(other.remaining()) <= 0 ? this : other;
  }

  /** Returns one that passes so much later; none stays none. */
  public Deadline later(Duration duration) {
    return isNone() ? this : in(remaining().plus(duration));
  }

  public boolean isNone() {
    return nanoTime == NEVER;
  }

  /** Returns what is left, never negative; about 100 years when there is no deadline. */
  public Duration remaining() {
    if (isNone()) {
      return Duration.ofDays(36500);
    }
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  public boolean hasPassed() {
    return !isNone() && nanoTime - System.nanoTime() <= 0;
  }

  /**
   * Waits, but not longer than until the deadline.
   *
   * @throws DriverException of kind CANCELLED when the thread is interrupted, which it stays
   */
  public void pause(Duration pause) throws DriverException {
    Duration left = remaining();
    try {
      TimeUnit.NANOSECONDS.sleep((left.compareTo(pause) < 0 ? left : pause).toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriverException(
          DriverException.Kind.CANCELLED, "The thread was interrupted while it waited", e);
    }
  }

  /**
   * Fails when the deadline has passed.
   *
   * @throws DriverException of kind TIMED_OUT, naming what was being done
   */
  public void check(String what) throws DriverException {
    if (hasPassed()) {
      throw new DriverException(
          DriverException.Kind.TIMED_OUT, "Time-out: " + what + " took longer than allowed");
    }
  }
}
