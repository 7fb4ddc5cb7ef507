package io.github.lakewire.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.util.ArrowUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values of every type, as Spark reads them from a result, beside what Spark itself makes of it.
 */
class ReaderIT {
  private static WarehouseProcess warehouse;
  private static SparkSession spark;

  @BeforeAll
  static void start() throws Exception {
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--cloud-fetch-bytes",
            "1000",
            "--bytes-per-file",
            "100000");
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.stop();
    }
    if (warehouse != null) {
      warehouse.close();
    }
  }

  private static Dataset<Row> read(String sql, String options, Dataset<Row> expected) {
    return read(sql, options, expected, "64M");
  }

  private static Dataset<Row> read(
      String sql, String options, Dataset<Row> expected, String memory) {
    return spark
        .read()
        .format(QuerySource.class.getName())
        .schema(expected.schema())
        .option("url", warehouse.url() + options)
        .option("token", warehouse.token())
        .option("query", sql)
        .option("resultMemory", memory)
        .load();
  }

  private static void assertSame(String sql, String options) {
    Dataset<Row> expected = spark.sql(sql);
    List<String> expectedRows = expected.toJSON().collectAsList();
    Dataset<Row> actual = read(sql, options, expected);
    assertEquals(text(expected), text(actual), sql);
    assertEquals(expectedRows, actual.toJSON().collectAsList(), sql);
    assertEquals(0, ArrowUtils.rootAllocator().getAllocatedMemory());
    assertEquals(0, ArrowUtils.rootAllocator().getChildAllocators().size());
  }

  private static List<String> text(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(ReaderIT::text).toList();
  }

  private static String text(Object value) {
    if (value instanceof Row row) {
      StringBuilder text = new StringBuilder("{");
      for (int i = 0; i < row.size(); i++) {
        text.append(text(row.get(i))).append(';');
      }
      return text.append('}').toString();
    }
    if (value instanceof byte[] bytes) {
      return java.util.HexFormat.of().formatHex(bytes);
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      return scala.jdk.javaapi.CollectionConverters.asJava(map).entrySet().stream()
          .map(entry -> text(entry.getKey()) + "->" + text(entry.getValue()))
          .sorted()
          .toList()
          .toString();
    }
    if (value instanceof scala.collection.Seq<?> seq) {
      return scala.jdk.javaapi.CollectionConverters.asJava(seq).stream()
          .map(ReaderIT::text)
          .toList()
          .toString();
    }
    return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAST(id % 2 = 0 AS BOOLEAN)",
        "CAST(id AS TINYINT)",
        "CAST(-32768 + id AS SMALLINT)",
        "CAST(2147483647 - id AS INT)",
        "-9223372036854775808L + id",
        "CAST(id / 3 AS FLOAT)",
        "element_at(array(CAST('NaN' AS FLOAT), CAST('Infinity' AS FLOAT), -0.0F, 1.4E-45F),"
            + " CAST(id % 4 + 1 AS INT))",
        "element_at(array(CAST('NaN' AS DOUBLE), CAST('-Infinity' AS DOUBLE), -0.0D, 4.9E-324D),"
            + " CAST(id % 4 + 1 AS INT))",
        "CAST(id / 7 AS DECIMAL(9,4))",
        "CAST(id / 7 AS DECIMAL(18,4))",
        "99999999999999999999999999999999999999BD - id",
        "-0.99999999999999999999999999999999999999BD",
        "concat('ü🚕', id)",
        "repeat('x', CAST(id AS INT))",
        "CAST(concat('', id) AS BINARY)",
        "X''",
        "date_add(DATE'0001-01-01', CAST(id * 1000 AS INT))",
        "DATE'9999-12-31'",
        "timestamp_micros(-62135596800000000 + id)",
        "TIMESTAMP'9999-12-31 23:59:59.999999'",
        "TIMESTAMP_NTZ'0001-01-01 00:00:00.000001'",
        "TIMESTAMP_NTZ'1582-10-10 12:00:00'",
        "make_ym_interval(178956970, 7)",
        "INTERVAL '3' YEAR",
        "make_dt_interval(CAST(id AS INT), 1, 2, 3.000004BD)",
        "INTERVAL '-106751991 04:00:54.775808' DAY TO SECOND",
        "INTERVAL '5' HOUR",
        "NULL",
        "array(id, NULL, -id)",
        "array(CAST(id AS DECIMAL(10,2)), NULL)",
        "array(TIMESTAMP'2024-02-29 01:02:03.4', NULL)",
        "array(array(id), array(), NULL)",
        "array(NULL)",
        "map('a', id, 'b', NULL)",
        "map(id, array(named_struct('x', id, 'y', CAST(NULL AS STRING))))",
        "named_struct('a', id, 'b c', concat('v', id), 'n', named_struct('d', DATE'2024-02-29'))",
        "named_struct('ym', INTERVAL '1-2' YEAR TO MONTH, 'dt', INTERVAL '1 2' DAY TO HOUR)",
        "named_struct('t', TIMESTAMP_NTZ'2024-02-29 01:02:03', 'b', X'00ff')",
      })
  void valuesAreThoseOfSpark(String expression) {
    String sql =
        "SELECT id, %1$s AS v, if(id %% 3 = 0, NULL, %1$s) AS n FROM range(100)"
            .formatted(expression);
    assertSame(sql + " ORDER BY id", "");
  }

  @Test
  void resultsWithoutRowsHaveNoBatches() {
    assertSame("SELECT id, array(id) AS a FROM range(10) WHERE id > 10", "");
  }

  @Test
  void manyFilesAndBatchesComeInOrder() {
    assertSame("SELECT id, concat('row ', id) AS text FROM range(0, 200000, 1, 4) ORDER BY id", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {";cloudFetch=0", ";lz4=0", ";arrow=0"})
  void everyFormOfAResultIsRead(String options) {
    assertSame(
        "SELECT id, concat('row ', id) AS text, CAST(id AS DECIMAL(20,3)) AS price,"
            + " if(id = 7, NULL, DATE'2024-02-29') AS day FROM range(5000) ORDER BY id",
        options);
  }

  @Test
  void columnsThatNobodyWantsAreNotShown() {
    Dataset<Row> all = spark.sql("SELECT id, concat('row ', id) AS text FROM range(1000)");
    assertEquals(1000, read("SELECT 1 FROM range(1000)", "", all.select()).count());
  }

  @Test
  void theUiShowsBytesAndRowsOfTheScan() {
    Dataset<Row> rows =
        read("SELECT id FROM range(100000)", "", spark.sql("SELECT id FROM range(1)"));
    assertEquals(100_000, rows.collectAsList().size());
    Map<String, String> shown = Metrics.ofLastQuery(spark);
    assertEquals("100000", shown.get("rows read"));
    assertEquals("0", shown.get("link renewals"));
    // Eight bytes of each row, and what there is around them in each batch.
    long bytes = Long.parseLong(shown.get("bytes read"));
    assertTrue(bytes >= 800_000 && bytes < 900_000, shown.toString());
  }

  @Test
  void aBatchBeyondTheMemoryOfTheTaskFailsAndSaysSo() {
    Dataset<Row> row =
        read("SELECT repeat('x', 20000000) AS v", "", spark.sql("SELECT 'x' AS v"), "1M");
    Exception e = assertThrows(Exception.class, row::collectAsList);
    assertTrue(e.toString().contains("resultMemory"), e.toString());
    assertEquals(0, ArrowUtils.rootAllocator().getAllocatedMemory());
    assertEquals(0, ArrowUtils.rootAllocator().getChildAllocators().size());
  }
}
