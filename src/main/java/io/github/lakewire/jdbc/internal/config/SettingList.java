package io.github.lakewire.jdbc.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Session settings in one text: {@code a=b,c=d}, or the JSON of a flat object, as the Python driver
 * takes it.
 */
final class SettingList {
  private final String text;
  private int position;

  private SettingList(String text) {
    this.text = text;
  }

  /**
   * Reads such a text; the braces of an object may have been read as those around a value.
   *
   * @throws IllegalArgumentException when it has another shape; without the text
   */
  static List<Map.Entry<String, String>> parse(String text) {
    String inner = text.strip();
    if (inner.startsWith("{") && inner.endsWith("}") && inner.length() > 1) {
      inner = inner.substring(1, inner.length() - 1);
    }
    return new SettingList(inner).entries();
  }

  private List<Map.Entry<String, String>> entries() {
    List<Map.Entry<String, String>> entries = new ArrayList<>();
    while (position < text.length()) {
      String name = token("=:");
      if (name.isEmpty() || position == text.length()) {
        throw new IllegalArgumentException("no name=value");
      }
      position++;
      entries.add(Map.entry(name, token(",")));
      position++;
    }
    return entries;
  }

  /** A quoted text, or whatever stands before one of the characters. */
  private String token(String ends) {
    skipBlanks();
    char quote = position < text.length() ? text.charAt(position) : ' ';
    StringBuilder token = new StringBuilder();
    if (quote == '"' || quote == '\'') {
      position++;
      while (position < text.length() && text.charAt(position) != quote) {
        boolean escape = text.charAt(position) == '\\' && position + 1 < text.length();
        position += escape ? 1 : 0;
        token.append(text.charAt(position++));
      }
      position++;
      skipBlanks();
      if (position < text.length() && ends.indexOf(text.charAt(position)) < 0) {
        throw new IllegalArgumentException("text after a quote");
      }
      position = Math.min(position, text.length());
      return token.toString();
    }
    while (position < text.length() && ends.indexOf(text.charAt(position)) < 0) {
      token.append(text.charAt(position++));
    }
    return token.toString().strip();
  }

  private void skipBlanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }
}
