package io.github.lakewire.jdbc.internal.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token, and when it is time for the next.
 *
 * @param renewFrom from when on the next is obtained, while requests go on with this one; null is
 *     never
 * @param usableUntil from when on requests wait for the next; null is never
 */
record HeldToken(
    Map<String, String> headers,
    Instant obtained,
    @Nullable Instant renewFrom,
    @Nullable Instant usableUntil) {
  private static final Duration LONGEST_AHEAD = Duration.ofMinutes(5);

  /** For the way of a request, and clocks that differ. */
  private static final Duration LONGEST_MARGIN = Duration.ofSeconds(10);

  private static final int PART_AHEAD = 4;
  private static final int PART_OF_MARGIN = 20;

  static HeldToken of(SignedToken token, Instant now) {
    Instant end = token.expiresAt();
    if (end == null) {
      return new HeldToken(token.headers(), now, null, null);
    }
    Duration lifetime = Duration.between(now, end);
    return new HeldToken(
        token.headers(),
        now,
        end.minus(lesser(LONGEST_AHEAD, lifetime.dividedBy(PART_AHEAD))),
        end.minus(lesser(LONGEST_MARGIN, lifetime.dividedBy(PART_OF_MARGIN))));
  }

  private static Duration lesser(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  boolean isUsable(Instant now) {
    return usableUntil == null || now.isBefore(usableUntil);
  }

  boolean isDue(Instant now) {
    return renewFrom != null && !now.isBefore(renewFrom);
  }

  /** The headers are secret. */
  @Override
  public String toString() {
    return "HeldToken[" + usableUntil + "]";
  }
}
