package io.github.lakewire.jdbc.internal.sql;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.fault.SqlState;
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

  /**
   * Returns the text without escapes, the same object when there are none.
   *
   * @throws Fault 42601 when an escape is not closed, HYC00 for a procedure with a result
   */
  public static String translate(String sql) throws Fault {
    String text = sql;
    int open = lastEscape(text);
    while (open >= 0) {
      int close = closing(text, open);
      String body = text.substring(open + 1, close);
      text = text.substring(0, open) + replacement(body) + text.substring(close + 1);
      open = lastEscape(text);
    }
    return text;
  }

  /** The last escape begins no earlier than those around it: inner ones come first. */
  private static int lastEscape(String sql) throws Fault {
    if (sql.indexOf('{') < 0) {
      return -1;
    }
    int last = -1;
    SqlScanner scanner = new SqlScanner(sql);
    for (int at = scanner.next(); at >= 0; at = scanner.next()) {
      if (sql.charAt(at) == '{') {
        String word = new SqlScanner(sql.substring(at + 1)).nextWord();
        if (ESCAPES.contains(word)) {
          last = at;
        } else if (word.equals("?")) {
          throw new Fault(
              Fault.Kind.UNSUPPORTED, "Lakewire does not support procedures that return a value");
        }
      }
    }
    return last;
  }

  private static int closing(String sql, int open) throws Fault {
    SqlScanner scanner = new SqlScanner(sql);
    int depth = 0;
    for (int at = scanner.next(); at >= 0; at = scanner.next()) {
      char c = at < open ? ' ' : sql.charAt(at);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return at;
      }
    }
    throw Fault.data(
        SqlState.SYNTAX_ERROR, "The JDBC escape at position " + (open + 1) + " is not closed");
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
