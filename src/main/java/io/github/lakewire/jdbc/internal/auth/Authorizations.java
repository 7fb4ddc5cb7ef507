package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.TokenProvider;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.Authorization;

/** Turns the sign-in of the settings into what signs the requests of a connection. */
public final class Authorizations {
  private Authorizations() {}

  /**
   * What signs the requests of a connection, to be closed with it. Nothing is sent yet.
   *
   * @throws DriverException CANNOT_CONNECT_EVER when the settings are of no use
   */
  public static Authorization of(ConnectionConfig config) throws DriverException {
    SignIn signIn = config.signIn();
    if (signIn instanceof SignIn.Token fixed) {
      return Authorization.of(fixed.token());
    }
    if (signIn instanceof SignIn.Provider named) {
      TokenProvider provider = ProvidedToken.of(named);
      return new SharedAuthorization(SignInKey.of(provider), () -> new ProvidedToken(provider));
    }
    throw new IllegalStateException("no such sign-in: " + signIn);
  }

  /** Forgets all tokens, when the driver is taken out of service. */
  public static void clear() {
    SharedTokens.OF_PROCESS.clear();
  }
}
