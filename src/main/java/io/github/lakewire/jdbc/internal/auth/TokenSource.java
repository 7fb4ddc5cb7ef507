package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.time.Duration;

/**
 * Obtains tokens. Called by one thread at a time, in daemon threads made for it, so that it may
 * keep what it needs for the next token.
 */
interface TokenSource {
  /** Longest time to obtain a token without a person. */
  Duration USUAL_LIMIT = Duration.ofMinutes(1);

  /**
   * Obtains a token.
   *
   * @param deadline after {@link #limit}; the thread is interrupted then
   * @throws DriverException UNAUTHORIZED when it is refused, CANNOT_CONNECT when it cannot be had
   *     now, CANNOT_CONNECT_EVER when the settings are wrong
   */
  SignedToken obtain(Deadline deadline) throws DriverException;

  /** Returns the longest time to obtain one. */
  default Duration limit() {
    return USUAL_LIMIT;
  }

  /**
   * Returns how long a request waits for a token at most. Where that is less than {@link #limit},
   * the token is still obtained for later requests.
   */
  default Duration patience() {
    return limit();
  }

  /**
   * Returns for how long after it was obtained a token that a server refuses is not replaced: it
   * did not expire, and another is refused for the same reason.
   */
  default Duration keptThoughRefused() {
    return Duration.ofSeconds(10);
  }

  /** Returns what has to be done now to obtain it, to stand at the end of a message, or empty. */
  default String instruction() {
    return "";
  }

  /** Returns what it asks, to stand after "a token of". */
  String name();
}
