package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.http.CallTimeouts;
import java.time.Duration;

/** How long the calls of one session may take. Thread-safe. */
final class SessionTimeouts {
  /** A poll is answered at once, so that a silent connection is given up soon. */
  private static final Duration POLL_READ_TIMEOUT = Duration.ofSeconds(60);

  /** For calls that only close or cancel something, which must not take long. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Duration configured;
  private volatile Duration networkTimeout = Duration.ZERO;

  /**
   * @param configured read time-out of one attempt; zero is none
   */
  SessionTimeouts(Duration configured) {
    this.configured = configured;
  }

  /** The read time-out from now on; zero is the configured one. */
  void setNetworkTimeout(Duration timeout) {
    networkTimeout = timeout;
  }

  Duration networkTimeout() {
    return networkTimeout;
  }

  CallTimeouts until(Deadline deadline) {
    return new CallTimeouts(readTimeout(), networkTimeout, deadline, deadline);
  }

  /** Of a request that is received even when nobody waits for it any more. */
  CallTimeouts ofSubmission(Deadline deadline) {
    return new CallTimeouts(
        readTimeout(), networkTimeout, deadline, deadline.later(Submission.GRACE));
  }

  CallTimeouts ofPoll(Deadline deadline) {
    return new CallTimeouts(atMost(POLL_READ_TIMEOUT), networkTimeout, deadline, deadline);
  }

  /** Of a request that ends an operation, beside everybody: a busy server is asked again. */
  CallTimeouts ofFarewell() {
    return new CallTimeouts(atMost(CLOSE_TIMEOUT), Deadline.in(CLOSE_TIMEOUT));
  }

  /** Of the end of the session, for which a caller waits. */
  CallTimeouts ofClose(Deadline bound) {
    Deadline deadline = Deadline.in(CLOSE_TIMEOUT).earliest(bound);
    return new CallTimeouts(atMost(CLOSE_TIMEOUT), networkTimeout, deadline, deadline);
  }

  private Duration atMost(Duration most) {
    Duration own = readTimeout();
    return own.isZero() || own.compareTo(most) > 0 ? most : own;
  }

  Duration readTimeout() {
    Duration set = networkTimeout;
    return set.isZero() ? configured : set;
  }
}
