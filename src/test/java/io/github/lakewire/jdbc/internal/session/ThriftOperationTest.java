package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.fetch.Page;
import io.github.lakewire.jdbc.internal.http.HttpChannel.Repeat;
import io.github.lakewire.jdbc.internal.thrift.MetadataRequest;
import io.github.lakewire.jdbc.internal.thrift.StatementRequest;
import io.github.lakewire.jdbc.internal.types.SqlType;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.TExecuteStatementResp;
import io.github.lakewire.thrift.TFetchResultsReq;
import io.github.lakewire.thrift.TGetColumnsReq;
import io.github.lakewire.thrift.TGetOperationStatusResp;
import io.github.lakewire.thrift.TGetTablesReq;
import io.github.lakewire.thrift.TGetTablesResp;
import io.github.lakewire.thrift.TOperationState;
import io.github.lakewire.thrift.TProtocolVersion;
import io.github.lakewire.thrift.TStatusCode;
import io.github.lakewire.thrift.TTypeId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.TSerializable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ThriftOperationTest {
  private final ScriptedSession fixture = new ScriptedSession();
  private final FakeThriftServer server = fixture.server;

  private ThriftOperation statement() throws DriverException {
    return fixture.open().statement(ScriptedSession.sql("SELECT n FROM t"));
  }

  private List<String> afterOpening(int count) {
    server.methods(1 + count);
    return afterOpening();
  }

  private List<String> afterOpening() {
    return server.methods().subList(1, server.methods().size());
  }

  private static TExecuteStatementResp numbers(int rows, boolean more) {
    return ThriftResponses.complete(
        ThriftResponses.metadata("n", TTypeId.INT_TYPE), ThriftResponses.page(0, rows, more));
  }

  @Test
  void completeReplyNeedsNoFurtherRequestAndNoClose() throws Exception {
    server.respond("ExecuteStatement", ThriftResponses.closed(numbers(3, false)));
    ThriftOperation operation = statement();
    assertNull(operation.queryId());
    operation.execute(Deadline.none());
    assertEquals(ThriftResponses.QUERY_ID, operation.queryId());
    assertTrue(operation.hasRows());
    assertEquals(OptionalLong.empty(), operation.modifiedRows());
    assertEquals(
        List.of(SqlType.parse("INT").column("n").withComment("why")), operation.schema().columns());
    operation.close();
    operation.close();
    assertEquals(List.of("ExecuteStatement"), afterOpening());
  }

  @Test
  void timeOfWhatIsFetchedLaterCanBeSetAnew() throws Exception {
    server
        .respond("ExecuteStatement", numbers(1, true))
        .respond("FetchResults", ThriftResponses.page(1, 1, false));
    ThriftOperation operation = statement();
    operation.execute(Deadline.in(Duration.ofHours(1)));
    operation.limit(Deadline.none());
    try (RowCursor cursor = operation.openCursor()) {
      assertTrue(cursor.advance());
      assertTrue(cursor.advance());
    }
    assertFalse(server.calls("ExecuteStatement").get(0).deadline().isNone());
    assertTrue(server.calls("FetchResults").get(0).deadline().isNone());
  }

  @Test
  void columnsComeInSmallPages() throws Exception {
    for (MetadataRequest request :
        List.of(
            new MetadataRequest.Columns(null, null, null, null),
            new MetadataRequest.Tables(null, null, null))) {
      server.on(
          request.method(),
          call -> {
            throw new DriverException(DriverException.Kind.SERVER, "no");
          });
      assertThrows(
          DriverException.class, () -> fixture.open().metadata(request).execute(Deadline.none()));
    }
    TGetColumnsReq columns = server.requests(TGetColumnsReq.class).get(0);
    assertEquals(2 << 20, columns.getGetDirectResults().getMaxBytes());
    TGetTablesReq tables = server.requests(TGetTablesReq.class).get(0);
    assertEquals(10_000_000, tables.getGetDirectResults().getMaxBytes());
  }

  @Test
  void whatTheServerLeftOpenIsClosedOnce() throws Exception {
    server.respond("ExecuteStatement", numbers(3, false));
    ThriftOperation operation = statement();
    operation.execute(Deadline.none());
    operation.close();
    operation.close();
    assertEquals(List.of("ExecuteStatement", "CloseOperation"), afterOpening());
  }

  @Test
  void asksForEverythingTheServerCanDo() throws Exception {
    server.respond("ExecuteStatement", ThriftResponses.closed(numbers(0, false)));
    StatementRequest request =
        new StatementRequest(
            "SELECT ?",
            List.of(
                new StatementRequest.Parameter(null, "INT", "7"),
                new StatementRequest.Parameter(null, "STRING", null)),
            Duration.ofMillis(1500),
            42,
            10);
    fixture.open().statement(request).execute(Deadline.none());

    TExecuteStatementReq sent = server.requests(TExecuteStatementReq.class).get(0);
    assertTrue(sent.isRunAsync());
    assertEquals(2, sent.getQueryTimeout());
    assertEquals(42, sent.getResultRowLimit());
    assertEquals(10, sent.getGetDirectResults().getMaxRows());
    assertEquals(10_000_000, sent.getGetDirectResults().getMaxBytes());
    assertTrue(
        sent.isCanReadArrowResult()
            && sent.isCanDownloadResult()
            && sent.isCanDecompressLZ4Result());
    assertTrue(
        sent.getUseArrowNativeTypes().isTimestampAsArrow()
            && sent.getUseArrowNativeTypes().isDecimalAsArrow()
            && sent.getUseArrowNativeTypes().isComplexTypesAsArrow()
            && sent.getUseArrowNativeTypes().isIntervalTypesAsArrow()
            && sent.getUseArrowNativeTypes().isNullTypeAsArrow());
    assertEquals(1, sent.getParameters().get(0).getOrdinal());
    assertEquals("7", sent.getParameters().get(0).getValue().getStringValue());
    assertEquals(2, sent.getParameters().get(1).getOrdinal());
    assertFalse(sent.getParameters().get(1).isSetValue());
    assertEquals(Repeat.IF_NOT_ARRIVED, server.calls("ExecuteStatement").get(0).repeat());
  }

  @ParameterizedTest
  @CsvSource({
    "'', INSERT INTO t VALUES (1), IF_NOT_ARRIVED",
    "retryWrites=refused, INSERT INTO t VALUES (1), IF_NOT_ARRIVED",
    "retryWrites=never, INSERT INTO t VALUES (1), IF_NOT_SENT",
    "retryWrites=never, CALL p(), IF_NOT_SENT",
    "retryWrites=never, SELECT 1, IF_NOT_ARRIVED"
  })
  void writesAreRepeatedAsTheUserTrustsGateways(String options, String sql, Repeat repeat)
      throws Exception {
    server.respond("ExecuteStatement", ThriftResponses.ids());
    fixture
        .open(ScriptedSession.config(options))
        .statement(ScriptedSession.sql(sql))
        .execute(Deadline.none());
    assertEquals(repeat, server.calls("ExecuteStatement").get(0).repeat());
  }

  @Test
  void parametersNeedAServerThatTakesThem() throws Exception {
    server.respond(
        "OpenSession", ThriftResponses.opened(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V7));
    StatementRequest request =
        new StatementRequest(
            "SELECT ?",
            List.of(new StatementRequest.Parameter(null, "INT", "7")),
            Duration.ZERO,
            0,
            0);
    ThriftOperation operation = fixture.open().statement(request);
    DriverException exception =
        assertThrows(DriverException.class, () -> operation.execute(Deadline.none()));
    assertEquals(DriverException.Kind.UNSUPPORTED, exception.kind());
    assertEquals(List.of(), afterOpening());
  }

  @Test
  void pollsUntilFinishedThenFetchesRowsWithMetadata() throws Exception {
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.PENDING_STATE))
        .respond(
            "GetOperationStatus",
            ThriftResponses.state(TOperationState.PENDING_STATE),
            ThriftResponses.state(TOperationState.RUNNING_STATE),
            ThriftResponses.state(TOperationState.FINISHED_STATE))
        .respond(
            "FetchResults",
            ThriftResponses.page(0, 2, false)
                .setResultSetMetadata(ThriftResponses.metadata("n", TTypeId.INT_TYPE)));
    ThriftOperation operation = statement();
    operation.execute(Deadline.none());
    assertEquals("n", operation.schema().columns().get(0).name());
    assertEquals(
        2, assertInstanceOf(Page.Columns.class, operation.pages().next(byte[]::new)).rowCount());
    operation.close();
    assertEquals(
        List.of(
            "ExecuteStatement",
            "GetOperationStatus",
            "GetOperationStatus",
            "GetOperationStatus",
            "FetchResults",
            "CloseOperation"),
        afterOpening());
    assertTrue(server.requests(TFetchResultsReq.class).get(0).isIncludeResultSetMetadata());
    FakeThriftServer.Received poll = server.calls("GetOperationStatus").get(0);
    assertEquals(Repeat.ALWAYS, poll.repeat());
    assertEquals(Duration.ofSeconds(60), poll.socketTimeout());
  }

  @Test
  void updateCountIsKnownWithoutFetching() throws Exception {
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .respond(
            "GetOperationStatus",
            ThriftResponses.state(TOperationState.FINISHED_STATE).setNumModifiedRows(5));
    ThriftOperation operation =
        fixture.open().statement(ScriptedSession.sql("EXECUTE IMMEDIATE s"));
    operation.execute(Deadline.none());
    assertFalse(operation.hasRows());
    assertEquals(OptionalLong.of(5), operation.modifiedRows());
    assertEquals(0, server.calls("FetchResults").size());
  }

  @Test
  void emptyResultColumnIsWhatDdlAnswers() throws Exception {
    server.respond(
        "ExecuteStatement",
        ThriftResponses.closed(
            ThriftResponses.complete(
                ThriftResponses.metadata("Result", TTypeId.STRING_TYPE),
                ThriftResponses.page(0, 0, false))));
    ThriftOperation operation = fixture.open().statement(ScriptedSession.sql("CALL p()"));
    operation.execute(Deadline.none());
    assertFalse(operation.hasRows());
    assertEquals(OptionalLong.empty(), operation.modifiedRows());
  }

  @Test
  void resultColumnWithRowsIsAQuery() throws Exception {
    server.respond(
        "ExecuteStatement",
        ThriftResponses.closed(
            ThriftResponses.complete(
                ThriftResponses.metadata("Result", TTypeId.STRING_TYPE),
                ThriftResponses.page(0, 1, false))));
    ThriftOperation operation = statement();
    operation.execute(Deadline.none());
    assertTrue(operation.hasRows());
  }

  @Test
  void failureBehindASuccessfulStatusIsThrownAndClosed() throws Exception {
    TGetOperationStatusResp failed =
        ThriftResponses.state(TOperationState.ERROR_STATE)
            .setSqlState("42P01")
            .setDisplayMessage("[TABLE_OR_VIEW_NOT_FOUND] No table t. SQLSTATE: 42P01");
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .respond("GetOperationStatus", failed);
    ThriftOperation operation = statement();
    DriverException exception =
        assertThrows(DriverException.class, () -> operation.execute(Deadline.none()));
    assertEquals("42P01", exception.sqlState());
    assertEquals(
        "[TABLE_OR_VIEW_NOT_FOUND] No table t. SQLSTATE: 42P01 (query "
            + ThriftResponses.QUERY_ID
            + ")",
        exception.getMessage());
    assertEquals(
        List.of("ExecuteStatement", "GetOperationStatus", "CloseOperation"), afterOpening());
  }

  @Test
  void failureInDirectResultsIsThrown() throws Exception {
    TExecuteStatementResp response = ThriftResponses.submitted(TOperationState.ERROR_STATE);
    response.getDirectResults().getOperationStatus().setErrorMessage("boom");
    server.respond("ExecuteStatement", ThriftResponses.closed(response));
    DriverException exception =
        assertThrows(DriverException.class, () -> statement().execute(Deadline.none()));
    assertEquals("HY000", exception.sqlState());
    assertEquals(List.of("ExecuteStatement"), afterOpening());
  }

  @Test
  void failureOfTheFirstPageIsThrown() throws Exception {
    TExecuteStatementResp response = numbers(0, false);
    response.getDirectResults().getResultSet().setStatus(ThriftResponses.error("XX000", "disk"));
    server.respond("ExecuteStatement", response);
    DriverException exception =
        assertThrows(DriverException.class, () -> statement().execute(Deadline.none()));
    assertEquals("XX000", exception.sqlState());
    assertEquals(List.of("ExecuteStatement", "CloseOperation"), afterOpening());
  }

  @Test
  void taskForTheClientIsToldOf() throws Exception {
    server.respond(
        "ExecuteStatement",
        ThriftResponses.complete(
            ThriftResponses.metadata("operation", TTypeId.STRING_TYPE).setIsStagingOperation(true),
            ThriftResponses.page(0, 0, false)));
    ThriftOperation operation = statement();
    operation.execute(Deadline.none());
    assertTrue(operation.isStaging());
    assertTrue(operation.hasRows());
  }

  @Test
  void warningsAreWhatIsSaidAlongWithSuccess() throws Exception {
    TExecuteStatementResp response = ThriftResponses.closed(numbers(1, false));
    response
        .getStatus()
        .setStatusCode(TStatusCode.SUCCESS_WITH_INFO_STATUS)
        .setInfoMessages(List.of("deprecated"));
    server.respond("ExecuteStatement", response);
    ThriftOperation operation = statement();
    operation.execute(Deadline.none());
    assertEquals(List.of("deprecated"), operation.infoMessages());
  }

  /** A response that comes when it is told to, whoever waits for it by then. */
  private final CountDownLatch respond = new CountDownLatch(1);

  private final CountDownLatch sending = new CountDownLatch(1);

  private TSerializable late(FakeThriftServer.Received call) {
    sending.countDown();
    try {
      assertTrue(respond.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertEquals(1, call.aborted().getCount(), "the submission is not aborted");
    return ThriftResponses.submitted(TOperationState.RUNNING_STATE);
  }

  private void assertEndsOnTheServerWhenTheHandleArrives(DriverException exception) {
    assertEquals(ExecutionOutcome.UNKNOWN, exception.outcome());
    assertEquals(List.of("ExecuteStatement"), afterOpening());
    respond.countDown();
    assertEquals(List.of("ExecuteStatement", "CancelOperation", "CloseOperation"), afterOpening(3));
  }

  @Test
  void cancelBeforeTheHandleIsKnownReturnsAtOnceAndIsSentWhenItArrives() throws Exception {
    server.on("ExecuteStatement", this::late);
    ThriftOperation operation = statement();
    CompletableFuture<DriverException> outcome = running(operation, Deadline.none());
    assertTrue(sending.await(10, TimeUnit.SECONDS));
    operation.cancel();
    DriverException exception = outcome.get(10, TimeUnit.SECONDS);
    assertEquals(DriverException.Kind.CANCELLED, exception.kind());
    assertEndsOnTheServerWhenTheHandleArrives(exception);
  }

  @Test
  void timeOutBeforeTheHandleIsKnownIsSaidAtOnceAndSentWhenItArrives() {
    server.on("ExecuteStatement", this::late);
    DriverException exception =
        assertThrows(
            DriverException.class, () -> statement().execute(Deadline.in(Duration.ofMillis(200))));
    assertEquals(DriverException.Kind.TIMED_OUT, exception.kind());
    assertEndsOnTheServerWhenTheHandleArrives(exception);
  }

  @Test
  void interruptionBeforeTheHandleIsKnownIsSentWhenItArrives() {
    Thread executing = Thread.currentThread();
    server.on(
        "ExecuteStatement",
        call -> {
          executing.interrupt();
          return late(call);
        });
    DriverException exception =
        assertThrows(DriverException.class, () -> statement().execute(Deadline.none()));
    assertTrue(Thread.interrupted(), "the flag is kept");
    assertEquals(DriverException.Kind.CANCELLED, exception.kind());
    assertEndsOnTheServerWhenTheHandleArrives(exception);
  }

  @Test
  void closingTheSessionWaitsForTheHandleOfAStatementThatWasLeft() throws Exception {
    server.on("ExecuteStatement", this::late);
    ThriftSession session = fixture.open();
    ThriftOperation operation = session.statement(ScriptedSession.sql("INSERT INTO t VALUES (1)"));
    CompletableFuture<DriverException> outcome = running(operation, Deadline.none());
    assertTrue(sending.await(10, TimeUnit.SECONDS));
    operation.cancel();
    operation.close();
    outcome.get(10, TimeUnit.SECONDS);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(session::close);
    while (!session.isClosed()) {
      Thread.onSpinWait();
    }
    assertFalse(closing.isDone());
    respond.countDown();
    closing.get(10, TimeUnit.SECONDS);
    assertEquals(
        List.of("ExecuteStatement", "CancelOperation", "CloseOperation", "CloseSession"),
        afterOpening());
  }

  @Test
  void aServerThatIsSilentGetsNoFarewellAfterOneTimedOut() throws Exception {
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .on(
            "GetOperationStatus",
            call -> {
              throw call.hang();
            })
        .on(
            "CancelOperation",
            call -> {
              throw new DriverException(DriverException.Kind.TIMED_OUT, "late");
            });
    ThriftSession session = fixture.open();
    ThriftOperation operation = session.statement(ScriptedSession.sql("INSERT INTO t VALUES (1)"));
    assertThrows(
        DriverException.class, () -> operation.execute(Deadline.in(Duration.ofMillis(500))));
    operation.close();
    session.close();
    assertEquals(
        List.of("ExecuteStatement", "GetOperationStatus", "CancelOperation"), afterOpening(3));
  }

  @Test
  void rowsOfAClosedOperationAreRefusedAsThoseOfAnExecutedStatement() throws Exception {
    server.respond("ExecuteStatement", numbers(1, true));
    ThriftOperation operation = statement();
    operation.execute(Deadline.none());
    operation.close();
    DriverException refused = assertThrows(DriverException.class, operation::openCursor);
    assertEquals(DriverException.Kind.CANCELLED, refused.kind());
    assertEquals(ExecutionOutcome.EXECUTED, refused.outcome());
  }

  @Test
  void cancelWhilePollingEndsThePollAndTellsTheServer() throws Exception {
    CountDownLatch polling = new CountDownLatch(1);
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .on(
            "GetOperationStatus",
            call -> {
              polling.countDown();
              throw call.hang();
            });
    ThriftOperation operation = statement();
    CompletableFuture<DriverException> outcome = running(operation, Deadline.none());
    assertTrue(polling.await(10, TimeUnit.SECONDS));
    operation.cancel();
    DriverException exception = outcome.get(10, TimeUnit.SECONDS);
    assertEquals(DriverException.Kind.CANCELLED, exception.kind());
    assertEquals(
        "The statement was cancelled (query " + ThriftResponses.QUERY_ID + ")",
        exception.getMessage());
    assertEquals(1, server.calls("CancelOperation", 1).size());
    assertEquals(1, server.calls("CloseOperation", 1).size());
  }

  @Test
  void cancelBetweenPollsCutsTheWaitShort() throws Exception {
    CountDownLatch polled = new CountDownLatch(6);
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .on(
            "GetOperationStatus",
            call -> {
              polled.countDown();
              return ThriftResponses.state(TOperationState.RUNNING_STATE);
            });
    ThriftOperation operation = statement();
    CompletableFuture<DriverException> outcome = running(operation, Deadline.none());
    assertTrue(polled.await(10, TimeUnit.SECONDS));
    operation.cancel();
    assertEquals(DriverException.Kind.CANCELLED, outcome.get(10, TimeUnit.SECONDS).kind());
  }

  @Test
  void cancelBeforeRunSendsNothing() throws Exception {
    ThriftOperation operation = statement();
    operation.cancel();
    DriverException exception =
        assertThrows(DriverException.class, () -> operation.execute(Deadline.none()));
    assertEquals(DriverException.Kind.CANCELLED, exception.kind());
    assertEquals(List.of(), afterOpening());
  }

  @Test
  void cancelAfterTheEndDoesNothing() throws Exception {
    server.respond("ExecuteStatement", numbers(1, false));
    ThriftOperation operation = statement();
    operation.execute(Deadline.none());
    operation.cancel();
    assertNotNull(operation.pages().next(byte[]::new));
    assertEquals(List.of("ExecuteStatement"), afterOpening());
  }

  @Test
  void cancelWhileAPageIsFetchedEndsTheFetch() throws Exception {
    CountDownLatch fetching = new CountDownLatch(1);
    server
        .respond("ExecuteStatement", numbers(1, true))
        .on(
            "FetchResults",
            call -> {
              fetching.countDown();
              throw call.hang();
            });
    ThriftOperation operation = statement();
    operation.execute(Deadline.none());
    ResultPages pages = operation.pages();
    assertNotNull(pages.next(byte[]::new));
    CompletableFuture<DriverException> outcome =
        CompletableFuture.supplyAsync(
            () -> assertThrows(DriverException.class, () -> pages.next(byte[]::new)));
    assertTrue(fetching.await(10, TimeUnit.SECONDS));
    operation.cancel();
    assertEquals(DriverException.Kind.CANCELLED, outcome.get(10, TimeUnit.SECONDS).kind());
    assertEquals(1, server.calls("CancelOperation", 1).size());
  }

  @Test
  void passedDeadlineCancelsOnTheServer() throws Exception {
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .respond("GetOperationStatus", ThriftResponses.state(TOperationState.RUNNING_STATE));
    ThriftOperation operation = statement();
    DriverException exception =
        assertThrows(
            DriverException.class, () -> operation.execute(Deadline.in(Duration.ofMillis(200))));
    assertEquals(DriverException.Kind.TIMED_OUT, exception.kind());
    assertTrue(exception.getMessage().contains(ThriftResponses.QUERY_ID), exception.getMessage());
    assertEquals(1, server.calls("CancelOperation", 1).size());
    assertEquals(1, server.calls("CloseOperation", 1).size());
    Duration left = server.calls("CancelOperation").get(0).deadline().remaining();
    assertTrue(left.compareTo(Duration.ofSeconds(5)) <= 0, left::toString);
  }

  @Test
  void passedDeadlineBoundsASlowPoll() throws Exception {
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .on(
            "GetOperationStatus",
            call -> {
              throw call.hang();
            });
    DriverException exception =
        assertThrows(
            DriverException.class, () -> statement().execute(Deadline.in(Duration.ofMillis(300))));
    assertEquals(DriverException.Kind.TIMED_OUT, exception.kind());
    assertEquals(1, server.calls("CancelOperation", 1).size());
  }

  @Test
  void afterTheDeadlineWhatHasArrivedCanBeReadAndNothingElse() throws Exception {
    server
        .respond("ExecuteStatement", numbers(1, true))
        .on(
            "FetchResults",
            call -> {
              throw call.hang();
            });
    ThriftOperation operation = statement();
    Deadline deadline = Deadline.in(Duration.ofSeconds(1));
    operation.execute(deadline);
    ResultPages pages = operation.pages();
    while (!deadline.hasPassed()) {
      Thread.onSpinWait();
    }
    assertNotNull(pages.next(byte[]::new));
    for (int i = 0; i < 2; i++) {
      DriverException exception =
          assertThrows(DriverException.class, () -> pages.next(byte[]::new));
      assertEquals(DriverException.Kind.TIMED_OUT, exception.kind());
      assertTrue(exception.getMessage().contains(ThriftResponses.QUERY_ID), exception.getMessage());
    }
    assertEquals(List.of("ExecuteStatement", "FetchResults", "CancelOperation"), afterOpening(3));
    operation.close();
    assertEquals(1, server.calls("CloseOperation", 1).size());
  }

  @Test
  void interruptionWhilePollingCancelsAndKeepsTheFlag() throws Exception {
    Thread executing = Thread.currentThread();
    server
        .respond("ExecuteStatement", ThriftResponses.submitted(TOperationState.RUNNING_STATE))
        .on(
            "GetOperationStatus",
            call -> {
              executing.interrupt();
              return ThriftResponses.state(TOperationState.RUNNING_STATE);
            });
    DriverException exception =
        assertThrows(DriverException.class, () -> statement().execute(Deadline.none()));
    assertTrue(Thread.interrupted(), "the flag is kept");
    assertEquals(DriverException.Kind.CANCELLED, exception.kind());
    assertEquals(ExecutionOutcome.UNKNOWN, exception.outcome());
    assertEquals(
        List.of("ExecuteStatement", "GetOperationStatus", "CancelOperation", "CloseOperation"),
        afterOpening(4));
  }

  @Test
  void lostReplyOfTheSubmissionIsReported() throws Exception {
    server.on(
        "ExecuteStatement",
        call -> {
          throw new DriverException(DriverException.Kind.TRANSPORT, "connection reset");
        });
    DriverException exception =
        assertThrows(DriverException.class, () -> statement().execute(Deadline.none()));
    assertEquals(DriverException.Kind.TRANSPORT, exception.kind());
    assertEquals(List.of("ExecuteStatement"), afterOpening());
  }

  @Test
  void metadataCallsRunAsynchronouslyWithDirectResults() throws Exception {
    TExecuteStatementResp like = ThriftResponses.closed(numbers(2, false));
    server.respond(
        "GetTables",
        new TGetTablesResp()
            .setStatus(ThriftResponses.ok())
            .setOperationHandle(like.getOperationHandle())
            .setDirectResults(like.getDirectResults()));
    ThriftOperation operation =
        fixture.open().metadata(new MetadataRequest.Tables("main", "jdbc%", null));
    operation.execute(Deadline.none());
    assertTrue(operation.hasRows());
    TGetTablesReq sent = server.requests(TGetTablesReq.class).get(0);
    assertTrue(sent.isRunAsync());
    assertEquals(500_000, sent.getGetDirectResults().getMaxRows());
    assertEquals("main", sent.getCatalogName());
    assertFalse(sent.isSetTableName());
    assertFalse(sent.isSetTableTypes());
  }

  private static CompletableFuture<DriverException> running(
      ThriftOperation operation, Deadline deadline) {
    return CompletableFuture.supplyAsync(
        () -> assertThrows(DriverException.class, () -> operation.execute(deadline)));
  }
}
