package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.lakewire.jdbc.internal.cursor.ArrowOracle;
import io.github.lakewire.thrift.TCLIService;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowBatch;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.thrift.TSparkDirectResults;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory is a promise: a gigabyte passes through a bare JVM with 64 MB of heap and no options, in
 * pages and in files of 20 MB. The same bytes are sent again and again, so that the server is
 * cheap. By hand, with {@code -Dlakewire.long.gigabytes=10 -Dlakewire.long.heap=128m}, ten do.
 */
@Timeout(900)
class LongResultTest {
  private static final Schema SCHEMA =
      new Schema(List.of(Field.nullable("id", new ArrowType.Int(64, true))));
  private static final int ROWS_OF_BATCH = 1 << 18;
  private static final int BATCHES = 10;
  private static final int ROWS_OF_PAGE = ROWS_OF_BATCH * BATCHES;
  private static final int GIGABYTES = Integer.getInteger("lakewire.long.gigabytes", 1);
  private static final int PAGES = 50 * GIGABYTES;
  private static final int LINKS_OF_PAGE = 5;

  private static byte[] batch;
  private static long sumOfBatch;

  @TempDir private Path folder;

  @BeforeAll
  static void makeBatch() {
    Random random = new Random(20261122);
    try (RootAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
      BigIntVector ids = (BigIntVector) root.getVector("id");
      ids.allocateNew(ROWS_OF_BATCH);
      for (int row = 0; row < ROWS_OF_BATCH; row++) {
        long value = random.nextInt();
        ids.set(row, value);
        sumOfBatch += value;
      }
      root.setRowCount(ROWS_OF_BATCH);
      batch = ArrowOracle.batch(root);
    }
  }

  @Test
  void gigabyteOfInlinePagesPassesThroughASmallHeap() throws Exception {
    byte[] compressed = CannedResult.lz4(batch);
    List<TSparkArrowBatch> batches =
        Collections.nCopies(
            BATCHES, new TSparkArrowBatch().setBatch(compressed).setRowCount(ROWS_OF_BATCH));
    try (ThriftServerFake server = new ThriftServerFake()) {
      AtomicInteger page = new AtomicInteger();
      serve(
          server,
          () -> {
            int number = page.getAndIncrement();
            return page(number, PAGES).setResults(rows(number).setArrowBatches(batches));
          });
      read(server);
      assertEquals(PAGES, page.get(), "asked past the end");
    }
  }

  @Test
  void gigabyteOfFilesPassesThroughASmallHeap() throws Exception {
    byte[] plain = ArrowOracle.schema(SCHEMA);
    int size = plain.length + BATCHES * batch.length + ArrowOracle.END.length;
    byte[] whole = Arrays.copyOf(plain, size);
    for (int i = 0; i < BATCHES; i++) {
      System.arraycopy(batch, 0, whole, plain.length + i * batch.length, batch.length);
    }
    System.arraycopy(
        ArrowOracle.END, 0, whole, size - ArrowOracle.END.length, ArrowOracle.END.length);
    byte[] file = CannedResult.lz4(whole);

    HttpServer store =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    AtomicInteger downloads = new AtomicInteger();
    try (ThriftServerFake server = new ThriftServerFake()) {
      store.setExecutor(threads);
      store.createContext(
          "/",
          exchange -> {
            try (exchange) {
              downloads.incrementAndGet();
              exchange.sendResponseHeaders(200, file.length);
              OutputStream out = exchange.getResponseBody();
              out.write(file);
            }
          });
      store.start();
      String url = "http://127.0.0.1:" + store.getAddress().getPort() + "/file?signature=";
      AtomicInteger page = new AtomicInteger();
      serve(
          server,
          () -> {
            int number = page.getAndIncrement();
            List<TSparkArrowResultLink> links =
                IntStream.range(0, LINKS_OF_PAGE)
                    .map(i -> number * LINKS_OF_PAGE + i)
                    .mapToObj(
                        i ->
                            new TSparkArrowResultLink()
                                .setFileLink(url + i)
                                .setExpiryTime(System.currentTimeMillis() + 900_000)
                                .setStartRowOffset((long) i * ROWS_OF_PAGE)
                                .setRowCount(ROWS_OF_PAGE)
                                .setBytesNum(size))
                    .toList();
            return page(number, PAGES / LINKS_OF_PAGE)
                .setResults(rows(number * LINKS_OF_PAGE).setResultLinks(links));
          });
      read(server);
      assertEquals(PAGES, downloads.get());
    } finally {
      store.stop(0);
      threads.shutdownNow();
    }
  }

  private interface Pages {
    TFetchResultsResp next();
  }

  private static void serve(ThriftServerFake server, Pages pages) {
    server.on(
        "ExecuteStatement",
        () -> {
          TSparkDirectResults results = CannedResult.inline(new byte[0], 0, true);
          results.unsetCloseOperation();
          return CannedResult.execution(results.setResultSet(pages.next()));
        });
    server.on("FetchResults", () -> new TCLIService.FetchResults_result().setSuccess(pages.next()));
  }

  private static TFetchResultsResp page(int number, int count) {
    return new TFetchResultsResp()
        .setStatus(ThriftServerFake.SUCCESS)
        .setHasMoreRows(number + 1 < count);
  }

  private static TRowSet rows(int pagesBefore) {
    return new TRowSet().setStartRowOffset((long) pagesBefore * ROWS_OF_PAGE).setRows(List.of());
  }

  private void read(ThriftServerFake server) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + System.getProperty("lakewire.long.heap", "64m"),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LongResultReader.class.getName(),
                server.url() + ";PWD=dapi-test")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // Whatever flags the build itself runs with are not for a bare JVM.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      assertTrue(
          process.waitFor(60L * GIGABYTES, TimeUnit.SECONDS), "took more than a minute for each");
    } finally {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertEquals(
        "%d rows, sum %d%n".formatted((long) PAGES * ROWS_OF_PAGE, PAGES * BATCHES * sumOfBatch),
        said);
    System.out.printf("%d GB in %.1f s%n", GIGABYTES, (System.nanoTime() - start) / 1e9);
  }
}
