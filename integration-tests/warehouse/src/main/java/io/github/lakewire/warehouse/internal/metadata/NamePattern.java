package io.github.lakewire.warehouse.internal.metadata;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name with the wildcards of the protocol: underscore, per cent, and backslash before either.
 * Case is that of Unicode.
 */
public final class NamePattern {
  private final Pattern pattern;

  private NamePattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Null and the empty text match everything. */
  public static NamePattern of(String text) {
    if (text == null || text.isEmpty()) {
      return new NamePattern(Pattern.compile(".*", Pattern.DOTALL));
    }
    StringBuilder regex = new StringBuilder();
    String key = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < key.length(); ) {
      int c = key.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\\' && i < key.length()) {
        c = key.codePointAt(i);
        i += Character.charCount(c);
        regex.append(Pattern.quote(Character.toString(c)));
      } else if (c == '_') {
        regex.append('.');
      } else if (c == '%') {
        regex.append(".*");
      } else {
        regex.append(Pattern.quote(Character.toString(c)));
      }
    }
    return new NamePattern(
        Pattern.compile(
            regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
  }

  boolean matches(String name) {
    return pattern.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }
}
