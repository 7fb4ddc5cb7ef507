package io.github.lakewire.jdbc.internal.parameter;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Java values as numbers of a type that was asked for. Nothing is lost on the way: digits other
 * than zeros are not cut off, and what is finite does not become infinite. Only REAL and DOUBLE
 * round, as is their nature. What does not fit is an {@code ArithmeticException}, text that is no
 * number a {@code NumberFormatException}.
 */
final class ExactNumbers {
  private ExactNumbers() {}

  static BigDecimal of(Object value) throws SQLException {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    } else if (value instanceof Boolean flag) {
      return flag ? BigDecimal.ONE : BigDecimal.ZERO;
    } else if (value instanceof AtomicBoolean flag) {
      return flag.get() ? BigDecimal.ONE : BigDecimal.ZERO;
    } else if ((value instanceof Double || value instanceof Float) && !isFinite((Number) value)) {
      throw new ArithmeticException("not finite");
    } else if (value instanceof Number || value instanceof CharSequence) {
      return new BigDecimal(value.toString().trim());
    }
    throw ParameterConversions.notConvertible(value, "a number");
  }

  private static boolean isFinite(Number value) {
    return Double.isFinite(value.doubleValue());
  }

  /**
   * The number with so many digits behind the point.
   *
   * @param scale negative leaves the value's own
   */
  static BigDecimal scaled(Object value, int scale) throws SQLException {
    BigDecimal decimal = of(value);
    if (scale < 0) {
      return decimal;
    }
    BigDecimal shortest = decimal.stripTrailingZeros();
    // 1E+1000000000 would be written out, and 1E-1000000000 divided.
    if (shortest.scale() > scale
        || (long) shortest.precision() - shortest.scale() > ColumnType.DECIMAL.precision()) {
      throw new ArithmeticException("digits lost");
    }
    return shortest.setScale(
        Math.min(scale, Math.max(shortest.scale(), ColumnType.DECIMAL.precision())));
  }

  /** The number as a DECIMAL of that precision and scale. */
  static SqlParameter decimal(Object value, int precision, int scale) throws SQLException {
    SqlParameter own;
    try {
      BigDecimal scaled = scaled(value, scale);
      if (scaled.precision() - scaled.scale() > precision - scale) {
        throw new ArithmeticException("digits lost");
      }
      own = ParameterValues.decimal(scaled);
    } catch (NumberFormatException e) {
      throw notANumber();
    } catch (ArithmeticException e) {
      throw outOfRange("DECIMAL(" + precision + "," + scale + ")");
    }
    return own;
  }

  static double toDouble(Object value) throws SQLException {
    double number =
        value instanceof CharSequence
            ? Double.parseDouble(value.toString().trim())
            : number(value).doubleValue();
    return finite(value, number);
  }

  /** Not by way of a double, which would round twice. */
  static float toFloat(Object value) throws SQLException {
    float number =
        value instanceof CharSequence
            ? Float.parseFloat(value.toString().trim())
            : number(value).floatValue();
    return (float) finite(value, number);
  }

  private static Number number(Object value) throws SQLException {
    return value instanceof Number number ? number : of(value);
  }

  private static double finite(Object value, double number) {
    if (Double.isInfinite(number) && !isInfinite(value)) {
      throw new ArithmeticException("too large");
    }
    return number;
  }

  private static boolean isInfinite(Object value) {
    return value instanceof CharSequence
        ? value.toString().trim().endsWith("Infinity")
        : !(value instanceof BigDecimal || value instanceof BigInteger)
            && value instanceof Number number
            && Double.isInfinite(number.doubleValue());
  }

  static SQLException outOfRange(String type) {
    return SqlExceptions.of(
        SqlState.NUMERIC_OUT_OF_RANGE, "The parameter does not fit into " + type + " as it is");
  }

  static SQLException notANumber() {
    return SqlExceptions.of(SqlState.INVALID_CHARACTER_VALUE, "The parameter is no number");
  }
}
