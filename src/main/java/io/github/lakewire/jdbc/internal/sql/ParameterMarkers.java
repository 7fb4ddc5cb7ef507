package io.github.lakewire.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The markers of one statement, all positional ({@code ?}) or all named ({@code :name}). What
 * stands in literals, identifiers and comments is none; neither are the operators that look alike,
 * which are told from markers by standing right behind their operand: {@code a?::INT} (a cast that
 * gives NULL on failure) against {@code (?::INT)}, and {@code a:b} (a path into JSON) against
 * {@code =:b}; and the quantifiers of row patterns ({@link MarkerSearch}). Immutable.
 */
public final class ParameterMarkers {
  private final String sql;
  private final List<Marker> markers;
  private final List<String> names;
  private final int count;

  /**
   * From start to end (exclusive) stands the marker of a parameter, which counts from 0.
   *
   * @param limit whether it stands right behind LIMIT or OFFSET
   */
  private record Marker(int start, int end, int parameter, boolean limit) {}

  private ParameterMarkers(String sql, List<Marker> markers, List<String> names, int count) {
    this.sql = sql;
    this.markers = markers;
    this.names = names;
    this.count = count;
  }

  /** Finds the positional markers. */
  public static ParameterMarkers of(String sql) {
    List<Marker> found = new ArrayList<>();
    MarkerSearch search = new MarkerSearch(sql);
    for (int at = search.next('?'); at >= 0; at = search.next('?')) {
      boolean isCast = sql.startsWith("::", at + 1) && followsOperand(sql, at);
      if (!isCast) {
        found.add(new Marker(at, at + 1, found.size(), search.isBehindLimit()));
      }
    }
    return new ParameterMarkers(sql, found, List.of(), found.size());
  }

  /**
   * Finds the named markers: a colon and a name of letters, digits and underscores that does not
   * begin with a digit, or any name in backticks. A name that stands several times is one
   * parameter.
   */
  public static ParameterMarkers named(String sql) {
    List<Marker> found = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    MarkerSearch search = new MarkerSearch(sql);
    for (int at = search.next(':'); at >= 0; at = search.next(':')) {
      int end = search.isRepeated() || followsOperand(sql, at) ? 0 : endOfName(sql, at + 1);
      if (end > at + 1) {
        String name = name(sql.substring(at + 1, end));
        int number = numbers.computeIfAbsent(name, added -> names.size());
        if (number == names.size()) {
          names.add(name);
        }
        found.add(new Marker(at, end, number, search.isBehindLimit()));
        search.passMarker(end);
      }
    }
    return new ParameterMarkers(sql, found, List.copyOf(names), names.size());
  }

  /** Returns the end of the name that begins at an index, or the index when none does. */
  private static int endOfName(String sql, int from) {
    if (sql.startsWith("`", from)) {
      return endOfQuotedName(sql, from);
    }
    int end = from;
    while (end < sql.length()
        && SqlScanner.isWordPart(sql.charAt(end))
        && (end > from || !Character.isDigit(sql.charAt(end)))) {
      end++;
    }
    return end;
  }

  private static int endOfQuotedName(String sql, int from) {
    int close = sql.indexOf('`', from + 1);
    while (close >= 0 && sql.startsWith("`", close + 1)) {
      close = sql.indexOf('`', close + 2);
    }
    return close <= from + 1 ? from : close + 1;
  }

  private static String name(String written) {
    return written.startsWith("`")
        ? written.substring(1, written.length() - 1).replace("``", "`")
        : written;
  }

  private static boolean followsOperand(String sql, int at) {
    return at > 0
        && (SqlScanner.isWordPart(sql.charAt(at - 1))
            || ")]'\"`}".indexOf(sql.charAt(at - 1)) >= 0);
  }

  /** Returns the number of parameters. */
  public int count() {
    return count;
  }

  /**
   * Returns the names of the parameters in the order of their first markers; none if positional.
   */
  public List<String> names() {
    return names;
  }

  /** Returns the text as it was given. */
  public String sql() {
    return sql;
  }

  /** Whether each marker of the text is within a part of it. */
  boolean allWithin(int from, int to) {
    return markers.stream().allMatch(marker -> marker.start() >= from && marker.end() <= to);
  }

  /** A part of the text that has all the markers. */
  ParameterMarkers part(int from, int to) {
    List<Marker> moved =
        markers.stream()
            .map(m -> new Marker(m.start() - from, m.end() - from, m.parameter(), m.limit()))
            .toList();
    return new ParameterMarkers(sql.substring(from, to), moved, names, count);
  }

  /** The parameters that stand right behind LIMIT or OFFSET, where only an INT can. */
  public BitSet limits() {
    BitSet limits = new BitSet(count);
    for (Marker marker : markers) {
      if (marker.limit()) {
        limits.set(marker.parameter());
      }
    }
    return limits;
  }

  /**
   * Returns the text with some parameters replaced.
   *
   * @param replacements as many as there are parameters; null leaves the markers in their places
   */
  public String replace(List<@Nullable String> replacements) {
    StringBuilder text = new StringBuilder(sql.length() + 16 * markers.size());
    int done = 0;
    for (Marker marker : markers) {
      String replacement = replacements.get(marker.parameter());
      if (replacement != null) {
        text.append(sql, done, marker.start());
        // Blanks where the marker touches a word, or a sign that would become a comment.
        if (touches(marker.start() - 1)) {
          text.append(' ');
        }
        text.append(replacement);
        if (touches(marker.end())) {
          text.append(' ');
        }
        done = marker.end();
      }
    }
    return text.append(sql, done, sql.length()).toString();
  }

  private boolean touches(int at) {
    return at >= 0 && at < sql.length() && " \n(,)".indexOf(sql.charAt(at)) < 0;
  }
}
