package io.github.lakewire.jdbc.internal.sqlerror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ErrorPlace;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.sql.ParameterMarkers;
import io.github.lakewire.jdbc.internal.sql.Rewriting;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorInWrittenTextTest {

  private static DriverException fault(String message) {
    ErrorPlace place = ErrorPlace.in(message);
    return DriverException.server(
            new ServerError(
                message,
                "42601",
                7,
                "PARSE_SYNTAX_ERROR",
                place == null ? 0 : place.line(),
                place == null ? 0 : place.column()))
        .inQuery("id")
        .inRequest("request");
  }

  private static final Rewriting DESCRIBED =
      ParameterMarkers.of("SELECT ?,\n  ? AS a FORM t;")
          .rewrite(List.of("CAST(unhex('61') AS STRING)", "'b\nc'"))
          .behind("DESCRIBE QUERY ");

  @Test
  void placesAndTheTextAreThoseThatWereWritten() {
    DriverException exception =
        fault(
            "[PARSE_SYNTAX_ERROR] Syntax error at or near 't'. SQLSTATE: 42601 (line 3, pos 13)\n\n"
                + "== SQL ==\n"
                + "DESCRIBE QUERY SELECT CAST(unhex('61') AS STRING),\n"
                + "  'b\n"
                + "c' AS a FORM t\n"
                + "-------------^^^");
    DriverException moved = ErrorInWrittenText.of(exception, DESCRIBED);
    assertEquals(
        "[PARSE_SYNTAX_ERROR] Syntax error at or near 't'. SQLSTATE: 42601 (line 2, pos 14)\n\n"
            + "== SQL ==\n"
            + "SELECT ?,\n"
            + "  ? AS a FORM t\n"
            + "--------------^^^",
        moved.serverError().message());
    assertEquals(2, moved.serverError().line());
    assertEquals(15, moved.serverError().column());
    assertEquals("42601", moved.sqlState());
    assertEquals("request", moved.requestId());
    assertEquals("id", moved.details().queryId());
    assertEquals(7, moved.serverError().vendorCode());
  }

  @Test
  void theOtherWayToNameAPlaceIsKnownToo() {
    DriverException moved =
        ErrorInWrittenText.of(
            fault("[DIVIDE_BY_ZERO] … SQLSTATE: 22012\n== SQL (line 1, position 23) ==\nCAST"),
            DESCRIBED);
    assertEquals(
        "[DIVIDE_BY_ZERO] … SQLSTATE: 22012\n== SQL (line 1, position 8) ==\nCAST",
        moved.serverError().message());
    assertEquals(8, moved.serverError().column());
  }

  @Test
  void placesInTheUsersWordsStayAsTheyAre() {
    DriverException moved =
        ErrorInWrittenText.of(
            fault(
                "[X_Y] `line 1, pos 22` or 'line 1 pos 22' (line 1, pos 22)\n== SQL ==\n"
                    + "SELECT 1 -- line 1, pos 22"),
            DESCRIBED);
    assertEquals(
        "[X_Y] `line 1, pos 22` or 'line 1 pos 22' (line 1, pos 7)\n== SQL ==\n"
            + "SELECT 1 -- line 1, pos 22",
        moved.serverError().message());
    assertEquals(8, moved.serverError().column());
  }

  @Test
  void whatIsNoPlaceOfTheTextStaysAsItIs() {
    String message = "Failed at line 9 pos 4, and nowhere else";
    DriverException moved = ErrorInWrittenText.of(fault(message), DESCRIBED);
    assertEquals(message, moved.serverError().message());
    assertEquals(9, moved.serverError().line());
  }

  @Test
  void errorsOfUnchangedTextsAndOfOthersThanTheServerAreLeftAlone() {
    DriverException exception = fault("line 1 pos 3");
    assertSame(exception, ErrorInWrittenText.of(exception, Rewriting.of("SELECT")));
    DriverException lost = new DriverException(DriverException.Kind.TRANSPORT, "line 1 pos 3");
    assertSame(lost, ErrorInWrittenText.of(lost, DESCRIBED));
  }
}
