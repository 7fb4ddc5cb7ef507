package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of a request when not everything is quiet: others at work, a server that is gone. */
@Timeout(60)
class RequestEndTest {
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private FakeThriftServer server;

  @BeforeEach
  void start() throws Exception {
    server = new FakeThriftServer();
    server.respond("ExecuteStatement", ThriftResponses.ids());
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url() + ";PWD=dapi-test;loginTimeout=20");
  }

  private void stall(String method) {
    server.onceThen(
        method,
        (exchange, request) -> {
          arrived.countDown();
          try {
            released.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
  }

  @Test
  void whatAnotherThreadStillRunsEndsWithTheSession() throws Exception {
    try (Connection connection = connect();
        Statement leaves = connection.createStatement();
        Statement slow = connection.createStatement()) {
      connection.beginRequest();
      leaves.execute("DECLARE VARIABLE v INT");
      stall("ExecuteStatement");
      CompletableFuture<SQLException> outcome =
          CompletableFuture.supplyAsync(
              () -> assertThrows(SQLException.class, () -> slow.execute("SELECT 1")));
      assertTrue(arrived.await(20, TimeUnit.SECONDS));
      connection.endRequest();
      // No state at which a pool would drop the connection, which others use by now.
      assertEquals("57014", outcome.get(20, TimeUnit.SECONDS).getSQLState());
      assertTrue(slow.execute("SELECT 1"));
      assertFalse(connection.isClosed());
    }
    assertEquals("CloseSession", server.methods().get(server.methods().size() - 1));
  }

  @Test
  void abortEndsTheOpeningOfANewSession() throws Exception {
    Connection connection = connect();
    connection.beginRequest();
    connection.createStatement().execute("DECLARE VARIABLE v INT");
    stall("OpenSession");
    CompletableFuture<SQLException> outcome =
        CompletableFuture.supplyAsync(
            () -> assertThrows(SQLException.class, connection::endRequest));
    assertTrue(arrived.await(20, TimeUnit.SECONDS));
    connection.abort(Runnable::run);
    assertEquals("08003", outcome.get(20, TimeUnit.SECONDS).getSQLState());
    assertTrue(connection.isClosed());
  }

  @Test
  void aServerThatOpensNoSessionAnyMoreClosesTheConnection() throws Exception {
    Connection connection = connect();
    connection.beginRequest();
    connection.createStatement().execute("CREATE TEMPORARY VIEW v AS SELECT 1");
    server.onHttp(
        "OpenSession",
        (exchange, request) -> {
          exchange.sendResponseHeaders(404, -1);
        });
    assertEquals("08003", assertThrows(SQLException.class, connection::endRequest).getSQLState());
    assertTrue(connection.isClosed());
    assertFalse(connection.isValid(1));
    assertEquals(
        List.of("OpenSession", "ExecuteStatement", "OpenSession", "CloseSession"),
        server.methods());
  }

  @Test
  void theNetworkTimeoutGoesOnInTheNewSession() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.beginRequest();
      connection.setNetworkTimeout(Runnable::run, 500);
      statement.execute("DECLARE VARIABLE v INT");
      connection.endRequest();
      stall("ExecuteStatement");
      assertEquals(
          "08006",
          assertThrows(SQLException.class, () -> statement.execute("SELECT 1")).getSQLState());
      assertTrue(connection.isClosed());
    }
  }
}
