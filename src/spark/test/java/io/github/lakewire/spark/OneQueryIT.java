package io.github.lakewire.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.jdk.javaapi.CollectionConverters;

/** How often a query runs, and how long its result is open. */
@Timeout(300)
class OneQueryIT {
  private static final String ROWS = "SELECT id, id % 7 AS n, 'x' AS t FROM range(100000)";

  /** It takes no processor from other tests, whatever becomes of it on the server. */
  private static final String SLOW =
      "SELECT java_method('java.lang.Thread', 'sleep', 60000L) AS s FROM range(1)";

  private SparkSession spark;

  @BeforeEach
  void session() {
    spark = SharedSpark.session();
  }

  private Dataset<Row> load(String query) throws Exception {
    return SharedSpark.reader(spark).option("query", query).load();
  }

  private static long statements() throws Exception {
    return SharedSpark.warehouse().requests().get("ExecuteStatement");
  }

  @Test
  void plansRunNothing() throws Exception {
    Dataset<Row> rows = load(ROWS).groupBy("t").count();
    long before = statements();
    rows.explain("extended");
    rows.explain("formatted");
    rows.explain("cost");
    rows.explain("codegen");
    assertEquals(before, statements());
  }

  @Test
  void actionsOnOneDatasetSeeOneResult() throws Exception {
    Dataset<Row> rows = load("SELECT id, rand() AS r FROM range(1000)");
    long before = statements();
    List<Row> first = rows.collectAsList();
    assertEquals(first, rows.collectAsList());
    assertEquals(before + 1, statements());
  }

  @Test
  void adaptivePlansRunTheQueryOnce() throws Exception {
    Dataset<Row> rows = load(ROWS);
    Dataset<Row> joined =
        rows.repartition(3).groupBy("n").agg(org.apache.spark.sql.functions.expr("stddev(id)"));
    long before = statements();
    assertEquals(7, joined.orderBy("n").collectAsList().size());
    assertEquals(before + 1, statements());
  }

  @Test
  void cachedDatasetsAreReadAgainWithoutTheQuery() throws Exception {
    Dataset<Row> rows = load("SELECT id, rand() AS r FROM range(1000)").cache();
    long before = statements();
    List<Row> first = rows.orderBy("id").collectAsList();
    for (Object id :
        CollectionConverters.asJava(spark.sparkContext().getPersistentRDDs()).keySet()) {
      SparkEnv.get().blockManager().removeRdd((Integer) id);
    }
    System.gc();
    assertEquals(first, rows.orderBy("id").collectAsList());
    assertEquals(before + 1, statements());
    rows.unpersist();
  }

  @Test
  void knownSizesAreStatistics() throws Exception {
    Dataset<Row> rows = load(ROWS);
    assertEquals(100000, rows.collectAsList().size());
    assertEquals(
        scala.math.BigInt.apply(100000),
        SharedSpark.optimized(rows.select("id", "n", "t")).stats().rowCount().get());
  }

  @Test
  void resultsAreClosedWhenNothingCanReadThem() throws Exception {
    int before = open();
    readAndForget();
    await(
        "the result is closed",
        () -> {
          System.gc();
          return open() <= before;
        });
  }

  /** In a frame of its own, whose variables are gone afterwards. */
  private void readAndForget() throws Exception {
    Dataset<Row> rows = load(ROWS).repartition(2);
    assertEquals(100000, rows.collectAsList().size());
    assertTrue(open() > 0);
  }

  @Test
  void lineageKeepsResultsOpen() throws Exception {
    RDD<Row> lineage = load(ROWS).rdd();
    lineage.count();
    int opened = open();
    System.gc();
    assertEquals(100000, lineage.count());
    assertTrue(opened > 0 && open() > 0);
  }

  @Test
  void failedActionsCloseTheResult() throws Exception {
    int before = open();
    Dataset<Row> rows = load(ROWS);
    MapFunction<Row, Long> failing =
        row -> {
          throw new IllegalStateException("the task fails");
        };
    assertThrows(Exception.class, () -> rows.map(failing, Encoders.LONG()).collectAsList());
    await("the result is closed", () -> open() <= before);
    assertFalse(rows.isEmpty());
  }

  @Test
  void interruptsCancelTheQuery() throws Exception {
    Dataset<Row> rows = load(SLOW);
    long before = statements();
    FutureTask<Throwable> failure =
        new FutureTask<>(() -> assertThrows(Throwable.class, rows::collectAsList));
    Thread reader = new Thread(failure, "reads until interrupted");
    reader.setDaemon(true);
    reader.start();
    await("the query runs", () -> statementsNow() > before);
    long closed = closedSessions();
    reader.interrupt();
    assertTrue(failure.get(60, TimeUnit.SECONDS).toString().length() > 0);
    // The server ends what runs in a session with it.
    await("the query's session is closed", () -> closedSessions() > closed);
  }

  /** Last by its own Spark: another test makes the next one. */
  @Test
  void theEndOfTheApplicationClosesResultsAndCancelsQueries() throws Exception {
    Dataset<Row> kept = load(ROWS);
    assertEquals(100000, kept.collectAsList().size());
    Dataset<Row> running = load(SLOW);
    long before = statements();
    long closed = closedSessions();
    FutureTask<Throwable> failure =
        new FutureTask<>(() -> assertThrows(Throwable.class, running::collectAsList));
    Thread reader = new Thread(failure, "reads until the end");
    reader.setDaemon(true);
    reader.start();
    await("the query runs", () -> statementsNow() > before);
    ExecutionWatch watch = ExecutionWatch.current();
    spark.stop();
    failure.get(60, TimeUnit.SECONDS);
    // The server ends what runs in a session with it.
    await("the query's session is closed", () -> closedSessions() > closed);
    await("all is closed", () -> watch.openResults() == 0);
    assertFalse(kept.columns().length == 0);
  }

  private static int open() {
    return ExecutionWatch.current().openResults();
  }

  private static long statementsNow() {
    try {
      return statements();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static long closedSessions() {
    try {
      return SharedSpark.warehouse().requests().getOrDefault("CloseSession", 0L);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.onSpinWait();
    }
  }
}
