package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.jdbc.internal.error.ServerText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to do about errors of the server whose own text does not say it. */
final class ErrorHints {
  private static final Pattern INACTIVE =
      Pattern.compile(ServerText.LEAD + "[A-Z]\\w*+ has been timed out due to inactivity");

  private static final Pattern UNEXPECTED =
      Pattern.compile(
          ServerText.LEAD + "(?:\\[[A-Z_.]++\\]\\s*+)?Syntax error at or near '(.)([^\\n]*+)");

  private ErrorHints() {}

  /** Returns the text with a hint behind it, where one helps. */
  static String with(String text, @Nullable String sqlState, @Nullable String errorClass) {
    String hint = hint(text, String.valueOf(sqlState), String.valueOf(errorClass));
    return hint.isEmpty() ? text : text + " Hint: " + hint;
  }

  private static String hint(String text, String sqlState, String errorClass) {
    if (INACTIVE.matcher(text).lookingAt()) {
      return "its rows were not fetched for too long; keepAliveInterval must not be 0, and"
          + " keepAliveLimit has to be longer than that";
    }
    if (sqlState.equals(ServerErrors.SERVER_TIMEOUT)) {
      return "setQueryTimeout and the session setting statement_timeout bound a statement";
    }
    if (errorClass.startsWith("UNBOUND_SQL_PARAMETER")) {
      return "values for markers need a PreparedStatement, and markers are ?, not :name";
    }
    Matcher unexpected = UNEXPECTED.matcher(text);
    if (errorClass.equals("PARSE_SYNTAX_ERROR") && unexpected.lookingAt()) {
      if (unexpected.group(2).contains("': extra input '") && text.contains(";")) {
        return "run statements one by one, or as a script between BEGIN and END";
      }
      if (unexpected.group(1).equals("{")) {
        return "JDBC escapes are translated unless setEscapeProcessing(false) was called";
      }
    }
    return "";
  }
}
