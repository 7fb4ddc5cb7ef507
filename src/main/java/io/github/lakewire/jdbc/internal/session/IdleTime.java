package io.github.lakewire.jdbc.internal.session;

import java.time.Duration;

/** Whether somebody has moved on within a time. Used by one thread. */
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
   * Looks where they are.
   *
   * @param now of a clock in nanoseconds
   * @return whether they have been there for the whole time
   */
  boolean isOver(long newPosition, long now) {
    if (newPosition != position) {
      position = newPosition;
      since = now;
    }
    return limit > 0 && now - since >= limit;
  }
}
