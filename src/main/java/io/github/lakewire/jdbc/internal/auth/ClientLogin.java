package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** How a client says at the token endpoint who it is. */
interface ClientLogin {
  /**
   * Adds it to a request.
   *
   * @throws DriverException CANNOT_CONNECT_EVER when its key cannot be used
   */
  void addTo(Map<String, String> headers, Map<String, String> form, URI endpoint)
      throws DriverException;

  /** As the settings say. */
  static ClientLogin of(SignIn.Client client) {
    SignIn.AssertionKey key = client.key();
    Secret secret = client.secret();
    if (key != null) {
      return (headers, form, endpoint) -> {
        form.put("client_id", client.id());
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", ClientAssertion.sign(client.id(), endpoint, key));
      };
    }
    if (secret == null) {
      return (headers, form, endpoint) -> {
        if (!client.id().isEmpty()) {
          form.put("client_id", client.id());
        }
      };
    }
    return client.secretInForm()
        ? (headers, form, endpoint) -> {
          form.put("client_id", client.id());
          form.put("client_secret", secret.reveal());
        }
        : (headers, form, endpoint) ->
            headers.put("Authorization", basic(client.id(), secret.reveal()));
  }

  private static String basic(String id, String secret) {
    String pair = encoded(id) + ":" + encoded(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  /** As forms are, before it is put into the header (RFC 6749, 2.3.1). */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
