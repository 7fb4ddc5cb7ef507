package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.ArrowField;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;
import io.github.lakewire.jdbc.internal.results.arrow.BatchShape;
import io.github.lakewire.jdbc.internal.results.arrow.Beside;
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
  private final Transfer transfer;

  private BatchGroup current;
  private BatchGroup next;
  private int batch;
  private BatchLayout bound;
  private @Nullable Beside<?> ahead;

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
    for (int i = 0; i < readers.length; i++) {
      readers[i] = ArrowReaders.of(fields.get(i), schema.columns().get(i));
    }
    BatchShape shape = BatchShape.of(fields);
    this.current = new BatchGroup(shape);
    this.next = new BatchGroup(shape);
    this.bound = current.free();
    this.decoder = new BatchDecoder(pipeline, lz4, transfer);
    this.transfer = transfer;
  }

  @Override
  public ArrowContent arrow() {
    return new ArrowContent(fields, bound);
  }

  @Override
  boolean nextBatch() throws Fault {
    if (++batch >= current.size() && !nextGroup()) {
      return false;
    }
    bound = current.layout(batch);
    for (ArrowReader reader : readers) {
      reader.bind(bound, bound.rows());
    }
    startBatch(readers, current.rows(batch));
    return true;
  }

  @Override
  void dropBatches() {
    decoder.abandon();
    Arrays.fill(readers, null);
    current = new BatchGroup(BatchShape.of(List.of()));
    next = current;
    bound = current.free();
  }

  private boolean nextGroup() throws Fault {
    if (ahead == null) {
      decoder.next(next);
    } else {
      await(ahead);
      ahead = null;
    }
    if (next.size() == 0) {
      decoder.finish();
      return false;
    }
    BatchGroup read = current;
    current = next;
    next = read;
    batch = 0;
    if (decoder.canRunAhead()) {
      runAhead(read);
    }
    return true;
  }

  private void runAhead(BatchGroup into) {
    ahead =
        Beside.start(
            transfer.executor(),
            () -> {
              decoder.next(into);
              return into;
            });
  }

  private static void await(Beside<?> decoding) throws Fault {
    try {
      decoding.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault(
          Fault.Kind.CANCELLED, "The thread was interrupted while it waited for rows", e);
    } catch (ExecutionException e) {
      throw Pipeline.raise(e.getCause());
    }
  }
}
