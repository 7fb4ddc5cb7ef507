package io.github.lakewire.jdbc.internal.thrift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.DriverException.Kind;
import io.github.lakewire.jdbc.internal.error.ServerError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    for (CallTarget target : new CallTarget[] {CallTarget.SESSION, OPERATION}) {
      DriverException exception = status(failure("08000", text), target);
      assertEquals(kind, exception.kind());
      assertEquals(state, exception.sqlState());
      DriverException rejected =
          new DriverException(Kind.REJECTED, "HTTP 400: BAD_REQUEST: " + text);
      assertEquals(kind, ServerErrors.ofHttp(rejected, target).kind());
      assertEquals(state, ServerErrors.ofHttp(rejected, target).sqlState());
    }
  }

  @Test
  void lostHandlesAreRecognisedByStatusCode() {
    assertEquals(
        Kind.SESSION_GONE,
        ServerErrors.ofStatus(failure(null, "?"), true, CallTarget.SESSION).kind());
    assertEquals("24000", ServerErrors.ofStatus(failure(null, "?"), true, OPERATION).sqlState());
  }

  @Test
  void missingResourceIsWhatTheCallWasAddressedTo() {
    DriverException missing =
        new DriverException(Kind.REJECTED, "HTTP 404: RESOURCE_DOES_NOT_EXIST: gone");
    assertEquals(Kind.SESSION_GONE, ServerErrors.ofHttp(missing, CallTarget.SESSION).kind());
    assertEquals("24000", ServerErrors.ofHttp(missing, OPERATION).sqlState());
    assertSame(missing, ServerErrors.ofHttp(missing, CallTarget.OPENING));
    DriverException broken = new DriverException(Kind.TRANSPORT, "Invalid SessionHandle");
    assertSame(broken, ServerErrors.ofHttp(broken, CallTarget.SESSION));
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
      value = {
        "[X_Y] Bad. SQLSTATE: 42601 (line 2, pos 7) == SQL == | 2 | 8",
        "[X_Y] No such. SQLSTATE: 42P01; line 1 pos 14; 'Project | 1 | 15",
        "[X_Y] Zero. SQLSTATE: 22012 == SQL (line 3, position 8) == | 3 | 8",
        "[X_Y] Nothing of the kind, online 1 pos | 0 | 0",
        "[X_Y] line 99999999999, pos 1 | 0 | 0",
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
}
