package io.github.lakewire.jdbc.internal.session;

import io.github.lakewire.jdbc.internal.thrift.OperationState;
import io.github.lakewire.jdbc.internal.thrift.ServerProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Logs how far one operation is: each change of its state, and every ten seconds. A statement that
 * waits so long is told to everybody.
 */
final class ProgressLog {
  private static final Logger LOG = ThriftSession.LOG;
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final LongSupplier clock;
  private final long start;
  private volatile @Nullable OperationState last;
  private long nextLine = INTERVAL.toNanos();
  private long pending;

  ProgressLog() {
    this(System::nanoTime);
  }

  ProgressLog(LongSupplier clock) {
    this.clock = clock;
    this.start = clock.getAsLong();
  }

  /** Whether the server has not begun to execute it, as far as it said. */
  boolean isPending() {
    return last == OperationState.PENDING;
  }

  void responded(
      Supplier<@Nullable String> queryId, OperationState state, @Nullable ServerProgress progress) {
    long elapsed = clock.getAsLong() - start;
    boolean waits = state == OperationState.PENDING;
    pending = waits ? elapsed : pending;
    if (state == last && elapsed < nextLine) {
      return;
    }
    last = state;
    nextLine = elapsed + INTERVAL.toNanos();
    LOG.log(
        waits && isLong(elapsed) ? Level.INFO : Level.FINE,
        () ->
            "Query %s %s, after %d ms%s"
                .formatted(
                    queryId.get(),
                    waits ? "waits: it is queued, or the warehouse is starting" : "is " + state,
                    elapsed / 1_000_000,
                    percent(progress)));
  }

  /** What the user should know of a long wait. */
  Optional<String> warning() {
    return isLong(pending)
        ? Optional.of(
            "The statement waited %d s before it was executed: it was queued, or the warehouse was"
                    .formatted(pending / 1_000_000_000)
                + " starting")
        : Optional.empty();
  }

  private static boolean isLong(long elapsed) {
    return elapsed >= INTERVAL.toNanos();
  }

  private static String percent(@Nullable ServerProgress progress) {
    OptionalDouble fraction = progress == null ? OptionalDouble.empty() : progress.fraction();
    return fraction.isPresent() ? ", %.0f %% done".formatted(100 * fraction.getAsDouble()) : "";
  }
}
