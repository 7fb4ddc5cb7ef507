package io.github.lakewire.benchmarks;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A canned result, as the text of a statement names it.
 *
 * @param rows from 0
 */
public record Dataset(Shape shape, Transport transport, int rows) {

  private static final Pattern STATEMENT =
      Pattern.compile(
          "SELECT \\* FROM bench\\.(\\w+) /\\* transport=(\\w+) rows=(\\d{1,9}) \\*/",
          Pattern.CASE_INSENSITIVE);

  /** What the statement asks for, or empty when it is not one of ours. */
  public static Optional<Dataset> parse(String statement) {
    Matcher matcher = STATEMENT.matcher(statement.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Dataset(
            Shape.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
            Transport.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)),
            Integer.parseInt(matcher.group(3))));
  }

  /** The statement that asks for this result. */
  public String statement() {
    return "SELECT * FROM bench.%s /* transport=%s rows=%d */"
        .formatted(
            shape.name().toLowerCase(Locale.ROOT), transport.name().toLowerCase(Locale.ROOT), rows);
  }
}
