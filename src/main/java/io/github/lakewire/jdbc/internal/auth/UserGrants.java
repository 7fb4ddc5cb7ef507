package io.github.lakewire.jdbc.internal.auth;

import static java.util.Objects.requireNonNull;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.signin.BrowserSignIn;
import io.github.lakewire.jdbc.internal.signin.DeviceSignIn;
import io.github.lakewire.jdbc.internal.signin.SignInDisplay;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks an identity provider for tokens in the name of a person, and the person to sign in. */
final class UserGrants {
  private static final String AUTHORIZATION = "authorization_endpoint";
  private static final String DEVICE = "device_authorization_endpoint";
  private static final String USED_UP = "invalid_grant";
  private static final int MOST_CHARACTERS_OF_CODE = 100;
  private static final Duration USUAL_LIFETIME = Duration.ofMinutes(5);
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);

  private final SignIn.User settings;
  private final OAuthClient provider;
  private final ClientLogin login;

  UserGrants(SignIn.User settings, OAuthClient provider, ClientLogin login) {
    this.settings = settings;
    this.provider = provider;
    this.login = login;
  }

  /** Returns who is asked, for messages. */
  String name() {
    return provider.name();
  }

  /**
   * Asks the person.
   *
   * @param patience how long it waits where he sees the request
   * @param deadline to wait where it is only in the log
   * @throws DriverException UNAUTHORIZED when it is refused, TIMED_OUT when nobody signs in
   */
  GrantedToken ask(SignInDisplay display, Deadline patience, Deadline deadline)
      throws DriverException {
    try {
      URI device = deviceEndpoint(deadline);
      if (settings.with() == SignIn.User.With.DEVICE) {
        if (device == null) {
          throw unusable("has no device codes; set signInWith=browser");
        }
        return askElsewhere(device, display, patience, deadline);
      }
      BrowserSignIn browser =
          new BrowserSignIn(
              authorizationEndpoint(deadline),
              settings.client().id(),
              provider.scope(),
              settings.ports());
      BrowserSignIn.Code code = browser.ask(display, patience, deadline, device == null);
      return code != null
          ? redeem(code, deadline)
          : askElsewhere(requireNonNull(device), display, patience, deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriverException(
          DriverException.Kind.CANNOT_CONNECT, "The sign-in of the user was ended", e);
    }
  }

  /** Returns where to ask for device codes; null where they are not wanted, or there are none. */
  private @Nullable URI deviceEndpoint(Deadline deadline) throws DriverException {
    boolean wanted =
        switch (settings.with()) {
          case AUTO -> settings.authorizationEndpoint() == null;
          case DEVICE -> true;
          case BROWSER, ADDRESS -> false;
        };
    return wanted ? provider.endpointIfNamed(DEVICE, deadline) : null;
  }

  private URI authorizationEndpoint(Deadline deadline) throws DriverException {
    URI given = settings.authorizationEndpoint();
    return forPeople(given == null ? provider.endpoint(AUTHORIZATION, deadline) : given);
  }

  private GrantedToken redeem(BrowserSignIn.Code code, Deadline deadline) throws DriverException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code.code().reveal());
    form.put("redirect_uri", code.redirectUri());
    form.put("code_verifier", code.verifier().reveal());
    return provider.grant(form, login, false, deadline);
  }

  private GrantedToken askElsewhere(
      URI endpoint, SignInDisplay display, Deadline patience, Deadline deadline)
      throws DriverException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("scope", provider.scope());
    OAuthClient.Answer answer = post(endpoint, form, deadline);
    String deviceCode = answer.fields().get("device_code");
    String userCode = answer.fields().get("user_code");
    if (answer.status() != 200) {
      throw provider.refused(answer, form, login.secrets());
    } else if (deviceCode == null
        || userCode == null
        || userCode.length() > MOST_CHARACTERS_OF_CODE) {
      throw unusable("gave no device code");
    }
    return new DeviceSignIn(
            forPeople(verificationAddress(answer)),
            userCode,
            seconds(answer, "expires_in", USUAL_LIFETIME),
            seconds(answer, "interval", USUAL_INTERVAL))
        .await(display, patience, deadline, () -> redeem(new Secret(deviceCode), deadline));
  }

  private URI verificationAddress(OAuthClient.Answer answer) throws DriverException {
    Map<String, String> fields = answer.fields();
    String address =
        fields.getOrDefault("verification_uri_complete", fields.get("verification_uri"));
    try {
      return URI.create(String.valueOf(address));
    } catch (IllegalArgumentException e) {
      throw unusable("gave no address to enter a code at");
    }
  }

  private static Duration seconds(OAuthClient.Answer answer, String field, Duration otherwise) {
    String text = answer.fields().getOrDefault(field, "");
    return text.matches("[1-9]\\d{0,4}") ? Duration.ofSeconds(Long.parseLong(text)) : otherwise;
  }

  /** Asks whether the code was entered; null when it was not yet. */
  private @Nullable GrantedToken redeem(Secret deviceCode, Deadline deadline)
      throws DriverException, DeviceSignIn.SlowDownException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
    form.put("device_code", deviceCode.reveal());
    Instant begin = Instant.now();
    OAuthClient.Answer answer = post(provider.endpoint("token_endpoint", deadline), form, deadline);
    if (answer.status() == 200) {
      return provider.granted(answer, begin);
    }
    switch (answer.error()) {
      case "authorization_pending" -> {
        return null;
      }
      case "slow_down" -> throw new DeviceSignIn.SlowDownException();
      default -> throw provider.refused(answer, form, login.secrets());
    }
  }

  /**
   * Asks for a token with a refresh token.
   *
   * @return null when the refresh token is no longer valid
   */
  @Nullable GrantedToken renewed(Secret refreshToken, Deadline deadline) throws DriverException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken.reveal());
    Instant begin = Instant.now();
    OAuthClient.Answer answer = post(provider.endpoint("token_endpoint", deadline), form, deadline);
    if (answer.status() == 200) {
      return provider.granted(answer, begin);
    } else if (answer.error().equals(USED_UP)) {
      return null;
    }
    throw provider.refused(answer, form, login.secrets());
  }

  /** Posts a form that may be sent once only, as the client. */
  private OAuthClient.Answer post(URI endpoint, Map<String, String> form, Deadline deadline)
      throws DriverException {
    Map<String, String> headers = new LinkedHashMap<>();
    login.addTo(headers, form, endpoint);
    return provider.post(endpoint, headers, form, false, deadline);
  }

  /** An address that may be shown to people: what opens it may do more with other schemes. */
  private URI forPeople(URI address) throws DriverException {
    String host = String.valueOf(address.getHost());
    boolean local = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    String scheme = String.valueOf(address.getScheme());
    if (address.getHost() == null
        || !(scheme.equalsIgnoreCase("https") || (scheme.equalsIgnoreCase("http") && local))) {
      throw unusable("names an address to sign in at that is no https:// address of a host");
    }
    return address;
  }

  private DriverException unusable(String what) {
    return new DriverException(
        DriverException.Kind.CANNOT_CONNECT_EVER, "Nobody can sign in: " + name() + " " + what);
  }
}
