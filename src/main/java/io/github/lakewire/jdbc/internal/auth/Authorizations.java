package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.TokenProvider;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.Authorization;
import io.github.lakewire.jdbc.internal.http.Wait;
import io.github.lakewire.jdbc.internal.signin.Prompt;
import java.util.Map;

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
    if (signIn instanceof SignIn.None) {
      return new NoCredentials();
    }
    if (signIn instanceof SignIn.Provider named) {
      TokenProvider provider = ProvidedToken.of(named);
      return new SharedAuthorization(SignInKey.of(provider), () -> new ProvidedToken(provider));
    }
    if (signIn instanceof SignIn.Federated federated
        && federated.subject() instanceof SignIn.Subject.Given given
        && given.signIn() instanceof SignIn.Provider named) {
      TokenProvider provider = ProvidedToken.of(named);
      return new SharedAuthorization(
          SignInKey.of(config, federated, provider),
          () -> exchange(config, federated, ofOther(config, new ProvidedToken(provider))));
    }
    if (signIn instanceof SignIn.User user) {
      Prompt prompt = Prompt.ofCaller();
      return new SharedAuthorization(
          SignInKey.of(config, signIn), () -> UserToken.of(config, user, prompt));
    }
    return new SharedAuthorization(SignInKey.of(config, signIn), () -> source(config, signIn));
  }

  private static TokenSource source(ConnectionConfig config, SignIn signIn) {
    if (signIn instanceof SignIn.Machine machine) {
      return new MachineToken(
          new OAuthClient(config, machine.issuer()),
          new ClientLogin(machine.client()),
          machine.azure());
    }
    if (signIn instanceof SignIn.Refresh refresh) {
      return new RefreshedToken(
          new OAuthClient(config, refresh.issuer()),
          new ClientLogin(refresh.client()),
          refresh.refreshToken());
    }
    if (signIn instanceof SignIn.Federated federated) {
      return exchange(config, federated, subject(config, federated.subject()));
    }
    if (signIn instanceof SignIn.ManagedIdentity identity) {
      SignIn.Issuer service = new SignIn.Issuer(identity.metadata(), identity.metadata(), "");
      return new ManagedIdentityToken(new OAuthClient(config, service), identity);
    }
    throw new IllegalStateException("no such sign-in: " + signIn);
  }

  private static TokenSource exchange(
      ConnectionConfig config, SignIn.Federated federated, SubjectToken subject) {
    return new ExchangedToken(
        new OAuthClient(config, federated.issuer()), new ClientLogin(federated.client()), subject);
  }

  private static SubjectToken subject(ConnectionConfig config, SignIn.Subject subject) {
    if (subject instanceof SignIn.Subject.InFile file) {
      return SubjectToken.in(file);
    }
    if (subject instanceof SignIn.Subject.InVariable variable) {
      return SubjectToken.in(variable);
    }
    SignIn given = ((SignIn.Subject.Given) subject).signIn();
    return ofOther(
        config,
        given instanceof SignIn.Token token
            ? new GivenTokenSource(token.token())
            : source(config, given));
  }

  private static SubjectToken ofOther(ConnectionConfig config, TokenSource source) {
    return SubjectToken.of(source, config.endpoint().host());
  }

  /** Lets no request out. */
  private record NoCredentials() implements Authorization {
    @Override
    public Map<String, String> headers(Wait wait) throws DriverException {
      throw new DriverException(
          DriverException.Kind.UNAUTHORIZED,
          "The workspace cannot be asked here: no credentials were read");
    }

    @Override
    public boolean renew(Map<String, String> refused, Wait wait) {
      return false;
    }
  }

  /** Forgets all tokens, when the driver is taken out of service. */
  public static void clear() {
    SharedTokens.OF_PROCESS.clear();
  }
}
