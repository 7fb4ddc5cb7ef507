package io.github.lakewire.jdbc.internal.tls;

import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Reads certificates and keys of PEM files. */
final class PemFiles {
  /** The alias of what is read. */
  static final String ALIAS = "pem";

  private static final int LONGEST_FILE = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");

  private PemFiles() {}

  /** Returns a store that trusts all certificates of a file. */
  static KeyStore certificates(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = StoreLoader.empty();
    try (InputStream in = Files.newInputStream(file)) {
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("pem-" + count++, certificate);
      }
    }
    return store;
  }

  /**
   * Returns a store with a key and its certificates, with the password of the key.
   *
   * @param file the certificates
   * @param keyFile the key; may be the same file
   * @param secret opens an encrypted key
   */
  static KeyStore key(Path file, Path keyFile, @Nullable Secret secret)
      throws IOException, GeneralSecurityException, DriverException {
    StringBuilder chain = new StringBuilder();
    Matcher blocks = BLOCK.matcher(text(file));
    while (blocks.find()) {
      if (blocks.group(1).endsWith("CERTIFICATE")) {
        chain.append(blocks.group()).append('\n');
      }
    }
    if (chain.length() == 0) {
      throw StoreLoader.unusable("The PEM file " + file + " has no certificate", null);
    }
    List<X509Certificate> certificates = new ArrayList<>();
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(chain.toString().getBytes(StandardCharsets.US_ASCII)))) {
      certificates.add((X509Certificate) certificate);
    }
    PrivateKey key = privateKey(keyFile, secret);
    KeyStore store = StoreLoader.empty();
    store.setKeyEntry(
        ALIAS,
        key,
        secret == null ? new char[0] : secret.reveal().toCharArray(),
        chain(key, certificates, file, keyFile));
    return store;
  }

  /** The certificate of the key, and those of the authorities above it, whatever their order. */
  private static Certificate[] chain(
      PrivateKey key, List<X509Certificate> certificates, Path file, Path keyFile)
      throws GeneralSecurityException, DriverException {
    List<X509Certificate> chain = new ArrayList<>();
    for (X509Certificate certificate : certificates) {
      if (chain.isEmpty() && belong(key, certificate.getPublicKey())) {
        chain.add(certificate);
      }
    }
    if (chain.isEmpty()) {
      throw StoreLoader.unusable(
          "The key in " + keyFile + " does not belong to a certificate of " + file, null);
    }
    for (X509Certificate next = chain.get(0); next != null; ) {
      X500Principal issuer = next.getIssuerX500Principal();
      next =
          certificates.stream()
              .filter(above -> above.getSubjectX500Principal().equals(issuer))
              .filter(above -> !chain.contains(above))
              .findFirst()
              .orElse(null);
      if (next != null) {
        chain.add(next);
      }
    }
    return chain.toArray(new Certificate[0]);
  }

  /** Whether one verifies what the other has signed; a server would only say that it failed. */
  private static boolean belong(PrivateKey key, PublicKey other) throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    if (!key.getAlgorithm().equals(other.getAlgorithm())) {
      return false;
    }
    if (algorithm.equals("RSASSA-PSS")) {
      return true;
    }
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update((byte) 1);
    byte[] signed = signature.sign();
    signature.initVerify(other);
    signature.update((byte) 1);
    try {
      return signature.verify(signed);
    } catch (SignatureException e) {
      return false;
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST_FILE + 1);
      if (bytes.length > LONGEST_FILE) {
        throw new IOException("longer than 1 MB");
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static PrivateKey privateKey(Path file, @Nullable Secret secret)
      throws IOException, GeneralSecurityException, DriverException {
    Matcher blocks = BLOCK.matcher(text(file));
    while (blocks.find()) {
      String kind = blocks.group(1);
      if (!kind.endsWith("PRIVATE KEY")) {
        continue;
      }
      return switch (kind) {
        case "PRIVATE KEY" -> privateKey(decoded(blocks.group(2)), file);
        case "ENCRYPTED PRIVATE KEY" ->
            privateKey(decrypted(decoded(blocks.group(2)), file, secret), file);
        default ->
            throw StoreLoader.unusable(
                "The key in "
                    + file
                    + " is in an older form ("
                    + kind
                    + "); convert it: openssl pkcs8 -topk8 -in <file> -out <new file>",
                null);
      };
    }
    throw StoreLoader.unusable("The PEM file " + file + " has no private key", null);
  }

  private static byte[] decoded(String base64) throws InvalidKeyException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("no base64", e);
    }
  }

  private static byte[] decrypted(byte[] bytes, Path file, @Nullable Secret secret)
      throws IOException, GeneralSecurityException, DriverException {
    if (secret == null) {
      throw StoreLoader.unusable(
          "The key in " + file + " is encrypted; set clientKeyPassword", null);
    }
    EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(bytes);
    // The parameters of PBES2 print as the name of the algorithm, and the algorithm does not.
    String algorithm =
        encrypted.getAlgName().equals("PBES2") || encrypted.getAlgName().startsWith("1.")
            ? String.valueOf(encrypted.getAlgParameters())
            : encrypted.getAlgName();
    try {
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm)
              .generateSecret(new PBEKeySpec(secret.reveal().toCharArray())),
          encrypted.getAlgParameters());
      return encrypted.getKeySpec(cipher).getEncoded();
    } catch (InvalidKeySpecException | InvalidKeyException e) {
      throw StoreLoader.unusable(
          "The key in " + file + " cannot be decrypted; check clientKeyPassword", e);
    }
  }

  private static PrivateKey privateKey(byte[] bytes, Path file)
      throws GeneralSecurityException, DriverException {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
      } catch (InvalidKeySpecException e) {
        // A key for another of them.
      }
    }
    throw StoreLoader.unusable("The key in " + file + " is of no kind that the JVM knows", null);
  }
}
