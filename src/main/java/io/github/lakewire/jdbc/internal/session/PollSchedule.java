package io.github.lakewire.jdbc.internal.session;

import java.time.Duration;

/** The waits between polls: short at first, growing to a second. */
final class PollSchedule {
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private Duration next = FIRST;

  /** Returns how long to wait now. */
  Duration next() {
    Duration now = next;
    Duration grown = now.multipliedBy(3).dividedBy(2);
    next = grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
    return now;
  }
}
