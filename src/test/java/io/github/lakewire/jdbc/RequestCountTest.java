package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.StallingServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementResp;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No traffic that the user did not ask for: the requests of everyday work, counted. */
class RequestCountTest {

  @Test
  void connectingIsOneRequest() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer();
        Connection connection = connect(server)) {
      assertTrue(!connection.isClosed());
      assertEquals(List.of("OpenSession"), server.methods());
    }
  }

  @Test
  void smallQueryIsOneRequestAndNoneToClose() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      server.respond("ExecuteStatement", ThriftResponses.ids());
      try (Connection connection = connect(server)) {
        try (Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT id")) {
          while (rows.next()) {
            rows.getLong("id");
          }
          rows.getMetaData().getColumnName(1);
        }
        assertEquals(List.of("OpenSession", "ExecuteStatement"), server.methods());
      }
      assertEquals(List.of("OpenSession", "ExecuteStatement", "CloseSession"), server.methods());
    }
  }

  @Test
  void openResultHoldsNoConnectionWhileItsRowsAreRead() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      server.respond("ExecuteStatement", ThriftResponses.ids());
      try (Connection connection = connect(server);
          Statement first = connection.createStatement();
          ResultSet open = first.executeQuery("SELECT id")) {
        assertTrue(open.next());
        for (int i = 0; i < 5; i++) {
          try (Statement other = connection.createStatement();
              ResultSet rows = other.executeQuery("SELECT id")) {
            assertTrue(rows.next());
          }
        }
        assertTrue(open.next());
      }
      assertEquals(1, server.connections());
    }
  }

  @Test
  void closingWithAnOpenResultIsOneRequest() throws Exception {
    // The page after the one that is read is asked for ahead, and not to be had.
    try (StallingServer server = new StallingServer(StallingServer.Point.NEXT_PAGE)) {
      Connection connection = server.connect("");
      ResultSet rows = connection.createStatement().executeQuery("SELECT id");
      assertTrue(rows.next());
      assertTrue(server.awaitStall());
      connection.close();
      assertTrue(rows.isClosed());
      assertEquals(
          List.of("OpenSession", "ExecuteStatement", "FetchResults", "CloseSession"),
          server.methods());
    }
  }

  @Test
  void tenThousandRowsOfABatchAreFiveRequests() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      server.on(
          "ExecuteStatement",
          call -> {
            TExecuteStatementResp inserted = ThriftResponses.ids();
            inserted.getDirectResults().getOperationStatus().setNumModifiedRows(2000);
            return inserted;
          });
      try (Connection connection = connect(server);
          PreparedStatement insert =
              connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?)")) {
        for (int i = 0; i < 10_000; i++) {
          insert.setInt(1, i);
          insert.setString(2, "it's row number " + i);
          insert.setBigDecimal(3, BigDecimal.valueOf(i, 2));
          insert.setObject(4, LocalDate.ofEpochDay(i));
          insert.setDouble(5, i / 3.0);
          insert.addBatch();
        }
        int[] counts = insert.executeBatch();
        assertEquals(10_000, counts.length);
        assertEquals(10_000, Arrays.stream(counts).sum());
      }
      assertEquals(
          5, server.methods().stream().filter(name -> name.equals("ExecuteStatement")).count());
    }
  }

  @Test
  void settingWhatIsSetAlreadyAndAskingForItCostsNothing() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer();
        Connection connection = connect(server)) {
      connection.setAutoCommit(connection.getAutoCommit());
      connection.setReadOnly(connection.isReadOnly());
      connection.setTransactionIsolation(connection.getTransactionIsolation());
      connection.setNetworkTimeout(Runnable::run, 5000);
      connection.setNetworkTimeout(Runnable::run, connection.getNetworkTimeout());
      connection.clearWarnings();
      connection.getMetaData().getURL();
      connection.getMetaData().supportsBatchUpdates();
      assertEquals(List.of("OpenSession"), server.methods());
    }
  }

  @Test
  void aRequestOfAPoolThatLeavesNothingCostsNothing() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      server.respond("ExecuteStatement", ThriftResponses.ids());
      try (Connection connection = connect(server);
          Statement statement = connection.createStatement()) {
        connection.beginRequest();
        connection.endRequest();
        connection.beginRequest();
        statement.executeQuery("SELECT id").close();
        connection.endRequest();
        assertEquals(List.of("OpenSession", "ExecuteStatement"), server.methods());
      }
    }
  }

  @Test
  void aNewSessionForTheNextBorrowerIsOneRequestBesideTheFarewell() throws Exception {
    try (FakeThriftServer server = new FakeThriftServer()) {
      server.respond("ExecuteStatement", ThriftResponses.ids());
      try (Connection connection = connect(server);
          Statement statement = connection.createStatement()) {
        connection.beginRequest();
        statement.executeQuery("EXECUTE IMMEDIATE 'SELECT id'");
        connection.endRequest();
        assertTrue(statement.executeQuery("SELECT id").next());
        assertEquals(
            List.of(
                "OpenSession",
                "ExecuteStatement",
                "OpenSession",
                "CloseSession",
                "ExecuteStatement"),
            server.methods());
      }
    }
  }

  private static Connection connect(FakeThriftServer server) throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=dapi-test");
  }
}
