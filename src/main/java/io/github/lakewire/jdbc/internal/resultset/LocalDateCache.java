package io.github.lakewire.jdbc.internal.resultset;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;

/**
 * Where the days of the JVM's time zone begin, looked up once for each day that a result has: the
 * calendar of {@code java.sql} takes some hundred nanoseconds for it, which is most of the cost of
 * a row with dates.
 *
 * <p>It serves one result, so that the zone is the one which the JVM had when that was read first.
 * Days before 1900 and from 2100 on, and days on which the clock was changed, are always left to
 * the calendar.
 */
final class LocalDateCache {
  private static final int FIRST = (int) LocalDate.of(1900, 1, 1).toEpochDay();
  private static final int END = (int) LocalDate.of(2100, 1, 1).toEpochDay();
  private static final int BLOCK_BITS = 9;
  private static final int BLOCK = 1 << BLOCK_BITS;
  private static final long DAY_MILLIS = 86_400_000;
  private static final int NOT_ASKED = Integer.MIN_VALUE;
  private static final int UNEVEN = Integer.MAX_VALUE;

  /** Milliseconds from midnight in UTC to midnight in the zone, in blocks of days. */
  private final int[][] offsets = new int[(END - FIRST >> BLOCK_BITS) + 1][];

  private final ZoneId zone = ZoneId.systemDefault();

  Date date(int day) {
    int offset = offset(day);
    return offset == UNEVEN
        ? JdbcTemporals.date(LocalDate.ofEpochDay(day), null)
        : new Date(day * DAY_MILLIS + offset);
  }

  Timestamp timestamp(LocalDateTime local) {
    long day = local.toLocalDate().toEpochDay();
    int offset = offset(day);
    if (offset == UNEVEN) {
      return JdbcTemporals.timestamp(local, null);
    }
    long second = local.toLocalTime().toSecondOfDay();
    Timestamp timestamp = new Timestamp(day * DAY_MILLIS + offset + second * 1_000);
    timestamp.setNanos(local.getNano());
    return timestamp;
  }

  private int offset(long day) {
    if (day < FIRST || day >= END) {
      return UNEVEN;
    }
    int index = (int) day - FIRST;
    int[] block = offsets[index >> BLOCK_BITS];
    if (block == null) {
      block = new int[BLOCK];
      Arrays.fill(block, NOT_ASKED);
      offsets[index >> BLOCK_BITS] = block;
    }
    int offset = block[index & BLOCK - 1];
    if (offset == NOT_ASKED) {
      offset = ask(day);
      block[index & BLOCK - 1] = offset;
    }
    return offset;
  }

  private int ask(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    long start = JdbcTemporals.date(date, null).getTime();
    long end = JdbcTemporals.date(date.plusDays(1), null).getTime();
    ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.ofEpochMilli(start - 1));
    boolean changes = change != null && change.getInstant().toEpochMilli() < end;
    return changes || end - start != DAY_MILLIS ? UNEVEN : (int) (start - day * DAY_MILLIS);
  }
}
