package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What cursors over pages have in common: the end, the first failure, and closing stay so. */
abstract class BatchCursor extends RowCursor {
  private final ResultSchema schema;
  private final Pipeline pipeline;
  private final AtomicBoolean closed = new AtomicBoolean();
  private boolean finished;
  private @Nullable Fault failure;

  BatchCursor(ResultSchema schema, Pipeline pipeline) {
    this.schema = schema;
    this.pipeline = pipeline;
  }

  @Override
  public final ResultSchema schema() {
    return schema;
  }

  @Override
  public final long memory() {
    return pipeline.limit();
  }

  @Override
  protected final boolean loadBatch() throws Fault {
    if (failure != null) {
      throw failure;
    }
    if (finished) {
      return false;
    }
    if (closed.get()) {
      throw new Fault(Fault.Kind.CANCELLED, "The result was closed while it was read");
    }
    try {
      finished = !nextBatch();
      return !finished;
    } catch (Fault e) {
      throw failed(e);
    } catch (OutOfMemoryError e) {
      throw failed(Fault.outOfMemory(e));
    }
  }

  /** Going on behind a failure would skip rows. */
  private Fault failed(Fault fault) {
    failure = fault;
    if (fault.kind() == Fault.Kind.OUT_OF_MEMORY) {
      // Nobody may close the result soon, and others need the room.
      startBatch(new ColumnReader[0], 0);
      dropBatches();
      pipeline.giveBack();
      pipeline.close();
    }
    return fault;
  }

  /** Nothing is read any more: lets go of what batches were decoded into. */
  abstract void dropBatches();

  /** Loads the next batch that has rows, or returns false after the last. */
  abstract boolean nextBatch() throws Fault;

  @Override
  public final void close() {
    if (closed.compareAndSet(false, true)) {
      pipeline.close();
    }
  }
}
