package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.column.ArrowReader;
import io.github.lakewire.jdbc.internal.concurrent.ForkedTask;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.Prefetcher;
import io.github.lakewire.jdbc.internal.ipc.ArrowField;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.ipc.BatchShape;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Walks Arrow results: binds the readers to one record batch after the other. While those of one
 * group are read, the next are decoded by another thread if there is one to spare. Values handed
 * out are copies.
 */
final class ArrowCursor extends BatchCursor {
  private final List<ArrowField> fields;
  private final ArrowReader[] readers;
  private final BatchDecoder decoder;
  private final FetchResources resources;

  private BatchWindow current;
  private BatchWindow next;
  private int batch;
  private BatchLayout bound;
  private @Nullable ForkedTask<?> ahead;

  /**
   * @param fields of the result's metadata, which rule over the files' own schemas
   */
  ArrowCursor(
      List<ArrowField> fields,
      ResultSchema schema,
      boolean lz4,
      Prefetcher prefetcher,
      FetchResources resources) {
    super(schema, prefetcher);
    this.fields = fields;
    this.readers = new ArrowReader[fields.size()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = ArrowReaders.of(fields.get(i), schema.columns().get(i));
    }
    BatchShape shape = BatchShape.of(fields);
    this.current = new BatchWindow(shape);
    this.next = new BatchWindow(shape);
    this.bound = current.next();
    this.decoder = new BatchDecoder(fields, prefetcher, lz4, resources);
    this.resources = resources;
  }

  @Override
  public ArrowContent arrow() {
    return new ArrowContent(fields, bound);
  }

  @Override
  boolean nextBatch() throws DriverException {
    if (++batch >= current.size() && !nextGroup()) {
      return false;
    }
    bound = current.layout(batch);
    for (ArrowReader reader : readers) {
      reader.bind(bound, bound.rows());
    }
    startBatch(readers, current.first(batch), current.rows(batch));
    return true;
  }

  @Override
  void dropBatches() {
    decoder.discard();
    Arrays.fill(readers, null);
    current = new BatchWindow(BatchShape.of(List.of()));
    next = current;
    bound = current.next();
  }

  private boolean nextGroup() throws DriverException {
    if (ahead == null) {
      next.clear();
    } else {
      await(ahead);
      ahead = null;
    }
    if (next.size() == 0) {
      forget();
      decoder.next(next);
    }
    if (next.size() == 0) {
      decoder.finish();
      return false;
    }
    BatchWindow read = current;
    current = next;
    next = read;
    batch = 0;
    if (decoder.canRunAhead()) {
      runAhead(read);
    }
    return true;
  }

  /** What has been read is not kept by anybody: its memory may be needed. */
  private void forget() throws DriverException {
    current.clear();
    for (ArrowReader reader : readers) {
      reader.bind(bound, 0);
    }
  }

  private void runAhead(BatchWindow into) {
    ahead =
        ForkedTask.start(
            resources.executor(),
            () -> {
              decoder.nextBeside(into);
              return into;
            });
  }

  private static void await(ForkedTask<?> decoding) throws DriverException {
    try {
      decoding.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriverException(
          DriverException.Kind.CANCELLED, "The thread was interrupted while it waited for rows", e);
    } catch (ExecutionException e) {
      throw Prefetcher.raise(e.getCause());
    }
  }
}
