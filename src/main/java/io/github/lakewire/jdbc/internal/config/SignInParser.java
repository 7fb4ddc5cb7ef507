package io.github.lakewire.jdbc.internal.config;

import static java.util.stream.Collectors.joining;

import io.github.lakewire.jdbc.TokenProvider;
import org.jspecify.annotations.Nullable;

/** Reads from the properties how a connection signs in. */
final class SignInParser {
  private static final String PAT = "3";

  private final PropertySources given;
  private final CheckedProperties checked;

  private SignInParser(PropertySources given, CheckedProperties checked) {
    this.given = given;
    this.checked = checked;
  }

  /** Reads it, and notes what is wrong or ignored. */
  static SignIn read(PropertySources given, CheckedProperties checked) {
    SignInParser parser = new SignInParser(given, checked);
    SignIn provider = parser.provider();
    return provider == null ? new SignIn.Token(parser.token()) : provider;
  }

  private @Nullable SignIn provider() {
    String className = checked.optional(ConnectionProperty.TOKEN_PROVIDER, String.class);
    TokenProvider object = given.tokenProvider();
    if (className == null && object == null) {
      return null;
    }
    for (ConnectionProperty other : ConnectionProperty.values()) {
      if (other.credential()
          && other != ConnectionProperty.TOKEN_PROVIDER
          && given.text(other) != null) {
        checked.warn(
            "Connection property "
                + other.propertyName()
                + " is ignored, as tokenProvider gives the tokens");
      }
    }
    return new SignIn.Provider(
        object, object == null ? String.valueOf(className) : object.getClass().getName());
  }

  private Secret token() {
    String mechanism = given.text(ConnectionProperty.AUTH_MECH);
    String flow = given.text(ConnectionProperty.AUTH_FLOW);
    boolean personal = mechanism == null || mechanism.equals(PAT);
    boolean passThrough = "11".equals(mechanism) && (flow == null || flow.equals("0"));
    if (!personal && !passThrough) {
      checked.problem(
          "Connection properties AuthMech and Auth_Flow: only personal access tokens (AuthMech=3)"
              + " and OAuth access tokens passed through (AuthMech=11;Auth_Flow=0) are supported");
      return new Secret("");
    }
    Secret password = checked.optional(ConnectionProperty.PASSWORD, Secret.class);
    Secret access = checked.optional(ConnectionProperty.ACCESS_TOKEN, Secret.class);
    Secret first = passThrough ? access : password;
    Secret second = passThrough ? password : access;
    Secret token = first != null ? first : second;
    user(token != null);
    if (first != null && second != null && !first.equals(second)) {
      ConnectionProperty used =
          passThrough ? ConnectionProperty.ACCESS_TOKEN : ConnectionProperty.PASSWORD;
      checked.warn(
          "Connection properties "
              + ConnectionProperty.PASSWORD.propertyName()
              + " and "
              + ConnectionProperty.ACCESS_TOKEN.propertyName()
              + " are two different tokens; "
              + used.propertyName()
              + " is used");
    }
    if (token == null) {
      if (given.text(ConnectionProperty.PASSWORD) == null
          && given.text(ConnectionProperty.ACCESS_TOKEN) == null) {
        checked.missing(
            passThrough ? ConnectionProperty.ACCESS_TOKEN : ConnectionProperty.PASSWORD,
            "generate a personal access token in the user settings of the workspace"
                + tokensLeft());
      }
      return new Secret("");
    }
    if (!Secret.isToken(token.reveal())) {
      checked.problem("The token contains blanks or characters that no token has");
    }
    return token;
  }

  private String tokensLeft() {
    return given.tokensLeft().stream().map(why -> " (" + why + ")").collect(joining());
  }

  /** The token alone says who connects: tools fill in a user by habit. */
  private void user(boolean tokenGiven) {
    String user = given.text(ConnectionProperty.USER);
    if (user == null || user.equalsIgnoreCase(ConnectionProperty.TOKEN)) {
      return;
    }
    if (tokenGiven) {
      checked.warn(
          "Connection property user is ignored, as the token says who connects; leave it out, or"
              + " write the word token");
    } else {
      checked.problem(
          "Connection property user must be the word token, or absent; the personal access token"
              + " itself belongs into password");
    }
  }
}
