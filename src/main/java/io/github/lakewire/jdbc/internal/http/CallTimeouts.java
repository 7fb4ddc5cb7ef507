package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import java.time.Duration;

/**
 * How long one call may take.
 *
 * @param socketTimeout read time-out of one attempt
 * @param deadline end of all attempts and waits, but for an attempt that is under way
 * @param attemptEnd end of an attempt under way
 */
public record CallTimeouts(Duration socketTimeout, Deadline deadline, Deadline attemptEnd) {
  /** One end for all. */
  public CallTimeouts(Duration socketTimeout, Deadline deadline) {
    this(socketTimeout, deadline, deadline);
  }
}
