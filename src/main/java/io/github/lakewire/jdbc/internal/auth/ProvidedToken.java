package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.AccessToken;
import io.github.lakewire.jdbc.TokenProvider;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a provider of the application. */
record ProvidedToken(TokenProvider provider) implements TokenSource {
  /**
   * The provider that was given as an object, or a new one of the class that was named: with the
   * context class loader, then with the driver's.
   *
   * @throws DriverException CANNOT_CONNECT_EVER when there is no such class, or it is none
   */
  static TokenProvider of(SignIn.Provider signIn) throws DriverException {
    TokenProvider object = signIn.object();
    if (object != null) {
      return object;
    }
    Set<@Nullable ClassLoader> loaders = new LinkedHashSet<>();
    loaders.add(Thread.currentThread().getContextClassLoader());
    loaders.add(ProvidedToken.class.getClassLoader());
    for (ClassLoader loader : loaders) {
      try {
        // Nothing of a class runs before it is known to be meant for this.
        Class<?> found = Class.forName(signIn.className(), false, loader);
        return make(found);
      } catch (ClassNotFoundException | LinkageError e) {
        // It may be where the driver is.
      }
    }
    throw wrong(signIn.className(), "cannot be found", null);
  }

  private static TokenProvider make(Class<?> type) throws DriverException {
    if (!TokenProvider.class.isAssignableFrom(type)) {
      throw wrong(
          type.getName(),
          "does not implement "
              + TokenProvider.class.getName()
              + ", or that of another class loader",
          null);
    }
    try {
      return (TokenProvider) type.getConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw wrong(
          type.getName(),
          "cannot be made: it has to be public, with a public constructor without parameters that"
              + " does not fail",
          e);
    }
  }

  private static DriverException wrong(String type, String why, @Nullable Throwable cause) {
    return new DriverException(
        DriverException.Kind.CANNOT_CONNECT_EVER,
        "Connection property tokenProvider is wrong: the class " + type + " " + why,
        cause);
  }

  @Override
  public SignedToken obtain(Deadline deadline) throws DriverException {
    Thread.currentThread().setContextClassLoader(provider.getClass().getClassLoader());
    AccessToken token;
    try {
      token = provider.token();
    } catch (IOException e) {
      throw failed(DriverException.Kind.CANNOT_CONNECT, "failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(DriverException.Kind.CANNOT_CONNECT, "was interrupted", e);
    } catch (Exception e) {
      throw failed(DriverException.Kind.UNAUTHORIZED, "failed", e);
    }
    if (token == null) {
      throw failed(DriverException.Kind.UNAUTHORIZED, "gave no token", null);
    }
    return SignedToken.of(token);
  }

  private DriverException failed(
      DriverException.Kind kind, String what, @Nullable Throwable cause) {
    return new DriverException(
        kind,
        "The application's token provider "
            + provider.getClass().getName()
            + " "
            + what
            + (cause == null ? "" : " with " + cause.getClass().getName())
            + ", so that there is no token to connect with",
        cause);
  }

  /** Only the application knows whether its first one came from a cache of its own. */
  @Override
  public Duration keptThoughRefused() {
    return Duration.ZERO;
  }

  @Override
  public String name() {
    return "the application's token provider " + provider.getClass().getName();
  }
}
