package io.github.lakewire.jdbc.internal.sql;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.SqlState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * Translates JDBC escapes ({@code {d '...'}}, {@code {ts '...'}}, {@code {t '...'}}, {@code {fn
 * ...}}, {@code {oj ...}}, {@code {escape ...}}, {@code {limit ...}}, {@code {call ...}}) to what
 * Databricks understands. Braces in quotes and comments, and braces that begin with another word,
 * stay as they are. Functions keep their names.
 */
public final class JdbcEscapes {
  private static final Set<String> ESCAPES =
      Set.of("D", "T", "TS", "FN", "OJ", "ESCAPE", "LIMIT", "CALL");

  private JdbcEscapes() {}

  /** A brace that is not closed yet: where it is, and where its text begins in the result. */
  private record Open(int at, int begin, boolean escape) {}

  /**
   * Returns the text without escapes, the same object when there are none.
   *
   * @throws Fault 42601 when an escape is not closed, HYC00 for a procedure with a result
   */
  public static String translate(String sql) throws Fault {
    if (sql.indexOf('{') < 0) {
      return sql;
    }
    // One walk, whatever the number of escapes: scripts have thousands.
    StringBuilder text = new StringBuilder(sql.length());
    Deque<Open> open = new ArrayDeque<>();
    boolean found = false;
    int copied = 0;
    SqlScanner scanner = new SqlScanner(sql);
    for (int at = scanner.next(); at >= 0; at = scanner.next()) {
      char c = sql.charAt(at);
      if (c == '{') {
        boolean escape = isEscape(sql, at);
        text.append(sql, copied, at);
        copied = escape ? at + 1 : at;
        open.push(new Open(at, text.length(), escape));
        found |= escape;
      } else if (c == '}' && !open.isEmpty()) {
        Open brace = open.pop();
        if (brace.escape()) {
          String body = text.append(sql, copied, at).substring(brace.begin());
          text.setLength(brace.begin());
          text.append(replacement(body));
          copied = at + 1;
        }
      }
    }
    for (Open brace : open) {
      if (brace.escape()) {
        throw Fault.data(
            SqlState.SYNTAX_ERROR,
            "The JDBC escape at position " + (brace.at() + 1) + " is not closed");
      }
    }
    return found ? text.append(sql, copied, sql.length()).toString() : sql;
  }

  private static boolean isEscape(String sql, int brace) throws Fault {
    String word = new SqlScanner(sql, brace + 1).nextWord();
    if (word.equals("?")) {
      throw new Fault(
          Fault.Kind.UNSUPPORTED, "Lakewire does not support procedures that return a value");
    }
    return ESCAPES.contains(word);
  }

  private static String replacement(String body) {
    String trimmed = body.trim();
    int end = 0;
    while (end < trimmed.length() && SqlScanner.isWordPart(trimmed.charAt(end))) {
      end++;
    }
    String rest = trimmed.substring(end).trim();
    return switch (trimmed.substring(0, end).toUpperCase(Locale.ROOT)) {
      case "D" -> "DATE " + rest;
      case "TS" -> "TIMESTAMP " + rest;
      // There is no TIME type: the text itself.
      case "T", "FN", "OJ" -> rest;
      case "ESCAPE" -> "ESCAPE " + rest;
      case "LIMIT" -> "LIMIT " + rest;
      default -> "CALL " + rest;
    };
  }
}
