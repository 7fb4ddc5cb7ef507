package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** How a client says at the token endpoint who it is. */
record ClientLogin(SignIn.Client client) {
  private static final String BASIC = "Basic ";

  /**
   * Adds it to a request.
   *
   * @throws DriverException CANNOT_CONNECT_EVER when its key cannot be used
   */
  void addTo(Map<String, String> headers, Map<String, String> form, URI endpoint)
      throws DriverException {
    SignIn.AssertionKey key = client.key();
    Secret secret = client.secret();
    if (secret != null && key == null && !client.secretInForm()) {
      headers.put("Authorization", basic(client.id(), secret.reveal()));
      return;
    }
    if (!client.id().isEmpty() || key != null || secret != null) {
      form.put("client_id", client.id());
    }
    if (key != null) {
      form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
      form.put("client_assertion", ClientAssertion.sign(client.id(), endpoint, key));
    } else if (secret != null) {
      form.put("client_secret", secret.reveal());
    }
  }

  /** What is sent of it that is secret, wherever it is put. */
  List<String> secrets() {
    Secret secret = client.secret();
    return secret == null
        ? List.of()
        : List.of(basic(client.id(), secret.reveal()).substring(BASIC.length()), secret.reveal());
  }

  private static String basic(String id, String secret) {
    String pair = encoded(id) + ":" + encoded(secret);
    return BASIC + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  /** As forms are, before it is put into the header (RFC 6749, 2.3.1). */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
