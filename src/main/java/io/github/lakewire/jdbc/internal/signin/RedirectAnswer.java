package io.github.lakewire.jdbc.internal.signin;

import io.github.lakewire.jdbc.internal.config.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the identity provider has the browser bring back. */
sealed interface RedirectAnswer {

  /** The user has signed in. */
  record Code(Secret code) implements RedirectAnswer {}

  /**
   * The provider says no.
   *
   * @param error its word for it, such as access_denied
   * @param description in its own words
   */
  record Refusal(String error, @Nullable String description) implements RedirectAnswer {}

  /** Reads a query; null when it is no answer to this request. */
  static @Nullable RedirectAnswer read(String query, AuthorizationRequest request) {
    Map<String, String> given = parameters(query);
    String state = given == null ? null : given.get("state");
    if (state == null || !request.isAnsweredWith(state)) {
      return null;
    }
    String error = given.get("error");
    if (error != null) {
      return new Refusal(error, given.get("error_description"));
    }
    String code = given.get("code");
    return code == null || code.isEmpty() ? null : new Code(new Secret(code));
  }

  /** Returns null when a name is there twice, or something is not percent-encoded as it should. */
  private static @Nullable Map<String, String> parameters(String query) {
    Map<String, String> all = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      try {
        String before =
            all.put(
                URLDecoder.decode(name, StandardCharsets.UTF_8),
                URLDecoder.decode(value, StandardCharsets.UTF_8));
        if (before != null) {
          return null;
        }
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    return all;
  }
}
