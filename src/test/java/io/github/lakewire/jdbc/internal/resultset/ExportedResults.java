package io.github.lakewire.jdbc.internal.resultset;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.cursor.ArrowOracle;
import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.ArrayAllocator;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.LinkDownloader;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.PageSource;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.arrow.vector.types.pojo.Schema;

/** A result set made of messages, in the way in which a server would deliver them. */
final class ExportedResults {
  /** How the messages travel. */
  enum Way {
    INLINE,
    INLINE_LZ4,
    FILES,
    FILES_LZ4;

    boolean lz4() {
      return this == INLINE_LZ4 || this == FILES_LZ4;
    }
  }

  /** A message and how many of its rows belong to the result. */
  record Batch(byte[] message, long rows) {}

  private final byte[] schemaMessage;
  private final List<Batch> batches = new ArrayList<>();
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean endless;
  private DriverException failure;
  private long maxRows;
  private long memory = 16 << 20;
  int closed;

  ExportedResults(Schema schema) {
    schemaMessage = ArrowOracle.schema(schema);
  }

  ExportedResults add(byte[] message, long rows) {
    batches.add(new Batch(message, rows));
    return this;
  }

  /** What comes behind the batches. */
  ExportedResults failing(DriverException exception) {
    failure = exception;
    return this;
  }

  /** Behind the batches the server does not answer until the result is closed. */
  ExportedResults endless() {
    endless = true;
    return failing(new DriverException(DriverException.Kind.CANCELLED, "aborted"));
  }

  /** Waits until somebody waits for that answer. */
  void awaitWaiting() throws InterruptedException {
    assertTrue(waiting.await(30, TimeUnit.SECONDS));
  }

  ExportedResults maxRows(long rows) {
    maxRows = rows;
    return this;
  }

  ExportedResults memory(long bytes) {
    memory = bytes;
    return this;
  }

  LakewireResultSet open(Way way) throws DriverException {
    ResultSchema schema = Cursors.arrowSchema(schemaMessage);
    Deque<Page> pages = new ArrayDeque<>();
    List<byte[]> files = new ArrayList<>();
    long row = 0;
    for (Batch batch : batches) {
      byte[] bytes =
          way.name().startsWith("FILES")
              ? concat(schemaMessage, batch.message(), ArrowOracle.END)
              : batch.message();
      long plain = bytes.length;
      bytes = way.lz4() ? lz4(bytes) : bytes;
      if (way.name().startsWith("FILES")) {
        pages.add(
            new Page.Links(
                List.of(
                    new Page.Link(
                        "" + files.size(),
                        Instant.now().plusSeconds(600),
                        row,
                        batch.rows(),
                        plain,
                        Map.of()))));
        files.add(bytes);
      } else {
        pages.add(
            new Page.Batches(List.of(new Page.EncodedBatch(bytes, 0, bytes.length, batch.rows()))));
      }
      row += batch.rows();
    }
    RowCursor cursor =
        Cursors.arrow(
            schemaMessage,
            schema,
            way.lz4(),
            source(pages),
            store(files),
            new FetchResources(
                Runnable::run,
                1,
                memory,
                io.github.lakewire.jdbc.internal.fetch.SessionBufferPoolTest.none()));
    return new LakewireResultSet(ResultSetOwner.NONE, schema, cursor, maxRows, 0);
  }

  private PageSource source(Deque<Page> pages) {
    return new PageSource() {
      @Override
      public boolean hasNext() {
        return !pages.isEmpty() || failure != null;
      }

      @Override
      public Page next(ArrayAllocator buffers) throws DriverException {
        if (pages.isEmpty() && failure != null) {
          waiting.countDown();
          if (endless) {
            awaitEnd();
          }
          throw failure;
        }
        return pages.poll();
      }

      @Override
      public Page.Links renew(long startRow) throws DriverException {
        throw new DriverException(DriverException.Kind.PROTOCOL, "no links here");
      }

      @Override
      public void close() {
        closed++;
        ended.countDown();
      }
    };
  }

  private void awaitEnd() {
    try {
      assertTrue(ended.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static LinkDownloader store(List<byte[]> files) {
    return new LinkDownloader() {
      @Override
      public File download(Page.Link link, long maxBytes, ArrayAllocator buffers) {
        byte[] bytes = files.get(Integer.parseInt(link.url()));
        return new File(bytes, bytes.length);
      }

      @Override
      public void abort() {}
    };
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] lz4(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LZ4FrameOutputStream out = new LZ4FrameOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
