package io.github.lakewire.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {

  @Test
  void literalsHaveTheTypeOfTheJavaClass() throws SQLException {
    Object[][] values = {
      {true, "true"},
      {(byte) 1, "CAST('1' AS TINYINT)"},
      {(short) -1, "CAST('-1' AS SMALLINT)"},
      {7, "7"},
      {-7, "CAST('-7' AS INT)"},
      {7L, "CAST('7' AS BIGINT)"},
      {1.5f, "CAST('1.5' AS FLOAT)"},
      {Double.NEGATIVE_INFINITY, "CAST('-Infinity' AS DOUBLE)"},
      {new BigDecimal("-1.50"), "CAST('-1.50' AS DECIMAL(3,2))"},
      {LocalDate.of(1, 2, 3), "DATE '0001-02-03'"},
      {LocalTime.of(10, 15, 0, 1999), "TIME '10:15:00.000001'"},
      {Instant.parse("2021-07-01T10:00:00.123456789Z"), "TIMESTAMP '2021-07-01 10:00:00.123456Z'"},
      {OffsetDateTime.parse("2021-07-01T10:00:00+02:00"), "TIMESTAMP '2021-07-01 08:00:00Z'"},
      {LocalDateTime.parse("2021-07-01T10:00"), "TIMESTAMP_NTZ '2021-07-01 10:00:00'"},
      {Period.ofMonths(-14), "INTERVAL '-1-2' YEAR TO MONTH"},
      {Duration.ofMillis(-1500), "INTERVAL '-0 00:00:01.500000' DAY TO SECOND"},
      {new byte[] {0, -1}, "unhex('00ff')"},
      {"plain", "'plain'"},
      {List.of(1, 2), "CAST(array(1, 2) AS ARRAY<INT>)"},
      {Map.of("a", 1L), "CAST(map('a', CAST('1' AS BIGINT)) AS MAP<STRING, BIGINT>)"},
    };
    for (Object[] value : values) {
      assertEquals(value[1], SqlText.literal(value[0]));
    }
  }

  @Test
  void nullHasNoType() throws SQLException {
    assertEquals("NULL", SqlText.literal(null));
  }

  @Test
  @ResourceLock(Resources.TIME_ZONE)
  void momentsDoNotDependOnTheZoneOfTheJvm() throws SQLException {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
      Timestamp moment = Timestamp.from(Instant.parse("2011-12-30T12:00:00Z"));
      assertEquals("TIMESTAMP '2011-12-30 12:00:00Z'", SqlText.literal(moment));
      assertEquals(
          "TIMESTAMP_NTZ '2011-12-30 12:00:00'",
          SqlText.literal(LocalDateTime.parse("2011-12-30T12:00")));
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "\\", "${env:HOME}", "$$", "\0", "a\n--b", "{d '2020-01-01'}", "?"})
  void textsStayWithinTheirQuotes(String text) throws SQLException {
    String literal = SqlText.literal(text);
    assertTrue(literal.matches("CAST\\(unhex\\('[0-9a-f]+'\\) AS STRING\\)"), literal);
  }

  @Test
  void classesWithoutLiteralAreRefused() {
    SQLException e = assertThrows(SQLException.class, () -> SqlText.literal(new Thread()));
    assertEquals("HYC00", e.getSQLState());
    assertTrue(String.valueOf(e.getMessage()).contains("java.lang.Thread"), e.getMessage());
  }

  @Test
  void valuesThatTheirTypeCannotHoldAreRefused() {
    SQLException e =
        assertThrows(SQLException.class, () -> SqlText.literal(new BigDecimal("1E+38")));
    assertEquals("22003", e.getSQLState());
    assertFalse(String.valueOf(e.getMessage()).isEmpty());
  }

  @Test
  void namesStandBetweenBackticks() throws SQLException {
    assertEquals("`a`", SqlText.identifier("a"));
    assertEquals("`my cat`.`s``x`.`t.u`", SqlText.identifier("my cat", "s`x", "t.u"));
    assertEquals("`\\`.`'`.`$x`", SqlText.identifier("\\", "'", "$x"));
  }

  @Test
  void namesThatCannotBeWrittenAreRefused() {
    for (@Nullable String[] parts : new String[][] {{}, {""}, {"a", ""}, {"a", "${b}"}}) {
      SQLException e = assertThrows(SQLException.class, () -> SqlText.identifier(parts));
      assertEquals("HY024", e.getSQLState());
    }
  }
}
