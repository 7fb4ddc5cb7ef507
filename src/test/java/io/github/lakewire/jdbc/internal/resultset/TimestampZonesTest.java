package io.github.lakewire.jdbc.internal.resultset;

import static io.github.lakewire.jdbc.internal.resultset.ArrowCells.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days, wall clocks and moments in zones of the JVM with odd offsets, gaps and a missing day. */
class TimestampZonesTest {
  private static final LocalDate GREGORIAN = LocalDate.of(1582, 10, 15);

  /** The ten days that the Julian calendar and so java.sql's classes do not have in common. */
  private static final LocalDate JULIAN = LocalDate.of(1582, 10, 4);

  private static final ZoneId SESSION = ZoneId.of("Australia/Lord_Howe");

  private final TimeZone before = TimeZone.getDefault();

  @AfterEach
  void restore() {
    TimeZone.setDefault(before);
  }

  /** The changes of the zone since 1900, where java.util's zones begin to know any. */
  private static List<ZoneOffsetTransition> changes(ZoneId zone) {
    return zone.getRules().getTransitions().stream()
        .filter(change -> change.getDateTimeBefore().getYear() >= 1900)
        .toList();
  }

  /** Days from year 1 to 9999: each century's ends, and each day around changes of the zone. */
  private static List<LocalDate> days(ZoneId zone) {
    List<LocalDate> days = new ArrayList<>();
    for (int year = 1; year <= 9999; year += year < 1890 || year > 2100 ? 97 : 1) {
      days.add(LocalDate.of(year, 1, 1));
      days.add(LocalDate.of(year, 12, 31));
      days.add(LocalDate.of(year, 2, 28));
    }
    days.addAll(
        List.of(
            LocalDate.of(1, 1, 1),
            JULIAN,
            GREGORIAN,
            LocalDate.of(2011, 12, 29),
            LocalDate.of(2011, 12, 30),
            LocalDate.of(2011, 12, 31),
            LocalDate.of(2000, 2, 29),
            LocalDate.of(9999, 12, 31)));
    for (ZoneOffsetTransition change : changes(zone)) {
      days.add(change.getDateTimeBefore().toLocalDate());
      days.add(change.getDateTimeAfter().toLocalDate());
    }
    return days;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "America/St_Johns", "Pacific/Apia", "UTC"})
  void daysNeverShift(String zone) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    List<LocalDate> days = days(ZoneId.of(zone));
    ResultSet rows = ArrowCells.rows(field("c", new ArrowType.Date(DateUnit.DAY)), days.toArray());
    for (LocalDate day : days) {
      assertTrue(rows.next());
      boolean skipped = zone.equals("Pacific/Apia") && day.equals(LocalDate.of(2011, 12, 30));
      // The day that Apia never had cannot be shown by java.sql.Date there.
      String shown = skipped ? "2011-12-31" : day.toString();
      assertEquals(shown, rows.getDate(1).toString());
      assertEquals(shown, rows.getObject(1).toString());
      assertEquals(day.toString(), rows.getString(1));
      assertEquals(day, rows.getObject(1, LocalDate.class));
      assertEquals(day.atStartOfDay(), rows.getObject(1, LocalDateTime.class));
    }
  }

  private static List<LocalDateTime> clocks(ZoneId zone) {
    List<LocalDateTime> clocks = new ArrayList<>();
    for (LocalDate day : days(zone)) {
      clocks.add(day.atTime(12, 34, 56, 123_456_000));
      clocks.add(day.atStartOfDay());
    }
    for (ZoneOffsetTransition change : changes(zone)) {
      clocks.add(change.getDateTimeBefore());
      clocks.add(change.getDateTimeAfter());
      clocks.add(change.getDateTimeBefore().plusMinutes(1));
      clocks.add(change.getDateTimeAfter().plusNanos(1_000));
    }
    return clocks;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "America/St_Johns", "Pacific/Apia", "UTC"})
  void wallClocksShowTheSameUnlessTheZoneSkipsThem(String zone) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    ZoneId rules = ZoneId.of(zone);
    List<LocalDateTime> clocks = clocks(rules);
    ResultSet rows =
        ArrowCells.rows(
            field("c", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)), clocks.toArray());
    for (LocalDateTime clock : clocks) {
      assertTrue(rows.next());
      assertEquals(clock, rows.getObject(1, LocalDateTime.class));
      assertEquals(clock.toLocalTime(), rows.getObject(1, java.time.LocalTime.class));
      assertEquals(clock.toLocalDate(), rows.getObject(1, LocalDate.class));
      LocalDateTime shown = ZonedDateTime.ofLocal(clock, rules, null).toLocalDateTime();
      assertEquals(Timestamp.valueOf(shown).toString(), rows.getTimestamp(1).toString());
      if (shown.equals(clock)) {
        assertEquals(clock, rows.getTimestamp(1).toLocalDateTime());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "America/St_Johns", "Pacific/Apia", "UTC"})
  void momentsStayTheSameMoment(String zone) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    ZoneId rules = ZoneId.of(zone);
    List<Instant> moments = new ArrayList<>();
    for (LocalDateTime clock : clocks(rules)) {
      moments.add(clock.atZone(rules).toInstant());
    }
    for (ZoneOffsetTransition change : changes(rules)) {
      // Both of the hours that look the same.
      moments.add(change.getInstant().minusSeconds(1_800));
      moments.add(change.getInstant().plusSeconds(1_800));
    }
    ResultSet rows =
        ArrowCells.rows(
            field("c", new ArrowType.Timestamp(TimeUnit.MICROSECOND, SESSION.getId())),
            moments.toArray());
    for (Instant instant : moments) {
      assertTrue(rows.next());
      ZonedDateTime session = instant.atZone(SESSION);
      assertEquals(instant, rows.getObject(1, Instant.class));
      assertEquals(session.toOffsetDateTime(), rows.getObject(1, OffsetDateTime.class));
      assertEquals(
          session.toOffsetDateTime(), rows.getObject(1, ZonedDateTime.class).toOffsetDateTime());
      assertEquals(session.toLocalDateTime(), rows.getObject(1, LocalDateTime.class));
      if (instant.atZone(rules).toLocalDate().isAfter(GREGORIAN)) {
        assertEquals(instant, rows.getTimestamp(1).toInstant());
        assertEquals(instant.atZone(rules).toLocalDate().toString(), rows.getDate(1).toString());
      } else if (!instant.atZone(rules).toLocalDate().isAfter(JULIAN)) {
        assertEquals(
            instant.atZone(rules).toLocalDateTime(), rows.getTimestamp(1).toLocalDateTime());
      }
    }
  }
}
