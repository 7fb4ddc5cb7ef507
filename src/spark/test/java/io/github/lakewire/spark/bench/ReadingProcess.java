package io.github.lakewire.spark.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.util.ArrowUtils;

/**
 * One variant in a JVM of its own; started by {@link SparkThroughput}. It prints {@code
 * result.name=number} lines.
 *
 * <p>What is timed is {@code noop}, Spark's sink for such measurements: each value of each row is
 * made and written into a row of Spark's, and nothing else is done with it.
 */
public final class ReadingProcess {
  private static final double MEBIBYTE = 1 << 20;

  private final Variant variant;
  private final int cores;
  private final CannedQueries queries;
  private final SparkSession spark;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private ReadingProcess(Variant variant, int cores, CannedQueries queries) {
    this.variant = variant;
    this.cores = cores;
    this.queries = queries;
    this.spark =
        SparkSession.builder()
            .master("local[" + cores + "]")
            .appName("throughput")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "1")
            .getOrCreate();
  }

  /**
   * Reads.
   *
   * @param arguments variant, cores, port, shape, distinct rows, rows to warm up with, then pairs
   *     of rows and runs, as in {@code 10000000x3}
   */
  public static void main(String[] arguments) {
    ReadingProcess process =
        new ReadingProcess(
            Variant.valueOf(arguments[0]),
            Integer.parseInt(arguments[1]),
            new CannedQueries(
                Integer.parseInt(arguments[2]), arguments[3], Integer.parseInt(arguments[4])));
    process.run(
        Integer.parseInt(arguments[5]), Arrays.asList(arguments).subList(6, arguments.length));
    process.spark.stop();
  }

  private void run(int warmUp, List<String> measured) {
    check(warmUp);
    int best = 0;
    double bestSeconds = Double.MAX_VALUE;
    for (int fetchSize : variant.fetchSizes()) {
      read(warmUp, fetchSize);
    }
    for (int fetchSize : variant.fetchSizes()) {
      double seconds = read(warmUp, fetchSize).seconds();
      print("fetchsize." + fetchSize, warmUp / seconds);
      if (seconds < bestSeconds) {
        best = fetchSize;
        bestSeconds = seconds;
      }
    }
    for (String each : measured) {
      int rows = Integer.parseInt(each.substring(0, each.indexOf('x')));
      int runs = Integer.parseInt(each.substring(each.indexOf('x') + 1));
      for (int run = 0; run < runs; run++) {
        Run found = read(rows, best);
        print("seconds." + rows + "." + run, found.seconds());
        print("cpu." + rows + "." + run, found.cpuSeconds());
      }
    }
  }

  private record Run(double seconds, double cpuSeconds) {}

  /** Reads all rows once. */
  private Run read(int rows, int fetchSize) {
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    load(rows, fetchSize).write().format("noop").mode(SaveMode.Overwrite).save();
    return new Run((System.nanoTime() - start) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
  }

  private Dataset<Row> load(int rows, int fetchSize) {
    return variant.load(spark, queries.port(), queries.of(rows), fetchSize);
  }

  /** What all variants must agree on, and the memory that is live while rows are read. */
  private void check(int rows) {
    long before = liveHeap();
    LiveHeap live = new LiveHeap();
    Thread thread = new Thread(live, "live-heap");
    thread.setDaemon(true);
    thread.start();
    Dataset<Row> all = load(rows, 0);
    String columns =
        Arrays.stream(all.columns()).map(name -> "`" + name + "`").collect(Collectors.joining(","));
    Row sums =
        all.selectExpr("count(*)", "bit_xor(xxhash64(" + columns + "))").collectAsList().get(0);
    live.end.countDown();
    System.out.println("result.rows=" + sums.getLong(0));
    System.out.println("result.hash=" + sums.getLong(1));
    System.out.println("result.schema=" + all.schema().simpleString());
    print("heap", (live.most - before) / MEBIBYTE / cores);
    print("arrow", ArrowUtils.rootAllocator().getPeakMemoryAllocation() / MEBIBYTE / cores);
  }

  /** Looks again and again at what is left after a collection. */
  private static final class LiveHeap implements Runnable {
    private static final long INTERVAL_MILLIS = 400;

    private final CountDownLatch end = new CountDownLatch(1);
    private volatile long most;

    @Override
    public void run() {
      try {
        while (!end.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
          most = Math.max(most, liveHeap());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void print(String name, double value) {
    System.out.println("result." + name + "=" + String.format(Locale.ROOT, "%.3f", value));
  }
}
