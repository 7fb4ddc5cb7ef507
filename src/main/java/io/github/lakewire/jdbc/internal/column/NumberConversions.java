package io.github.lakewire.jdbc.internal.column;

import io.github.lakewire.jdbc.internal.error.DriverException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Checked conversions of numbers; the reader gives the message its column. */
final class NumberConversions {
  /** Longer texts are refused as numbers: they would take long to read. */
  private static final int LONGEST_TEXT = 1_000;

  private static final double LONG_LIMIT = 0x1p63;
  private static final int LONG_DIGITS = 19;

  private NumberConversions() {}

  static long toLong(double value, ColumnReader reader) throws DriverException {
    if (value >= -LONG_LIMIT && value < LONG_LIMIT) {
      return (long) value;
    }
    throw reader.outOfRange("long");
  }

  static long toLong(BigDecimal value, ColumnReader reader) throws DriverException {
    // An exponent like 1E999999999 must not be written out.
    long integerDigits = (long) value.precision() - value.scale();
    if (value.signum() == 0 || integerDigits <= 0) {
      return 0;
    }
    if (integerDigits <= LONG_DIGITS) {
      try {
        return value.setScale(0, RoundingMode.DOWN).longValueExact();
      } catch (ArithmeticException e) {
        throw reader.outOfRange("long");
      }
    }
    throw reader.outOfRange("long");
  }

  static long toLong(String text, ColumnReader reader) throws DriverException {
    String trimmed = text.strip();
    if (trimmed.length() <= LONG_DIGITS) {
      try {
        return Long.parseLong(trimmed);
      } catch (NumberFormatException e) {
        return toLong(toDecimal(trimmed, reader), reader);
      }
    }
    return toLong(toDecimal(trimmed, reader), reader);
  }

  static BigDecimal toDecimal(String text, ColumnReader reader) throws DriverException {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.length() > LONGEST_TEXT) {
      throw reader.malformed("number");
    }
    BigDecimal value;
    try {
      value = new BigDecimal(trimmed);
    } catch (NumberFormatException e) {
      throw reader.malformed("number");
    }
    // Writing 1E999999999 out, or giving it another scale, would take all memory.
    if (value.scale() < -LONGEST_TEXT || value.scale() > LONGEST_TEXT) {
      throw reader.outOfRange("BigDecimal");
    }
    return value;
  }

  static BigDecimal toDecimal(Number value, ColumnReader reader) throws DriverException {
    if (Double.isNaN(value.doubleValue()) || Double.isInfinite(value.doubleValue())) {
      throw reader.outOfRange("BigDecimal");
    }
    return new BigDecimal(value.toString());
  }

  static double toDouble(String text, ColumnReader reader) throws DriverException {
    String trimmed = text.strip();
    return switch (trimmed) {
      case "NaN" -> Double.NaN;
      case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> {
        // Not parseDouble, which also takes "1d" and hexadecimal numbers.
        double value = toDecimal(trimmed, reader).doubleValue();
        if (Double.isInfinite(value)) {
          throw reader.outOfRange("double");
        }
        yield value;
      }
    };
  }
}
