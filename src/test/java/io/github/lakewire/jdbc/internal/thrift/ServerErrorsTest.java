package io.github.lakewire.jdbc.internal.thrift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.error.HttpError;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.error.ServerText;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerErrorsTest {
  private static final CallTarget OPERATION = CallTarget.operation("q-1");

  private static ServerFailure failure(@Nullable String state, @Nullable String message) {
    return new ServerFailure(state, 0, message, null, null);
  }

  private static DriverException status(ServerFailure failure, CallTarget target) {
    return ServerErrors.ofStatus(failure, false, target);
  }

  @Test
  void addsWhatTheTextLacks() {
    ServerFailure failure =
        new ServerFailure(
            "42P01",
            7,
            "Error running query: [X] org.Y",
            "\nNo such table.\n",
            "{\"messageTemplate\":{\"errorClass\":\"WRONG\"},\"errorClass\":\"TABLE_OR_VIEW_NOT_FOUND\"}");
    DriverException exception = status(failure, OPERATION);
    assertEquals(
        "No such table. [SQLSTATE 42P01, TABLE_OR_VIEW_NOT_FOUND] (query q-1)",
        exception.getMessage());
    assertEquals("42P01", exception.sqlState());
    assertNotNull(exception.serverError());
    assertEquals(7, exception.serverError().vendorCode());
    assertEquals("q-1", exception.details().queryId());
  }

  @Test
  void addsNothingThatIsInTheText() {
    DriverException exception =
        status(failure("22012", "[DIVIDE_BY_ZERO] Bad. SQLSTATE: 22012 (query q-1)"), OPERATION);
    assertEquals("[DIVIDE_BY_ZERO] Bad. SQLSTATE: 22012 (query q-1)", exception.getMessage());
  }

  @Test
  void detailsThatAreNoJsonDoNoHarm() {
    ServerFailure failure = new ServerFailure("42000", 0, null, "Bad", "{\"errorClass\":");
    assertEquals("Bad [SQLSTATE 42000] (query q-1)", status(failure, OPERATION).getMessage());
  }

  @Test
  void hiveServersTextLosesItsClassAndKeepsWhatItSays() {
    String text =
        "org.apache.hive.service.cli.HiveSQLException: Error running query: [PARSE_SYNTAX_ERROR] "
            + "\n[PARSE_SYNTAX_ERROR] Syntax error at or near 'SELEC'. SQLSTATE: 42601 (line 1)"
            + "\n\tat org.apache.A.b(A.java:1)\nCaused by: x: y\n\tat c.d(E.java:2)";
    DriverException exception = status(failure(null, text), OPERATION);
    assertEquals(
        "Error running query: [PARSE_SYNTAX_ERROR] \n[PARSE_SYNTAX_ERROR] Syntax error at or near"
            + " 'SELEC'. SQLSTATE: 42601 (line 1) (query q-1)",
        exception.getMessage());
    assertEquals("42601", exception.sqlState());
    assertNotNull(exception.serverError());
    assertEquals("PARSE_SYNTAX_ERROR", exception.serverError().errorClass());
  }

  @Test
  void stackTraceInTheTextIsCutOff() {
    DriverException exception =
        status(failure(null, "Boom\n\tat org.apache.A.b(A.java:1)"), OPERATION);
    assertEquals("Boom (query q-1)", exception.getMessage());
    assertEquals("HY000", exception.sqlState());
  }

  @ParameterizedTest
  @ValueSource(strings = {"4260", "426011", "42 01", "abcde", ""})
  void otherThanFiveCharactersIsNoSqlState(String state) {
    DriverException exception = status(failure(state, "Bad"), OPERATION);
    assertEquals("HY000", exception.sqlState());
  }

  @ParameterizedTest
  @CsvSource({
    "Invalid SessionHandle: SessionHandle [1],               SESSION_GONE, 08003",
    "requirement failed: Session handle [1] has not been initialized or had already closed,"
        + " SESSION_GONE, 08003",
    "Invalid OperationHandle: OperationHandle [2],           SERVER,       24000",
  })
  void lostHandlesAreRecognisedByText(String text, Kind kind, String state) {
    for (CallTarget target : new CallTarget[] {CallTarget.session("s-1"), OPERATION}) {
      DriverException exception = status(failure("08000", text), target);
      assertEquals(kind, exception.kind());
      assertEquals(state, exception.sqlState());
      DriverException rejected =
          new DriverException(Kind.REJECTED, "HTTP 400: BAD_REQUEST: " + text)
              .withHttpError(HttpError.of("BAD_REQUEST: " + text, null));
      assertEquals(kind, ServerErrors.ofHttp(rejected, target).kind());
      assertEquals(state, ServerErrors.ofHttp(rejected, target).sqlState());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Invalid SessionHandle: SessionHandle [4d00c5b7]",
        "Invalid SessionHandle [4d00c5b7]",
        "Invalid SessionHandle: Session [4d00c5b7] is closed.",
        "org.apache.kyuubi.KyuubiSQLException: org.apache.kyuubi.KyuubiSQLException: Invalid"
            + " SessionHandle [4d00c5b7]\n\tat org.apache.A.b(A.java:1)",
        "org.apache.hive.service.cli.HiveSQLException: Invalid SessionHandle: SessionHandle [1]",
        "requirement failed: Session handle: SessionHandle [4d00c5b7] has not been initialized or"
            + " had already closed.",
        "java.lang.IllegalArgumentException: requirement failed: Session handle: SessionHandle"
            + " [4d00c5b7] has not been initialized or had already closed.",
      })
  void lostSessionsInTheWordsOfEachServer(String message) {
    for (String state : new String[] {null, "08000", "HY000"}) {
      for (CallTarget target : new CallTarget[] {CallTarget.session("s-1"), OPERATION}) {
        assertEquals(Kind.SESSION_GONE, status(failure(state, message), target).kind());
      }
    }
  }

  static Stream<ServerFailure> failuresThatSpeakOfHandles() {
    String parse = "[PARSE_SYNTAX_ERROR] Syntax error at or near ";
    String handle = "Invalid SessionHandle: SessionHandle [1]";
    return Stream.of(
            "Error running query: "
                + parse
                + "end of input. SQLSTATE: 42601 (line 1, pos 38)"
                + "\n\n== SQL ==\nSELECT 'HANDLE' x FROM\n------^^^",
            parse + "'HANDLE'. SQLSTATE: 42601 (line 1, pos 8)",
            parse + "''HANDLE''. (line 1, pos 8)",
            parse + "'x'. (line 1, pos 8)\n\n== SQL ==\n/* HANDLE */ x\n-- HANDLE\n^^^",
            "Table or view not found: `HANDLE`; line 1 pos 14;\n'UnresolvedRelation [HANDLE]",
            "cannot resolve '`HANDLE`' given input columns: []",
            "java.lang.RuntimeException: HANDLE",
            "Error running query: java.lang.RuntimeException: HANDLE",
            "org.apache.spark.SparkRuntimeException: [USER_RAISED_EXCEPTION] HANDLE",
            "Boom\n\tat a.B.c(D.java:1)\nCaused by: org.apache.hive.service.cli.HiveSQLException:"
                + " HANDLE\n\tat e.F.g(H.java:2)",
            "The value 'HANDLE' of the type STRING cannot be cast",
            "HANDLE is what the user says, 'HANDLE'")
        .flatMap(
            text ->
                Stream.of(handle, "Invalid OperationHandle: OperationHandle [1]")
                    .map(
                        words ->
                            text.startsWith("HANDLE is") ? text : text.replace("HANDLE", words)))
        .flatMap(
            text ->
                Stream.of(
                    failure(null, text),
                    failure("HY000", text),
                    failure("08000", text),
                    new ServerFailure("08000", 0, text, null, "{\"sqlState\":\"08000\"}")));
  }

  @ParameterizedTest
  @MethodSource("failuresThatSpeakOfHandles")
  void quotedWordsAreNoLostHandle(ServerFailure failure) {
    for (CallTarget target : new CallTarget[] {CallTarget.session("s-1"), OPERATION}) {
      DriverException exception = status(failure, target);
      assertNotEquals(Kind.SESSION_GONE, exception.kind(), exception.getMessage());
      assertNotEquals("24000", exception.sqlState());
    }
    DriverException ended = ServerErrors.ofState(OperationState.ERROR, failure, "q-1");
    assertNotEquals(Kind.SESSION_GONE, ended.kind(), ended.getMessage());
    DriverException rejected =
        new DriverException(Kind.REJECTED, "HTTP 400: " + failure.message())
            .withHttpError(HttpError.of("BAD_REQUEST: " + failure.message(), null));
    assertSame(rejected, ServerErrors.ofHttp(rejected, CallTarget.session("s-1")));
    assertSame(rejected, ServerErrors.ofHttp(rejected, OPERATION));
  }

  @ParameterizedTest
  @CsvSource({"42601,", "P0001,", "45000,", "22012,", ",SOME_CLASS", "08000,SOME_CLASS"})
  void stateAndClassCountForMoreThanTheText(@Nullable String state, @Nullable String errorClass) {
    String text = "Invalid SessionHandle: SessionHandle [1]";
    ServerFailure raised =
        new ServerFailure(
            state,
            0,
            text,
            text,
            errorClass == null ? null : "{\"errorClass\":\"" + errorClass + "\"}");
    assertNotEquals(Kind.SESSION_GONE, status(raised, CallTarget.session("s-1")).kind());
  }

  @Test
  void whatAStatementRaisesIsNotTheSessionsState() {
    ServerFailure signalled = failure("08003", "Invalid SessionHandle: SessionHandle [1]");
    DriverException exception = ServerErrors.ofState(OperationState.ERROR, signalled, "q-1");
    assertEquals(Kind.SERVER, exception.kind());
    assertEquals("HY000", exception.sqlState());
    DriverException named =
        status(failure(null, "x 'y' SQLSTATE: 08003"), CallTarget.session("s-1"));
    assertEquals(Kind.SERVER, named.kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "Bad: 'SQLSTATE: 40001' is no name. SQLSTATE: 42704 | 42704",
        "[USER_RAISED_EXCEPTION] SQLSTATE: 40001 SQLSTATE: P0001 | P0001",
        "Bad. SQLSTATE: 42601 (line 1, pos 0) == SQL == SELECT 1 -- SQLSTATE: 40001 | 42601",
        "Bad ''SQLSTATE: 40001'' and no more | HY000",
      })
  void statesInTheUsersWordsAreNone(String text, String state) {
    assertEquals(state, status(failure(null, text), OPERATION).sqlState());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "Table not found: 'a [DELTA_CONCURRENT_APPEND] b'",
        "Syntax error at or near [DELTA_CONCURRENT_APPEND]",
        "java.lang.RuntimeException: [DELTA_CONCURRENT_APPEND] mine",
        "Error running query: java.lang.RuntimeException: [DELTA_CONCURRENT_APPEND] mine",
      })
  void classesInTheUsersWordsAreNone(String text) {
    assertNull(ErrorText.errorClass(new ServerFailure(null, 0, text, null, null)));
    assertNull(
        ErrorText.errorClass(
            new ServerFailure(
                null, 0, "java.lang.RuntimeException: [A_B_C] x", "[A_B_C] x", null)));
  }

  @Test
  void lostHandlesAreRecognisedByStatusCode() {
    assertEquals(
        Kind.SESSION_GONE,
        ServerErrors.ofStatus(failure(null, "?"), true, CallTarget.session("s-1")).kind());
    assertEquals("24000", ServerErrors.ofStatus(failure(null, "?"), true, OPERATION).sqlState());
  }

  @Test
  void missingResourceIsWhatTheCallWasAddressedTo() {
    DriverException missing =
        new DriverException(Kind.REJECTED, "HTTP 404: RESOURCE_DOES_NOT_EXIST: gone")
            .withHttpError(HttpError.of("RESOURCE_DOES_NOT_EXIST: gone", null));
    assertEquals(Kind.SESSION_GONE, ServerErrors.ofHttp(missing, CallTarget.session("s-1")).kind());
    assertEquals("24000", ServerErrors.ofHttp(missing, OPERATION).sqlState());
    assertSame(missing, ServerErrors.ofHttp(missing, CallTarget.OPENING));
    DriverException named =
        new DriverException(Kind.REJECTED, "HTTP 404: gone")
            .withHttpError(HttpError.of("gone", "RESOURCE_DOES_NOT_EXIST"));
    assertEquals(Kind.SESSION_GONE, ServerErrors.ofHttp(named, CallTarget.session("s-1")).kind());
    DriverException quoted =
        new DriverException(Kind.REJECTED, "HTTP 400: BAD_REQUEST: 'RESOURCE_DOES_NOT_EXIST'")
            .withHttpError(HttpError.of("BAD_REQUEST: 'RESOURCE_DOES_NOT_EXIST'", "BAD_REQUEST"));
    assertSame(quoted, ServerErrors.ofHttp(quoted, CallTarget.session("s-1")));
    DriverException broken = new DriverException(Kind.TRANSPORT, "Invalid SessionHandle");
    assertSame(broken, ServerErrors.ofHttp(broken, CallTarget.session("s-1")));
  }

  @ParameterizedTest
  @CsvSource({
    "CANCELED,  CANCELLED, 57014",
    "TIMED_OUT, TIMED_OUT, HYT00",
    "CLOSED,    SERVER,    HY000",
    "ERROR,     SERVER,    HY000",
    "UNKNOWN,   SERVER,    HY000",
  })
  void statesOtherThanFinishedAreFaults(OperationState state, Kind kind, String sqlState) {
    DriverException exception = ServerErrors.ofState(state, failure(null, null), "q-1");
    assertEquals(kind, exception.kind());
    assertEquals(sqlState, exception.sqlState());
    assertTrue(exception.getMessage().endsWith("(query q-1)"), exception.getMessage());
  }

  @Test
  void timeoutOfTheServerIsATimeoutByItsSqlState() {
    assertEquals(Kind.TIMED_OUT, status(failure("57KD0", "too long"), OPERATION).kind());
    DriverException inState =
        ServerErrors.ofState(OperationState.ERROR, failure("57KD0", "too long"), null);
    assertEquals("HYT00", inState.sqlState());
  }

  @Test
  void refusedOpeningIsRejectedUnlessTheServerSaysMore() {
    assertEquals("08004", status(failure(null, "no"), CallTarget.OPENING).sqlState());
    assertEquals("42704", status(failure("42704", "no catalog"), CallTarget.OPENING).sqlState());
    DriverException noThrift = status(failure("KP001", "unsupported"), CallTarget.OPENING);
    assertEquals(Kind.REJECTED, noThrift.kind());
    assertTrue(noThrift.getMessage().contains("does not accept Thrift"), noThrift.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "[X_Y] Bad. SQLSTATE: 42601 (line 2, pos 7) == SQL == | 2 | 8",
        "[X_Y] No such. SQLSTATE: 42P01; line 1 pos 14; 'Project | 1 | 15",
        "[X_Y] Zero. SQLSTATE: 22012 == SQL (line 3, position 8) == | 3 | 8",
        "[X_Y] Nothing of the kind, online 1 pos | 0 | 0",
        "[X_Y] line 99999999999, pos 1 | 0 | 0",
        "[X_Y] `line 5, pos 3` cannot be resolved; line 1 pos 7;'Project | 1 | 8",
        "[X_Y] near ''(line 5, pos 3)''. SQLSTATE: 42601 (line 1, pos 7) == SQL == x | 1 | 8",
        "[X_Y] see line 5, pos 3 == SQL (line 2, position 7) == x | 2 | 7",
        "[X_Y] No such == SQL == SELECT 1 -- line 5, pos 3 | 0 | 0",
      })
  void placeInTheStatement(String text, int line, int column) {
    ServerError error =
        status(new ServerFailure("42000", 0, null, text, null), OPERATION).serverError();
    assertNotNull(error);
    assertEquals(line, error.line());
    assertEquals(column, error.column());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "57KD0 | too long | statement_timeout",
        "42P02 | [UNBOUND_SQL_PARAMETER] Found ? | PreparedStatement",
        "42601 | [PARSE_SYNTAX_ERROR] Syntax error at or near 'B': extra input 'B' == SQL == A; B |"
            + " one by one",
        "42601 | [PARSE_SYNTAX_ERROR] Syntax error at or near '{' | setEscapeProcessing",
        "HY000 | Query has been timed out due to inactivity | keepAliveInterval",
        "HY000 | Error running query: Query has been timed out due to inactivity | keepAliveI",
      })
  void hintsWhereOneHelps(String state, String text, String hint) {
    String message = String.valueOf(status(failure(state, text), OPERATION).getMessage());
    assertTrue(message.startsWith(text + " Hint: "), message);
    assertTrue(message.contains(hint), message);
    assertTrue(message.endsWith("(query q-1)"), message);
  }

  @Test
  void noHintWhereTheServerSaysEnough() {
    DriverException exception =
        status(failure("42P01", "[TABLE_OR_VIEW_NOT_FOUND] No."), OPERATION);
    assertFalse(String.valueOf(exception.getMessage()).contains("Hint"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "42P01 | [X_Y] 'Query has been timed out due to inactivity'",
        "42601 | [PARSE_SYNTAX_ERROR] Syntax error at or near 'x' == SQL == 'extra input'; {",
        "42601 | [PARSE_SYNTAX_ERROR] Syntax error at or near 'x' == SQL == near '{'",
      })
  void noHintForTheUsersOwnWords(String state, String text) {
    DriverException exception = status(failure(state, text), OPERATION);
    assertFalse(String.valueOf(exception.getMessage()).contains("Hint"));
  }

  @Test
  void handlesPrintTheirIdOnly() throws Exception {
    assertEquals(Handles.ID, Handles.operation().toString());
    assertEquals(Handles.ID, Handles.session().toString());
    StatementRequest.Parameter parameter = new StatementRequest.Parameter(null, "STRING", "secret");
    assertFalse(parameter.toString().contains("secret"));
    assertNull(ErrorText.errorClass(failure(null, "no class here [abc]")));
  }

  @Test
  void longTextsWithoutAClassAreGivenUpSoon() {
    String blanks = " ".repeat(20_000_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertNull(ErrorText.errorClass(failure(null, blanks))));
  }

  @Test
  void whatServersWriteIsCutAndEscapedBeforeAnybodySeesIt() {
    assertEquals("a\\u001b[31m\n\tb\\u0000", ServerText.shown("a\u001b[31m\n\tb\0"));
    String shown = ServerText.shown("x".repeat(1 << 20));
    assertEquals("x".repeat(2_000) + "...", shown);
    // No half of a character, and nothing that turns the direction of what follows.
    assertEquals("x".repeat(1_999) + "...", ServerText.shown("x".repeat(1_999) + "\ud83d\ude00"));
    assertEquals(
        "\\u0085\\u2028\\u202e\\u2066\\u000d", ServerText.shown("\u0085\u2028\u202e\u2066\r"));
  }

  @Test
  void linesOfAMessageAreNoLinesOfTheLog() {
    assertEquals("a\n  ^\n", ServerText.shown("a\r\n  ^\n"));
    assertEquals("a\n  ^\n", ServerText.whole("a\r\n  ^\n"));
    assertEquals("a\\u000d\\n  ^\\n", ServerText.line("a\r\n  ^\n"));
  }
}
