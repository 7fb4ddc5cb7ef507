package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TGetInfoResp;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TProtocolVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.TApplicationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ThriftSessionTest {
  private final ScriptedSession fixture = new ScriptedSession();
  private final FakeThriftServer server = fixture.server;

  @Test
  void connectingIsOneRequest() throws Exception {
    ThriftSession session = fixture.open(ScriptedSession.config("main", "sales"));

    assertEquals(List.of("OpenSession"), server.methods());
    TOpenSessionReq request = server.requests(TOpenSessionReq.class).get(0);
    assertEquals(TProtocolVersion.HIVE_JDBC_WORKAROUND, request.getClient_protocol());
    assertEquals(42250, request.getClient_protocol_i64());
    assertEquals(Map.of("ansi_mode", "true"), request.getConfiguration());
    assertEquals("main", request.getInitialNamespace().getCatalogName());
    assertEquals("sales", request.getInitialNamespace().getSchemaName());
    assertTrue(request.isCanUseMultipleCatalogs());
    assertEquals(Repeat.WHILE_STARTING, server.calls("OpenSession").get(0).repeat());

    assertEquals("00000000-0000-0001-0000-000000000002", session.id());
    assertEquals("spark", session.initialCatalog());
    assertEquals("default", session.initialSchema());
    assertEquals(
        new Capabilities(true, true, true, true, true, true, true, false), session.capabilities());
    assertEquals(List.of(), session.warnings());
  }

  @ParameterizedTest
  @EnumSource(names = {"SPARK_CLI_SERVICE_PROTOCOL_V9", "SPARK_CLI_SERVICE_PROTOCOL_V10"})
  void newerAnswersSwitchNothingOnByThemselves(TProtocolVersion version) throws Exception {
    Capabilities ofV8 = fixture.open().capabilities();
    server.respond("OpenSession", ThriftResponses.opened(version));
    assertEquals(ofV8, fixture.open().capabilities());
  }

  @Test
  void anAnswerNewerThanTheDriverIsTakenForItsOwnNewest() throws Exception {
    Capabilities ofV8 = fixture.open().capabilities();
    // What Thrift makes of a number that it has no name for.
    TOpenSessionResp unknown =
        ThriftResponses.opened(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V10);
    unknown.unsetServerProtocolVersion();
    server.respond("OpenSession", unknown);
    assertEquals(ofV8, fixture.open().capabilities());
  }

  @Test
  void emptyNamesAreNotSent() throws Exception {
    fixture.open(ScriptedSession.config("", ""));
    assertFalse(server.requests(TOpenSessionReq.class).get(0).isSetInitialNamespace());
  }

  @Test
  void failedOpeningLetsGoOfTheConnections() {
    server.respond(
        "OpenSession",
        new TOpenSessionResp().setStatus(ThriftResponses.error("KP001", "not here")));
    DriverException exception = assertThrows(DriverException.class, fixture::open);
    assertEquals(DriverException.Kind.REJECTED, exception.kind());
    assertTrue(exception.getMessage().contains("another warehouse"), exception.getMessage());
    assertEquals(1, fixture.released.get());
  }

  @Test
  void serverThatWantsAHiveVersionIsAskedInItsForm() throws Exception {
    server
        .on(
            "OpenSession",
            call ->
                new TApplicationException(
                    TApplicationException.PROTOCOL_ERROR,
                    "Required field 'client_protocol' is unset! Struct:TOpenSessionReq(...)"),
            call -> ThriftResponses.opened(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10))
        .respond(
            "ExecuteStatement",
            ThriftResponses.accepted(ThriftResponses.handle().setHasResultSet(false)))
        .respond("GetOperationStatus", ThriftResponses.state(TOperationState.FINISHED_STATE));

    ThriftSession session = fixture.open(ScriptedSession.config(null, "a`b"));

    TOpenSessionReq second = server.requests(TOpenSessionReq.class).get(1);
    assertEquals(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10, second.getClient_protocol());
    assertFalse(second.isSetClient_protocol_i64());
    assertEquals(Map.of("set:hiveconf:spark.sql.ansi.enabled", "true"), second.getConfiguration());
    assertFalse(second.isSetInitialNamespace());
    assertFalse(second.isSetCanUseMultipleCatalogs());
    TExecuteStatementReq use = server.requests(TExecuteStatementReq.class).get(0);
    assertEquals("USE `a``b`", use.getStatement());
    assertTrue(use.isRunAsync());
    assertFalse(use.isSetGetDirectResults());
    assertFalse(use.isSetCanReadArrowResult());
    assertFalse(session.capabilities().databricks());
    assertFalse(session.warnings().isEmpty());
    assertNull(session.initialSchema());
  }

  @Test
  void otherExceptionsOfTheServerAreNotAnsweredByAsking() {
    server.on(
        "OpenSession",
        call -> new TApplicationException(TApplicationException.INTERNAL_ERROR, "out of luck"));
    DriverException exception = assertThrows(DriverException.class, fixture::open);
    assertEquals(DriverException.Kind.PROTOCOL, exception.kind());
    assertEquals(1, server.methods().size());
  }

  @Test
  void failedUseClosesTheSession() {
    server
        .respond(
            "OpenSession", ThriftResponses.opened(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10))
        .respond(
            "ExecuteStatement",
            ThriftResponses.refused(ThriftResponses.error("42000", "no such schema")));
    assertThrows(
        DriverException.class, () -> fixture.open(ScriptedSession.config(null, "nowhere")));
    assertEquals(List.of("OpenSession", "ExecuteStatement", "CloseSession"), server.methods());
  }

  @Test
  void alivenessIsARoundTripThatIsRememberedForAMoment() throws Exception {
    server.respond("GetInfo", ThriftResponses.info("4.0.0"));
    ThriftSession session = fixture.open();
    assertTrue(session.isAlive(Duration.ofSeconds(5)));
    assertTrue(session.isAlive(Duration.ofSeconds(5)));
    assertEquals(1, server.calls("GetInfo").size());
    Duration left = server.calls("GetInfo").get(0).deadline().remaining();
    assertTrue(left.compareTo(Duration.ofSeconds(5)) <= 0, left::toString);
    assertEquals("4.0.0", session.serverVersion(Deadline.none()));
  }

  @Test
  void lostSessionIsNotAliveAndClosesWithoutAWord() throws Exception {
    server.respond(
        "GetInfo",
        new TGetInfoResp()
            .setStatus(ThriftResponses.error("08000", "Invalid SessionHandle: SessionHandle [1]")));
    ThriftSession session = fixture.open();
    assertFalse(session.isAlive(Duration.ofSeconds(5)));
    assertTrue(session.isClosed());
    DriverException exception =
        assertThrows(
            DriverException.class,
            () -> session.statement(ScriptedSession.sql("SELECT 1")).execute(Deadline.none()));
    assertEquals(DriverException.Kind.SESSION_GONE, exception.kind());
    session.close();
    assertEquals(List.of("OpenSession", "GetInfo"), server.methods());
    assertEquals(1, fixture.released.get());
  }

  @Test
  void unansweredQuestionIsNotAlive() throws Exception {
    server.on(
        "GetInfo",
        call -> {
          throw call.hang();
        });
    assertFalse(fixture.open().isAlive(Duration.ofMillis(50)));
  }

  @Test
  void closingSaysGoodbyeOnce() throws Exception {
    ThriftSession session = fixture.open();
    session.close();
    session.close();
    session.abort();
    assertEquals(List.of("OpenSession", "CloseSession"), server.methods());
    assertEquals(1, fixture.released.get());
    assertTrue(session.isClosed());
    assertFalse(session.isAlive(Duration.ZERO));
  }

  @Test
  void closingSurvivesAFailureAndAnInterruptedThread() throws Exception {
    server.on(
        "CloseSession",
        call -> {
          throw new DriverException(DriverException.Kind.TRANSPORT, "broken");
        });
    ThriftSession session = fixture.open();
    Thread.currentThread().interrupt();
    session.close();
    assertTrue(Thread.interrupted(), "the flag is kept");
    assertEquals(List.of("OpenSession", "CloseSession"), server.methods());
    assertEquals(1, fixture.released.get());
  }

  @Test
  void abortEndsARunningStatementWithoutAWord() throws Exception {
    CountDownLatch polling = new CountDownLatch(1);
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .on(
            "GetOperationStatus",
            call -> {
              polling.countDown();
              throw call.hang();
            });
    ThriftSession session = fixture.open();
    CompletableFuture<DriverException> outcome =
        CompletableFuture.supplyAsync(
            () ->
                assertThrows(
                    DriverException.class,
                    () ->
                        session
                            .statement(ScriptedSession.sql("SELECT 1"))
                            .execute(Deadline.none())));
    assertTrue(polling.await(10, TimeUnit.SECONDS));
    session.abort();
    assertEquals(DriverException.Kind.SESSION_GONE, outcome.get(10, TimeUnit.SECONDS).kind());
    assertEquals(
        List.of("OpenSession", "ExecuteStatement", "GetOperationStatus"), server.methods());
    assertEquals(1, fixture.released.get());
  }

  @Test
  void networkTimeoutIsTheSilenceOfLaterCalls() throws Exception {
    server.respond("GetInfo", new TGetInfoResp().setStatus(ThriftResponses.ok()));
    ThriftSession session = fixture.open();
    session.setNetworkTimeout(Duration.ofSeconds(7));
    session.serverVersion(Deadline.none());
    session.setNetworkTimeout(Duration.ZERO);
    session.serverVersion(Deadline.none());
    assertEquals(Duration.ofSeconds(7), server.calls("GetInfo").get(0).socketTimeout());
    assertEquals(Duration.ofMinutes(15), server.calls("GetInfo").get(1).socketTimeout());
    session.setNetworkTimeout(Duration.ofSeconds(2));
    session.close();
    assertEquals(Duration.ofSeconds(2), server.calls("CloseSession").get(0).socketTimeout());
  }

  @Test
  void noNetworkTimeoutMakesAGoodbyeLong() throws Exception {
    ThriftSession session = fixture.open();
    session.setNetworkTimeout(Duration.ofSeconds(7));
    session.close();
    assertEquals(Duration.ofSeconds(5), server.calls("CloseSession").get(0).socketTimeout());
  }
}
