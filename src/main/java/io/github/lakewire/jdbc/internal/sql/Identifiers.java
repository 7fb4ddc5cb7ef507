package io.github.lakewire.jdbc.internal.sql;

/** Names as SQL text: Databricks quotes with backticks. */
public final class Identifiers {
  private Identifiers() {}

  /** Returns the name in backticks, those in the name doubled. */
  public static String quote(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  /**
   * Returns the text as a string literal with backslash escapes, which Databricks reads by default.
   */
  public static String literal(String text) {
    return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
  }

  /** Whether the name needs no quotes: ASCII letters, digits and underscores, no digit first. */
  public static boolean isSimple(String name) {
    if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
      return false;
    }
    return name.chars()
        .allMatch(
            c ->
                c == '_'
                    || (c >= '0' && c <= '9')
                    || (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z'));
  }
}
