package io.github.lakewire.jdbc.internal.signin;

import io.github.lakewire.jdbc.internal.error.ServerText;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Shows a person where to sign in: by the prompt of the application, else in a browser of this
 * machine, else in the log.
 */
public final class SignInDisplay {
  private static final Logger LOG = Logger.getLogger("io.github.lakewire.jdbc.internal.signin");

  private final Prompt prompt;
  private final BrowserLauncher launcher;

  /** What waits for the person now and is only in the log. */
  private volatile @Nullable PendingSignIn unseen;

  /**
   * Shows with these.
   *
   * @param browser false opens none
   */
  public SignInDisplay(Prompt prompt, boolean browser) {
    this(prompt, browser ? BrowserLauncher.ofSystem() : BrowserLauncher.NONE);
  }

  SignInDisplay(Prompt prompt, BrowserLauncher launcher) {
    this.prompt = prompt;
    this.launcher = launcher;
  }

  /** Whether there is something to show a person with. */
  public boolean exists() {
    return prompt.exists() || launcher.exists();
  }

  /** Shows a request; false when nobody can see it. */
  boolean show(PendingSignIn request) throws InterruptedException {
    if (prompt.show(request)) {
      LOG.fine("The application shows where to sign in");
      return true;
    }
    if (request.userCode() != null || !launcher.open(request.address())) {
      return false;
    }
    LOG.info(
        "Sign in with the browser that was opened; if there is none, " + request.instruction());
    return true;
  }

  /** Writes to the log what could not be shown. */
  void tell(PendingSignIn request) {
    unseen = request;
    LOG.warning(ServerText.line("To sign in, " + request.instruction()));
  }

  /** A request is over, shown or not. */
  void over(PendingSignIn request) {
    unseen = null;
    prompt.over(request);
  }

  /** Returns what a person has to do who was shown nothing, or empty. */
  public String instruction() {
    PendingSignIn request = unseen;
    return request == null ? "" : request.instruction() + ", then connect again";
  }
}
