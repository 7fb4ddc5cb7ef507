package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ResultFiles;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowBatch;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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
    batch =
        ArrowBytes.ids(
            ROWS_OF_BATCH,
            row -> {
              long value = random.nextInt();
              sumOfBatch += value;
              return value;
            });
  }

  @Test
  void gigabyteOfInlinePagesPassesThroughASmallHeap() throws Exception {
    byte[] compressed = ArrowBytes.lz4(batch);
    List<TSparkArrowBatch> batches =
        Collections.nCopies(
            BATCHES, new TSparkArrowBatch().setBatch(compressed).setRowCount(ROWS_OF_BATCH));
    try (FakeThriftServer server = new FakeThriftServer()) {
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
    byte[] whole = ArrowBytes.file(ArrowBytes.IDS, Collections.nCopies(BATCHES, batch));
    byte[] file = ArrowBytes.lz4(whole);
    try (FakeThriftServer server = new FakeThriftServer();
        ResultFiles store = new ResultFiles()) {
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
                            ThriftResponses.link(
                                store.stored(file),
                                (long) i * ROWS_OF_PAGE,
                                ROWS_OF_PAGE,
                                whole.length))
                    .toList();
            return page(number, PAGES / LINKS_OF_PAGE)
                .setResults(rows(number * LINKS_OF_PAGE).setResultLinks(links));
          });
      read(server);
      assertEquals(PAGES, store.asked().size());
    }
  }

  private interface Pages {
    TFetchResultsResp next();
  }

  private static void serve(FakeThriftServer server, Pages pages) {
    server.on(
        "ExecuteStatement",
        call -> {
          TExecuteStatementResp response = ThriftResponses.arrow(new byte[0], 0, true);
          response.getDirectResults().setResultSet(pages.next()).unsetCloseOperation();
          return response;
        });
    server.on("FetchResults", call -> pages.next());
  }

  private static TFetchResultsResp page(int number, int count) {
    return new TFetchResultsResp()
        .setStatus(ThriftResponses.ok())
        .setHasMoreRows(number + 1 < count);
  }

  private static TRowSet rows(int pagesBefore) {
    return new TRowSet().setStartRowOffset((long) pagesBefore * ROWS_OF_PAGE).setRows(List.of());
  }

  private void read(FakeThriftServer server) throws IOException, InterruptedException {
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
