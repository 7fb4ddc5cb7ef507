package io.github.lakewire.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.thrift.TGetSchemasReq;
import io.github.lakewire.thrift.TGetTablesReq;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the information schemas of the warehouse say of its catalogs. */
class InformationSchemaIT {
  private static WarehouseProcess warehouse;
  private static SqlClient client;

  @BeforeAll
  static void start() throws Exception {
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--direct-wait-millis",
            "30000");
    client = new SqlClient(warehouse);
    client.rows("CREATE SCHEMA main.shop COMMENT 'Who buys what'");
    client.rows("CREATE SCHEMA main.stock");
    client.rows(
        "CREATE TABLE main.stock.part (maker INT NOT NULL, number INT NOT NULL,"
            + " CONSTRAINT part_key PRIMARY KEY (maker, number)) COMMENT 'What there is'");
    client.rows(
        "CREATE TABLE main.shop.sale (id BIGINT NOT NULL COMMENT 'Counted', n INT, m INT,"
            + " price DECIMAL(10,2) DEFAULT 1.50, who VARCHAR(20), at TIMESTAMP,"
            + " CONSTRAINT sale_key PRIMARY KEY (id), CONSTRAINT sale_part FOREIGN KEY (n, m)"
            + " REFERENCES main.stock.part (number, maker), CONSTRAINT dear CHECK (price > 0))");
  }

  @AfterAll
  static void stop() {
    if (warehouse != null) {
      warehouse.close();
    }
  }

  @Test
  void columnsHaveTypesDefaultsAndComments() throws Exception {
    assertEquals(
        List.of(
            "id|0|null|NO|bigint|LONG|64|2|0|Counted",
            "n|1|null|YES|int|INT|32|2|0|null",
            "m|2|null|YES|int|INT|32|2|0|null",
            "price|3|1.50|YES|decimal(10,2)|DECIMAL|10|10|2|null",
            "who|4|null|YES|varchar(20)|STRING|null|null|null|null",
            "at|5|null|YES|timestamp|TIMESTAMP|null|null|null|null"),
        client.rows(
            "SELECT column_name, ordinal_position, column_default, is_nullable, full_data_type,"
                + " data_type, numeric_precision, numeric_precision_radix, numeric_scale, comment"
                + " FROM main.information_schema.columns WHERE table_schema = 'shop'"
                + " AND table_name = 'sale' ORDER BY ordinal_position"));
  }

  @Test
  void constraintsHaveTheirNamesAndColumns() throws Exception {
    assertEquals(
        List.of(
            "main|shop|dear|main|shop|sale|CHECK|YES|NO|NO|null",
            "main|shop|sale_key|main|shop|sale|PRIMARY KEY|YES|NO|NO|null",
            "main|shop|sale_part|main|shop|sale|FOREIGN KEY|YES|NO|NO|null"),
        client.rows(
            "SELECT * FROM main.information_schema.table_constraints"
                + " WHERE constraint_schema = 'shop' ORDER BY constraint_name"));
    assertEquals(
        List.of("sale_key|id|1|null", "sale_part|n|1|2", "sale_part|m|2|1"),
        client.rows(
            "SELECT constraint_name, column_name, ordinal_position, position_in_unique_constraint"
                + " FROM main.information_schema.key_column_usage WHERE table_schema = 'shop'"
                + " ORDER BY constraint_name, ordinal_position"));
    assertEquals(
        List.of("main|shop|sale_part|main|stock|part_key|FULL|NO ACTION|NO ACTION"),
        client.rows(
            "SELECT * FROM main.information_schema.referential_constraints"
                + " WHERE unique_constraint_schema = 'stock'"));
    assertEquals(
        List.of("main|shop|dear|price > 0"),
        client.rows("SELECT * FROM main.information_schema.check_constraints"));
  }

  @Test
  void theCatalogSystemDescribesAllCatalogs() throws Exception {
    assertEquals(
        List.of("main", "samples", "system"),
        client.rows(
            "SELECT DISTINCT table_catalog FROM system.information_schema.tables ORDER BY ALL"));
    assertEquals(
        List.of("samples|lakewire|trips|MANAGED|YES|PRESERVE|Five million invented taxi rides"),
        client.rows(
            "SELECT table_catalog, table_schema, table_name, table_type, is_insertable_into,"
                + " commit_action, comment FROM system.information_schema.tables"
                + " WHERE table_name IN ('trips')"));
    assertEquals(
        List.of("main|shop|Who buys what"),
        client.rows(
            "SELECT catalog_name, schema_name, comment FROM system.information_schema.schemata"
                + " WHERE schema_name LIKE 'sh%'"));
  }

  @Test
  void itIsASchemaOfViewsToTheNativeCallsToo() throws Exception {
    assertTrue(
        SqlClient.rows(
                client.raw.calls.GetSchemas(
                        new TGetSchemasReq()
                            .setSessionHandle(client.session)
                            .setCatalogName("main")
                            .setGetDirectResults(SqlClient.ALL))
                    .getDirectResults())
            .contains("information_schema|main"));
    assertTrue(
        SqlClient.rows(
                client.raw.calls.GetTables(
                        new TGetTablesReq()
                            .setSessionHandle(client.session)
                            .setCatalogName("main")
                            .setSchemaName("information\\_schema")
                            .setGetDirectResults(SqlClient.ALL))
                    .getDirectResults())
            .contains("main|information_schema|key_column_usage|VIEW||null|null|null|null|null"));
    assertTrue(
        client.failure("DROP SCHEMA main.information_schema").contains("cannot be changed"),
        client.failure("DROP SCHEMA main.information_schema"));
  }
}
