package io.github.lakewire.jdbc.internal.tls;

import io.github.lakewire.jdbc.internal.config.ConnectionProperty;
import io.github.lakewire.jdbc.internal.config.Secret;
import io.github.lakewire.jdbc.internal.error.DriverException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchProviderException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads stores of certificates and keys.
 *
 * @param what the kind of store, for messages
 * @param passwordProperty the property that opens it
 * @param providerProperty the property that names its provider
 */
record StoreLoader(
    String what, ConnectionProperty passwordProperty, ConnectionProperty providerProperty) {
  static final String PEM = "PEM";

  private static final String PEM_BEGIN = "-----BEGIN";
  private static final int PEM_SEARCH = 4096;

  /** Types that the JVM recognises by the file, whichever of them is asked for. */
  private static final Set<String> PLAIN_TYPES = Set.of("JKS", "PKCS12");

  /** Reads a PEM file into a store. */
  interface PemReader {
    KeyStore read(Path file) throws IOException, GeneralSecurityException, DriverException;
  }

  /**
   * Reads a store.
   *
   * @param file null for a type that needs none
   * @param type null when the file tells by itself
   */
  KeyStore load(
      @Nullable Path file,
      @Nullable String type,
      @Nullable String provider,
      @Nullable Secret secret,
      PemReader pem)
      throws DriverException {
    char[] password = secret == null ? null : secret.reveal().toCharArray();
    try {
      if (file == null) {
        return ofType(String.valueOf(type), provider, null, password);
      }
      boolean plain = type == null || PLAIN_TYPES.contains(type.toUpperCase(Locale.ROOT));
      if (PEM.equalsIgnoreCase(type) || (type == null && isPem(file))) {
        return pem.read(file);
      }
      // Looks into the file for its type: PKCS12 or JKS.
      return plain && provider == null
          ? KeyStore.getInstance(file.toFile(), password)
          : ofType(type == null ? KeyStore.getDefaultType() : type, provider, file, password);
    } catch (IOException e) {
      throw unusable(
          "The "
              + what
              + " "
              + name(file, type)
              + " cannot be read; check its path and "
              + passwordProperty.propertyName(),
          e);
    } catch (NoSuchProviderException | IllegalArgumentException e) {
      throw unusable(
          "The JVM has no security provider of the name in " + providerProperty.propertyName(), e);
    } catch (GeneralSecurityException e) {
      throw unusable(
          "The "
              + what
              + " "
              + name(file, type)
              + (type == null
                  ? " is no PKCS12, JKS or PEM file"
                  : " cannot be read as " + type + ", or the JVM does not know that type"),
          e);
    }
  }

  static String name(@Nullable Path file, @Nullable String type) {
    return file == null ? String.valueOf(type) : file.toString();
  }

  private static KeyStore ofType(
      String type, @Nullable String provider, @Nullable Path file, char @Nullable [] password)
      throws IOException, GeneralSecurityException {
    KeyStore store =
        provider == null ? KeyStore.getInstance(type) : KeyStore.getInstance(type, provider);
    if (file == null) {
      store.load(null, password);
      return store;
    }
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }

  private static boolean isPem(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(PEM_SEARCH);
    }
    // PEM files may begin with comments.
    return new String(head, StandardCharsets.ISO_8859_1).contains(PEM_BEGIN);
  }

  static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  static DriverException unusable(String message, @Nullable Throwable cause) {
    return new DriverException(DriverException.Kind.CANNOT_CONNECT_EVER, message, cause);
  }
}
