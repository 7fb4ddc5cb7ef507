package io.github.lakewire.jdbc.internal.cursor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.FetchResources;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.fetch.Prefetcher;
import io.github.lakewire.jdbc.internal.fetch.SessionBufferPoolTest;
import io.github.lakewire.jdbc.internal.ipc.SchemaReader;
import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.FakePages;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArrowCursorTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final long MEMORY = 8 << 20;

  private final byte[] schema = SampleBatches.schema();
  private final ResultFiles store = new ResultFiles();

  private RowCursor open(boolean lz4, FakePages pages) throws DriverException {
    return open(lz4, pages, MEMORY);
  }

  private RowCursor open(boolean lz4, FakePages pages, long maxMemory) throws DriverException {
    // Run at once: what is decoded ahead is decoded before the batch at hand is read.
    return open(lz4, pages, maxMemory, Runnable::run);
  }

  private RowCursor open(boolean lz4, FakePages pages, long maxMemory, Executor executor)
      throws DriverException {
    return open(lz4, pages, maxMemory, executor, 1);
  }

  private RowCursor open(
      boolean lz4, FakePages pages, long maxMemory, Executor executor, int downloads)
      throws DriverException {
    FetchResources resources =
        new FetchResources(executor, downloads, maxMemory, SessionBufferPoolTest.none());
    return new ArrowCursor(
        SchemaReader.read(schema),
        Cursors.arrowSchema(schema),
        lz4,
        new Prefetcher(pages, store, lz4, resources, Clock.fixed(NOW, ZoneOffset.UTC)),
        resources);
  }

  private static Page.EncodedBatch inline(byte[] bytes, long rows) {
    return new Page.EncodedBatch(bytes, 0, bytes.length, rows);
  }

  private static Page.Link link(String url, long startRow, long rows, int secondsLeft) {
    return new Page.Link(url, NOW.plusSeconds(secondsLeft), startRow, rows, 4 << 20, Map.of());
  }

  private byte[] file(long firstId, int... batches) {
    byte[] file = schema;
    long id = firstId;
    for (int rows : batches) {
      file = ArrowBytes.concat(file, SampleBatches.batch(id, rows));
      id += rows;
    }
    return ArrowBytes.concat(file, ArrowBytes.END);
  }

  private static List<Long> ids(RowCursor cursor) throws DriverException {
    List<Long> ids = new ArrayList<>();
    while (cursor.advance()) {
      ids.add(cursor.reader(0).getLong(cursor.row()));
    }
    return ids;
  }

  private static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  @Test
  void inlineBatchesComeInOrderAcrossEmptyPages() throws Exception {
    for (boolean lz4 : new boolean[] {false, true}) {
      byte[] first = SampleBatches.batch(0, 10);
      byte[] second = SampleBatches.batch(10, 5);
      FakePages pages =
          new FakePages(
              new Page.Batches(List.of()),
              new Page.Batches(List.of(inline(lz4 ? ArrowBytes.lz4(first) : first, 10))),
              new Page.Links(List.of()),
              new Page.Batches(List.of(inline(lz4 ? ArrowBytes.lz4(second) : second, 5))));
      assertEquals(range(0, 15), ids(open(lz4, pages)));
    }
  }

  @Test
  void rowsBeyondTheAnnouncedOnesAreNotDelivered() throws Exception {
    FakePages pages =
        new FakePages(new Page.Batches(List.of(inline(SampleBatches.batch(0, 9), 4))));
    assertEquals(range(0, 4), ids(open(false, pages)));

    store.put("a", ArrowBytes.lz4(file(0, 10, 10, 10)));
    store.put("b", ArrowBytes.lz4(file(13, 5)));
    FakePages files =
        new FakePages(new Page.Links(List.of(link("a", 0, 13, 900), link("b", 13, 5, 900))));
    assertEquals(range(0, 18), ids(open(true, files)));
  }

  @Test
  void fewerRowsThanAnnouncedAreAFaultThatStays() throws Exception {
    FakePages pages =
        new FakePages(
            new Page.Batches(
                List.of(
                    inline(SampleBatches.batch(0, 3), 4), inline(SampleBatches.batch(4, 3), 3))));
    RowCursor cursor = open(false, pages);
    for (int i = 0; i < 3; i++) {
      assertTrue(cursor.advance());
    }
    DriverException exception = assertThrows(DriverException.class, cursor::advance);
    assertEquals(DriverException.Kind.PROTOCOL, exception.kind());
    assertSame(exception, assertThrows(DriverException.class, cursor::advance));
  }

  @Test
  void anotherThreadDecodesTheSecondBlockOfABatch() throws Exception {
    int rows = 100_000;
    byte[] plain = SampleBatches.batch(0, rows);
    assertEquals(2, (plain.length - 1) / (4 << 20) + 1);
    FakePages pages = new FakePages(new Page.Batches(List.of(inline(ArrowBytes.lz4(plain), rows))));
    List<Runnable> asked = new ArrayList<>();
    // Nothing comes after this one batch, so that nothing else is asked for.
    assertEquals(range(0, rows), ids(open(true, pages, 4 * MEMORY, asked::add)));
    assertEquals(1, asked.size());
  }

  @Test
  void aFileOfSeveralFramesIsReadInFull() throws Exception {
    byte[] plain = file(0, 100, 200, 50);
    byte[] first = ArrowBytes.lz4(Arrays.copyOf(plain, 1_001));
    byte[] second = ArrowBytes.lz4(Arrays.copyOfRange(plain, 1_001, plain.length));
    store.put("a", ArrowBytes.concat(first, second));
    FakePages pages = new FakePages(new Page.Links(List.of(link("a", 0, 350, 900))));
    assertEquals(range(0, 350), ids(open(true, pages)));
  }

  @Test
  void moreBatchesThanAreDecodedTogetherComeInOrder() throws Exception {
    int[] batches = new int[200];
    Arrays.fill(batches, 3);
    store.put("a", ArrowBytes.lz4(file(0, batches)));
    FakePages pages = new FakePages(new Page.Links(List.of(link("a", 0, 600, 900))));
    assertEquals(range(0, 600), ids(open(true, pages)));
  }

  @Test
  void aDamagedBatchDoesNotTakeThoseBeforeItAlong() throws Exception {
    byte[] whole = ArrowBytes.concat(schema, SampleBatches.batch(0, 10));
    byte[] damaged = SampleBatches.batch(10, 10);
    // The length of the metadata, behind the marker.
    damaged[7] = -1;
    byte[] file = ArrowBytes.concat(whole, ArrowBytes.concat(damaged, ArrowBytes.END));
    for (boolean lz4 : new boolean[] {false, true}) {
      store.put("a", lz4 ? ArrowBytes.lz4(file) : file);
      FakePages pages = new FakePages(new Page.Links(List.of(link("a", 0, 20, 900))));
      RowCursor cursor = open(lz4, pages);
      for (long id = 0; id < 10; id++) {
        assertTrue(cursor.advance());
        assertEquals(id, cursor.reader(0).getLong(cursor.row()));
      }
      DriverException exception = assertThrows(DriverException.class, cursor::advance);
      assertEquals(DriverException.Kind.PROTOCOL, exception.kind());
    }
  }

  @Test
  void uncompressedFilesAreReadToo() throws Exception {
    store.put("a", file(0, 10, 3));
    FakePages pages = new FakePages(new Page.Links(List.of(link("a", 0, 13, 900))));
    assertEquals(range(0, 13), ids(open(false, pages)));
  }

  @Test
  void aFileIsDecodedInLessMemoryThanItsContentTakes() throws Exception {
    byte[] plain = file(0, 2_000, 2_000, 2_000, 2_000, 2_000, 2_000, 2_000, 2_000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LZ4FrameOutputStream out =
        new LZ4FrameOutputStream(bytes, LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB)) {
      out.write(plain);
    }
    int memory = plain.length / 2;
    assertTrue(bytes.size() < memory);
    store.put("a", bytes.toByteArray());
    FakePages pages = new FakePages(new Page.Links(List.of(link("a", 0, 16_000, 900))));
    assertEquals(range(0, 16_000), ids(open(true, pages, memory)));
  }

  @Test
  void aBatchThatNeedsMoreThanTheAllowedMemoryIsLetInAlone() throws Exception {
    byte[] compressed = ArrowBytes.lz4(SampleBatches.batch(0, 10_000));
    byte[] next = ArrowBytes.lz4(SampleBatches.batch(10_000, 10_000));
    byte[] last = ArrowBytes.lz4(SampleBatches.batch(20_000, 10));
    FakePages pages =
        new FakePages(
            new Page.Batches(List.of(inline(compressed, 10_000))),
            new Page.Batches(List.of(inline(next, 10_000), inline(last, 10))));
    assertEquals(range(0, 20_010), ids(open(true, pages, 100_000)));
  }

  @Test
  void aFileOfBatchesThatNeedMoreThanTheAllowedMemoryIsReadToItsEnd() throws Exception {
    store.put("a", ArrowBytes.lz4(file(0, 10_000, 10_000, 5)));
    store.put("b", ArrowBytes.lz4(file(20_005, 10_000)));
    FakePages pages =
        new FakePages(
            new Page.Links(List.of(link("a", 0, 20_005, 900), link("b", 20_005, 10_000, 900))));
    assertEquals(range(0, 30_005), ids(open(true, pages, 100_000)));
  }

  @Test
  void batchesOfAnySizesAreReadInAnyMemory() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      for (int seed = 0; seed < 30; seed++) {
        Random random = new Random(seed);
        FakePages pages = new FakePages();
        long row = 0;
        for (int chunk = 0; chunk < 5; chunk++) {
          int[] batches = random.ints(1 + random.nextInt(4), 1, 4_000).toArray();
          int rows = Arrays.stream(batches).sum();
          if (seed % 2 == 0) {
            String url = "file" + row;
            byte[] plain = file(row, batches);
            store.put(url, blocks(plain));
            pages.add(
                new Page.Links(
                    List.of(
                        new Page.Link(
                            url, NOW.plusSeconds(900), row, rows, plain.length, Map.of()))));
          } else {
            List<Page.EncodedBatch> encoded = new ArrayList<>();
            long first = row;
            for (int count : batches) {
              encoded.add(inline(blocks(SampleBatches.batch(first, count)), count));
              first += count;
            }
            pages.add(new Page.Batches(encoded));
          }
          row += rows;
        }
        long memory = 1 << 10 + random.nextInt(11);
        assertEquals(range(0, row), ids(open(true, pages, memory, threads)), "seed " + seed);
      }
    } finally {
      threads.shutdown();
      assertTrue(threads.awaitTermination(10, java.util.concurrent.TimeUnit.SECONDS));
    }
  }

  private static byte[] blocks(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LZ4FrameOutputStream out =
        new LZ4FrameOutputStream(
            bytes,
            LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB,
            LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void linksAboutToExpireAreRenewedBeforeTheDownload() throws Exception {
    store.put("new-a", ArrowBytes.lz4(file(0, 4)));
    store.put("new-b", ArrowBytes.lz4(file(4, 4)));
    FakePages pages =
        new FakePages(new Page.Links(List.of(link("a", 0, 4, 59), link("b", 4, 4, 59))));
    pages.renewed.add(
        new Page.Links(
            List.of(link("new-a", 0, 4, 900), link("new-b", 4, 4, 900), link("new-c", 8, 4, 900))));
    assertEquals(range(0, 8), ids(open(true, pages)));
    assertEquals(List.of("new-a", "new-b"), store.asked());
    assertEquals(List.of(0L), pages.renewals);
  }

  @Test
  void refusedLinksAreRenewedThreeTimesAtMost() throws Exception {
    FakePages pages = new FakePages(new Page.Links(List.of(link("a", 0, 4, 900))));
    for (int i = 0; i < 5; i++) {
      pages.renewed.add(new Page.Links(List.of(link("a" + i, 0, 4, 900))));
    }
    RowCursor cursor = open(true, pages);
    DriverException exception = assertThrows(DriverException.class, cursor::advance);
    assertEquals(DriverException.Kind.REJECTED, exception.kind());
    assertEquals(List.of("a", "a0", "a1", "a2"), store.asked());
  }

  @Test
  void aClockThatIsWrongCostsOneRenewalButNotTheResult() throws Exception {
    store.put("b", ArrowBytes.lz4(file(0, 4)));
    FakePages pages = new FakePages(new Page.Links(List.of(link("a", 0, 4, -5_000))));
    pages.renewed.add(new Page.Links(List.of(link("b", 0, 4, -5_000))));
    assertEquals(range(0, 4), ids(open(true, pages)));
  }

  /** A file of these rows in batches of three; every link that says so leads to it. */
  private Page.Link rows(String name, long from, long end) {
    byte[] file = schema;
    for (long row = from; row < end; row += 3) {
      file = ArrowBytes.concat(file, SampleBatches.batch(row, (int) Math.min(3, end - row)));
    }
    store.put(name, ArrowBytes.lz4(ArrowBytes.concat(file, ArrowBytes.END)));
    return link(name, from, end - from, 900);
  }

  @Test
  void renewalThatCutsFilesSmallerIsFollowed() throws Exception {
    FakePages pages =
        new FakePages(new Page.Links(List.of(link("a", 0, 8, 59), link("b", 8, 4, 59))));
    pages.renewed.add(new Page.Links(List.of(rows("x", 0, 3), rows("y", 3, 9), rows("z", 9, 12))));
    assertEquals(range(0, 12), ids(open(true, pages)));
    assertEquals(List.of("x", "y", "z"), store.asked());
    assertEquals(List.of(0L), pages.renewals);
  }

  @Test
  void renewalThatCutsFilesLargerIsFollowed() throws Exception {
    FakePages pages =
        new FakePages(
            new Page.Links(List.of(link("a", 0, 4, 59), link("b", 4, 4, 59))),
            new Page.Links(List.of(rows("c", 8, 12))));
    pages.renewed.add(new Page.Links(List.of(rows("x", 0, 12))));
    assertEquals(range(0, 12), ids(open(true, pages)));
    assertEquals(List.of("x", "c"), store.asked());
  }

  @Test
  void renewedFileThatBeginsBeforeTheRowIsReadFromThere() throws Exception {
    FakePages pages =
        new FakePages(
            new Page.Links(List.of(rows("a", 0, 4), link("b", 4, 4, 900), link("c", 8, 4, 900))));
    pages.renewed.add(new Page.Links(List.of(rows("x", 2, 10), rows("y", 10, 14))));
    assertEquals(range(0, 12), ids(open(true, pages)));
    assertEquals(List.of("a", "b", "x", "y"), store.asked());
    assertEquals(List.of(4L), pages.renewals);
  }

  @Test
  void rowsThatARenewalDoesNotReachAreRenewedInTheirTurn() throws Exception {
    FakePages pages = new FakePages(new Page.Links(List.of(link("a", 0, 12, 59))));
    pages.renewed.add(new Page.Links(List.of(rows("x", 0, 5))));
    pages.renewed.add(new Page.Links(List.of(rows("y", 4, 7))));
    pages.renewed.add(new Page.Links(List.of(rows("z", 7, 20))));
    assertEquals(range(0, 12), ids(open(true, pages)));
    assertEquals(List.of(0L, 5L, 7L), pages.renewals);
  }

  /** Whatever is refused and however the server cuts its files each time, rows come once. */
  @Test
  void rowsComeExactlyOnceHoweverFilesAreCut() throws Exception {
    AtomicInteger number = new AtomicInteger();
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      int total = 30 + random.nextInt(200);
      FakePages pages =
          new FakePages() {
            @Override
            public synchronized Page.Links renew(long startRow) {
              long before = random.nextInt(3) == 0 ? random.nextInt(7) : 0;
              long most = startRow + 10 + random.nextInt(100);
              return cut(Math.max(0, startRow - before), Math.min(total, most), 0, number, random);
            }
          };
      for (long row = 0; row < total; ) {
        long end = Math.min(total, row + 1 + random.nextInt(60));
        pages.add(cut(row, end, 2, number, random));
        row = end;
      }
      ExecutorService threads = Executors.newFixedThreadPool(1 + random.nextInt(5));
      try (RowCursor cursor = open(true, pages, MEMORY, threads, 1 + random.nextInt(4))) {
        assertEquals(range(0, total), ids(cursor), "seed " + seed);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  /**
   * @param refused how many of three files the store does not have
   */
  private Page.Links cut(long from, long end, int refused, AtomicInteger number, Random random) {
    List<Page.Link> links = new ArrayList<>();
    for (long row = from; row < end; ) {
      long next = Math.min(end, row + 1 + random.nextInt(25));
      String name = "file " + number.incrementAndGet();
      // Three renewals are the most, so that the first link of each is good.
      boolean missing = random.nextInt(3) < refused || (row > from && random.nextInt(8) == 0);
      links.add(missing ? link(name, row, next - row, 900) : rows(name, row, next));
      row = next;
    }
    return new Page.Links(links);
  }

  @Test
  void renewedLinksToOtherRowsAreRefused() throws Exception {
    FakePages pages = new FakePages(new Page.Links(List.of(link("a", 0, 4, 900))));
    pages.renewed.add(new Page.Links(List.of(link("b", 4, 4, 900))));
    RowCursor cursor = open(true, pages);
    assertEquals(
        DriverException.Kind.PROTOCOL, assertThrows(DriverException.class, cursor::advance).kind());
  }

  @Test
  void aFileThatDoesNotFollowTheRowsBeforeItIsRefused() throws Exception {
    store.put("a", ArrowBytes.lz4(file(0, 4)));
    store.put("b", ArrowBytes.lz4(file(8, 4)));
    FakePages pages =
        new FakePages(new Page.Links(List.of(link("a", 0, 4, 900), link("b", 8, 4, 900))));
    RowCursor cursor = open(true, pages);
    for (int i = 0; i < 4; i++) {
      assertTrue(cursor.advance());
    }
    assertEquals(
        DriverException.Kind.PROTOCOL, assertThrows(DriverException.class, cursor::advance).kind());
  }

  @Test
  void aFileLongerThanAnnouncedIsRefused() throws Exception {
    byte[] plain = file(0, 4);
    store.put("a", ArrowBytes.lz4(plain));
    Page.Link tooShort =
        new Page.Link("a", NOW.plusSeconds(900), 0, 4, plain.length - 20, Map.of());
    RowCursor cursor = open(true, new FakePages(new Page.Links(List.of(tooShort))));
    assertEquals(
        DriverException.Kind.PROTOCOL, assertThrows(DriverException.class, cursor::advance).kind());
  }

  static Stream<Arguments> schemasOfFiles() {
    ArrowType.Int int64 = new ArrowType.Int(64, true);
    Field element = Field.nullable("x", new ArrowType.Int(32, true));
    return Stream.of(
        // Of a cache of results.
        Arguments.of(true, int64, 20, 3, TimeUnit.MICROSECOND, "Europe/Berlin", element),
        Arguments.of(true, int64, 22, 3, TimeUnit.MICROSECOND, "UTC", element),
        Arguments.of(
            false, new ArrowType.Int(32, true), 20, 3, TimeUnit.MICROSECOND, "UTC", element),
        Arguments.of(
            false, new ArrowType.Int(64, false), 20, 3, TimeUnit.MICROSECOND, "UTC", element),
        Arguments.of(
            false,
            new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
            20,
            3,
            TimeUnit.MICROSECOND,
            "UTC",
            element),
        Arguments.of(false, int64, 20, 2, TimeUnit.MICROSECOND, "UTC", element),
        Arguments.of(false, int64, 20, 3, TimeUnit.MILLISECOND, "UTC", element),
        Arguments.of(
            false,
            int64,
            20,
            3,
            TimeUnit.MICROSECOND,
            "UTC",
            Field.nullable("element", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE))),
        Arguments.of(
            false,
            int64,
            20,
            3,
            TimeUnit.MICROSECOND,
            "UTC",
            Field.nullable("element", new ArrowType.Utf8())));
  }

  /** Names, digits and zones may be others; what decides how bytes are read may not. */
  @ParameterizedTest
  @MethodSource("schemasOfFiles")
  void filesOfOtherTypesAreRefusedBeforeTheyAreRead(
      boolean read,
      ArrowType id,
      int precision,
      int scale,
      TimeUnit unit,
      String zone,
      Field element)
      throws Exception {
    Schema own =
        new Schema(
            List.of(
                Field.notNullable("other name", id),
                Field.nullable("flag", new ArrowType.Bool()),
                Field.nullable("name", new ArrowType.Utf8()),
                Field.nullable("price", new ArrowType.Decimal(precision, scale, 128)),
                Field.nullable("at", new ArrowType.Timestamp(unit, zone)),
                Field.nullable("none", new ArrowType.Null()),
                new Field("list", FieldType.nullable(new ArrowType.List()), List.of(element))));
    for (boolean lz4 : new boolean[] {false, true}) {
      byte[] plain = ArrowBytes.file(own, List.of(SampleBatches.batch(0, 3)));
      store.put("a", lz4 ? ArrowBytes.lz4(plain) : plain);
      RowCursor cursor = open(lz4, new FakePages(new Page.Links(List.of(link("a", 0, 3, 900)))));
      if (read) {
        assertEquals(range(0, 3), ids(cursor));
      } else {
        DriverException exception = assertThrows(DriverException.class, cursor::advance);
        assertEquals(DriverException.Kind.PROTOCOL, exception.kind());
        assertTrue(
            exception
                .getMessage()
                .matches(".*a file has column [1457] \\('.*'\\) of other types.*"),
            exception.getMessage());
      }
    }
  }

  @Test
  void filesOfFewerColumnsAreRefused() throws Exception {
    store.put("a", ArrowBytes.file(ArrowBytes.IDS, List.of(ArrowBytes.ids())));
    RowCursor cursor = open(false, new FakePages(new Page.Links(List.of(link("a", 0, 2, 900)))));
    DriverException exception = assertThrows(DriverException.class, cursor::advance);
    assertEquals(DriverException.Kind.PROTOCOL, exception.kind());
    assertTrue(exception.getMessage().contains("1 columns, not 7"), exception.getMessage());
  }

  @Test
  void batchesOfAnotherShapeAreRefused() throws Exception {
    byte[] other =
        ArrowBytes.schema(new Schema(List.of(Field.nullable("id", new ArrowType.Int(64, true)))));
    FakePages pages =
        new FakePages(new Page.Batches(List.of(inline(SampleBatches.batch(0, 3), 3))));
    RowCursor cursor =
        Cursors.arrow(
            other,
            Cursors.arrowSchema(other),
            false,
            pages,
            store,
            new FetchResources(Runnable::run, 2, MEMORY, SessionBufferPoolTest.none()));
    assertEquals(
        DriverException.Kind.PROTOCOL, assertThrows(DriverException.class, cursor::advance).kind());
  }

  @Test
  void closingStopsDownloadsAndPagesOnceAndLaterReadingFails() throws Exception {
    FakePages pages =
        new FakePages(new Page.Batches(List.of(inline(SampleBatches.batch(0, 3), 3))));
    RowCursor cursor = open(false, pages);
    cursor.close();
    cursor.close();
    assertEquals(1, pages.closed);
    assertEquals(1, store.aborts());
    assertEquals(
        DriverException.Kind.CANCELLED,
        assertThrows(DriverException.class, cursor::advance).kind());
  }

  @Test
  void aResultWithoutRowsEndsAtOnce() throws Exception {
    RowCursor cursor = open(true, new FakePages(new Page.Batches(List.of())));
    assertFalse(cursor.advance());
    assertFalse(cursor.advance());
  }
}
