package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TProtocolVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SuccessorTest {
  private final ScriptedSession fixture = new ScriptedSession();
  private final FakeThriftServer server = fixture.server;

  @Test
  void takesThePlaceOverTheSameConnections() throws Exception {
    ThriftSession first = fixture.open(ScriptedSession.config("main", "sales"));
    ThriftSession second = first.successor("samples", null, Deadline.none());
    assertTrue(first.retire());
    assertTrue(first.isClosed());
    assertFalse(second.isClosed());
    assertEquals(List.of("OpenSession", "OpenSession", "CloseSession"), server.methods());
    assertEquals(0, fixture.released.get());
    List<TOpenSessionReq> requests = server.requests(TOpenSessionReq.class);
    assertEquals("samples", requests.get(1).getInitialNamespace().getCatalogName());
    assertFalse(requests.get(1).getInitialNamespace().isSetSchemaName());
    assertEquals(requests.get(0).getConfiguration(), requests.get(1).getConfiguration());
    assertEquals(first.settings(), second.settings());
    assertFalse(first.retire());
    first.close();
    assertEquals(3, server.methods().size());
    second.close();
    assertEquals(1, fixture.released.get());
  }

  @Test
  void beginsWhereTheFirstBeganUnlessToldOtherwise() throws Exception {
    ThriftSession first = fixture.open(ScriptedSession.config("main", "sales"));
    first.successor(null, null, Deadline.none());
    TOpenSessionReq again = server.requests(TOpenSessionReq.class).get(1);
    assertEquals("main", again.getInitialNamespace().getCatalogName());
    assertEquals("sales", again.getInitialNamespace().getSchemaName());
  }

  @Test
  void isOpenedInTheFormThatTheServerTook() throws Exception {
    server
        .respond(
            "OpenSession", ThriftResponses.opened(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10))
        .respond(
            "ExecuteStatement",
            ThriftResponses.accepted(ThriftResponses.handle().setHasResultSet(false)))
        .respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE));
    ThriftSession first = fixture.open();
    assertEquals(1, server.methods().size());
    first.successor(null, "other", Deadline.none());
    TOpenSessionReq again = server.requests(TOpenSessionReq.class).get(1);
    assertEquals(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10, again.getClient_protocol());
    assertEquals("USE `other`", server.requests(TExecuteStatementReq.class).get(0).getStatement());
  }

  @Test
  void thatCannotBeOpenedLeavesTheFirst() throws Exception {
    ThriftSession first = fixture.open();
    server.respond(
        "OpenSession",
        new TOpenSessionResp().setStatus(ThriftResponses.error("42704", "no catalog")));
    assertThrows(DriverException.class, () -> first.successor("gone", null, Deadline.none()));
    assertFalse(first.isClosed());
    assertEquals(0, fixture.released.get());
    first.close();
    assertEquals(1, fixture.released.get());
  }

  @Test
  void ofAClosedSessionIsNone() throws Exception {
    ThriftSession first = fixture.open();
    first.close();
    DriverException exception =
        assertThrows(DriverException.class, () -> first.successor(null, null, Deadline.none()));
    assertEquals(DriverException.Kind.SESSION_GONE, exception.kind());
    assertFalse(first.retire());
  }
}
