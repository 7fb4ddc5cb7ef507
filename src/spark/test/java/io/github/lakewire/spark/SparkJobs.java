package io.github.lakewire.spark;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.github.lakewire.jdbc.LinkRequest;
import io.github.lakewire.jdbc.LinkSource;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ExplainMode;
import org.apache.spark.sql.execution.datasources.v2.DataSourceRDDPartition;
import org.jspecify.annotations.Nullable;

/** The jobs of {@link ClusterIT}, in an application of its own. */
final class SparkJobs {
  private static final long ROWS = 300_000;
  private static final String QUERY =
      "SELECT id, concat('row ', id) AS text FROM range(0, %d, 1, 2)";

  private static Runnable atTheEnd = () -> {};
  private static @Nullable String expected;

  private final SparkSession spark;

  private SparkJobs(SparkSession spark) {
    this.spark = spark;
  }

  /** Names the jobs. */
  public static void main(String[] arguments) throws Exception {
    endWithTheTest();
    if (List.of(arguments).contains("speculation")) {
      TwoHosts.start();
    }
    SparkSession spark = SparkSession.builder().getOrCreate();
    try {
      for (String argument : arguments) {
        new SparkJobs(spark).run(argument);
      }
    } finally {
      spark.stop();
    }
    atTheEnd.run();
  }

  /** The standard input is the test's: it ends with it. */
  private static void endWithTheTest() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  continue;
                }
              } catch (IOException e) {
                System.err.println("No standard input: " + e);
              }
              Runtime.getRuntime().halt(1);
            },
            "ends with the test");
    watch.setDaemon(true);
    watch.start();
  }

  private void run(String job) throws Exception {
    long start = System.nanoTime();
    perform(job);
    print("millis of " + job, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  private void perform(String job) throws Exception {
    switch (job) {
      case "processes" -> processes();
      case "links" -> links();
      case "read" -> read();
      case "executorKilled" -> executorKilled();
      case "taskFails" -> taskFails();
      case "speculation" -> speculation();
      case "cached" -> cached();
      case "cancelled" -> cancelled();
      case "secrets" -> secrets();
      default -> throw new IllegalArgumentException(job);
    }
  }

  private static void print(String name, Object value) {
    System.out.println(name + "=" + value);
  }

  /** How many processes take part. */
  private void processes() {
    MapPartitionsFunction<Long, Long> pid =
        ids -> List.of(ProcessHandle.current().pid()).iterator();
    List<Long> pids = numbers(30).mapPartitions(pid, Encoders.LONG()).collectAsList();
    print("self", pids.contains(ProcessHandle.current().pid()));
    print("others", pids.stream().distinct().count());
  }

  private Dataset<Long> numbers(int count) {
    return spark.range(0, count, 1, count).as(Encoders.LONG());
  }

  /** Executors ask for links of a result that the driver has, and of others. */
  private void links() throws SQLException {
    StubPartitions result = new StubPartitions("query-1");
    LinkRoute route = LinkCoordinator.current().register(result);
    print("route", route);
    print("listeningBefore", route instanceof LinkRoute.Http http && listens(http.address()));
    MapPartitionsFunction<Long, String> asking = new Asking(route);
    print("answers", numbers(6).mapPartitions(asking, Encoders.STRING()).collectAsList());
    LinkCoordinator.current().forget(result);
    print("forgotten", numbers(1).mapPartitions(asking, Encoders.STRING()).collectAsList());
    LinkCoordinator.current().register(result);
    atTheEnd =
        () -> {
          print("closed", result.closed);
          print("listening", route instanceof LinkRoute.Http http && listens(http.address()));
        };
  }

  private static boolean listens(URI address) {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private record Asking(LinkRoute route) implements MapPartitionsFunction<Long, String> {
    @Override
    public Iterator<String> call(Iterator<Long> rows) throws Exception {
      LinkSource links = route.open(new Properties(), () -> {});
      List<String> answers = new ArrayList<>();
      while (rows.hasNext()) {
        long row = rows.next();
        try {
          // The last asks for no rows at all.
          byte[] answer = links.renew(new LinkRequest("query-1", row, row == 5 ? 0 : row + 1));
          answers.add(new String(answer, StandardCharsets.US_ASCII));
        } catch (SQLException e) {
          answers.add(e.getSQLState() + " " + e.getMessage());
        }
      }
      return answers.iterator();
    }
  }

  /** The rows of the warehouse, in parts of about a megabyte. */
  private Dataset<Row> rows() {
    return spark
        .read()
        .format("lakewire")
        .option("url", System.getenv("LAKEWIRE_URL"))
        .option("query", QUERY.formatted(ROWS))
        .option("partitionBytes", "1000000")
        .option("pushDown", "false")
        .option("linkRenewal", spark.conf().get("spark.test.linkRenewal", "coordinator"))
        .load();
  }

  private static String summary(Dataset<Row> rows) {
    return rows.agg(
            count("*"),
            countDistinct("id"),
            sum("id"),
            max("id"),
            sum(hash(rows.col("text")).cast("bigint")))
        .head()
        .toString();
  }

  /** The same of Spark's own rows, once. */
  private String expected() {
    if (expected == null) {
      expected = summaryOfOwnRows();
    }
    return expected;
  }

  private String summaryOfOwnRows() {
    return summary(spark.range(ROWS).toDF("id").withColumn("text", expr("concat('row ', id)")));
  }

  private void printSame(String name, Dataset<Row> rows) {
    String expected = expected();
    String read = summary(rows);
    print(name, read.equals(expected) ? "same" : read + " instead of " + expected);
  }

  private void read() {
    Dataset<Row> rows = rows();
    printSame("read", rows);
    print("partitions", rows.rdd().getNumPartitions());
    printSame("again", rows);
    print("metrics", Metrics.ofLastQuery(spark).get("link renewals"));
    print("rowsRead", Metrics.ofLastQuery(spark).get("rows read"));
    print("plan", rows.queryExecution().toString().replace('\n', ' '));
  }

  /** Kills an executor when one of its tasks has just begun, and others have ended. */
  private void executorKilled() {
    AtomicReference<String> victim = new AtomicReference<>();
    AtomicInteger ended = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskStart(SparkListenerTaskStart start) {
            if (ended.get() >= 3 && victim.compareAndSet(null, start.taskInfo().executorId())) {
              executor(victim.get()).destroyForcibly();
            }
          }

          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            ended.incrementAndGet();
            if (!end.taskInfo().successful()) {
              failed.incrementAndGet();
            }
          }
        };
    String expected = expected();
    spark.sparkContext().addSparkListener(listener);
    Dataset<Row> rows = rows();
    String read = summary(rows);
    spark.sparkContext().removeSparkListener(listener);
    print("killed", victim.get() != null);
    print("failedTasks", failed);
    print("afterKill", read.equals(expected) ? "same" : read + " instead of " + expected);
  }

  /** Executors are children of this process, and have their number on the command line. */
  private static ProcessHandle executor(String id) {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("--executor-id " + id))
        .findFirst()
        .orElseThrow();
  }

  /** One attempt reads half of its partition and fails; another then reads all of it. */
  private void taskFails() throws Exception {
    MapPartitionsFunction<Row, Row> failing =
        rows -> {
          boolean first =
              TaskContext.get().attemptNumber() == 0 && TaskContext.getPartitionId() % 3 == 1;
          read(rows, first ? 1_000 : 0);
          if (first) {
            throw new IllegalStateException("on purpose");
          }
          return rows;
        };
    Set<String> reasons = ConcurrentHashMap.newKeySet();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            if (end.reason() instanceof ExceptionFailure failure) {
              reasons.add(failure.description());
            }
          }
        };
    spark.sparkContext().addSparkListener(listener);
    Dataset<Row> rows = rows();
    printSame("taskFails", rows.mapPartitions(failing, Encoders.row(rows.schema())));
    spark.sparkContext().listenerBus().waitUntilEmpty();
    spark.sparkContext().removeSparkListener(listener);
    print("reasons", reasons);
  }

  /** Spark's iterators want to be asked whether there is a row. */
  private static void read(Iterator<Row> rows, int count) {
    for (int i = 0; i < count; i++) {
      if (!rows.hasNext()) {
        throw new AssertionError("only " + i + " rows");
      }
      rows.next();
    }
  }

  /** An attempt gets stuck in the middle of its partition; Spark then starts another beside it. */
  private void speculation() throws Exception {
    MapPartitionsFunction<Row, Row> slow =
        rows -> {
          if (TaskContext.get().attemptNumber() == 0 && TaskContext.getPartitionId() == 1) {
            read(rows, 1_000);
            // Until Spark ends this attempt.
            new CountDownLatch(1).await(120, TimeUnit.SECONDS);
          }
          return rows;
        };
    Set<String> attempts = ConcurrentHashMap.newKeySet();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            TaskInfo task = end.taskInfo();
            if (task.speculative() || task.killed()) {
              attempts.add(
                  (task.speculative() ? "speculative " : "first ")
                      + task.partitionId()
                      + (task.successful() ? " succeeded" : " was killed"));
            }
          }
        };
    spark.sparkContext().addSparkListener(listener);
    Dataset<Row> rows = rows();
    printSame("speculation", rows.mapPartitions(slow, Encoders.row(rows.schema())));
    spark.sparkContext().listenerBus().waitUntilEmpty();
    spark.sparkContext().removeSparkListener(listener);
    print("attempts", new TreeSet<>(attempts));
    printSame("afterwards", rows);
  }

  private void cached() {
    Dataset<Row> rows = rows().cache();
    printSame("cached", rows);
    printSame("cachedAgain", rows);
    // Blocks that are gone are read anew, by links that have expired.
    rows.unpersist(true);
    printSame("unpersisted", rows);
  }

  /** A job is cancelled while its first tasks read. */
  private void cancelled() throws Exception {
    AtomicInteger before = new AtomicInteger();
    MapPartitionsFunction<Row, Row> stuck =
        rows -> {
          read(rows, 1_000);
          new CountDownLatch(1).await(120, TimeUnit.SECONDS);
          return rows;
        };
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskStart(SparkListenerTaskStart start) {
            before.compareAndSet(0, ExecutionWatch.current().openResults());
            spark.sparkContext().cancelJobGroup("to be cancelled");
          }
        };
    Dataset<Row> rows = rows();
    spark.sparkContext().setJobGroup("to be cancelled", "reads the warehouse", true);
    spark.sparkContext().addSparkListener(listener);
    try {
      rows.mapPartitions(stuck, Encoders.row(rows.schema())).count();
      print("cancelled", "no");
    } catch (Exception e) {
      print("cancelled", e.toString().contains("cancelled"));
    } finally {
      spark.sparkContext().removeSparkListener(listener);
      spark.sparkContext().clearJobGroup();
    }
    spark.sparkContext().listenerBus().waitUntilEmpty();
    print("results", before + " before, " + ExecutionWatch.current().openResults() + " after");
  }

  /** Reads, shows the plan in each form, and looks for the key of the links' server. */
  private void secrets() throws Exception {
    Dataset<Row> rows = rows();
    printSame("read", rows);
    StringBuilder shown = new StringBuilder(rows.queryExecution().toString());
    for (String mode : List.of("simple", "extended", "codegen", "cost", "formatted")) {
      shown.append(rows.queryExecution().explainString(ExplainMode.fromString(mode)));
    }
    shown.append(rows.rdd().toDebugString());
    for (Partition partition : rows.queryExecution().toRdd().partitions()) {
      shown.append(partition);
      if (partition instanceof DataSourceRDDPartition parts) {
        shown.append(parts.inputPartitions());
      }
    }
    System.out.println(shown);
    String events = spark.conf().get("spark.eventLog.dir");
    LinkRoute route = LinkCoordinator.current().register(new StubPartitions("other"));
    boolean keyShown = false;
    if (route instanceof LinkRoute.Http http) {
      keyShown = shown.indexOf(http.key()) >= 0;
      try (Stream<Path> files =
          Stream.concat(
              Files.walk(Path.of(URI.create(events))),
              Files.walk(Path.of(System.getenv("SPARK_HOME"), "work")))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          keyShown |=
              new String(Files.readAllBytes(file), StandardCharsets.UTF_8).contains(http.key());
        }
      }
    }
    print("keyShown", keyShown);
  }
}
