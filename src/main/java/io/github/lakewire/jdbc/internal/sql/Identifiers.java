package io.github.lakewire.jdbc.internal.sql;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;

/**
 * Names and texts as SQL text: Databricks quotes names with backticks. Spark replaces variables
 * ({@code ${...}}) in all of a statement, within quotes too, before it parses it: the value of one
 * could end the quotes. So {@code ${} never stands in what is made here.
 */
public final class Identifiers {
  private static final String VARIABLE = "${";

  private Identifiers() {}

  /** Whether Spark may replace a part of the text, wherever it stands in a statement. */
  public static boolean mayHoldVariable(String text) {
    return text.contains(VARIABLE);
  }

  /**
   * Returns the name in backticks, those in the name doubled.
   *
   * @throws DriverException with HY024 when it has a variable in it: there are no escapes in names
   */
  public static String quote(String name) throws DriverException {
    if (mayHoldVariable(name)) {
      throw DriverException.data(
          SqlState.INVALID_ARGUMENT,
          "A name with ${ in it cannot be written into a statement, because Spark replaces"
              + " variables in quoted names too");
    }
    return '`' + name.replace("`", "``") + '`';
  }

  /**
   * Returns the text as a string literal with backslash escapes, which Databricks reads by default.
   * Where a setting says otherwise it is another text, but never more than a literal.
   */
  public static String literal(String text) {
    return '\''
        + text.replace("\\", "\\\\").replace("'", "\\'").replace(VARIABLE, "\\u0024{")
        + '\'';
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
