package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.ArrowField;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Walks Arrow results: binds the readers to one record batch after the other. While one is read,
 * the next is decoded by another thread if there is one to spare. Values handed out are copies.
 */
final class ArrowCursor extends BatchCursor {
  /** Only a guard: decoding waits for nothing that has no deadline. */
  private static final long LONGEST_WAIT_SECONDS = 60;

  private final List<ArrowField> fields;
  private final ArrowReader[] readers;
  private final BatchDecoder decoder;
  private final Transfer transfer;

  private BatchLayout current;
  private BatchLayout next;
  private @Nullable FutureTask<Integer> ahead;

  /**
   * @param fields of the result's metadata; the files' own schemas are not asked
   */
  ArrowCursor(
      List<ArrowField> fields,
      ResultSchema schema,
      boolean lz4,
      Pipeline pipeline,
      Transfer transfer) {
    super(schema, pipeline);
    this.fields = fields;
    this.readers = new ArrowReader[fields.size()];
    int nodes = 0;
    int buffers = 0;
    for (int i = 0; i < readers.length; i++) {
      readers[i] = ArrowReaders.of(fields.get(i), schema.columns().get(i));
      nodes += fields.get(i).nodes();
      buffers += fields.get(i).buffers();
    }
    this.current = new BatchLayout(nodes, buffers);
    this.next = new BatchLayout(nodes, buffers);
    this.decoder = new BatchDecoder(pipeline, lz4, transfer.memory());
    this.transfer = transfer;
  }

  @Override
  public ArrowContent arrow() {
    return new ArrowContent(fields, current);
  }

  @Override
  boolean nextBatch() throws Fault {
    int rows = ahead == null ? decoder.next(next) : await(ahead);
    ahead = null;
    if (rows == 0) {
      decoder.finish();
      return false;
    }
    BatchLayout decoded = next;
    next = current;
    current = decoded;
    if (decoder.canRunAhead()) {
      runAhead(next);
    }
    for (ArrowReader reader : readers) {
      reader.bind(decoded, decoded.rows());
    }
    startBatch(readers, rows);
    return true;
  }

  private void runAhead(BatchLayout into) {
    FutureTask<Integer> task = new FutureTask<>(() -> decoder.next(into));
    ahead = task;
    try {
      transfer.executor().execute(task);
    } catch (RejectedExecutionException e) {
      // The connection is closed. Who reads on runs the task, and learns of it there.
    }
  }

  private static int await(FutureTask<Integer> task) throws Fault {
    // By this thread, if no other has begun.
    task.run();
    while (true) {
      try {
        return task.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        // it goes on
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Fault(
            Fault.Kind.CANCELLED, "The thread was interrupted while it waited for rows", e);
      } catch (ExecutionException e) {
        throw Pipeline.raise(e.getCause());
      }
    }
  }
}
