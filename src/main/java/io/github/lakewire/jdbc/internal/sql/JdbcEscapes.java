package io.github.lakewire.jdbc.internal.sql;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Translates JDBC escapes (JDBC 4.3 section 13.4) to what Databricks understands, in one walk:
 * {@code {d '...'}}, {@code {ts '...'}}, {@code {t '...'}}, {@code {fn ...}}, {@code {oj ...}},
 * {@code {escape '...'}}, {@code {limit ...}}, {@code {call ...}}, {@code {? = call ...}}, one
 * within the other. Braces in quotes and comments, those behind a dollar sign (variables), and
 * those that begin with another word stay as they are. Markers keep their order.
 */
public final class JdbcEscapes {
  private static final int MOST_NESTED = 500;

  /** What {@code {? = call f()}} is called here. */
  private static final String FUNCTION = "?=";

  private final String sql;
  private final Times times;
  private final boolean functions;
  private final SqlScanner scanner;
  private final List<Outermost> outermost = new ArrayList<>();
  private int nested;

  private JdbcEscapes(String sql, Times times, boolean functions) {
    this.sql = sql;
    this.times = times;
    this.functions = functions;
    this.scanner = new SqlScanner(sql);
  }

  /** Whether the server has literals of the type TIME; only asked when one is to be written. */
  public interface Times {
    boolean exist() throws DriverException;
  }

  /**
   * Returns the text without escapes, the same object when there are none.
   *
   * @throws DriverException 42601 when an escape is not closed or makes no sense, HYC00 for a call
   *     that returns a value, which only {@link #rewriteCall} takes
   */
  public static String translate(String sql, Times times) throws DriverException {
    return rewrite(sql, times).sent();
  }

  /** As {@link #translate}, with the way from the one text to the other. */
  public static Rewriting rewrite(String sql, Times times) throws DriverException {
    return rewrite(sql, times, false);
  }

  /**
   * As {@link #rewrite}; {@code {? = call f(?)}} becomes the query of the function's value, in
   * which the first marker is missing.
   */
  public static Rewriting rewriteCall(String sql, Times times) throws DriverException {
    return rewrite(sql, times, true);
  }

  /** Whether the text is {@code {? = call f(?)}}. */
  public static boolean returnsValue(String sql) {
    SqlScanner scanner = new SqlScanner(sql);
    return scanner.nextToken().equals("{")
        && scanner.nextToken().equals("?")
        && scanner.nextToken().equals("=");
  }

  private static Rewriting rewrite(String sql, Times times, boolean functions)
      throws DriverException {
    Rewriting text = Rewriting.of(sql);
    if (sql.indexOf('{') < 0) {
      return text;
    }
    JdbcEscapes escapes = new JdbcEscapes(sql, times, functions);
    escapes.text(0, -1);
    Rewriting.Writer writer = new Rewriting.Writer(text);
    escapes.outermost.forEach(
        escape -> writer.replace(escape.start(), escape.end(), escape.replacement()));
    return writer.finish();
  }

  private record Outermost(int start, int end, String replacement) {}

  /**
   * Translates up to the end of the text, or to the brace that closes the escape.
   *
   * @param open where the escape around begins, -1 for none
   */
  private String text(int from, int open) throws DriverException {
    StringBuilder text = new StringBuilder();
    int done = from;
    int depth = 0;
    for (int at = scanner.next(); at >= 0; at = scanner.next()) {
      char c = sql.charAt(at);
      String kind = c == '{' ? kind(at) : "";
      if (!kind.isEmpty()) {
        text.append(sql, done, at);
        int start = text.length();
        add(text, escape(kind, at));
        done = scanner.next() + 1;
        scanner.moveTo(done);
        if (done < sql.length() && SqlScanner.isWordPart(sql.charAt(done))) {
          text.append(' ');
        }
        if (open < 0) {
          outermost.add(new Outermost(at, done, text.substring(start)));
        }
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && open >= 0 && depth-- == 0) {
        text.append(sql, done, at);
        scanner.moveTo(at);
        return text.toString().strip();
      }
    }
    if (open >= 0) {
      throw wrong(open, "is not closed");
    }
    return done == 0 ? sql : text.append(sql, done, sql.length()).toString();
  }

  private static void add(StringBuilder text, String replacement) {
    if (!text.isEmpty()
        && !replacement.isEmpty()
        && SqlScanner.isWordPart(text.charAt(text.length() - 1))
        && SqlScanner.isWordPart(replacement.charAt(0))) {
      text.append(' ');
    }
    text.append(replacement);
  }

  /** Returns the word of the escape that begins at the brace, in upper case; "" when none does. */
  private String kind(int brace) throws DriverException {
    if (brace > 0 && sql.charAt(brace - 1) == '$') {
      return "";
    }
    int start = afterSpace(brace + 1);
    int end = start;
    while (end < sql.length() && SqlScanner.isWordPart(sql.charAt(end))) {
      end++;
    }
    String word = sql.substring(start, end).toUpperCase(Locale.ROOT);
    if (sql.startsWith("?", start) && sql.startsWith("=", afterSpace(start + 1))) {
      if (functions && called(start) > 0) {
        return FUNCTION;
      }
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "Lakewire supports calls that return a value, {? = call f(?)}, by prepareCall only");
    }
    return switch (word) {
      case "D", "T", "TS", "FN", "OJ", "ESCAPE", "LIMIT", "CALL" -> word;
      default -> "";
    };
  }

  /** Returns where the name begins behind {@code ? = call}; 0 when there is no such word. */
  private int called(int marker) {
    int word = afterSpace(afterSpace(marker + 1) + 1);
    int end = word + "call".length();
    boolean whole = end < sql.length() && Character.isWhitespace(sql.charAt(end));
    return whole && sql.regionMatches(true, word, "call", 0, "call".length()) ? end : 0;
  }

  private int afterSpace(int from) {
    int at = from;
    while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Translates the escape at a brace, and leaves the scanner at the brace that closes it. */
  private String escape(String kind, int brace) throws DriverException {
    int word = afterSpace(brace + 1);
    int start = kind.equals(FUNCTION) ? called(word) : word + kind.length();
    if (kind.equals("ESCAPE")) {
      return escapeCharacter(start, brace);
    }
    if (++nested > MOST_NESTED) {
      throw wrong(brace, "is within too many others");
    }
    scanner.moveTo(start);
    String body = text(start, brace);
    nested--;
    return switch (kind) {
      case "D" -> "DATE " + literal(body, brace);
      case "TS" -> "TIMESTAMP " + literal(body, brace);
      case "T" -> (times.exist() ? "TIME " : "") + literal(body, brace);
      case "FN" -> EscapeFunctions.translate(body);
      case "LIMIT" -> "LIMIT " + body;
      case "CALL" -> "CALL " + (body.endsWith(")") ? body : body + "()");
      case FUNCTION -> "SELECT " + (body.endsWith(")") ? body : body + "()");
      default -> body;
    };
  }

  private String literal(String body, int brace) throws DriverException {
    if (!body.endsWith("'")) {
      throw wrong(brace, "needs a literal in quotes");
    }
    return body;
  }

  /** The character stands alone between its quotes, also a backslash, which would escape them. */
  private String escapeCharacter(int from, int brace) throws DriverException {
    int quote = afterSpace(from);
    int close = sql.startsWith("'\\\\'", quote) ? quote + 3 : quote + 2;
    int end = afterSpace(close + 1);
    if (!sql.startsWith("'", quote) || !sql.startsWith("'", close) || !sql.startsWith("}", end)) {
      throw wrong(brace, "needs one character in quotes");
    }
    scanner.moveTo(end);
    char character = sql.charAt(quote + 1);
    return "ESCAPE '" + (character == '\\' ? "\\\\" : character) + "'";
  }

  private static DriverException wrong(int brace, String what) {
    return DriverException.data(
        SqlState.SYNTAX_ERROR, "The JDBC escape at position " + (brace + 1) + " " + what);
  }
}
