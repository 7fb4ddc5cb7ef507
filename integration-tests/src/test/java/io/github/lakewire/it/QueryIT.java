package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements on a real SQL engine, over each transport that the driver can ask for. */
@ExtendWith(SharedWarehouse.class)
class QueryIT {

  @ParameterizedTest
  @ValueSource(strings = {"", ";lz4=0", ";cloudFetch=0", ";arrow=0"})
  void everyTypeInEveryEncoding(String options, WarehouseProcess warehouse) throws SQLException {
    String sql =
        "SELECT * FROM VALUES (1, true, CAST(-128 AS TINYINT), CAST(-32768 AS SMALLINT),"
            + " -2147483648, -9223372036854775808L, CAST(1.25 AS FLOAT), CAST(-2.5e300 AS DOUBLE),"
            + " CAST(-12345678901234567890.12 AS DECIMAL(38,2)), 'ünï ✓', X'00ff',"
            + " DATE'0001-01-01', TIMESTAMP'2021-03-28 02:30:00.123456', TIMESTAMP_NTZ'1500-02-28"
            + " 23:59:59.999999', array(1, null), map('k', 1.5D), named_struct('a', 'x', 'b',"
            + " null), INTERVAL '-1-2' YEAR TO MONTH, INTERVAL '1 02:03:04.5' DAY TO SECOND,"
            + " CAST('abc' AS CHAR(3)), CAST('abc' AS VARCHAR(10)), parse_json('{\"k\":[1]}')), (2,"
            + " null, null, null, null, null, null, null, null, null, null, null, null, null, null,"
            + " null, null, null, null, null, null, null) AS t(row, bo, ti, si, i, bi, f, d, de, s,"
            + " b, da, ts, tn, a, m, st, iy, idt, c, v, va) ORDER BY row";
    try (Connection connection = connect(warehouse, options + ";timezone=UTC");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertTrue(row.next());
      assertTrue(row.getBoolean("bo"));
      assertEquals(-128, row.getByte("ti"));
      assertEquals(-32768, row.getShort("si"));
      assertEquals(Integer.MIN_VALUE, row.getInt("i"));
      assertEquals(Long.MIN_VALUE, row.getLong("bi"));
      assertEquals(1.25f, row.getFloat("f"));
      assertEquals(-2.5e300, row.getDouble("d"));
      assertEquals(new BigDecimal("-12345678901234567890.12"), row.getBigDecimal("de"));
      assertEquals("ünï ✓", row.getString("s"));
      assertArrayEquals(new byte[] {0, (byte) 0xff}, row.getBytes("b"));
      assertEquals(LocalDate.of(1, 1, 1), row.getObject("da", LocalDate.class));
      assertEquals("0001-01-01", row.getString("da"));
      if (options.contains("arrow=0")) {
        // Text without a zone: all that is certain is what a clock in the session's zone showed.
        assertEquals(
            LocalDateTime.parse("2021-03-28T02:30:00.123456"),
            row.getObject("ts", LocalDateTime.class));
      } else {
        Instant instant = Instant.parse("2021-03-28T02:30:00.123456Z");
        assertEquals(instant, row.getObject("ts", Instant.class));
        assertEquals(Timestamp.from(instant), row.getTimestamp("ts"));
      }
      LocalDateTime local = LocalDateTime.of(1500, 2, 28, 23, 59, 59, 999_999_000);
      assertEquals(local, row.getObject("tn", LocalDateTime.class));
      assertEquals(Timestamp.valueOf(local), row.getTimestamp("tn"));
      assertEquals("[1,null]", row.getString("a"));
      assertEquals("{\"k\":1.5}", row.getString("m"));
      assertEquals("{\"a\":\"x\",\"b\":null}", row.getString("st"));
      Object[] elements = (Object[]) row.getArray("a").getArray();
      assertEquals(2, elements.length);
      assertEquals(1, ((Number) elements[0]).intValue());
      assertNull(elements[1]);
      Map<?, ?> map = assertInstanceOf(Map.class, row.getObject("m"));
      assertEquals(1.5, ((Number) map.get("k")).doubleValue());
      Struct struct = assertInstanceOf(Struct.class, row.getObject("st"));
      assertArrayEquals(new Object[] {"x", null}, struct.getAttributes());
      assertEquals("-1-2", row.getString("iy"));
      assertEquals("1 02:03:04.500000000", row.getString("idt"));
      assertEquals("abc", row.getString("c"));
      assertEquals("abc", row.getString("v"));
      assertEquals("{\"k\":[1]}", row.getString("va"));

      assertTrue(row.next());
      for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
        assertNull(row.getObject(i), row.getMetaData().getColumnLabel(i));
        assertTrue(row.wasNull());
        assertNull(row.getString(i));
      }
      assertEquals(0, row.getInt("i"));
      assertTrue(row.wasNull());
      assertFalse(row.next());
      assertFalse(row.next());
    }
  }

  @Test
  void typesAreNamedAsTheServerNamesThem(WarehouseProcess warehouse) throws SQLException {
    String sql =
        "SELECT CAST(1.5 AS FLOAT), 12.34BD, TIMESTAMP_NTZ'2021-01-01 00:00:00', array(1),"
            + " map('a', 1), named_struct('x', 1), INTERVAL '1' DAY, parse_json('1'), NULL,"
            + " current_timestamp()";
    try (Connection connection = connect(warehouse, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      String[] names = {
        "FLOAT",
        "DECIMAL",
        "TIMESTAMP_NTZ",
        "ARRAY<INT>",
        "MAP<STRING, INT>",
        "STRUCT<x: INT>",
        "INTERVAL DAY",
        "VARIANT",
        "VOID",
        "TIMESTAMP"
      };
      int[] types = {
        Types.REAL,
        Types.DECIMAL,
        Types.TIMESTAMP,
        Types.ARRAY,
        Types.VARCHAR,
        Types.STRUCT,
        Types.VARCHAR,
        Types.VARCHAR,
        Types.NULL,
        Types.TIMESTAMP
      };
      for (int i = 0; i < types.length; i++) {
        assertEquals(types[i], rows.getMetaData().getColumnType(i + 1), "column " + (i + 1));
        assertEquals(names[i], rows.getMetaData().getColumnTypeName(i + 1));
      }
      assertEquals("TIMESTAMP", rows.getMetaData().getColumnTypeName(10));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";lz4=0", ";cloudFetch=0", ";cloudFetch=0;lz4=0", ";arrow=0"})
  void manyRowsComeCompleteAndInOrder(String options, WarehouseProcess warehouse)
      throws SQLException {
    int rows = options.contains("arrow=0") ? 200_000 : 2_000_000;
    try (Connection connection = connect(warehouse, options);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id, IF(id % 7 = 0, NULL, concat('r', id)) AS s FROM range(" + rows + ")")) {
      long count = 0;
      while (row.next()) {
        long id = row.getLong(1);
        if (id != count) {
          assertEquals(count, id);
        }
        String text = row.getString(2);
        if (id % 7 == 0 ? text != null : !("r" + id).equals(text)) {
          assertEquals("r" + id, text);
        }
        count++;
      }
      assertEquals(rows, count);
    }
  }

  @Test
  void emptyResultHasColumnsAndNoRows(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = connect(warehouse, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1 AS one, 'a' AS two WHERE false")) {
      assertEquals(2, rows.getMetaData().getColumnCount());
      assertEquals("two", rows.getMetaData().getColumnLabel(2));
      assertFalse(rows.next());
    }
  }

  @Test
  void updateCountsAreTheServers(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      assertEquals(
          0,
          statement.executeUpdate(
              "CREATE TABLE IF NOT EXISTS main.default.counts (id INT, s STRING)"));
      assertFalse(statement.execute("INSERT INTO main.default.counts VALUES (1, 'a'), (2, 'b')"));
      assertEquals(2, statement.getUpdateCount());
      assertNull(statement.getResultSet());
      assertFalse(statement.getMoreResults());
      assertEquals(-1, statement.getUpdateCount());
      assertEquals(
          1, statement.executeUpdate("UPDATE main.default.counts SET s = 'c' WHERE id = 2"));
      assertEquals(2, statement.executeLargeUpdate("DELETE FROM main.default.counts"));
      assertEquals(0, statement.executeUpdate("DROP TABLE main.default.counts"));
      assertTrue(statement.execute("SHOW CATALOGS"));
      assertEquals(-1, statement.getUpdateCount());
    }
  }

  @Test
  void parametersOfEveryKind(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = connect(warehouse, "");
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT ? AS i, ? AS l, ? AS d, ? AS de, ? AS s, ? AS b, ? AS da, ? AS bin,"
                    + " '?' AS q -- ?\n, ? AS n")) {
      statement.setInt(1, 7);
      statement.setLong(2, Long.MAX_VALUE);
      statement.setDouble(3, 1.236);
      statement.setBigDecimal(4, new BigDecimal("123.46"));
      statement.setString(5, "it's \"quoted\" \\ ✓");
      statement.setBoolean(6, true);
      statement.setObject(7, LocalDate.of(2020, 2, 29));
      statement.setBytes(8, "xyz".getBytes(StandardCharsets.UTF_8));
      statement.setNull(9, Types.INTEGER);
      try (ResultSet row = statement.executeQuery()) {
        assertTrue(row.next());
        assertEquals(7, row.getInt("i"));
        assertEquals(Long.MAX_VALUE, row.getLong("l"));
        assertEquals(1.236, row.getDouble("d"));
        assertEquals(new BigDecimal("123.46"), row.getBigDecimal("de"));
        assertEquals("it's \"quoted\" \\ ✓", row.getString("s"));
        assertTrue(row.getBoolean("b"));
        assertEquals(LocalDate.of(2020, 2, 29), row.getObject("da", LocalDate.class));
        assertArrayEquals("xyz".getBytes(StandardCharsets.UTF_8), row.getBytes("bin"));
        assertEquals("?", row.getString("q"));
        assertNull(row.getString("n"));
      }
    }
  }

  @Test
  void errorsKeepTheServersState(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      SQLException syntax =
          assertThrows(SQLException.class, () -> statement.executeQuery("SELEC 1"));
      assertInstanceOf(SQLSyntaxErrorException.class, syntax);
      assertEquals("42601", syntax.getSQLState());
      assertFalse(syntax.getMessage().contains("\tat "), syntax.getMessage());
      SQLException missing =
          assertThrows(
              SQLException.class,
              () -> statement.executeQuery("SELECT * FROM main.default.no_such_table"));
      assertEquals("42P01", missing.getSQLState());
      SQLException division =
          assertThrows(
              SQLException.class, () -> readAll(statement, "SELECT 1 / (id - 5) FROM range(10)"));
      assertEquals("22012", division.getSQLState());
      try (ResultSet row = statement.executeQuery("SELECT 1")) {
        assertTrue(row.next());
      }
    }
  }

  @Test
  void catalogAndSchemaFollowTheSession(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = connect(warehouse, ";catalog=main;schema=default");
        Statement statement = connection.createStatement()) {
      assertEquals("main", connection.getCatalog());
      assertEquals("default", connection.getSchema());
      statement.execute("CREATE SCHEMA IF NOT EXISTS main.`odd-name`");
      connection.setSchema("odd-name");
      assertEquals("odd-name", connection.getSchema());
      statement.execute("USE SCHEMA default");
      assertEquals("default", connection.getSchema());
      connection.setCatalog("samples");
      assertEquals("samples", connection.getCatalog());
      assertThrows(SQLException.class, () -> connection.setCatalog("no_such_catalog"));
      assertEquals("samples", connection.getCatalog());
      statement.execute("DROP SCHEMA main.`odd-name`");
    }
  }

  @Test
  void wrongTokenIsAnAuthorizationFailure(WarehouseProcess warehouse) {
    SQLException e =
        assertThrows(
            SQLException.class,
            () ->
                DriverManager.getConnection(
                    SharedWarehouse.trustedUrl(warehouse) + ";PWD=dapi-wrong"));
    assertEquals("28000", e.getSQLState());
    assertFalse(e.getMessage().contains("dapi-wrong"));
  }

  @Test
  void unknownAuthorityIsRefused(WarehouseProcess warehouse) {
    SQLException e =
        assertThrows(
            SQLException.class,
            () -> DriverManager.getConnection(warehouse.url() + ";PWD=" + warehouse.token()));
    assertEquals("08001", e.getSQLState());
    assertTrue(e.getMessage().contains("certificate"), e.getMessage());
  }

  @Test
  void liveSessionGoesOnWithARenewedToken(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = connect(warehouse, ";user=me@example.com");
        Statement statement = connection.createStatement()) {
      assertTrue(connection.getWarnings().getMessage().contains("user is ignored"));
      statement.execute("SET VARIABLE_OF_THE_SESSION = kept");
      connection.setClientInfo("Auth_AccessToken", "dapi-expired");
      SQLException e = assertThrows(SQLException.class, () -> statement.execute("SELECT 1"));
      assertEquals("28000", e.getSQLState());
      connection.setClientInfo("Auth_AccessToken", warehouse.token());
      try (ResultSet rows = statement.executeQuery("SET VARIABLE_OF_THE_SESSION")) {
        assertTrue(rows.next());
        assertEquals("kept", rows.getString(2));
      }
    }
  }

  @Test
  void userNameAndVersionAreTheServers(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = connect(warehouse, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT current_user()")) {
      assertTrue(rows.next());
      DatabaseMetaData metaData = connection.getMetaData();
      assertEquals(rows.getString(1), metaData.getUserName());
      assertEquals(
          metaData.getDatabaseProductVersion().replaceFirst("^(\\d+\\.\\d+).*", "$1"),
          metaData.getDatabaseMajorVersion() + "." + metaData.getDatabaseMinorVersion());
    }
  }

  private static void readAll(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getObject(1);
      }
    }
  }

  static Connection connect(WarehouseProcess warehouse, String options) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("token", warehouse.token());
    return DriverManager.getConnection(SharedWarehouse.trustedUrl(warehouse) + options, properties);
  }
}
