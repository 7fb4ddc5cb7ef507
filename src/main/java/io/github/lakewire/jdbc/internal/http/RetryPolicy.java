package io.github.lakewire.jdbc.internal.http;

import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether, and after which pause, a failed request is sent again (protocol.md, "Retries"). Pure: no
 * clock, no randomness of its own.
 *
 * @param firstPause back-off after the first failure; doubles each time
 * @param longestPause upper bound of the back-off
 * @param budget sum of the pauses of one request
 * @param startBudget sum of the pauses while compute is starting; the caller's deadline may end
 *     them earlier
 */
record RetryPolicy(
    Duration firstPause, Duration longestPause, Duration budget, Duration startBudget) {
  /** A server that fails is not asked for minutes, unlike one that is busy. */
  private static final int MOST_SERVER_FAILURES = 4;

  private static final int MOST_BREAKS = 3;
  private static final int MAX_READ_TIMEOUTS = 1;
  private static final int MOST_MISSED_CONNECTIONS = 3;

  /**
   * How an attempt failed, as far as repeating it is concerned.
   *
   * @param code the HTTP status; 0 when there was none
   * @param retryAfter the pause that the server asked for
   * @param didNothing whether the server's text says that the request cannot have had an effect
   */
  record Failure(Cause cause, int code, @Nullable Duration retryAfter, boolean didNothing) {
    static Failure status(int code, @Nullable Duration retryAfter, boolean didNothing) {
      return new Failure(Cause.STATUS, code, retryAfter, didNothing);
    }

    static Failure of(Cause cause) {
      return new Failure(cause, 0, null, false);
    }

    /** Whether the server may have taken the request nevertheless. */
    boolean mayHaveArrived() {
      return switch (cause) {
        case NOT_SENT, NOT_CONNECTED, FINAL -> false;
        case BROKEN, READ_TIMEOUT, NO_RESPONSE -> true;
        // What a gateway says of the server behind it is no proof.
        case STATUS -> code == 408 || code == 429 || (code >= 500 && code != 501);
      };
    }
  }

  /** The kinds of failure. */
  enum Cause {
    /** The server answered with an error. */
    STATUS,
    /** A connection of the pool was at its end, and is gone from it; nothing was sent. */
    NOT_SENT,
    /** No connection, so nothing was sent; a later attempt may succeed. */
    NOT_CONNECTED,
    /** The connection broke; the request may have arrived. */
    BROKEN,
    /** The server sent nothing for the socket time-out; the request may have arrived. */
    READ_TIMEOUT,
    /** Something came that is no response of the server, such as a page of a gateway. */
    NO_RESPONSE,
    /** Refused before it had an effect, and will not change by repeating. */
    FINAL
  }

  /** What has happened to one request so far. Not thread-safe. */
  static final class RetryState {
    private Duration waited = Duration.ZERO;
    private int statuses;
    private int breaks;
    private int readTimeouts;
    private int missed;
  }

  /**
   * Decides after a failure, and counts it.
   *
   * @param random from 0 to 1, spreads clients that failed at the same time
   * @return the pause before the next attempt, null to give up
   */
  @Nullable Duration next(Repeat repeat, Failure failure, RetryState tally, double random) {
    if (failure.cause() == Cause.NOT_SENT) {
      return Duration.ZERO;
    }
    Duration pause =
        switch (failure.cause()) {
          case STATUS -> afterStatus(repeat, failure, tally, random);
          case NOT_CONNECTED ->
              // While connecting, the user should hear of a wrong host at once.
              repeat != Repeat.WHILE_STARTING && tally.missed++ < MOST_MISSED_CONNECTIONS
                  ? backOff(tally.missed - 1, random)
                  : null;
          case BROKEN ->
              // The first is most often a pooled connection that was dropped: the next is fresh.
              repeat != Repeat.IF_NOT_ARRIVED && tally.breaks++ < MOST_BREAKS
                  ? tally.breaks == 1 ? Duration.ZERO : backOff(tally.breaks - 2, random)
                  : null;
          case READ_TIMEOUT ->
              repeat != Repeat.IF_NOT_ARRIVED && tally.readTimeouts++ < MAX_READ_TIMEOUTS
                  ? Duration.ZERO
                  : null;
          case NOT_SENT, NO_RESPONSE, FINAL -> null;
        };
    if (pause == null || budget.isZero()) {
      return null;
    }
    tally.waited = tally.waited.plus(pause);
    Duration limit = isStarting(repeat, failure) ? startBudget : budget;
    return tally.waited.compareTo(limit) > 0 ? null : pause;
  }

  /** Whether the failure means that compute is not up yet. */
  static boolean isStarting(Repeat repeat, Failure failure) {
    return repeat == Repeat.WHILE_STARTING
        && (failure.code() == 502 || failure.code() == 503 || failure.code() == 504);
  }

  private @Nullable Duration afterStatus(
      Repeat repeat, Failure status, RetryState tally, double random) {
    int code = status.code();
    boolean patient = code == 429 || code == 503 || isStarting(repeat, status);
    boolean again =
        switch (repeat) {
          case ALWAYS, WHILE_STARTING -> patient || code == 408 || (code >= 500 && code != 501);
          // Writes were doubled by clients that repeat each 503 (protocol.md, "Retries").
          case IF_NOT_ARRIVED ->
              code == 429 || (code == 503 && (status.retryAfter() != null || status.didNothing()));
        };
    if (!again || (!patient && tally.statuses >= MOST_SERVER_FAILURES)) {
      return null;
    }
    Duration pause = backOff(tally.statuses++, random);
    return status.retryAfter() != null ? status.retryAfter() : pause;
  }

  /** Between half and the whole of first, 2 first, 4 first ... up to the longest pause. */
  private Duration backOff(int failures, double random) {
    Duration whole = firstPause.multipliedBy(1L << Math.min(failures, 20));
    if (whole.compareTo(longestPause) > 0) {
      whole = longestPause;
    }
    return Duration.ofNanos((long) (whole.toNanos() * (0.5 + random / 2)));
  }
}
