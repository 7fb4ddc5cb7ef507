package io.github.lakewire.jdbc.internal.metadata;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version text and its first two numbers, read leniently: what is missing or too large is 0.
 *
 * @param text as the server says it
 */
record ProductVersion(String text, int major, int minor) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?");

  static ProductVersion parse(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    if (!numbers.find()) {
      return new ProductVersion(text, 0, 0);
    }
    String minor = numbers.group(2);
    return new ProductVersion(
        text, Integer.parseInt(numbers.group(1)), minor == null ? 0 : Integer.parseInt(minor));
  }
}
