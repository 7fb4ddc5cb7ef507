package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.ProxyRule;
import io.github.lakewire.jdbc.internal.config.SignIn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What connections have in common that share a token: the sign-in, the workspace, and how it is
 * reached, as a token that came through one network must not be taken for trusted in another.
 *
 * @param keptWhenUnused whether the token is kept when no connection uses it
 */
record SignInKey(
    Object signIn,
    String host,
    int port,
    ConnectionConfig.@Nullable Tls tls,
    ProxyRule.@Nullable Pair proxies,
    boolean keptWhenUnused) {
  /** For what the driver obtains itself. */
  static SignInKey of(ConnectionConfig config, SignIn signIn) {
    return new SignInKey(
        signIn,
        config.endpoint().host(),
        config.endpoint().port(),
        config.tls(),
        config.proxies(),
        true);
  }

  /** For a provider of the application: the very object. */
  static SignInKey of(Object provider) {
    return new SignInKey(new Same(provider), "", 0, null, null, false);
  }

  /** For such a provider whose tokens are exchanged. */
  static SignInKey of(ConnectionConfig config, SignIn exchange, Object provider) {
    return new SignInKey(
        List.of(new Same(provider), exchange),
        config.endpoint().host(),
        config.endpoint().port(),
        config.tls(),
        config.proxies(),
        false);
  }

  /** Equal only for the same object, whatever its class says. */
  private record Same(Object object) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Same that && object == that.object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }
  }
}
