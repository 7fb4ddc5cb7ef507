package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.ArrowBytes;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TFetchResultsResp;
import io.github.lakewire.thrift.TGetResultSetMetadataResp;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TRowSet;
import io.github.lakewire.thrift.TSparkArrowResultLink;
import io.github.lakewire.thrift.TSparkRowSetType;
import io.github.lakewire.thrift.TTypeId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Results in parts: what is asked of the server, and how long the result lives there. */
@Timeout(60)
class PartitionedQueryTest {
  private static final String QUERY = "SELECT id FROM t";

  private final FakeThriftServer server = new FakeThriftServer();

  PartitionedQueryTest() {
    server
        .respond("ExecuteStatement", ThriftResponses.complete(metadata(), links(0, 2, true)))
        .on("FetchResults", call -> links(start(call), 3, start(call) < 500));
    server.respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE));
    server.respond("GetInfo", ThriftResponses.info("4.1"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static TGetResultSetMetadataResp metadata() {
    return ThriftResponses.metadata("id", TTypeId.BIGINT_TYPE)
        .setResultFormat(TSparkRowSetType.URL_BASED_SET)
        .setArrowSchema(ArrowBytes.schema(ArrowBytes.IDS));
  }

  private static long start(FakeThriftServer.Received call) {
    return ((TFetchResultsReq) call.request()).getStartRowOffset();
  }

  /** Files of 100 rows and 4,000 bytes. */
  private static TFetchResultsResp links(long start, int count, boolean more) {
    List<TSparkArrowResultLink> links = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long row = start + 100L * i;
      links.add(ThriftResponses.link("https://store.example/" + row, row, 100, 4_000));
    }
    return ThriftResponses.links(links, more);
  }

  private Connection connect(String options) throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=t;timezone=server" + options);
  }

  private static ResultPartitions plan(Connection connection, long targetBytes)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.unwrap(PartitionedQuery.class).executePartitions(QUERY, targetBytes);
    }
  }

  private int count(String method) {
    return server.calls(method).size();
  }

  @Test
  void allLinksAreAskedForAndTheResultStaysUntilItIsClosed() throws Exception {
    try (Connection connection = connect("");
        ResultPartitions result = plan(connection, 8_000)) {
      assertEquals(800, result.rowCount());
      assertEquals(32_000, result.bytes());
      assertEquals(
          List.of(0L, 200L, 400L, 600L),
          result.partitions().stream().map(ResultPartition::startRow).toList());
      assertEquals(
          List.of(0, 1, 2, 3), result.partitions().stream().map(ResultPartition::index).toList());
      assertEquals(
          List.of(200L, 500L),
          server.requests(TFetchResultsReq.class).stream()
              .map(TFetchResultsReq::getStartRowOffset)
              .toList());
      assertEquals("id", result.getMetaData().getColumnLabel(1));
      assertEquals(0, count("CloseOperation"));
      result.close();
      assertEquals(1, count("CloseOperation"));
      result.close();
      assertEquals(1, count("CloseOperation"));
    }
  }

  @Test
  void partitionsHoldNoTokenAndSayNothingSecret() throws Exception {
    try (Connection connection = connect(";http.header.X-Gateway=gatewaysecret");
        ResultPartitions result = plan(connection, 8_000)) {
      ResultPartition partition = result.partitions().get(0);
      String bytes = new String(partition.toBytes(), StandardCharsets.ISO_8859_1);
      assertFalse(bytes.contains("gatewaysecret"));
      assertTrue(bytes.contains("store.example"), "what the test looks for is there");
      assertFalse((result + " " + partition).contains("store.example"), result.toString());
    }
  }

  @Test
  void linksAreRenewedByTheirRowsAndThoseOfNeighboursAreKept() throws Exception {
    try (Connection connection = connect("");
        ResultPartitions result = plan(connection, 4_000)) {
      int before = count("FetchResults");
      byte[] first = result.renew(new LinkRequest(result.queryId(), 200, 300));
      assertEquals(before + 1, count("FetchResults"));
      byte[] neighbour = result.renew(new LinkRequest(result.queryId(), 300, 400));
      assertEquals(before + 1, count("FetchResults"), "the server has sent it already");
      assertNotEquals(first.length, 0);
      byte[] again = result.renew(new LinkRequest(result.queryId(), 300, 400));
      assertEquals(before + 2, count("FetchResults"), "what was given may be of no use");
      assertEquals(neighbour.length, again.length);
    }
  }

  @Test
  void requestsAboutOtherRowsOrResultsAreRefused() throws Exception {
    try (Connection connection = connect("");
        ResultPartitions result = plan(connection, 8_000)) {
      String id = result.queryId();
      for (LinkRequest wrong :
          List.of(
              new LinkRequest("other", 0, 100),
              new LinkRequest(id, -1, 100),
              new LinkRequest(id, 100, 100),
              new LinkRequest(id, 0, 801))) {
        SQLException refused = assertThrows(SQLException.class, () -> result.renew(wrong));
        assertEquals("HY024", refused.getSQLState());
      }
      result.close();
      SQLException closed =
          assertThrows(SQLException.class, () -> result.renew(new LinkRequest(id, 0, 100)));
      assertEquals("HY010", closed.getSQLState(), closed.getMessage());
      assertTrue(connection.isValid(1), "the connection is not concerned");
    }
  }

  @Test
  void resultIsKeptByPollsUntilItIsClosed() throws Exception {
    try (Connection connection = connect(";keepAliveInterval=20ms")) {
      ResultPartitions result = plan(connection, 8_000);
      server.calls("GetOperationStatus", 3);
      result.close();
      int polls = count("GetOperationStatus");
      server.calls("CloseOperation", 1);
      assertTrue(count("GetOperationStatus") <= polls + 1);
    }
  }

  @Test
  void whatIsNoQueryIsRefusedBeforeItIsSent() throws Exception {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      PartitionedQuery query = statement.unwrap(PartitionedQuery.class);
      assertThrows(SQLException.class, () -> query.executePartitions("DELETE FROM t"));
      assertThrows(SQLException.class, () -> query.executePartitions(QUERY, 0));
      assertEquals(0, count("ExecuteStatement"));
    }
  }

  @Test
  void inlineRowsAreReadFromThePartitionAlone() throws Exception {
    server.respond(
        "ExecuteStatement",
        ThriftResponses.closed(
            ThriftResponses.complete(
                ThriftResponses.metadata("n", TTypeId.INT_TYPE),
                ThriftResponses.page(0, 5, false))));
    byte[] bytes;
    try (Connection connection = connect("")) {
      try (ResultPartitions result = plan(connection, 8_000)) {
        assertEquals(5, result.rowCount());
        bytes = result.partitions().get(0).toBytes();
      }
      assertEquals(0, count("CloseOperation"), "the server has closed it");
    }
    server.close();
    ResultPartition partition = Partitions.read(bytes);
    assertArrayEquals(bytes, partition.toBytes());
    try (ResultSet rows = partition.open(LinkSource.NONE)) {
      for (int i = 0; i < 5; i++) {
        assertTrue(rows.next());
        assertEquals(i, rows.getInt("n"));
      }
      assertFalse(rows.next());
      assertEquals("INT", rows.getMetaData().getColumnTypeName(1));
    }
  }

  @Test
  void goneResultSaysSo() throws Exception {
    try (Connection connection = connect("");
        ResultPartitions result = plan(connection, 8_000)) {
      server.respond(
          "FetchResults",
          ThriftResponses.fetched(new TRowSet(), false)
              .setStatus(
                  ThriftResponses.error("08000", "Invalid OperationHandle: OperationHandle [1]")));
      SQLException gone =
          assertThrows(
              SQLException.class, () -> result.renew(new LinkRequest(result.queryId(), 0, 100)));
      assertEquals("24000", gone.getSQLState(), gone.getMessage());
    }
  }
}
