package io.github.lakewire.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Filters that become SQL: they leave the same rows as Spark's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushedFiltersIT {
  private static final int STATEMENTS_AT_ONCE = 16;

  private SparkSession spark;
  private Dataset<Row> source;
  private Dataset<Row> local;
  private Map<String, List<Integer>> expected;
  private Map<String, List<Integer>> actual;

  @BeforeAll
  void read() throws Exception {
    spark = SharedSpark.session();
    // Most of the time would be spent on compiling code for a dozen of rows.
    spark.conf().set("spark.sql.codegen.wholeStage", "false");
    source = SharedSpark.reader(spark).option("query", EveryKindOfValue.QUERY).load();
    // Not cached: Spark's statistics of cached columns lose NaN.
    local = spark.sql(EveryKindOfValue.QUERY).localCheckpoint();
    List<String> filters = pushed().toList();
    expected = sparksIds(filters);
    actual = warehousesIds(filters);
  }

  /** One job for all of them. */
  private Map<String, List<Integer>> sparksIds(List<String> filters) {
    List<String> columns = new ArrayList<>(List.of("id"));
    filters.forEach(filter -> columns.add("(" + filter + ") AS f" + columns.size()));
    List<Row> rows = local.selectExpr(columns.toArray(new String[0])).collectAsList();
    Map<String, List<Integer>> ids = new HashMap<>();
    for (int i = 0; i < filters.size(); i++) {
      int column = i + 1;
      ids.put(
          filters.get(i),
          rows.stream()
              .filter(row -> !row.isNullAt(column) && row.getBoolean(column))
              .map(row -> row.getInt(0))
              .sorted()
              .toList());
    }
    return ids;
  }

  /** The pushed statements as they are, several of them in each that is sent. */
  private Map<String, List<Integer>> warehousesIds(List<String> filters) throws Exception {
    Map<String, List<Integer>> ids = new HashMap<>();
    try (Connection connection = SharedSpark.connect(spark);
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (int first = 0; first < filters.size(); first += STATEMENTS_AT_ONCE) {
        StringJoiner all = new StringJoiner(" UNION ALL ");
        for (int i = first; i < Math.min(first + STATEMENTS_AT_ONCE, filters.size()); i++) {
          String filter = filters.get(i);
          ids.put(filter, new ArrayList<>());
          String sql = SharedSpark.pushed(source.filter(filter).select("id"));
          all.add("SELECT " + i + ", id FROM (" + sql + ")");
        }
        try (ResultSet rows = statement.executeQuery(all.toString())) {
          while (rows.next()) {
            ids.get(filters.get(rows.getInt(1))).add(rows.getInt(2));
          }
        }
      }
    }
    ids.values().forEach(Collections::sort);
    return ids;
  }

  static Stream<String> pushed() {
    return Stream.of(
        // Comparisons, each type at its limits.
        "flag",
        "NOT flag",
        "flag = false",
        "flag <=> NULL",
        "flag IS NULL",
        "tiny = CAST(-128 AS TINYINT)",
        "tiny < CAST(127 AS TINYINT)",
        "small >= CAST(32767 AS SMALLINT)",
        "small <= CAST(-32768 AS SMALLINT)",
        "i = -2147483648",
        "i > 2147483646",
        "i <> 1",
        "i <=> 1",
        "NOT (i <=> 1)",
        "big = -9223372036854775808L",
        "big = 9223372036854775807L",
        "big > i",
        "i = tiny",
        "f = 1.5F",
        "f = CAST('NaN' AS FLOAT)",
        "f > CAST('3.4028235E38' AS FLOAT)",
        "f = 0.0F",
        "f = CAST('1.4E-45' AS FLOAT)",
        "d = 0.0D",
        "d = CAST('-0.0' AS DOUBLE)",
        "d < 0.0D",
        "d >= CAST('NaN' AS DOUBLE)",
        "d < CAST('NaN' AS DOUBLE)",
        "d <> CAST('NaN' AS DOUBLE)",
        "d <=> CAST('NaN' AS DOUBLE)",
        "d = CAST('Infinity' AS DOUBLE)",
        "d > CAST('-Infinity' AS DOUBLE)",
        "d = 4.9E-324D",
        "d = 1.7976931348623157E308D",
        "d = 0.1D",
        "d = f",
        "dec = 1.5BD",
        "dec = 99999999.99BD",
        "dec < -99999999.98BD",
        "dec > 1",
        "dec IN (1.50, 7.07, NULL)",
        "dec = i",
        // Texts.
        "s = 'plain'",
        "s = 'plain '",
        "s = ''",
        "s = \"it's\"",
        "s = 'back\\\\slash'",
        "s = 'na\u00efve \u6771\u4eac \ud83d\ude00'",
        "s = '${x} $$ \"q\" `b` -- /* ;'",
        "s = '\\t\\n\\0'",
        "s < 'plain'",
        "s >= 'plain'",
        "s > '\u6771'",
        "s <=> NULL",
        "s LIKE 'pl%'",
        "s LIKE '%n'",
        "s LIKE '%la%'",
        "s LIKE 'b%h'",
        "startswith(s, '100%')",
        "startswith(s, 'under_')",
        "endswith(s, 'slash')",
        "endswith(s, '\ud83d\ude00')",
        "contains(s, '\\\\')",
        "contains(s, '%')",
        "contains(s, \"'\")",
        "contains(s, '_')",
        "contains(s, '$$')",
        "NOT contains(s, 'a')",
        "s IN ('plain', \"it's\", '')",
        "s NOT IN ('plain', \"it's\")",
        "length(s) = 10",
        "bit_length(s) > 100",
        "substring(s, 1, 2) = 'pl'",
        "substring(s, -2) = 'in'",
        "trim(s) = 'plain'",
        "rtrim(s) = 'plain'",
        "ltrim(s) = 'plain '",
        "trim(BOTH 'pn' FROM s) = 'lai'",
        "concat(s, '!') = 'plain!'",
        "CAST(i AS STRING) = '-1'",
        "CAST(day AS STRING) = '2024-02-29'",
        // Bytes.
        "bin = X'00ff'",
        "bin = X''",
        "bin > X'61'",
        "bin < X'00ff'",
        "bin IN (X'27', X'5c')",
        // Dates and times.
        "day = DATE'2024-02-29'",
        "day > DATE'9999-01-01'",
        "day <= DATE'1582-10-04'",
        "day BETWEEN DATE'2024-01-01' AND DATE'2024-12-31'",
        "day IN (DATE'2024-02-28', DATE'1970-01-01')",
        "ts = TIMESTAMP'2024-02-29 12:34:56.123456Z'",
        "ts > TIMESTAMP'2024-02-29 12:34:56.123456Z'",
        "ts = TIMESTAMP'2024-10-27 02:30:00'",
        "ts < TIMESTAMP'1582-10-15 00:00:00Z'",
        "CAST(ts AS DATE) = DATE'2024-02-29'",
        "ts >= DATE'2024-01-01' AND ts < DATE'2025-01-01'",
        "ntz = TIMESTAMP_NTZ'2024-03-31 02:30:00'",
        "ntz >= TIMESTAMP_NTZ'2024-02-29 12:34:56.123456'",
        "year(day) = 2024",
        "quarter(day) = 4",
        "month(day) = 2",
        "weekofyear(day) = 1",
        "day(day) = 29",
        "dayofyear(day) = 60",
        "dayofweek(day) = 1",
        "weekday(day) = 6",
        "extract(YEAROFWEEK FROM day) = 2025",
        "year(ts) = 2024",
        "hour(ts) = 0",
        "minute(ts) = 30",
        "second(ts) = 56",
        "datediff(day, DATE'2024-02-28') = 1",
        "ym = INTERVAL '1-2' YEAR TO MONTH",
        "ym > INTERVAL '7-0' YEAR TO MONTH",
        "ym < INTERVAL '0-0' YEAR TO MONTH",
        "dt = INTERVAL '1 02:03:04.5' DAY TO SECOND",
        "dt < INTERVAL '0 00:00:00' DAY TO SECOND",
        "dt = INTERVAL '106751990 04:00:54.775807' DAY TO SECOND",
        // Numbers that cannot overflow.
        "d + 1 > 2",
        "d * 2 = 3",
        "d - 0.5 = 1",
        "- d > 0",
        "d / 2 = 0.75",
        "d % 1 = 0.5",
        "i % 10 = 7",
        "big % 3 = -2",
        "i & 1 = 1",
        "i | 8 = 9",
        "i ^ 1 = 0",
        "~i = 0",
        // What holds conditions together.
        "i = 1 AND s = 'plain'",
        "i = 1 OR s = 'plain '",
        "NOT (i = 1 OR s = 'plain ')",
        "i = 1 OR s IS NULL",
        "(i = 1 OR i = 7) AND (flag OR NOT flag)",
        "s IS NOT NULL",
        "i IN (1, 7, 2147483647)",
        "i NOT IN (1, 7)",
        "i IN (1, NULL)",
        "coalesce(i, 0) = 0",
        "coalesce(s, 'none') = 'none'",
        "greatest(i, 5) = 5",
        "least(d, f) < 0",
        "greatest(d, 1.0D) > 2",
        "CASE WHEN i > 5 THEN 'many' WHEN i IS NULL THEN 'none' ELSE 'few' END = 'few'",
        "CASE WHEN flag THEN i > 0 ELSE i < 0 END",
        "if(flag, i, 0) > 1",
        "nullif(i, 1) IS NULL",
        // Fields of structs.
        "st.a = 7",
        "st.`b c` = 'plain'",
        "st.a IS NULL",
        "st IS NOT NULL");
  }

  @ParameterizedTest
  @MethodSource("pushed")
  void leavesTheRowsThatSparkLeaves(String filter) throws Exception {
    Dataset<Row> rows = source.filter(filter).select("id");
    assertFalse(hasFilter(rows), () -> "left to Spark: " + SharedSpark.optimized(rows));
    assertTrue(SharedSpark.pushed(rows).contains(" WHERE "), SharedSpark.pushed(rows));
    assertEquals(expected.get(filter), actual.get(filter), SharedSpark.pushed(rows));
  }

  static Stream<String> leftToSpark() {
    return Stream.of(
        // They can fail, and the server may compute them for other rows.
        "i + 1 > 5",
        "i - 1 > 5",
        "i * 2 > 5",
        "abs(i) = 1",
        "-i > 0",
        "10 / i > 1",
        "i % tiny = 0",
        "dec * 2 > 3",
        "CAST(s AS INT) = 1",
        "CAST(big AS INT) = 1",
        "date_add(day, i) > DATE'2024-01-01'",
        // Each engine has tables and approximations of its own.
        "upper(s) = 'PLAIN'",
        "lower(s) = 'plain'",
        "ln(d) > 1",
        "sin(d) > 0",
        "power(d, 2) > 1",
        "CAST(d AS STRING) = '1.5'",
        "dec > d",
        "CAST(ts AS STRING) > '2'",
        "s RLIKE 'p.*'",
        // Not the same each time.
        "rand() < 0.5",
        // No comparison of values.
        "st = named_struct('a', 1, 'b c', 'plain')");
  }

  @ParameterizedTest
  @MethodSource("leftToSpark")
  void leavesToSparkWhatMayDiffer(String filter) {
    Dataset<Row> rows = source.filter(filter).select("id");
    assertTrue(hasFilter(rows), () -> SharedSpark.pushed(rows));
    // Spark derives that columns are not NULL, which may be pushed.
    String pushed = SharedSpark.pushed(rows).replaceAll("\\(`\\w+` IS NOT NULL\\)", "");
    assertTrue(
        pushed.replaceAll("AS lakewire_source( WHERE ( AND )*)?", "").endsWith(") "), pushed);
  }

  @Test
  void pushesTheConjunctsThatCanBe() throws Exception {
    Dataset<Row> rows = source.filter("i = 1 AND upper(s) = 'PLAIN' AND d > 1").select("id");
    String sql = SharedSpark.pushed(rows).replaceAll("(?s).* WHERE ", "");
    assertTrue(sql.contains("`i` = 1"), sql);
    assertTrue(sql.contains("`d` > "), sql);
    assertFalse(sql.contains("PLAIN"), sql);
    assertTrue(hasFilter(rows));
  }

  /** The server pads what a CHAR is compared with, Spark sees a STRING. */
  @Test
  void comparesCharsAsStrings() throws Exception {
    String table = "main.default.pushed_chars";
    SharedSpark.update(
        spark,
        "DROP TABLE IF EXISTS " + table,
        "CREATE TABLE " + table + " (id INT, c CHAR(5), v VARCHAR(5))",
        "INSERT INTO " + table + " VALUES (1, 'a', 'a'), (2, 'a    ', 'a    ')");
    Dataset<Row> rows = SharedSpark.reader(spark).option("dbtable", table).load();
    assertEquals(List.of(1, 2), ids(rows.filter("c = 'a    '").select("id")));
    assertEquals(List.of(), ids(rows.filter("c = 'a'").select("id")));
    assertEquals(List.of(), ids(rows.filter("c IN ('a', 'b')").select("id")));
    assertEquals(List.of(1), ids(rows.filter("v = 'a'").select("id")));
    assertEquals(List.of(2), ids(rows.filter("v = c").select("id")));
  }

  /** The result is what Spark makes of all rows, too. */
  @Test
  void readsTheValuesThemselves() {
    assertEquals(
        local.orderBy("id").toJSON().collectAsList(),
        source.orderBy("id").toJSON().collectAsList());
  }

  private static boolean hasFilter(Dataset<Row> rows) {
    return SharedSpark.optimized(rows).exists(node -> node instanceof Filter);
  }

  private static List<Integer> ids(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getInt(0)).sorted().toList();
  }
}
