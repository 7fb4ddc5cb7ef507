package io.github.lakewire.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A catalog of the warehouse as a catalog of Spark. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogIT {
  private static final String TABLE = "main.`odd.schema`.`a``b.c d`";

  private SparkSession spark;

  @BeforeAll
  void configure() throws Exception {
    spark = SharedSpark.session();
    configure("dbx", "main");
    configure("samples", "samples");
    SharedSpark.update(
        spark,
        "CREATE SCHEMA IF NOT EXISTS main.`odd.schema`",
        "DROP TABLE IF EXISTS " + TABLE,
        "CREATE TABLE " + TABLE + " (`x.y` INT COMMENT 'odd', `p``q` STRING) COMMENT 'Odd table'",
        "INSERT INTO " + TABLE + " VALUES (1, 'one'), (2, 'two')");
  }

  private void configure(String name, String catalog) throws Exception {
    WarehouseProcess warehouse = SharedSpark.warehouse();
    String prefix = "spark.sql.catalog." + name;
    spark.conf().set(prefix, LakewireCatalog.class.getName());
    spark.conf().set(prefix + ".url", warehouse.url());
    spark.conf().set(prefix + ".token", warehouse.token());
    spark.conf().set(prefix + ".catalog", catalog);
  }

  private List<String> column(String sql, String column) {
    return spark.sql(sql).select(column).collectAsList().stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  @Test
  void listsSchemasAndTables() {
    assertTrue(column("SHOW SCHEMAS IN dbx", "namespace").contains("`odd.schema`"));
    assertTrue(column("SHOW SCHEMAS IN samples", "namespace").contains("lakewire"));
    List<String> tables = column("SHOW TABLES IN samples.lakewire", "tableName");
    assertTrue(tables.containsAll(List.of("trips", "vendors", "zones", "vendor_trips")));
    assertEquals(List.of("a`b.c d"), column("SHOW TABLES IN dbx.`odd.schema`", "tableName"));
  }

  @Test
  void readsTablesAndViews() {
    Dataset<Row> rows =
        spark.sql(
            "SELECT v.name, count(*) AS n FROM samples.lakewire.trips t JOIN"
                + " samples.lakewire.vendors v ON t.vendor = v.name WHERE t.trip_id < 100 GROUP BY"
                + " v.name ORDER BY v.name");
    assertEquals(5, rows.collectAsList().size());
    assertEquals(5, spark.sql("SELECT * FROM samples.lakewire.vendors").collectAsList().size());
    assertTrue(
        SharedSpark.pushed(spark.sql("SELECT vendor FROM samples.lakewire.vendor_trips"))
            .startsWith("SELECT `vendor` FROM `samples`.`lakewire`.`vendor_trips`"));
  }

  @Test
  void readsNamesWithDotsAndBackticks() {
    Dataset<Row> rows =
        spark.sql(
            "SELECT `p``q` FROM dbx.`odd.schema`.`a``b.c d` WHERE `x.y` = 2 AND `p``q` > 'o'");
    assertEquals("two", rows.collectAsList().get(0).getString(0));
    assertTrue(SharedSpark.pushed(rows).contains("`main`.`odd.schema`.`a``b.c d`"));
  }

  @Test
  void describesTablesWithTheirComments() {
    assertTrue(column("DESCRIBE TABLE dbx.`odd.schema`.`a``b.c d`", "comment").contains("odd"));
    assertTrue(
        column("DESCRIBE TABLE EXTENDED dbx.`odd.schema`.`a``b.c d`", "data_type")
            .contains("Odd table"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM dbx.default.no_such_table",
        "SELECT * FROM dbx.no_such_schema.t",
        "SELECT * FROM dbx.`odd_schema`.`a``b.c d`",
        "SELECT * FROM dbx.a.b.c"
      })
  void whatIsNotThereIsNoTable(String query) {
    AnalysisException missing =
        assertThrows(AnalysisException.class, () -> spark.sql(query).collectAsList());
    assertEquals("TABLE_OR_VIEW_NOT_FOUND", missing.getCondition());
  }

  @Test
  void whatIsNotThereIsNoSchema() {
    AnalysisException missing =
        assertThrows(
            AnalysisException.class, () -> spark.sql("SHOW TABLES IN dbx.no_such").collectAsList());
    assertEquals("SCHEMA_NOT_FOUND", missing.getCondition());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE dbx.default.made_by_spark (a INT)",
        "CREATE TABLE dbx.default.made_by_spark AS SELECT 1 AS a",
        "ALTER TABLE dbx.`odd.schema`.`a``b.c d` ADD COLUMN z INT",
        "DROP TABLE dbx.`odd.schema`.`a``b.c d`",
        "ALTER TABLE dbx.`odd.schema`.`a``b.c d` RENAME TO `odd.schema`.other",
        "CREATE SCHEMA dbx.made_by_spark",
        "DROP SCHEMA dbx.`odd.schema` CASCADE",
        "ALTER SCHEMA dbx.`odd.schema` SET DBPROPERTIES ('a' = 'b')",
      })
  void changesAreRefused(String statement) {
    UnsupportedOperationException refused =
        assertThrows(UnsupportedOperationException.class, () -> spark.sql(statement));
    assertTrue(refused.getMessage().contains("JDBC"), refused.getMessage());
  }

  @Test
  void rowsCannotBeInserted() {
    assertThrows(
        AnalysisException.class,
        () -> spark.sql("INSERT INTO dbx.`odd.schema`.`a``b.c d` VALUES (3, 'three')"));
  }

  @Test
  void oneSessionAsksForMetadata() throws Exception {
    configure("counted", "main");
    spark.sql("SHOW SCHEMAS IN counted").collectAsList();
    long sessions = SharedSpark.warehouse().requests().get("OpenSession");
    spark.sql("SHOW TABLES IN counted.default").collectAsList();
    spark.sql("DESCRIBE TABLE counted.`odd.schema`.`a``b.c d`").collectAsList();
    spark.sql("EXPLAIN SELECT * FROM counted.`odd.schema`.`a``b.c d`").collectAsList();
    assertEquals(sessions, SharedSpark.warehouse().requests().get("OpenSession"));
  }

  @Test
  void credentialsInTheUrlAreRefused() {
    spark.conf().set("spark.sql.catalog.open", LakewireCatalog.class.getName());
    spark.conf().set("spark.sql.catalog.open.url", "jdbc:databricks://h;PWD=dapi1");
    Exception refused = assertThrows(Exception.class, () -> spark.sql("SHOW SCHEMAS IN open"));
    StringBuilder all = new StringBuilder();
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      all.append(cause.getMessage()).append('\n');
    }
    assertTrue(all.toString().contains("spark.sql.catalog.open.token"), all.toString());
    assertFalse(all.toString().contains("dapi1"), all.toString());
  }
}
