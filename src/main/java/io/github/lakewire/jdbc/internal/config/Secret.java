package io.github.lakewire.jdbc.internal.config;

import static java.util.Objects.requireNonNull;

/**
 * A text that must not reach logs or messages: it prints as dots, and only the HTTP layer reads it.
 */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = requireNonNull(value, "value");
  }

  /** Returns the text itself; only to be put into a request. */
  public String reveal() {
    return value;
  }

  /** Whether a text can be sent as a token: visible characters of ASCII, and at least one. */
  public static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
