package io.github.lakewire.jdbc.trial;

import io.github.lakewire.thrift.TOperationState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement on the server. It goes on by itself, whether anybody asks for it or not: what has
 * become of it is computed from the time. Guarded by the lock of {@link Warehouse}.
 */
final class ServerOperation {
  final long id;
  final ServerSession session;
  final List<String> keys;
  final StatementPlan plan;
  final Shape shape;
  private final Runnable effect;
  private final long submitted;
  private @Nullable TOperationState end;
  private boolean done;

  /** Rows that the cursor has passed. */
  int position;

  /** Pages of links that were sent. */
  int pages;

  /** Set when the client may never learn of it, or could not say that it is to end. */
  boolean excused;

  /**
   * How its rows are sent.
   *
   * @param write whether there is one, the count
   */
  record Shape(boolean write, boolean arrow, boolean files, boolean lz4) {}

  ServerOperation(
      long id,
      ServerSession session,
      List<String> keys,
      StatementPlan plan,
      Shape shape,
      Runnable effect) {
    this.id = id;
    this.session = session;
    this.keys = keys;
    this.plan = plan;
    this.shape = shape;
    this.effect = effect;
    this.submitted = System.nanoTime();
  }

  /** The state now, after all that was due. */
  TOperationState state() {
    long millis = (System.nanoTime() - submitted) / 1_000_000;
    TOperationState last = end;
    if (last != null) {
      return last;
    }
    if (!done && millis >= plan.commit() && plan.end() == TOperationState.FINISHED_STATE) {
      done = true;
      effect.run();
    }
    if (millis >= plan.ends()) {
      end = plan.end();
      return plan.end();
    }
    return millis < plan.pending() ? TOperationState.PENDING_STATE : TOperationState.RUNNING_STATE;
  }

  boolean hasEnded() {
    state();
    return end != null;
  }

  /** How long until it ends by itself, in milliseconds; at least 1. */
  long untilEnd() {
    return Math.max(1, plan.ends() - (System.nanoTime() - submitted) / 1_000_000);
  }

  /** Ends it, unless it has taken effect. */
  void cancel() {
    if (!hasEnded() && !done) {
      end = TOperationState.CANCELED_STATE;
    }
  }

  int rows() {
    return shape.write() ? 1 : plan.pages() * ServerRows.ROWS_PER_PAGE;
  }

  /** Whether the client cannot close it, itself or with its session. */
  boolean isExcused() {
    return excused || session.excused;
  }

  @Override
  public String toString() {
    return id
        + " of session "
        + session
        + " "
        + keys
        + " "
        + state()
        + (excused ? " (excused)" : "");
  }
}
