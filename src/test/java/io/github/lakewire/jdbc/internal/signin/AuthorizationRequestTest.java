package io.github.lakewire.jdbc.internal.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.config.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;

class AuthorizationRequestTest {
  private static AuthorizationRequest request(String endpoint) {
    return AuthorizationRequest.create(
        URI.create(endpoint), "the client", "sql offline_access", "http://localhost:8020");
  }

  @Test
  void theChallengeIsThatOfTheStandard() {
    // RFC 7636, appendix B.
    assertEquals(
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        AuthorizationRequest.challenge(new Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")));
  }

  @Test
  void theAddressHasAllButTheVerifier() {
    AuthorizationRequest request = request("https://id.example/authorize?audience=x");
    String address = request.address().toString();
    assertTrue(
        address.startsWith(
            "https://id.example/authorize?audience=x&response_type=code&client_id=the%20client"
                + "&redirect_uri=http%3A%2F%2Flocalhost%3A8020&scope=sql%20offline_access&state="),
        address);
    assertTrue(
        address.endsWith(
            "&code_challenge="
                + AuthorizationRequest.challenge(request.verifier())
                + "&code_challenge_method=S256"),
        address);
    assertFalse(address.contains(request.verifier().reveal()));
    assertEquals(43, request.verifier().reveal().length());
  }

  @Test
  void eachRequestHasAStateOfItsOwn() {
    AuthorizationRequest first = request("https://id.example/authorize");
    AuthorizationRequest second = request("https://id.example/authorize");
    assertNotEquals(first.address(), second.address());
    String state = first.address().toString().replaceAll(".*[?&]state=([^&]*).*", "$1");
    assertTrue(first.isAnsweredWith(state));
    assertFalse(second.isAnsweredWith(state));
    assertFalse(first.isAnsweredWith(""));
  }
}
