package io.github.lakewire.jdbc.internal.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the certificate and the key are that the driver shows to the workspace.
 *
 * @param certificate a key store, or a PEM file with certificates; null for a store without a file
 * @param key a PEM file with the key; null when the key is in the first file
 * @param password opens the store, or the key
 * @param type of the store; null when the file tells by itself
 * @param provider of the store; null is any that knows the type
 */
public record ClientKey(
    @Nullable Path certificate,
    @Nullable Path key,
    @Nullable Secret password,
    @Nullable String type,
    @Nullable String provider) {

  /** For messages. */
  public String name() {
    return certificate == null ? String.valueOf(type) : certificate.toString();
  }
}
