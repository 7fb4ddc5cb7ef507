package io.github.lakewire.jdbc.internal.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads how a person signs in. */
final class UserSignInParser {
  private static final String USUAL_SCOPE = "sql offline_access";
  private static final String FOLDER = ".lakewire";

  private final PropertySources given;
  private final CheckedProperties checked;
  private final OAuthParser oauth;

  UserSignInParser(PropertySources given, CheckedProperties checked, OAuthParser oauth) {
    this.given = given;
    this.checked = checked;
    this.oauth = oauth;
  }

  SignIn.User read() {
    for (ConnectionProperty other :
        List.of(ConnectionProperty.PASSWORD, ConnectionProperty.ACCESS_TOKEN)) {
      if (given.text(other) != null) {
        checked.warn(
            "Connection property " + other.propertyName() + " is ignored, as a person signs in");
      }
    }
    String with = checked.value(ConnectionProperty.SIGN_IN_WITH, String.class);
    return new SignIn.User(
        oauth.issuer(USUAL_SCOPE),
        oauth.clientOfUsers(),
        oauth.authorizationEndpoint(),
        SignIn.User.With.valueOf(with.toUpperCase(Locale.ROOT)),
        ports(),
        checked.value(ConnectionProperty.SIGN_IN_TIMEOUT, Duration.class),
        checked.optional(ConnectionProperty.REFRESH_TOKEN, Secret.class),
        store());
  }

  private List<Integer> ports() {
    List<?> ports = checked.value(ConnectionProperty.REDIRECT_PORT, List.class);
    return ports.stream().map(Integer.class::cast).toList();
  }

  private SignIn.User.@Nullable Store store() {
    Secret passphrase = checked.optional(ConnectionProperty.TOKEN_CACHE_PASSPHRASE, Secret.class);
    Path folder = oauth.path(ConnectionProperty.TOKEN_CACHE_FOLDER);
    boolean wanted = checked.value(ConnectionProperty.TOKEN_CACHE, Boolean.class);
    if (!wanted || passphrase == null || passphrase.isEmpty()) {
      return null;
    }
    Path home = given.home();
    if (folder == null && home == null) {
      checked.missing(ConnectionProperty.TOKEN_CACHE_FOLDER, "there is no home folder");
    }
    return folder == null && home == null
        ? null
        : new SignIn.User.Store(folder == null ? home.resolve(FOLDER) : folder, passphrase);
  }
}
