package io.github.lakewire.jdbc.internal.text;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Decimals, dates and timestamps read from bytes, in the one form in which servers write nearly all
 * of them. It saves the {@code String} and most of the time; whatever looks different is null here,
 * and read as text by others.
 */
public final class AsciiValueParser {
  /** So many digits are a {@code long} in any case. */
  private static final int MOST_DIGITS = 18;

  private static final int DATE_LENGTH = 10;
  private static final int SECONDS_LENGTH = 19;
  private static final int FRACTION_DIGITS = 9;

  /** What no sum of digits reaches. */
  private static final int NOT_A_NUMBER = -1_000_000;

  private AsciiValueParser() {}

  /** Reads {@code -12.50}: a number of 18 digits at most, without exponent. */
  public static @Nullable BigDecimal decimal(byte[] bytes, int offset, int length) {
    int end = offset + length;
    boolean negative = length > 0 && bytes[offset] == '-';
    long unscaled = 0;
    int digits = 0;
    int point = -1;
    for (int i = negative ? offset + 1 : offset; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9) {
        unscaled = unscaled * 10 + digit;
        digits++;
      } else if (bytes[i] == '.' && point < 0) {
        point = i;
      } else {
        return null;
      }
      if (digits > MOST_DIGITS) {
        return null;
      }
    }
    return digits == 0
        ? null
        : BigDecimal.valueOf(negative ? -unscaled : unscaled, point < 0 ? 0 : end - 1 - point);
  }

  /** Reads {@code 2014-01-17}. */
  public static @Nullable LocalDate date(byte[] bytes, int offset, int length) {
    if (length != DATE_LENGTH || bytes[offset + 4] != '-' || bytes[offset + 7] != '-') {
      return null;
    }
    int year = two(bytes, offset) * 100 + two(bytes, offset + 2);
    int month = two(bytes, offset + 5);
    int day = two(bytes, offset + 8);
    if (year < 0 || month < 1 || day < 1) {
      return null;
    }
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Reads {@code 2014-01-17 00:17:13}, with a fraction or without. */
  public static @Nullable LocalDateTime dateTime(byte[] bytes, int offset, int length) {
    if (length < SECONDS_LENGTH
        || length > SECONDS_LENGTH + 1 + FRACTION_DIGITS
        || bytes[offset + DATE_LENGTH] != ' '
        || bytes[offset + 13] != ':'
        || bytes[offset + 16] != ':') {
      return null;
    }
    LocalDate date = date(bytes, offset, DATE_LENGTH);
    int hour = two(bytes, offset + 11);
    int minute = two(bytes, offset + 14);
    int second = two(bytes, offset + 17);
    int nanos = fraction(bytes, offset + SECONDS_LENGTH, offset + length);
    if (date == null || hour < 0 || minute < 0 || second < 0 || nanos < 0) {
      return null;
    }
    try {
      return date.atTime(hour, minute, second, nanos);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int two(byte[] bytes, int offset) {
    return digit(bytes[offset]) * 10 + digit(bytes[offset + 1]);
  }

  private static int digit(byte character) {
    return character >= '0' && character <= '9' ? character - '0' : NOT_A_NUMBER;
  }

  /** Reads a point and digits, to the end, as billionths; negative when they are something else. */
  private static int fraction(byte[] bytes, int from, int end) {
    if (from == end) {
      return 0;
    }
    if (bytes[from] != '.' || from + 1 == end) {
      return NOT_A_NUMBER;
    }
    int nanos = 0;
    for (int i = from + 1; i <= from + FRACTION_DIGITS; i++) {
      int digit = i < end ? digit(bytes[i]) : 0;
      if (digit < 0) {
        return NOT_A_NUMBER;
      }
      nanos = nanos * 10 + digit;
    }
    return nanos;
  }
}
