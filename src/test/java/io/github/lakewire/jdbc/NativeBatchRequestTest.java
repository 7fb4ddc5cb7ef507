package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TColumn;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TI64Column;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TProtocolVersion;
import io.github.lakewire.thrift.TTypeId;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When batches go as sets of parameters, and what is read of the answer. */
@Timeout(60)
class NativeBatchRequestTest {
  private final FakeThriftServer server = new FakeThriftServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private void answer(TProtocolVersion version, boolean counted) {
    server.respond("OpenSession", ThriftResponses.opened(version));
    TI64Column counts = new TI64Column().setValues(List.of(1L, 1L, 1L)).setNulls(new byte[] {0});
    TExecuteStatementResp response =
        ThriftResponses.closed(
            ThriftResponses.complete(
                ThriftResponses.metadata("num_affected_rows", TTypeId.BIGINT_TYPE),
                ThriftResponses.columnar(0, false, TColumn.i64Val(counts))));
    if (counted) {
      response.getDirectResults().getOperationStatus().setNumModifiedRows(3);
    }
    server.respond("ExecuteStatement", response);
  }

  private PreparedStatement batch(Connection connection) throws SQLException {
    PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)");
    for (int i = 0; i < 3; i++) {
      insert.setInt(1, i);
      insert.addBatch();
    }
    return insert;
  }

  private Connection connect(String options) throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=t;timezone=server" + options);
  }

  @ParameterizedTest
  @CsvSource({
    "SPARK_CLI_SERVICE_PROTOCOL_V10, ;nativeBatches=1, true",
    "SPARK_CLI_SERVICE_PROTOCOL_V10, ;EnableNativeBatching=1, true",
    "SPARK_CLI_SERVICE_PROTOCOL_V10, '', false",
    "SPARK_CLI_SERVICE_PROTOCOL_V9, ;nativeBatches=1, false",
    "SPARK_CLI_SERVICE_PROTOCOL_V8, ;nativeBatches=1, false",
    "SPARK_CLI_SERVICE_PROTOCOL_V10, ;nativeBatches=1;batchInsertSize=1, false",
  })
  void setsAreSentToServersThatKnowThemWhenTheyAreWanted(
      TProtocolVersion version, String options, boolean sent) throws SQLException {
    answer(version, true);
    try (Connection connection = connect(options);
        PreparedStatement insert = batch(connection)) {
      insert.executeBatch();
    }
    TExecuteStatementReq request = server.requests(TExecuteStatementReq.class).get(0);
    assertEquals(sent, request.isSetBatchParameters());
    if (sent) {
      assertEquals("INSERT INTO t VALUES (?)", request.getStatement());
      assertFalse(request.isSetParameters());
      assertEquals(3, request.getBatchParametersSize());
      assertEquals(1, request.getBatchParameters().get(2).get(0).getOrdinal());
      assertEquals("2", request.getBatchParameters().get(2).get(0).getValue().getStringValue());
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void countsAreThoseOfTheRowsAlsoBesideASum(boolean counted) throws SQLException {
    answer(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V10, counted);
    try (Connection connection = connect(";nativeBatches=1");
        PreparedStatement insert = batch(connection)) {
      assertArrayEquals(new int[] {1, 1, 1}, insert.executeBatch());
    }
    assertEquals(1, server.requests(TExecuteStatementReq.class).size());
  }

  @Test
  void countsThatDoNotComeAlongAreFetched() throws SQLException {
    answer(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V10, true);
    server.respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE));
    server.respond(
        "GetOperationStatus",
        ThriftResponses.state(TOperationState.FINISHED_STATE).setNumModifiedRows(83));
    TI64Column counts = new TI64Column().setValues(List.of(41L, 42L)).setNulls(new byte[] {0});
    server.respond(
        "FetchResults",
        ThriftResponses.columnar(0, false, TColumn.i64Val(counts))
            .setResultSetMetadata(
                ThriftResponses.metadata("num_affected_rows", TTypeId.BIGINT_TYPE)));
    try (Connection connection = connect(";nativeBatches=1");
        PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      for (int i = 0; i < 2; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      assertArrayEquals(new int[] {41, 42}, insert.executeBatch());
    }
  }

  @Test
  void lostAnswerLeavesTheOutcomeOpen() throws SQLException {
    answer(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V10, true);
    server.onHttp("ExecuteStatement", (exchange, request) -> exchange.sendResponseHeaders(502, -1));
    try (Connection connection = connect(";nativeBatches=1;retryTimeout=0;socketTimeout=5");
        PreparedStatement insert = batch(connection)) {
      BatchUpdateException failed = assertThrows(BatchUpdateException.class, insert::executeBatch);
      assertArrayEquals(new int[0], failed.getUpdateCounts());
      assertEquals(
          ExecutionOutcome.UNKNOWN, assertInstanceOf(LakewireException.class, failed).outcome());
      assertTrue(failed.getMessage().contains("look for its effect"), failed.getMessage());
    }
    assertEquals(1, server.calls("ExecuteStatement").size());
  }
}
