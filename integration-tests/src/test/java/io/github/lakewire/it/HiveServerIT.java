package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.lakewire.jdbc.TableDetails;
import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that is not Databricks: Spark's engine behind the classic form of the service, which
 * knows none of the extensions and fails when it meets one.
 */
class HiveServerIT {
  private static final String FOREVER =
      "SELECT count(*) FROM range(100000000000) WHERE hash(id) = 7";

  private static WarehouseProcess server;

  @BeforeAll
  static void start() throws Exception {
    server =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(), Duration.ofMinutes(3), "--hive");
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void connectsWithWarningsThatSayWhatIsMissing() throws SQLException {
    try (Connection connection = connect("")) {
      List<String> warnings = new ArrayList<>();
      for (SQLWarning w = connection.getWarnings(); w != null; w = w.getNextWarning()) {
        warnings.add(w.getMessage());
      }
      assertTrue(warnings.stream().anyMatch(w -> w.contains("not Databricks")), "" + warnings);
      assertTrue(warnings.stream().anyMatch(w -> w.contains("literals")), "" + warnings);
      assertTrue(connection.isValid(5));
      assertNotNull(connection.getSchema());
      assertFalse(connection.getMetaData().getDatabaseProductVersion().isEmpty());
      assertFalse(connection.getMetaData().getUserName().isEmpty());
    }
  }

  @Test
  void settingsAndSchemaReachTheEngine() throws SQLException {
    try (Connection connection = connect(";schema=default;timezone=Asia/Tokyo;ansi_mode=false");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT current_timezone(), current_schema(), 1 / 0")) {
      assertTrue(row.next());
      assertEquals("Asia/Tokyo", row.getString(1));
      assertEquals("default", row.getString(2));
      assertNull(row.getObject(3));
      assertEquals("default", connection.getSchema());
      statement.execute("CREATE SCHEMA IF NOT EXISTS `other-one`");
      connection.setSchema("other-one");
      assertEquals("other-one", connection.getSchema());
      statement.execute("DROP SCHEMA `other-one`");
    }
    SQLException missing = assertThrows(SQLException.class, () -> connect(";schema=no_such"));
    assertTrue(missing.getMessage().contains("no_such"), missing.getMessage());
  }

  @Test
  void whatIsWrittenInTheZoneOfTheJvmIsReadAgain() throws SQLException {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
    try (Connection connection = connect("")) {
      new ZoneMatrix(connection, "America/St_Johns", false, false, "zone_matrix").run();
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void everyTypeAndItsNull() throws SQLException {
    String sql =
        "SELECT * FROM VALUES (1, true, CAST(-128 AS TINYINT), CAST(-32768 AS SMALLINT),"
            + " -2147483648, -9223372036854775808L, CAST(0.1 AS FLOAT), CAST(-2.5e300 AS DOUBLE),"
            + " CAST(-12345678901234567890.12 AS DECIMAL(38,2)), 'ünï ✓', X'00ff',"
            + " DATE'0001-01-01', TIMESTAMP'2021-03-28 02:30:00.123456', TIMESTAMP_NTZ'1500-02-28"
            + " 23:59:59.999999', array(1, null), map('k', 1.5D), named_struct('a', 'x', 'b',"
            + " null), INTERVAL '-1-2' YEAR TO MONTH, INTERVAL '1 02:03:04.5' DAY TO SECOND), (2,"
            + " null, null, null, null, null, null, null, null, null, null, null, null, null, null,"
            + " null, null, null, null) AS t(row, bo, ti, si, i, bi, f, d, de, s, b, da, ts, tn, a,"
            + " m, st, iy, idt) ORDER BY row";
    try (Connection connection = connect(";timezone=UTC");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertTrue(row.next());
      assertTrue(row.getBoolean("bo"));
      assertEquals(-128, row.getByte("ti"));
      assertEquals(-32768, row.getShort("si"));
      assertEquals(Integer.MIN_VALUE, row.getInt("i"));
      assertEquals(Long.MIN_VALUE, row.getLong("bi"));
      assertEquals(0.1f, row.getFloat("f"));
      assertEquals("0.1", row.getString("f"));
      assertEquals(-2.5e300, row.getDouble("d"));
      assertEquals(new BigDecimal("-12345678901234567890.12"), row.getBigDecimal("de"));
      assertEquals("ünï ✓", row.getString("s"));
      assertArrayEquals(new byte[] {0, (byte) 0xff}, row.getBytes("b"));
      assertEquals(LocalDate.of(1, 1, 1), row.getObject("da", LocalDate.class));
      assertEquals(Timestamp.valueOf("2021-03-28 02:30:00.123456"), row.getTimestamp("ts"));
      assertEquals(
          LocalDateTime.of(1500, 2, 28, 23, 59, 59, 999_999_000),
          row.getObject("tn", LocalDateTime.class));
      assertEquals("[1,null]", row.getString("a"));
      assertEquals("{\"k\":1.5}", row.getString("m"));
      assertEquals("{\"a\":\"x\",\"b\":null}", row.getString("st"));
      assertEquals("-1-2", row.getString("iy"));
      assertTrue(row.getString("idt").startsWith("1 02:03:04.5"), row.getString("idt"));
      assertEquals(Types.DECIMAL, row.getMetaData().getColumnType(9));
      assertEquals("DECIMAL", row.getMetaData().getColumnTypeName(9));
      assertTrue(row.next());
      for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
        assertNull(row.getObject(i), row.getMetaData().getColumnLabel(i));
        assertTrue(row.wasNull());
      }
      assertFalse(row.next());
      assertFalse(row.next());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7_001})
  void manyRowsComeCompleteAndInOrder(int fetchSize) throws SQLException {
    int rows = 100_000;
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(fetchSize);
      try (ResultSet row =
          statement.executeQuery(
              "SELECT id, IF(id % 7 = 0, NULL, concat('r', id)) FROM range(" + rows + ")")) {
        for (long id = 0; id < rows; id++) {
          assertTrue(row.next());
          assertEquals(id, row.getLong(1));
          assertEquals(id % 7 == 0 ? null : "r" + id, row.getString(2));
        }
        assertFalse(row.next());
      }
      statement.setMaxRows(10);
      try (ResultSet row = statement.executeQuery("SELECT id FROM range(100)")) {
        int count = 0;
        while (row.next()) {
          count++;
        }
        assertEquals(10, count);
      }
    }
  }

  @Test
  void resultsAreArrowVectorsToo() throws Exception {
    Program.Outcome outcome =
        ArrowJars.run(
            server.url(),
            server.token(),
            Path.of(System.getProperty("java.home")),
            List.of(),
            ArrowJars.current(),
            List.of(ArrowSmoke.class.getName(), ";arrow=0"));
    assertEquals(0, outcome.exitCode(), outcome.err());
    assertTrue(outcome.out().startsWith("arrow ok"), outcome.out());
  }

  @Test
  void countsWhereTheServerTellsThemAndNoneForDdl() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      assertEquals(
          0, statement.executeUpdate("CREATE TABLE main.default.hive_counts (id INT, s STRING)"));
      assertEquals(0, statement.getUpdateCount());
      assertEquals(
          2,
          statement.executeUpdate("INSERT INTO main.default.hive_counts VALUES (1,'a'),(2,'b')"));
      assertFalse(statement.execute("UPDATE main.default.hive_counts SET s = 'c' WHERE id = 2"));
      assertEquals(1, statement.getUpdateCount());
      assertFalse(statement.getMoreResults());
      assertEquals(-1, statement.getUpdateCount());
      assertEquals(2, statement.executeLargeUpdate("DELETE FROM main.default.hive_counts"));
      assertFalse(statement.execute("DROP TABLE main.default.hive_counts"));
      assertTrue(statement.execute("SELECT 'x' AS Result"));
      try (ResultSet row = statement.getResultSet()) {
        assertTrue(row.next());
        assertEquals("x", row.getString(1));
        assertFalse(row.next());
      }
      // What a query is called and how many rows it has does not make it a count.
      for (String query :
          List.of(
              "SELECT CAST(id AS STRING) AS Result FROM range(3) WHERE id > 5",
              "SELECT id AS num_affected_rows FROM range(1)",
              "WITH insert AS (SELECT 1 AS num_affected_rows) SELECT * FROM insert WHERE false",
              "SHOW TABLES IN main.default LIKE 'no_such'")) {
        assertTrue(statement.execute(query), query);
        assertEquals(-1, statement.getUpdateCount());
        statement.executeQuery(query).close();
        SQLException e = assertThrows(SQLException.class, () -> statement.executeUpdate(query));
        assertEquals("HY010", e.getSQLState());
      }
      assertEquals(0, statement.executeUpdate("SET spark.sql.shuffle.partitions = 7"));
      assertTrue(statement.getWarnings().getMessage().contains("returned rows"));
      assertFalse(statement.executeQuery("BEGIN DECLARE x INT; SET x = 1; END").next());
      SQLException e =
          assertThrows(
              SQLException.class, () -> statement.executeQuery("CREATE SCHEMA main.no_such"));
      assertTrue(e.getMessage().contains("has not been sent"), e.getMessage());
    }
  }

  @Test
  void metadataIsThatOfTheEngine() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE main.default.hive_meta (id BIGINT, price DECIMAL(10,2), at TIMESTAMP)");
      assertTrue(column(connection.getMetaData().getCatalogs(), "TABLE_CAT").contains("main"));
      assertTrue(column(connection.getMetaData().getSchemas(), "TABLE_SCHEM").contains("default"));
      assertEquals(
          List.of("hive_meta"),
          column(
              connection.getMetaData().getTables(null, "default", "hive\\_meta", null),
              "TABLE_NAME"));
      assertEquals(
          List.of("id", "price", "at"),
          column(
              connection.getMetaData().getColumns(null, "default", "hive\\_meta", null),
              "COLUMN_NAME"));
      assertTrue(column(connection.getMetaData().getTypeInfo(), "TYPE_NAME").contains("BIGINT"));
      connection.getMetaData().getPrimaryKeys(null, "default", "hive_meta").close();
      connection.getMetaData().getFunctions(null, null, "abs").close();
      statement.execute("DROP TABLE main.default.hive_meta");
    }
  }

  @Test
  void whatIsInInformationSchemaElsewhereIsLeftOutWithOneWarning() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      DatabaseMetaData metadata = connection.getMetaData();
      connection.clearWarnings();
      assertEquals(List.of("abs"), column(metadata.getFunctions("", "", "abs"), "FUNCTION_NAME"));
      assertNull(connection.getWarnings());
      assertEquals(List.of(), column(metadata.getFunctions("no_such", "%", "%"), "FUNCTION_NAME"));
      assertEquals(List.of(), column(metadata.getProcedures(null, "%", "%"), "PROCEDURE_NAME"));
      assertEquals(
          List.of(), column(metadata.getTablePrivileges("main", null, null), "TABLE_NAME"));
      assertNull(connection.getWarnings().getNextWarning());
      statement.execute("CREATE VIEW spark_catalog.default.hive_view AS SELECT 1 AS one");
      statement.execute(
          "CREATE TABLE main.default.hive_details (id INT) TBLPROPERTIES ('a.b' = 'c')");
      TableDetails details = metadata.unwrap(TableDetails.class);
      assertEquals("SELECT 1 AS one", details.viewText("spark_catalog", "default", "hive_view"));
      assertEquals("c", details.tableProperties("main", "default", "hive_details").get("a.b"));
      assertEquals(Map.of(), details.tableTags("main", "default", "hive_details"));
      statement.execute("DROP VIEW spark_catalog.default.hive_view");
      statement.execute("DROP TABLE main.default.hive_details");
    }
  }

  @Test
  void errorsHaveStateAndReadableText() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      SQLException syntax =
          assertThrows(SQLException.class, () -> statement.executeQuery("SELEC 1"));
      assertInstanceOf(SQLSyntaxErrorException.class, syntax);
      assertEquals("42601", syntax.getSQLState());
      SQLException missing =
          assertThrows(SQLException.class, () -> statement.executeQuery("SELECT * FROM no_such"));
      assertEquals("42P01", missing.getSQLState());
      for (SQLException e : List.of(syntax, missing)) {
        assertFalse(e.getMessage().contains("\tat "), e.getMessage());
        assertFalse(e.getMessage().contains("HiveSQLException"), e.getMessage());
      }
    }
  }

  @Test
  void cancelFromAnotherThread() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      Future<SQLException> outcome =
          other.submit(() -> assertThrows(SQLException.class, () -> statement.execute(FOREVER)));
      while (!outcome.isDone()) {
        statement.cancel();
        Thread.onSpinWait();
      }
      assertEquals("57014", outcome.get(30, TimeUnit.SECONDS).getSQLState());
      assertEquals(1, one(connection));
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void queryTimeout() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      SQLException e =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20),
              () -> assertThrows(SQLException.class, () -> statement.execute(FOREVER)));
      assertInstanceOf(SQLTimeoutException.class, e);
      assertEquals("HYT00", e.getSQLState());
      assertEquals(1, one(connection));
    }
  }

  @Test
  void poolsBorrowAndReuse() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(server.url());
    config.addDataSourceProperty("token", server.token());
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      Connection first;
      try (Connection connection = pool.getConnection()) {
        first = connection.unwrap(Connection.class);
        assertEquals(1, one(connection));
        assertThrows(SQLException.class, () -> connection.createStatement().execute("SELEC 1"));
      }
      try (Connection connection = pool.getConnection()) {
        assertSame(first, connection.unwrap(Connection.class));
        assertEquals(1, one(connection));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";timezone=Asia/Tokyo;ansi_mode=false",
        ";spark.sql.parser.escapedStringLiterals=true"
      })
  void parametersOfEveryKindKeepTypeAndValue(String options) throws SQLException {
    Timestamp moment = Timestamp.from(Instant.parse("2021-07-01T10:00:00.123456Z"));
    LocalDateTime local = LocalDateTime.parse("1500-01-02T03:04:05.5");
    Object[] values = {
      -7,
      7,
      Long.MIN_VALUE,
      (short) -3,
      (byte) -128,
      1.236,
      Double.NaN,
      -1.5f,
      true,
      new BigDecimal("-123.460"),
      "plain text",
      LocalDate.of(2020, 2, 29),
      moment,
      local,
      new byte[] {0, -1},
      Period.ofMonths(-14),
      Duration.ofSeconds(-93784, -500_000_000)
    };
    String[] types = {
      "int",
      "int",
      "bigint",
      "smallint",
      "tinyint",
      "double",
      "double",
      "float",
      "boolean",
      "decimal(6,3)",
      "string",
      "date",
      "timestamp",
      "timestamp",
      "binary",
      "interval year to month",
      "interval day to second"
    };
    StringBuilder sql = new StringBuilder("SELECT '?' AS q /* ? */");
    for (int i = 0; i < values.length; i++) {
      sql.append(", ? AS v").append(i).append(", typeof(?) AS t").append(i);
    }
    try (Connection connection = connect(options);
        PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(2 * i + 1, values[i]);
        statement.setObject(2 * i + 2, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        assertTrue(row.next());
        for (int i = 0; i < values.length; i++) {
          assertEquals(types[i], row.getString("t" + i));
        }
        assertEquals(-7, row.getInt("v0"));
        assertEquals(Long.MIN_VALUE, row.getLong("v2"));
        assertEquals(-128, row.getByte("v4"));
        assertEquals(1.236, row.getDouble("v5"));
        assertTrue(Double.isNaN(row.getDouble("v6")));
        assertEquals(-1.5f, row.getFloat("v7"));
        assertTrue(row.getBoolean("v8"));
        assertEquals(new BigDecimal("-123.460"), row.getBigDecimal("v9"));
        assertEquals("plain text", row.getString("v10"));
        assertEquals(LocalDate.of(2020, 2, 29), row.getObject("v11", LocalDate.class));
        assertEquals(moment, row.getTimestamp("v12"));
        assertEquals(local, row.getObject("v13", LocalDateTime.class));
        assertArrayEquals(new byte[] {0, -1}, row.getBytes("v14"));
        assertEquals("-1-2", row.getString("v15"));
        assertTrue(row.getString("v16").startsWith("-1 02:03:04.5"), row.getString("v16"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";spark.sql.parser.escapedStringLiterals=true",
        ";spark.sql.legacy.consecutiveStringLiterals.enabled=true",
        ";spark.sql.ansi.doubleQuotedIdentifiers=true;ansi_mode=true"
      })
  void hostileTextStaysAValue(String options) throws SQLException {
    String[] hostile = {
      "' OR '1'='1",
      "'); DROP TABLE x; --",
      "\\",
      "\\' OR 1=1 --",
      "''",
      "\"",
      "${spark:spark.app.name}${env:PATH}${system:user.dir}",
      "${x} $x$ $$",
      "a\nb\r\u0000c\t",
      "\u02bc\uff07\u2019 ünï ✓ 東京 \ud83d\ude00",
      "-- /* ? */ `",
      "\\u0027 \\047 \\Z \\%",
      ""
    };
    try (Connection connection = connect(options);
        PreparedStatement statement = connection.prepareStatement("SELECT ?, length(?), ?=?")) {
      for (String text : hostile) {
        for (int i = 1; i <= 4; i++) {
          statement.setString(i, text);
        }
        try (ResultSet row = statement.executeQuery()) {
          assertTrue(row.next());
          assertEquals(text, row.getString(1));
          assertEquals(text.codePointCount(0, text.length()), row.getInt(2));
          assertTrue(row.getBoolean(3));
          assertFalse(row.next());
        }
      }
    }
  }

  @Test
  void batchesOfLiterals() throws SQLException {
    try (Connection connection = connect("");
        Statement plain = connection.createStatement()) {
      plain.execute("CREATE TABLE main.default.hive_batch (id INT, s STRING, b BINARY, t DATE)");
      try (PreparedStatement statement =
          connection.prepareStatement("INSERT INTO main.default.hive_batch VALUES (?,?,?,?)")) {
        for (int i = 0; i < 3; i++) {
          statement.setInt(1, i - 1);
          statement.setString(2, i == 1 ? null : "it's " + i);
          statement.setBytes(3, i == 1 ? null : new byte[] {(byte) i});
          statement.setObject(4, LocalDate.of(2020, 1, 1 + i));
          statement.addBatch();
        }
        assertArrayEquals(new int[] {1, 1, 1}, statement.executeBatch());
      }
      try (ResultSet rows =
          plain.executeQuery("SELECT id, s, b, t FROM main.default.hive_batch ORDER BY id")) {
        assertTrue(rows.next());
        assertEquals(-1, rows.getInt(1));
        assertEquals("it's 0", rows.getString(2));
        assertArrayEquals(new byte[] {0}, rows.getBytes(3));
        assertEquals("2020-01-01", rows.getString(4));
        assertTrue(rows.next());
        assertNull(rows.getString(2));
        assertNull(rows.getBytes(3));
      }
      plain.execute("DROP TABLE main.default.hive_batch");
    }
  }

  private static int one(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1")) {
      assertTrue(row.next());
      return row.getInt(1);
    }
  }

  private static List<String> column(ResultSet rows, String label) throws SQLException {
    try (rows) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(label));
      }
      return values;
    }
  }

  private static Connection connect(String options) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("token", server.token());
    return DriverManager.getConnection(server.url() + options, properties);
  }
}
