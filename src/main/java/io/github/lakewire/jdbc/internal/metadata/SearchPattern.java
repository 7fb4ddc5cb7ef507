package io.github.lakewire.jdbc.internal.metadata;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A pattern argument of {@code DatabaseMetaData}: {@code %} is any text, {@code _} any one
 * character, a backslash takes the meaning from one of these or from another backslash, and means
 * itself before anything else. Names are compared without regard to case, as the server does, and
 * the same in every locale.
 *
 * <p>Tools pass plain names without escaping them, so {@code my_schema} is by far the most frequent
 * pattern. It goes to the server as it is, in one call like an exact name; only what else it
 * matched costs anything.
 */
final class SearchPattern {
  private static final int ANY_ONE = -1;
  private static final int ANY_TEXT = -2;
  private static final int LAST_OF_ASCII = 127;

  private final @Nullable String text;
  private final int[] tokens;

  private SearchPattern(@Nullable String text, int[] tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /** Reads an argument; null is no restriction. */
  static SearchPattern of(@Nullable String text) {
    return text == null
        ? new SearchPattern(null, new int[] {ANY_TEXT})
        : new SearchPattern(withEscapedBackslashes(text), tokens(text, SearchPattern::fold));
  }

  /** Escapes each backslash that escapes nothing: servers differ in how they read it. */
  private static String withEscapedBackslashes(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder sent = new StringBuilder(text.length() + 4);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      sent.append(c);
      if (c == '\\') {
        sent.append(escapes(text, i) ? text.charAt(++i) : '\\');
      }
    }
    return sent.toString();
  }

  /** Whether the backslash at a position takes the meaning from what follows. */
  private static boolean escapes(String text, int backslash) {
    int next = backslash + 1;
    return next < text.length() && "\\_%".indexOf(text.charAt(next)) >= 0;
  }

  /** A pattern that only matches this name: the escaped form of what must not be a pattern. */
  static String escape(String name) {
    StringBuilder escaped = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\\' || c == '_' || c == '%') {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  /** Returns the argument as it came, but for backslashes that escape nothing. */
  @Nullable String text() {
    return text;
  }

  /** Whether every name matches. */
  boolean matchesAll() {
    return tokens.length == 1 && tokens[0] == ANY_TEXT;
  }

  /** Whether no name can match, since none is empty: the server need not be asked. */
  boolean matchesNothing() {
    return tokens.length == 0;
  }

  boolean matches(String given) {
    if (matchesAll()) {
      return true;
    }
    String name = given.toLowerCase(Locale.ROOT);
    int token = 0;
    int position = 0;
    int retryToken = -1;
    int retryPosition = 0;
    while (position < name.length()) {
      int c = name.codePointAt(position);
      if (token < tokens.length && tokens[token] == ANY_TEXT) {
        retryToken = token++;
        retryPosition = position;
      } else if (token < tokens.length && (tokens[token] == ANY_ONE || tokens[token] == fold(c))) {
        token++;
        position += Character.charCount(c);
      } else if (retryToken >= 0) {
        // The last % takes one character more.
        token = retryToken + 1;
        retryPosition += Character.charCount(name.codePointAt(retryPosition));
        position = retryPosition;
      } else {
        return false;
      }
    }
    while (token < tokens.length && tokens[token] == ANY_TEXT) {
      token++;
    }
    return token == tokens.length;
  }

  /**
   * Returns the one name that matches, in the case it was given in; null when there may be more.
   */
  @Nullable String name() {
    if (text == null || Arrays.stream(tokens).anyMatch(token -> token < 0)) {
      return null;
    }
    StringBuilder name = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      name.append(text.charAt(escapes(text, i) && text.charAt(i) == '\\' ? ++i : i));
    }
    return name.toString();
  }

  /**
   * Returns the name, in lower case, that a caller means who does not escape names; null when there
   * is a {@code %}, or nothing to match.
   */
  @Nullable String plainName() {
    StringBuilder name = new StringBuilder(tokens.length);
    for (int token : tokens) {
      if (token == ANY_TEXT) {
        return null;
      }
      name.appendCodePoint(token == ANY_ONE ? '_' : token);
    }
    return name.isEmpty() ? null : name.toString();
  }

  /**
   * Returns the pattern as SQL's LIKE has it, in lower case. It may match more names: the lower
   * case of what is not ASCII is not the same everywhere, so any one character stands for it.
   */
  String like(char escape) {
    int[] written = text == null ? tokens : tokens(text, IntUnaryOperator.identity());
    StringBuilder like = new StringBuilder(written.length + 4);
    for (int token : written) {
      if (token == ANY_TEXT) {
        like.append('%');
      } else if (token == ANY_ONE || token > LAST_OF_ASCII) {
        like.append('_');
      } else {
        if (token == escape || token == '%' || token == '_') {
          like.append(escape);
        }
        like.append((char) token);
      }
    }
    return like.toString();
  }

  /** Whether two names are the same to a server. */
  static boolean isSameName(String left, String right) {
    return left.equalsIgnoreCase(right)
        || left.toLowerCase(Locale.ROOT).equalsIgnoreCase(right.toLowerCase(Locale.ROOT));
  }

  private static int[] tokens(String given, IntUnaryOperator folding) {
    // First as a whole: the lower case of a character may be two.
    String text = given.toLowerCase(Locale.ROOT);
    int[] tokens = new int[text.length()];
    int count = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '%') {
        if (count == 0 || tokens[count - 1] != ANY_TEXT) {
          tokens[count++] = ANY_TEXT;
        }
      } else if (c == '_') {
        tokens[count++] = ANY_ONE;
      } else {
        if (c == '\\' && escapes(text, i - 1)) {
          c = text.charAt(i++);
        }
        tokens[count++] = folding.applyAsInt(c);
      }
    }
    return Arrays.copyOf(tokens, count);
  }

  private static int fold(int codePoint) {
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }
}
