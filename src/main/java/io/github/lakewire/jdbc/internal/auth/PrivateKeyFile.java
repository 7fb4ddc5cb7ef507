package io.github.lakewire.jdbc.internal.auth;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.config.SignIn;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Reads a private key from a PEM file: PKCS #8, encrypted or not, and PKCS #1 of RSA. */
final class PrivateKeyFile {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN ((?:ENCRYPTED |RSA |EC )?PRIVATE KEY)-----([^-]*)-----END \\1-----");

  /** Version and algorithm of RSA, in the envelope of PKCS #8. */
  private static final String RSA = "020100300d06092a864886f70d0101010500";

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;

  private PrivateKeyFile() {}

  /**
   * Reads the key for an algorithm.
   *
   * @throws DriverException CANNOT_CONNECT_EVER when the file has none that can be read
   */
  static PrivateKey read(SignIn.AssertionKey key) throws DriverException {
    String text =
        new String(
            SmallFile.read(key.file(), ConnectionProperty.JWT_KEY_FILE),
            StandardCharsets.ISO_8859_1);
    Matcher matcher = PEM.matcher(text);
    if (!matcher.find()) {
      throw wrong(key, "has no private key in PEM (-----BEGIN PRIVATE KEY-----)", null);
    }
    String kind = matcher.group(1);
    if (kind.startsWith("EC") || matcher.group(2).contains("Proc-Type")) {
      throw wrong(
          key, "has a key in an older form: convert it with openssl pkcs8 -topk8 -in <file>", null);
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(matcher.group(2));
      PKCS8EncodedKeySpec spec =
          switch (kind) {
            case "ENCRYPTED PRIVATE KEY" -> decrypted(bytes, key);
            case "RSA PRIVATE KEY" -> new PKCS8EncodedKeySpec(enveloped(bytes));
            default -> new PKCS8EncodedKeySpec(bytes);
          };
      return KeyFactory.getInstance(key.algorithm().startsWith("ES") ? "EC" : "RSA")
          .generatePrivate(spec);
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw wrong(
          key,
          kind.startsWith("ENCRYPTED")
              ? "cannot be decrypted: check jwtKeyPassphrase, and that jwtAlgorithm fits its kind"
              : "has no key for the algorithm " + key.algorithm(),
          e);
    }
  }

  private static PKCS8EncodedKeySpec decrypted(byte[] bytes, SignIn.AssertionKey key)
      throws GeneralSecurityException, IOException, DriverException {
    Secret passphrase = key.passphrase();
    if (passphrase == null) {
      throw wrong(key, "is encrypted: set jwtKeyPassphrase", null);
    }
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(bytes);
    // Of PBES2 the parameters alone know the algorithm, and say it so.
    String named = info.getAlgName();
    String algorithm =
        named.equals("PBES2") || named.equals("1.2.840.113549.1.5.13")
            ? info.getAlgParameters().toString()
            : named;
    PBEKeySpec password = new PBEKeySpec(passphrase.reveal().toCharArray());
    try {
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm).generateSecret(password),
          info.getAlgParameters());
      return info.getKeySpec(cipher);
    } finally {
      password.clearPassword();
    }
  }

  /** The PKCS #8 of an RSA key in PKCS #1. */
  private static byte[] enveloped(byte[] key) throws IOException {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.write(HexFormat.of().parseHex(RSA));
    inner.write(tagged(OCTETS, key));
    return tagged(SEQUENCE, inner.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      byte[] length = {
        (byte) (content.length >> 16), (byte) (content.length >> 8), (byte) content.length
      };
      int first = length[0] != 0 ? 0 : length[1] != 0 ? 1 : 2;
      out.write(0x80 | (length.length - first));
      out.write(Arrays.copyOfRange(length, first, length.length));
    }
    out.write(content);
    return out.toByteArray();
  }

  private static DriverException wrong(
      SignIn.AssertionKey key, String why, @Nullable Throwable cause) {
    return new DriverException(
        DriverException.Kind.CANNOT_CONNECT_EVER,
        "Connection property "
            + ConnectionProperty.JWT_KEY_FILE.propertyName()
            + " is wrong: "
            + key.file()
            + " "
            + why,
        cause);
  }
}
