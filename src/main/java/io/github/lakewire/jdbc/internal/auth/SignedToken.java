package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.AccessToken;
import io.github.lakewire.jdbc.internal.http.Authorization;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token as the headers that carry it.
 *
 * @param expiresAt null when that is not known
 */
record SignedToken(Map<String, String> headers, @Nullable Instant expiresAt) {
  static SignedToken of(AccessToken token) {
    return new SignedToken(Authorization.bearer(token.value()), token.expiresAt());
  }

  /** The headers are secret. */
  @Override
  public String toString() {
    return "SignedToken[" + expiresAt + "]";
  }
}
