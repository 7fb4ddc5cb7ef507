package io.github.lakewire.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimeType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns as the server describes them, beside what Spark makes of the same query. */
class SchemaIT {
  private SparkSession spark;

  @BeforeEach
  void session() {
    spark = SharedSpark.session();
  }

  private StructType schema(String query) throws Exception {
    return SharedSpark.reader(spark).option("query", query).load().schema();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BOOLEAN",
        "TINYINT",
        "SMALLINT",
        "INT",
        "BIGINT",
        "FLOAT",
        "DOUBLE",
        "DECIMAL(1,0)",
        "DECIMAL(38,18)",
        "STRING",
        "BINARY",
        "DATE",
        "TIMESTAMP",
        "TIMESTAMP_NTZ",
        "INTERVAL YEAR TO MONTH",
        "INTERVAL MONTH",
        "INTERVAL DAY TO SECOND",
        "INTERVAL HOUR TO MINUTE",
        "ARRAY<INT>",
        "MAP<STRING, DECIMAL(10,2)>",
        "STRUCT<a: INT, b: STRING>",
        "STRUCT<`a``b`: INT, `c d`: ARRAY<TIMESTAMP>, timestamp: TIMESTAMP_NTZ>",
        "ARRAY<STRUCT<m: MAP<DATE, ARRAY<BINARY>>, i: INTERVAL DAY TO SECOND>>",
      })
  void typesAreThoseThatSparkHas(String type) throws Exception {
    String query = "SELECT CAST(NULL AS " + type + ") AS `the column`";
    StructType expected = spark.sql(query).schema();
    StructType actual = schema(query);
    assertEquals("the column", actual.fields()[0].name());
    assertEquals(nullable(expected.fields()[0].dataType()), actual.fields()[0].dataType());
  }

  /** The server does not say what cannot be NULL. */
  private static DataType nullable(DataType type) {
    return DataType.fromDDL(type.sql().replace(" NOT NULL", ""));
  }

  @Test
  void timestampsAreInstantsWhateverTheSessionCallsThem() throws Exception {
    spark.conf().set("spark.sql.timestampType", "TIMESTAMP_NTZ");
    StructType schema =
        schema("SELECT TIMESTAMP_LTZ'2024-01-01 00:00:00' AS t, array(current_timestamp()) AS ts");
    assertEquals(DataTypes.TimestampType, schema.apply("t").dataType());
    assertEquals(DataTypes.createArrayType(DataTypes.TimestampType), schema.apply("ts").dataType());
  }

  @Test
  void nullIsVoid() throws Exception {
    assertEquals(DataTypes.NullType, schema("SELECT NULL AS n").apply("n").dataType());
  }

  @Test
  void variantsAreTheirJson() throws Exception {
    StructType schema =
        schema("SELECT parse_json('1') AS v, named_struct('v', parse_json('1')) AS s");
    assertEquals(DataTypes.StringType, schema.apply("v").dataType());
    assertEquals("VARIANT", schema.apply("v").metadata().getString(SparkTypes.SERVER_TYPE));
    StructType struct = (StructType) schema.apply("s").dataType();
    assertEquals(DataTypes.StringType, struct.apply("v").dataType());
  }

  @Test
  void timesOfDayAreTextWhereSparkHasNone() throws Exception {
    spark.conf().set("spark.sql.timeType.enabled", "false");
    Dataset<Row> rows =
        SharedSpark.reader(spark)
            .option("session.spark.sql.timeType.enabled", "true")
            .option("query", "SELECT TIME'12:34:56.789' AS t, 1 AS i")
            .load();
    assertEquals(DataTypes.StringType, rows.schema().apply("t").dataType());
    assertTrue(SharedSpark.pushed(rows).startsWith("SELECT CAST(`t` AS STRING) AS `t`, `i` FROM"));
    spark.conf().set("spark.sql.timeType.enabled", "true");
    rows =
        SharedSpark.reader(spark)
            .option("session.spark.sql.timeType.enabled", "true")
            .option("query", "SELECT TIME'12:34:56.789' AS t, 1 AS i")
            .load();
    assertEquals(new TimeType(6), rows.schema().apply("t").dataType());
  }

  @Test
  void wideStructsAreWhole() throws Exception {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      fields.append(i == 0 ? "" : ", ").append("'field ").append(i).append("', ").append(i);
    }
    String query = "SELECT named_struct(" + fields + ") AS s";
    StructType struct = (StructType) schema(query).apply("s").dataType();
    assertEquals(60, struct.length());
    assertEquals("field 59", struct.fields()[59].name());
  }

  @Test
  void describesWithoutRunningTheQuery() throws Exception {
    // It would fail when it ran, and take hours.
    String query =
        "SELECT id, raise_error('it ran') AS e FROM range(1000000000000) ORDER BY rand()";
    Map<String, Long> before = SharedSpark.warehouse().requests();
    Dataset<Row> rows = SharedSpark.reader(spark).option("query", query).load();
    Map<String, Long> requests = difference(before);
    assertEquals(2, requests.get("ExecuteStatement"), requests.toString());
    assertEquals(1, requests.get("OpenSession"), requests.toString());
    assertEquals("id", rows.columns()[0]);
    assertTrue(SharedSpark.explained(rows.filter("id > 3").limit(7)).contains("LIMIT 7"));
    Map<String, Long> planned = difference(before);
    assertEquals(requests, planned, "a plan needs no requests");
  }

  private static Map<String, Long> difference(Map<String, Long> before) throws Exception {
    Map<String, Long> difference = new TreeMap<>(SharedSpark.warehouse().requests());
    before.forEach((call, count) -> difference.merge(call, -count, Long::sum));
    difference.keySet().retainAll(Set.of("ExecuteStatement", "OpenSession"));
    return difference;
  }

  @Test
  void commentsOfColumnsAreKept() throws Exception {
    StructType schema =
        SharedSpark.reader(spark).option("dbtable", "samples.lakewire.trips").load().schema();
    assertEquals("From 0", schema.apply("trip_id").getComment().get());
    assertEquals("Every 7 seconds from 2024", schema.apply("pickup_at").getComment().get());
    StructField fare =
        schema("SELECT fare AS price, 1 AS one FROM samples.lakewire.trips").apply("price");
    assertEquals("Euro", fare.getComment().get());
  }

  @Test
  void columnsOfOneNameAreRefused() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> schema("SELECT 1 AS a, 2 AS A"));
    assertTrue(refused.getMessage().contains("Several columns are named A"), refused.getMessage());
  }

  @Test
  void queriesThatCannotBeDescribedAreRefused() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> schema("SHOW TABLES"));
    assertTrue(refused.getMessage().contains("Option query"), refused.getMessage());
  }

  @Test
  void wrongQueriesFailAsTheServerSays() {
    SourceException failure =
        assertThrows(SourceException.class, () -> schema("SELECT nothing FROM nowhere"));
    assertEquals("42P01", failure.sqlException().getSQLState());
    assertFalse(failure.getMessage().isEmpty());
  }
}
