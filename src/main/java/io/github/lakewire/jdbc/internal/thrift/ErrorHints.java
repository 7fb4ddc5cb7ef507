package io.github.lakewire.jdbc.internal.thrift;

import org.jspecify.annotations.Nullable;

/** What to do about errors of the server whose own text does not say it. */
final class ErrorHints {
  private ErrorHints() {}

  /** Returns the text with a hint behind it, where one helps. */
  static String with(String text, @Nullable String sqlState, @Nullable String errorClass) {
    String hint = hint(text, String.valueOf(sqlState), String.valueOf(errorClass));
    return hint.isEmpty() ? text : text + " Hint: " + hint;
  }

  private static String hint(String text, String sqlState, String errorClass) {
    if (text.contains("due to inactivity")) {
      return "its rows were not fetched for too long; keepAliveInterval must not be 0, and"
          + " keepAliveLimit has to be longer than that";
    }
    if (sqlState.equals(ServerErrors.SERVER_TIMEOUT)) {
      return "setQueryTimeout and the session setting statement_timeout bound a statement";
    }
    if (errorClass.startsWith("UNBOUND_SQL_PARAMETER")) {
      return "values for markers need a PreparedStatement, and markers are ?, not :name";
    }
    if (errorClass.equals("PARSE_SYNTAX_ERROR")
        && text.contains("extra input")
        && text.contains(";")) {
      return "run statements one by one, or as a script between BEGIN and END";
    }
    if (errorClass.equals("PARSE_SYNTAX_ERROR") && text.contains("near '{'")) {
      return "JDBC escapes are translated unless setEscapeProcessing(false) was called";
    }
    return "";
  }
}
