package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Prefetcher;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What cursors over pages have in common: the end, the first failure, and closing stay so. */
abstract class BatchCursor extends RowCursor {
  private final ResultSchema schema;
  private final Prefetcher prefetcher;
  private final AtomicBoolean closed = new AtomicBoolean();
  private boolean finished;
  private @Nullable DriverException failure;

  BatchCursor(ResultSchema schema, Prefetcher prefetcher) {
    this.schema = schema;
    this.prefetcher = prefetcher;
  }

  @Override
  public final ResultSchema schema() {
    return schema;
  }

  @Override
  public final long memory() {
    return prefetcher.limit();
  }

  @Override
  protected final boolean loadBatch() throws DriverException {
    if (failure != null) {
      throw failure;
    }
    if (finished) {
      return false;
    }
    if (closed.get()) {
      throw new DriverException(
          DriverException.Kind.CANCELLED, "The result was closed while it was read");
    }
    try {
      finished = !nextBatch();
      return !finished;
    } catch (DriverException | RuntimeException | Error e) {
      throw failed(DriverException.of(e));
    }
  }

  /** Continuing after a failure would skip rows. */
  private DriverException failed(DriverException exception) {
    failure = exception;
    if (exception.kind() == DriverException.Kind.OUT_OF_MEMORY) {
      // The result may not be closed soon, and others need the memory.
      startBatch(new ColumnReader[0], 0);
      dropBatches();
      prefetcher.giveBack();
      prefetcher.close();
    }
    return exception;
  }

  /** Nothing is read any more: releases what batches were decoded into. */
  abstract void dropBatches();

  /** Loads the next batch that has rows, or returns false after the last. */
  abstract boolean nextBatch() throws DriverException;

  @Override
  public final void close() {
    if (closed.compareAndSet(false, true)) {
      prefetcher.close();
    }
  }
}
