package io.github.lakewire.benchmarks;

import io.github.lakewire.jdbc.PartitionedQuery;
import io.github.lakewire.jdbc.ResultPartition;
import io.github.lakewire.jdbc.ResultPartitions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Plans a large result, measures the plan, and renews its links. Started by {@link
 * DistributedScale}.
 */
public final class PlanningProcess {
  private static final int COLLECTIONS = 3;

  /** A link with less time than this left is renewed before it is used. */
  private static final double MARGIN_SECONDS = 60;

  private static final double LIFE_SECONDS = 15 * 60;

  private final Map<String, String> given = new HashMap<>();
  private final CannedClient server = CannedClient.ofThisJvm();

  private PlanningProcess(String[] arguments) {
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("Not name=value: " + argument);
      }
      given.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException, SQLException {
    new PlanningProcess(arguments).run();
  }

  private void run() throws IOException, SQLException {
    int files = numbers("files", "500000").get(0);
    List<Integer> links = numbers("links", "30,100");
    int tasks = numbers("tasks", "2000").get(0);
    int megabytes = numbers("megabytesPerSecond", "20").get(0);
    double requestSeconds = numbers("requestMillis", "100").get(0) / 1e3;
    List<Integer> atATime = numbers("atATime", "1,8");
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("There is no setting " + given.keySet());
    }
    print("%s%n", Machine.describe());
    try (Connection connection = DriverUnderTest.connect()) {
      for (int perAnswer : links) {
        ManyFilesQuery query = new ManyFilesQuery(files, perAnswer);
        print(
            "%n## %,d files of %,d bytes, %d links in an answer%n",
            files, query.bytesPerFile(), perAnswer);
        try (Statement statement = connection.createStatement()) {
          long before = heapInUse();
          server.requests();
          long start = System.nanoTime();
          try (ResultPartitions plan =
              statement.unwrap(PartitionedQuery.class).executePartitions(query.statement())) {
            double seconds = (System.nanoTime() - start) / 1e9;
            plan(query, plan, seconds, requestSeconds, heapInUse() - before);
            for (int many : atATime) {
              Workers workers = new Workers(tasks, megabytes * 1e6, requestSeconds, many);
              renewals(query, plan, workers);
            }
          }
        }
      }
    }
  }

  private void plan(
      ManyFilesQuery query, ResultPartitions plan, double seconds, double requestSeconds, long heap)
      throws IOException, SQLException {
    int requests = server.requests();
    if (plan.rowCount() != query.files() * query.rowsPerFile()) {
      throw new IllegalStateException("The plan has " + plan.rowCount() + " rows");
    }
    List<ResultPartition> partitions = plan.partitions();
    long all = partitions.stream().mapToLong(partition -> partition.toBytes().length).sum();
    ResultPartition last = partitions.get(partitions.size() - 1);
    boolean withLinks = !Instant.EPOCH.equals(last.linksExpireAt());
    double real = requests * requestSeconds;
    double filesInTime = (LIFE_SECONDS - MARGIN_SECONDS) / requestSeconds * query.linksPerAnswer();
    row("requests to plan", "%,d", requests);
    row("seconds, on this machine", "%.1f (%.2f ms a request)", seconds, seconds / requests * 1e3);
    row("seconds, at %.0f ms a request".formatted(requestSeconds * 1e3), "%,.0f", real);
    row(
        "files until the first links expire",
        "%,.0f (%.2f TB)",
        filesInTime,
        filesInTime * query.bytesPerFile() / 1e12);
    row("partitions", "%,d", partitions.size());
    row("first partition, bytes", "%,d", partitions.get(0).toBytes().length);
    row(
        withLinks ? "last partition, bytes" : "last one, without links",
        "%,d",
        last.toBytes().length);
    row("last one, serialised by Java", "%,d", serialised(last));
    row("all partitions, bytes", "%,d", all);
    row("heap of the plan, bytes", "%,d (%.0f a file)", heap, heap / (double) query.files());
  }

  private void renewals(ManyFilesQuery query, ResultPartitions plan, Workers workers)
      throws IOException, SQLException {
    server.requests();
    Workers.Outcome outcome = workers.read(query, plan);
    print("%n%d tasks, %d requests at a time%n%n", workers.tasks(), workers.atATime());
    row("seconds to read", "%,.0f (%,.0f without renewals)", outcome.seconds(), outcome.least());
    row(
        "renewals",
        "%,d (%.0f a second)",
        outcome.renewals(),
        outcome.renewals() / outcome.seconds());
    row(
        "requests to the server",
        "%,d (%.1f a second, %d in the worst one)",
        server.requests(),
        outcome.requests() / outcome.seconds(),
        outcome.worstSecond());
    row("renewals without a request", "%.1f %%", 100.0 * outcome.kept() / outcome.renewals());
    row(
        "seconds until a renewal is there",
        "%.2f in the middle, %.2f for 1 in 100, %.2f at most",
        outcome.waited(0.5),
        outcome.waited(0.99),
        outcome.waited(1));
    row(
        "time of this process for a renewal, µs",
        "%.0f without a request, %.0f with one",
        outcome.keptMicros(),
        outcome.askedMicros());
  }

  private static int serialised(ResultPartition partition) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(partition);
    }
    return bytes.size();
  }

  private static long heapInUse() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private List<Integer> numbers(String name, String usual) {
    String value = given.remove(name);
    return Arrays.stream((value == null ? usual : value).split(",", -1))
        .map(Integer::valueOf)
        .toList();
  }

  private static void row(String what, String format, Object... values) {
    print("| %s | %s |%n", what, String.format(Locale.ROOT, format, values));
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
