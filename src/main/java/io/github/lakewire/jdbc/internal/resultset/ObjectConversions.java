package io.github.lakewire.jdbc.internal.resultset;

import io.github.lakewire.jdbc.internal.column.ColumnReader;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.error.SqlState;
import io.github.lakewire.jdbc.internal.text.DateTimeText;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import io.github.lakewire.jdbc.internal.types.ResultSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The objects that columns give: the class of {@code getObject(i)} by SQL type, and what {@code
 * getObject(i, Class)} can make of a value.
 *
 * <p>The default classes follow JDBC's table B-3: TINYINT and SMALLINT are {@code Integer}, DATE is
 * {@code java.sql.Date}, TIME is {@code java.sql.Time}, both timestamps are {@code
 * java.sql.Timestamp}. Intervals and types unknown to JDBC are text. Nested values are {@code
 * java.sql.Array}, {@code java.sql.Struct} and {@code java.util.Map}, of such objects at each
 * depth; asked for List or Map they are collections of the classes of {@code java.time}.
 *
 * <p>One object serves one result, and one thread at a time.
 */
final class ObjectConversions {
  private static final int MOST_DIGITS = 1_000;

  private final boolean nestedAsText;
  private final @Nullable ZoneId zoneOfTexts;
  private final boolean isOwnZone;
  private @Nullable LocalDateCache days;

  /**
   * @param nestedAsText whether the default Java object of a nested value is its JSON
   * @param zoneOfTexts the zone of TIMESTAMPs that a server sends as text; null when not known
   */
  private ObjectConversions(boolean nestedAsText, @Nullable ZoneId zoneOfTexts) {
    this.nestedAsText = nestedAsText;
    this.zoneOfTexts = zoneOfTexts;
    this.isOwnZone = zoneOfTexts != null && zoneOfTexts.equals(ZoneId.systemDefault());
  }

  /** The objects of a result. */
  static ObjectConversions of(ResultSchema schema, ResultSetOwner owner) {
    return new ObjectConversions(schema.nestedAsText(), owner.zoneOfTexts());
  }

  /** The value of {@code getObject(i)}; the row is not null. */
  @Nullable Object defaultObject(ColumnReader reader, int row) throws DriverException {
    return switch (reader.column().type()) {
      case BOOLEAN -> reader.getBoolean(row);
      case TINYINT, SMALLINT, INT -> reader.getInt(row);
      case BIGINT -> reader.getLong(row);
      case FLOAT -> reader.getFloat(row);
      case DOUBLE -> reader.getDouble(row);
      case DECIMAL -> reader.getBigDecimal(row);
      case BINARY -> reader.getBytes(row);
      case DATE -> days().date(reader.getEpochDay(row));
      case TIME -> time(reader, row, null);
      case TIMESTAMP, TIMESTAMP_NTZ -> timestamp(reader, row, null);
      case ARRAY, MAP, STRUCT -> nestedAsText ? reader.getString(row) : nested(reader, row);
      case STRING,
          CHAR,
          VARCHAR,
          INTERVAL_YEAR_MONTH,
          INTERVAL_DAY_TIME,
          VARIANT,
          GEOMETRY,
          GEOGRAPHY,
          VOID,
          OTHER ->
          reader.getString(row);
    };
  }

  private static @Nullable Object nested(ColumnReader reader, int row) throws DriverException {
    return NestedObjects.of(reader.sqlType(), reader.getObject(row));
  }

  /** The value as the class asked for; the row is not null. */
  Object as(ColumnReader reader, int row, Class<?> type) throws DriverException {
    Object value = simple(reader, row, type);
    if (value == null) {
      value = temporal(reader, row, type);
    }
    if (value != null) {
      return value;
    }
    Object own = defaultObject(reader, row);
    if (nestedAsText && own instanceof String && reader.column().type().isNested()) {
      own = nested(reader, row);
    }
    if (type.isInstance(own)) {
      return own;
    }
    own = reader.getObject(row);
    if (type.isInstance(own)) {
      return own;
    }
    throw notConvertible(reader, type);
  }

  private static @Nullable Object simple(ColumnReader reader, int row, Class<?> type)
      throws DriverException {
    if (type == String.class || type == CharSequence.class) {
      return reader.getString(row);
    } else if (type == Integer.class || type == int.class) {
      return reader.getInt(row);
    } else if (type == Long.class || type == long.class) {
      return reader.getLong(row);
    } else if (type == BigDecimal.class) {
      return reader.getBigDecimal(row);
    } else if (type == BigInteger.class) {
      return bigInteger(reader, row);
    } else if (type == Double.class || type == double.class) {
      return reader.getDouble(row);
    } else if (type == Float.class || type == float.class) {
      return reader.getFloat(row);
    } else if (type == Boolean.class || type == boolean.class) {
      return reader.getBoolean(row);
    } else if (type == Short.class || type == short.class) {
      return reader.getShort(row);
    } else if (type == Byte.class || type == byte.class) {
      return reader.getByte(row);
    } else if (type == byte[].class) {
      return reader.getBytes(row);
    } else if (type == UUID.class) {
      return uuid(reader, row);
    } else if (type == Map.class) {
      return map(reader, row);
    } else if (type == List.class || type == Period.class || type == Duration.class) {
      return ofClass(reader, row, type);
    }
    return null;
  }

  private @Nullable Object temporal(ColumnReader reader, int row, Class<?> type)
      throws DriverException {
    if (type == LocalDate.class) {
      return reader.getLocalDate(row);
    } else if (type == LocalDateTime.class) {
      return reader.getLocalDateTime(row);
    } else if (type == LocalTime.class) {
      return reader.getLocalTime(row);
    } else if (type == Instant.class) {
      return instant(reader, row);
    } else if (type == OffsetDateTime.class) {
      return offsetDateTime(reader, row);
    } else if (type == ZonedDateTime.class) {
      return offsetDateTime(reader, row).toZonedDateTime();
    } else if (type == OffsetTime.class) {
      return offsetTime(reader, row);
    } else if (type == Timestamp.class || type == java.util.Date.class) {
      return timestamp(reader, row, null);
    } else if (type == Date.class) {
      return date(reader, row, null);
    } else if (type == Time.class) {
      return time(reader, row, null);
    } else if (type == Calendar.class || type == GregorianCalendar.class) {
      Calendar calendar = new GregorianCalendar();
      calendar.setTimeInMillis(timestamp(reader, row, null).getTime());
      return calendar;
    }
    return null;
  }

  /**
   * An instant stays the same, whatever the calendar. Where a server sent a TIMESTAMP as text and
   * the zone of the session is not known, there is only the session's wall clock; it is treated as
   * a TIMESTAMP_NTZ.
   */
  Timestamp timestamp(ColumnReader reader, int row, @Nullable Calendar calendar)
      throws DriverException {
    if (reader.isMoment()) {
      return JdbcTemporals.timestamp(reader.getInstant(row));
    }
    if (isOwnZone && isMomentAsText(reader)) {
      return days().timestamp(reader.getLocalDateTime(row));
    }
    Instant instant = readInstant(reader, row);
    if (instant != null) {
      return JdbcTemporals.timestamp(instant);
    }
    LocalDateTime local =
        reader.column().type() == ColumnType.TIME
            ? reader.getLocalTime(row).atDate(LocalDate.EPOCH)
            : reader.getLocalDateTime(row);
    return calendar == null ? days().timestamp(local) : JdbcTemporals.timestamp(local, calendar);
  }

  Date date(ColumnReader reader, int row, @Nullable Calendar calendar) throws DriverException {
    if (calendar == null && reader.column().type() == ColumnType.DATE) {
      return days().date(reader.getEpochDay(row));
    }
    Instant instant = readInstant(reader, row);
    LocalDate day =
        instant == null
            ? reader.getLocalDate(row)
            : JdbcTemporals.local(instant, calendar).toLocalDate();
    return JdbcTemporals.date(day, calendar);
  }

  private LocalDateCache days() {
    if (days == null) {
      days = new LocalDateCache();
    }
    return days;
  }

  Time time(ColumnReader reader, int row, @Nullable Calendar calendar) throws DriverException {
    Instant instant = readInstant(reader, row);
    LocalTime shown =
        instant == null
            ? reader.getLocalTime(row)
            : JdbcTemporals.local(instant, calendar).toLocalTime();
    return JdbcTemporals.time(shown, calendar);
  }

  private static boolean isText(ColumnReader reader) {
    return switch (reader.column().type()) {
      case STRING, CHAR, VARCHAR -> true;
      default -> false;
    };
  }

  /** The instant, with the offset that the session's zone has then. */
  private OffsetDateTime offsetDateTime(ColumnReader reader, int row) throws DriverException {
    if (isText(reader)) {
      return requireMoment(reader, row);
    }
    Instant instant = instant(reader, row);
    LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    long seconds = ChronoUnit.SECONDS.between(utc, reader.getLocalDateTime(row));
    return instant.atOffset(ZoneOffset.ofTotalSeconds(Math.toIntExact(seconds)));
  }

  /** There is no type for it: the text that {@code setObject} writes. */
  private static OffsetTime offsetTime(ColumnReader reader, int row) throws DriverException {
    if (!isText(reader)) {
      throw notConvertible(reader, OffsetTime.class);
    }
    try {
      return OffsetTime.parse(reader.getString(row).trim());
    } catch (DateTimeParseException noOffset) {
      throw DriverException.data(
          SqlState.INVALID_DATETIME,
          "Column '" + reader.column().name() + "' holds text that is no time with its offset");
    }
  }

  /** The instant of text that says its offset; null for other text and other types. */
  private static @Nullable OffsetDateTime writtenOffsetDateTime(ColumnReader reader, int row)
      throws DriverException {
    return isText(reader) ? DateTimeText.parseOffsetDateTime(reader.getString(row)) : null;
  }

  private static OffsetDateTime requireMoment(ColumnReader reader, int row) throws DriverException {
    OffsetDateTime dateTime = writtenOffsetDateTime(reader, row);
    if (dateTime == null) {
      throw DriverException.data(
          SqlState.INVALID_DATETIME,
          "Column '" + reader.column().name() + "' holds text that is no moment with its offset");
    }
    return dateTime;
  }

  private Instant instant(ColumnReader reader, int row) throws DriverException {
    if (isText(reader)) {
      return requireMoment(reader, row).toInstant();
    }
    Instant instant = readInstant(reader, row);
    return instant == null ? reader.getInstant(row) : instant;
  }

  /** Whether the server sent an instant as text, in a zone that is known. */
  private boolean isMomentAsText(ColumnReader reader) {
    return zoneOfTexts != null
        && reader.column().type() == ColumnType.TIMESTAMP
        && !reader.isMoment();
  }

  /** The instant of a TIMESTAMP, or of text that says its offset; null for what shows a clock. */
  private @Nullable Instant readInstant(ColumnReader reader, int row) throws DriverException {
    if (reader.isMoment()) {
      return reader.getInstant(row);
    }
    ZoneId zone = zoneOfTexts;
    if (zone != null && isMomentAsText(reader)) {
      LocalDateTime local = reader.getLocalDateTime(row);
      // The same instant as that of getTimestamp, also in an hour that the clock repeats.
      return isOwnZone
          ? JdbcTemporals.instant(days().timestamp(local))
          : local.atZone(zone).toInstant();
    }
    OffsetDateTime written = writtenOffsetDateTime(reader, row);
    return written == null ? null : written.toInstant();
  }

  private static BigInteger bigInteger(ColumnReader reader, int row) throws DriverException {
    BigDecimal value = reader.getBigDecimal(row);
    // 1E999999999 must not be written out.
    if ((long) value.precision() - value.scale() > MOST_DIGITS) {
      throw DriverException.data(
          SqlState.NUMERIC_OUT_OF_RANGE,
          "Column '" + reader.column().name() + "' holds a number that is too large");
    }
    try {
      return value.toBigIntegerExact();
    } catch (ArithmeticException fraction) {
      throw DriverException.data(
          SqlState.NUMERIC_OUT_OF_RANGE,
          "Column '" + reader.column().name() + "' holds a fraction: no BigInteger");
    }
  }

  private static UUID uuid(ColumnReader reader, int row) throws DriverException {
    if (!isText(reader)) {
      throw notConvertible(reader, UUID.class);
    }
    try {
      return UUID.fromString(reader.getString(row));
    } catch (IllegalArgumentException notAUuid) {
      throw DriverException.data(
          SqlState.INVALID_CHARACTER_VALUE,
          "Column '" + reader.column().name() + "' holds text that is no UUID");
    }
  }

  private static Object map(ColumnReader reader, int row) throws DriverException {
    return ofClass(reader, row, Map.class);
  }

  private static Object ofClass(ColumnReader reader, int row, Class<?> type)
      throws DriverException {
    Object value = reader.getObject(row);
    if (!type.isInstance(value)) {
      throw notConvertible(reader, type);
    }
    return value;
  }

  private static DriverException notConvertible(ColumnReader reader, Class<?> type) {
    return DriverException.data(
        SqlState.RESTRICTED_CONVERSION,
        "Column '"
            + reader.column().name()
            + "' of type "
            + reader.column().typeName()
            + " cannot be read as "
            + type.getName());
  }
}
