package io.github.lakewire.jdbc.internal.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Query tags as the server has them in one text: {@code key:value,key}. In values a backslash
 * stands before a colon, a comma and a backslash (protocol.md, "Query tags").
 */
public final class QueryTagText {
  private static final int MOST_TAGS = 20;
  private static final int LONGEST_VALUE = 128;
  private static final String NOT_IN_KEYS = ",:-/=.\\";

  private QueryTagText() {}

  /**
   * Reads tags; blanks around keys and values do not count, and an empty value is none.
   *
   * @throws IllegalArgumentException for what the server would not take; says why, without values
   */
  public static Map<String, @Nullable String> parse(String text) {
    Map<String, @Nullable String> tags = new LinkedHashMap<>();
    int start = 0;
    while (start < text.length()) {
      int end = end(text, start, ',');
      if (!text.substring(start, end).isBlank()) {
        int colon = Math.min(end(text, start, ':'), end);
        String key = text.substring(start, colon).strip();
        if (tags.containsKey(key)) {
          throw new IllegalArgumentException("the key " + key + " is there twice");
        }
        tags.put(key, colon < end ? unescaped(text.substring(colon + 1, end)) : null);
      }
      start = end + 1;
    }
    return checked(tags);
  }

  /** Where the character comes next without a backslash before it, else the end of the text. */
  private static int end(String text, int start, char wanted) {
    int i = start;
    while (i < text.length() && text.charAt(i) != wanted) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i, text.length());
  }

  private static String unescaped(String value) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      boolean escape = value.charAt(i) == '\\' && i + 1 < value.length();
      i += escape ? 1 : 0;
      plain.append(value.charAt(i));
    }
    return plain.toString();
  }

  /**
   * Returns a copy of tags, in their order, as the server keeps them: without blanks around keys
   * and values, null for an empty value.
   *
   * @throws IllegalArgumentException for what the server would not take; says why, without values
   */
  public static Map<String, @Nullable String> checked(Map<String, @Nullable String> tags) {
    Map<String, @Nullable String> kept = new LinkedHashMap<>();
    tags.forEach(
        (key, value) -> {
          String name = checkedKey(key);
          String plain = value == null ? "" : value.strip();
          if (plain.codePointCount(0, plain.length()) > LONGEST_VALUE) {
            throw new IllegalArgumentException(
                "the value of " + name + " is longer than " + LONGEST_VALUE + " characters");
          }
          kept.put(name, plain.isEmpty() ? null : plain);
        });
    if (kept.size() > MOST_TAGS) {
      throw new IllegalArgumentException(
          "a statement can have " + MOST_TAGS + " tags, and these are " + kept.size());
    }
    return Collections.unmodifiableMap(kept);
  }

  private static String checkedKey(@Nullable String key) {
    String name = key == null ? "" : key.strip();
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a key is empty");
    }
    if (name.chars().anyMatch(c -> NOT_IN_KEYS.indexOf(c) >= 0 || Character.isISOControl(c))) {
      throw new IllegalArgumentException(
          "the key "
              + (name.length() > LONGEST_VALUE ? name.substring(0, LONGEST_VALUE) + "..." : name)
              + " has one of the characters , : - / = . and \\ or a control character");
    }
    return name;
  }

  /** Writes tags that {@link #checked} has returned. */
  public static String write(Map<String, @Nullable String> tags) {
    return tags.entrySet().stream()
        .map(tag -> tag.getValue() == null ? tag.getKey() : pair(tag.getKey(), tag.getValue()))
        .collect(Collectors.joining(","));
  }

  private static String pair(String key, String value) {
    return key + ":" + value.replaceAll("[\\\\:,]", "\\\\$0");
  }
}
