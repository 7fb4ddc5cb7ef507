package io.github.lakewire.hibernate.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;

/** Dates, times, durations: fields, arithmetic, truncation, formats and literals. */
final class TemporalChecks {
  private static final String WHOLE =
      "whole units that have passed are counted, as in PostgreSQL; H2 counts the boundaries"
          + " between";
  private static final String FRACTION = "H2 cuts off the fraction of a second";

  private TemporalChecks() {}

  static void add(Checks c) {
    c.feature("fields of dates and times");
    for (String field :
        new String[] {
          "year",
          "month",
          "day",
          "quarter",
          "week",
          "day of week",
          "day of month",
          "day of year",
          "week of year",
          "week of month",
          "epoch"
        }) {
      c.value("extract(" + field + " from b.theLocalDate)");
    }
    for (String field :
        new String[] {
          "year", "quarter", "hour", "minute", "second", "nanosecond", "epoch", "date"
        }) {
      c.value("extract(" + field + " from b.theLocalDateTime)");
    }
    c.value("extract(time from b.theLocalDateTime)")
        .differs(
            FRACTION,
            Arrays.asList(
                LocalTime.of(14, 3, 7, 123456000),
                LocalTime.of(23, 59, 59, 500000000),
                null,
                LocalTime.MIDNIGHT));
    c.value("extract(minute from b.theInstant)");
    c.value("extract(epoch from b.theInstant)");
    c.where("extract(offset from b.theOffsetDateTime) is not null");
    c.value("extract(offset hour from b.theOffsetDateTime)")
        .refused("a TIMESTAMP keeps no offset", "offset");
    c.value("extract(hour from b.theLocalTime)");
    c.value("extract(second from b.theLocalTime)");
    c.value("year(b.theLocalDate), month(b.theLocalDate), day(b.theLocalDate)");
    c.value("hour(b.theLocalDateTime), minute(b.theLocalDateTime), second(b.theLocalDateTime)");
    c.value("dayofyear(b.theLocalDate), dayofmonth(b.theLocalDate), dayofweek(b.theLocalDate)");
    c.value("dayname(b.theLocalDate), monthname(b.theLocalDate)");
    c.where("year(b.theTimestamp) = 2021");

    c.feature("arithmetic of dates and times");
    for (String unit : new String[] {"year", "quarter", "month", "week", "day"}) {
      c.value("b.theLocalDate + 1 " + unit);
      c.value("b.theLocalDateTime + 1 " + unit);
      c.value("b.theLocalDate - 13 " + unit);
    }
    for (String unit : new String[] {"hour", "minute", "second", "nanosecond"}) {
      c.value("b.theLocalDateTime + 90000 " + unit);
      c.value("b.theInstant - 90000 " + unit);
    }
    c.value("b.theLocalDateTime + 1.5 second");
    c.value("b.theLocalTime + 5 hour");
    c.value("b.theLocalTime - 90 second");
    c.value("b.theLocalDateTime + 1 day + 2 hour");
    c.value("b.theLocalDateTime + b.theInteger day");
    c.value("b.theDuration + 1 second");
    c.value("2 * b.theDuration");
    c.value("b.theDuration by second");
    c.value("b.theDuration by minute");
    c.value("(5 day + 3 hour) by hour");
    c.value("timestampadd(month, 1, b.theLocalDate)");
    c.value("timestampadd(hour, b.theShort, b.theLocalDateTime)");
    c.value("dateadd(day, 3, b.theLocalDate)");
    c.value("timestampdiff(day, b.theLocalDate, local date)").inAnyOrder();
    String date = ", date 2020-02-28, b.theLocalDate)";
    c.value("timestampdiff(year" + date).differs(WHOLE, Arrays.asList(4L, -50L, null, -20L));
    c.value("timestampdiff(quarter" + date).differs(WHOLE, Arrays.asList(16L, -200L, null, -80L));
    c.value("timestampdiff(month" + date).differs(WHOLE, Arrays.asList(48L, -601L, null, -240L));
    c.value("timestampdiff(week" + date).differs(WHOLE, Arrays.asList(208L, -2617L, null, -1047L));
    c.value("timestampdiff(day" + date);
    String moment = ", datetime 2020-02-28 12:30:15, b.theLocalDateTime)";
    c.value("timestampdiff(year" + moment).differs(WHOLE, Arrays.asList(1L, -50L, null, -20L));
    c.value("timestampdiff(month" + moment).differs(WHOLE, Arrays.asList(13L, -601L, null, -240L));
    c.value("timestampdiff(day" + moment)
        .differs(WHOLE, Arrays.asList(422L, -18320L, null, -7333L));
    c.value("timestampdiff(hour" + moment)
        .differs(WHOLE, Arrays.asList(10129L, -439692L, null, -176004L));
    c.value("timestampdiff(minute" + moment)
        .differs(WHOLE, Arrays.asList(607772L, -26381550L, null, -10560270L));
    c.value("timestampdiff(second" + moment)
        .differs(
            "seconds have their fraction; H2 counts boundaries",
            Arrays.asList(3.6466372123456E7, -1.5828930155E9, null, -6.33616215E8));
    c.value("timestampdiff(nanosecond" + moment);
    c.value("(b.theLocalDate - date 2020-01-01) by day");
    c.value("b.theLocalDate - date 2020-01-01");
    c.value("(b.theLocalDateTime - datetime 2020-01-01 00:00:00) by hour")
        .differs(WHOLE, Arrays.asList(11534L, -438288L, null, -174600L));
    c.value("b.theLocalDateTime - datetime 2020-01-01 00:00:00");
    c.value("b.theInstant - ?1", Instant.parse("2021-01-01T00:00:00Z"));
    c.where("b.theLocalDateTime > datetime 2021-04-25 00:00:00 - 1 day");
    c.where("b.theLocalDate + 1 month > date 2024-03-01");
    c.where("b.theLocalDate between date 1960-01-01 and date 2000-12-31");
    c.where("b.theDuration > 1 minute");
    c.where("(b.theLocalDate - date 2024-01-01) > 2 day");

    c.feature("truncation and formats");
    for (String unit : new String[] {"year", "month", "week", "day", "hour", "minute", "second"}) {
      c.value("trunc(b.theLocalDateTime, " + unit + ")");
    }
    c.value("trunc(b.theInstant, hour)");
    c.value("trunc(b.theLocalDate, month)");
    c.value("format(b.theLocalDateTime as 'yyyy-MM-dd HH:mm:ss')");
    c.value("format(b.theLocalDate as 'dd/MM/yy')");
    c.value("format(b.theLocalDateTime as 'EEEE, d MMMM yyyy')");
    c.value("format(b.theLocalDateTime as 'hh:mm a')");
    c.value("format(b.theLocalDateTime as 'yyyy''Y'' MMM d')");
    c.value("format(b.theLocalDateTime as 'HH:mm:ss.SSS')");

    c.feature("literals and parameters of dates and times");
    c.value("date 2024-02-29, time 20:10:08, datetime 2024-02-29 20:10:08.5");
    c.value("{d '2024-02-29'}, {ts '2024-02-29 20:10:08'}");
    c.value("offset datetime 2024-02-29 20:10:08+02:00")
        .differs(
            "a TIMESTAMP keeps no offset: it is the same moment",
            Collections.nCopies(4, OffsetDateTime.parse("2024-02-29T18:10:08Z")));
    c.value("zoned datetime 2024-02-29 20:10:08 UTC");
    c.where("b.theInstant = offset datetime 2021-04-25 14:03:07.123456+02:00");
    c.where("b.theLocalDate = ?1", LocalDate.of(2024, 2, 29));
    c.where("b.theLocalDateTime <= ?1", LocalDateTime.of(2000, 1, 31, 0, 0));
    c.where("b.theInstant = ?1", Instant.parse("2021-04-25T12:03:07.123456Z"));
    c.where("b.theLocalTime = time 20:10:08");
    c.where("b.theDate = {d '2024-02-29'}");
    c.where("local datetime > b.theLocalDateTime");
    c.where("instant > b.theInstant and current date > b.theLocalDate");
    c.where("local time is not null and offset datetime is not null");
    c.value("b.theLocalDate, b.theLocalTime, b.theLocalDateTime, b.theInstant");
    c.value("b.theDate, b.theTime, b.theTimestamp");
    c.value("b.theDuration");
    c.value("min(b.theLocalDate) over (), max(b.theLocalDateTime) over ()");
  }
}
