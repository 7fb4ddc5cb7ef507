package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks with the credentials of a client. */
record MachineToken(OAuthClient provider, ClientLogin login, SignIn.@Nullable AzureWorkspace azure)
    implements TokenSource {
  /** Of Azure's own interface for resources. */
  private static final String MANAGEMENT = "https://management.core.windows.net//.default";

  @Override
  public SignedToken obtain(Deadline deadline) throws DriverException {
    SignedToken token = token(provider.scope(), deadline);
    return azure == null ? token : AzureHeaders.add(token, azure, token(MANAGEMENT, deadline));
  }

  private SignedToken token(String scope, Deadline deadline) throws DriverException {
    return provider
        .grant(Map.of("grant_type", "client_credentials", "scope", scope), login, true, deadline)
        .token();
  }

  @Override
  public String name() {
    return provider.name();
  }
}
