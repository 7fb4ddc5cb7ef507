package io.github.lakewire.jdbc.internal.resultset;

import static io.github.lakewire.jdbc.internal.resultset.ArrowCells.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ArrowBatches;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.testkit.ArrowBytes;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may export a result when, who owns what was exported, and what ends it. */
class ArrowExportTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              field("id", "BIGINT", new ArrowType.Int(64, true)),
              field("name", "STRING", ArrowType.Utf8.INSTANCE),
              field("flag", "BOOLEAN", ArrowType.Bool.INSTANCE),
              field(
                  "tags",
                  "ARRAY<STRING>",
                  ArrowType.List.INSTANCE,
                  field("element", ArrowType.Utf8.INSTANCE)),
              ArrowCells.map(
                  "map",
                  field("key", ArrowType.Utf8.INSTANCE),
                  field("value", ArrowType.LargeBinary.INSTANCE))));

  /** Rows whose ids count from {@code first} on. */
  private static byte[] batch(long first, int rows) {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
      root.allocateNew();
      for (int row = 0; row < rows; row++) {
        Object[] values = {
          first + row,
          row % 3 == 0 ? null : "name " + row,
          row % 2 == 0,
          row % 5 == 0 ? null : List.of("a" + row, "b"),
          Map.of("k" + row, new byte[] {1, (byte) row})
        };
        for (int i = 0; i < values.length; i++) {
          ArrowCells.set(root.getVector(i), row, values[i]);
        }
      }
      root.setRowCount(rows);
      return ArrowBytes.batch(root);
    }
  }

  private static ExportedResults threeBatches() {
    return new ExportedResults(SCHEMA)
        .add(batch(0, 10), 10)
        .add(batch(10, 20), 20)
        .add(batch(30, 5), 5);
  }

  private static LakewireResultSet open(ExportedResults results) throws DriverException {
    return results.open(ExportedResults.Way.INLINE);
  }

  private static BufferAllocator allocator(ArrowReader reader) throws IOException {
    return reader.getVectorSchemaRoot().getVector(0).getAllocator();
  }

  private static long id(VectorSchemaRoot root, int row) {
    return ((BigIntVector) root.getVector("id")).get(row);
  }

  private static String state(IOException e) {
    return assertInstanceOf(SQLException.class, e.getCause()).getSQLState();
  }

  @Test
  void rowsOrArrowButNotBoth() throws Exception {
    try (LakewireResultSet rows = open(threeBatches())) {
      assertTrue(rows.isWrapperFor(ArrowReader.class));
      ArrowReader reader = rows.unwrap(ArrowReader.class);
      assertSame(reader, rows.unwrap(ArrowReader.class));
      assertEquals("HY010", assertThrows(SQLException.class, rows::next).getSQLState());
      assertEquals("HY010", assertThrows(SQLException.class, rows::isBeforeFirst).getSQLState());
      assertEquals("HY010", assertThrows(SQLException.class, () -> rows.getInt(1)).getSQLState());
      assertEquals(
          "HY010",
          assertThrows(SQLException.class, () -> rows.unwrap(ArrowBatches.class)).getSQLState());
      assertTrue(reader.loadNextBatch());
      assertEquals(5, rows.getMetaData().getColumnCount());
    }
    for (boolean look : new boolean[] {true, false}) {
      try (LakewireResultSet rows = open(threeBatches())) {
        assertTrue(look ? rows.isBeforeFirst() : rows.next());
        SQLException e = assertThrows(SQLException.class, () -> rows.unwrap(ArrowReader.class));
        assertEquals("HY010", e.getSQLState());
        assertTrue(look ? rows.next() : rows.getLong(1) == 0);
      }
    }
  }

  /** A file that the server has cut otherwise than before begins with rows that were read. */
  @Test
  void rowsAreCountedFromTheFirstThatIsWanted() throws Exception {
    for (long maxRows : new long[] {0, 12}) {
      ExportedResults results =
          new ExportedResults(SCHEMA)
              .add(batch(0, 10), 10)
              .addRest(batch(6, 8), 4, 4)
              .add(batch(14, 3), 3)
              .maxRows(maxRows);
      try (LakewireResultSet rows = results.open(ExportedResults.Way.FILES)) {
        assertTrue(rows.isBeforeFirst());
        int expected = maxRows == 0 ? 17 : 12;
        for (int row = 0; row < expected; row++) {
          assertTrue(rows.next());
          assertEquals(row, rows.getLong(1));
          assertEquals(row + 1, rows.getRow());
          assertEquals(row == 0, rows.isFirst());
        }
        assertFalse(rows.next());
        assertTrue(rows.isAfterLast());
        assertEquals(0, rows.getRow());
      }
    }
  }

  @Test
  void aResultWithoutRowsHasASchema() throws Exception {
    for (ExportedResults results :
        List.of(new ExportedResults(SCHEMA), new ExportedResults(SCHEMA).add(batch(0, 0), 0))) {
      try (LakewireResultSet rows = open(results);
          ArrowReader reader = rows.unwrap(ArrowReader.class)) {
        assertFalse(reader.loadNextBatch());
        assertEquals(5, reader.getVectorSchemaRoot().getSchema().getFields().size());
        assertEquals(0, reader.getVectorSchemaRoot().getRowCount());
      }
    }
  }

  @Test
  void closingEitherClosesBothAndFreesEverything() throws Exception {
    ExportedResults results = threeBatches();
    LakewireResultSet rows = open(results);
    ArrowReader reader = rows.unwrap(ArrowReader.class);
    assertTrue(reader.loadNextBatch());
    BufferAllocator allocator = allocator(reader);
    assertTrue(allocator.getAllocatedMemory() > 0);
    reader.close();
    reader.close();
    assertTrue(rows.isClosed());
    assertEquals(1, results.closed);
    assertEquals(0, allocator.getAllocatedMemory());
    assertEquals("HY010", state(assertThrows(IOException.class, reader::loadNextBatch)));
    assertEquals("HY010", state(assertThrows(IOException.class, reader::getVectorSchemaRoot)));

    results = threeBatches();
    rows = open(results);
    ArrowReader other = rows.unwrap(ArrowReader.class);
    assertTrue(other.loadNextBatch());
    allocator = allocator(other);
    rows.close();
    assertEquals(1, results.closed);
    assertEquals(0, allocator.getAllocatedMemory());
    assertEquals("HY010", state(assertThrows(IOException.class, other::loadNextBatch)));
    other.close();
  }

  @Test
  void closedByAnotherThreadTheVectorsStayUntilTheReaderIsAskedAgain() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      ExportedResults results = threeBatches();
      LakewireResultSet rows = open(results);
      ArrowReader reader = rows.unwrap(ArrowReader.class);
      assertTrue(reader.loadNextBatch());
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      BufferAllocator allocator = allocator(reader);
      pool.submit(rows::close).get(30, TimeUnit.SECONDS);
      assertEquals(1, results.closed);
      assertEquals(9, id(root, 9));
      assertEquals("HY010", state(assertThrows(IOException.class, reader::loadNextBatch)));
      assertEquals(0, allocator.getAllocatedMemory());

      LakewireResultSet second = open(threeBatches());
      ArrowReader worked = second.unwrap(ArrowReader.class);
      FutureTask<BufferAllocator> work =
          new FutureTask<>(
              () -> {
                assertTrue(worked.loadNextBatch());
                return allocator(worked);
              });
      Thread worker = new Thread(work);
      worker.start();
      allocator = work.get(30, TimeUnit.SECONDS);
      worker.join(30_000);
      assertTrue(allocator.getAllocatedMemory() > 0);
      // Nobody can be reading any more.
      second.close();
      assertEquals(0, allocator.getAllocatedMemory());
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closingWhileAnotherThreadLoadsEndsItAtOnce(boolean closeReader) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      ExportedResults results = threeBatches().endless();
      LakewireResultSet rows = open(results);
      ArrowReader reader = rows.unwrap(ArrowReader.class);
      BufferAllocator allocator = allocator(reader);
      Future<String> outcome =
          pool.submit(
              () ->
                  state(
                      assertThrows(
                          IOException.class,
                          () -> {
                            while (reader.loadNextBatch()) {
                              // The last batch may still arrive.
                            }
                          })));
      results.awaitWaiting();
      if (closeReader) {
        reader.close();
      } else {
        rows.close();
      }
      assertEquals("HY010", outcome.get(30, TimeUnit.SECONDS));
      assertEquals(0, allocator.getAllocatedMemory());
      reader.close();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void buffersThatTheApplicationRetainedOutliveTheReader() throws Exception {
    ArrowBuf kept;
    BufferAllocator allocator;
    try (LakewireResultSet rows = open(threeBatches());
        ArrowReader reader = rows.unwrap(ArrowReader.class)) {
      assertTrue(reader.loadNextBatch());
      allocator = allocator(reader);
      kept = reader.getVectorSchemaRoot().getVector("id").getDataBuffer();
      kept.getReferenceManager().retain();
    }
    assertEquals(9, kept.getLong(72));
    kept.getReferenceManager().release();
    assertEquals(0, allocator.getAllocatedMemory());
  }

  @Test
  void aFailureSurfacesAsIoExceptionWithItsSqlExceptionAndStays() throws Exception {
    ExportedResults results =
        new ExportedResults(SCHEMA)
            .add(batch(0, 10), 10)
            .failing(
                new DriverException(DriverException.Kind.CANCELLED, "The statement was cancelled"));
    try (LakewireResultSet rows = open(results);
        ArrowReader reader = rows.unwrap(ArrowReader.class)) {
      assertTrue(reader.loadNextBatch());
      assertEquals("57014", state(assertThrows(IOException.class, reader::loadNextBatch)));
      assertEquals(0, allocator(reader).getAllocatedMemory());
      assertEquals(0, reader.getVectorSchemaRoot().getRowCount());
      assertEquals("57014", state(assertThrows(IOException.class, reader::loadNextBatch)));
      assertFalse(rows.isClosed());
    }
  }

  @Test
  void memoryIsBoundedByTheOptionOrByOneBatchThatIsLarger() throws Exception {
    byte[] large = batch(0, 3_000);
    ExportedResults results = new ExportedResults(SCHEMA).add(large, 3_000).memory(16 << 10);
    try (LakewireResultSet rows = open(results);
        ArrowReader reader = rows.unwrap(ArrowReader.class)) {
      assertEquals(64 << 10, allocator(reader).getLimit());
      assertTrue(reader.loadNextBatch());
      assertEquals(3_000, reader.getVectorSchemaRoot().getRowCount());
      assertTrue(allocator(reader).getAllocatedMemory() > 64 << 10);
      assertTrue(allocator(reader).getLimit() <= 4L * large.length);
    }
  }

  @Test
  void batchesBelongToWhoeverAsksForThem() throws Exception {
    try (BufferAllocator allocator = new RootAllocator()) {
      List<VectorSchemaRoot> kept = new ArrayList<>();
      LakewireResultSet rows = open(threeBatches().maxRows(33));
      assertTrue(rows.isWrapperFor(ArrowBatches.class));
      try (ArrowBatches batches = rows.unwrap(ArrowBatches.class)) {
        assertEquals(5, batches.schema().getFields().size());
        for (VectorSchemaRoot b; (b = batches.next(allocator)) != null; ) {
          kept.add(b);
        }
        assertNull(batches.next(allocator));
      }
      assertTrue(rows.isClosed());
      assertEquals(List.of(10, 20, 3), kept.stream().map(VectorSchemaRoot::getRowCount).toList());
      assertEquals(32, id(kept.get(2), 2));
      kept.forEach(VectorSchemaRoot::close);
      assertEquals(0, allocator.getAllocatedMemory());

      try (LakewireResultSet again = open(threeBatches());
          ArrowBatches batches = again.unwrap(ArrowBatches.class);
          BufferAllocator small = allocator.newChildAllocator("small", 0, 100)) {
        SQLException e = assertThrows(SQLException.class, () -> batches.next(small));
        assertTrue(e.getMessage().contains("resultMemory"), e.getMessage());
        assertEquals("53200", e.getSQLState());
        assertEquals(0, small.getAllocatedMemory());
        again.close();
        e = assertThrows(SQLException.class, () -> batches.next(allocator));
        assertEquals("HY010", e.getSQLState());
      }
    }
  }

  @Test
  void batchesComeInAReaderOfTheApplicationsAllocatorToo() throws Exception {
    try (BufferAllocator parent = new RootAllocator();
        BufferAllocator allocator = parent.newChildAllocator("vectors", 0, 1 << 20)) {
      LakewireResultSet rows = open(threeBatches());
      ArrowBatches batches = rows.unwrap(ArrowBatches.class);
      try (VectorSchemaRoot first = batches.next(allocator)) {
        assertEquals(10, first.getRowCount());
      }
      ArrowReader reader = batches.reader(allocator);
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertSame(allocator, root.getVector("id").getAllocator());
      assertTrue(reader.loadNextBatch());
      assertEquals(10, id(root, 0));
      // What a consumer has retained outlives the next batch, and the reader.
      ArrowBuf retained = root.getVector("id").getDataBuffer();
      retained.getReferenceManager().retain();
      assertTrue(reader.loadNextBatch());
      assertEquals(30, id(root, 0));
      assertEquals(10, retained.getLong(0));
      SQLException e = assertThrows(SQLException.class, () -> batches.next(allocator));
      assertEquals("HY010", e.getSQLState());
      e = assertThrows(SQLException.class, () -> batches.reader(allocator));
      assertEquals("HY010", e.getSQLState());
      reader.close();
      assertTrue(rows.isClosed());
      assertEquals(10, retained.getLong(0));
      retained.getReferenceManager().release();
      assertEquals(0, allocator.getAllocatedMemory());
      assertEquals(1 << 20, allocator.getLimit());
      // Still the application's.
      allocator.buffer(8).close();
    }
  }

  @Test
  void closedResultFreesTheVectorsOfAReaderInTheApplicationsAllocator() throws Exception {
    try (BufferAllocator allocator = new RootAllocator()) {
      LakewireResultSet rows = open(threeBatches());
      ArrowReader reader = rows.unwrap(ArrowBatches.class).reader(allocator);
      assertTrue(reader.loadNextBatch());
      rows.close();
      assertEquals(0, allocator.getAllocatedMemory());
      assertEquals("HY010", state(assertThrows(IOException.class, reader::loadNextBatch)));
      reader.close();

      rows = open(threeBatches());
      BufferAllocator small = allocator.newChildAllocator("small", 0, 100);
      ArrowBatches batches = rows.unwrap(ArrowBatches.class);
      ArrowReader narrow = batches.reader(small);
      IOException e = assertThrows(IOException.class, narrow::loadNextBatch);
      assertEquals("53200", state(e));
      narrow.close();
      small.close();
      assertEquals(
          "HY010", assertThrows(SQLException.class, () -> batches.reader(allocator)).getSQLState());
    }
  }

  @Test
  void otherResultsAreReadRowByRowBesideIt() throws Exception {
    try (LakewireResultSet one = open(threeBatches());
        LakewireResultSet two = open(threeBatches());
        ArrowReader reader = one.unwrap(ArrowReader.class)) {
      for (int i = 0; i < 35; i++) {
        assertTrue(two.next());
        assertEquals(i, two.getLong("id"));
        if (i % 12 == 0) {
          assertTrue(reader.loadNextBatch());
        }
      }
      assertFalse(reader.loadNextBatch());
    }
  }

  @Test
  void anArrowOfAnotherClassLoaderIsRefusedWithTheReason() throws Exception {
    URL arrow = ArrowReader.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader other =
            new URLClassLoader(new URL[] {arrow}, ClassLoader.getPlatformClassLoader()) {
              @Override
              public String toString() {
                return "the other loader";
              }
            };
        LakewireResultSet rows = open(threeBatches())) {
      // Loads without the rest of Arrow: it is not linked.
      Class<?> stranger = Class.forName(ArrowReader.class.getName(), false, other);
      assertFalse(rows.isWrapperFor(stranger));
      SQLException e = assertThrows(SQLException.class, () -> rows.unwrap(stranger));
      assertEquals("HYC00", e.getSQLState());
      assertTrue(e.getMessage().contains("the other loader"), e.getMessage());
      assertTrue(rows.next());
    }
  }

  /** Native memory must not be read where the bytes say, but only where they are. */
  @Test
  @Timeout(120)
  void damagedBatchesAreRefusedOrHarmless() throws Exception {
    byte[] intact = batch(0, 40);
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = intact.clone();
      // Every second time in the metadata and the first buffers: lengths and offsets.
      int range = i % 2 == 0 ? damaged.length : Math.min(damaged.length, 1_500);
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        damaged[random.nextInt(range)] =
            (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(2) * 0x7f);
      }
      try (LakewireResultSet rows = open(new ExportedResults(SCHEMA).add(damaged, 40));
          ArrowReader reader = rows.unwrap(ArrowReader.class)) {
        BufferAllocator allocator = allocator(reader);
        try {
          readAll(reader);
        } catch (IOException e) {
          assertTrue(List.of("08P01", "HYC00", "53200").contains(state(e)), e.getMessage());
          assertEquals(0, allocator.getAllocatedMemory());
          refused++;
        }
        rows.close();
        assertEquals(0, allocator.getAllocatedMemory());
      }
    }
    assertTrue(refused > 100, "refused " + refused);
  }

  private static void readAll(ArrowReader reader) throws IOException {
    while (reader.loadNextBatch()) {
      for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
        for (int row = 0; row < vector.getValueCount(); row++) {
          if (vector instanceof VarCharVector text && !text.isNull(row)) {
            new String(text.get(row), StandardCharsets.UTF_8);
          } else if (vector instanceof VarBinaryVector bytes && !bytes.isNull(row)) {
            bytes.get(row);
          } else {
            vector.getObject(row);
          }
        }
      }
    }
  }

  @Test
  void offsetsBeyondTheirDataAreRefused() throws Exception {
    Field text = field("t", "STRING", ArrowType.Utf8.INSTANCE);
    Schema schema = new Schema(List.of(text));
    byte[] message;
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      root.allocateNew();
      VarCharVector vector = (VarCharVector) root.getVector(0);
      vector.setSafe(0, new byte[] {'a', 'b', 'c'});
      root.setRowCount(1);
      vector.getOffsetBuffer().setInt(4, 1 << 28);
      vector.getDataBuffer().writerIndex(3);
      vector.getValidityBuffer().writerIndex(1);
      vector.getOffsetBuffer().writerIndex(8);
      List<ArrowBuf> buffers =
          List.of(vector.getValidityBuffer(), vector.getOffsetBuffer(), vector.getDataBuffer());
      try (ArrowRecordBatch forged =
          new ArrowRecordBatch(1, List.of(new ArrowFieldNode(1, 0)), buffers)) {
        message = ArrowBytes.batch(forged);
      }
    }
    try (LakewireResultSet rows = open(new ExportedResults(schema).add(message, 1));
        ArrowReader reader = rows.unwrap(ArrowReader.class)) {
      assertEquals("08P01", state(assertThrows(IOException.class, reader::loadNextBatch)));
    }
  }
}
