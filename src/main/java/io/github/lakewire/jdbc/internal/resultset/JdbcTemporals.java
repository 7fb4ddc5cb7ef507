package io.github.lakewire.jdbc.internal.resultset;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Between {@code java.time} and {@code java.sql}'s dates. A {@code Date} is a day, a {@code Time} a
 * time of day and a {@code Timestamp} a wall clock <em>as the zone of the JVM, or of the calendar
 * that was given, shows them</em>: days never shift. An instant stays the same instant, except
 * before 1582-10-15, where these classes count in the Julian calendar: there the wall clock is
 * kept, so that year, month and day print as the server prints them.
 *
 * <p>A wall clock that the zone skips (the hour of a change to summer time, a day left out at the
 * date line) cannot be held by these classes, and moves to the time after the gap; {@code
 * java.time} classes hold it.
 */
@SuppressWarnings({"JavaUtilDate", "JavaLocalDateTimeGetNano"})
public // JDBC's classes are the subject
final class JdbcTemporals {
  /** The first instant of the Gregorian calendar, as {@code GregorianCalendar} has it. */
  private static final Instant GREGORIAN = Instant.parse("1582-10-15T00:00:00Z");

  private static final LocalDate EPOCH_DAY = LocalDate.ofEpochDay(0);

  private JdbcTemporals() {}

  static Date date(LocalDate day, @Nullable Calendar calendar) {
    return calendar == null && day.getYear() > 0
        ? Date.valueOf(day)
        : new Date(millis(day.atStartOfDay(), calendar));
  }

  static Time time(LocalTime time, @Nullable Calendar calendar) {
    LocalDateTime onEpochDay = time.truncatedTo(ChronoUnit.MILLIS).atDate(EPOCH_DAY);
    return new Time(millis(onEpochDay, calendar));
  }

  /** A local date and time, on the wall clock of the zone. */
  public static Timestamp timestamp(LocalDateTime local, @Nullable Calendar calendar) {
    if (calendar == null && local.getYear() > 0) {
      return Timestamp.valueOf(local);
    }
    Timestamp timestamp = new Timestamp(millis(local.truncatedTo(ChronoUnit.SECONDS), calendar));
    timestamp.setNanos(local.getNano());
    return timestamp;
  }

  static Timestamp timestamp(Instant instant) {
    return instant.isBefore(GREGORIAN)
        ? timestamp(LocalDateTime.ofInstant(instant, ZoneId.systemDefault()), null)
        : Timestamp.from(instant);
  }

  /** The wall clock that the zone shows at that instant. */
  public static LocalDateTime local(Instant instant, @Nullable Calendar calendar) {
    return LocalDateTime.ofInstant(instant, zone(calendar));
  }

  public static LocalDate localDate(java.util.Date date, @Nullable Calendar calendar) {
    return localDateTime(date.getTime(), 0, calendar).toLocalDate();
  }

  public static LocalTime localTime(java.util.Date time, @Nullable Calendar calendar) {
    int nanos = (int) Math.floorMod(time.getTime(), 1000L) * 1_000_000;
    return localDateTime(time.getTime(), nanos, calendar).toLocalTime();
  }

  public static LocalDateTime localDateTime(Timestamp timestamp, @Nullable Calendar calendar) {
    return localDateTime(timestamp.getTime(), timestamp.getNanos(), calendar);
  }

  /** The instant of a timestamp: the reverse of {@link #timestamp(Instant)}. */
  public static Instant instant(Timestamp timestamp) {
    Instant instant = timestamp.toInstant();
    return instant.isBefore(GREGORIAN)
        ? localDateTime(timestamp, null).atZone(ZoneId.systemDefault()).toInstant()
        : instant;
  }

  private static ZoneId zone(@Nullable Calendar calendar) {
    return calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
  }

  private static long millis(LocalDateTime local, @Nullable Calendar zone) {
    Calendar calendar = empty(zone);
    int year = local.getYear();
    calendar.set(Calendar.ERA, year > 0 ? GregorianCalendar.AD : GregorianCalendar.BC);
    calendar.set(Calendar.YEAR, year > 0 ? year : 1 - year);
    calendar.set(Calendar.MONTH, local.getMonthValue() - 1);
    calendar.set(Calendar.DAY_OF_MONTH, local.getDayOfMonth());
    calendar.set(Calendar.HOUR_OF_DAY, local.getHour());
    calendar.set(Calendar.MINUTE, local.getMinute());
    calendar.set(Calendar.SECOND, local.getSecond());
    calendar.set(Calendar.MILLISECOND, local.getNano() / 1_000_000);
    return calendar.getTimeInMillis();
  }

  private static LocalDateTime localDateTime(long millis, int nanos, @Nullable Calendar zone) {
    Calendar calendar = empty(zone);
    calendar.setTimeInMillis(millis);
    int year = calendar.get(Calendar.YEAR);
    int properYear = calendar.get(Calendar.ERA) == GregorianCalendar.AD ? year : 1 - year;
    // 29 February of a Julian leap year that is none by java.time's rules becomes 1 March.
    LocalDate day =
        LocalDate.of(properYear, calendar.get(Calendar.MONTH) + 1, 1)
            .plusDays(calendar.get(Calendar.DAY_OF_MONTH) - 1L);
    return day.atTime(
        calendar.get(Calendar.HOUR_OF_DAY),
        calendar.get(Calendar.MINUTE),
        calendar.get(Calendar.SECOND),
        nanos);
  }

  /** A lenient Gregorian calendar of the same zone; the caller's object is not touched. */
  private static Calendar empty(@Nullable Calendar zone) {
    Calendar calendar;
    if (zone instanceof GregorianCalendar) {
      calendar = (Calendar) zone.clone();
    } else if (zone != null) {
      calendar = new GregorianCalendar(zone.getTimeZone());
    } else {
      calendar = new GregorianCalendar();
    }
    calendar.setLenient(true);
    calendar.clear();
    return calendar;
  }
}
