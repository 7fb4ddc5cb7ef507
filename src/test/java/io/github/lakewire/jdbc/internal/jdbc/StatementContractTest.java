package io.github.lakewire.jdbc.internal.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.fault.Fault;
import io.github.lakewire.jdbc.internal.jdbc.FakeBackend.FakeExecution;
import io.github.lakewire.jdbc.internal.results.ColumnType;
import io.github.lakewire.jdbc.internal.session.StatementRequest.Parameter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What JDBC promises of a connection and its statements, and what tools rely on. */
class StatementContractTest {
  private final FakeBackend backend = new FakeBackend();
  private final LakewireConnection connection = backend.connect();

  private ResultSet one(ColumnType type, Object value) throws SQLException {
    backend.then(FakeBackend.oneRow(type, value));
    ResultSet rows = connection.createStatement().executeQuery("SELECT c");
    assertTrue(rows.next());
    return rows;
  }

  @Test
  void getObjectGivesTheClassThatWasAskedFor() throws SQLException {
    LocalDateTime local = LocalDateTime.of(2024, 2, 29, 1, 2, 3);
    ResultSet ntz = one(ColumnType.TIMESTAMP_NTZ, local);
    assertEquals(local, ntz.getObject(1, LocalDateTime.class));
    assertEquals(local.toLocalTime(), ntz.getObject(1, LocalTime.class));
    ResultSet text = one(ColumnType.STRING, "6f660a9c-8176-4bf3-8335-62b6ca1e769b");
    assertEquals(
        UUID.fromString("6f660a9c-8176-4bf3-8335-62b6ca1e769b"), text.getObject(1, UUID.class));
    for (Class<?> type : List.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class)) {
      ResultSet moment = one(ColumnType.STRING, "2024-02-29T01:02:03Z");
      try {
        assertInstanceOf(type, moment.getObject(1, type));
      } catch (SQLException e) {
        // Refused is fine, a String in the guise of another class is not.
        assertTrue(e.getSQLState().startsWith("22") || e.getSQLState().startsWith("07"));
      }
    }
  }

  @Test
  void getObjectReadsTheDateOfATimestamp() throws SQLException {
    ResultSet rows = one(ColumnType.TIMESTAMP_NTZ, LocalDateTime.of(2024, 2, 29, 23, 0));
    assertEquals(LocalDate.of(2024, 2, 29), rows.getObject(1, LocalDate.class));
  }

  @Test
  void objectOfClassObjectIsTheNaturalOne() throws SQLException {
    assertEquals(7, one(ColumnType.INT, 7).getObject(1, Object.class));
    assertInstanceOf(
        java.sql.Timestamp.class,
        one(ColumnType.TIMESTAMP_NTZ, LocalDateTime.of(2024, 2, 29, 23, 0))
            .getObject(1, Object.class));
  }

  /**
   * What the only marker of a statement is sent as: type and text, or the text of the statement.
   */
  private String sent(Binding binding) throws Exception {
    backend.requests.clear();
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      binding.bind(statement);
      statement.execute();
    }
    List<Parameter> parameters = backend.requests.get(0).parameters();
    return parameters.isEmpty()
        ? backend.statements().get(0)
        : parameters.get(0).type() + " " + parameters.get(0).value();
  }

  private interface Binding {
    void bind(PreparedStatement statement) throws Exception;
  }

  @Test
  void everyCommonClassIsBound() throws Exception {
    assertEquals("BOOLEAN true", sent(s -> s.setObject(1, true)));
    assertEquals("DECIMAL(3,2) 1.25", sent(s -> s.setObject(1, new BigDecimal("1.25"))));
    assertEquals("SELECT unhex('00ff')", sent(s -> s.setObject(1, new byte[] {0, -1})));
    assertEquals("DECIMAL(2,0) 12", sent(s -> s.setObject(1, BigInteger.valueOf(12))));
    assertEquals(
        "TIMESTAMP 2024-02-28 23:02:03Z",
        sent(s -> s.setObject(1, OffsetDateTime.parse("2024-02-29T01:02:03+02:00"))));
    assertEquals(
        "STRING 00000000-0000-0001-0000-000000000002", sent(s -> s.setObject(1, new UUID(1, 2))));
    assertEquals("STRING c", sent(s -> s.setObject(1, 'c')));
  }

  @Test
  void nullsOfTypesThatTheServerHasNotAreBound() throws Exception {
    Map<Integer, String> types =
        Map.of(
            Types.NULL, "VOID null",
            Types.OTHER, "VOID null",
            Types.JAVA_OBJECT, "VOID null",
            Types.TIME, "STRING null",
            Types.CLOB, "STRING null",
            Types.NCHAR, "STRING null",
            Types.BLOB, "SELECT CAST(NULL AS BINARY)");
    for (Map.Entry<Integer, String> type : types.entrySet()) {
      assertEquals(type.getValue(), sent(s -> s.setNull(1, type.getKey())));
      assertEquals(type.getValue(), sent(s -> s.setObject(1, null, type.getKey())));
    }
  }

  @Test
  void floatOfJdbcHasSixtyFourBits() throws Exception {
    double exact = 0.1234567890123456;
    assertEquals("DOUBLE " + exact, sent(s -> s.setObject(1, exact, Types.FLOAT)));
    assertEquals("DOUBLE " + exact, sent(s -> s.setObject(1, "" + exact, Types.FLOAT)));
    assertEquals("DOUBLE " + exact, sent(s -> s.setDouble(1, exact)));
    assertEquals("FLOAT 0.12345679", sent(s -> s.setObject(1, exact, Types.REAL)));
  }

  @Test
  void bytesAreBoundBesideNativeParameters() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?")) {
      statement.setInt(1, 1);
      statement.setBytes(2, new byte[] {0, 39, -1});
      statement.setString(3, "x");
      statement.execute();
    }
    assertEquals(List.of("SELECT ?, unhex('0027ff'), ?"), backend.statements());
    assertEquals(2, backend.requests.get(0).parameters().size());
  }

  @Test
  void streamsWithoutALengthAreReadToTheirEnd() throws Exception {
    String text = "x".repeat(100_000);
    assertEquals(
        "STRING " + text,
        sent(s -> s.setAsciiStream(1, new ByteArrayInputStream(text.getBytes(US_ASCII)))));
    assertEquals("STRING " + text, sent(s -> s.setCharacterStream(1, new StringReader(text))));
    assertEquals("STRING " + text, sent(s -> s.setNCharacterStream(1, new StringReader(text))));
    assertEquals("STRING " + text, sent(s -> s.setClob(1, new StringReader(text))));
    assertEquals(
        "SELECT unhex('0102')",
        sent(s -> s.setBinaryStream(1, new ByteArrayInputStream(new byte[] {1, 2}))));
  }

  @Test
  void shortReadsAreNotTheEnd() throws Exception {
    Reader oneByOne =
        new StringReader("three") {
          @Override
          public int read(char[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(1, length));
          }
        };
    assertEquals("STRING three", sent(s -> s.setCharacterStream(1, oneByOne, 5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DESC t",
        "OPTIMIZE t",
        "COPY INTO t FROM 's'",
        "RESTORE t TO VERSION AS OF 1",
        "VACUUM t DRY RUN",
        "FROM t SELECT a",
        "FROM t |> SELECT a",
        "EXECUTE IMMEDIATE 'SELECT 1'",
        "CREATE TABLE t SHALLOW CLONE s",
        "-- comment\nSELECT 1",
      })
  void whateverHasRowsIsAQuery(String sql) throws SQLException {
    backend.then(FakeBackend.oneRow(ColumnType.INT, 1));
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertTrue(rows.next());
    }
    assertEquals(List.of(sql), backend.statements());
  }

  @Test
  void whateverHasACountIsAnUpdate() throws SQLException {
    backend.then(FakeBackend.count(3));
    assertEquals(
        3, connection.createStatement().executeUpdate("WITH w AS (SELECT 1) INSERT INTO t FROM w"));
  }

  @Test
  void timeoutIsADeadlineOfTheWholeRun() throws SQLException {
    Statement statement = connection.createStatement();
    statement.setQueryTimeout(7);
    statement.execute("SELECT 1");
    assertEquals(7, backend.requests.get(0).queryTimeout().toSeconds());
    assertNotNull(backend.executions.get(0).deadline);
    assertFalse(backend.executions.get(0).deadline.isNone());
  }

  @Test
  void fetchSizeAddsNoWarnings() throws SQLException {
    Statement statement = connection.createStatement();
    for (int i = 0; i < 100; i++) {
      statement.setFetchSize(i);
    }
    assertNull(statement.getWarnings());
  }

  @Test
  void runningAgainStartsNoThread() throws SQLException {
    Statement statement = connection.createStatement();
    statement.execute("SELECT 1");
    Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
    for (int i = 0; i < 20; i++) {
      FakeExecution run = FakeBackend.count(1);
      Thread caller = Thread.currentThread();
      run.whileRunning = () -> assertSame(caller, Thread.currentThread());
      backend.then(run);
      statement.execute("SELECT 1");
    }
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !before.contains(thread))
            .noneMatch(thread -> thread.getName().contains("lakewire")));
  }

  @Test
  void whatTheConnectionRunsItCloses() throws SQLException {
    FakeBackend silent = new FakeBackend();
    silent.catalog = null;
    silent.schema = null;
    LakewireConnection asking = silent.connect();
    asking.getCatalog();
    asking.setCatalog("a");
    asking.setSchema("b");
    assertTrue(silent.executions.size() >= 3);
    assertTrue(silent.executions.stream().allMatch(run -> run.closes() > 0));
  }

  @Test
  void backticksInNamesAreDoubled() throws SQLException {
    connection.setCatalog("a`b");
    connection.setSchema("c`d");
    assertEquals(List.of("USE CATALOG `a``b`", "USE SCHEMA `c``d`"), backend.statements());
  }

  @Test
  void identifiersAreQuotedWithBackticks() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertEquals("`a b`", statement.enquoteIdentifier("a b", false));
      assertEquals("`a`", statement.enquoteIdentifier("a", true));
    }
  }

  @Test
  void methodsThatNeedNoServerAreSupported() throws SQLException {
    assertEquals("SELECT 1", connection.nativeSQL("SELECT 1"));
    assertEquals(0, connection.getNetworkTimeout());
    connection.setNetworkTimeout(Runnable::run, 1000);
    Array array = connection.createArrayOf("INT", new Object[] {1, 2});
    assertEquals(2, ((Object[]) array.getArray()).length);
    Struct struct = connection.createStruct("STRUCT<a: INT>", new Object[] {1});
    assertEquals(1, struct.getAttributes()[0]);
    assertEquals("x", one(ColumnType.STRING, "x").getNString(1));
    assertEquals("x", one(ColumnType.STRING, "x").getClob(1).getSubString(1, 1));
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      statement.setNString(1, "x");
    }
  }

  @Test
  void everyIsolationOfJdbcIsAccepted() throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    assertEquals(Connection.TRANSACTION_READ_COMMITTED, connection.getTransactionIsolation());
  }

  @Test
  void savepointsAreRefusedAndNeverNull() {
    assertThrows(SQLException.class, connection::setSavepoint);
  }

  @Test
  void aColumnOfVoidNamesAClassThatLoads() throws Exception {
    backend.then(FakeBackend.oneRow(ColumnType.VOID, null));
    ResultSet rows = connection.createStatement().executeQuery("SELECT NULL");
    assertNotNull(Class.forName(rows.getMetaData().getColumnClassName(1)));
    assertEquals(Types.NULL, rows.getMetaData().getColumnType(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ARRAY", "STRUCT", "MAP", "DATE", "BINARY", "DECIMAL"})
  void columnClassNamesAreClassesThatLoad(String type) throws Exception {
    backend.then(FakeBackend.rows(List.of(FakeBackend.column("c", ColumnType.valueOf(type)))));
    ResultSet rows = connection.createStatement().executeQuery("SELECT c");
    String name = rows.getMetaData().getColumnClassName(1);
    assertNotNull(Class.forName(name));
    if (type.equals("ARRAY")) {
      assertEquals("java.sql.Array", name);
      assertEquals(Types.ARRAY, rows.getMetaData().getColumnType(1));
    }
  }

  @Test
  void markersAreDescribedAsNullOrTheirValueAndNeverAsText() throws SQLException {
    for (Object value : new Object[] {null, 5}) {
      backend.requests.clear();
      backend.then(
          FakeBackend.rows(
              List.of(
                  FakeBackend.column("col_name", ColumnType.STRING),
                  FakeBackend.column("data_type", ColumnType.STRING),
                  FakeBackend.column("comment", ColumnType.STRING)),
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
          backend.statements());
    }
  }

  @Test
  void aFailureKeepsTheCountsOfRowsThatWereWritten() throws SQLException {
    backend.batchInsertSize = 2;
    backend
        .then(FakeBackend.count(2))
        .then(FakeBackend.count(2))
        .then(FakeBackend.failing(new Fault(Fault.Kind.SERVER, "no")));
    try (PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      for (int i = 0; i < 7; i++) {
        statement.setInt(1, i);
        statement.addBatch();
      }
      BatchUpdateException e =
          assertThrows(BatchUpdateException.class, statement::executeLargeBatch);
      assertArrayEquals(new long[] {1, 1, 1, 1}, e.getLargeUpdateCounts());
    }
  }

  @Test
  void countsAreThoseOfTheServer() throws SQLException {
    backend.then(FakeBackend.count(3)).then(FakeBackend.count(0));
    try (PreparedStatement statement = connection.prepareStatement("UPDATE t SET a = ?")) {
      for (int i = 0; i < 2; i++) {
        statement.setInt(1, i);
        statement.addBatch();
      }
      assertArrayEquals(new long[] {3, 0}, statement.executeLargeBatch());
    }
    backend.then(FakeBackend.count(1));
    try (PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      for (int i = 0; i < 2; i++) {
        statement.setInt(1, i);
        statement.addBatch();
      }
      // One row of two: which one is not known, so neither is said to be written.
      assertArrayEquals(
          new long[] {Statement.SUCCESS_NO_INFO, Statement.SUCCESS_NO_INFO},
          statement.executeLargeBatch());
    }
  }
}
