package io.github.lakewire.jdbc.internal.thrift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.error.HttpError;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorKindsTest {

  private static DriverException status(
      @Nullable String state, @Nullable String message, CallTarget target) {
    return ServerErrors.ofStatus(new ServerFailure(state, 0, message, null, null), false, target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2D521 | [DELTA_CONCURRENT_APPEND] Transaction conflict detected.",
        "2D521 | [DELTA_CONCURRENT_APPEND.WITH_PARTITION_HINT] Transaction conflict detected.",
        "42000 | [DELTA_CONCURRENT_DELETE_READ] This transaction attempted to read files.",
        "40000 | Error running query: [DELTA_CONCURRENT_WRITE] com.x.ConcurrentWriteException: no",
        "      | [DELTA_METADATA_CHANGED] The metadata has been changed by a concurrent update.",
        "2D521 | [DELTA_PROTOCOL_CHANGED.CONFLICTING_COMMIT] Changed by a concurrent update.",
        "42000 | Error running query: java.util.ConcurrentModificationException: mutation",
        "42000 | Error running query: java.util.ConcurrentModificationException",
        "42000 | ConcurrentModificationException: mutation occurred during iteration",
        "      | io.delta.exceptions.ConcurrentAppendException: Files were added to the root.",
        "HY000 | org.apache.spark.SparkException: Job aborted:"
            + " io.delta.exceptions.ConcurrentDeleteDeleteException: no",
        "40000 | io.delta.exceptions.MetadataChangedException: the metadata",
        "XX000 | [INTERNAL_ERROR] com.x.ConcurrentTransactionException: y",
      })
  void writesThatMetEachOtherAreRolledBack(@Nullable String state, String message) {
    DriverException exception = status(state, message, CallTarget.operation("q-1"));
    assertEquals(Kind.CONFLICT, exception.kind());
    assertEquals("40001", exception.sqlState());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "XXUCC | Error running query: [UC_CLIENT_EXCEPTION] Failed to contact the server. HTTP 504",
        "      | [UC_CLIENT_EXCEPTION] Failed: HTTP/1.1 504 Gateway Timeout, DEADLINE_EXCEEDED",
        "      | [PARQUET_FAILED_READ_FOOTER] com.x.FooterException: DEADLINE_EXCEEDED: acquiring",
        "      | DEADLINE_EXCEEDED: acquiring connection from pool",
        "KD001 | Error while reading file: DEADLINE_EXCEEDED: acquiring connection",
        "HY000 | io.grpc.StatusRuntimeException: UNAVAILABLE: io exception",
        "58030 | io.grpc.StatusRuntimeException: RESOURCE_EXHAUSTED: try later",
        "      | TEMPORARILY_UNAVAILABLE: Cluster 1234 is temporarily unavailable.",
        "08KD1 | [SERVER_IS_BUSY] Server is busy and could not handle the request.",
        "08000 | [AI_FUNCTION_HTTP_REQUEST_ERROR] Error occurred while making a request.",
        "08001 | [CANNOT_ESTABLISH_CONNECTION] Cannot establish connection to remote database.",
        "08006 | Connection reset by the remote database",
        "08S01 | Communication link failure",
        "57P01 | terminating connection due to administrator command",
      })
  void outagesPass(@Nullable String state, String message) {
    DriverException exception = status(state, message, CallTarget.operation("q-1"));
    assertEquals(Kind.OUTAGE, exception.kind());
    assertEquals("57012", exception.sqlState());
  }

  /** What was under way is lost or not, and nobody knows: a write may be repeated by nobody. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "      | The spark driver has stopped unexpectedly and is restarting. Your notebook will"
            + " be",
        "HY000 | org.apache.spark.SparkException: The Spark driver has stopped unexpectedly",
        "HY000 | Error running query: java.lang.IllegalStateException: Cannot call methods on a"
            + " stopped SparkContext.",
        "      | org.apache.spark.SparkException: Job 12 cancelled because SparkContext was shut"
            + " down",
        "HY000 | Detached",
        "HY000 | Notebook detached: the driver restarted",
        "      | Cancelled because execution context was closed",
        "HY000 | ExecutionContext 4711 does not exist",
      })
  void aLostDriverEndsTheSessionAndLeavesTheOutcomeOpen(@Nullable String state, String message) {
    for (CallTarget target : List.of(CallTarget.operation("q-1"), CallTarget.session("s-1"))) {
      DriverException exception = status(state, message, target);
      assertEquals(Kind.SESSION_GONE, exception.kind());
      assertEquals("08003", exception.sqlState());
      assertTrue(exception.leavesOutcomeOpen());
      assertTrue(exception.getMessage().contains(message.strip()), exception.getMessage());
    }
    assertEquals(Kind.CANNOT_CONNECT, status(state, message, CallTarget.OPENING).kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "P0001 | [USER_RAISED_EXCEPTION] The spark driver has stopped unexpectedly",
        "HY000 | java.lang.RuntimeException: The spark driver has stopped unexpectedly",
        "42601 | Detached",
        "HY000 | Column #Detached# is missing",
        "HY000 | The bus driver of line 7 has stopped",
      })
  void otherStoppedDriversAreNone(@Nullable String state, String message) {
    assertNotEquals(Kind.SESSION_GONE, status(state, message, CallTarget.operation("q-1")).kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Driver is up but is not responsive, likely due to GC.",
        "org.apache.spark.SparkException: The driver is up but not responsive"
      })
  void aDriverThatDoesNotAnswerIsAnOutage(String message) {
    assertEquals(Kind.OUTAGE, status("HY000", message, CallTarget.operation("q-1")).kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "42P01 | [TABLE_OR_VIEW_NOT_FOUND] The table `DELTA_CONCURRENT_APPEND` cannot be found.",
        "42000 | Bad: SELECT 'java.util.ConcurrentModificationException: x' FROM t",
        "42000 | Bad == SQL == SELECT 1 -- : java.util.ConcurrentModificationException: x",
        "42703 | [UNRESOLVED_COLUMN] A column with name DEADLINE_EXCEEDED: cannot be resolved.",
        "P0001 | [USER_RAISED_EXCEPTION] java.util.ConcurrentModificationException: mine",
        "P0001 | [USER_RAISED_EXCEPTION] DEADLINE_EXCEEDED: mine",
        "39000 | [FAILED_EXECUTE_UDF] User code: RESOURCE_EXHAUSTED: quota",
        "HY000 | Table `UNAVAILABLE: x` is bad",
        "HY000 | java.lang.RuntimeException: UNAVAILABLE: mine",
        "HY000 | Error running query: java.lang.RuntimeException: DEADLINE_EXCEEDED: mine",
        "42000 | java.lang.RuntimeException: java.util.ConcurrentModificationException: mine",
        "HY000 | Failed to execute user defined function (f: int): UNAVAILABLE: mine",
        "42000 | near ''x: java.util.ConcurrentModificationException: y''",
        "XX000 | [USER_RAISED_EXCEPTION] UNAVAILABLE: mine",
        "XX000 | [INTERNAL_ERROR] The plan 'Project [a: UNAVAILABLE: mine]",
        "42000 | The table is temporarily unavailable, deadline exceeded",
        "XX000 | [INTERNAL_ERROR] The writes were concurrent",
      })
  void theUsersOwnWordsAndFailuresDecideNothing(String state, String message) {
    DriverException exception = status(state, message, CallTarget.operation("q-1"));
    assertEquals(Kind.SERVER, exception.kind());
    assertEquals(state, exception.sqlState());
  }

  @ParameterizedTest
  @CsvSource({
    "0A000, HYC00",
    "0AKD0, 0AKD0",
    "08003, HY000",
    "08004, HY000",
    "08P01, HY000",
    "01002, HY000",
    "08007, 40003",
    "40003, 40003",
    "40000, 40000",
    "57014, 57014",
    "53200, 53200",
  })
  void whatASessionIsToldIsNoReasonToDropItsConnection(String state, String given) {
    for (CallTarget target :
        new CallTarget[] {CallTarget.session("s-1"), CallTarget.operation("q")}) {
      DriverException exception = status(state, "[SOME_CLASS] text", target);
      assertEquals(Kind.SERVER, exception.kind());
      assertEquals(given, exception.sqlState());
    }
  }

  @Test
  void anErrorOfHttpThatNamesAnOutagePasses() {
    DriverException unavailable =
        new DriverException(
                Kind.TRANSPORT,
                "The server could not take the request: h:1 answered HTTP 503:"
                    + " TEMPORARILY_UNAVAILABLE: Cluster 1 is temporarily unavailable.")
            .withHttpError(
                HttpError.of(
                    "TEMPORARILY_UNAVAILABLE: Cluster 1 is temporarily unavailable.", null));
    assertEquals("57012", ServerErrors.ofHttp(unavailable, CallTarget.session("s-1")).sqlState());
    assertSame(unavailable, ServerErrors.ofHttp(unavailable, CallTarget.OPENING));
    DriverException unnamed =
        new DriverException(
            Kind.TRANSPORT, "The server could not take the request: h:1 answered HTTP 502");
    assertSame(unnamed, ServerErrors.ofHttp(unnamed, CallTarget.session("s-1")));
    DriverException quoted =
        new DriverException(Kind.TRANSPORT, "h:1 answered HTTP 500: 'x: UNAVAILABLE: y'")
            .withHttpError(HttpError.of("Failed 'x: UNAVAILABLE: y'", "INTERNAL_ERROR"));
    assertSame(quoted, ServerErrors.ofHttp(quoted, CallTarget.session("s-1")));
  }

  @Test
  void aStateThatTheServerDoesNotExplainOtherwiseIsTheSessions() {
    assertEquals(
        Kind.SESSION_GONE,
        status("08003", "connection does not exist", CallTarget.session("s-1")).kind());
  }

  @Test
  void whileConnectingThereIsNoConnectionToKeep() {
    assertEquals("08004", status("08004", "[X_Y] no", CallTarget.OPENING).sqlState());
    assertEquals("08006", status("08006", "cut", CallTarget.OPENING).sqlState());
    DriverException busy = status("08KD1", "[SERVER_IS_BUSY] busy", CallTarget.OPENING);
    assertEquals(Kind.CANNOT_CONNECT, busy.kind());
  }

  @Test
  void whatPeopleAreShownCountsWhereThereIsNothingElse() {
    String text = "TEMPORARILY_UNAVAILABLE: try later";
    ServerFailure shown = new ServerFailure(null, 0, null, text, null);
    assertEquals(
        Kind.OUTAGE, ServerErrors.ofStatus(shown, false, CallTarget.operation("q")).kind());
    ServerFailure raised =
        new ServerFailure(null, 0, "java.lang.RuntimeException: " + text, text, null);
    assertEquals(
        Kind.SERVER, ServerErrors.ofStatus(raised, false, CallTarget.operation("q")).kind());
  }

  @Test
  void longTextsAreGivenUpSoon() {
    for (String text :
        new String[] {
          "'".repeat(100_000) + "a.".repeat(500_000),
          "a: ".repeat(300_000),
          "a.".repeat(100) + ": ".repeat(300_000),
          "[A_B] a: ".repeat(100_000),
          "'a\n".repeat(300_000),
        }) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> assertEquals(Kind.SERVER, status(null, text, CallTarget.session("s-1")).kind()));
    }
  }
}
