package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.ExecutionOutcome;
import io.github.lakewire.jdbc.internal.concurrent.Deadline;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TExecuteStatementReq;
import io.github.lakewire.thrift.THandleIdentifier;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TSessionHandle;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session in whose place another one is opened. */
@Timeout(60)
class SessionStartTest {
  private static final THandleIdentifier FIRST = ThriftResponses.identifier(1, 7);
  private static final THandleIdentifier SECOND = ThriftResponses.identifier(2, 7);

  private final ScriptedSession fixture = new ScriptedSession();
  private final FakeThriftServer server = fixture.server;
  private final CountDownLatch opening = new CountDownLatch(1);
  private final CountDownLatch answering = new CountDownLatch(1);

  private static TOpenSessionResp opened(THandleIdentifier id) {
    return ThriftResponses.opened().setSessionHandle(new TSessionHandle().setSessionId(id));
  }

  /** A session whose first request is refused. */
  private ThriftSession open(FakeThriftServer.Handler another) throws DriverException {
    server
        .on("OpenSession", call -> opened(FIRST), another)
        .respond(
            "ExecuteStatement",
            ThriftResponses.refused(
                ThriftResponses.error(
                    null, "Session handle: SessionHandle [1] has not been initialized")),
            ThriftResponses.ids());
    return fixture.open();
  }

  private static ThriftOperation write(ThriftSession session) {
    return session.statement(ScriptedSession.sql("INSERT INTO t VALUES (1)"));
  }

  private static DriverException failure(ThriftOperation write) {
    return assertThrows(DriverException.class, () -> write.execute(Deadline.none()));
  }

  private static DriverException soon(CompletableFuture<DriverException> failure) throws Exception {
    return failure.get(20, TimeUnit.SECONDS);
  }

  private static void assertNotExecuted(DriverException failure) {
    assertEquals(ExecutionOutcome.NOT_EXECUTED, failure.outcome());
    assertFalse(failure.getMessage().contains("is not known"), failure.getMessage());
  }

  @Test
  void aWriteIsNotExecutedWhereNoOtherSessionCanBeOpened() throws Exception {
    ThriftSession session =
        open(
            call -> {
              throw new DriverException(Kind.TRANSPORT, "Connection reset").mayHaveArrived();
            });
    DriverException failure = failure(write(session));
    assertEquals(Kind.TRANSPORT, failure.kind());
    assertNotExecuted(failure);
    assertEquals(1, server.calls("ExecuteStatement").size());
    session.close();
  }

  @Test
  void aCancelDoesNotWaitForTheOtherSessionWhichTheNextStatementUses() throws Exception {
    ThriftSession session =
        open(
            call -> {
              opening.countDown();
              await(answering);
              return opened(SECOND);
            });
    ThriftOperation write = write(session);
    CompletableFuture<DriverException> failure =
        CompletableFuture.supplyAsync(() -> failure(write));
    await(opening);
    write.cancel();
    DriverException cancelled = soon(failure);
    assertEquals(Kind.CANCELLED, cancelled.kind());
    assertNotExecuted(cancelled);
    answering.countDown();
    write(session).execute(Deadline.none());
    assertEquals(
        List.of(FIRST, SECOND),
        server.requests(TExecuteStatementReq.class).stream()
            .map(sent -> sent.getSessionHandle().getSessionId())
            .toList());
    session.close();
  }

  @Test
  void closingEndsTheRequestForTheOtherSession() throws Exception {
    ThriftSession session =
        open(
            call -> {
              opening.countDown();
              throw call.hang();
            });
    CompletableFuture<DriverException> failure =
        CompletableFuture.supplyAsync(() -> failure(write(session)));
    await(opening);
    session.close();
    assertEquals(Kind.SESSION_GONE, soon(failure).kind());
    assertNotExecuted(soon(failure));
    assertTrue(server.calls("OpenSession").get(1).aborted().await(10, TimeUnit.SECONDS));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
