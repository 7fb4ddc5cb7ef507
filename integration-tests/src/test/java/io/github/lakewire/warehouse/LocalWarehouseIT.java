package io.github.lakewire.warehouse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.thrift.TCancelOperationReq;
import io.github.lakewire.thrift.TCloseOperationReq;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TColumnDesc;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchOrientation;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetColumnsReq;
import io.github.lakewire.thrift.TGetOperationStatusReq;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TGetPrimaryKeysReq;
import io.github.lakewire.thrift.TGetTablesReq;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TOperationHandle;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TProtocolVersion;
import io.github.lakewire.thrift.TSessionHandle;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.thrift.TSparkDirectResults;
import io.github.lakewire.thrift.TSparkGetDirectResults;
import io.github.lakewire.thrift.TSparkParameter;
import io.github.lakewire.thrift.TSparkParameterValue;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TStatusCode;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.thrift.transport.TTransportException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The warehouse in a process of its own, spoken to in plain Thrift. */
class LocalWarehouseIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static WarehouseProcess warehouse;

  private RawClient client;
  private TSessionHandle session;

  @BeforeAll
  static void start() throws Exception {
    warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            PATIENCE,
            "--direct-wait-millis",
            "30000",
            "--link-millis",
            "1000",
            "--bytes-per-file",
            "200000");
  }

  @AfterAll
  static void stop() {
    if (warehouse != null) {
      warehouse.close();
      assertFalse(warehouse.handle().isAlive(), "the warehouse outlived its owner");
    }
  }

  @BeforeEach
  void open() throws Exception {
    client = new RawClient(warehouse);
    session = client.open();
  }

  private TSparkDirectResults run(String sql) throws Exception {
    TExecuteStatementResp response = client.execute(session, sql);
    assertEquals(TStatusCode.SUCCESS_STATUS, response.getStatus().getStatusCode());
    return response.getDirectResults();
  }

  private static List<String> strings(TSparkDirectResults direct, int column) {
    return direct.getResultSet().getResults().getColumns().get(column).getStringVal().getValues();
  }

  private static List<String> names(TSparkDirectResults direct) {
    return direct.getResultSetMetadata().getSchema().getColumns().stream()
        .map(TColumnDesc::getColumnName)
        .toList();
  }

  @Test
  void theJvmOfTheTestsHasNothingOfSpark() {
    assertThrows(
        ClassNotFoundException.class,
        () -> Class.forName("org.apache.spark.SparkContext", false, getClass().getClassLoader()));
  }

  @Test
  void theVersionIsInTheI64FieldAndNeverAboveV8() throws Exception {
    TOpenSessionResp modern = client.open(Map.of(), null);
    TOpenSessionResp old =
        client.calls.OpenSession(
            new TOpenSessionReq()
                .setClient_protocol(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V9));

    assertEquals(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8, modern.getServerProtocolVersion());
    assertEquals("main", modern.getInitialNamespace().getCatalogName());
    assertTrue(modern.isCanUseMultipleCatalogs());
    assertEquals(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V2, old.getServerProtocolVersion());
    assertNull(old.getInitialNamespace());
  }

  @Test
  void theZoneOfASessionComesWithItsConfiguration() throws Exception {
    for (String zone : List.of("Asia/Kathmandu", "+05:45", "Etc/GMT+5", "GMT0")) {
      TOpenSessionResp opened = client.open(Map.of("timezone", zone), null);
      session = opened.getSessionHandle();
      assertEquals(List.of(zone), strings(run("SELECT current_timezone()"), 0));
    }
    TOpenSessionResp refused = client.open(Map.of("timezone", "Nowhere/Else"), null);
    assertEquals(TStatusCode.ERROR_STATUS, refused.getStatus().getStatusCode());
    assertTrue(refused.getStatus().getDisplayMessage().contains("timezone"));
    assertFalse(refused.isSetSessionHandle());
  }

  @Test
  void writesAnswerWithCountsAndDdlWithNothing() throws Exception {
    run("CREATE SCHEMA IF NOT EXISTS main.writes");
    TSparkDirectResults ddl =
        run("CREATE TABLE main.writes.t (id INT PRIMARY KEY, col1 VARCHAR(255));");
    TSparkDirectResults insert =
        run("INSERT INTO main.writes.t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
    TSparkDirectResults update = run("UPDATE main.writes.t SET col1 = 'z' WHERE id > 1");
    TSparkDirectResults merge =
        run(
            "MERGE INTO main.writes.t t USING (SELECT 3 AS id UNION ALL SELECT 4) s ON t.id = s.id"
                + " WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)");
    TSparkDirectResults delete = run("DELETE FROM main.writes.t");
    run("DROP SCHEMA main.writes CASCADE");

    assertEquals(List.of("Result"), names(ddl));
    assertEquals(List.of(), strings(ddl, 0));
    assertFalse(ddl.getOperationStatus().isSetNumModifiedRows());
    assertTrue(ddl.isSetCloseOperation());
    assertEquals(List.of("num_affected_rows", "num_inserted_rows"), names(insert));
    assertEquals(3, insert.getOperationStatus().getNumModifiedRows());
    assertEquals(List.of("num_affected_rows"), names(update));
    assertEquals(2, update.getOperationStatus().getNumModifiedRows());
    assertEquals(2, merge.getOperationStatus().getNumModifiedRows());
    assertEquals(3, delete.getOperationStatus().getNumModifiedRows());
  }

  @Test
  void allTypesComeAsTheirColumnOrTheirText() throws Exception {
    TSparkDirectResults direct =
        run(
            "SELECT true, 1Y, 2S, 3, 4L, CAST(1.5 AS FLOAT), 2.5D, 1.50BD, 'x', X'0102',"
                + " DATE'2020-02-29', TIMESTAMP'2014-01-17 00:17:13.25', INTERVAL '8' DAY,"
                + " INTERVAL '1-2' YEAR TO MONTH, array(1, 2), map('a', 1),"
                + " named_struct('Field1', 77, 'Field2', DATE'2020-12-31'), NULL,"
                + " parse_json('{\"a\":1}')");

    List<TColumn> columns = direct.getResultSet().getResults().getColumns();
    assertEquals(List.of(true), columns.get(0).getBoolVal().getValues());
    assertEquals(List.of((byte) 1), columns.get(1).getByteVal().getValues());
    assertEquals(List.of((short) 2), columns.get(2).getI16Val().getValues());
    assertEquals(List.of(3), columns.get(3).getI32Val().getValues());
    assertEquals(List.of(4L), columns.get(4).getI64Val().getValues());
    assertEquals(List.of(1.5), columns.get(5).getDoubleVal().getValues());
    assertEquals(List.of(2.5), columns.get(6).getDoubleVal().getValues());
    assertEquals(2, columns.get(9).getBinaryVal().getValues().get(0).remaining());
    List<String> texts = new ArrayList<>();
    for (int i : new int[] {7, 8, 10, 11, 12, 13, 14, 15, 16, 18}) {
      texts.addAll(columns.get(i).getStringVal().getValues());
    }
    assertEquals(
        List.of(
            "1.50",
            "x",
            "2020-02-29",
            "2014-01-17 00:17:13.25",
            "8 00:00:00.000000000",
            "1-2",
            "[1,2]",
            "{\"a\":1}",
            "{\"Field1\":77,\"Field2\":2020-12-31}",
            "{\"a\":1}"),
        texts);
    assertArrayEquals(new byte[] {1}, columns.get(17).getStringVal().getNulls());
    assertArrayEquals(new byte[] {0}, columns.get(0).getBoolVal().getNulls());
  }

  @Test
  void arrowComesAsSchemaAndBareLz4Frames() throws Exception {
    TExecuteStatementResp response =
        client.calls.ExecuteStatement(
            RawClient.request(session, "SELECT id, CAST(id AS DECIMAL(10,2)) d FROM range(10000)")
                .setCanDecompressLZ4Result(true));
    TSparkDirectResults direct = response.getDirectResults();

    String schema =
        new String(direct.getResultSetMetadata().getArrowSchema(), StandardCharsets.ISO_8859_1);
    assertTrue(schema.contains("Spark:DataType:SqlName"));
    assertTrue(schema.contains("DECIMAL(10,2)"));
    assertTrue(schema.contains("\"decimal(10,2)\""));
    assertTrue(direct.getResultSetMetadata().isLz4Compressed());
    long rows = 0;
    for (var batch : direct.getResultSet().getResults().getArrowBatches()) {
      byte[] bytes = batch.getBatch();
      assertArrayEquals(new byte[] {0x04, 0x22, 0x4d, 0x18, 0x60, 0x70}, Arrays.copyOf(bytes, 6));
      rows += batch.getRowCount();
    }
    assertEquals(10_000, rows);
    assertTrue(direct.isSetCloseOperation());
  }

  @Test
  void pagesFollowEachOtherAndTheLastOnesCanBeHadAgain() throws Exception {
    TExecuteStatementReq request = RawClient.columnar(session, "SELECT id FROM range(25)");
    request.setGetDirectResults(new TSparkGetDirectResults().setMaxRows(10));
    TExecuteStatementResp first = client.calls.ExecuteStatement(request);
    TOperationHandle handle = first.getOperationHandle();

    assertTrue(first.getDirectResults().getResultSet().isHasMoreRows());
    assertFalse(first.getDirectResults().isSetCloseOperation());
    TFetchResultsResp second = fetch(handle, -1);
    TFetchResultsResp again = fetch(handle, 10);
    TFetchResultsResp third = fetch(handle, -1);
    assertEquals(10, second.getResults().getStartRowOffset());
    assertEquals(second.getResults(), again.getResults());
    assertEquals(20, third.getResults().getStartRowOffset());
    assertEquals(
        List.of(20L, 21L, 22L, 23L, 24L),
        third.getResults().getColumns().get(0).getI64Val().getValues());
    assertFalse(third.isHasMoreRows());
    for (int i = 0; i < 2; i++) {
      assertEquals(
          TStatusCode.SUCCESS_STATUS,
          client.calls.CloseOperation(new TCloseOperationReq().setOperationHandle(handle))
              .getStatus()
              .getStatusCode());
    }
    TTransportException gone = assertThrows(TTransportException.class, () -> fetch(handle, -1));
    assertTrue(gone.getMessage().contains("404 RESOURCE_DOES_NOT_EXIST"), gone.getMessage());
  }

  private TFetchResultsResp fetch(TOperationHandle handle, long startRowOffset) throws Exception {
    TFetchResultsReq request =
        new TFetchResultsReq()
            .setOperationHandle(handle)
            .setOrientation(TFetchOrientation.FETCH_NEXT)
            .setMaxRows(10);
    if (startRowOffset >= 0) {
      request.setStartRowOffset(startRowOffset);
    }
    return client.calls.FetchResults(request);
  }

  @Test
  void largeResultsGoToFilesBehindLinksThatRunOut() throws Exception {
    TExecuteStatementResp response =
        client.calls.ExecuteStatement(
            RawClient.request(session, "SELECT id, uuid() FROM range(60000)")
                .setCanDownloadResult(true)
                .setCanDecompressLZ4Result(true));
    TSparkDirectResults direct = response.getDirectResults();
    assertEquals(TSparkRowSetType.URL_BASED_SET, direct.getResultSetMetadata().getResultFormat());
    assertFalse(direct.isSetCloseOperation());

    long rows = 0;
    TFetchResultsResp page = direct.getResultSet();
    TSparkArrowResultLink firstLink = page.getResults().getResultLinks().get(0);
    while (true) {
      for (TSparkArrowResultLink link : page.getResults().getResultLinks()) {
        assertEquals(rows, link.getStartRowOffset());
        rows += link.getRowCount();
        HttpResponse<byte[]> file = client.get(link.getFileLink());
        assertEquals(200, file.statusCode());
        assertArrayEquals(new byte[] {0x04, 0x22, 0x4d, 0x18}, Arrays.copyOf(file.body(), 4));
      }
      if (!page.isHasMoreRows()) {
        break;
      }
      page = fetch(response.getOperationHandle(), -1);
    }
    assertEquals(60_000, rows);
    assertEquals(
        400,
        client
            .get(firstLink.getFileLink(), "Authorization", "Bearer " + warehouse.token())
            .statusCode());
    Instant limit = Instant.now().plusSeconds(20);
    while (client.get(firstLink.getFileLink()).statusCode() == 200) {
      assertTrue(Instant.now().isBefore(limit), "the link did not run out");
    }
    assertEquals(403, client.get(firstLink.getFileLink()).statusCode());
    TSparkArrowResultLink renewed =
        fetch(response.getOperationHandle(), 0).getResults().getResultLinks().get(0);
    assertEquals(200, client.get(renewed.getFileLink()).statusCode());
    client.calls.CloseOperation(
        new TCloseOperationReq().setOperationHandle(response.getOperationHandle()));
    assertEquals(403, client.get(renewed.getFileLink()).statusCode());
  }

  @Test
  void aRunningStatementIsCancelledFromOutside() throws Exception {
    TExecuteStatementReq request =
        RawClient.columnar(
            session, "SELECT sum(a.id * b.id) FROM range(1000000) a, range(1000000) b");
    request.setGetDirectResults(null);
    TOperationHandle handle = client.calls.ExecuteStatement(request).getOperationHandle();

    assertEquals(TOperationState.RUNNING_STATE, status(handle).getOperationState());
    client.calls.CancelOperation(new TCancelOperationReq().setOperationHandle(handle));
    assertEquals(TOperationState.CANCELED_STATE, status(handle).getOperationState());
    assertEquals(List.of("1"), strings(run("SELECT '1'"), 0));
  }

  private TGetOperationStatusResp status(TOperationHandle handle) throws Exception {
    return client.calls.GetOperationStatus(new TGetOperationStatusReq().setOperationHandle(handle));
  }

  @Test
  void theQueryTimeoutEndsInItsOwnState() throws Exception {
    TExecuteStatementReq request =
        RawClient.columnar(
            session, "SELECT sum(a.id * b.id) FROM range(1000000) a, range(1000000) b");
    request.setQueryTimeout(1);
    TGetOperationStatusResp status =
        client.calls.ExecuteStatement(request).getDirectResults().getOperationStatus();

    assertEquals(TOperationState.TIMEDOUT_STATE, status.getOperationState());
    assertEquals("57KD0", status.getSqlState());
  }

  @Test
  void errorsSayWhatAServerSays() throws Exception {
    TExecuteStatementResp syntax = client.execute(session, "INSER INTO x");
    TExecuteStatementResp unbound = client.execute(session, "SELECT ?");
    TGetOperationStatusResp runtime = run("SELECT 1/0").getOperationStatus();

    assertEquals(TStatusCode.ERROR_STATUS, syntax.getStatus().getStatusCode());
    assertNull(syntax.getOperationHandle());
    assertEquals("42601", syntax.getStatus().getSqlState());
    assertTrue(
        syntax
            .getStatus()
            .getErrorMessage()
            .startsWith(
                "Error running query: [PARSE_SYNTAX_ERROR]"
                    + " org.apache.spark.sql.catalyst.parser.ParseException: "));
    assertTrue(syntax.getStatus().getErrorDetailsJson().contains("\"PARSE_SYNTAX_ERROR\""));
    assertTrue(syntax.getStatus().getInfoMessages().size() > 10);
    assertEquals("42P02", unbound.getStatus().getSqlState());
    assertEquals(TOperationState.ERROR_STATE, runtime.getOperationState());
    assertEquals("22012", runtime.getSqlState());
    assertTrue(runtime.getDisplayMessage().startsWith("[DIVIDE_BY_ZERO]"));
  }

  @Test
  void parametersAreCastToTheirType() throws Exception {
    TExecuteStatementReq request =
        RawClient.columnar(session, "SELECT ? + 1, ?, CAST(? AS STRING)")
            .setParameters(
                List.of(
                    new TSparkParameter()
                        .setOrdinal(1)
                        .setType("INT")
                        .setValue(TSparkParameterValue.stringValue("7")),
                    new TSparkParameter().setOrdinal(2).setType("STRING"),
                    new TSparkParameter()
                        .setOrdinal(3)
                        .setType("TIMESTAMP")
                        .setValue(TSparkParameterValue.stringValue("2021-06-15 12:34:56.789"))));
    TSparkDirectResults direct = client.calls.ExecuteStatement(request).getDirectResults();

    List<TColumn> columns = direct.getResultSet().getResults().getColumns();
    assertEquals(List.of(8), columns.get(0).getI32Val().getValues());
    assertArrayEquals(new byte[] {1}, columns.get(1).getStringVal().getNulls());
    assertEquals(List.of("2021-06-15 12:34:56.789"), columns.get(2).getStringVal().getValues());
  }

  @Test
  void metadataHasTheOdditiesOfServers() throws Exception {
    run("CREATE SCHEMA IF NOT EXISTS main.meta_data");
    run(
        "CREATE TABLE IF NOT EXISTS main.meta_data.t (id INT NOT NULL PRIMARY KEY,"
            + " name VARCHAR(20) COMMENT 'who', price DECIMAL(10,2), m MAP<STRING, INT>)");
    TSparkGetDirectResults limits = new TSparkGetDirectResults().setMaxRows(1000);
    TSparkDirectResults columns =
        client.calls.GetColumns(
                new TGetColumnsReq()
                    .setSessionHandle(session)
                    .setCatalogName("main")
                    .setSchemaName("meta_data")
                    .setTableName("t")
                    .setGetDirectResults(limits))
            .getDirectResults();
    TSparkDirectResults keys =
        client.calls.GetPrimaryKeys(
                new TGetPrimaryKeysReq()
                    .setSessionHandle(session)
                    .setCatalogName("main")
                    .setSchemaName("meta_data")
                    .setTableName("t")
                    .setGetDirectResults(limits))
            .getDirectResults();
    TSparkDirectResults tables =
        client.calls.GetTables(
                new TGetTablesReq()
                    .setSessionHandle(session)
                    .setCatalogName("s%")
                    .setSchemaName("lakewire")
                    .setTableName("%")
                    .setGetDirectResults(limits))
            .getDirectResults();

    assertEquals(23, names(columns).size());
    assertEquals("IS_AUTO_INCREMENT", names(columns).get(22));
    assertEquals(
        List.of("INT", "VARCHAR(20)", "DECIMAL(10,2)", "MAP<STRING, INT>"), strings(columns, 5));
    assertEquals(
        List.of(0, 1, 2, 3),
        columns.getResultSet().getResults().getColumns().get(16).getI32Val().getValues());
    assertTrue(columns.isSetCloseOperation());
    assertEquals("KEQ_SEQ", names(keys).get(4));
    assertEquals(List.of("id"), strings(keys, 3));
    assertEquals(List.of("trips", "vendor_trips", "vendors", "zones"), strings(tables, 2));
  }

  @Test
  void credentialsAndPathsAreCheckedBeforeAnythingIsRead() throws Exception {
    URI good =
        URI.create("http://" + warehouse.host() + ":" + warehouse.port() + warehouse.httpPath());
    HttpResponse<byte[]> none = client.post(good, null, new byte[0]);
    HttpResponse<byte[]> wrong = client.post(good, "Bearer x", new byte[0]);
    HttpResponse<byte[]> unknown =
        client.post(
            good.resolve("/sql/1.0/warehouses/ffff"), "Bearer " + warehouse.token(), new byte[0]);

    assertEquals(401, none.statusCode());
    assertEquals(
        Optional.of("Bearer realm=\"DatabricksRealm\""),
        none.headers().firstValue("www-authenticate"));
    assertEquals(403, wrong.statusCode());
    assertTrue(new String(wrong.body(), StandardCharsets.UTF_8).contains("\"error_code\":403"));
    assertEquals(404, unknown.statusCode());
    assertEquals(303, client.post(good.resolve("/elsewhere"), null, new byte[0]).statusCode());
  }

  @Test
  void fiftyMillionRowsAreNotHeldInMemory() throws Exception {
    // Twenty times the heap if they were kept; the first page must come without the last row.
    TExecuteStatementReq request =
        RawClient.request(session, "SELECT id, repeat('x', 500) FROM range(50000000)")
            .setGetDirectResults(new TSparkGetDirectResults().setMaxRows(1000));
    TExecuteStatementResp response = client.calls.ExecuteStatement(request);
    TOperationHandle handle = response.getOperationHandle();

    assertTrue(response.getDirectResults().getResultSet().isHasMoreRows());
    for (int page = 1; page <= 50; page++) {
      TFetchResultsResp next = fetch(handle, -1);
      assertEquals(1000 + (page - 1) * 10L, next.getResults().getStartRowOffset());
      assertTrue(next.isHasMoreRows());
    }
    client.calls.CloseOperation(new TCloseOperationReq().setOperationHandle(handle));
  }
}
