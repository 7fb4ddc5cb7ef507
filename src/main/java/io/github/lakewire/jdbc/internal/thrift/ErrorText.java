package io.github.lakewire.jdbc.internal.thrift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.lakewire.jdbc.internal.error.ErrorPlace;
import io.github.lakewire.jdbc.internal.error.ServerText;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of server errors: picks the text for people, finds state and class. */
final class ErrorText {
  private static final JsonFactory JSON = new JsonFactory();

  private static final Pattern CLASS = Pattern.compile("[A-Z][A-Z0-9_.]{2,100}");

  /** {@code [PARSE_SYNTAX_ERROR]}, at the beginning or after a few words of the server's. */
  private static final Pattern CLASS_PREFIX =
      Pattern.compile(ServerText.LEAD + "\\[(" + CLASS + ")\\]");

  /** The class that servers of Hive's family print before the message. */
  private static final Pattern THROWN =
      Pattern.compile("^\\s*org\\.apache\\.[\\w.$]*\\.(Hive|Kyuubi)SQLException: ");

  /** Spark's messages end so; Kyuubi and older servers leave the field for it empty. */
  private static final Pattern STATE_IN_TEXT =
      Pattern.compile("\\bSQLSTATE: ([0-9A-Z]{5})(?=;? *+\\(?line |\\s*+$)", Pattern.MULTILINE);

  /** Behind it follow the statement, its plan or a stack trace. */
  private static final Pattern OTHERS_WORDS = Pattern.compile("\\n\\tat |== SQL|;\\n");

  private static final int SQL_STATE_LENGTH = 5;

  private ErrorText() {}

  /** The text for people: without class prefix where possible, never with a stack trace. */
  static String forPeople(ServerFailure failure, String otherwise) {
    String display = failure.display();
    if (display != null && !display.isBlank()) {
      return ServerText.shown(display.strip());
    }
    String message = failure.message();
    if (message != null && !message.isBlank()) {
      int trace = message.indexOf("\n\tat ");
      return ServerText.shown(
          THROWN
              .matcher(trace < 0 ? message : message.substring(0, trace))
              .replaceFirst("")
              .strip());
    }
    return otherwise;
  }

  /** The SQLState when it is one, from its field, the details or the text. */
  static @Nullable String sqlState(ServerFailure failure) {
    String state = failure.sqlState();
    if (state == null || state.length() != SQL_STATE_LENGTH) {
      state = failure.details() == null ? null : inDetails("sqlState", failure.details());
    }
    if (state == null || state.length() != SQL_STATE_LENGTH) {
      return stateInText(failure.message());
    }
    boolean wellFormed =
        state.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'));
    return wellFormed ? state : null;
  }

  /** The last one in the server's own words: a text that the user raised stands before it. */
  private static @Nullable String stateInText(@Nullable String message) {
    String own = ServerText.unquoted(message == null ? "" : message);
    Matcher others = OTHERS_WORDS.matcher(own);
    Matcher matcher = STATE_IN_TEXT.matcher(others.find() ? own.substring(0, others.start()) : own);
    String found = null;
    while (matcher.find()) {
      found = matcher.group(1);
    }
    return found;
  }

  /** The error class, from the details or from the text's beginning. */
  static @Nullable String errorClass(ServerFailure failure) {
    String found = failure.details() == null ? null : inDetails("errorClass", failure.details());
    found = found == null || !CLASS.matcher(found).matches() ? null : found;
    String message = failure.message() == null ? "" : failure.message();
    if (found == null) {
      found = classInPrefix(message);
    }
    if (found == null && failure.display() != null && !ServerText.isRaised(message)) {
      found = classInPrefix(failure.display());
    }
    return found;
  }

  /** Where in the statement the error is, as the text says; null when it does not. */
  static @Nullable ErrorPlace place(ServerFailure failure) {
    ErrorPlace place = ErrorPlace.in(failure.display());
    return place == null ? ErrorPlace.in(failure.message()) : place;
  }

  private static @Nullable String classInPrefix(String text) {
    Matcher matcher = CLASS_PREFIX.matcher(text);
    return matcher.lookingAt() ? matcher.group(1) : null;
  }

  private static @Nullable String inDetails(String wanted, String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals(wanted) && value == JsonToken.VALUE_STRING) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      // The details are optional: when they are no JSON, the error is reported without them.
      return null;
    }
  }
}
