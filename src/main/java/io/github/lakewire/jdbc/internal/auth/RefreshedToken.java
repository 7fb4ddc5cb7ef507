package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.Map;

/** Asks with a refresh token, each time with the newest. */
final class RefreshedToken implements TokenSource {
  private final OAuthClient provider;
  private final ClientLogin login;
  private Secret newest;

  RefreshedToken(OAuthClient provider, ClientLogin login, Secret first) {
    this.provider = provider;
    this.login = login;
    this.newest = first;
  }

  @Override
  public SignedToken obtain(Deadline deadline) throws DriverException {
    // Sent once: a provider may take the second use of a refresh token for theft.
    GrantedToken granted =
        provider.grant(
            Map.of("grant_type", "refresh_token", "refresh_token", newest.reveal()),
            login,
            false,
            deadline);
    Secret next = granted.refreshToken();
    if (next != null) {
      newest = next;
    }
    return granted.token();
  }

  @Override
  public String name() {
    return provider.name();
  }
}
