package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.Map;

/** Gives a token of another issuer for one of the workspace (RFC 8693). */
record ExchangedToken(OAuthClient provider, ClientLogin login, SubjectToken subject)
    implements TokenSource {
  @Override
  public SignedToken obtain(Deadline deadline) throws DriverException {
    SubjectToken.Found found = subject.find(deadline);
    return found.exchanged()
        ? provider
            .grant(
                Map.of(
                    "grant_type",
                    "urn:ietf:params:oauth:grant-type:token-exchange",
                    "subject_token",
                    found.token(),
                    "subject_token_type",
                    "urn:ietf:params:oauth:token-type:jwt",
                    "scope",
                    provider.scope()),
                login,
                true,
                deadline)
            .token()
        : found.asItIs();
  }

  @Override
  public String name() {
    return provider.name();
  }
}
