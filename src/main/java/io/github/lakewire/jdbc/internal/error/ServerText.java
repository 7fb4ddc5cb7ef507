package io.github.lakewire.jdbc.internal.error;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the server's own words from the user's in a message. Servers quote the user's statement,
 * names and values, so what decides anything is looked for at the beginning of a message, behind
 * {@link #LEAD}, or outside of {@linkplain #unquoted quotes}.
 */
public final class ServerText {
  /** Spark wraps a text of the user's in the one, and the failure of his function in the other. */
  private static final String USERS_TEXT_FOLLOWS =
      "java\\.lang\\.RuntimeException|Failed to execute user";

  /**
   * What servers put before a message: names of exceptions, and words such as "Error running
   * query", each with a colon; as a regular expression.
   */
  public static final String LEAD =
      "\\s*+(?:(?!" + USERS_TEXT_FOLLOWS + ")[\\w$][\\w.$ ,()-]{0,200}+:\\s++){0,12}";

  /** An error class at the beginning, but for those behind which the user's text follows. */
  public static final String CLASS = "\\[(?!USER_|[A-Z_]*+UDF)([A-Z][A-Z0-9_.]{2,100}+)\\] ?";

  /** A quoted text that has quotes of its own, a literal mostly, has two at each end. */
  private static final Pattern QUOTED =
      Pattern.compile("''[^'\\n]*+''|'[^'\\n]*+'|\"[^\"\\n]*+\"|`[^`\\n]*+`");

  private static final Pattern RAISED = Pattern.compile(LEAD + "(?:" + USERS_TEXT_FOLLOWS + ")");

  /** More than people read; a hostile server may send as much as a response may have. */
  private static final int LONGEST_SHOWN = 2_000;

  /** A server's text with all that the driver says of it, and its causes. */
  private static final int LONGEST_WHOLE = 6_000;

  private ServerText() {}

  /**
   * The text for messages and warnings: no more than 2,000 characters, and {@linkplain #whole
   * harmless}.
   */
  public static String shown(String text) {
    return harmless(text, LONGEST_SHOWN, false);
  }

  /**
   * A whole message, with or without a server's text in it: what changes how a text is printed is
   * escaped, which is control characters, separators of lines and changes of direction. Line breaks
   * and tabs stay: Spark shows the place of an error in a line of its own.
   */
  public static String whole(String text) {
    return harmless(text, LONGEST_WHOLE, false);
  }

  /** The same for a line of the log, in which line breaks are escaped too. */
  public static String line(String text) {
    return harmless(text, LONGEST_WHOLE, true);
  }

  private static String harmless(String text, int longest, boolean oneLine) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), longest));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = Character.isHighSurrogate(c);
      if (shown.length() >= (pair ? longest - 1 : longest)) {
        return shown.append("...").toString();
      }
      if (c == '\r' && !oneLine && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        continue;
      }
      if (c == '\n' && oneLine) {
        shown.append("\\n");
      } else if (isHarmful(c)) {
        shown.append("\\u%04x".formatted((int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  private static boolean isHarmful(char c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || (c >= '\u2028' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }

  /** Whether the server says that what follows is a text of the user's. */
  public static boolean isRaised(String text) {
    return RAISED.matcher(text).lookingAt();
  }

  /** The text with stars for what is quoted in it, each character at its place. */
  public static String unquoted(String text) {
    Matcher matcher = QUOTED.matcher(text);
    return matcher.replaceAll(quoted -> "*".repeat(quoted.group().length()));
  }
}
