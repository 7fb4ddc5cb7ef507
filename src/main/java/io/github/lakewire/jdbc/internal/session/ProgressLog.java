package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.thrift.OperationState;
import io.github.lakewire.jdbc.internal.thrift.ServerProgress;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Logs how far one operation is: each change of its state, and every ten seconds. */
final class ProgressLog {
  private static final Logger LOG = ThriftSession.LOG;
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final long start = System.nanoTime();
  private @Nullable OperationState last;
  private long nextLine = INTERVAL.toNanos();

  void responded(
      Supplier<@Nullable String> queryId, OperationState state, @Nullable ServerProgress progress) {
    long elapsed = System.nanoTime() - start;
    if (state == last && elapsed < nextLine) {
      return;
    }
    last = state;
    nextLine = elapsed + INTERVAL.toNanos();
    LOG.fine(
        () ->
            "Query %s %s, after %d ms%s"
                .formatted(
                    queryId.get(),
                    state == OperationState.PENDING
                        ? "waits: it is queued, or the warehouse is starting"
                        : "is " + state,
                    elapsed / 1_000_000,
                    percent(progress)));
  }

  private static String percent(@Nullable ServerProgress progress) {
    OptionalDouble fraction = progress == null ? OptionalDouble.empty() : progress.fraction();
    return fraction.isPresent() ? ", %.0f %% done".formatted(100 * fraction.getAsDouble()) : "";
  }
}
