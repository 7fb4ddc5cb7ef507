package io.github.lakewire.jdbc.internal.signin;

import static java.util.stream.Collectors.joining;

import io.github.lakewire.jdbc.internal.config.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request for an authorization code (RFC 6749), bound to this process by a verifier that leaves
 * it for the token endpoint only (RFC 7636), and to its answer by a state.
 */
final class AuthorizationRequest {
  private static final int RANDOM_BYTES = 32;

  private final Secret verifier;
  private final Secret state;
  private final String redirectUri;
  private final URI address;

  private AuthorizationRequest(Secret verifier, Secret state, String redirectUri, URI address) {
    this.verifier = verifier;
    this.state = state;
    this.redirectUri = redirectUri;
    this.address = address;
  }

  /**
   * Makes one with a verifier and a state of its own.
   *
   * @param endpoint of the identity provider; a query that it has is kept
   * @param scope names separated by blanks
   */
  static AuthorizationRequest create(
      URI endpoint, String clientId, String scope, String redirectUri) {
    SecureRandom random = new SecureRandom();
    Secret verifier = new Secret(text(random));
    Secret state = new Secret(text(random));
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", clientId);
    parameters.put("redirect_uri", redirectUri);
    parameters.put("scope", scope);
    parameters.put("state", state.reveal());
    parameters.put("code_challenge", challenge(verifier));
    parameters.put("code_challenge_method", "S256");
    String query =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(joining("&"));
    String separator = endpoint.getRawQuery() == null ? "?" : "&";
    return new AuthorizationRequest(
        verifier, state, redirectUri, URI.create(endpoint + separator + query));
  }

  private static String text(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return base64(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** RFC 7636, method S256. */
  static String challenge(Secret verifier) {
    try {
      byte[] text = verifier.reveal().getBytes(StandardCharsets.US_ASCII);
      return base64(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** A blank is %20: some providers do not read a plus sign as one. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Returns the address to open in a browser. It has no secret in it but the state. */
  URI address() {
    return address;
  }

  String redirectUri() {
    return redirectUri;
  }

  /** Returns what the token endpoint wants to see beside the code. */
  Secret verifier() {
    return verifier;
  }

  /** Whether an answer is to this request. Takes the same time for each wrong state. */
  boolean isAnsweredWith(String otherState) {
    return MessageDigest.isEqual(
        state.reveal().getBytes(StandardCharsets.UTF_8),
        otherState.getBytes(StandardCharsets.UTF_8));
  }
}
