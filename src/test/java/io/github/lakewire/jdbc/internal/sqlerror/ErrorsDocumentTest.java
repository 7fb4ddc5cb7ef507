package io.github.lakewire.jdbc.internal.sqlerror;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.PoolEviction;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.error.SqlState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page of errors is written from the table; {@code -Ddocs.update} writes it anew. */
class ErrorsDocumentTest {
  private static final Path PAGE =
      Path.of(System.getProperty("lakewire.root", ".."), "src", "docs", "errors.md");

  /** One state for each of the server's classes that have an exception of their own. */
  private static final Map<String, String> SERVER_STATES = new LinkedHashMap<>();

  static {
    SERVER_STATES.put("08003, 08004, 08P01 while connecting", "08003");
    SERVER_STATES.put("other 08 while connecting", "08S01");
    SERVER_STATES.put("0A; 0A000 becomes HYC00", "0A000");
    SERVER_STATES.put("22", "22012");
    SERVER_STATES.put("23", "23505");
    SERVER_STATES.put("28", "28000");
    SERVER_STATES.put("40 but 40003", "40001");
    SERVER_STATES.put("42", "42P01");
    SERVER_STATES.put("57KD0, which becomes HYT00", SqlState.TIMEOUT.code());
    SERVER_STATES.put("all others", "XX000");
  }

  @Test
  void pageSaysWhatTheTableSays() throws IOException {
    String page = render();
    if (System.getProperty("docs.update") != null) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE), "run the test with -Ddocs.update to write " + PAGE);
  }

  private static String render() {
    StringBuilder page =
        new StringBuilder(
            """
            # Errors

            Written from the table in `SqlState.java` by `ErrorsDocumentTest`; do not edit.

            A message begins with the reason, in the server's words. It ends with the SQLState, the server's error
            class, the query id and the id of the request, where they are known. The cause is kept. Tokens, signed
            links and the values of parameters are in no message and no log. Every exception is a standard class of
            `java.sql` and a `LakewireException`:

            ```java
            } catch (SQLException e) {
              if (e instanceof LakewireException failure) {
                ErrorDetails details = failure.details(); // errorClass, line, column, queryId, requestId, serverState
                ExecutionOutcome outcome = failure.outcome(); // EXECUTED, NOT_EXECUTED, UNKNOWN
              }
            }
            ```

            `outcome()` says whether the statement was executed, as far as the driver knows. It is NOT_EXECUTED when
            the statement was not sent, when the server refused it, or when the server reports that its operation
            failed, was cancelled, closed or timed out. It is EXECUTED when the server reported that it had finished.
            It is UNKNOWN in all other cases: the request or its response was lost, the driver stopped waiting, or a
            gateway answered in place of the server. The message of a write then says: whether the statement was
            executed is not known: look for its effect before you repeat it. The outcome of a `BatchUpdateException`
            is that of the rows behind its counts that failed together.

            The driver itself sends a statement again only when it could not be sent, or when the answer says that
            it was refused: HTTP 429, and 503 with `Retry-After` or `TEMPORARILY_UNAVAILABLE`. That is safe only as
            far as gateways keep their word: one that answers so to a statement that it has passed on has it
            executed twice. With `retryWrites=never` a statement that may write fails then, and its outcome is
            UNKNOWN.

            When it is serialized, an exception becomes the standard class, so that it can be read where the driver
            is not.

            ## States of the driver

            The column "pools" says whether HikariCP, DBCP2 and other pools drop the connection.

            | SQLState | exception | pools | when | what to do |
            |---|---|---|---|---|
            """);
    for (SqlState state : SqlState.values()) {
      page.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  state.code(),
                  classesOf(state),
                  PoolEviction.isState(state.code()) ? "drop it" : "keep it",
                  state.meaning(),
                  state.remedy()));
    }
    page.append(
        """

        ## States of the server

        They are passed on and decide the class. An error without a SQLState is `HY000`.

        Some states would make a pool drop the connection: class 08, 57P01 to 57P03, 01002, JZ0C0, JZ0C1. When
        the server sends one in an open session it speaks of another connection, for example to a federated
        database. So it is replaced: 08003 (with an error class), 08004, 08P01 and 01002 by `HY000`, 08007 by `40003`, all others by
        `57012`. `ErrorDetails.serverState()` and the message have the server's own.

        Write conflicts are `40001` and temporary outages `57012`, whatever state the server sends.

        | SQLState | exception |
        |---|---|
        """);
    SERVER_STATES.forEach(
        (label, state) -> {
          ServerError error = new ServerError("text", state, 0, null);
          page.append(
              "| %s | %s |\n"
                  .formatted(label, standard(SqlExceptions.from(DriverException.server(error)))));
        });
    page.append(
        """

        ## Warnings

        | SQLState | when |
        |---|---|
        | `01000` | messages of the server along with success; what a server lacks; `rollback` without a transaction; `executeUpdate` that returned rows, `executeQuery` that returned none; generated keys that were asked for |
        | `01S00` | a connection property or client information with an unknown name |
        | `01S02` | something else was done than asked for, such as another type of result set |
        """);
    return page.toString();
  }

  /** The class that comes with the state itself, and those of the faults that have it. */
  private static String classesOf(SqlState state) {
    Set<String> names = new TreeSet<>();
    for (DriverException.Kind kind : DriverException.Kind.values()) {
      List<SQLException> made =
          List.of(
              SqlExceptions.atConnect(new DriverException(kind, "text")),
              SqlExceptions.from(new DriverException(kind, "text")));
      for (SQLException e : made) {
        if (e.getSQLState().equals(state.code())) {
          names.add(standard(e));
        }
      }
    }
    return names.isEmpty() ? standard(SqlExceptions.of(state, "text")) : String.join(", ", names);
  }

  private static String standard(SQLException e) {
    return e.getClass().getSuperclass().getSimpleName();
  }
}
