package io.github.lakewire.jdbc.internal.error;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a statement, as servers name it in their messages.
 *
 * @param line from 1
 * @param column from 1
 */
public record ErrorPlace(int line, int column) {
  private static final String PLACE = "line (\\d{1,6}),? (?:pos (\\d{1,6})|position (\\d{1,6}))\\b";

  /** Of parsers and analysis, characters from 0; and of what failed while it ran, from 1. */
  private static final Pattern FORMAL = Pattern.compile("(?<=\\(|; )" + PLACE);

  private static final Pattern LOOSE = Pattern.compile("\\b" + PLACE);

  /** The statement follows this heading, which may itself name the place. */
  private static final Pattern HEADING = Pattern.compile("== SQL[^=\\n]*+");

  private static final int LINE = 1;
  private static final int FROM_ZERO = 2;
  private static final int FROM_ONE = 3;

  /** The place that a message names, or null. */
  public static @Nullable ErrorPlace in(@Nullable String message) {
    Matcher matcher = find(message == null ? "" : message);
    return matcher == null ? null : of(matcher);
  }

  /** Puts another place into a message. */
  public static String move(String message, UnaryOperator<ErrorPlace> to) {
    Matcher matcher = find(message);
    if (matcher == null) {
      return message;
    }
    ErrorPlace place = to.apply(of(matcher));
    boolean fromZero = matcher.group(FROM_ZERO) != null;
    int group = fromZero ? FROM_ZERO : FROM_ONE;
    return message.substring(0, matcher.start(LINE))
        + place.line()
        + message.substring(matcher.end(LINE), matcher.start(group))
        + (fromZero ? place.column() - 1 : place.column())
        + message.substring(matcher.end(group));
  }

  /** Neither quoted words nor the repeated statement name the place, though they may look so. */
  private static @Nullable Matcher find(String message) {
    String own = ServerText.unquoted(message);
    Matcher heading = HEADING.matcher(own);
    int end = heading.find() ? heading.end() : own.length();
    for (Pattern form : new Pattern[] {FORMAL, LOOSE}) {
      Matcher matcher = form.matcher(own).region(0, end);
      if (matcher.find()) {
        return matcher;
      }
    }
    return null;
  }

  private static ErrorPlace of(Matcher matcher) {
    String fromZero = matcher.group(FROM_ZERO);
    return new ErrorPlace(
        Integer.parseInt(matcher.group(LINE)),
        fromZero == null
            ? Integer.parseInt(matcher.group(FROM_ONE))
            : Integer.parseInt(fromZero) + 1);
  }
}
