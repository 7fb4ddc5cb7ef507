package io.github.lakewire.identity;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;

/**
 * The keys that clients sign their assertions with.
 *
 * @param privateKeys by name
 * @param publicKeys as the provider reads them
 */
record ClientKeys(Map<String, PrivateKey> privateKeys, JWKSet publicKeys) {
  static ClientKeys generate() throws GeneralSecurityException {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    KeyPair signing = rsa.generateKeyPair();
    KeyPair small = curve("secp256r1");
    KeyPair middle = curve("secp384r1");
    KeyPair large = curve("secp521r1");
    return new ClientKeys(
        Map.of(
            "rsa", signing.getPrivate(),
            "ec256", small.getPrivate(),
            "ec384", middle.getPrivate(),
            "ec521", large.getPrivate()),
        new JWKSet(
            List.of(
                new RSAKey.Builder((RSAPublicKey) signing.getPublic()).keyID("rsa").build(),
                new ECKey.Builder(Curve.P_256, (ECPublicKey) small.getPublic())
                    .keyID("ec256")
                    .build(),
                new ECKey.Builder(Curve.P_384, (ECPublicKey) middle.getPublic())
                    .keyID("ec384")
                    .build(),
                new ECKey.Builder(Curve.P_521, (ECPublicKey) large.getPublic())
                    .keyID("ec521")
                    .build())));
  }

  private static KeyPair curve(String name) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(name));
    return generator.generateKeyPair();
  }
}
