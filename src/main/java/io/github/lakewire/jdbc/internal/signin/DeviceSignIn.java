package io.github.lakewire.jdbc.internal.signin;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks a person to enter a code in a browser anywhere, and asks the identity provider now and then
 * whether he has (RFC 8628).
 *
 * @param address where the code is entered
 * @param lifetime of the code
 * @param interval between questions
 */
public record DeviceSignIn(URI address, String userCode, Duration lifetime, Duration interval) {
  private static final Duration SLOWER = Duration.ofSeconds(5);

  /** Asks the provider. */
  public interface Question<T> {
    /**
     * Asks once.
     *
     * @return null when the person has not decided yet
     * @throws SlowDownException when it is asked too often
     * @throws DriverException UNAUTHORIZED when the sign-in is refused
     */
    @Nullable T ask() throws DriverException, SlowDownException;
  }

  /** The provider wants to be asked less often. */
  public static final class SlowDownException extends Exception {
    private static final long serialVersionUID = 1L;

    public SlowDownException() {
      super("slow_down", null, false, false);
    }
  }

  /**
   * Shows the code and waits for the token.
   *
   * @param patience how long it waits where the person sees the request
   * @param deadline to wait where it is only in the log
   * @throws DriverException UNAUTHORIZED when it is refused, TIMED_OUT when nobody enters the code,
   *     else that of the question
   */
  public <T> T await(
      SignInDisplay display, Deadline patience, Deadline deadline, Question<T> question)
      throws DriverException, InterruptedException {
    Deadline code = Deadline.in(lifetime);
    PendingSignIn pending =
        new PendingSignIn(address, userCode, patience.earliest(code), given -> false);
    try {
      boolean shown = display.show(pending);
      if (!shown) {
        display.tell(pending);
      }
      return token(pending, (shown ? patience : deadline).earliest(code), question);
    } finally {
      display.over(pending);
    }
  }

  private <T> T token(PendingSignIn pending, Deadline end, Question<T> question)
      throws DriverException, InterruptedException {
    Duration pause = interval;
    while (true) {
      pending.await(new CompletableFuture<Void>(), end.earliest(Deadline.in(pause)));
      if (end.hasPassed()) {
        throw BrowserSignIn.nobody(address);
      }
      try {
        T token = question.ask();
        if (token != null) {
          return token;
        }
      } catch (SlowDownException e) {
        pause = pause.plus(SLOWER);
      } catch (DriverException e) {
        if (e.kind() != DriverException.Kind.CANNOT_CONNECT) {
          throw e;
        }
        // The person may be entering the code: a provider that is out of reach is asked later.
        pause = pause.plus(SLOWER);
      }
    }
  }
}
