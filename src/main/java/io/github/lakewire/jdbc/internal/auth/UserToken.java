package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.signin.Prompt;
import io.github.lakewire.jdbc.internal.signin.RefreshTokenFile;
import io.github.lakewire.jdbc.internal.signin.SignInDisplay;
import java.time.Duration;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in the name of a person. He is asked when there is no refresh token of his, or the
 * identity provider refuses it.
 */
final class UserToken implements TokenSource {
  private static final Logger LOGGER = Logger.getLogger("io.github.lakewire.jdbc.internal.auth");

  /** How long a request that nobody was shown is open to who reads the log or a message. */
  private static final Duration UNSEEN = Duration.ofMinutes(10);

  /** A pool that connects again and again must not open window after window. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  private static final Duration WHERE_REFUSED = Duration.ofMinutes(5);

  private static final Duration LONGEST = Duration.ofDays(1);

  private final SignIn.User settings;
  private final UserGrants grants;
  private final SignInDisplay display;
  private final @Nullable RefreshTokenFile file;

  /** The newest that this process knows. */
  private @Nullable Secret refreshToken;

  private @Nullable DriverException failure;
  private Deadline failureCounts = Deadline.none();

  static UserToken of(ConnectionConfig config, SignIn.User user, Prompt prompt) {
    SignIn.User.Store store = user.store();
    SignIn.Issuer issuer = user.issuer();
    String account =
        String.join(" ", issuer.discovery().toString(), user.client().id(), issuer.scope());
    return new UserToken(
        user,
        new UserGrants(user, new OAuthClient(config, issuer), new ClientLogin(user.client())),
        new SignInDisplay(prompt, user.with() != SignIn.User.With.ADDRESS),
        store == null ? null : new RefreshTokenFile(store.folder(), account, store.passphrase()));
  }

  /**
   * Asks nobody yet.
   *
   * @param file where refresh tokens are kept, too
   */
  UserToken(
      SignIn.User settings,
      UserGrants grants,
      SignInDisplay display,
      @Nullable RefreshTokenFile file) {
    this.settings = settings;
    this.grants = grants;
    this.display = display;
    this.file = file;
    this.refreshToken = settings.refreshToken();
  }

  @Override
  public SignedToken obtain(Deadline deadline) throws DriverException {
    Deadline waiting = Deadline.in(USUAL_LIMIT).earliest(deadline);
    GrantedToken renewed =
        exclusively(waiting, () -> renew(Deadline.in(USUAL_LIMIT).earliest(deadline)));
    if (renewed != null) {
      return renewed.token();
    }
    DriverException before = failure;
    if (before != null && !failureCounts.hasPassed()) {
      throw before;
    }
    try {
      GrantedToken granted = grants.ask(display, Deadline.in(settings.timeout()), deadline);
      failure = null;
      try {
        exclusively(Deadline.in(USUAL_LIMIT).earliest(deadline), () -> keep(granted, null, null));
      } catch (DriverException e) {
        LOGGER.warning("The sign-in is kept in memory only: " + e.getMessage());
        refreshToken = granted.refreshToken();
      }
      return granted.token();
    } catch (DriverException e) {
      if (e.kind() != DriverException.Kind.CANNOT_CONNECT) {
        failure = e;
        failureCounts = Deadline.in(AFTER_FAILURE);
      }
      throw e;
    }
  }

  /** Another process has the lock for one request, which may take as long. */
  private <T extends @Nullable Object> T exclusively(
      Deadline waiting, RefreshTokenFile.Work<T> work) throws DriverException {
    return file == null ? work.run() : file.locked(waiting, work);
  }

  /** Uses the refresh token; null when there is none that is of use. */
  private @Nullable GrantedToken renew(Deadline deadline) throws DriverException {
    // Another process may have a newer one, and the provider may take the use of ours for theft.
    Secret kept = file == null ? null : file.read();
    Secret known = kept == null ? refreshToken : kept;
    if (known == null) {
      return null;
    }
    GrantedToken granted = grants.renewed(known, deadline);
    if (granted == null) {
      LOGGER.info("The refresh token of " + name() + " is no longer valid: it asks again");
      refreshToken = null;
      if (file != null && kept != null) {
        file.delete();
      }
      return null;
    }
    return keep(granted, known, kept);
  }

  /**
   * Keeps the refresh token that came with a token.
   *
   * @param used the one before, which stays valid when there is no other
   * @param kept what is in the file
   */
  private GrantedToken keep(GrantedToken granted, @Nullable Secret used, @Nullable Secret kept) {
    Secret fresh = granted.refreshToken();
    Secret newest = fresh == null ? used : fresh;
    refreshToken = newest;
    if (file != null && newest != null && !newest.equals(kept)) {
      file.write(newest);
    }
    return granted;
  }

  @Override
  public Duration limit() {
    return (settings.timeout().isZero() ? LONGEST : settings.timeout().plus(UNSEEN))
        .plus(USUAL_LIMIT);
  }

  @Override
  public Duration patience() {
    return settings.timeout().isZero() ? LONGEST : settings.timeout();
  }

  /** A person must not be asked again and again for what a workspace does not accept. */
  @Override
  public Duration keptThoughRefused() {
    return WHERE_REFUSED;
  }

  @Override
  public String instruction() {
    return display.instruction();
  }

  @Override
  public String name() {
    return "the user's sign-in at " + grants.name();
  }
}
