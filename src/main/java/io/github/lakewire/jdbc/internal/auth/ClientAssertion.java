package io.github.lakewire.jdbc.internal.auth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** A client's word, signed with its private key, that it is the client (RFC 7523). */
final class ClientAssertion {
  private static final int LIFETIME_SECONDS = 300;

  private ClientAssertion() {}

  /**
   * Makes one for a single use.
   *
   * @throws DriverException CANNOT_CONNECT_EVER when the key cannot be read or used
   */
  static String sign(String clientId, URI audience, SignIn.AssertionKey key)
      throws DriverException {
    long now = Instant.now().getEpochSecond();
    String algorithm = key.algorithm();
    try {
      StringWriter header = new StringWriter();
      try (JsonGenerator json = new JsonFactory().createGenerator(header)) {
        json.writeStartObject();
        json.writeStringField("alg", algorithm);
        json.writeStringField("typ", "JWT");
        if (key.keyId() != null) {
          json.writeStringField("kid", key.keyId());
        }
        json.writeEndObject();
      }
      StringWriter claims = new StringWriter();
      try (JsonGenerator json = new JsonFactory().createGenerator(claims)) {
        json.writeStartObject();
        json.writeStringField("iss", clientId);
        json.writeStringField("sub", clientId);
        json.writeStringField("aud", audience.toString());
        json.writeStringField("jti", UUID.randomUUID().toString());
        json.writeNumberField("iat", now);
        json.writeNumberField("exp", now + LIFETIME_SECONDS);
        json.writeEndObject();
      }
      String signed = encoded(header.toString()) + "." + encoded(claims.toString());
      Signature signature = signature(algorithm);
      signature.initSign(PrivateKeyFile.read(key));
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException | IOException e) {
      throw new DriverException(
          DriverException.Kind.CANNOT_CONNECT_EVER,
          "The key in "
              + key.file()
              + " cannot sign with "
              + algorithm
              + ": RS and PS need an RSA key, ES256, ES384 and ES512 one of the curves P-256, P-384"
              + " and P-521 (Auth_JWT_Alg)",
          e);
    }
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** RS256 and the like, as Java names them. */
  private static Signature signature(String algorithm) throws GeneralSecurityException {
    String bits = algorithm.substring(2);
    switch (algorithm.substring(0, 2)) {
      case "PS" -> {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        MGF1ParameterSpec mask = new MGF1ParameterSpec("SHA-" + bits);
        signature.setParameter(
            new PSSParameterSpec("SHA-" + bits, "MGF1", mask, Integer.parseInt(bits) / 8, 1));
        return signature;
      }
      case "ES" -> {
        return Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
      }
      default -> {
        return Signature.getInstance("SHA" + bits + "withRSA");
      }
    }
  }
}
