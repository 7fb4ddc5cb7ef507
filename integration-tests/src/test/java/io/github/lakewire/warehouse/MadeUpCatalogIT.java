package io.github.lakewire.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.thrift.TCloseOperationReq;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetColumnsReq;
import io.github.lakewire.thrift.TGetColumnsResp;
import io.github.lakewire.thrift.TGetCrossReferenceReq;
import io.github.lakewire.thrift.TGetPrimaryKeysReq;
import io.github.lakewire.thrift.TSparkGetDirectResults;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Large catalogs to measure with, the delay of responses and the count of requests. */
class MadeUpCatalogIT {
  private static final Duration DELAY = Duration.ofMillis(20);

  private static WarehouseProcess warehouse;
  private static SqlClient client;

  @BeforeAll
  static void start() throws Exception {
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--direct-wait-millis",
            "30000",
            "--crawl",
            "20x50x20,1x10000x20",
            "--response-millis",
            String.valueOf(DELAY.toMillis()));
    client = new SqlClient(warehouse);
  }

  @AfterAll
  static void stop() {
    if (warehouse != null) {
      warehouse.close();
    }
  }

  private static TGetColumnsReq columns(String catalog, String schema, String table) {
    return new TGetColumnsReq()
        .setSessionHandle(client.session)
        .setCatalogName(catalog)
        .setSchemaName(schema)
        .setTableName(table)
        .setGetDirectResults(SqlClient.ALL);
  }

  @Test
  void eachTableHasItsColumnsAndKeys() throws Exception {
    String catalog = "crawl_20x50x20";
    List<String> rows =
        SqlClient.rows(
            client.raw.calls.GetColumns(columns(catalog, "schema\\_07", "table\\_49"))
                .getDirectResults());
    List<String> key =
        SqlClient.rows(
            client.raw.calls.GetPrimaryKeys(
                    new TGetPrimaryKeysReq()
                        .setSessionHandle(client.session)
                        .setCatalogName(catalog)
                        .setSchemaName("schema_07")
                        .setTableName("table_49")
                        .setGetDirectResults(SqlClient.ALL))
                .getDirectResults());
    List<String> parents =
        SqlClient.rows(
            client.raw.calls.GetCrossReference(
                    new TGetCrossReferenceReq()
                        .setSessionHandle(client.session)
                        .setForeignCatalogName(catalog)
                        .setForeignSchemaName("schema_07")
                        .setForeignTableName("table_00")
                        .setGetDirectResults(SqlClient.ALL))
                .getDirectResults());

    assertEquals(20, rows.size());
    assertTrue(rows.get(0).startsWith(catalog + "|schema_07|table_49|column_00|-5|BIGINT|8|"));
    assertEquals(List.of(catalog + "|schema_07|table_49|column_00|1|pk_table_49"), key);
    assertEquals(
        List.of(
            catalog
                + "|schema_06|table_00|column_00|"
                + catalog
                + "|schema_07|table_00|column_01|1|3|3|fk_table_00|pk_table_00|7"),
        parents);
  }

  @Test
  void itsInformationSchemaSaysTheSame() throws Exception {
    String from = " FROM crawl_20x50x20.information_schema.";
    assertEquals(
        List.of("20000|100|100"),
        client.rows(
            "SELECT count(*), count_if(is_identity = 'YES'), count_if(column_default = '42')"
                + from
                + "columns WHERE table_schema <> 'information_schema'"));
    assertEquals(
        List.of("FOREIGN KEY|999", "PRIMARY KEY|1000"),
        client.rows(
            "SELECT constraint_type, count(*)"
                + from
                + "table_constraints GROUP BY ALL ORDER BY 1"));
    assertEquals(
        List.of("column_00|1|null", "column_01|1|1"),
        client.rows(
            "SELECT column_name, ordinal_position, position_in_unique_constraint"
                + from
                + "key_column_usage WHERE lower(table_schema) = lower('SCHEMA_19')"
                + " AND table_name IN ('table_03', 'no_table')"
                + " ORDER BY ALL"));
    assertEquals(
        List.of("0"), client.rows("SELECT count(*) FROM crawl_20x50x20.schema_00.table_00"));
  }

  @Test
  void twoHundredThousandColumnsOfOneSchemaComeInPages() throws Exception {
    long begin = System.nanoTime();
    TGetColumnsResp first =
        client.raw.calls.GetColumns(
            columns("crawl_1x10000x20", "schema_0", "%")
                .setGetDirectResults(new TSparkGetDirectResults().setMaxRows(5_000)));
    long untilFirst = System.nanoTime() - begin;
    long rows = 5_000;
    boolean more = first.getDirectResults().getResultSet().isHasMoreRows();
    while (more) {
      TFetchResultsResp page =
          client.raw.calls.FetchResults(
              new TFetchResultsReq()
                  .setOperationHandle(first.getOperationHandle())
                  .setMaxRows(20_000));
      rows += page.getResults().getColumns().get(4).getI32Val().getValuesSize();
      more = page.isHasMoreRows();
    }
    long untilLast = System.nanoTime() - begin;
    client.raw.calls.CloseOperation(
        new TCloseOperationReq().setOperationHandle(first.getOperationHandle()));

    assertEquals(200_000, rows);
    assertTrue(untilFirst < untilLast / 4, untilFirst + " of " + untilLast + " ns");
  }

  @Test
  void requestsAreCountedAndResponsesDelayed() throws Exception {
    Map<String, Long> before = warehouse.requests();
    long total = warehouse.requestCount();
    long begin = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      client.raw.calls.GetColumns(columns("main", "default", "none"));
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);

    assertEquals(before.getOrDefault("GetColumns", 0L) + 5, warehouse.requests().get("GetColumns"));
    assertEquals(total + 5, warehouse.requestCount());
    assertTrue(taken.compareTo(DELAY.multipliedBy(5)) >= 0, taken.toString());
  }
}
