package io.github.lakewire.jdbc.internal.signin;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ServerText;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a person to sign in with a browser, and receives the authorization code (RFC 6749 with RFC
 * 7636 and RFC 8252).
 *
 * @param endpoint of the identity provider for authorization
 * @param scope names separated by blanks
 * @param ports of this machine to receive the answer at, the first that is free; 0 is any
 */
public record BrowserSignIn(URI endpoint, String clientId, String scope, List<Integer> ports) {

  /** What the token endpoint takes for a token. */
  public record Code(Secret code, Secret verifier, String redirectUri) {}

  /**
   * Asks, and waits for the answer.
   *
   * @param patience how long it waits where the person sees the request
   * @param deadline to wait where it is only in the log
   * @param needed false gives up at once where it would be in the log only
   * @return null when it was given up
   * @throws DriverException UNAUTHORIZED when it is refused, TIMED_OUT when nobody answers,
   *     CANNOT_CONNECT when no port is free
   */
  public @Nullable Code ask(
      SignInDisplay display, Deadline patience, Deadline deadline, boolean needed)
      throws DriverException, InterruptedException {
    if (!needed && !display.exists()) {
      return null;
    }
    try (RedirectReceiver receiver = new RedirectReceiver(ports)) {
      AuthorizationRequest request =
          AuthorizationRequest.create(endpoint, clientId, scope, receiver.redirectUri());
      receiver.expect(request);
      PendingSignIn pending =
          new PendingSignIn(request.address(), null, patience, receiver::submit);
      try {
        boolean shown = display.show(pending);
        if (!shown && !needed) {
          return null;
        } else if (!shown) {
          display.tell(pending);
        }
        return code(pending.await(receiver.answer(), shown ? patience : deadline), request);
      } finally {
        display.over(pending);
      }
    }
  }

  private Code code(@Nullable RedirectAnswer answer, AuthorizationRequest request)
      throws DriverException {
    if (answer instanceof RedirectAnswer.Code given) {
      return new Code(given.code(), request.verifier(), request.redirectUri());
    }
    if (answer instanceof RedirectAnswer.Refusal refusal) {
      String description = refusal.description();
      throw new DriverException(
          DriverException.Kind.UNAUTHORIZED,
          ServerText.shown(
              "The sign-in was refused: "
                  + refusal.error()
                  + (description == null ? "" : " (" + description + ")")));
    }
    throw nobody(endpoint);
  }

  static DriverException nobody(URI at) {
    return new DriverException(
        DriverException.Kind.TIMED_OUT,
        "Nobody has signed in at " + at.getScheme() + "://" + at.getAuthority() + " in time");
  }
}
