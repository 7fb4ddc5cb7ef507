package io.github.lakewire.jdbc.recordings;

import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.List;

/** What the exceptions for recorded failures must be and must say. */
final class ExpectedExceptions {
  private ExpectedExceptions() {}

  static List<String> ofLogin(SQLException actual, String reason) {
    return check(actual, SQLInvalidAuthorizationSpecException.class, "28000", reason);
  }

  /** The text for people must be in the message, the server's stack trace must not. */
  static List<String> ofStatement(SQLException actual, RecordedOperation recorded) {
    String state = recorded.failureState();
    Class<? extends SQLException> type =
        state.startsWith("42") ? SQLSyntaxErrorException.class : SQLException.class;
    List<String> differences = check(actual, type, state, recorded.failureText().strip());
    if (actual != null
        && (actual.getMessage().contains("org.apache.")
            || actual.getMessage().contains(".scala:"))) {
      differences.add("the server's classes are in the message: " + actual.getMessage());
    }
    return differences;
  }

  static List<String> ofCancelled(SQLException actual) {
    return check(actual, SQLException.class, "57014", "cancel");
  }

  /** A file that the object store no longer has. */
  static List<String> ofDownload(SQLException actual) {
    return check(actual, SQLException.class, null, "404");
  }

  private static List<String> check(
      SQLException actual, Class<? extends SQLException> type, String sqlState, String text) {
    List<String> differences = new ArrayList<>();
    if (actual == null) {
      differences.add("expected " + type.getSimpleName() + ", but nothing was thrown");
      return differences;
    }
    if (!type.isInstance(actual)) {
      differences.add("expected " + type.getSimpleName() + ", got " + actual);
    }
    if (sqlState != null && !sqlState.equals(actual.getSQLState())) {
      differences.add("expected SQLState " + sqlState + ", got " + actual.getSQLState());
    }
    if (!actual.getMessage().contains(text)) {
      differences.add("expected a message with <" + text + ">, got " + actual.getMessage());
    }
    if (actual.getMessage().contains(ReplayServer.TOKEN)
        || actual.getMessage().contains(LinkRewriter.SIGNATURE)) {
      differences.add("a secret is in the message: " + actual.getMessage());
    }
    return differences;
  }
}
