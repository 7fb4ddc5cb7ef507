package io.github.lakewire.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.thrift.TGetCatalogsReq;
import io.github.lakewire.thrift.TGetCrossReferenceReq;
import io.github.lakewire.thrift.TGetCrossReferenceResp;
import io.github.lakewire.thrift.TGetSchemasReq;
import io.github.lakewire.thrift.TGetSchemasResp;
import io.github.lakewire.thrift.TGetTablesReq;
import io.github.lakewire.thrift.TGetTablesResp;
import io.github.lakewire.thrift.TNamespace;
import io.github.lakewire.thrift.TStatusCode;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the user may not see, and how the native calls differ between servers. */
class MetadataRulesIT {

  private static WarehouseProcess start(String... options) throws Exception {
    return WarehouseProcess.start(
        WarehouseProcess.classPathOfBuild(), Duration.ofMinutes(3), options);
  }

  private static TGetSchemasResp schemas(SqlClient client, String catalog) throws Exception {
    return client.raw.calls.GetSchemas(
        new TGetSchemasReq()
            .setSessionHandle(client.session)
            .setCatalogName(catalog)
            .setGetDirectResults(SqlClient.ALL));
  }

  private static TGetTablesResp tables(SqlClient client, String catalog, String table)
      throws Exception {
    return client.raw.calls.GetTables(
        new TGetTablesReq()
            .setSessionHandle(client.session)
            .setCatalogName(catalog)
            .setTableName(table)
            .setGetDirectResults(SqlClient.ALL));
  }

  private static TGetCrossReferenceResp exportedKeys(SqlClient client) throws Exception {
    return client.raw.calls.GetCrossReference(
        new TGetCrossReferenceReq()
            .setSessionHandle(client.session)
            .setParentCatalogName("samples")
            .setParentSchemaName("lakewire")
            .setParentTableName("zones")
            .setGetDirectResults(SqlClient.ALL));
  }

  @Test
  void whatIsForbiddenIsListedAndRefused() throws Exception {
    try (WarehouseProcess warehouse =
        start("--forbidden-catalog", "secret", "--forbidden-information", "samples")) {
      SqlClient client = new SqlClient(warehouse);
      List<String> catalogs =
          SqlClient.rows(
              client.raw.calls.GetCatalogs(
                      new TGetCatalogsReq()
                          .setSessionHandle(client.session)
                          .setGetDirectResults(SqlClient.ALL))
                  .getDirectResults());
      String refusal = "42501 [INSUFFICIENT_PERMISSIONS] Insufficient privileges:\n";

      assertEquals(List.of("main", "samples", "secret", "spark_catalog", "system"), catalogs);
      assertTrue(client.failure("SELECT * FROM secret.a.b").startsWith(refusal));
      assertTrue(client.failure("USE CATALOG secret").startsWith(refusal));
      assertTrue(client.failure("SHOW SCHEMAS IN secret").startsWith(refusal));
      assertTrue(
          client.failure("SELECT * FROM secret.information_schema.tables").startsWith(refusal));
      assertTrue(client.failure("CREATE VIEW secret.a.b AS SELECT 1").startsWith(refusal));
      assertEquals("42501", schemas(client, "secret").getStatus().getSqlState());
      assertEquals("42501", tables(client, "secret", "%").getStatus().getSqlState());
      assertEquals(
          "42501",
          client
              .raw
              .open(Map.of(), new TNamespace().setCatalogName("secret"))
              .getStatus()
              .getSqlState());
      assertFalse(
          SqlClient.rows(schemas(client, null).getDirectResults()).toString().contains("secret"));
      assertTrue(
          client
              .failure("SELECT * FROM samples.information_schema.columns")
              .contains("USE SCHEMA on Schema 'samples.information_schema'"));
      assertTrue(
          SqlClient.rows(tables(client, "samples", "trips").getDirectResults())
              .get(0)
              .startsWith("samples|lakewire|trips|TABLE|"));
      assertEquals(
          List.of("main", "samples", "system"),
          client.rows("SELECT catalog_name FROM system.information_schema.catalogs ORDER BY 1"));
      assertEquals(1, SqlClient.rows(exportedKeys(client).getDirectResults()).size());
    }
  }

  @Test
  void aCallAboutAllCatalogsMayFail() throws Exception {
    try (WarehouseProcess warehouse =
        start(
            "--forbidden-catalog",
            "secret",
            "--forbidden-fails",
            "--no-exported-keys",
            "--documented")) {
      SqlClient client = new SqlClient(warehouse);

      assertEquals("42501", schemas(client, null).getStatus().getSqlState());
      assertEquals(TStatusCode.SUCCESS_STATUS, schemas(client, "m_in").getStatus().getStatusCode());
      assertEquals(TStatusCode.ERROR_STATUS, exportedKeys(client).getStatus().getStatusCode());
      client.rows("CREATE TABLE main.default.t (id BIGINT GENERATED ALWAYS AS IDENTITY)");
      assertEquals(
          List.of("id|1|NO|null"),
          client.rows(
              "SELECT column_name, ordinal_position, is_identity, identity_generation"
                  + " FROM main.information_schema.columns WHERE table_name = 't'"));
    }
  }

  @Test
  void namesAndCatalogsAreTakenInOneOfTwoWays() throws Exception {
    try (WarehouseProcess compliant = start("--forbidden-catalog", "secret", "--jdbc-compliant");
        WarehouseProcess older = start()) {
      SqlClient modern = new SqlClient(compliant);
      SqlClient before = new SqlClient(older);
      for (SqlClient client : List.of(modern, before)) {
        client.rows("CREATE SCHEMA main.`Höhe`");
        client.rows("CREATE TABLE main.`HÖHE`.`Österreich İz ΣΑΣ` (Id INT)");
        assertEquals(List.of(), client.rows("SELECT ID FROM main.`höhe`.`ÖSTERREICH İZ ΣΑΣ`"));
      }

      assertEquals(
          List.of("main|höhe|österreich i̇z σας|TABLE||null|null|null|null|null"),
          SqlClient.rows(tables(before, "m_in", "Öster%ΑΣ").getDirectResults()));
      assertEquals(
          List.of("main|Höhe|Österreich İz ΣΑΣ|TABLE||null|null|null|null|null"),
          SqlClient.rows(tables(modern, "Main", "öster%").getDirectResults()));
      assertEquals(List.of(), SqlClient.rows(tables(modern, "m_in", "öster%").getDirectResults()));
      assertEquals(List.of(), SqlClient.rows(schemas(modern, "secret").getDirectResults()));
      assertTrue(SqlClient.rows(schemas(before, "%").getDirectResults()).contains("höhe|main"));
    }
  }
}
