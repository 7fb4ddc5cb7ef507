package io.github.lakewire.jdbc.internal.jdbc;

import static io.github.lakewire.jdbc.internal.resultset.ArrowCells.field;
import static io.github.lakewire.jdbc.testkit.SqlStates.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.resultset.ArrowCells;
import io.github.lakewire.jdbc.internal.resultset.LakewireResultSet;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.TimeZone;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments and wall clocks are read as the classes of java.time, with and without a calendar. */
class TemporalGettersTest {
  private final FakeSession session = new FakeSession();
  private final LakewireConnection connection = session.connect();

  private ResultSet one(ColumnType type, @Nullable Object value) throws SQLException {
    session.then(FakeSession.oneRow(type, value));
    ResultSet rows = connection.createStatement().executeQuery("SELECT c");
    assertTrue(rows.next());
    return rows;
  }

  private interface Call {
    @Nullable Object run() throws SQLException;
  }

  /** A TIMESTAMP of a session in Kathmandu. */
  private static ResultSet moment(Instant instant) throws Exception {
    LakewireResultSet rows =
        ArrowCells.rows(
            field("c", new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Asia/Kathmandu")), instant);
    assertTrue(rows.next());
    return rows;
  }

  @Test
  void momentsAndWallClocksAreReadAsTheirClasses() throws Exception {
    Instant at = Instant.parse("2024-03-10T10:30:00.123456Z");
    ResultSet timestamp = moment(at);
    assertEquals(at, timestamp.getTimestamp(1).toInstant());
    assertEquals(at, timestamp.getObject(1, Instant.class));
    assertEquals(
        OffsetDateTime.parse("2024-03-10T16:15:00.123456+05:45"),
        timestamp.getObject(1, OffsetDateTime.class));
    assertEquals(at, timestamp.getObject(1, ZonedDateTime.class).toInstant());
    assertEquals(
        LocalDateTime.parse("2024-03-10T16:15:00.123456"),
        timestamp.getObject(1, LocalDateTime.class));
    LocalDateTime local = LocalDateTime.of(2024, 3, 31, 2, 30);
    ResultSet ntz = one(ColumnType.TIMESTAMP_NTZ, local);
    assertEquals(local, ntz.getObject(1, LocalDateTime.class));
    assertEquals(local.toLocalDate(), ntz.getObject(1, LocalDate.class));
    assertEquals("07006", state(() -> ntz.getObject(1, Instant.class)));
    assertNull(one(ColumnType.TIMESTAMP_NTZ, null).getObject(1, Instant.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Asia/Tokyo", "America/St_Johns"})
  void calendarsRuleWallClocksButNotMoments(String zone) throws Exception {
    Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone(zone));
    LocalDateTime clock = LocalDateTime.of(2024, 1, 2, 5, 0);
    ResultSet ntz = one(ColumnType.TIMESTAMP_NTZ, clock);
    assertEquals(
        clock.atZone(calendar.getTimeZone().toZoneId()).toInstant(),
        ntz.getTimestamp(1, calendar).toInstant());
    Instant at = Instant.parse("2024-01-01T20:00:00Z");
    ResultSet moment = moment(at);
    assertEquals(at, moment.getTimestamp(1, calendar).toInstant());
    ZonedDateTime shown = at.atZone(calendar.getTimeZone().toZoneId());
    assertEquals(
        shown.toLocalDate().atStartOfDay(shown.getZone()).toInstant().toEpochMilli(),
        moment.getDate(1, calendar).getTime());
    assertEquals(
        shown.with(LocalDate.EPOCH).toInstant().toEpochMilli(),
        moment.getTime(1, calendar).getTime());
  }
}
