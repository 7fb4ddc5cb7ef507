package io.github.lakewire.jdbc.internal.commandline;

/** How many columns of a terminal a text takes, and how it is made fit for one. */
final class DisplayWidth {
  private static final String CUT = "...";

  /** Ranges of characters that take two columns, first and last (Unicode, East Asian Width). */
  private static final String WIDE =
      "\u1100\u115f\u231a\u231b\u23e9\u23ec\u2614\u2615\u2648\u2653\u26a1\u26a1\u26bd\u26be"
          + "\u2705\u2705\u270a\u270b\u2728\u2728\u274c\u274c\u2753\u2755\u2795\u2797\u2b50\u2b50"
          + "\u2b55\u2b55\u2e80\u303e\u3041\u33ff\u3400\u4dbf\u4e00\ua4cf\ua960\ua97c\uac00\ud7a3"
          + "\uf900\ufaff\ufe30\ufe6f\uff01\uff60\uffe0\uffe6";

  private DisplayWidth() {}

  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  private static int of(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(codePoint) ? 2 : 1;
    };
  }

  private static boolean isWide(int codePoint) {
    if (codePoint > 0xffff) {
      return (codePoint >= 0x1f300 && codePoint <= 0x1f64f)
          || (codePoint >= 0x1f680 && codePoint <= 0x1f6ff)
          || (codePoint >= 0x1f900 && codePoint <= 0x1faff)
          || (codePoint >= 0x20000 && codePoint <= 0x3fffd);
    }
    for (int i = 0; i < WIDE.length(); i += 2) {
      if (codePoint >= WIDE.charAt(i) && codePoint <= WIDE.charAt(i + 1)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the text on one line and without what would change the terminal: line ends, tabs and
   * control characters as escapes.
   */
  static String printable(String text) {
    if (text.codePoints().noneMatch(DisplayWidth::isControl)) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> result.append("\\n");
                case '\r' -> result.append("\\r");
                case '\t' -> result.append("\\t");
                default -> {
                  if (isControl(c)) {
                    result.append(String.format("\\u%04x", c));
                  } else {
                    result.appendCodePoint(c);
                  }
                }
              }
            });
    return result.toString();
  }

  /** Control characters, and those that turn the direction of what follows. */
  private static boolean isControl(int c) {
    return Character.isISOControl(c)
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || (c >= 0xd800 && c <= 0xdfff);
  }

  /** Returns the text, cut to so many columns with three dots at its end. */
  static String cut(String text, int columns) {
    if (text.length() <= columns / 2 || of(text) <= columns) {
      return text;
    }
    int width = 0;
    int end = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      width += of(c);
      if (width > columns - CUT.length()) {
        break;
      }
      end += Character.charCount(c);
    }
    return text.substring(0, end) + CUT;
  }
}
