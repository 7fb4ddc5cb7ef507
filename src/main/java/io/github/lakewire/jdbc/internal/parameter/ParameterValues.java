package io.github.lakewire.jdbc.internal.parameter;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.resultset.JdbcTemporals;
import io.github.lakewire.jdbc.internal.session.TimeSupport;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.text.ValueFormatter;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Java values as typed texts for the server. An instant ({@code Timestamp}, {@code Instant}, {@code
 * OffsetDateTime}, {@code java.util.Date} ...) is a TIMESTAMP written in UTC, so that no zone can
 * shift it; {@code LocalDateTime} is a TIMESTAMP_NTZ. Fractions of a microsecond are cut off.
 */
@SuppressWarnings({"JavaUtilDate", "JavaPeriodGetDays"})
public // what callers pass; days apart from months
final class ParameterValues {
  private ParameterValues() {}

  /** NULL of a JDBC type; types that the server does not know, or OTHER, give an untyped NULL. */
  public static SqlParameter nullOf(int jdbcType) {
    ColumnType type = typeOf(jdbcType);
    return new SqlParameter(type == ColumnType.TIME ? TimeSupport.TYPE : type.name(), null);
  }

  /** The type that values of a JDBC type are sent as; VOID where there is none. */
  public static ColumnType typeOf(int jdbcType) {
    return switch (jdbcType) {
      case Types.BIT, Types.BOOLEAN -> ColumnType.BOOLEAN;
      case Types.TINYINT -> ColumnType.TINYINT;
      case Types.SMALLINT -> ColumnType.SMALLINT;
      case Types.INTEGER -> ColumnType.INT;
      case Types.BIGINT -> ColumnType.BIGINT;
      case Types.REAL -> ColumnType.FLOAT;
      case Types.FLOAT, Types.DOUBLE -> ColumnType.DOUBLE;
      case Types.DECIMAL, Types.NUMERIC -> ColumnType.DECIMAL;
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB,
          Types.SQLXML,
          Types.DATALINK,
          Types.TIME_WITH_TIMEZONE ->
          ColumnType.STRING;
      case Types.TIME -> ColumnType.TIME;
      case Types.DATE -> ColumnType.DATE;
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> ColumnType.TIMESTAMP;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ColumnType.BINARY;
      default -> ColumnType.VOID;
    };
  }

  public static SqlParameter bytes(byte[] value) {
    return new SqlParameter("BINARY", HexFormat.of().formatHex(value));
  }

  public static SqlParameter string(String value) {
    return new SqlParameter("STRING", value);
  }

  static SqlParameter decimal(BigDecimal value) throws SQLException {
    BigDecimal plain = withoutExponent(value);
    if (precision(plain) > ColumnType.DECIMAL.precision()) {
      plain = withoutExponent(value.stripTrailingZeros());
    }
    int precision = precision(plain);
    if (precision > ColumnType.DECIMAL.precision()) {
      throw SqlExceptions.of(
          SqlState.NUMERIC_OUT_OF_RANGE,
          "The parameter has "
              + precision
              + " digits; DECIMAL holds "
              + ColumnType.DECIMAL.precision());
    }
    return new SqlParameter(
        "DECIMAL(" + precision + "," + plain.scale() + ")", plain.toPlainString());
  }

  private static int precision(BigDecimal value) {
    return Math.max(value.precision(), value.scale());
  }

  /** Spark's decimals have no negative scale. */
  private static BigDecimal withoutExponent(BigDecimal value) throws SQLException {
    return value.scale() < 0 ? toScaleZero(value) : value;
  }

  private static BigDecimal toScaleZero(BigDecimal value) throws SQLException {
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    // 1E+1000000000 would be written out.
    if ((long) value.precision() - value.scale() > ColumnType.DECIMAL.precision()) {
      throw SqlExceptions.of(
          SqlState.NUMERIC_OUT_OF_RANGE, "The parameter does not fit into a DECIMAL");
    }
    return value.setScale(0);
  }

  static SqlParameter date(LocalDate value) {
    return new SqlParameter("DATE", value.toString());
  }

  /** A TIME, which is made a text where the server has no such type. */
  static SqlParameter time(LocalTime value) {
    return new SqlParameter(TimeSupport.TYPE, DateTimeFormatter.ISO_LOCAL_TIME.format(value));
  }

  static SqlParameter instant(Instant value) throws SQLException {
    try {
      LocalDateTime utc = LocalDateTime.ofInstant(value, ZoneOffset.UTC);
      return new SqlParameter("TIMESTAMP", text(utc) + "Z");
    } catch (DateTimeException e) {
      throw SqlExceptions.of(SqlState.INVALID_DATETIME, "The parameter is no usable date and time");
    }
  }

  static SqlParameter local(LocalDateTime value) {
    return new SqlParameter("TIMESTAMP_NTZ", text(value));
  }

  private static String text(LocalDateTime value) {
    return ValueFormatter.of(value.truncatedTo(ChronoUnit.MICROS));
  }

  static SqlParameter interval(Period value) throws SQLException {
    if (value.getDays() != 0) {
      throw SqlExceptions.of(
          SqlState.INVALID_PARAMETER_VALUE,
          "A Period with days has no SQL interval type: use a Duration, or months only");
    }
    long months = value.toTotalMonths();
    String sign = months < 0 ? "-" : "";
    return new SqlParameter(
        "INTERVAL YEAR TO MONTH", sign + Math.abs(months) / 12 + "-" + Math.abs(months) % 12);
  }

  static SqlParameter interval(Duration value) {
    String sign = value.isNegative() ? "-" : "";
    Duration size = value.abs();
    return new SqlParameter(
        "INTERVAL DAY TO SECOND",
        String.format(
            java.util.Locale.ROOT,
            "%s%d %02d:%02d:%02d.%06d",
            sign,
            size.toDaysPart(),
            size.toHoursPart(),
            size.toMinutesPart(),
            size.toSecondsPart(),
            size.toNanosPart() / 1000));
  }

  /** A value of any class that JDBC's table B-4 or java.time names, of collections and streams. */
  public static SqlParameter of(@Nullable Object value) throws SQLException {
    if (value == null) {
      return nullOf(Types.NULL);
    }
    SqlParameter number = number(value);
    if (number != null) {
      return number;
    }
    SqlParameter time = temporal(value);
    if (time != null) {
      return time;
    }
    if (value instanceof CharSequence || value instanceof Character || value instanceof UUID) {
      return string(value.toString());
    } else if (value instanceof Boolean || value instanceof AtomicBoolean) {
      return new SqlParameter("BOOLEAN", value.toString());
    } else if (value instanceof byte[] bytes) {
      return bytes(bytes);
    } else if (value instanceof Enum<?> constant) {
      return string(constant.name());
    } else if (value instanceof Clob clob) {
      return string(clob.getSubString(1, (int) Math.min(clob.length(), Integer.MAX_VALUE)));
    } else if (value instanceof Blob blob) {
      return bytes(blob.getBytes(1, (int) Math.min(blob.length(), Integer.MAX_VALUE)));
    } else if (value instanceof URL || value instanceof URI) {
      return string(value.toString());
    } else if (value instanceof SQLXML xml) {
      return xml.getString() == null ? nullOf(Types.SQLXML) : string(xml.getString());
    } else if (value instanceof Reader reader) {
      return string(ParameterStreams.text(reader, ParameterStreams.TO_THE_END));
    } else if (value instanceof InputStream stream) {
      return bytes(ParameterStreams.bytes(stream, ParameterStreams.TO_THE_END));
    } else if (value instanceof char[] characters) {
      return string(new String(characters));
    }
    SqlParameter nested = NestedParameters.of(value);
    if (nested != null) {
      return nested;
    }
    throw SqlExceptions.notSupported("parameters of class " + value.getClass().getName());
  }

  private static @Nullable SqlParameter number(Object value) throws SQLException {
    if (value instanceof Integer || value instanceof AtomicInteger) {
      return new SqlParameter("INT", value.toString());
    } else if (value instanceof Long
        || value instanceof AtomicLong
        || value instanceof LongAdder
        || value instanceof LongAccumulator) {
      return new SqlParameter("BIGINT", value.toString());
    } else if (value instanceof BigDecimal decimal) {
      return decimal(decimal);
    } else if (value instanceof Double
        || value instanceof DoubleAdder
        || value instanceof DoubleAccumulator) {
      return new SqlParameter("DOUBLE", value.toString());
    } else if (value instanceof Short) {
      return new SqlParameter("SMALLINT", value.toString());
    } else if (value instanceof Byte) {
      return new SqlParameter("TINYINT", value.toString());
    } else if (value instanceof Float) {
      return new SqlParameter("FLOAT", value.toString());
    } else if (value instanceof BigInteger integer) {
      return decimal(new BigDecimal(integer));
    }
    return value instanceof Number other ? writtenNumber(other) : null;
  }

  /** A number of a class that only its library knows: what it prints, if that is a number. */
  private static @Nullable SqlParameter writtenNumber(Number value) throws SQLException {
    try {
      return decimal(new BigDecimal(value.toString()));
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static @Nullable SqlParameter temporal(Object value) throws SQLException {
    if (value instanceof Timestamp timestamp) {
      return instant(JdbcTemporals.instant(timestamp));
    } else if (value instanceof Date date) {
      return date(JdbcTemporals.localDate(date, null));
    } else if (value instanceof Time time) {
      return time(JdbcTemporals.localTime(time, null));
    } else if (value instanceof java.util.Date date) {
      return instant(JdbcTemporals.instant(new Timestamp(date.getTime())));
    } else if (value instanceof Calendar calendar) {
      return instant(JdbcTemporals.instant(new Timestamp(calendar.getTimeInMillis())));
    } else if (value instanceof LocalDate date) {
      return date(date);
    } else if (value instanceof LocalDateTime local) {
      return local(local);
    } else if (value instanceof LocalTime time) {
      return time(time);
    } else if (value instanceof Instant instant) {
      return instant(instant);
    } else if (value instanceof OffsetDateTime dateTime) {
      return instant(dateTime.toInstant());
    } else if (value instanceof ZonedDateTime dateTime) {
      return instant(dateTime.toInstant());
    } else if (value instanceof OffsetTime time) {
      return string(DateTimeFormatter.ISO_OFFSET_TIME.format(time));
    } else if (value instanceof Period period) {
      return interval(period);
    } else if (value instanceof Duration duration) {
      return interval(duration);
    }
    return null;
  }
}
