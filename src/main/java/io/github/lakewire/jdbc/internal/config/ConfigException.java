package io.github.lakewire.jdbc.internal.config;

/**
 * The URL or a property cannot be understood. The message names the property, the shape of a good
 * value and the remedy; it never repeats a secret.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
