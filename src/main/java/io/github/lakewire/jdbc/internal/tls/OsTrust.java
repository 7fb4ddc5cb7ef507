package io.github.lakewire.jdbc.internal.tls;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The authorities that the operating system trusts. */
final class OsTrust {
  /** The trustStoreType that stands for them on any system. */
  static final String TYPE = "OS";

  /** Where distributions keep them, in one file. */
  static final List<String> BUNDLES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem",
          "/etc/ssl/cert.pem");

  /** That of macOS for the system's own authorities is younger than the other. */
  private static final List<String> OF_MAC = List.of("KeychainStore-ROOT", "KeychainStore");

  private OsTrust() {}

  /**
   * Reads the store of a system.
   *
   * @param system the JVM's os.name
   * @param bundles where it is where the JVM has no store for it
   */
  static KeyStore load(String system, List<String> bundles) throws DriverException {
    String name = system.toLowerCase(Locale.ROOT);
    try {
      if (name.startsWith("windows")) {
        return ofType("Windows-ROOT");
      }
      if (name.startsWith("mac")) {
        Set<String> known = Security.getAlgorithms("KeyStore");
        for (String type : OF_MAC) {
          if (known.contains(type.toUpperCase(Locale.ROOT))) {
            return ofType(type);
          }
        }
      }
      for (String bundle : bundles) {
        Path file = Path.of(bundle);
        if (Files.isReadable(file)) {
          return PemFiles.certificates(file);
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw StoreLoader.unusable("The authorities of " + system + " cannot be read", e);
    }
    throw StoreLoader.unusable(
        "The authorities of "
            + system
            + " are in none of the usual places; set trustStore to the file with them",
        null);
  }

  private static KeyStore ofType(String type) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    return store;
  }
}
