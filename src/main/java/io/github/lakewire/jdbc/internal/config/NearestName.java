package io.github.lakewire.jdbc.internal.config;

import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is said of a connection property that nobody knows. */
final class NearestName {
  /** What may be repeated in a warning: what looks like a name, not like a part of a token. */
  private static final Pattern NAME = Pattern.compile("(?!(?i:dapi))[A-Za-z][A-Za-z0-9_.-]{0,39}");

  private static final Pattern FOUR_DIGITS = Pattern.compile("\\d{4}");

  private NearestName() {}

  /**
   * Returns what is said of an unknown name.
   *
   * @param strict whether it is refused instead of ignored
   */
  static String unknown(String name, boolean strict) {
    if (!NAME.matcher(name).matches() || FOUR_DIGITS.matcher(name).find()) {
      return "A connection property with an unusual name is "
          + (strict ? "refused" : "ignored")
          + "; a semicolon within a value in the URL is written %3B";
    }
    String near = nearest(name);
    return "Unknown connection property "
        + name
        + (strict ? " is refused (strict=1)" : " is ignored")
        + (near == null ? "" : "; did you mean " + near + "?");
  }

  private static @Nullable String nearest(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    String best = null;
    int least = Math.max(1, wanted.length() / 3) + 1;
    TreeSet<String> candidates = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (ConnectionProperty property : ConnectionProperty.values()) {
      candidates.addAll(property.names());
    }
    for (String candidate : candidates) {
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  /** Edits from one to the other: a letter more, less, other, or two neighbours swapped. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
