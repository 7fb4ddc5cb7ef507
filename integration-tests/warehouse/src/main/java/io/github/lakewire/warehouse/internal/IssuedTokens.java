package io.github.lakewire.warehouse.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The access tokens of an identity provider, checked as a workspace does: signed by one of the
 * provider's keys, of this issuer, and not expired.
 */
final class IssuedTokens {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String issuer;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();

  IssuedTokens(String issuer) {
    this.issuer = issuer;
  }

  /** Says what is wrong with a token, in the words of a workspace; null when it is good. */
  String refusal(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return "Invalid Token";
    }
    try {
      JsonNode header = JSON.readTree(decode(parts[0]));
      JsonNode claims = JSON.readTree(decode(parts[1]));
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key(header.path("kid").asText()));
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      if (!header.path("alg").asText().equals("RS256")
          || !signature.verify(decode(parts[2]))
          || !claims.path("iss").asText().equals(issuer)) {
        return "Invalid Token";
      }
      boolean expired = !Instant.now().isBefore(Instant.ofEpochSecond(claims.path("exp").asLong()));
      return expired ? "Token is expired" : null;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return "Invalid Token";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "Invalid Token";
    }
  }

  private static byte[] decode(String part) {
    return Base64.getUrlDecoder().decode(part);
  }

  /** The key of a name, asked for when it is not known: providers change theirs. */
  private PublicKey key(String id)
      throws IOException, InterruptedException, GeneralSecurityException {
    PublicKey known = keys.get(id);
    if (known != null) {
      return known;
    }
    JsonNode set =
        JSON.readTree(
            http.send(
                    HttpRequest.newBuilder(URI.create(issuer + "/v1/keys")).build(),
                    BodyHandlers.ofByteArray())
                .body());
    for (JsonNode key : set.path("keys")) {
      if (key.path("kty").asText().equals("RSA")) {
        keys.put(
            key.path("kid").asText(),
            KeyFactory.getInstance("RSA")
                .generatePublic(
                    new RSAPublicKeySpec(number(key.path("n")), number(key.path("e")))));
      }
    }
    PublicKey found = keys.get(id);
    if (found == null) {
      throw new GeneralSecurityException("no such key");
    }
    return found;
  }

  private static BigInteger number(JsonNode text) {
    return new BigInteger(1, decode(text.asText()));
  }
}
