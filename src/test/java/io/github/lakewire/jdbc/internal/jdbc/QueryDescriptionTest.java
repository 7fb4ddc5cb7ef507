package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.LakewireException;
import io.github.lakewire.jdbc.NamedParameters;
import io.github.lakewire.jdbc.internal.cursor.RowCursor;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.ErrorPlace;
import io.github.lakewire.jdbc.internal.error.ServerError;
import io.github.lakewire.jdbc.internal.jdbc.FakeSession.FakeOperation;
import io.github.lakewire.jdbc.internal.session.ParameterForm;
import io.github.lakewire.jdbc.internal.types.ColumnInfo;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns of a query before it runs: asked for once, and never a failure that a run is spared. */
class QueryDescriptionTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  private static FakeOperation columns(String... namesAndTypes) {
    Object[][] rows = new Object[namesAndTypes.length / 2][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new Object[] {namesAndTypes[2 * i], namesAndTypes[2 * i + 1], null};
    }
    return FakeSession.rows(
        List.of(
            FakeSession.column("col_name", ColumnType.STRING),
            FakeSession.column("data_type", ColumnType.STRING),
            FakeSession.column("comment", ColumnType.STRING)),
        rows);
  }

  private static FakeOperation refusal(String state, String message) {
    ErrorPlace place = ErrorPlace.in(message);
    return FakeSession.failing(
        DriverException.server(
            new ServerError(
                message,
                state,
                0,
                null,
                place == null ? 0 : place.line(),
                place == null ? 0 : place.column())));
  }

  @Test
  void itIsAskedForOnce() throws SQLException {
    session.then(columns("a", "int"));
    PreparedStatement statement = connection.prepareStatement("SELECT a FROM t WHERE b = ?");
    ResultSetMetaData first = statement.getMetaData();
    assertEquals("a", first.getColumnName(1));
    assertSame(first, statement.getMetaData());
    assertEquals(1, session.requests.size());
  }

  @Test
  void otherTypesOfValuesAreAskedForAgainAndOtherValuesAreNot() throws SQLException {
    session
        .then(columns("x", "void"))
        .then(columns("x", "int"))
        .then(columns("x", "decimal(3,2)"))
        .then(columns("x", "decimal(4,3)"));
    PreparedStatement statement = connection.prepareStatement("SELECT ? AS x");
    assertEquals("VOID", statement.getMetaData().getColumnTypeName(1));
    statement.setInt(1, 1);
    assertEquals("INT", statement.getMetaData().getColumnTypeName(1));
    statement.setInt(1, 2);
    assertEquals("INT", statement.getMetaData().getColumnTypeName(1));
    statement.setBigDecimal(1, new BigDecimal("1.25"));
    assertEquals(2, statement.getMetaData().getScale(1));
    statement.setBigDecimal(1, new BigDecimal("1.125"));
    assertEquals(3, statement.getMetaData().getScale(1));
    assertEquals(4, session.requests.size());
  }

  @Test
  void columnsThatAreMadeOfValuesAreAskedForWithEachValue() throws SQLException {
    session.then(columns("a", "int")).then(columns("b", "int"));
    PreparedStatement statement = connection.prepareStatement("SELECT * FROM identifier(?)");
    statement.setString(1, "t");
    assertEquals("a", statement.getMetaData().getColumnName(1));
    statement.setString(1, "u");
    assertEquals("b", statement.getMetaData().getColumnName(1));
    assertEquals("b", statement.getMetaData().getColumnName(1));
    assertEquals(2, session.requests.size());
  }

  @Test
  void whatARunToldIsBetterAndStays() throws SQLException {
    session
        .then(columns("a", "bigint"))
        .then(FakeSession.oneRow(ColumnType.INT, 1))
        .then(columns("d", "string"));
    PreparedStatement statement = connection.prepareStatement("SELECT c FROM t WHERE d = ?");
    statement.setInt(1, 1);
    assertEquals("BIGINT", statement.getMetaData().getColumnTypeName(1));
    try (ResultSet rows = statement.executeQuery()) {
      assertEquals("INT", statement.getMetaData().getColumnTypeName(1));
      assertTrue(rows.next());
    }
    assertEquals("INT", statement.getMetaData().getColumnTypeName(1));
    statement.getMoreResults();
    assertEquals("INT", statement.getMetaData().getColumnTypeName(1));
    assertEquals(2, session.requests.size());
    statement.setString(1, "x");
    assertEquals("STRING", statement.getMetaData().getColumnTypeName(1));
    assertEquals(3, session.requests.size());
  }

  @Test
  void aQueryThatCannotBeDescribedWithoutItsValuesHasNoColumnsYet() throws SQLException {
    session.then(refusal("42K09", "[DATATYPE_MISMATCH] line 1 pos 7")).then(columns("a", "int"));
    PreparedStatement statement = connection.prepareStatement("SELECT explode(?), ?");
    statement.setInt(1, 1);
    assertNull(statement.getMetaData());
    assertNull(statement.getMetaData());
    assertEquals(1, session.requests.size());
    statement.setInt(2, 1);
    assertNotNull(statement.getMetaData());
    assertEquals(2, session.requests.size());
  }

  @Test
  void whereALiteralCannotStandTheValuesGoBesideTheText() throws SQLException {
    session.then(refusal("42601", "[PARSE_SYNTAX_ERROR]")).then(columns("a", "int"));
    PreparedStatement statement = connection.prepareStatement("SELECT * FROM t VERSION AS OF ?");
    statement.setString(1, "3");
    assertEquals("a", statement.getMetaData().getColumnName(1));
    assertEquals("DESCRIBE QUERY SELECT * FROM t VERSION AS OF ?", session.requests.get(1).sql());
    assertEquals(1, session.requests.get(1).parameters().size());
  }

  @Test
  void markersThatAServerTakesInRunsOnlyAreNoFailure() throws SQLException {
    session
        .then(refusal("42601", "[PARSE_SYNTAX_ERROR]"))
        .then(refusal("42P02", "[UNBOUND_SQL_PARAMETER]"));
    PreparedStatement statement = connection.prepareStatement("SELECT * FROM t VERSION AS OF ?");
    statement.setString(1, "3");
    assertNull(statement.getMetaData());
  }

  @Test
  void whatTheRunWouldMeetIsThrownWithPlacesOfTheWrittenText() throws SQLException {
    String message = "[UNRESOLVED_COLUMN] nosuch. SQLSTATE: 42703; line 1 pos %d";
    String literal = "CAST(unhex('69742773') AS STRING)";
    session
        .then(
            refusal(
                "42703", message.formatted(("DESCRIBE QUERY SELECT " + literal + ", ").length())))
        .then(refusal("42703", message.formatted("DESCRIBE QUERY SELECT ?, ".length())));
    PreparedStatement statement = connection.prepareStatement("SELECT ?, nosuch");
    statement.setString(1, "it's");
    SQLException e = assertThrows(SQLException.class, statement::getMetaData);
    assertEquals("42703", e.getSQLState());
    assertTrue(e.getMessage().contains("line 1 pos 10"), e.getMessage());
    assertEquals(1, ((LakewireException) e).details().line());
    assertEquals(11, ((LakewireException) e).details().column());
  }

  @Test
  void aTextWithoutMarkersFailsAsItsRunWould() throws SQLException {
    session.then(refusal("42P01", "[TABLE_OR_VIEW_NOT_FOUND] t; line 1 pos 29"));
    PreparedStatement statement = connection.prepareStatement("SELECT * FROM t");
    SQLException e = assertThrows(SQLException.class, statement::getMetaData);
    assertEquals("42P01", e.getSQLState());
    assertEquals(15, ((LakewireException) e).details().column());
    assertEquals(1, session.requests.size());
  }

  @Test
  void placesInRunsAreThoseOfTheWrittenTextToo() throws SQLException {
    session.parameterForm = ParameterForm.LITERALS;
    String written = "SELECT {fn UCASE(?)}, nosuch";
    String sent = "SELECT UCASE(CAST(unhex('69742773') AS STRING)), nosuch";
    session.then(refusal("42703", "line 1 pos " + sent.indexOf("nosuch")));
    PreparedStatement statement = connection.prepareStatement(written);
    statement.setString(1, "it's");
    SQLException e = assertThrows(SQLException.class, statement::executeQuery);
    assertEquals(sent, session.requests.get(0).sql());
    assertEquals("line 1 pos " + written.indexOf("nosuch") + " [SQLSTATE 42703]", e.getMessage());

    String plain = "SELECT {d '2024-01-02'}, nosuch";
    session.then(refusal("42703", "line 1 pos 26"));
    e = assertThrows(SQLException.class, () -> connection.createStatement().execute(plain));
    assertEquals("SELECT DATE '2024-01-02', nosuch", session.requests.get(1).sql());
    assertEquals("line 1 pos 25 [SQLSTATE 42703]", e.getMessage());
  }

  @Test
  void placesAreThoseOfTheWrittenTextWhileRowsAreReadToo() throws SQLException {
    FakeOperation run = new FakeOperation();
    run.cursor =
        new RowCursor() {
          @Override
          public ResultSchema schema() {
            return new ResultSchema(List.of());
          }

          @Override
          protected boolean loadBatch() throws DriverException {
            throw DriverException.server(
                new ServerError("== SQL (line 1, position 27) ==", "22012", 0, null, 1, 27));
          }

          @Override
          public void close() {}
        };
    session.then(run);
    ResultSet rows = connection.createStatement().executeQuery("SELECT {d '2024-01-02'}, 1/0");
    assertEquals("SELECT DATE '2024-01-02', 1/0", session.requests.get(0).sql());
    SQLException e = assertThrows(SQLException.class, rows::next);
    assertEquals(
        "== SQL (line 1, position 26) == [SQLSTATE 22012] (query 01ef-query)", e.getMessage());
    assertEquals(26, ((LakewireException) e).details().column());
  }

  @ParameterizedTest
  @EnumSource(
      value = DriverException.Kind.class,
      names = {"TIMED_OUT", "CANCELLED", "TRANSPORT", "UNAUTHORIZED"})
  void failuresOfOtherKindsAreThrownAndNotRemembered(DriverException.Kind kind)
      throws SQLException {
    session.then(FakeSession.failing(new DriverException(kind, "no"))).then(columns("a", "int"));
    PreparedStatement statement = connection.prepareStatement("SELECT a FROM t WHERE b = ?");
    SQLException e = assertThrows(SQLException.class, statement::getMetaData);
    assertEquals(kind == DriverException.Kind.TIMED_OUT, e instanceof SQLTimeoutException);
    assertNotNull(statement.getMetaData());
    connection.close();
    assertEquals("08003", assertThrows(SQLException.class, statement::getMetaData).getSQLState());
  }

  @Test
  void aSessionThatIsGoneEndsTheConnection() throws SQLException {
    session.then(FakeSession.failing(new DriverException(DriverException.Kind.SESSION_GONE, "no")));
    PreparedStatement statement = connection.prepareStatement("SELECT a FROM t WHERE b = ?");
    assertEquals("08003", assertThrows(SQLException.class, statement::getMetaData).getSQLState());
    assertTrue(connection.isClosed());
    assertEquals("08003", assertThrows(SQLException.class, statement::getMetaData).getSQLState());
    assertEquals(1, session.requests.size());
  }

  @Test
  void serversThatDoNotKnowTheQuestionHaveNoAnswer() throws SQLException {
    session.parameterForm = ParameterForm.WALL_CLOCK_LITERALS;
    session.then(refusal("42000", "ParseException line 1:9 missing EOF at 'SELECT'"));
    PreparedStatement statement = connection.prepareStatement("SELECT 1");
    assertNull(statement.getMetaData());
    assertNull(statement.getMetaData());
    assertEquals(1, session.requests.size());
  }

  @Test
  void namesOfMarkersAreAnotherQuestion() throws SQLException {
    session.then(columns("a", "int")).then(columns("a", "string"));
    PreparedStatement statement = connection.prepareStatement("SELECT :x AS a");
    statement.getMetaData();
    statement.unwrap(NamedParameters.class).setObject("x", "it");
    assertEquals("STRING", statement.getMetaData().getColumnTypeName(1));
    assertEquals("DESCRIBE QUERY SELECT 'it' AS a", session.requests.get(1).sql());
  }

  @Test
  void theCurrentCountStaysWhenAnotherStatementIsDescribed() throws SQLException {
    session.then(FakeSession.count(3));
    PreparedStatement statement = connection.prepareStatement("DELETE FROM t");
    statement.execute();
    assertNull(statement.getMetaData());
    assertEquals(3, statement.getUpdateCount());
  }

  @Test
  void aQueryIsDescribedWithoutRunningIt() throws SQLException {
    List<ColumnInfo> answer =
        List.of(
            FakeSession.column("col_name", ColumnType.STRING),
            FakeSession.column("data_type", ColumnType.STRING),
            FakeSession.column("comment", ColumnType.STRING));
    session.then(
        FakeSession.rows(
            answer,
            new Object[] {"a", "decimal(10,2)", null},
            new Object[] {"s", "struct<Field:int>", "about s"}));
    PreparedStatement statement =
        connection.prepareStatement("SELECT a, s FROM t WHERE x = ? AND y = ? LIMIT ?");
    statement.setMaxRows(1);
    statement.setString(1, "it's");
    ResultSetMetaData columns = statement.getMetaData();
    assertEquals(
        List.of(
            "DESCRIBE QUERY SELECT a, s FROM t WHERE x = CAST(unhex('69742773') AS STRING) AND y ="
                + " NULL LIMIT 0"),
        session.statements());
    assertEquals(0, session.requests.get(0).maxRows());
    assertEquals(2, columns.getColumnCount());
    assertEquals("a", columns.getColumnLabel(1));
    assertEquals(Types.DECIMAL, columns.getColumnType(1));
    assertEquals(10, columns.getPrecision(1));
    assertEquals(Types.STRUCT, columns.getColumnType(2));
    assertEquals("STRUCT<Field: INT>", columns.getColumnTypeName(2));
    assertNull(statement.getResultSet());

    for (String other :
        List.of(
            "INSERT INTO t VALUES (?)",
            "INSERT INTO t SELECT 1",
            "WITH c AS (SELECT 1) INSERT INTO t SELECT * FROM c",
            "UPDATE t SET a = 1",
            "MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE",
            "DELETE FROM t",
            "CREATE TABLE t AS SELECT 1",
            "SHOW TABLES")) {
      assertNull(connection.prepareStatement(other).getMetaData(), other);
    }
    assertEquals(1, session.requests.size());
    for (String query :
        List.of("(SELECT 1)", "WITH c AS (SELECT 1) SELECT * FROM c", "FROM t", "VALUES (1)")) {
      session.then(FakeSession.rows(answer));
      assertNotNull(connection.prepareStatement(query).getMetaData(), query);
    }
  }

  @Test
  void markersAreDescribedAsNullOrTheirValueAndNeverAsText() throws SQLException {
    for (Object value : new Object[] {null, 5}) {
      session.requests.clear();
      session.then(
          FakeSession.rows(
              List.of(
                  FakeSession.column("col_name", ColumnType.STRING),
                  FakeSession.column("data_type", ColumnType.STRING),
                  FakeSession.column("comment", ColumnType.STRING)),
              new Object[] {"n", "decimal(10,2)", null}));
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT a + ? AS n FROM t LIMIT ?")) {
        if (value != null) {
          statement.setObject(1, value);
        }
        assertEquals(Types.DECIMAL, statement.getMetaData().getColumnType(1));
      }
      assertEquals(
          List.of(
              "DESCRIBE QUERY SELECT a + "
                  + (value == null ? "NULL" : "5")
                  + " AS n FROM t LIMIT 0"),
          session.statements());
    }
  }
}
