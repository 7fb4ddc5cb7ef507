package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TCloseOperationResp;
import io.github.lakewire.thrift.TExecuteStatementResp;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that closes operations more slowly than an application does. */
@Timeout(60)
class SlowFarewellsTest {
  /** Together longer than one of them may take. */
  private static final int OPERATIONS = 7;

  private static final long MILLIS_EACH = 900;

  @Test
  void oneThatTimesOutIsSentAgainAlsoAfterANetworkTimeout() throws SQLException {
    AtomicInteger calls = new AtomicInteger();
    try (FakeThriftServer server = new FakeThriftServer()) {
      TExecuteStatementResp response = ThriftResponses.ids();
      response.getDirectResults().unsetCloseOperation();
      server
          .respond("ExecuteStatement", response)
          .on(
              "CloseOperation",
              call -> {
                if (calls.getAndIncrement() == 0) {
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS_EACH));
                }
                return new TCloseOperationResp().setStatus(ThriftResponses.ok());
              });
      try (Connection connection = DriverManager.getConnection(server.url() + ";PWD=t");
          Statement statement = connection.createStatement()) {
        statement.execute("SELECT id");
        connection.setNetworkTimeout(Runnable::run, 200);
        statement.close();
        assertEquals(2, server.calls("CloseOperation", 2).size());
      }
    }
  }

  @Test
  void eachIsSentHoweverLongThoseBeforeItTook() throws SQLException {
    try (FakeThriftServer server = new FakeThriftServer()) {
      TExecuteStatementResp response = ThriftResponses.ids();
      response.getDirectResults().unsetCloseOperation();
      server
          .respond("ExecuteStatement", response)
          .on(
              "CloseOperation",
              call -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLIS_EACH));
                return new TCloseOperationResp().setStatus(ThriftResponses.ok());
              });
      try (Connection connection = DriverManager.getConnection(server.url() + ";PWD=t")) {
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
          Statement statement = connection.createStatement();
          statements.add(statement);
          statement.execute("SELECT id");
        }
        for (Statement statement : statements) {
          statement.close();
        }
        assertEquals(OPERATIONS, server.calls("CloseOperation", OPERATIONS).size());
      }
    }
  }
}
