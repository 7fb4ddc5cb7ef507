package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.config.Secret;
import org.jspecify.annotations.Nullable;

/** Posts messages to one Thrift endpoint. Thread-safe. */
public interface HttpChannel {
  /** Longer names of applications are cut. */
  int LONGEST_APPLICATION_NAME = UserAgent.LONGEST_PART;

  /**
   * Prepares an exchange; nothing is sent before {@link HttpCall#execute}.
   *
   * @param context what the log says of it
   * @param body the message, its first {@code length} bytes; not changed, may be sent again
   * @param repeat what may be retried
   */
  HttpCall prepare(
      RequestContext context, byte[] body, int length, Repeat repeat, CallTimeouts timeouts);

  /** Names the application in the User-Agent of all later requests; null for none. */
  void applicationName(@Nullable String name);

  /** Names the token of all later attempts, those of exchanges under way included. */
  void renewToken(Secret token);

  /** Whether the server is at an address of this machine or its own network, as far as known. */
  default boolean isLocal() {
    return false;
  }

  /** Which failures of a request may be answered by sending it again (protocol.md, "Retries"). */
  enum Repeat {
    /** Idempotent: after all that may pass, for as long as {@code retryTimeout} says. */
    ALWAYS,
    /**
     * Idempotent, to a host that nobody has reached yet: as ALWAYS, but given up soon unless the
     * host says that it is busy.
     */
    A_FEW_TIMES,
    /**
     * May act twice: only 429, and 503 that surely did nothing (Retry-After, or
     * TEMPORARILY_UNAVAILABLE).
     */
    IF_NOT_ARRIVED,
    /** May act twice, and no answer is trusted: only where no connection could be made. */
    IF_NOT_SENT,
    /**
     * OpenSession: as A_FEW_TIMES, but not where no connection can be made; 502, 503 and 504 mean
     * "compute is starting" until the deadline.
     */
    WHILE_STARTING;

    /** Whether sending the request twice may act twice. */
    boolean isAtMostOnce() {
      return this == IF_NOT_ARRIVED || this == IF_NOT_SENT;
    }
  }
}
