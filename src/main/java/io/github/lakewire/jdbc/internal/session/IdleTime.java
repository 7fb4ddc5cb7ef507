package io.github.lakewire.jdbc.internal.session;

import java.time.Duration;

/** Whether a reader has moved on within a time. Used by one thread. */
final class IdleTime {
  private final long limit;
  private long position = Long.MIN_VALUE;
  private long since;

  /**
   * @param limit zero is none
   */
  IdleTime(Duration limit) {
    this.limit = limit.toNanos();
  }

  /**
   * Checks the position.
   *
   * @param now of a clock in nanoseconds
   * @return whether the position has been the same for the whole time
   */
  boolean isOver(long newPosition, long now) {
    if (newPosition != position) {
      position = newPosition;
      since = now;
    }
    return limit > 0 && now - since >= limit;
  }
}
