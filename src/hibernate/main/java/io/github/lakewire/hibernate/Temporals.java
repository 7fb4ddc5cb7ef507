package io.github.lakewire.hibernate;

import jakarta.persistence.TemporalType;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import org.hibernate.query.common.TemporalUnit;
import org.jspecify.annotations.Nullable;

/**
 * Dates, times and durations in SQL. Arithmetic is in microseconds; days and what is longer follow
 * the calendar.
 */
@SuppressWarnings("deprecation")
final class Temporals {
  /** Of the smallest part of a second. */
  static final long NANOS = 1_000;

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(TIME)
          .toFormatter(Locale.ROOT);

  /** A time that is text, as a moment of some day. */
  private static final String OF_TEXT = "cast(concat('1970-01-01 ',%s) as timestamp_ntz)";

  private Temporals() {}

  static String ofText(String time) {
    return String.format(OF_TEXT, time);
  }

  /** ?2 of the unit later than ?3. */
  static String add(TemporalUnit unit, TemporalType type, boolean hasTime) {
    if (type == TemporalType.TIME) {
      String amount = small(unit);
      return hasTime
          ? "(?3+" + amount + ")"
          : "date_format(" + String.format(OF_TEXT, "?3") + "+" + amount + ",'HH:mm:ss.SSSSSS')";
    }
    boolean date = type == TemporalType.DATE;
    return switch (unit) {
      case NATIVE, NANOSECOND, SECOND, MINUTE, HOUR -> "(?3+" + small(unit) + ")";
      case DAY -> date ? "date_add(?3,cast(?2 as int))" : "timestampadd(DAY,cast(?2 as int),?3)";
      case WEEK ->
          date ? "date_add(?3,cast(?2 as int)*7)" : "timestampadd(WEEK,cast(?2 as int),?3)";
      case MONTH ->
          date ? "add_months(?3,cast(?2 as int))" : "timestampadd(MONTH,cast(?2 as int),?3)";
      case QUARTER ->
          date ? "add_months(?3,cast(?2 as int)*3)" : "timestampadd(QUARTER,cast(?2 as int),?3)";
      case YEAR ->
          date ? "add_months(?3,cast(?2 as int)*12)" : "timestampadd(YEAR,cast(?2 as int),?3)";
      default -> throw new UnsupportedOperationException("Databricks adds no " + unit);
    };
  }

  /** An interval of ?2 of a unit that has the same length always. */
  private static String small(TemporalUnit unit) {
    return switch (unit) {
      case NATIVE -> "(?2)*interval '0.000001' second";
      case NANOSECOND -> "((?2)/1000)*interval '0.000001' second";
      case SECOND, MINUTE, HOUR -> "(?2)*interval '1' " + unit.toString().toLowerCase(Locale.ROOT);
      default ->
          throw new UnsupportedOperationException(
              "Databricks adds no " + unit + " to a time of day");
    };
  }

  /** Whole units from ?2 to ?3. */
  static String difference(TemporalUnit unit, TemporalType from, TemporalType to, boolean hasTime) {
    boolean times = from == TemporalType.TIME && to == TemporalType.TIME;
    String before = times && !hasTime ? String.format(OF_TEXT, "?2") : "?2";
    String after = times && !hasTime ? String.format(OF_TEXT, "?3") : "?3";
    String function = times && hasTime ? "time_diff('%s',%s,%s)" : "timestampdiff(%s,%s,%s)";
    return switch (unit) {
      case NATIVE -> String.format(function, "MICROSECOND", before, after);
      case NANOSECOND -> String.format(function, "MICROSECOND", before, after) + "*1000";
      case SECOND -> String.format(function, "MICROSECOND", before, after) + "/1e6";
      case DAY, WEEK -> {
        if (from == TemporalType.DATE && to == TemporalType.DATE) {
          yield unit == TemporalUnit.DAY ? "datediff(?3,?2)" : "(datediff(?3,?2) div 7)";
        }
        yield String.format(function, unit, before, after);
      }
      case MINUTE, HOUR, MONTH, QUARTER, YEAR -> String.format(function, unit, before, after);
      default -> throw new UnsupportedOperationException("Databricks counts no " + unit);
    };
  }

  /** A field ?1 of ?2. */
  static String extract(TemporalUnit unit) {
    return switch (unit) {
      case DAY_OF_WEEK -> "dayofweek(?2)";
      case DAY_OF_MONTH -> "day(?2)";
      case DAY_OF_YEAR -> "dayofyear(?2)";
      case WEEK -> "weekofyear(?2)";
      case SECOND -> "extract(second from ?2)";
      case TIMEZONE_HOUR, TIMEZONE_MINUTE ->
          throw new UnsupportedFeatureException(
              "the field " + unit, "extract the offset, which is one of the session's zone");
      default -> "extract(?1 from ?2)";
    };
  }

  /** A pattern of Java as one of Spark, which has the same letters. */
  static String format(String pattern) {
    return pattern.replace("\\", "\\\\").replace("'", "\\'");
  }

  static TemporalAccessor clock(Date value) {
    if (value instanceof java.sql.Date date) {
      return date.toLocalDate();
    }
    if (value instanceof Time time) {
      return Instant.ofEpochMilli(time.getTime()).atZone(ZoneId.systemDefault()).toLocalTime();
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime();
    }
    return LocalDateTime.ofInstant(value.toInstant(), ZoneId.systemDefault());
  }

  static String literal(
      TemporalAccessor value, TemporalType precision, @Nullable TimeZone zone, boolean hasTime) {
    switch (precision) {
      case DATE:
        return "date'" + LocalDate.from(value) + "'";
      case TIME:
        String time = TIME.format(LocalTime.from(value));
        return hasTime ? "time'" + time + "'" : "'" + time + "'";
      default:
        if (value instanceof Instant instant) {
          return moment(instant);
        }
        if (value.query(TemporalQueries.zone()) != null) {
          return moment(Instant.from(value));
        }
        return "timestamp_ntz'" + DATE_TIME.format(value) + "'";
    }
  }

  private static String moment(Instant instant) {
    return "timestamp'" + DATE_TIME.format(instant.atOffset(ZoneOffset.UTC)) + "Z'";
  }

  static String interval(Duration duration) {
    boolean negative = duration.isNegative();
    Duration length = duration.abs();
    String text = String.format(Locale.ROOT, "%d.%09d", length.getSeconds(), length.getNano());
    return "interval '" + (negative ? "-" : "") + text.substring(0, text.length() - 3) + "' second";
  }
}
