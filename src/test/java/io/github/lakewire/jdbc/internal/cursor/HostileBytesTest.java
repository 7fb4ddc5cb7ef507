package io.github.lakewire.jdbc.internal.cursor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.SessionBufferPoolTest;
import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.FakePages;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Cut and damaged bytes: nothing but a DriverException comes out, soon, and without taking much
 * memory.
 */
class HostileBytesTest {
  private static final int ROWS = 40;
  private static final long MEMORY = 1 << 20;

  /** Far more than honest reading takes, far less than a believed length would. */
  private static final long MOST_ALLOCATED = 16 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final byte[] schema = SampleBatches.schema();
  private final byte[] batch = SampleBatches.batch(1, ROWS);

  @Test
  void aSchemaCutOffAnywhereIsRefused() {
    for (int length = 0; length < schema.length; length++) {
      byte[] cut = Arrays.copyOf(schema, length);
      DriverException exception =
          assertThrows(DriverException.class, () -> Cursors.arrowSchema(cut));
      assertEquals(DriverException.Kind.PROTOCOL, exception.kind());
    }
  }

  @Test
  void aBatchCutOffAnywhereIsRefused() {
    for (int length = 0; length < batch.length; length++) {
      byte[] cut = Arrays.copyOf(batch, length);
      DriverException exception =
          assertThrows(DriverException.class, () -> readInline(schema, cut, false));
      assertEquals(DriverException.Kind.PROTOCOL, exception.kind());
    }
  }

  @Test
  void aCompressedFileCutOffAnywhereIsRefused() throws Exception {
    byte[] file = ArrowBytes.lz4(ArrowBytes.concat(schema, batch, ArrowBytes.END));
    assertEquals(ROWS, readFile(file));
    for (int length = 1; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      DriverException exception = assertThrows(DriverException.class, () -> readFile(cut));
      assertEquals(DriverException.Kind.PROTOCOL, exception.kind());
    }
  }

  @Test
  void damagedSchemasAreReadOrRefused() {
    damage(schema, 2_000, damaged -> Cursors.arrowSchema(damaged));
  }

  @Test
  void batchesReadWithADamagedSchemaAreReadOrRefused() {
    damage(schema, 2_000, damaged -> readInline(damaged, batch, false));
  }

  @Test
  void damagedBatchesAreReadOrRefused() {
    damage(batch, 2_000, damaged -> readInline(schema, damaged, false));
  }

  @Test
  void damagedMetadataOfBatchesIsReadOrRefused() {
    // The flatbuffer only, where the lengths are: most of the other flips hit values.
    byte[] head = Arrays.copyOf(batch, batch.length / 2);
    damage(
        head,
        2_000,
        damaged -> {
          byte[] whole = batch.clone();
          System.arraycopy(damaged, 0, whole, 0, damaged.length);
          readInline(schema, whole, false);
        });
  }

  @Test
  void damagedCompressedBatchesAreReadOrRefused() throws Exception {
    byte[] compressed = ArrowBytes.lz4(batch);
    damage(compressed, 2_000, damaged -> readInline(schema, damaged, true));
  }

  private interface Reading {
    void read(byte[] bytes) throws DriverException;
  }

  private static void damage(byte[] bytes, int cases, Reading reading) {
    Random random = new Random(bytes.length);
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < cases; i++) {
            byte[] damaged = bytes.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
              int at = random.nextInt(damaged.length);
              damaged[at] =
                  switch (random.nextInt(4)) {
                    case 0 -> (byte) 0xff;
                    case 1 -> (byte) 0x7f;
                    case 2 -> 0;
                    default -> (byte) random.nextInt();
                  };
            }
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
              reading.read(damaged);
            } catch (DriverException refused) {
              assertTrue(refused.getMessage().length() > 10);
            }
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < MOST_ALLOCATED, () -> "took " + allocated + " bytes");
          }
        });
  }

  private static void readInline(byte[] schemaMessage, byte[] bytes, boolean lz4)
      throws DriverException {
    Page page = new Page.Batches(List.of(new Page.EncodedBatch(bytes, 0, bytes.length, ROWS)));
    readAll(
        Cursors.arrow(
            schemaMessage,
            Cursors.arrowSchema(schemaMessage),
            lz4,
            new FakePages(page),
            new ResultFiles(),
            new FetchResources(Runnable::run, 2, MEMORY, SessionBufferPoolTest.none())));
  }

  private int readFile(byte[] file) throws DriverException {
    Page.Link link = new Page.Link("u", Instant.now().plusSeconds(600), 0, ROWS, 1 << 20, Map.of());
    ResultFiles store = new ResultFiles();
    store.put("u", file);
    return readAll(
        Cursors.arrow(
            schema,
            Cursors.arrowSchema(schema),
            true,
            new FakePages(new Page.Links(List.of(link))),
            store,
            new FetchResources(Runnable::run, 2, MEMORY, SessionBufferPoolTest.none())));
  }

  private static int readAll(RowCursor cursor) throws DriverException {
    int rows = 0;
    while (cursor.advance()) {
      rows++;
      for (int i = 0; i < cursor.schema().columns().size(); i++) {
        ColumnReader reader = cursor.reader(i);
        if (!reader.isNull(cursor.row())) {
          readCell(reader, cursor.row());
        }
      }
    }
    return rows;
  }

  /** Asks for what every type has, and once per cell for what only some types have. */
  private static void readCell(ColumnReader reader, int row) throws DriverException {
    assertTrue(reader.getString(row) != null && reader.getObject(row) != null);
    try {
      switch (row % 4) {
        case 0 -> reader.getLong(row);
        case 1 -> reader.getDouble(row);
        case 2 -> reader.getBigDecimal(row);
        default -> reader.getLocalDateTime(row);
      }
    } catch (DriverException refused) {
      assertEquals(DriverException.Kind.DATA, refused.kind());
    }
  }
}
