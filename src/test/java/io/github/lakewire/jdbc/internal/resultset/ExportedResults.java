package io.github.lakewire.jdbc.internal.resultset;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.cursor.Cursors;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.FakePages;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  /** A message, how many of its rows belong to the result, and how many before them do not. */
  record Batch(byte[] message, long rows, long skip) {}

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
    schemaMessage = ArrowBytes.schema(schema);
  }

  ExportedResults add(byte[] message, long rows) {
    batches.add(new Batch(message, rows, 0));
    return this;
  }

  /** A file whose first rows were read from another. */
  ExportedResults addRest(byte[] message, long rows, long skip) {
    batches.add(new Batch(message, rows, skip));
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
    FakePages pages = pages();
    ResultFiles files = new ResultFiles();
    long row = 0;
    for (Batch batch : batches) {
      byte[] bytes =
          way.name().startsWith("FILES")
              ? ArrowBytes.concat(schemaMessage, batch.message(), ArrowBytes.END)
              : batch.message();
      long plain = bytes.length;
      bytes = way.lz4() ? ArrowBytes.lz4(bytes) : bytes;
      if (way.name().startsWith("FILES")) {
        pages.add(
            new Page.Links(
                List.of(
                    new Page.Link(
                        "" + row,
                        Instant.now().plusSeconds(600),
                        row,
                        batch.rows(),
                        plain,
                        Map.of(),
                        batch.skip()))));
        files.put("" + row, bytes);
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
            pages,
            files,
            new FetchResources(
                Runnable::run,
                1,
                memory,
                io.github.lakewire.jdbc.internal.fetch.SessionBufferPoolTest.none()));
    return new LakewireResultSet(ResultSetOwner.NONE, schema, cursor, maxRows, 0);
  }

  private FakePages pages() {
    FakePages pages =
        new FakePages() {
          @Override
          public void close() {
            ExportedResults.this.closed++;
            ended.countDown();
          }
        };
    if (failure != null) {
      pages.failing(
          () -> {
            waiting.countDown();
            if (endless) {
              awaitEnd();
            }
            return failure;
          });
    }
    return pages;
  }

  private void awaitEnd() {
    try {
      assertTrue(ended.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
