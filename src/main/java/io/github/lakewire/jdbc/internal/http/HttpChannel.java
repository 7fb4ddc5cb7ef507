package io.github.lakewire.jdbc.internal.http;

import java.time.Duration;

/** Posts messages to one Thrift endpoint. Thread-safe. */
public final class HttpChannel {
  HttpChannel() {}

  /**
   * Prepares an exchange; nothing is sent before {@link HttpCall#execute}.
   *
   * @param body the message, its first {@code length} bytes; not changed, may be sent again
   * @param repeat what may be retried
   * @param socketTimeout longest silence of the server in one attempt
   * @param deadline end of all attempts and waits
   */
  public HttpCall prepare(
      byte[] body, int length, Repeat repeat, Duration socketTimeout, Deadline deadline) {
    throw new UnsupportedOperationException();
  }

  /** Which failures of a request may be answered by sending it again (PROTOCOL section 14). */
  public enum Repeat {
    /** Idempotent: 429, 5xx except 501, broken connections. */
    ALWAYS,
    /** May act twice: only 429, and 503 that surely did nothing (Retry-After, or TEMPORARILY_UNAVAILABLE). */
    IF_NOT_ARRIVED,
    /** OpenSession: as ALWAYS, and 502, 503 and 504 mean "compute is starting" until the deadline. */
    WHILE_STARTING
  }
}
