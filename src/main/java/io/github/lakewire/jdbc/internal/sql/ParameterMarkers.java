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
  private final Rewriting text;
  private final List<Marker> markers;
  private final List<String> names;
  private final int count;

  /**
   * From start to end (exclusive) stands the marker of a parameter, which counts from 0.
   *
   * @param limit whether it stands right behind LIMIT or OFFSET
   */
  private record Marker(int start, int end, int parameter, boolean limit) {}

  private ParameterMarkers(Rewriting text, List<Marker> markers, List<String> names, int count) {
    this.text = text;
    this.markers = markers;
    this.names = names;
    this.count = count;
  }

  /** Finds the positional markers. */
  public static ParameterMarkers of(String sql) {
    return of(Rewriting.of(sql));
  }

  /** Finds the positional markers of a text that was written in another way. */
  public static ParameterMarkers of(Rewriting text) {
    String sql = text.sent();
    List<Marker> found = new ArrayList<>();
    MarkerSearch search = new MarkerSearch(sql);
    for (int at = search.next('?'); at >= 0; at = search.next('?')) {
      boolean isCast = sql.startsWith("::", at + 1) && followsOperand(sql, at);
      if (!isCast) {
        found.add(new Marker(at, at + 1, found.size(), search.isBehindLimit()));
      }
    }
    return new ParameterMarkers(text, found, List.of(), found.size());
  }

  /**
   * Finds the named markers: a colon and a name of letters, digits and underscores that does not
   * begin with a digit, or any name in backticks. A name that stands several times is one
   * parameter.
   */
  public static ParameterMarkers named(String sql) {
    return named(Rewriting.of(sql));
  }

  /** The same text with its named markers in place of the positional ones. */
  public ParameterMarkers named() {
    return named(text);
  }

  private static ParameterMarkers named(Rewriting text) {
    String sql = text.sent();
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
    return new ParameterMarkers(text, found, List.copyOf(names), names.size());
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

  /** Returns the text that has the markers. */
  public String sql() {
    return text.sent();
  }

  /** Returns that text with the way it came about. */
  public Rewriting text() {
    return text;
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
    return new ParameterMarkers(Rewriting.of(sql().substring(from, to)), moved, names, count);
  }

  /** The parameter that is all that stands in a part of the text; -1 when there is more or none. */
  int parameterIn(int from, int to) {
    for (Marker marker : markers) {
      if (marker.start() >= from && marker.end() <= to) {
        boolean alone =
            sql().substring(from, marker.start()).isBlank()
                && sql().substring(marker.end(), to).isBlank();
        return alone ? marker.parameter() : -1;
      }
    }
    return -1;
  }

  /**
   * The text with other SQL in the places of some parameters, and the markers that are left.
   *
   * @param replacements as many as there are parameters; null leaves the markers in their places
   */
  public ParameterMarkers with(List<@Nullable String> replacements) {
    Rewriting replaced = rewrite(replacements);
    return names.isEmpty() ? of(replaced) : named(replaced);
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
    return rewrite(replacements).sent();
  }

  /** As {@link #replace}, with the way from the one text to the other. */
  public Rewriting rewrite(List<@Nullable String> replacements) {
    Rewriting.Writer writer = new Rewriting.Writer(text);
    for (Marker marker : markers) {
      String replacement = replacements.get(marker.parameter());
      if (replacement != null) {
        writer.replace(marker.start(), marker.end(), apart(marker, replacement));
      }
    }
    return writer.finish();
  }

  /** Blanks where the marker touches a word, or a sign that would become a comment. */
  private String apart(Marker marker, String replacement) {
    boolean before = touches(marker.start() - 1);
    boolean after = touches(marker.end());
    // A large value is not copied for nothing.
    return before || after
        ? String.join("", before ? " " : "", replacement, after ? " " : "")
        : replacement;
  }

  private boolean touches(int at) {
    return at >= 0 && at < sql().length() && " \n(,)".indexOf(sql().charAt(at)) < 0;
  }
}
