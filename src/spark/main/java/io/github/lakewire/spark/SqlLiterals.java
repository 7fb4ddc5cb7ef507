package io.github.lakewire.spark;

import io.github.lakewire.jdbc.SqlText;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.YearMonthIntervalType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Writes Spark's literals, whose values are Spark's internal ones (days, microseconds, months), by
 * the driver's own writer, each with exactly its type.
 */
final class SqlLiterals {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** The zone can move an instant into a year that other engines write differently. */
  private static final Duration DAY = Duration.ofDays(1);

  private SqlLiterals() {}

  /**
   * Writes a literal.
   *
   * @throws NotPushableException for types and values that other engines write or limit otherwise
   */
  static String write(Literal<?> literal) {
    Object value = literal.value();
    DataType type = literal.dataType();
    if (value == null) {
      return "CAST(NULL AS " + typeName(type, literal) + ")";
    }
    String text = write(javaValue(value, type, literal));
    return type instanceof DecimalType ? "CAST(" + text + " AS " + type.sql() + ")" : text;
  }

  private static String typeName(DataType type, Literal<?> literal) {
    if (type.equals(DataTypes.StringType)) {
      return "STRING";
    }
    if (type instanceof TimestampType) {
      // TIMESTAMP may be a name of TIMESTAMP_NTZ.
      return "TIMESTAMP_LTZ";
    }
    boolean plain =
        SparkTypes.isNumber(type)
            || type instanceof BooleanType
            || type instanceof BinaryType
            || type instanceof DateType
            || type instanceof TimestampNTZType
            || type instanceof YearMonthIntervalType
            || type instanceof DayTimeIntervalType;
    if (!plain) {
      throw new NotPushableException(literal);
    }
    return type.sql();
  }

  private static String write(Object value) {
    try {
      return SqlText.literal(value);
    } catch (SQLException e) {
      throw new NotPushableException(e.getMessage());
    }
  }

  private static Object javaValue(Object value, DataType type, Literal<?> literal) {
    if (type.equals(DataTypes.StringType) && value instanceof UTF8String text && text.isValid()) {
      return text.toString();
    }
    if (type instanceof BooleanType
        || type instanceof ByteType
        || type instanceof ShortType
        || type instanceof IntegerType
        || type instanceof LongType
        || type instanceof FloatType
        || type instanceof DoubleType
        || type instanceof BinaryType) {
      return value;
    }
    if (value instanceof Decimal decimal) {
      return decimal.toJavaBigDecimal();
    }
    if (type instanceof DateType && value instanceof Integer days) {
      Instant midnight = Instant.EPOCH.plus(days, ChronoUnit.DAYS);
      requireUsual(midnight, literal);
      return LocalDate.ofInstant(midnight, ZoneOffset.UTC);
    }
    if (type instanceof TimestampType && value instanceof Long micros) {
      return requireUsual(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), literal);
    }
    if (type instanceof TimestampNTZType && value instanceof Long micros) {
      Instant clock = requireUsual(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), literal);
      return LocalDateTime.ofInstant(clock, ZoneOffset.UTC);
    }
    if (type instanceof YearMonthIntervalType && value instanceof Integer months) {
      return Period.ofMonths(months).normalized();
    }
    if (type instanceof DayTimeIntervalType && value instanceof Long micros) {
      return Duration.of(micros, ChronoUnit.MICROS);
    }
    throw new NotPushableException(literal);
  }

  private static Instant requireUsual(Instant instant, Literal<?> literal) {
    if (instant.isBefore(FIRST.plus(DAY)) || instant.isAfter(LAST.minus(DAY))) {
      throw new NotPushableException(literal);
    }
    return instant;
  }
}
