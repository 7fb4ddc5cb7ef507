package io.github.lakewire.jdbc.internal.jdbc;

import io.github.lakewire.jdbc.QueryProgress;
import io.github.lakewire.jdbc.QueryProgress.Phase;
import io.github.lakewire.jdbc.internal.session.ProgressListener;
import io.github.lakewire.jdbc.internal.thrift.OperationState;
import io.github.lakewire.jdbc.internal.thrift.ServerProgress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps how far the last run of a statement is, and tells the user's listener. Thread-safe. */
final class ExecutionProgress implements ProgressListener {
  private static final Logger LOG = Logger.getLogger("io.github.lakewire.jdbc.internal.jdbc");

  private final Supplier<@Nullable String> queryId;
  private volatile @Nullable Consumer<? super QueryProgress> listener;
  private volatile boolean looked;
  private volatile Phase phase = Phase.NEW;
  private volatile long start;
  private volatile long end;
  private volatile @Nullable ServerProgress details;

  ExecutionProgress(Supplier<@Nullable String> queryId) {
    this.queryId = queryId;
  }

  void onProgress(@Nullable Consumer<? super QueryProgress> to) {
    listener = to;
  }

  void started() {
    start = System.nanoTime();
    details = null;
    phase = Phase.SENT;
  }

  void ended() {
    end = System.nanoTime();
    phase = Phase.ENDED;
    notifyListener();
  }

  @Override
  public boolean wantsDetails() {
    return looked || listener != null;
  }

  @Override
  public void responded(OperationState state, @Nullable ServerProgress progress) {
    details = progress == null ? details : progress;
    if (!state.isLast()) {
      phase = state == OperationState.RUNNING ? Phase.RUNNING : Phase.WAITING;
      notifyListener();
    }
  }

  private void notifyListener() {
    Consumer<? super QueryProgress> to = listener;
    if (to != null) {
      try {
        to.accept(snapshot());
      } catch (RuntimeException | Error e) {
        LOG.log(Level.FINE, e, () -> "Query " + queryId.get() + ": a listener of progress failed");
      }
    }
  }

  QueryProgress progress() {
    looked = true;
    return snapshot();
  }

  private QueryProgress snapshot() {
    Phase now = phase;
    long until = now == Phase.ENDED ? end : System.nanoTime();
    ServerProgress known = details;
    return new QueryProgress(
        now,
        queryId.get(),
        Duration.ofNanos(now == Phase.NEW ? 0 : until - start),
        known == null ? OptionalDouble.empty() : known.fraction(),
        known == null ? List.of() : known.rows().stream().map(row -> stage(known, row)).toList(),
        known == null ? null : known.summary());
  }

  private static Map<String, String> stage(ServerProgress progress, List<String> row) {
    Map<String, String> stage = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(row.size(), progress.headers().size()); i++) {
      stage.put(progress.headers().get(i), row.get(i));
    }
    return stage;
  }
}
