package io.github.lakewire.jdbc.internal.config;

import static java.util.stream.Collectors.joining;

import io.github.lakewire.jdbc.TokenProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from the properties how a connection signs in. */
final class SignInParser {
  private static final String PAT = "3";
  private static final String OAUTH = "11";
  private static final String PASSED_THROUGH = "0";
  private static final String CREDENTIALS = "1";
  private static final String BROWSER = "2";
  private static final String MANAGED_IDENTITY = "3";

  /** What the official driver has for Google's own sign-in. */
  private static final List<String> OF_GOOGLE =
      List.of("GoogleServiceAccount", "GoogleCredentialsFile");

  private final PropertySources given;
  private final CheckedProperties checked;
  private final OAuthParser oauth;

  private SignInParser(
      PropertySources given, CheckedProperties checked, ConnectionConfig.Endpoint endpoint) {
    this.given = given;
    this.checked = checked;
    this.oauth = new OAuthParser(given, checked, endpoint);
  }

  /** Reads it, and notes what is wrong or ignored. */
  static SignIn read(
      PropertySources given, CheckedProperties checked, ConnectionConfig.Endpoint endpoint) {
    return new SignInParser(given, checked, endpoint).read();
  }

  private SignIn read() {
    for (String name : OF_GOOGLE) {
      if (given.foreign(name) != null) {
        checked.problem(
            "Connection property "
                + name
                + ": Google's own sign-in is not supported; give its tokens with tokenProvider, or"
                + " have them exchanged with oidcTokenFile");
      }
    }
    String mechanism = given.text(ConnectionProperty.AUTH_MECH);
    String flow = given.text(ConnectionProperty.AUTH_FLOW);
    SignIn signIn = provider();
    if (signIn != null) {
      return oauth.exchanged(signIn);
    }
    boolean open = mechanism == null || mechanism.equals(OAUTH);
    String meant = open && flow == null ? implied(mechanism) : flow;
    signIn = open && meant != null ? obtained(meant) : null;
    return signIn == null ? oauth.exchanged(new SignIn.Token(token())) : signIn;
  }

  /** What the credentials are good for where nothing says so; null is a token. */
  private @Nullable String implied(@Nullable String mechanism) {
    boolean token =
        given.text(ConnectionProperty.ACCESS_TOKEN) != null
            || (mechanism == null && given.text(ConnectionProperty.PASSWORD) != null);
    boolean client =
        given.text(ConnectionProperty.CLIENT_ID) != null
            && (given.text(ConnectionProperty.CLIENT_SECRET) != null
                || given.text(ConnectionProperty.JWT_KEY_FILE) != null);
    boolean other = given.text(ConnectionProperty.REFRESH_TOKEN) != null || oauth.subject() != null;
    return token ? null : other ? PASSED_THROUGH : client ? CREDENTIALS : null;
  }

  private @Nullable SignIn obtained(String flow) {
    return switch (flow) {
      case CREDENTIALS -> oauth.machine();
      case BROWSER -> new UserSignInParser(given, checked, oauth).read();
      case MANAGED_IDENTITY -> oauth.managedIdentity();
      case PASSED_THROUGH -> {
        Secret refresh = checked.optional(ConnectionProperty.REFRESH_TOKEN, Secret.class);
        yield refresh != null ? oauth.refresh(refresh) : oauth.federated();
      }
      default -> null;
    };
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
    boolean passThrough = OAUTH.equals(mechanism) && (flow == null || flow.equals(PASSED_THROUGH));
    if (!personal && !passThrough) {
      checked.problem(
          "Connection properties AuthMech and Auth_Flow: personal access tokens (AuthMech=3) and"
              + " OAuth (AuthMech=11) with Auth_Flow=0, 1, 2 or 3 are supported");
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
                + given.tokensLeft().stream().map(why -> " (" + why + ")").collect(joining()));
      }
      return new Secret("");
    }
    if (!Secret.isToken(token.reveal())) {
      checked.problem("The token contains blanks or characters that no token has");
    }
    return token;
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
