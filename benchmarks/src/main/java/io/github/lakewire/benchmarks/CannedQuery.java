package io.github.lakewire.benchmarks;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement wants of a canned result. Programs that make statements of their own write more
 * around the text of the result: its name with the comment behind it is what is looked for.
 *
 * @param times how often the rows come, one after the other; more than once in files only
 */
public record CannedQuery(Dataset dataset, int times, Want want) {
  private static final Pattern RESULT =
      Pattern.compile(
          "bench\\.(\\w+) /\\* transport=(\\w+) rows=(\\d{1,9})(?: times=(\\d{1,4}))? \\*/",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NO_ROWS =
      Pattern.compile(
          "\\bWHERE\\s+1\\s*=\\s*0\\s*\\z|\\bLIMIT\\s+0\\s*\\z", Pattern.CASE_INSENSITIVE);

  private static final String DESCRIBE = "DESCRIBE QUERY ";

  /** Parts of the answer. */
  public enum Want {
    ROWS,
    /** The columns, and no row. */
    NO_ROWS,
    /** Names and types of the columns, as rows. */
    DESCRIPTION
  }

  /** All rows of a result, once. */
  public CannedQuery(Dataset dataset) {
    this(dataset, 1, Want.ROWS);
  }

  /** What the statement asks for, or empty when there is no canned result in it. */
  public static Optional<CannedQuery> parse(String statement) {
    Matcher result = RESULT.matcher(statement);
    if (!result.find()) {
      return Optional.empty();
    }
    Dataset dataset =
        new Dataset(
            Shape.valueOf(result.group(1).toUpperCase(Locale.ROOT)),
            Transport.valueOf(result.group(2).toUpperCase(Locale.ROOT)),
            Integer.parseInt(result.group(3)));
    int times = result.group(4) == null ? 1 : Integer.parseInt(result.group(4));
    if (statement.strip().regionMatches(true, 0, DESCRIBE, 0, DESCRIBE.length())) {
      return Optional.of(new CannedQuery(dataset, times, Want.DESCRIPTION));
    }
    boolean none = NO_ROWS.matcher(statement.strip()).find();
    return Optional.of(new CannedQuery(dataset, times, none ? Want.NO_ROWS : Want.ROWS));
  }
}
