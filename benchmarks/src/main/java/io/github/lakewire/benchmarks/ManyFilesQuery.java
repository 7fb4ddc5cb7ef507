package io.github.lakewire.benchmarks;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A result of so many files that only their links are made.
 *
 * @param files of the same size
 * @param linksPerAnswer how many links the server sends at once
 */
public record ManyFilesQuery(int files, int linksPerAnswer) {
  private static final Pattern STATEMENT =
      Pattern.compile("SELECT \\* FROM bench\\.files /\\* files=(\\d{1,8}) links=(\\d{1,6}) \\*/");

  /** What the statement asks for, or empty when it is not one of these. */
  public static Optional<ManyFilesQuery> parse(String statement) {
    Matcher matcher = STATEMENT.matcher(statement.strip());
    return matcher.matches()
        ? Optional.of(
            new ManyFilesQuery(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** The statement that asks for it. */
  public String statement() {
    return "SELECT * FROM bench.files /* files=%d links=%d */".formatted(files, linksPerAnswer);
  }

  /** As in recordings. */
  public long rowsPerFile() {
    return 147_456;
  }

  /** Before compression. */
  public long bytesPerFile() {
    return 20_000_000;
  }
}
