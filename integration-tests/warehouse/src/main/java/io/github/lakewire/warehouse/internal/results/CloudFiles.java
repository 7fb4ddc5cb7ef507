package io.github.lakewire.warehouse.internal.results;

import io.github.lakewire.thrift.TCacheLookupResult;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TStatus;
import io.github.lakewire.thrift.TStatusCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * CloudFetch: complete Arrow streams in files, written a few ahead of the links that were given.
 */
public final class CloudFiles implements ResultFormat {
  private static final byte[] END_OF_STREAM = {-1, -1, -1, -1, 0, 0, 0, 0};
  private static final int LINKS_PER_REPLY = 8;
  private static final int FILES_AHEAD = 4;

  private final ResultColumns columns;
  private final RowStream rows;
  private final ArrowEncoder encoder;
  private final byte[] schemaMessage;
  private final boolean lz4;
  private final long bytesPerFile;
  private final Path folder;
  private final FileStore store;

  private final List<Stored> files = new ArrayList<>();
  private int nextFile;
  private boolean complete;
  private boolean closed;
  private Throwable failure;
  private long compressedBytes;
  private long uncompressedBytes;

  private CloudFiles(
      ResultColumns columns,
      RowStream rows,
      String zone,
      boolean lz4,
      long bytesPerFile,
      Path folder,
      FileStore store) {
    this.columns = columns;
    this.rows = rows;
    this.encoder = new ArrowEncoder(columns, zone);
    this.schemaMessage = encoder.sparkSchemaMessage();
    this.lz4 = lz4;
    this.bytesPerFile = bytesPerFile;
    this.folder = folder;
    this.store = store;
  }

  private record Stored(Path path, long startRow, long rowCount, long uncompressedBytes) {}

  /**
   * Starts to write files on a daemon thread.
   *
   * @param bytesPerFile uncompressed, about
   */
  public static CloudFiles start(
      ResultColumns columns,
      RowStream rows,
      String zone,
      boolean lz4,
      long bytesPerFile,
      Path folder,
      FileStore store) {
    CloudFiles result = new CloudFiles(columns, rows, zone, lz4, bytesPerFile, folder, store);
    Thread thread = new Thread(result::write, "cloud files");
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  private void write() {
    try (encoder) {
      long startRow = 0;
      while (rows.hasNext() && waitForRoom()) {
        Stored file = writeFile(startRow);
        startRow += file.rowCount();
        add(file, !rows.hasNext());
      }
    } catch (Throwable problem) { // the client must hear of whatever it is
      synchronized (this) {
        failure = problem;
        notifyAll();
      }
    }
  }

  private synchronized boolean waitForRoom() throws InterruptedException {
    while (!closed && files.size() - nextFile >= FILES_AHEAD) {
      wait();
    }
    return !closed;
  }

  private synchronized void add(Stored file, boolean last) throws IOException {
    if (closed) {
      store.delete(file.path());
      return;
    }
    files.add(file);
    uncompressedBytes += file.uncompressedBytes();
    compressedBytes += Files.size(file.path());
    complete = last;
    notifyAll();
  }

  private Stored writeFile(long startRow) throws Throwable {
    Path path = folder.resolve(UUID.randomUUID() + ".arrow");
    long rowCount = 0;
    long bytes = 0;
    try (OutputStream plain = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
        OutputStream out = lz4 ? ArrowEncoder.lz4(plain) : plain) {
      byte[] schema = encoder.plainSchemaMessage();
      out.write(schema);
      bytes += schema.length;
      while (bytes < bytesPerFile) {
        ArrowEncoder.Batch batch = encoder.next(rows, Long.MAX_VALUE, Long.MAX_VALUE);
        if (batch == null) {
          break;
        }
        out.write(batch.message());
        bytes += batch.message().length;
        rowCount += batch.rowCount();
      }
      out.write(END_OF_STREAM);
      bytes += END_OF_STREAM.length;
    } catch (Throwable problem) {
      store.delete(path);
      throw problem;
    }
    return new Stored(path, startRow, rowCount, bytes);
  }

  /** Waits until the first file is there. */
  public synchronized void awaitFirst() throws Throwable {
    while (files.isEmpty()) {
      check();
      wait(1000);
    }
  }

  private void check() throws Throwable {
    if (failure != null) {
      throw failure;
    }
    if (closed) {
      throw new InterruptedException("The operation was closed or cancelled");
    }
  }

  @Override
  public synchronized TGetResultSetMetadataResp metadata() {
    return new TGetResultSetMetadataResp()
        .setStatus(new TStatus().setStatusCode(TStatusCode.SUCCESS_STATUS))
        .setSchema(columns.toThrift())
        .setIsStagingOperation(false)
        .setResultFormat(TSparkRowSetType.URL_BASED_SET)
        .setLz4Compressed(lz4)
        .setArrowSchema(schemaMessage)
        .setCacheLookupResult(TCacheLookupResult.CACHE_INELIGIBLE)
        .setUncompressedBytes(uncompressedBytes)
        .setCompressedBytes(compressedBytes);
  }

  @Override
  public synchronized TFetchResultsResp fetch(FetchRange range) throws Throwable {
    if (range.startRowOffset() >= 0) {
      position(range.startRowOffset());
    }
    while (nextFile >= files.size() && !complete) {
      check();
      wait(1000);
    }
    long startRow = nextFile < files.size() ? files.get(nextFile).startRow() : endRow();
    List<TSparkArrowResultLink> links = new ArrayList<>();
    while (nextFile < files.size() && links.size() < LINKS_PER_REPLY) {
      links.add(link(files.get(nextFile)));
      nextFile++;
    }
    notifyAll();
    return new TFetchResultsResp()
        .setStatus(new TStatus().setStatusCode(TStatusCode.SUCCESS_STATUS))
        .setHasMoreRows(!(complete && nextFile >= files.size()))
        .setResults(
            new TRowSet()
                .setStartRowOffset(startRow)
                .setRows(new ArrayList<>())
                .setResultLinks(links));
  }

  private long endRow() {
    Stored last = files.get(files.size() - 1);
    return last.startRow() + last.rowCount();
  }

  private void position(long row) {
    for (int i = 0; i < files.size(); i++) {
      Stored file = files.get(i);
      if (row >= file.startRow() && row < file.startRow() + file.rowCount()) {
        nextFile = i;
        return;
      }
    }
    if (files.isEmpty() || row != endRow()) {
      throw new IllegalArgumentException("There is no file with row " + row + " yet");
    }
    nextFile = files.size();
  }

  private TSparkArrowResultLink link(Stored file) {
    FileStore.Link link = store.link(file.path());
    return new TSparkArrowResultLink()
        .setFileLink(link.url())
        .setExpiryTime(link.expiresAt())
        .setStartRowOffset(file.startRow())
        .setRowCount(file.rowCount())
        .setBytesNum(file.uncompressedBytes())
        .setHttpHeaders(Map.of());
  }

  @Override
  public boolean staysOpen() {
    return true;
  }

  @Override
  public synchronized void close() {
    closed = true;
    rows.close();
    files.forEach(file -> store.delete(file.path()));
    notifyAll();
  }
}
