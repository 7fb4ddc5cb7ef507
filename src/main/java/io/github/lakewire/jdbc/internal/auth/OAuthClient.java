package io.github.lakewire.jdbc.internal.auth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.lakewire.jdbc.AccessToken;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.config.ConnectionConfig;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.error.ServerText;
import io.github.lakewire.jdbc.internal.http.ServiceClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a connection asks an identity provider (RFC 6749): its addresses and its tokens. Called by
 * one thread at a time.
 */
final class OAuthClient {
  /** Values shorter than that would blot out words of a message. */
  private static final int SHORTEST_SECRET = 6;

  private final ServiceClient http;
  private final SignIn.Issuer issuer;
  private Map<String, String> metadata = Map.of();

  OAuthClient(ConnectionConfig config, SignIn.Issuer issuer) {
    this.http = new ServiceClient(config);
    this.issuer = issuer;
  }

  /**
   * An answer of the identity provider.
   *
   * @param fields texts and numbers of the first level; empty when it was no JSON
   */
  record Answer(int status, Map<String, String> fields) {
    /** The code of an error (RFC 6749, 5.2); empty when there is none. */
    String error() {
      return fields.getOrDefault("error", "");
    }
  }

  /** The host that tokens come from, for messages. */
  String name() {
    URI address = issuer.tokenEndpoint() == null ? issuer.discovery() : issuer.tokenEndpoint();
    return "the identity provider " + address.getAuthority();
  }

  /** The scope to ask for. */
  String scope() {
    return issuer.scope();
  }

  /**
   * An address of the identity provider (RFC 8414), such as {@code token_endpoint}.
   *
   * @throws DriverException CANNOT_CONNECT_EVER when the provider does not name it
   */
  URI endpoint(String field, Deadline deadline) throws DriverException {
    String known = field.equals("token_endpoint") ? text(issuer.tokenEndpoint()) : null;
    if (known == null && metadata.isEmpty()) {
      metadata = discover(deadline);
    }
    String address = known == null ? metadata.get(field) : known;
    try {
      if (address != null) {
        return URI.create(address);
      }
    } catch (IllegalArgumentException e) {
      // As no address.
    }
    metadata = Map.of();
    throw undiscovered("names no " + field);
  }

  /** As {@link #endpoint}; null when the provider does not name it. */
  @Nullable URI endpointIfNamed(String field, Deadline deadline) throws DriverException {
    if (metadata.isEmpty()) {
      metadata = discover(deadline);
    }
    return metadata.containsKey(field) ? endpoint(field, deadline) : null;
  }

  private static @Nullable String text(@Nullable URI address) {
    return address == null ? null : address.toString();
  }

  private Map<String, String> discover(Deadline deadline) throws DriverException {
    Answer answer = answer(http.get(issuer.discovery(), Map.of(), deadline));
    if (answer.status() != 200 || answer.fields().get("token_endpoint") == null) {
      throw undiscovered("answered HTTP " + answer.status() + ", without a token_endpoint");
    }
    return answer.fields();
  }

  private DriverException undiscovered(String what) {
    return new DriverException(
        Kind.CANNOT_CONNECT_EVER,
        "No token could be obtained: "
            + issuer.discovery().getAuthority()
            + issuer.discovery().getPath()
            + " "
            + what
            + "; check the host, or set discoveryUrl or tokenEndpoint");
  }

  /** Asks an address that is no token endpoint. */
  Answer get(URI address, Map<String, String> headers, Deadline deadline) throws DriverException {
    return answer(http.get(address, headers, deadline));
  }

  /** Posts a form to an address of the identity provider. */
  Answer post(
      URI address,
      Map<String, String> headers,
      Map<String, String> form,
      boolean repeatable,
      Deadline deadline)
      throws DriverException {
    return answer(http.post(address, headers, form, repeatable, deadline));
  }

  /**
   * Asks for a token.
   *
   * @param form with grant_type and what belongs to it
   * @param repeatable whether the grant may be used twice
   * @throws DriverException UNAUTHORIZED when it is refused
   */
  GrantedToken grant(
      Map<String, String> form, ClientLogin client, boolean repeatable, Deadline deadline)
      throws DriverException {
    URI endpoint = endpoint("token_endpoint", deadline);
    Map<String, String> whole = new LinkedHashMap<>(form);
    Map<String, String> headers = new LinkedHashMap<>();
    client.addTo(headers, whole, endpoint);
    Instant begin = Instant.now();
    Answer answer = post(endpoint, headers, whole, repeatable, deadline);
    if (answer.status() != 200) {
      throw refused(answer, whole, client.secrets());
    }
    return granted(answer, begin);
  }

  /**
   * The token in an answer.
   *
   * @param begin when it was asked for
   */
  GrantedToken granted(Answer answer, Instant begin) throws DriverException {
    String token = answer.fields().get("access_token");
    if (token == null || !Secret.isToken(token)) {
      throw new DriverException(
          Kind.CANNOT_CONNECT_EVER, "The answer of " + name() + " has no access_token");
    }
    String refresh = answer.fields().get("refresh_token");
    return new GrantedToken(
        SignedToken.of(new AccessToken(token, expiry(answer, begin))),
        refresh == null || refresh.isEmpty() ? null : new Secret(refresh));
  }

  private static @Nullable Instant expiry(Answer answer, Instant begin) {
    String seconds = answer.fields().getOrDefault("expires_in", "");
    return seconds.matches("\\d{1,9}")
        ? begin.plus(Duration.ofSeconds(Long.parseLong(seconds)))
        : null;
  }

  /**
   * What an answer with an error means.
   *
   * @param sent the form that was sent, whose secrets a provider may repeat
   * @param secrets what else was sent that is secret
   */
  DriverException refused(Answer answer, Map<String, String> sent, List<String> secrets) {
    List<String> hidden = new ArrayList<>(secrets);
    sent.forEach(
        (field, value) -> {
          if (!isPublic(field)) {
            hidden.add(value);
          }
        });
    String code = without(hidden, answer.error());
    String description = without(hidden, answer.fields().getOrDefault("error_description", ""));
    boolean never = code.isEmpty() && answer.status() != 401 && answer.status() != 403;
    return new DriverException(
        never ? Kind.CANNOT_CONNECT_EVER : Kind.UNAUTHORIZED,
        ServerText.shown(
            name()
                + (never ? " gave no token: HTTP " : " refused the sign-in: HTTP ")
                + answer.status()
                + (code.isEmpty() ? "" : ", " + code)
                + (description.isEmpty() ? "" : " (" + description + ")")));
  }

  /** Hides secrets as such, and in the forms in which they are sent. */
  private static String without(List<String> secrets, String text) {
    String shown = text;
    for (String secret : secrets) {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      for (String form :
          List.of(
              secret,
              URLEncoder.encode(secret, StandardCharsets.UTF_8),
              Base64.getEncoder().withoutPadding().encodeToString(bytes),
              Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))) {
        shown = form.length() < SHORTEST_SECRET ? shown : shown.replace(form, "***");
      }
    }
    return shown;
  }

  private static boolean isPublic(String field) {
    return field.equals("client_id") || field.equals("scope") || field.equals("grant_type");
  }

  private static Answer answer(ServiceClient.Reply reply) {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(reply.body())) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          if (parser.nextToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
            fields.put(name, parser.getText());
          }
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      // A page of a gateway, or half an answer: the status says what there is to say.
      fields.clear();
    }
    return new Answer(reply.status(), Map.copyOf(fields));
  }
}
