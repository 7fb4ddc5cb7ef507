package io.github.lakewire.hibernate;

/** Texts as literals of SQL. */
final class SqlText {
  private SqlText() {}

  /** In quotes. A backslash escapes; two quotes would be two literals side by side. */
  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
