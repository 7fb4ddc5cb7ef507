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
 * @param budget from the first failure of a request to its last attempt
 * @param startBudget the same while compute is starting; the caller's deadline may end it earlier
 */
record RetryPolicy(
    Duration firstPause, Duration longestPause, Duration budget, Duration startBudget) {
  /** Repetitions where nobody knows yet whether the host is right, unless it says "later". */
  private static final int A_FEW = 3;

  /** Compute that has started should not be waited for much longer. */
  private static final Duration LONGEST_WHILE_STARTING = Duration.ofSeconds(10);

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
        case NOT_SENT, NOT_CONNECTED, UNAUTHORIZED, FINAL -> false;
        case BROKEN, READ_TIMEOUT, NO_RESPONSE -> true;
        // What a gateway says of the server behind it is no proof.
        case STATUS -> code < 300 || code == 408 || code == 429 || (code >= 500 && code != 501);
      };
    }
  }

  /** The kinds of failure. */
  enum Cause {
    /** The server answered with an error. */
    STATUS,
    /** The server refused the credentials, before anything else; others may be taken. */
    UNAUTHORIZED,
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
    private int failures;
    private int unpromising;
    private int pauses;
  }

  /**
   * Decides after a failure, and counts it.
   *
   * @param left of the time in which the request may be repeated
   * @param random from 0 to 1, spreads clients that failed at the same time
   * @return the pause before the next attempt, null to give up
   */
  @Nullable Duration next(
      Repeat repeat, Failure failure, RetryState state, Duration left, double random) {
    if (failure.cause() == Cause.NOT_SENT) {
      return Duration.ZERO;
    }
    state.failures++;
    state.unpromising += isUnpromising(repeat, failure) ? 1 : 0;
    boolean tooOften = state.unpromising > A_FEW;
    boolean tooLate = budget.isZero() || left.compareTo(Duration.ZERO) <= 0;
    if (!mayRepeat(repeat, failure) || tooOften || tooLate) {
      return null;
    }
    boolean broken = failure.cause() == Cause.BROKEN || failure.cause() == Cause.READ_TIMEOUT;
    if (broken && state.failures == 1) {
      // Most often a pooled connection that was dropped on the way: the next is fresh.
      return Duration.ZERO;
    }
    Duration longest = isStarting(repeat, failure) ? LONGEST_WHILE_STARTING : longestPause;
    Duration pause = backOff(state.pauses++, longest, random);
    Duration asked = failure.retryAfter();
    if (asked != null && asked.compareTo(left) > 0) {
      return null;
    }
    // A server that asks for no pause, or for one in the past, gets one nevertheless.
    Duration longer = asked != null && asked.compareTo(pause) > 0 ? asked : pause;
    return longer.compareTo(left) < 0 ? longer : left;
  }

  /** The time, from the first failure on, in which a request is repeated. */
  Duration budget(Repeat repeat, Failure failure) {
    return isStarting(repeat, failure) ? startBudget : budget;
  }

  /** Whether the failure means that compute is not up yet. */
  static boolean isStarting(Repeat repeat, Failure failure) {
    return repeat == Repeat.WHILE_STARTING
        && (failure.code() == 502 || failure.code() == 503 || failure.code() == 504);
  }

  private static boolean mayRepeat(Repeat repeat, Failure failure) {
    int code = failure.code();
    return switch (failure.cause()) {
      case STATUS ->
          switch (repeat) {
            case ALWAYS, A_FEW_TIMES, WHILE_STARTING ->
                code == 408 || code == 429 || (code >= 500 && code != 501);
            // Writes were doubled by clients that repeat each 503 (protocol.md, "Retries").
            case IF_NOT_ARRIVED ->
                code == 429
                    || (code == 503 && (failure.retryAfter() != null || failure.didNothing()));
            case IF_NOT_SENT -> false;
          };
      // While connecting, the user should hear of a wrong host at once.
      case NOT_CONNECTED -> repeat != Repeat.WHILE_STARTING;
      case BROKEN, READ_TIMEOUT -> !repeat.isAtMostOnce();
      case NOT_SENT -> true;
      case UNAUTHORIZED, NO_RESPONSE, FINAL -> false;
    };
  }

  /** Whether nobody knows yet that there is a server, and this does not sound like one. */
  private static boolean isUnpromising(Repeat repeat, Failure failure) {
    boolean unknown = repeat == Repeat.A_FEW_TIMES || repeat == Repeat.WHILE_STARTING;
    return unknown
        && !isStarting(repeat, failure)
        && failure.code() != 429
        && failure.code() != 503;
  }

  /** Between half and the whole of first, 2 first, 4 first ... up to the longest. */
  private Duration backOff(int pauses, Duration longest, double random) {
    Duration whole = firstPause.multipliedBy(1L << Math.min(pauses, 20));
    if (whole.compareTo(longest) > 0) {
      whole = longest;
    }
    return Duration.ofNanos((long) (whole.toNanos() * (0.5 + random / 2)));
  }
}
