package io.github.lakewire.jdbc.internal.text;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Dates, times and timestamps as Spark casts them to STRING: {@code 2014-01-17}, {@code
 * 00:17:13.5}, {@code 2014-01-17 00:17:13.5}; years have four digits at least, those beyond 9999 a
 * plus sign. Written by hand because {@code DateTimeFormatter} takes ten times as long and this
 * runs per cell.
 */
public final class DateTimeText {
  private static final String WITHIN_TIMES = "0123456789:. ";
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int LONGEST = 40;

  private DateTimeText() {}

  /** Writes a day, counted from 1970-01-01. */
  public static String date(long epochDay) {
    byte[] text = new byte[LONGEST];
    int length = putDate(text, epochDay);
    return new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }

  /**
   * Writes a local date and time, the fraction without trailing zeros.
   *
   * @param localSecond seconds from 1970-01-01 00:00:00 on the same local clock
   */
  public static String dateTime(long localSecond, int nanos) {
    byte[] text = new byte[LONGEST];
    int at = putDate(text, Math.floorDiv(localSecond, SECONDS_PER_DAY));
    int second = (int) Math.floorMod(localSecond, (long) SECONDS_PER_DAY);
    text[at++] = ' ';
    at = putTime(text, at, second, nanos);
    return new String(text, 0, at, StandardCharsets.ISO_8859_1);
  }

  /** Writes a time of day, the fraction without trailing zeros. */
  public static String time(long nanoOfDay) {
    byte[] text = new byte[LONGEST];
    int second = (int) (nanoOfDay / 1_000_000_000);
    int length = putTime(text, 0, second, (int) (nanoOfDay % 1_000_000_000));
    return new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static int putTime(byte[] text, int start, int second, int nanos) {
    int at = putTwo(text, start, second / 3600);
    text[at++] = ':';
    at = putTwo(text, at, second / 60 % 60);
    text[at++] = ':';
    at = putTwo(text, at, second % 60);
    if (nanos != 0) {
      text[at++] = '.';
      int rest = nanos;
      for (int unit = 100_000_000; rest != 0; unit /= 10) {
        text[at++] = (byte) ('0' + rest / unit);
        rest %= unit;
      }
    }
    return at;
  }

  /** Turns days into year, month and day, in eras of 400 years that begin on a first of March. */
  private static int putDate(byte[] text, long epochDay) {
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    int dayOfEra = (int) (shifted - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);

    int at = putYear(text, year);
    text[at++] = '-';
    at = putTwo(text, at, month);
    text[at++] = '-';
    return putTwo(text, at, day);
  }

  private static int putYear(byte[] text, long year) {
    if (year >= 0 && year <= 9999) {
      return putTwo(text, putTwo(text, 0, (int) year / 100), (int) year % 100);
    }
    text[0] = (byte) (year < 0 ? '-' : '+');
    String digits = Long.toString(Math.abs(year));
    int at = 1;
    for (int missing = 4 - digits.length(); missing > 0; missing--) {
      text[at++] = '0';
    }
    for (int i = 0; i < digits.length(); i++) {
      text[at++] = (byte) digits.charAt(i);
    }
    return at;
  }

  private static int putTwo(byte[] text, int at, int number) {
    text[at] = (byte) ('0' + number / 10);
    text[at + 1] = (byte) ('0' + number % 10);
    return at + 2;
  }

  /** Reads a date, or the date of a timestamp; null when the text is neither. */
  public static @Nullable LocalDate parseDate(String text) {
    LocalDateTime dateTime = parseDateTime(text);
    return dateTime == null ? null : dateTime.toLocalDate();
  }

  /** Reads a timestamp, or a date as its midnight; null when the text is neither. */
  public static @Nullable LocalDateTime parseDateTime(String text) {
    Digits digits = new Digits(text.strip());
    int sign = digits.sign();
    int year = sign * digits.number(1, 9);
    digits.expect('-');
    int month = digits.number(1, 2);
    digits.expect('-');
    int day = digits.number(1, 2);
    boolean hasTime = digits.accept(' ') || digits.accept('T');
    LocalTime time = hasTime ? time(digits) : LocalTime.MIDNIGHT;
    if (time == null || !digits.complete()) {
      return null;
    }
    try {
      return LocalDate.of(year, month, day).atTime(time);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Reads a time of day, with seconds or without; null when the text is none. */
  public static @Nullable LocalTime parseTime(String text) {
    Digits digits = new Digits(text.strip());
    LocalTime time = time(digits);
    return digits.complete() ? time : null;
  }

  private static @Nullable LocalTime time(Digits digits) {
    int hour = digits.number(1, 2);
    digits.expect(':');
    int minute = digits.number(1, 2);
    int second = 0;
    int nanos = 0;
    if (digits.accept(':')) {
      second = digits.number(1, 2);
      if (digits.accept('.')) {
        nanos = digits.fraction();
      }
    }
    try {
      return LocalTime.of(hour, minute, second, nanos);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Reads a date and time that name their offset or zone; null when the text is no such thing. */
  public static @Nullable OffsetDateTime parseOffsetDateTime(String given) {
    String text = given.strip();
    int end = endOfTime(text);
    LocalDateTime local = end < 0 ? null : parseDateTime(text.substring(0, end));
    if (local == null) {
      return null;
    }
    ZoneId zone = ZoneNames.parse(text.substring(end).strip());
    return zone == null ? null : ZonedDateTime.of(local, zone).toOffsetDateTime();
  }

  /** Where the name of a zone begins, behind the first colon; negative when there is none. */
  private static int endOfTime(String text) {
    int at = text.indexOf(':');
    while (at >= 0 && at < text.length() && WITHIN_TIMES.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? at : -1;
  }
}
