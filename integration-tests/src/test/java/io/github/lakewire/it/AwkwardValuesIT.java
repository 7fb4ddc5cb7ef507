package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values, names and sizes at the edge of what a server may send, in every encoding. */
@ExtendWith(SharedWarehouse.class)
class AwkwardValuesIT {

  @ParameterizedTest
  @ValueSource(strings = {"", ";arrow=0", ";cloudFetch=0;lz4=0"})
  void edgesOfEachType(String options, WarehouseProcess warehouse) throws SQLException {
    String sql =
        "SELECT '' AS empty, CAST(NULL AS STRING) AS nothing, X'' AS no_bytes,"
            + " 99999999999999999999999999999999999999BD AS big,"
            + " -0.99999999999999999999999999999999999999BD AS small,"
            + " CAST('NaN' AS DOUBLE) AS nan, CAST('-Infinity' AS DOUBLE) AS down,"
            + " CAST('Infinity' AS FLOAT) AS up, CAST('NaN' AS FLOAT) AS fnan,"
            + " CAST('-0.0' AS DOUBLE) AS minus_zero,"
            + " DATE'0001-01-01' AS d1, DATE'9999-12-31' AS d2, DATE'1582-10-10' AS d3,"
            + " TIMESTAMP_NTZ'0001-01-01 00:00:00' AS n1,"
            + " TIMESTAMP_NTZ'9999-12-31 23:59:59.999999' AS n2,"
            + " TIMESTAMP_NTZ'1582-10-10 12:00:00' AS n3";
    try (Connection connection = QueryIT.connect(warehouse, options);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertTrue(row.next());
      assertEquals("", row.getString("empty"));
      assertFalse(row.wasNull());
      assertNull(row.getString("nothing"));
      assertTrue(row.wasNull());
      assertArrayEquals(new byte[0], row.getBytes("no_bytes"));
      assertFalse(row.wasNull());
      assertEquals(new BigDecimal("9".repeat(38)), row.getBigDecimal("big"));
      assertEquals("9".repeat(38), row.getString("big"));
      assertEquals("22003", state(() -> row.getLong("big")));
      assertEquals(new BigDecimal("-0." + "9".repeat(38)), row.getBigDecimal("small"));
      assertEquals("-0." + "9".repeat(38), row.getString("small"));
      assertTrue(Double.isNaN(row.getDouble("nan")));
      assertEquals(Double.NEGATIVE_INFINITY, row.getDouble("down"));
      assertEquals(Float.POSITIVE_INFINITY, row.getFloat("up"));
      assertTrue(Float.isNaN(row.getFloat("fnan")));
      assertEquals(Float.NaN, row.getObject("fnan"));
      assertEquals("NaN", row.getString("nan"));
      assertEquals("-Infinity", row.getString("down"));
      assertEquals("22003", state(() -> row.getBigDecimal("nan")));
      assertEquals("22003", state(() -> row.getInt("up")));
      assertEquals(-0.0, row.getDouble("minus_zero"));
      for (String date : new String[] {"d1=0001-01-01", "d2=9999-12-31", "d3=1582-10-10"}) {
        String label = date.substring(0, 2);
        String text = date.substring(3);
        assertEquals(LocalDate.parse(text), row.getObject(label, LocalDate.class));
        assertEquals(text, row.getString(label));
      }
      assertEquals("0001-01-01", row.getDate("d1").toString());
      assertEquals(
          LocalDateTime.parse("9999-12-31T23:59:59.999999"),
          row.getObject("n2", LocalDateTime.class));
      assertEquals("9999-12-31 23:59:59.999999", row.getTimestamp("n2").toString());
      assertEquals(
          LocalDateTime.parse("0001-01-01T00:00:00"), row.getObject("n1", LocalDateTime.class));
      assertEquals(
          LocalDateTime.parse("1582-10-10T12:00:00"), row.getObject("n3", LocalDateTime.class));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Pacific/Apia, 2011-12-30",
    "America/St_Johns, 2021-03-14",
    "America/Sao_Paulo, 2018-11-04",
    "Asia/Kathmandu, 1986-01-01"
  })
  void datesAndClocksDoNotMoveWithTheZoneOfTheJvm(
      String zone, String day, WarehouseProcess warehouse) throws SQLException {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try (Connection connection = QueryIT.connect(warehouse, ";timezone=UTC");
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT DATE'%1$s' AS d, TIMESTAMP_NTZ'%1$s 02:30:00' AS n, TIMESTAMP'%1$s"
                        .formatted(day)
                    + " 02:30:00.5Z' AS t, ? AS pd, ? AS pt, ? AS pl")) {
      Instant instant = Instant.parse(day + "T02:30:00.500Z");
      LocalDateTime clock = LocalDateTime.parse(day + "T02:30:00");
      statement.setObject(1, LocalDate.parse(day));
      statement.setTimestamp(2, Timestamp.from(instant));
      statement.setObject(3, clock);
      try (ResultSet row = statement.executeQuery()) {
        assertTrue(row.next());
        assertEquals(LocalDate.parse(day), row.getObject("d", LocalDate.class));
        assertEquals(day, row.getString("d"));
        assertEquals(Date.valueOf(day), row.getDate("d"));
        assertEquals(clock, row.getObject("n", LocalDateTime.class));
        assertEquals(Timestamp.valueOf(clock), row.getTimestamp("n"));
        assertEquals(day + " 02:30:00", row.getString("n"));
        assertEquals(instant, row.getObject("t", Instant.class));
        assertEquals(instant, row.getTimestamp("t").toInstant());
        assertEquals(LocalDate.parse(day), row.getObject("pd", LocalDate.class));
        assertEquals(instant, row.getTimestamp("pt").toInstant());
        assertEquals(clock, row.getObject("pl", LocalDateTime.class));
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void turkishLettersChangeNothing(WarehouseProcess warehouse) throws SQLException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try (Connection connection =
            QueryIT.connect(warehouse, ";USERAGENTENTRY=I;CLOUDFETCH=1;CATALOG=main");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT 1.5D AS DISTINCTID, '12' AS I, TRUE AS B, INTERVAL '1' DAY AS V,"
                    + " 1234567.25BD AS N")) {
      assertTrue(row.next());
      assertEquals(1.5, row.getDouble("distinctid"));
      assertEquals(12, row.getDouble("i"));
      assertEquals("true", row.getString("b"));
      assertEquals("1234567.25", row.getString("N"));
      assertEquals("INTERVAL DAY", row.getMetaData().getColumnTypeName(4));
      statement.execute("use catalog samples");
      assertEquals("samples", connection.getCatalog());
      assertTrue(
          connection.getMetaData().getTables("samples", null, "TRIPS", null).next(),
          "TRIPS is not trips");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";arrow=0"})
  void threeHundredColumns(String options, WarehouseProcess warehouse) throws SQLException {
    String sql =
        IntStream.range(0, 300)
            .mapToObj(i -> "IF(id % 2 = 0, id + " + i + ", NULL) AS c" + i)
            .collect(Collectors.joining(", ", "SELECT ", " FROM range(50) ORDER BY id"));
    try (Connection connection = QueryIT.connect(warehouse, options);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      for (long id = 0; id < 50; id++) {
        assertTrue(row.next());
        for (int i = 0; i < 300; i++) {
          assertEquals(id % 2 == 0 ? id + i : 0, row.getLong("C" + i));
          assertEquals(id % 2 != 0, row.wasNull());
        }
      }
      assertFalse(row.next());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";arrow=0", ";cloudFetch=0"})
  void aCellOfTenMegabytes(String options, WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, options);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT repeat('0123456789', 1024 * 1024) AS s")) {
      assertTrue(row.next());
      String text = row.getString(1);
      assertEquals(10 << 20, text.length());
      assertTrue(text.endsWith("56789"));
    }
  }

  @Test
  void aStatementOfAHundredThousandCharacters(WarehouseProcess warehouse) throws SQLException {
    String text = "ü'?{fn x}".repeat(11_000).replace("'", "''");
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT '" + text + "' AS s")) {
      assertTrue(row.next());
      assertEquals("ü'?{fn x}".repeat(11_000).length(), row.getString(1).length());
    }
  }

  @Test
  void namesWithEmojiQuotesAndTwins(WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, "");
        Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "SELECT 1 AS `🚕 fare`, 2 AS `a``b`, 3 AS twin, 4 AS twin, 5 AS `a.b`, 6 AS ``")) {
        assertTrue(row.next());
        assertEquals(1, row.getInt("🚕 fare"));
        assertEquals(2, row.getInt("a`b"));
        assertEquals(3, row.getInt("twin"));
        assertEquals(4, row.getInt(4));
        assertEquals("twin", row.getMetaData().getColumnLabel(4));
        assertEquals(5, row.getInt("a.b"));
      }
      statement.execute("CREATE SCHEMA IF NOT EXISTS main.`sch🚕ma`");
      connection.setSchema("sch🚕ma");
      assertEquals("sch🚕ma", connection.getSchema());
      statement.execute("CREATE TABLE IF NOT EXISTS `t🚕` (`c🚕` INT)");
      try (ResultSet columns =
          connection.getMetaData().getColumns("main", "sch🚕ma", "t🚕", null)) {
        assertTrue(columns.next());
        assertEquals("c🚕", columns.getString("COLUMN_NAME"));
        assertFalse(columns.next());
      }
      statement.execute("DROP TABLE `t🚕`");
      connection.setSchema("default");
      statement.execute("DROP SCHEMA main.`sch🚕ma`");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";arrow=0", ";cloudFetch=0"})
  void fetchSizeOneAndMaxRows(String options, WarehouseProcess warehouse) throws SQLException {
    try (Connection connection = QueryIT.connect(warehouse, options);
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(1);
      try (ResultSet row = statement.executeQuery("SELECT id FROM range(25)")) {
        for (long id = 0; id < 25; id++) {
          assertTrue(row.next());
          assertEquals(id, row.getLong(1));
        }
        assertFalse(row.next());
      }
      statement.setFetchSize(0);
      for (int rows : new int[] {1, 7, 100_000}) {
        statement.setMaxRows(rows);
        try (ResultSet row = statement.executeQuery("SELECT id FROM range(300000)")) {
          int count = 0;
          while (row.next()) {
            count++;
          }
          assertEquals(rows, count);
          assertTrue(row.isAfterLast());
          assertFalse(row.next());
        }
      }
    }
  }

  private interface Getter {
    Object get() throws SQLException;
  }

  private static String state(Getter getter) {
    return assertThrows(SQLException.class, getter::get).getSQLState();
  }
}
