package io.github.lakewire.jdbc.internal.parameter;

import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.resultset.JdbcTemporals;
import io.github.lakewire.jdbc.internal.sqlerror.SqlExceptions;
import io.github.lakewire.jdbc.internal.text.DateTimeText;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Calendar;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code setObject} with a target type: the value is converted here, before it is sent. */
public final class ParameterConversions {
  private static final int MOST_ZEROS = 1_000;

  private ParameterConversions() {}

  /**
   * Converts a value.
   *
   * @param scaleOrLength digits after the point for DECIMAL and NUMERIC, negative leaves the
   *     value's own; of a stream its length, unless it is 0 or negative
   */
  public static SqlParameter convert(@Nullable Object value, int target, int scaleOrLength)
      throws SQLException {
    if (value == null) {
      return ParameterValues.nullOf(target);
    } else if (value instanceof Reader reader && scaleOrLength > 0) {
      return convert(ParameterStreams.text(reader, scaleOrLength), target, -1);
    } else if (value instanceof InputStream stream && scaleOrLength > 0) {
      return convert(ParameterStreams.bytes(stream, scaleOrLength), target, -1);
    }
    try {
      return switch (target) {
        // There is no such type: the offset stays in the text.
        case Types.TIME_WITH_TIMEZONE ->
            value instanceof OffsetTime ? ParameterValues.of(value) : toTime(value);
        case Types.NULL, Types.OTHER, Types.JAVA_OBJECT -> ParameterValues.of(value);
        case Types.ARRAY -> nested(value, "ARRAY");
        case Types.STRUCT -> nested(value, "STRUCT");
        default -> scalar(value, target, scaleOrLength);
      };
    } catch (ArithmeticException e) {
      throw ExactNumbers.outOfRange(name(target));
    } catch (NumberFormatException e) {
      throw ExactNumbers.notANumber();
    } catch (DateTimeException | IllegalArgumentException e) {
      throw SqlExceptions.of(SqlState.INVALID_DATETIME, "The parameter is no date or time");
    }
  }

  private static SqlParameter scalar(Object value, int target, int scale) throws SQLException {
    return switch (ParameterValues.typeOf(target)) {
      case BOOLEAN -> ParameterValues.of(toBoolean(value));
      case TINYINT -> ParameterValues.of(ExactNumbers.of(value).byteValueExact());
      case SMALLINT -> ParameterValues.of(ExactNumbers.of(value).shortValueExact());
      case INT -> ParameterValues.of(ExactNumbers.of(value).intValueExact());
      case BIGINT -> ParameterValues.of(ExactNumbers.of(value).longValueExact());
      case FLOAT -> ParameterValues.of(ExactNumbers.toFloat(value));
      case DOUBLE -> ParameterValues.of(ExactNumbers.toDouble(value));
      case DECIMAL -> ParameterValues.decimal(ExactNumbers.scaled(value, scale));
      case STRING -> text(value);
      case DATE -> ParameterValues.date(toDate(value));
      case TIME -> toTime(value);
      case TIMESTAMP -> toTimestamp(value);
      case BINARY -> binary(value);
      default -> throw SqlExceptions.notSupported("parameters of the JDBC type " + name(target));
    };
  }

  /** The name of a type in {@code java.sql.Types}, as messages have it. */
  public static String name(int type) {
    for (JDBCType known : JDBCType.values()) {
      if (known.getVendorTypeNumber() == type) {
        return known.getName();
      }
    }
    return "number " + type;
  }

  static SQLException notConvertible(Object value, String target) {
    return SqlExceptions.of(
        SqlState.RESTRICTED_CONVERSION,
        "A parameter of class " + value.getClass().getName() + " cannot be sent as " + target);
  }

  private static boolean toBoolean(Object value) throws SQLException {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof Number) {
      return ExactNumbers.of(value).signum() != 0;
    }
    return switch (value.toString().trim().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "1" -> true;
      case "false", "f", "no", "n", "0" -> false;
      default -> {
        if (value instanceof CharSequence) {
          throw SqlExceptions.of(SqlState.INVALID_CHARACTER_VALUE, "The parameter is no boolean");
        }
        throw notConvertible(value, "BOOLEAN");
      }
    };
  }

  private static SqlParameter text(Object value) throws SQLException {
    String moment = InstantText.of(value);
    if (moment != null) {
      return ParameterValues.string(moment);
    }
    if (value instanceof BigDecimal decimal) {
      // As long as it is; 1E+1000000000 would be written out.
      boolean plain = Math.abs((long) decimal.scale()) <= MOST_ZEROS;
      return ParameterValues.string(plain ? decimal.toPlainString() : decimal.toString());
    } else if (value instanceof BigInteger) {
      return ParameterValues.string(value.toString());
    }
    SqlParameter own = ParameterValues.of(value);
    if (value instanceof Map) {
      // A MAP is a VARCHAR to tools, that copy what getObject gave with the type that it had.
      return own;
    } else if (own.inline() || own.text() == null) {
      throw notConvertible(value, "text");
    }
    return ParameterValues.string(own.text());
  }

  private static SqlParameter nested(Object value, String target) throws SQLException {
    SqlParameter nested = NestedParameters.of(value);
    if (nested == null || !nested.type().startsWith(target)) {
      throw notConvertible(value, target);
    }
    return nested;
  }

  private static LocalDate toDate(Object value) throws SQLException {
    if (value instanceof Timestamp timestamp) {
      return JdbcTemporals.localDateTime(timestamp, null).toLocalDate();
    } else if (value instanceof java.util.Date date) {
      return JdbcTemporals.localDate(date, null);
    } else if (value instanceof Calendar calendar) {
      return JdbcTemporals.localDate(calendar.getTime(), calendar);
    } else if (value instanceof Instant instant) {
      return JdbcTemporals.local(instant, null).toLocalDate();
    } else if (value instanceof TemporalAccessor temporal) {
      LocalDate date = temporal.query(TemporalQueries.localDate());
      if (date != null) {
        return date;
      }
    } else if (value instanceof CharSequence) {
      LocalDate date = DateTimeText.parseDate(value.toString());
      if (date == null) {
        throw new DateTimeException("no date");
      }
      return date;
    }
    throw notConvertible(value, "DATE");
  }

  private static SqlParameter toTime(Object value) throws SQLException {
    if (value instanceof Timestamp timestamp) {
      return ParameterValues.time(JdbcTemporals.localDateTime(timestamp, null).toLocalTime());
    } else if (value instanceof java.util.Date date) {
      return ParameterValues.time(JdbcTemporals.localTime(date, null));
    } else if (value instanceof Calendar calendar) {
      return ParameterValues.time(JdbcTemporals.localTime(calendar.getTime(), calendar));
    } else if (value instanceof Instant instant) {
      return ParameterValues.time(JdbcTemporals.local(instant, null).toLocalTime());
    } else if (value instanceof TemporalAccessor temporal) {
      LocalTime time = temporal.query(TemporalQueries.localTime());
      if (time != null) {
        return ParameterValues.time(time);
      }
    } else if (value instanceof CharSequence) {
      LocalTime time = DateTimeText.parseTime(value.toString());
      if (time == null) {
        throw new DateTimeException("no time of day");
      }
      return ParameterValues.time(time);
    }
    throw notConvertible(value, "TIME");
  }

  private static SqlParameter toTimestamp(Object value) throws SQLException {
    if (value instanceof java.sql.Date date) {
      // A midnight of the JVM's: getDate and getTimestamp read it as that.
      LocalDateTime midnight = JdbcTemporals.localDate(date, null).atStartOfDay();
      return ParameterValues.of(JdbcTemporals.timestamp(midnight, null));
    } else if (value instanceof java.sql.Time) {
      throw notConvertible(value, "TIMESTAMP");
    } else if (value instanceof LocalDate date) {
      return ParameterValues.local(date.atStartOfDay());
    } else if (value instanceof java.util.Date
        || value instanceof Calendar
        || value instanceof LocalDateTime
        || value instanceof Instant
        || value instanceof OffsetDateTime
        || value instanceof ZonedDateTime) {
      return ParameterValues.of(value);
    } else if (value instanceof CharSequence) {
      return InstantText.toTimestamp(value.toString());
    }
    throw notConvertible(value, "TIMESTAMP");
  }

  /** For types that show what a clock shows: a text needs no zone for it. */
  static SqlParameter toWallClock(Object value) throws SQLException {
    return value instanceof CharSequence
        ? InstantText.toLocal(value.toString())
        : convert(value, Types.TIMESTAMP, -1);
  }

  /** Text becomes bytes as {@code getBytes} reads it, in UTF-8. */
  private static SqlParameter binary(Object value) throws SQLException {
    SqlParameter own = ParameterValues.of(value);
    boolean isText =
        value instanceof CharSequence
            || value instanceof Character
            || value instanceof char[]
            || value instanceof Clob
            || value instanceof Reader
            || value instanceof SQLXML;
    if (isText && own.text() != null) {
      return ParameterValues.bytes(own.text().getBytes(StandardCharsets.UTF_8));
    } else if (!own.type().equals("BINARY")) {
      throw notConvertible(value, "BINARY");
    }
    return own;
  }
}
