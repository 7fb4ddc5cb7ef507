package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LinkServer;
import io.github.lakewire.jdbc.PartitionedQuery;
import io.github.lakewire.jdbc.Partitions;
import io.github.lakewire.jdbc.ResultPartition;
import io.github.lakewire.jdbc.ResultPartitions;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.BufferedReader;
import java.io.File;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes read one result of twenty million rows, whose links live for two seconds. */
class DistributedReadingIT {
  private static final long ROWS = 20_000_000;
  private static final String QUERY =
      "SELECT id, id * 2654435761 % 1000003 AS other FROM range(" + ROWS + ")";
  private static final Duration LIFE_OF_LINKS = Duration.ofSeconds(2);

  private static WarehouseProcess warehouse;

  @TempDir static Path folder;

  @BeforeAll
  static void start() throws Exception {
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--tls",
            "--link-millis",
            Long.toString(LIFE_OF_LINKS.toMillis()),
            "--bytes-per-file",
            "1048576");
  }

  @AfterAll
  static void stop() {
    if (warehouse != null) {
      warehouse.close();
    }
  }

  /** One process that reads partitions. */
  private static final class Worker implements AutoCloseable {
    private final Process process;
    private final PrintStream commands;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Worker(String links, Map<String, String> secrets) throws Exception {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-cp",
                  ShadedJar.path() + File.pathSeparator + FlaglessJvmIT.testClasses(),
                  PartitionWorker.class.getName(),
                  links,
                  warehouse.caPem().orElseThrow().toString())
              .redirectErrorStream(true);
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.environment().putAll(secrets);
      process = builder.start();
      commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      Thread reader = new Thread(() -> out.lines().forEach(lines::add), "output of a worker");
      reader.setDaemon(true);
      reader.start();
    }

    void tell(Object line) {
      commands.println(line);
    }

    /** Waits for the next line, and returns what follows its first word. */
    String await(String word) throws InterruptedException {
      String line = lines.poll(2, TimeUnit.MINUTES);
      assertTrue(line != null && line.startsWith(word + " "), () -> word + " expected: " + line);
      return line.substring(word.length() + 1);
    }

    /** Waits for a partition and adds what was in it. */
    void awaitDone(ResultPartition partition, ResultSums to) throws InterruptedException {
      String done = await("DONE");
      String index = partition.index() + " ";
      assertTrue(done.startsWith(index), done);
      ResultSums sums = ResultSums.parse(done.substring(index.length()));
      assertEquals(partition.rowCount(), sums.count());
      to.add(sums);
    }

    void kill() throws InterruptedException {
      process.destroyForcibly();
      assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  @Test
  void eachRowIsReadOnceWhateverHappensToWorkersAndLinks() throws Exception {
    try (Connection connection = SharedWarehouse.dataSource(warehouse).getConnection();
        Statement statement = connection.createStatement()) {
      ResultSums plain = new ResultSums();
      try (ResultSet rows = statement.executeQuery(QUERY)) {
        while (rows.next()) {
          plain.add(rows.getLong(1), rows.getLong(2));
        }
      }
      assertEquals(ROWS, plain.count());
      try (ResultPartitions result =
              statement.unwrap(PartitionedQuery.class).executePartitions(QUERY, 24 << 20);
          LinkServer links =
              Partitions.startLinkServer(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null)) {
        links.add(result);
        assertEquals(ROWS, result.rowCount());
        Map<ResultPartition, Path> files = new HashMap<>();
        for (ResultPartition partition : result.partitions()) {
          Path file = folder.resolve(partition.index() + ".partition");
          files.put(partition, Files.write(file, partition.toBytes()));
        }
        String byCoordinator =
            readByThree(result, files, links.address().toString(), Map.of("LINK_KEY", links.key()));
        assertEquals(plain.toString(), byCoordinator);
        String byWorkspace =
            readByThree(
                result, files, warehouse.url(), Map.of("LAKEWIRE_TOKEN", warehouse.token()));
        assertEquals(plain.toString(), byWorkspace);
      }
    }
  }

  @Test
  void twoProcessesInTheSamePartitionAtOnceEachHaveAllItsRows() throws Exception {
    try (Connection connection = SharedWarehouse.dataSource(warehouse).getConnection();
        Statement statement = connection.createStatement();
        ResultPartitions result =
            statement
                .unwrap(PartitionedQuery.class)
                .executePartitions(
                    "SELECT id, id * 3 AS other FROM range(0, 1000000, 1, 4)", 6 << 20);
        LinkServer links =
            Partitions.startLinkServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null)) {
      links.add(result);
      ResultPartition partition = result.partitions().get(1);
      Path file = Files.write(folder.resolve("shared.partition"), partition.toBytes());
      ResultSums expected = new ResultSums();
      for (long row = 0; row < partition.rowCount(); row++) {
        expected.add(partition.startRow() + row, 3 * (partition.startRow() + row));
      }
      Map<String, String> key = Map.of("LINK_KEY", links.key());
      try (Worker first = new Worker(links.address().toString(), key);
          Worker second = new Worker(links.address().toString(), key)) {
        for (Worker worker : List.of(first, second)) {
          worker.tell("HOLD");
          worker.tell(file);
        }
        for (Worker worker : List.of(first, second)) {
          assertEquals(Integer.toString(partition.index()), worker.await("HELD"));
        }
        for (Worker worker : List.of(second, first)) {
          worker.tell("go on");
          ResultSums read = new ResultSums();
          worker.awaitDone(partition, read);
          assertEquals(expected.toString(), read.toString());
        }
      }
    }
  }

  /** One of three workers dies in the middle of a partition, another one waits there. */
  private static String readByThree(
      ResultPartitions result,
      Map<ResultPartition, Path> files,
      String links,
      Map<String, String> secrets)
      throws Exception {
    List<ResultPartition> partitions = new ArrayList<>(result.partitions());
    assertTrue(partitions.size() > 6, result.toString());
    ResultSums all = new ResultSums();
    long fetches = fetches();
    try (Worker dying = new Worker(links, secrets);
        Worker slow = new Worker(links, secrets);
        Worker third = new Worker(links, secrets)) {
      ResultPartition lost = partitions.remove(0);
      dying.tell("HOLD");
      dying.tell(files.get(lost));
      ResultPartition held = partitions.remove(0);
      slow.tell("HOLD");
      slow.tell(files.get(held));
      assertEquals(Integer.toString(lost.index()), dying.await("HELD"));
      dying.kill();
      assertEquals(Integer.toString(held.index()), slow.await("HELD"));
      long heldSince = System.nanoTime();
      partitions.add(lost);
      List<ResultPartition> ofThird = partitions.subList(0, partitions.size() / 2);
      List<ResultPartition> ofSlow = partitions.subList(partitions.size() / 2, partitions.size());
      for (ResultPartition partition : ofThird) {
        third.tell(files.get(partition));
      }
      for (ResultPartition partition : ofThird) {
        third.awaitDone(partition, all);
      }
      // The links that the slow one has got are over by now.
      long left = LIFE_OF_LINKS.toNanos() - (System.nanoTime() - heldSince);
      TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
      slow.tell("go on");
      slow.awaitDone(held, all);
      for (ResultPartition partition : ofSlow) {
        slow.tell(files.get(partition));
      }
      for (ResultPartition partition : ofSlow) {
        slow.awaitDone(partition, all);
      }
    }
    assertTrue(fetches() > fetches, "nothing was renewed");
    assertFalse(all.count() > ROWS, "rows were read twice");
    return all.toString();
  }

  private static long fetches() throws Exception {
    return warehouse.requests().getOrDefault("FetchResults", 0L);
  }
}
