package io.github.lakewire.jdbc.internal.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedLiteralsTest {
  private static final TypedLiterals LITERALS = new TypedLiterals(null);
  private static final Pattern PLAIN = Pattern.compile("'([^'\\\\$?;\"`{}\\p{Cntrl}]*)'");
  private static final Pattern DIGITS =
      Pattern.compile("CAST\\(unhex\\('([0-9a-f]*)'\\) AS STRING\\)");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "BOOLEAN | true | true",
        "TINYINT | -128 | CAST('-128' AS TINYINT)",
        "INT | 5 | 5",
        "INT | -5 | CAST('-5' AS INT)",
        "BIGINT | -9223372036854775808 | CAST('-9223372036854775808' AS BIGINT)",
        "FLOAT | 1.5 | CAST('1.5' AS FLOAT)",
        "DOUBLE | -1.0E-300 | CAST('-1.0E-300' AS DOUBLE)",
        "DOUBLE | NaN | CAST('NaN' AS DOUBLE)",
        "DOUBLE | -Infinity | CAST('-Infinity' AS DOUBLE)",
        "DECIMAL(4,2) | -12.34 | CAST('-12.34' AS DECIMAL(4,2))",
        "DATE | 0001-01-01 | DATE '0001-01-01'",
        "TIMESTAMP | 2021-07-01 10:00:00.123456Z | TIMESTAMP '2021-07-01 10:00:00.123456Z'",
        "TIMESTAMP_NTZ | 2021-07-01 10:00:00 | TIMESTAMP_NTZ '2021-07-01 10:00:00'",
        "INTERVAL YEAR TO MONTH | -1-2 | INTERVAL '-1-2' YEAR TO MONTH",
        "INTERVAL DAY TO SECOND | 1 02:03:04.500000 | INTERVAL '1 02:03:04.500000' DAY TO SECOND",
        "BINARY | 00ff | unhex('00ff')",
        "TIMESTAMP | 2021-01-01 00:00:00 | CAST('2021-01-01 00:00:00' AS TIMESTAMP)",
        "TIMESTAMP | ' OR 'Z | CAST(CAST(unhex('27204f5220275a') AS STRING) AS TIMESTAMP)",
        "STRING | plain text, 1=1 -- no comment | 'plain text, 1=1 -- no comment'",
        "STRING | größer 漢字 | 'größer 漢字'",
      })
  void writesEachTypeInItsForm(String type, String text, String expected) throws DriverException {
    assertEquals(expected, LITERALS.write(type, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"STRING", "INT", "DECIMAL", "BINARY", "TIMESTAMP", "BOOLEAN", "DATE"})
  void nullKeepsItsType(String type) throws DriverException {
    assertEquals("CAST(NULL AS " + type + ")", LITERALS.write(type, null));
    assertEquals("NULL", LITERALS.write("VOID", null));
  }

  @Test
  void wallClockOfTheZoneReplacesUtc() throws DriverException {
    TypedLiterals rome = new TypedLiterals(ZoneId.of("Europe/Rome"));
    assertEquals(
        "TIMESTAMP '2021-07-01 12:00:00'", rome.write("TIMESTAMP", "2021-07-01 10:00:00Z"));
    assertEquals(
        "TIMESTAMP '2021-07-01 10:00:00'", rome.write("TIMESTAMP_NTZ", "2021-07-01 10:00:00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'",
        "' OR 1=1 -- ",
        "\\",
        "\\'; DROP TABLE t; --",
        "''",
        "\u02bc\uff07\u2019 OR 1=1",
        "${env:HOME}",
        "${spark:x}",
        "a\0b",
        "line\nbreak\u2028",
        "{d '2020-01-01'}",
        "\"`$$;?*/",
        "\ud83d\ude00 \ud83d",
        "\u202e'",
      })
  void textNeverLeavesItsLiteral(String text) throws DriverException {
    assertStaysInside(text);
  }

  @Test
  void randomTextNeverLeavesItsLiteral() throws DriverException {
    Random random = new Random(20);
    String alphabet = "'\\\"`$ {}-/*;?x\n\0%ü\u02bc\ud83d\ude00";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(
            random.nextInt(4) == 0
                ? (char) random.nextInt(0x10000)
                : alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertStaysInside(text.toString());
    }
  }

  private static void assertStaysInside(String text) throws DriverException {
    String literal = LITERALS.write("STRING", text);
    Matcher plain = PLAIN.matcher(literal);
    if (plain.matches()) {
      assertEquals(text, plain.group(1));
      return;
    }
    Matcher digits = DIGITS.matcher(literal);
    assertTrue(digits.matches(), literal);
    byte[] bytes = HexFormat.of().parseHex(digits.group(1));
    assertEquals(
        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8),
        new String(bytes, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "INT | 1 OR 1=1",
        "INT | 1'",
        "BIGINT | 99999999999999999999",
        "DOUBLE | 1e5e5",
        "DECIMAL(4,2) | 1) OR (1",
        "DECIMAL(4,2)) -- | 1",
        "BOOLEAN | TRUE OR TRUE",
        "DATE | 2021-01-01' OR '",
        "TIMESTAMP_NTZ | today",
        "BINARY | X'00'",
        "BINARY | 0g",
        "BINARY | x",
        "INTERVAL YEAR TO MONTH | 1-2' YEAR",
        "INTERVAL DAY TO SECOND | 1",
        "MAP<INT, INT> | x",
        "STRING) | ",
      })
  void whatDoesNotLookLikeItsTypeIsRefused(String type, @Nullable String text) {
    DriverException exception =
        assertThrows(DriverException.class, () -> LITERALS.write(type, text));
    assertEquals(DriverException.Kind.UNSUPPORTED, exception.kind());
  }
}
