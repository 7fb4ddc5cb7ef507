package io.github.lakewire.jdbc.internal.thrift;

import io.github.lakewire.thrift.TProgressUpdateResp;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of a running operation when it is asked for progress (protocol.md,
 * "Polling").
 *
 * @param headers names of the columns of {@code rows}
 * @param rows one for each stage
 * @param fraction from 0 to 1
 * @param summary a line for people
 */
public record ServerProgress(
    List<String> headers,
    List<List<String>> rows,
    OptionalDouble fraction,
    @Nullable String summary) {
  private static final int MOST_ROWS = 1000;

  static @Nullable ServerProgress from(@Nullable TProgressUpdateResp progress) {
    if (progress == null) {
      return null;
    }
    double fraction = progress.getProgressedPercentage();
    boolean known = progress.isSetProgressedPercentage() && fraction >= 0 && fraction <= 1;
    return new ServerProgress(
        progress.getHeaderNames() == null ? List.of() : List.copyOf(progress.getHeaderNames()),
        progress.getRows() == null
            ? List.of()
            : progress.getRows().stream().limit(MOST_ROWS).map(List::copyOf).toList(),
        known ? OptionalDouble.of(fraction) : OptionalDouble.empty(),
        progress.getFooterSummary());
  }
}
