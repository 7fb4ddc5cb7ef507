package io.github.lakewire.jdbc.internal.auth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.Authorization;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the token that is to be exchanged. */
interface SubjectToken {
  /** Three parts in Base64, of which nothing else is sent: a path may be wrong. */
  Pattern JWT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

  /**
   * A token.
   *
   * @param asItIs the same, ready to be sent
   * @param exchanged whether it has to be exchanged
   */
  record Found(SignedToken asItIs, boolean exchanged) {
    String token() {
      return String.valueOf(asItIs.headers().get("Authorization")).substring("Bearer ".length());
    }
  }

  /**
   * Looks for it.
   *
   * @throws DriverException CANNOT_CONNECT when it is not there now
   */
  Found find(Deadline deadline) throws DriverException;

  /** The content of a file, which others write anew. */
  static SubjectToken in(SignIn.Subject.InFile place) {
    return deadline ->
        whole(
            new String(
                SmallFile.read(place.file(), ConnectionProperty.OIDC_TOKEN_FILE),
                StandardCharsets.ISO_8859_1),
            "The file of connection property "
                + ConnectionProperty.OIDC_TOKEN_FILE.propertyName()
                + ", "
                + place.file()
                + ",");
  }

  /** The value of an environment variable. */
  static SubjectToken in(SignIn.Subject.InVariable place) {
    return deadline ->
        whole(
            String.valueOf(System.getenv(place.name())),
            "The environment variable " + place.name());
  }

  /** What another source gives; exchanged unless the workspace has issued it. */
  static SubjectToken of(TokenSource source, String workspace) {
    return deadline -> {
      SignedToken token = source.obtain(deadline);
      String value = new Found(token, true).token();
      String issuer = JWT.matcher(value).matches() ? issuer(value) : null;
      return new Found(token, issuer != null && !workspace.equalsIgnoreCase(issuer));
    };
  }

  private static Found whole(String content, String place) throws DriverException {
    String token = content.strip();
    if (!JWT.matcher(token).matches()) {
      throw new DriverException(
          DriverException.Kind.CANNOT_CONNECT, place + " holds no token (a JWT)");
    }
    return new Found(new SignedToken(Authorization.bearer(token), null), true);
  }

  /** The host that a JWT names as its issuer; null when it names none. */
  private static @Nullable String issuer(String token) {
    byte[] claims;
    try {
      claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    } catch (IllegalArgumentException e) {
      return null;
    }
    try (JsonParser parser = new JsonFactory().createParser(claims)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("iss")) {
          return URI.create(parser.getText()).getHost();
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }
}
