package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import java.time.Duration;

/**
 * How long one call may take.
 *
 * @param socketTimeout read time-out of one attempt
 * @param unanswered longest time without any answer, over all attempts; zero is no limit
 * @param deadline end of all attempts and waits, but for an attempt that is under way
 * @param attemptEnd end of an attempt under way
 */
public record CallTimeouts(
    Duration socketTimeout, Duration unanswered, Deadline deadline, Deadline attemptEnd) {
  /** One end for all. */
  public CallTimeouts(Duration socketTimeout, Deadline deadline) {
    this(socketTimeout, Duration.ZERO, deadline, deadline);
  }

  /** The same with a shorter read time-out, and an earlier end. */
  CallTimeouts atMost(Duration longestSilence, Deadline end) {
    boolean longer = socketTimeout.isZero() || socketTimeout.compareTo(longestSilence) > 0;
    return new CallTimeouts(
        longer ? longestSilence : socketTimeout,
        unanswered,
        deadline.earliest(end),
        attemptEnd.earliest(end));
  }
}
