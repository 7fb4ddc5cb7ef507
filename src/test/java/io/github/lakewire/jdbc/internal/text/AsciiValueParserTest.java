package io.github.lakewire.jdbc.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from bytes is what the longer way by a String gives. */
class AsciiValueParserTest {
  private static final int OFFSET = 3;

  @FunctionalInterface
  private interface Reading {
    Object read(byte[] bytes, int offset, int length);
  }

  /** Reads a text with other digits around it, which must not count. */
  private static Object read(Reading reading, String text) {
    byte[] bytes = ("999" + text + "999").getBytes(StandardCharsets.UTF_8);
    return reading.read(bytes, OFFSET, bytes.length - 2 * OFFSET);
  }

  @Test
  void decimalsOfEighteenDigitsAreReadAsBigDecimalReadsThem() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      int digits = 1 + random.nextInt(18);
      BigInteger unscaled = BigInteger.valueOf(random.nextLong() % (long) Math.pow(10, digits));
      String text = new BigDecimal(unscaled, random.nextInt(19)).toPlainString();
      Object read = read(AsciiValueParser::decimal, text);
      boolean fits = text.chars().filter(Character::isDigit).count() <= 18;
      assertEquals(fits ? new BigDecimal(text) : null, read, text);
    }
  }

  @Test
  void datesAreReadAsTheyAreWritten() {
    for (long day = -719_528; day < 2_932_897; day++) {
      assertEquals(LocalDate.ofEpochDay(day), read(AsciiValueParser::date, DateTimeText.date(day)));
    }
  }

  @Test
  void timestampsAreReadAsTheyAreWritten() {
    Random random = new Random(2);
    int[] nanos = {0, 1, 100_000_000, 120_000_000, 999_999_999, 5_000, 10};
    for (int i = 0; i < 100_000; i++) {
      long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(second, nanos[i % nanos.length], ZoneOffset.UTC);
      String text = DateTimeText.dateTime(second, time.getNano());
      assertEquals(time, read(AsciiValueParser::dateTime, text), text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "-.",
        "+1",
        " 1",
        "1 ",
        "1e3",
        "1.2.3",
        "--1",
        "0x1",
        "1d",
        "NaN",
        "१",
        "1234567890123456789",
        "0000000000000000001"
      })
  void otherDecimalsAreLeftToOthers(String text) {
    assertNull(read(AsciiValueParser::decimal, text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-1", "1.", ".5", "-.5", "00.10", "-0.00", "999999999999999999"})
  void shortDecimalsAreReadAsBigDecimalReadsThem(String text) {
    assertEquals(new BigDecimal(text), read(AsciiValueParser::decimal, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2021-6-15",
        "2021-13-01",
        "2021-02-29",
        "2021-00-10",
        "2021-01-00",
        "2021/01/01",
        "-201-01-01",
        "+12021-01-01",
        "2021-01-0a",
        "2O21-01-01",
        "2021-01-01 ",
        "2021-01-01 00:00",
        "2021-01-01T00:00:00",
        "2021-01-01 24:00:00",
        "2021-01-01 00:60:00",
        "2021-01-01 00:00:60",
        "2021-01-01 00:00:00.",
        "2021-01-01 00:00:00.1234567891",
        "2021-01-01 00:00:00.12a",
        "2021-01-01 00:00:00Z",
        "2021-01-01 0:00:00.0",
        "2021-01-01 00:-1:00",
        "2021-02-30 00:00:00"
      })
  void otherDatesAndTimesAreLeftToOthers(String text) {
    assertNull(read(AsciiValueParser::date, text));
    assertNull(read(AsciiValueParser::dateTime, text));
  }

  @Test
  void nothingIsReadOutsideTheText() {
    byte[] bytes = "2021-01-01 00:00:00.5".getBytes(StandardCharsets.US_ASCII);
    for (int length = 0; length < bytes.length; length++) {
      byte[] exact = new byte[length];
      System.arraycopy(bytes, 0, exact, 0, length);
      LocalDateTime time = AsciiValueParser.dateTime(exact, 0, length);
      LocalDate date = AsciiValueParser.date(exact, 0, length);
      assertEquals(length == 19, time != null, () -> "of " + exact.length);
      assertEquals(length == 10, date != null, () -> "of " + exact.length);
    }
    assertTrue(AsciiValueParser.dateTime(bytes, 0, bytes.length) != null);
  }
}
