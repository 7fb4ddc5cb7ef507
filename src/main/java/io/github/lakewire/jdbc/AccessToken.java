package io.github.lakewire.jdbc;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that a {@link TokenProvider} gives, sent as {@code Authorization: Bearer}.
 *
 * @param value the token itself: visible characters of ASCII, and at least one
 * @param expiresAt when the server begins to refuse it, by the clock of this machine; null when
 *     that is not known: it is then used until the server refuses it
 * @since 0.1.0
 */
public record AccessToken(String value, @Nullable Instant expiresAt) {
  /**
   * Makes a token.
   *
   * @throws IllegalArgumentException when the value is empty or has characters that no token has;
   *     the message does not repeat it
   */
  public AccessToken {
    requireNonNull(value, "value");
    if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "The token is empty, or contains blanks or characters that no token has");
    }
  }

  /** Makes a token whose expiry is not known. */
  public static AccessToken of(String value) {
    return new AccessToken(value, null);
  }

  /** Returns when it expires. The value is left out: it is a secret. */
  @Override
  public String toString() {
    return "AccessToken[***" + (expiresAt == null ? "]" : ", expires at " + expiresAt + "]");
  }
}
