package io.github.lakewire.jdbc.internal.cursor;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.Prefetcher;
import io.github.lakewire.jdbc.internal.ipc.ArrayByteSource;
import io.github.lakewire.jdbc.internal.ipc.ArrowField;
import io.github.lakewire.jdbc.internal.ipc.BatchLayout;
import io.github.lakewire.jdbc.internal.ipc.ByteSource;
import io.github.lakewire.jdbc.internal.ipc.IpcReader;
import io.github.lakewire.jdbc.internal.ipc.Lz4FrameReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the pages and files of an Arrow result and decodes one record batch at a time. What is
 * received belongs to the {@link Prefetcher}. Used by one thread at a time.
 */
final class BatchDecoder {
  /** What every JVM can make. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 64;

  private static final byte[] NONE = {};

  private final List<ArrowField> fields;
  private final Prefetcher prefetcher;
  private final Deque<Page.EncodedBatch> inline = new ArrayDeque<>();
  private final boolean lz4;
  private final Lz4FrameReader frames;

  private @Nullable ByteSource source;
  private @Nullable IpcReader stream;
  private @Nullable DriverException failure;
  private long rowsToSkip;
  private long rowsLeft;

  /** The number in the whole result of the row that is delivered next. */
  private long nextRow;

  /**
   * @param fields what batches are read as
   * @param lz4 whether pages and files are LZ4 frames
   * @param resources what may be used. A batch that is larger than its memory is decoded all the
   *     same, alone, if the heap has room for it
   */
  BatchDecoder(
      List<ArrowField> fields, Prefetcher prefetcher, boolean lz4, FetchResources resources) {
    this.fields = fields;
    this.prefetcher = prefetcher;
    this.nextRow = prefetcher.firstRow();
    this.lz4 = lz4;
    this.frames = new Lz4FrameReader(LONGEST_ARRAY, prefetcher.memory(), resources.executor());
  }

  /**
   * Decodes the next batch that has rows, and those that came with it. What was returned before has
   * been read. A failure behind a batch is thrown by the next call.
   *
   * @param group gets the batches; none at the end of the result
   */
  void next(BatchWindow group) throws DriverException {
    frames.goOn();
    decode(group, false);
  }

  /**
   * The same while another thread reads what was returned before, as far as it takes no more than
   * the memory that is free, and does not wait for the network.
   *
   * @param group gets no batch where that is not enough: then {@link #next} has to be called
   */
  void nextBeside(BatchWindow group) throws DriverException {
    frames.goOnBeside();
    decode(group, true);
  }

  private void decode(BatchWindow group, boolean beside) throws DriverException {
    group.clear();
    if (failure != null) {
      throw failure;
    }
    do {
      if (stream != null) {
        fill(group, stream);
        if (group.size() > 0 || frames.isStalled() || !closeStream()) {
          return;
        }
      }
    } while (openNext(beside));
  }

  /**
   * Whether {@link #nextBeside} has something to decode. It has not where batches are not
   * compressed, as those are read where they were received.
   */
  boolean canRunAhead() {
    return lz4
        && (rowsLeft > 0 || !inline.isEmpty() || prefetcher.isReady())
        && frames.mayGoOnBeside();
  }

  /** Ends decoding and releases what is held. */
  void discard() {
    inline.clear();
    source = null;
    stream = null;
    frames.reset(NONE, 0, 0, 0);
    frames.releaseBuffers();
  }

  /** The last batch has been read: its memory may be used again. */
  void finish() {
    frames.releaseBuffers();
    prefetcher.memory().dropSpare();
  }

  private void fill(BatchWindow group, IpcReader current) throws DriverException {
    while (rowsLeft > 0 && group.size() == 0) {
      addNext(group, current);
      if (frames.isStalled()) {
        return;
      }
    }
    try {
      // To decode more would overwrite what the group has.
      while (rowsLeft > 0 && group.hasRoom() && current.isBatchAtHand()) {
        addNext(group, current);
      }
      if (lz4 && inline.isEmpty()) {
        if (rowsLeft == 0 && frames.isSpent()) {
          // A large value needs the room sooner than the next page does.
          prefetcher.giveBack();
          prefetcher.fetchAhead(0);
        } else {
          prefetcher.fetchAhead(frames.most());
        }
      }
    } catch (DriverException later) {
      failure = later;
    }
  }

  private void addNext(BatchWindow group, IpcReader current) throws DriverException {
    BatchLayout batch = group.next();
    if (!current.next(batch)) {
      if (frames.isStalled()) {
        return;
      }
      throw damaged("fewer rows than announced");
    }
    int skipped = (int) Math.min(batch.rows(), rowsToSkip);
    rowsToSkip -= skipped;
    int rows = (int) Math.min(batch.rows() - skipped, rowsLeft);
    if (rows > 0) {
      group.add(skipped, rows);
      rowsLeft -= rows;
      nextRow += rows;
    }
  }

  /** Opens the next batch or file that has rows; false at the end of the result, or for now. */
  private boolean openNext(boolean beside) throws DriverException {
    while (true) {
      Page.EncodedBatch batch = inline.peek();
      if (batch != null) {
        boolean wanted = isWanted(batch.rowCount());
        if (wanted && !open(batch)) {
          return false;
        }
        inline.remove();
        if (wanted) {
          return true;
        }
      } else if (beside && !prefetcher.isReady()) {
        return false;
      } else if (!takeNext(beside)) {
        return false;
      } else if (stream != null) {
        return true;
      }
    }
  }

  /** Takes the next page, or opens the next file; false at the end of the result. */
  private boolean takeNext(boolean beside) throws DriverException {
    if (!beside) {
      // What is received now may need the memory.
      frames.releaseBuffers();
    }
    Prefetcher.Content content = prefetcher.take();
    if (content instanceof Prefetcher.Inline page) {
      take(page.page());
    } else if (content instanceof Prefetcher.Downloaded file && isWanted(file.link().rowCount())) {
      open(file);
    }
    return content != null;
  }

  private void take(Page page) throws DriverException {
    if (page instanceof Page.Batches batches) {
      inline.addAll(batches.batches());
      long most = 0;
      for (Page.EncodedBatch batch : lz4 ? inline : List.<Page.EncodedBatch>of()) {
        most = Math.max(most, frames.most(batch.bytes(), batch.offset(), batch.length()));
      }
      prefetcher.fetchAhead(most);
    } else if (!(page instanceof Page.None)) {
      throw damaged("columnar rows in an Arrow result");
    }
  }

  private static boolean isWanted(long rowCount) throws DriverException {
    if (rowCount < 0) {
      throw damaged("a negative number of rows");
    }
    return rowCount > 0;
  }

  /** Opens a batch; false when there is no memory for it. */
  private boolean open(Page.EncodedBatch batch) throws DriverException {
    open(batch.bytes(), batch.offset(), batch.length(), Long.MAX_VALUE);
    if (lz4) {
      // One message, wanted as a whole: so its checksums are verified before its rows are seen.
      new IpcReader(frames, fields).require();
      frames.requireAll();
      if (frames.isStalled()) {
        source = null;
        stream = null;
        return false;
      }
    }
    rowsToSkip = 0;
    rowsLeft = batch.rowCount();
    return true;
  }

  private void open(Prefetcher.Downloaded downloaded) throws DriverException {
    Page.Link link = downloaded.link();
    if (link.startRow() != nextRow) {
      throw damaged("a file that does not follow the rows before it");
    }
    LinkDownloader.File file = downloaded.file();
    long announced = link.uncompressedBytes();
    open(file.bytes(), 0, file.length(), announced > 0 ? announced : Long.MAX_VALUE);
    rowsToSkip = link.skip();
    rowsLeft = link.rowCount();
    prefetcher.fetchAhead(lz4 ? frames.most() : 0);
  }

  private void open(byte[] bytes, int offset, int length, long maxOutput) {
    if (lz4) {
      frames.reset(bytes, offset, length, maxOutput);
    }
    source = lz4 ? frames : new ArrayByteSource(bytes, offset, length);
    stream = new IpcReader(source, fields);
  }

  /**
   * Reads what is left behind the last row, so that a file cut off or damaged there is noticed.
   *
   * @return false when there is no memory for it
   */
  private boolean closeStream() throws DriverException {
    if (source != null) {
      source.drain();
    }
    if (frames.isStalled()) {
      return false;
    }
    source = null;
    stream = null;
    return true;
  }

  private static DriverException damaged(String what) {
    return new DriverException(
        DriverException.Kind.PROTOCOL, "The server's result does not fit together: " + what);
  }
}
