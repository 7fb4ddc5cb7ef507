package io.github.lakewire.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.Sample;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Aggregates, limits and choices of columns that become SQL, beside Spark's own results. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushedClausesIT {
  private SparkSession spark;
  private Dataset<Row> source;

  @BeforeAll
  void read() throws Exception {
    spark = SharedSpark.session();
    // Most of the time would be spent on compiling code for a dozen of rows.
    spark.conf().set("spark.sql.codegen.wholeStage", "false");
    source = SharedSpark.reader(spark).option("query", EveryKindOfValue.QUERY).load();
    source.createOrReplaceTempView("source");
    spark.sql(EveryKindOfValue.QUERY).localCheckpoint().createOrReplaceTempView("here");
  }

  static Stream<String> pushedAggregates() {
    return Stream.of(
        "SELECT count(*), count(1), count(i), count(flag), count(st.a) FROM %s",
        "SELECT count(DISTINCT s), count(DISTINCT i), count(DISTINCT day) FROM %s",
        "SELECT count(*) FROM %s WHERE i = 123456",
        "SELECT sum(tiny), sum(small), sum(i), sum(dec), sum(DISTINCT i) FROM %s",
        "SELECT sum(big) FROM %s WHERE id NOT IN (2, 3)",
        "SELECT avg(tiny), avg(i), avg(dec), avg(DISTINCT small) FROM %s",
        "SELECT sum(d), avg(d), sum(f), avg(f) FROM %s WHERE id IN (1, 7, 11, 12)",
        "SELECT sum(i), avg(dec), min(s), count(i) FROM %s WHERE i = 123456",
        "SELECT min(flag), max(flag), min(tiny), max(big), min(f), max(f) FROM %s",
        "SELECT min(d), max(d), min(dec), max(dec), min(s), max(s), max(bin) FROM %s",
        "SELECT min(day), max(day), min(ts), max(ts), min(ntz), max(ntz) FROM %s",
        "SELECT min(ym), max(ym), min(dt), max(dt) FROM %s",
        "SELECT flag, count(*), sum(i), max(s) FROM %s WHERE id NOT IN (2, 3) GROUP BY flag",
        "SELECT s, count(*) FROM %s GROUP BY s",
        "SELECT i, s, min(day) FROM %s GROUP BY i, s",
        "SELECT DISTINCT i, flag FROM %s",
        "SELECT DISTINCT ym FROM %s",
        "SELECT dec, avg(dec), sum(dec) FROM %s GROUP BY dec",
        "SELECT bin, count(*) FROM %s GROUP BY bin",
        "SELECT year(day), count(*) FROM %s GROUP BY year(day)",
        "SELECT CAST(ts AS DATE) AS d, count(*) FROM %s GROUP BY CAST(ts AS DATE)",
        "SELECT CASE WHEN i > 5 THEN 'many' ELSE 'few' END AS w, count(*) FROM %s GROUP BY w",
        "SELECT st.a AS a, count(*) FROM %s GROUP BY st.a",
        "SELECT sum(CASE WHEN flag THEN i ELSE 0 END) FROM %s WHERE id NOT IN (2, 3)",
        "SELECT sum(i) + 1, count(*) * 2 FROM %s HAVING count(*) > 1",
        "SELECT i %% 2 AS odd, count(*) FROM %s GROUP BY i %% 2");
  }

  @ParameterizedTest
  @MethodSource("pushedAggregates")
  void aggregatesAreThoseOfSpark(String query) {
    Dataset<Row> pushed = spark.sql(query.formatted("source"));
    assertFalse(has(pushed, Aggregate.class), () -> "left to Spark: " + pushed);
    assertSameRows(query, pushed);
  }

  static Stream<String> aggregatesOfSpark() {
    return Stream.of(
        "SELECT count(DISTINCT d) FROM %s",
        "SELECT d, count(*) FROM %s GROUP BY d",
        "SELECT stddev(d) FROM %s WHERE id IN (1, 7, 12)",
        "SELECT upper(s) AS u, count(*) FROM %s GROUP BY upper(s)",
        "SELECT sum(i + 1) FROM %s WHERE id NOT IN (3)",
        "SELECT count(i, s) FROM %s",
        "SELECT count(*) FILTER (WHERE flag) FROM %s",
        "SELECT count(*) FROM %s WHERE upper(s) = 'PLAIN'",
        "SELECT i, count(*) FROM %s GROUP BY ROLLUP(i)",
        "SELECT collect_set(i) FROM %s WHERE id = 1");
  }

  @ParameterizedTest
  @MethodSource("aggregatesOfSpark")
  void otherAggregatesAreLeftToSpark(String query) {
    Dataset<Row> left = spark.sql(query.formatted("source"));
    assertTrue(has(left, Aggregate.class), () -> "pushed: " + left);
    assertSameRows(query, left);
  }

  /** Without ANSI mode Spark's sums wrap around, or are NULL; those of a warehouse fail. */
  @Test
  void sumsStayWithSparkWhereOverflowsAreNoErrors() {
    spark.conf().set("spark.sql.ansi.enabled", "false");
    try {
      for (String query :
          List.of(
              "SELECT sum(big) FROM %s",
              "SELECT sum(dec), avg(dec) FROM %s", "SELECT sum(i), max(i) FROM %s")) {
        Dataset<Row> left = spark.sql(query.formatted("source"));
        assertTrue(has(left, Aggregate.class), () -> "pushed: " + left);
        assertSameRows(query, left);
      }
      Dataset<Row> pushed = spark.sql("SELECT max(i), count(*), min(s) FROM source");
      assertFalse(has(pushed, Aggregate.class));
    } finally {
      spark.conf().set("spark.sql.ansi.enabled", "true");
    }
  }

  @Test
  void limitsAndOffsetsAreThoseOfTheServer() {
    Dataset<Row> rows = source.limit(5);
    assertTrue(SharedSpark.pushed(rows).endsWith(" LIMIT 5"), SharedSpark.pushed(rows));
    assertFalse(has(rows, GlobalLimit.class));
    assertEquals(5, rows.collectAsList().size());
    Dataset<Row> later = source.limit(5).offset(2);
    assertTrue(SharedSpark.pushed(later).endsWith(" LIMIT 3 OFFSET 2"));
    assertEquals(3, later.collectAsList().size());
    Dataset<Row> part = source.offset(2).limit(5);
    assertTrue(SharedSpark.pushed(part).endsWith(" LIMIT 5 OFFSET 2"), SharedSpark.pushed(part));
    assertEquals(5, part.collectAsList().size());
    Dataset<Row> rest = source.offset(10);
    assertTrue(SharedSpark.pushed(rest).endsWith(" OFFSET 10"));
    assertFalse(has(rest, Offset.class));
    assertEquals(2, rest.collectAsList().size());
    assertEquals(0, source.limit(3).offset(4).collectAsList().size());
    assertEquals(0, source.limit(0).collectAsList().size());
  }

  @Test
  void limitsStayAboveWhatSparkFilters() {
    Dataset<Row> rows = source.filter("upper(s) = 'PLAIN'").limit(5);
    assertFalse(SharedSpark.pushed(rows).contains("LIMIT"), SharedSpark.pushed(rows));
    assertEquals(2, rows.collectAsList().size());
    Dataset<Row> filtered = source.limit(3).filter("i = 1");
    assertTrue(SharedSpark.pushed(filtered).endsWith(" LIMIT 3"), SharedSpark.pushed(filtered));
  }

  static Stream<String> orders() {
    return Stream.of(
        "i",
        "i DESC",
        "i ASC NULLS LAST",
        "i DESC NULLS FIRST",
        "d, id",
        "d DESC, id DESC",
        "f, id DESC",
        "s",
        "s DESC NULLS FIRST",
        "flag, s",
        "dec DESC, id",
        "bin, id",
        "day DESC",
        "ts",
        "ntz DESC",
        "ym, id",
        "dt DESC, id",
        "length(s), id",
        "st.a, id");
  }

  @ParameterizedTest
  @MethodSource("orders")
  void topRowsAreThoseOfSpark(String order) {
    String query = "SELECT id FROM %s ORDER BY " + order + ", id LIMIT 7";
    Dataset<Row> pushed = spark.sql(query.formatted("source"));
    String sql = SharedSpark.pushed(pushed);
    assertTrue(sql.contains(" ORDER BY ") && sql.endsWith(" LIMIT 7"), sql);
    // Spark sorts these few again: rows of several partitions have no order.
    assertTrue(has(pushed, Sort.class));
    assertEquals(spark.sql(query.formatted("here")).collectAsList(), pushed.collectAsList(), sql);
  }

  @Test
  void topRowsOfGroupsAreThoseOfSpark() {
    String query =
        "SELECT s, count(*) AS n FROM %s WHERE s IS NOT NULL GROUP BY s ORDER BY n DESC, s LIMIT 3";
    Dataset<Row> pushed = spark.sql(query.formatted("source"));
    assertTrue(SharedSpark.pushed(pushed).endsWith(" LIMIT 3"), SharedSpark.pushed(pushed));
    assertEquals(spark.sql(query.formatted("here")).collectAsList(), pushed.collectAsList());
  }

  /** The server would draw other rows, and count partitions that Spark does not have. */
  @Test
  void samplesAreDrawnBySpark() {
    Dataset<Row> rows = source.sample(false, 0.5, 42);
    assertTrue(has(rows, Sample.class));
    assertEquals(EveryKindOfValue.QUERY, SharedSpark.pushed(rows));
    assertEquals(rows.collectAsList(), source.sample(false, 0.5, 42).collectAsList());
  }

  @Test
  void onlyColumnsThatAreReadAreAskedFor() {
    Dataset<Row> rows = source.select("s", "id");
    assertSelects("`id`, `s`", rows);
    Dataset<Row> field = source.select("st.`b c`");
    assertSelects("`st`", field);
    assertSameRows("SELECT st.`b c` FROM %s", field);
    Dataset<Row> counted = source.sample(false, 1.0, 1).groupBy().count();
    assertSelects("1", counted);
    assertEquals(12, counted.collectAsList().get(0).getLong(0));
  }

  @Test
  void nothingIsPushedWhereTheUserSaysSo() throws Exception {
    Dataset<Row> rows =
        SharedSpark.reader(spark)
            .option("query", EveryKindOfValue.QUERY)
            .option("pushDown", "false")
            .load();
    assertEquals(
        "SELECT `i`", SharedSpark.pushed(rows.filter("i = 1").groupBy().sum("i")).substring(0, 10));
    assertEquals(EveryKindOfValue.QUERY, SharedSpark.pushed(rows.limit(1)));
    assertEquals(2, rows.filter("i = 1").count());
  }

  private static void assertSelects(String columns, Dataset<Row> rows) {
    String sql = SharedSpark.pushed(rows);
    assertTrue(sql.startsWith("SELECT " + columns + " FROM ("), sql);
  }

  /** Midnight is Spark's, whatever the zone of this JVM is. */
  @Test
  void daysOfInstantsAreThoseOfTheSessionsZone() {
    String query = "SELECT id, CAST(ts AS DATE) AS day, hour(ts) AS hour FROM %s WHERE id > 3";
    for (String zone : List.of("UTC", "Asia/Tokyo", "America/St_Johns", "+05:45")) {
      spark.conf().set("spark.sql.session.timeZone", zone);
      String counted =
          "SELECT count(*), CAST(ts AS DATE) AS a FROM %s WHERE hour(ts) < 12 AND id > 4 GROUP BY"
              + " a";
      assertSameRows(counted, spark.sql(counted.formatted("source")));
      assertSameRows(query, spark.sql(query.formatted("source")));
    }
    spark.conf().set("spark.sql.session.timeZone", "Europe/Rome");
  }

  private void assertSameRows(String query, Dataset<Row> actual) {
    Dataset<Row> expected = spark.sql(query.formatted("here"));
    assertEquals(types(expected), types(actual), query);
    assertEquals(sorted(expected), sorted(actual), () -> query + "\n" + SharedSpark.pushed(actual));
  }

  private static List<String> types(Dataset<Row> rows) {
    return Stream.of(rows.schema().fields()).map(field -> field.dataType().sql()).toList();
  }

  private static List<String> sorted(Dataset<Row> rows) {
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }

  private static boolean has(Dataset<Row> rows, Class<?> node) {
    return SharedSpark.optimized(rows).exists(node::isInstance);
  }
}
