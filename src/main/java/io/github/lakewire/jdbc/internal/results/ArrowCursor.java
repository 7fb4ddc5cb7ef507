package io.github.lakewire.jdbc.internal.results;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.results.arrow.ArrowField;
import io.github.lakewire.jdbc.internal.results.arrow.BatchLayout;
import io.github.lakewire.jdbc.internal.results.arrow.ByteSource;
import io.github.lakewire.jdbc.internal.results.arrow.HeldBytes;
import io.github.lakewire.jdbc.internal.results.arrow.IpcReader;
import io.github.lakewire.jdbc.internal.results.arrow.Lz4Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks Arrow results: takes pages, decodes one record batch at a time and binds the readers to it.
 *
 * <p>What is received belongs to the {@link Pipeline}; the window of decoded bytes is used again
 * for each batch. Values handed out are copies.
 */
final class ArrowCursor extends BatchCursor {
  private final ArrowReader[] readers;
  private final BatchLayout layout;
  private final ArrowContent arrow;
  private final Pipeline pipeline;
  private final Deque<Page.EncodedBatch> inline = new ArrayDeque<>();
  private final boolean lz4;
  private final Lz4Frame window;

  private @Nullable ByteSource source;
  private @Nullable IpcReader stream;
  private long rowsLeft;
  private long rowsDelivered;

  /**
   * @param fields of the result's metadata; the files' own schemas are not asked
   * @param maxMemory most bytes that a decoded batch may take
   */
  ArrowCursor(
      List<ArrowField> fields,
      ResultSchema schema,
      boolean lz4,
      Pipeline pipeline,
      long maxMemory) {
    super(schema, pipeline);
    this.pipeline = pipeline;
    this.readers = new ArrowReader[fields.size()];
    int nodes = 0;
    int buffers = 0;
    for (int i = 0; i < readers.length; i++) {
      readers[i] = ArrowReaders.of(fields.get(i), schema.columns().get(i));
      nodes += fields.get(i).nodes();
      buffers += fields.get(i).buffers();
    }
    this.layout = new BatchLayout(nodes, buffers);
    this.arrow = new ArrowContent(fields, layout);
    this.lz4 = lz4;
    this.window = new Lz4Frame((int) Math.min(maxMemory, Integer.MAX_VALUE - 64));
  }

  @Override
  public ArrowContent arrow() {
    return arrow;
  }

  @Override
  boolean nextBatch() throws Fault {
    do {
      if (stream != null) {
        if (nextBatch(stream)) {
          return true;
        }
        closeStream();
      }
    } while (openNext());
    return false;
  }

  private boolean nextBatch(IpcReader current) throws Fault {
    while (rowsLeft > 0) {
      if (!current.next(layout)) {
        throw damaged("fewer rows than announced");
      }
      int rows = (int) Math.min(layout.rows(), rowsLeft);
      if (rows > 0) {
        for (ArrowReader reader : readers) {
          reader.bind(layout, layout.rows());
        }
        if (lz4) {
          pipeline.decoderHolds(window.array().length);
        }
        rowsLeft -= rows;
        rowsDelivered += rows;
        startBatch(readers, rows);
        return true;
      }
    }
    return false;
  }

  /** Opens the next batch or file that has rows; false at the end of the result. */
  private boolean openNext() throws Fault {
    while (true) {
      if (!inline.isEmpty()) {
        Page.EncodedBatch batch = inline.remove();
        if (isWanted(batch.rowCount())) {
          open(batch);
          return true;
        }
      } else {
        Pipeline.Content content = pipeline.take();
        if (content == null) {
          return false;
        }
        if (content instanceof Pipeline.Inline page) {
          take(page.page());
        } else if (content instanceof Pipeline.Downloaded file
            && isWanted(file.link().rowCount())) {
          open(file);
          return true;
        }
      }
    }
  }

  private void take(Page page) throws Fault {
    if (!(page instanceof Page.Batches batches)) {
      throw damaged("columnar rows in an Arrow result");
    }
    inline.addAll(batches.batches());
  }

  private static boolean isWanted(long rowCount) throws Fault {
    if (rowCount < 0) {
      throw damaged("a negative number of rows");
    }
    return rowCount > 0;
  }

  private void open(Page.EncodedBatch batch) throws Fault {
    if (lz4) {
      window.reset(batch.bytes(), batch.offset(), batch.length(), Long.MAX_VALUE);
      // One message, wanted as a whole: so its checksums are verified before its rows are seen.
      window.requireAll();
      source = window;
    } else {
      source = new HeldBytes(batch.bytes(), batch.offset(), batch.length());
    }
    stream = new IpcReader(source);
    rowsLeft = batch.rowCount();
  }

  private void open(Pipeline.Downloaded downloaded) throws Fault {
    Page.Link link = downloaded.link();
    if (link.startRow() != rowsDelivered) {
      throw damaged("a file that does not follow the rows before it");
    }
    LinkDownloader.File file = downloaded.file();
    if (lz4) {
      long announced = link.uncompressedBytes();
      window.reset(file.bytes(), 0, file.length(), announced > 0 ? announced : Long.MAX_VALUE);
      source = window;
    } else {
      source = new HeldBytes(file.bytes(), 0, file.length());
    }
    stream = new IpcReader(source);
    rowsLeft = link.rowCount();
  }

  /** Reads what is left behind the last row, so that a file cut off or damaged there is noticed. */
  private void closeStream() throws Fault {
    ByteSource finished = source;
    source = null;
    stream = null;
    if (finished != null) {
      finished.drain();
    }
  }

  private static Fault damaged(String what) {
    return new Fault(Fault.Kind.PROTOCOL, "The server's result does not fit together: " + what);
  }
}
