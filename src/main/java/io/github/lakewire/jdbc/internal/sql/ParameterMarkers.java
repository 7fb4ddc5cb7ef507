package io.github.lakewire.jdbc.internal.sql;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The positional markers ({@code ?}) of one statement. Question marks in literals, identifiers and
 * comments are none; neither is the operator {@code ?::} (a cast that gives NULL on failure), which
 * is told from a marker with a cast by standing right behind its operand: {@code a?::INT} against
 * {@code (?::INT)}. Immutable.
 */
public final class ParameterMarkers {
  private final String sql;
  private final int[] positions;

  private ParameterMarkers(String sql, int[] positions) {
    this.sql = sql;
    this.positions = positions;
  }

  public static ParameterMarkers of(String sql) {
    int[] found = new int[8];
    int count = 0;
    SqlScanner scanner = new SqlScanner(sql);
    for (int at = scanner.next(); at >= 0; at = scanner.next()) {
      if (sql.charAt(at) == '?' && !isTryCast(sql, at)) {
        if (count == found.length) {
          found = Arrays.copyOf(found, 2 * count);
        }
        found[count++] = at;
      }
    }
    return new ParameterMarkers(sql, Arrays.copyOf(found, count));
  }

  private static boolean isTryCast(String sql, int at) {
    if (at == 0 || !sql.startsWith("::", at + 1)) {
      return false;
    }
    char before = sql.charAt(at - 1);
    return SqlScanner.isWordPart(before) || ")]'\"`}".indexOf(before) >= 0;
  }

  public int count() {
    return positions.length;
  }

  /** Returns the text as it was given. */
  public String sql() {
    return sql;
  }

  /**
   * Returns the text with some markers replaced.
   *
   * @param replacements as many as there are markers; null leaves the marker in its place
   */
  public String replace(List<@Nullable String> replacements) {
    StringBuilder text = new StringBuilder(sql.length() + 16);
    int done = 0;
    for (int i = 0; i < positions.length; i++) {
      String replacement = replacements.get(i);
      if (replacement != null) {
        text.append(sql, done, positions[i]).append(replacement);
        done = positions[i] + 1;
      }
    }
    return text.append(sql, done, sql.length()).toString();
  }
}
