package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.http.Authorization;

/** A token that the application gave, to be exchanged. */
record GivenTokenSource(Secret token) implements TokenSource {
  @Override
  public SignedToken obtain(Deadline deadline) {
    return new SignedToken(Authorization.bearer(token.reveal()), null);
  }

  @Override
  public String name() {
    return "the application";
  }
}
