package io.github.lakewire.jdbc.internal.text;

import org.jspecify.annotations.Nullable;

/** Reads strings of JSON: {@link JsonText} in the other direction. */
public final class JsonString {
  private JsonString() {}

  /**
   * Finds the end of a string.
   *
   * @param start where its opening quote is
   * @return where its closing quote is, or -1
   */
  public static int end(String text, int start) {
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i;
      }
    }
    return -1;
  }

  /** Undoes the escapes of a string's content; null when there is one that JSON does not have. */
  public static @Nullable String unescape(String content) {
    if (content.indexOf('\\') < 0) {
      return content;
    }
    StringBuilder out = new StringBuilder(content.length());
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      if (++i >= content.length()) {
        return null;
      }
      switch (content.charAt(i)) {
        case '"', '\\', '/' -> out.append(content.charAt(i));
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'u' -> {
          int code = hex(content, i + 1);
          if (code < 0) {
            return null;
          }
          out.append((char) code);
          i += 4;
        }
        default -> {
          return null;
        }
      }
    }
    return out.toString();
  }

  private static int hex(String text, int start) {
    if (start + 4 > text.length()) {
      return -1;
    }
    int code = 0;
    for (int i = start; i < start + 4; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      code = code * 16 + digit;
    }
    return code;
  }
}
