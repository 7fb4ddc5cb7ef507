package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.results.ColumnInfo;
import io.github.lakewire.jdbc.internal.results.ColumnType;
import io.github.lakewire.jdbc.internal.session.StatementRequest.Parameter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How values of a prepared statement reach the server: as typed parameters or as literals. */
@SuppressWarnings("JavaUtilDate") // one of the classes that callers pass
class ParameterBindingTest {
  private final FakeBackend backend = new FakeBackend();
  private final LakewireConnection connection = backend.connect();

  private interface Call {
    void run() throws SQLException;
  }

  private static String state(Call call) {
    return assertThrows(SQLException.class, call::run).getSQLState();
  }

  /** Type and text of a value, or its literal where it stands in the text. */
  private String sent(Object value) throws SQLException {
    backend.requests.clear();
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      statement.setObject(1, value);
      statement.execute();
    }
    List<Parameter> parameters = backend.requests.get(0).parameters();
    return parameters.isEmpty()
        ? backend.statements().get(0).substring("SELECT ".length())
        : parameters.get(0).type() + " " + parameters.get(0).value();
  }

  @Test
  void objectsOfTheConnectionLiveInMemory() throws Exception {
    Blob blob = connection.createBlob();
    blob.setBytes(1, new byte[] {1, 2});
    Clob clob = connection.createClob();
    clob.setString(1, "clob");
    NClob nclob = connection.createNClob();
    nclob.setString(1, "nclob");
    SQLXML xml = connection.createSQLXML();
    assertEquals("HY010", state(xml::getString));
    xml.setString("<a/>");
    assertEquals("HY010", state(() -> xml.setString("<b/>")));
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?, ?, ?, ?");
    statement.setBlob(1, blob);
    statement.setClob(2, clob);
    statement.setNClob(3, nclob);
    statement.setSQLXML(4, xml);
    statement.setArray(5, connection.createArrayOf("INT", new Object[] {1, null}));
    statement.setObject(
        6, connection.createStruct("STRUCT<a: INT, `b c`: STRING>", new Object[] {1, "x'"}));
    statement.execute();
    assertEquals(
        "SELECT unhex('0102'), ?, ?, ?, CAST(array(1, NULL) AS ARRAY<INT>),"
            + " CAST(named_struct('a', 1, 'b c', CAST(unhex('7827') AS STRING)) AS"
            + " STRUCT<`a`: INT, `b c`: STRING>)",
        backend.statements().get(0));
    assertEquals(
        List.of("clob", "nclob", "<a/>"),
        backend.requests.get(0).parameters().stream().map(Parameter::value).toList());
    xml.free();
    assertEquals("HY010", state(xml::getString));
    SQLXML written = connection.createSQLXML();
    written.setCharacterStream().write("<c/>");
    assertEquals("<c/>", written.getString());
    assertEquals(
        "<c/>", new String(written.getBinaryStream().readAllBytes(), StandardCharsets.UTF_8));
    assertNotNull(written.getSource(null));
  }

  @Test
  void namesAndLiteralsAreQuotedAsDatabricksDoes() throws SQLException {
    Statement statement = connection.createStatement();
    assertEquals("`a``b`", statement.enquoteIdentifier("a`b", false));
    assertEquals("simple", statement.enquoteIdentifier("simple", false));
    assertEquals("`simple`", statement.enquoteIdentifier("simple", true));
    assertEquals("'it\\'s'", statement.enquoteLiteral("it's"));
    assertEquals("'it\\'s'", statement.enquoteNCharLiteral("it's"));
    assertTrue(statement.isSimpleIdentifier("a_1"));
    assertFalse(statement.isSimpleIdentifier("a b"));
  }

  @Test
  void aStatementOfADeadConnectionClosesQuietly() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      backend.gone = true;
      statement.setInt(1, 1);
      assertEquals("08003", state(statement::execute));
    }
  }

  @Test
  void markersAreWhatTheServerTakesForMarkers() throws SQLException {
    String sql =
        "SELECT '?', \"?\", `?`, r'\\', '\\'?', a?::INT, b::INT, :name, raw:path, $$ ? $$,"
            + " '{\"k\": \"?\"}', transform(a, x -> x + ?) -- ?\n /* ? /* ? */ ? */, ?";
    PreparedStatement statement = connection.prepareStatement(sql);
    assertEquals(2, statement.getParameterMetaData().getParameterCount());
    statement.setInt(1, 1);
    statement.setInt(2, 2);
    statement.execute();
    assertEquals(sql, backend.statements().get(0));
  }

  @Test
  void valuesAreNeededAndStay() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?");
    statement.setInt(1, 1);
    assertEquals("07001", state(statement::execute));
    assertEquals("07001", state(statement::addBatch));
    assertEquals("07009", state(() -> statement.setInt(0, 1)));
    assertEquals("07009", state(() -> statement.setInt(3, 1)));
    assertEquals(List.of(), backend.statements());
    statement.setInt(2, 2);
    statement.execute();
    statement.execute();
    assertEquals(backend.requests.get(0), backend.requests.get(1));
    statement.clearParameters();
    assertEquals("07001", state(statement::execute));
  }

  @Test
  void parameterMetaDataAnswersWithoutARoundTrip() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?, '?', ?");
    statement.setBigDecimal(1, new BigDecimal("1.25"));
    statement.setArray(2, connection.createArrayOf("DECIMAL(5,2)", new Object[0]));
    statement.setObject(3, Map.of("k", 1));
    ParameterMetaData about = statement.getParameterMetaData();
    assertEquals(4, about.getParameterCount());
    int[] types = {Types.DECIMAL, Types.ARRAY, Types.VARCHAR, Types.NULL};
    String[] names = {"DECIMAL", "ARRAY<DECIMAL(5,2)>", "MAP<STRING, INT>", "VOID"};
    int[] precisions = {3, 0, Integer.MAX_VALUE, 0};
    for (int i = 1; i <= 4; i++) {
      assertEquals(types[i - 1], about.getParameterType(i));
      assertEquals(names[i - 1], about.getParameterTypeName(i));
      assertEquals(ParameterMetaData.parameterModeIn, about.getParameterMode(i));
      assertEquals(ParameterMetaData.parameterNullableUnknown, about.isNullable(i));
      assertEquals(precisions[i - 1], about.getPrecision(i));
      assertEquals(i == 1 ? 2 : 0, about.getScale(i));
      assertEquals(i == 1, about.isSigned(i));
      assertNotNull(about.getParameterClassName(i));
    }
    assertEquals("07009", state(() -> about.getParameterType(5)));
    assertEquals(List.of(), backend.statements());
  }

  @Test
  void aQueryIsDescribedWithoutRunningIt() throws SQLException {
    List<ColumnInfo> answer =
        List.of(
            FakeBackend.column("col_name", ColumnType.STRING),
            FakeBackend.column("data_type", ColumnType.STRING),
            FakeBackend.column("comment", ColumnType.STRING));
    backend.then(
        FakeBackend.rows(
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
        backend.statements());
    assertEquals(0, backend.requests.get(0).maxRows());
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
    assertEquals(1, backend.requests.size());
    for (String query :
        List.of("(SELECT 1)", "WITH c AS (SELECT 1) SELECT * FROM c", "FROM t", "VALUES (1)")) {
      backend.then(FakeBackend.rows(answer));
      assertNotNull(connection.prepareStatement(query).getMetaData(), query);
    }
  }

  @Test
  void nullsAreSentWithTheirType() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?");
    Map<Integer, String> types =
        Map.of(
            Types.NULL,
            "VOID",
            Types.OTHER,
            "VOID",
            Types.VARCHAR,
            "STRING",
            Types.INTEGER,
            "INT",
            Types.TIMESTAMP,
            "TIMESTAMP",
            Types.DOUBLE,
            "DOUBLE",
            Types.FLOAT,
            "DOUBLE",
            Types.TIME,
            "STRING",
            Types.ARRAY,
            "VOID",
            -12345,
            "VOID");
    for (Map.Entry<Integer, String> type : types.entrySet()) {
      backend.requests.clear();
      statement.setNull(1, type.getKey());
      statement.execute();
      statement.setNull(1, type.getKey(), "name");
      statement.execute();
      statement.setObject(1, null, type.getKey());
      statement.execute();
      for (int i = 0; i < 3; i++) {
        assertEquals(
            List.of(new Parameter(null, type.getValue(), null)),
            backend.requests.get(i).parameters());
      }
    }
    for (JDBCType type : JDBCType.values()) {
      statement.setNull(1, type.getVendorTypeNumber());
      statement.setObject(1, null, type);
      statement.execute();
    }
    backend.requests.clear();
    statement.setObject(1, null);
    statement.execute();
    assertEquals(List.of(new Parameter(null, "VOID", null)), backend.requests.get(0).parameters());
  }

  @Test
  void everyClassOfJavaThatHasATypeIsBound() throws SQLException {
    Timestamp moment = Timestamp.from(Instant.parse("2024-02-29T01:02:03.123456Z"));
    Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    calendar.setTimeInMillis(0);
    assertEquals("TINYINT 1", sent((byte) 1));
    assertEquals("SMALLINT 1", sent((short) 1));
    assertEquals("INT 1", sent(1));
    assertEquals("BIGINT 1", sent(1L));
    assertEquals("FLOAT 1.5", sent(1.5f));
    assertEquals("DOUBLE 0.1", sent(0.1));
    assertEquals("DECIMAL(3,2) 1.25", sent(new BigDecimal("1.25")));
    assertEquals("DECIMAL(2,0) 12", sent(BigInteger.valueOf(12)));
    assertEquals("BOOLEAN true", sent(true));
    assertEquals("STRING text", sent("text"));
    assertEquals("STRING text", sent(new StringBuilder("text")));
    assertEquals("STRING c", sent('c'));
    assertEquals("STRING chars", sent("chars".toCharArray()));
    assertEquals("unhex('00ff')", sent(new byte[] {0, -1}));
    assertEquals("DATE 2024-02-29", sent(java.sql.Date.valueOf("2024-02-29")));
    assertEquals("STRING 01:02:03", sent(Time.valueOf("01:02:03")));
    assertEquals("TIMESTAMP 2024-02-29 01:02:03.123456Z", sent(moment));
    assertEquals("TIMESTAMP 1970-01-01 00:00:00Z", sent(new java.util.Date(0)));
    assertEquals("TIMESTAMP 1970-01-01 00:00:00Z", sent(calendar));
    assertEquals("DATE 2024-02-29", sent(LocalDate.of(2024, 2, 29)));
    assertEquals("STRING 10:15:00", sent(LocalTime.of(10, 15)));
    assertEquals(
        "TIMESTAMP_NTZ 2024-02-29 01:02:03", sent(LocalDateTime.parse("2024-02-29T01:02:03")));
    assertEquals(
        "TIMESTAMP 2024-02-28 23:02:03Z", sent(OffsetDateTime.parse("2024-02-29T01:02:03+02:00")));
    assertEquals(
        "TIMESTAMP 2024-02-29 00:02:03Z",
        sent(ZonedDateTime.of(2024, 2, 29, 1, 2, 3, 0, ZoneId.of("Europe/Rome"))));
    assertEquals("TIMESTAMP 1970-01-01 00:00:00Z", sent(Instant.EPOCH));
    assertEquals("STRING 10:15:00+02:00", sent(OffsetTime.parse("10:15+02:00")));
    assertEquals("INTERVAL DAY TO SECOND 1 01:00:00.000000", sent(Duration.ofHours(25)));
    assertEquals("INTERVAL YEAR TO MONTH 1-2", sent(Period.ofMonths(14)));
    assertEquals("STRING 00000000-0000-0001-0000-000000000002", sent(new UUID(1, 2)));
    assertEquals("STRING MONDAY", sent(DayOfWeek.MONDAY));
    assertEquals("STRING https://a/b", sent(URI.create("https://a/b")));
    assertEquals("STRING text", sent(new TextClob("text")));
    assertEquals("unhex('01')", sent(new BytesBlob(new byte[] {1})));
    assertEquals("STRING text", sent(new StringReader("text")));
    assertEquals("unhex('01')", sent(new ByteArrayInputStream(new byte[] {1})));
    assertEquals("CAST(array(1, 2) AS ARRAY<INT>)", sent(List.of(1, 2)));
    assertEquals("CAST(array(1, 2) AS ARRAY<INT>)", sent(new int[] {1, 2}));
    assertEquals("CAST(array('a') AS ARRAY<STRING>)", sent(new String[] {"a"}));
    assertEquals("CAST(array() AS ARRAY<VOID>)", sent(List.of()));
    assertEquals("CAST(map('k', 1) AS MAP<STRING, INT>)", sent(Map.of("k", 1)));
    assertEquals(
        "CAST(array(CAST(map('k', CAST(array(TIMESTAMP '2024-02-29 01:02:03.123456Z') AS"
            + " ARRAY<TIMESTAMP>)) AS MAP<STRING, ARRAY<TIMESTAMP>>)) AS"
            + " ARRAY<MAP<STRING, ARRAY<TIMESTAMP>>>)",
        sent(List.of(Map.of("k", List.of(moment)))));
    assertEquals(
        "CAST(array(CAST('1.50' AS DECIMAL(3,2)), CAST('22.5' AS DECIMAL(3,1)), NULL) AS"
            + " ARRAY<DECIMAL(4,2)>)",
        sent(new BigDecimal[] {new BigDecimal("1.50"), new BigDecimal("22.5"), null}));

    SQLException unknown =
        assertThrows(SQLFeatureNotSupportedException.class, () -> sent(new Object()));
    assertTrue(unknown.getMessage().contains("java.lang.Object"), unknown.getMessage());
    assertEquals("07006", state(() -> sent(List.of(1, "a"))));
    List<Object> itself = new java.util.ArrayList<>();
    itself.add(itself);
    assertEquals("HY024", state(() -> sent(itself)));

    PreparedStatement statement = connection.prepareStatement("SELECT ?");
    backend.requests.clear();
    statement.setObject(1, "7", JDBCType.BIGINT);
    statement.execute();
    statement.setObject(1, "7.1200", JDBCType.DECIMAL, 2);
    statement.execute();
    assertEquals(
        List.of(new Parameter(null, "BIGINT", "7"), new Parameter(null, "DECIMAL(3,2)", "7.12")),
        backend.requests.stream().map(request -> request.parameters().get(0)).toList());
  }

  @Test
  void typesOfACallerNeverBecomeSyntax() throws SQLException {
    for (String type :
        List.of("INT) --", "x", "STRUCT<a: x>", "ARRAY<INT>) OR (1", "MAP<STRING, evil()>")) {
      backend.requests.clear();
      PreparedStatement statement = connection.prepareStatement("SELECT ?");
      try {
        statement.setArray(1, connection.createArrayOf(type, new Object[0]));
        statement.execute();
      } catch (SQLException e) {
        assertEquals("HY024", e.getSQLState(), type);
        continue;
      }
      assertTrue(
          backend.statements().get(0).matches("SELECT CAST\\(array\\(\\) AS ARRAY<[A-Z<>]*>\\)"),
          backend.statements().get(0));
    }
    assertEquals(
        "CAST(named_struct(CAST(unhex('6027293b') AS STRING), NULL) AS STRUCT<```');`: INT>)",
        sent(connection.createStruct("STRUCT<```');`: INT>", new Object[] {null}))
            .replace("606027293b", "6027293b"));
  }

  @Test
  void momentsKeepMicrosecondsWhateverTheCalendar() throws SQLException {
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?, ?, ?");
    Instant moment = Instant.parse("2024-01-01T20:00:00.123456Z");
    statement.setTimestamp(1, Timestamp.from(moment), tokyo);
    statement.setDate(2, new java.sql.Date(moment.toEpochMilli()), tokyo);
    statement.setTime(3, new Time(moment.toEpochMilli()), tokyo);
    statement.setObject(4, LocalDateTime.parse("1500-02-28T23:59:59.999999"));
    statement.setTimestamp(5, Timestamp.from(Instant.parse("9999-12-31T10:00:00.000001Z")));
    statement.execute();
    assertEquals(
        List.of(
            new Parameter(null, "TIMESTAMP", "2024-01-01 20:00:00.123456Z"),
            new Parameter(null, "DATE", "2024-01-02"),
            new Parameter(null, "STRING", "05:00:00.123"),
            new Parameter(null, "TIMESTAMP_NTZ", "1500-02-28 23:59:59.999999"),
            new Parameter(null, "TIMESTAMP", "9999-12-31 10:00:00.000001Z")),
        backend.requests.get(0).parameters());
    assertEquals("DATE 1500-02-03", sent(java.sql.Date.valueOf("1500-02-03")));
  }

  @Test
  void streamsHoldWhatTheirLengthSays() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?, ?");
    InputStream ascii = new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII));
    statement.setAsciiStream(1, ascii, 2);
    // A reader that gives one character at a time is not at its end.
    statement.setCharacterStream(2, slow("xyz"), 3);
    statement.setNCharacterStream(3, slow("ü✓"));
    statement.setBinaryStream(4, new ByteArrayInputStream(new byte[] {1, 2}));
    statement.execute();
    assertEquals(
        List.of("ab", "xyz", "ü✓"),
        backend.requests.get(0).parameters().stream().map(Parameter::value).toList());
    assertTrue(backend.statements().get(0).endsWith("unhex('0102')"));
    for (Call call :
        List.<Call>of(
            () -> statement.setAsciiStream(1, new ByteArrayInputStream(new byte[3]), 4),
            () -> statement.setCharacterStream(1, slow("abc"), 4L),
            () -> statement.setNCharacterStream(1, slow("abc"), 4L),
            () -> statement.setBinaryStream(1, new ByteArrayInputStream(new byte[3]), 4L),
            () -> statement.setClob(1, slow("abc"), 4L),
            () -> statement.setNClob(1, slow("abc"), 4L),
            () -> statement.setBlob(1, new ByteArrayInputStream(new byte[3]), 4L))) {
      assertEquals("22023", state(call));
    }
    assertEquals("HY024", state(() -> statement.setCharacterStream(1, slow("abc"), -1)));
  }

  private static Reader slow(String text) {
    return new StringReader(text) {
      @Override
      public int read(char[] buffer, int offset, int length) throws java.io.IOException {
        return super.read(buffer, offset, Math.min(1, length));
      }
    };
  }

  @Test
  void textOfItsOwnIsRefused() throws SQLException {
    PreparedStatement statement = connection.prepareStatement("SELECT 1");
    for (Call call :
        List.<Call>of(
            () -> statement.executeQuery("SELECT 2"),
            () -> statement.executeUpdate("SELECT 2"),
            () -> statement.executeLargeUpdate("SELECT 2"),
            () -> statement.execute("SELECT 2"),
            () -> statement.execute("SELECT 2", Statement.NO_GENERATED_KEYS),
            () -> statement.executeUpdate("SELECT 2", Statement.NO_GENERATED_KEYS),
            () -> statement.addBatch("SELECT 2"))) {
      assertEquals("HY010", state(call));
    }
    assertEquals(List.of(), backend.statements());
  }

  @Test
  void manyParametersBecomeLiteralsWithAWarning() throws SQLException {
    String markers = "?" + ", ?".repeat(255);
    PreparedStatement fits = connection.prepareStatement("SELECT " + markers);
    PreparedStatement tooMany = connection.prepareStatement("SELECT " + markers + ", ?, ?");
    for (int i = 1; i <= 256; i++) {
      fits.setInt(i, i);
      tooMany.setInt(i, i);
    }
    fits.execute();
    assertEquals(256, backend.requests.get(0).parameters().size());
    assertNull(fits.getWarnings());
    // What stands in the text anyway does not count.
    tooMany.setBytes(257, new byte[0]);
    tooMany.setBytes(258, new byte[1]);
    tooMany.execute();
    assertEquals(256, backend.requests.get(1).parameters().size());
    assertNull(tooMany.getWarnings());
    tooMany.setString(258, "a'\\\u0000😀 ");
    tooMany.execute();
    assertEquals(List.of(), backend.requests.get(2).parameters());
    assertTrue(
        backend
            .statements()
            .get(2)
            .endsWith("256, unhex(''), CAST(unhex('" + "61275c00f09f988020') AS STRING)"),
        backend.statements().get(2));
    assertEquals("01000", tooMany.getWarnings().getSQLState());
    assertTrue(tooMany.getWarnings().getMessage().contains("257 parameters"));
    tooMany.execute();
    assertNull(tooMany.getWarnings().getNextWarning());

    String huge = "x".repeat(3_000_000);
    assertEquals("STRING " + huge, sent(huge));
  }

  @Test
  void largeObjectsAreViewsOfTextAndBytes() throws Exception {
    backend.then(
        FakeBackend.rows(
            List.of(
                FakeBackend.column("s", ColumnType.STRING),
                FakeBackend.column("b", ColumnType.BINARY),
                FakeBackend.column("n", ColumnType.STRING)),
            new Object[] {"<a>é</a>", new byte[] {1, 2, 3}, null}));
    var row = connection.createStatement().executeQuery("SELECT s, b, n FROM t");
    assertTrue(row.next());
    assertEquals(
        "<a>?</a>", new String(row.getAsciiStream(1).readAllBytes(), StandardCharsets.UTF_8));
    assertEquals('<', row.getCharacterStream(1).read());
    assertEquals('<', row.getNCharacterStream(1).read());
    assertEquals("<a>é</a>", row.getNString(1));
    assertEquals("é", row.getClob(1).getSubString(4, 1));
    assertEquals(8, row.getNClob(1).length());
    assertEquals("<a>é</a>", row.getSQLXML(1).getString());
    assertEquals(2, row.getBlob(2).getBytes(2, 1)[0]);
    assertEquals(3, row.getBinaryStream(2).readAllBytes().length);
    assertEquals("22018", state(() -> row.getURL(1)));
    assertEquals("HYC00", state(() -> row.getRowId(1)));
    assertEquals("HYC00", state(() -> row.getRef(1)));
    assertNull(row.getClob(3));
    assertNull(row.getNClob("n"));
    assertNull(row.getSQLXML(3));
    assertNull(row.getAsciiStream(3));
    assertNull(row.getBlob(3));
    assertTrue(row.wasNull());
    assertEquals("HYC00", state(() -> connection.prepareStatement("SELECT ?").setRowId(1, null)));
    assertEquals("HYC00", state(() -> connection.prepareStatement("SELECT ?").setRef(1, null)));
  }
}
