package io.github.lakewire.jdbc.internal.sql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Walks the code of an SQL text: everything outside string literals, quoted identifiers and
 * comments. Follows the lexer of Databricks SQL: {@code '...'} and {@code "..."} with backslash
 * escapes, raw literals {@code r'...'} without them, backticks, {@code --} to the end of the line,
 * nested {@code /* ... *}{@code /}, and {@code $tag$ ... $tag$}. What is not closed reaches to the
 * end of the text. Not thread-safe.
 */
public final class SqlScanner {
  private final String sql;
  private int position;
  private boolean passedQuoted;

  public SqlScanner(String sql) {
    this(sql, 0);
  }

  /** Begins at a place that is code. */
  SqlScanner(String sql, int from) {
    this.sql = sql;
    this.position = from;
  }

  /** Returns the index of the next character of code, white space included, or -1 at the end. */
  public int next() {
    while (position < sql.length()) {
      int end = skip(position);
      if (end == position) {
        return position++;
      }
      passedQuoted |= "'\"`$".indexOf(sql.charAt(position)) >= 0;
      position = end;
    }
    return -1;
  }

  /** Returns the text with a blank in place of each comment. */
  static String withoutComments(String sql) {
    SqlScanner scanner = new SqlScanner(sql);
    StringBuilder code = new StringBuilder(sql.length());
    int at = 0;
    while (at < sql.length()) {
      int end = Math.max(scanner.skip(at), at + 1);
      boolean comment = end > at + 1 && "-/".indexOf(sql.charAt(at)) >= 0;
      code.append(comment ? " " : sql.substring(at, end));
      at = end;
    }
    return code.toString();
  }

  /** Whether a literal or quoted name was passed since this was asked last. */
  boolean passedQuoted() {
    boolean passed = passedQuoted;
    passedQuoted = false;
    return passed;
  }

  /** Goes on from an index, which must be in code. */
  void moveTo(int index) {
    position = index;
  }

  /** The first word of a statement, in upper case: parentheses and semicolons may come before. */
  String firstWord() {
    String first = nextWord();
    while (first.equals("(") || first.equals(";")) {
      first = nextWord();
    }
    return first;
  }

  /** Whether a name stands in what follows, in backticks or without, in any case. */
  boolean findsName(String name) {
    String quoted = "`" + name + "`";
    while (position < sql.length()) {
      int start = position;
      int end = skip(start);
      position = end;
      if (end > start) {
        if (sql.substring(start, end).equalsIgnoreCase(quoted)) {
          return true;
        }
      } else if (isBlank(sql.charAt(start))) {
        position = start + 1;
      } else if (nextToken().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /** The literal that comes next, without its quotes; null when something else does. */
  @Nullable String nextLiteral() {
    while (position < sql.length() && isBlank(sql.charAt(position))) {
      position++;
    }
    if (position == sql.length() || "'\"".indexOf(sql.charAt(position)) < 0) {
      return null;
    }
    int start = position + 1;
    position = skip(position);
    return sql.substring(start, Math.max(start, position - 1));
  }

  /** As {@link #nextToken}, in upper case. */
  public String nextWord() {
    return nextToken().toUpperCase(Locale.ROOT);
  }

  /**
   * Returns the next word (letters, digits, underscores), or the one character of code that is not
   * white space, or "" at the end.
   */
  String nextToken() {
    int at = next();
    while (at >= 0 && isBlank(sql.charAt(at))) {
      at = next();
    }
    if (at < 0) {
      return "";
    }
    int end = at + 1;
    if (isWordPart(sql.charAt(at))) {
      while (end < sql.length() && isWordPart(sql.charAt(end))) {
        end++;
      }
    }
    position = end;
    return sql.substring(at, end);
  }

  /** Returns the index behind what was read last. */
  int position() {
    return position;
  }

  /**
   * Returns the end of the quoted text or comment that begins at the index, or the index itself.
   */
  private int skip(int at) {
    char c = sql.charAt(at);
    return switch (c) {
      case '\'', '"' -> isRaw(at) ? afterNext(c, at + 1) : afterQuoted(c, at + 1);
      case '`' -> afterNext(c, at + 1);
      case '-' -> sql.startsWith("--", at) ? afterLine(at + 2) : at;
      case '/' -> sql.startsWith("/*", at) ? afterComment(at + 2) : at;
      case '$' -> afterDollarQuoted(at);
      default -> at;
    };
  }

  private boolean isRaw(int quote) {
    return quote > 0
        && (sql.charAt(quote - 1) == 'r' || sql.charAt(quote - 1) == 'R')
        && (quote == 1 || !isWordPart(sql.charAt(quote - 2)));
  }

  private int afterNext(char quote, int from) {
    int end = sql.indexOf(quote, from);
    return end < 0 ? sql.length() : end + 1;
  }

  private int afterQuoted(char quote, int from) {
    for (int i = from; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote) {
        return i + 1;
      }
    }
    return sql.length();
  }

  private int afterLine(int from) {
    for (int i = from; i < sql.length(); i++) {
      char c = sql.charAt(i);
      boolean continued = c == '\n' && sql.charAt(i - 1) == '\\';
      if ((c == '\n' || c == '\r') && !continued) {
        return i;
      }
    }
    return sql.length();
  }

  private int afterComment(int from) {
    int depth = 1;
    for (int i = from; i < sql.length(); i++) {
      if (sql.startsWith("*/", i)) {
        i++;
        if (--depth == 0) {
          return i + 1;
        }
      } else if (sql.startsWith("/*", i)) {
        i++;
        depth++;
      }
    }
    return sql.length();
  }

  private int afterDollarQuoted(int at) {
    int end = at + 1;
    while (end < sql.length() && isWordPart(sql.charAt(end))) {
      end++;
    }
    if (end == sql.length() || sql.charAt(end) != '$') {
      return at;
    }
    String tag = sql.substring(at, end + 1);
    int close = sql.indexOf(tag, end + 1);
    return close < 0 ? sql.length() : close + tag.length();
  }

  /** White space of every alphabet, and the mark at the beginning of a file. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }

  static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
