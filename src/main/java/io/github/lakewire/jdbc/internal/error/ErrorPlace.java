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
  /** Of parsers and analysis, characters from 0; and of what failed while it ran, from 1. */
  private static final Pattern NAMED =
      Pattern.compile("\\bline (\\d{1,6}),? (?:pos (\\d{1,6})|position (\\d{1,6}))\\b");

  private static final int LINE = 1;
  private static final int FROM_ZERO = 2;
  private static final int FROM_ONE = 3;

  /** The first place that a message names, or null. */
  public static @Nullable ErrorPlace in(@Nullable String message) {
    Matcher matcher = NAMED.matcher(message == null ? "" : message);
    return matcher.find() ? of(matcher) : null;
  }

  /** Puts other places into a message. */
  public static String move(String message, UnaryOperator<ErrorPlace> to) {
    StringBuilder moved = new StringBuilder();
    Matcher matcher = NAMED.matcher(message);
    int done = 0;
    while (matcher.find()) {
      ErrorPlace place = to.apply(of(matcher));
      boolean fromZero = matcher.group(FROM_ZERO) != null;
      int group = fromZero ? FROM_ZERO : FROM_ONE;
      moved
          .append(message, done, matcher.start(LINE))
          .append(place.line())
          .append(message, matcher.end(LINE), matcher.start(group))
          .append(fromZero ? place.column() - 1 : place.column());
      done = matcher.end(group);
    }
    return moved.append(message, done, message.length()).toString();
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
