package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Writes the same moments by every setter into every kind of column, in a JVM of one zone, and
 * reads and finds them again. What is expected follows from java.time alone.
 */
final class ZoneMatrix {
  static final List<String> ZONES =
      List.of("UTC", "Europe/Rome", "America/Los_Angeles", "Asia/Kathmandu", "America/St_Johns");

  /** As Spark casts timestamps to STRING. */
  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT);

  private static final int COLUMNS = 5;
  private static final int MANY = 300;

  private final Connection connection;
  private final ZoneId zone;
  private final boolean exact;
  private final boolean instants;
  private final String table;

  /**
   * A matrix.
   *
   * @param zone that of the JVM
   * @param exact whether moments keep apart in an hour that the clock repeats
   * @param instants whether TIMESTAMPs can be read as moments
   */
  ZoneMatrix(Connection connection, String zone, boolean exact, boolean instants, String table) {
    this.connection = connection;
    this.zone = ZoneId.of(zone);
    this.exact = exact;
    this.instants = instants;
    this.table = table;
  }

  /** One value: how it is set, and what it is. */
  private enum Setter {
    TIMESTAMP {
      @Override
      void set(PreparedStatement statement, int index, ZonedDateTime at) throws SQLException {
        statement.setTimestamp(index, Timestamp.from(at.toInstant()));
      }
    },
    TIMESTAMP_WITH_CALENDAR {
      @Override
      void set(PreparedStatement statement, int index, ZonedDateTime at) throws SQLException {
        Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
        statement.setTimestamp(index, Timestamp.from(at.toInstant()), tokyo);
      }
    },
    UTIL_DATE {
      @Override
      void set(PreparedStatement statement, int index, ZonedDateTime at) throws SQLException {
        statement.setObject(index, java.util.Date.from(at.toInstant()));
      }
    },
    CALENDAR {
      @Override
      void set(PreparedStatement statement, int index, ZonedDateTime at) throws SQLException {
        statement.setObject(index, GregorianCalendar.from(at));
      }
    },
    INSTANT {
      @Override
      void set(PreparedStatement statement, int index, ZonedDateTime at) throws SQLException {
        statement.setObject(index, at.toInstant());
      }
    },
    OFFSET_DATE_TIME {
      @Override
      void set(PreparedStatement statement, int index, ZonedDateTime at) throws SQLException {
        statement.setObject(index, at.toOffsetDateTime());
      }
    },
    ZONED_DATE_TIME {
      @Override
      void set(PreparedStatement statement, int index, ZonedDateTime at) throws SQLException {
        statement.setObject(index, at.withZoneSameInstant(ZoneId.of("Asia/Tokyo")));
      }
    },
    LOCAL_DATE_TIME {
      @Override
      void set(PreparedStatement statement, int index, ZonedDateTime at) throws SQLException {
        statement.setObject(index, at.toLocalDateTime());
      }
    },
    LOCAL_DATE {
      @Override
      void set(PreparedStatement statement, int index, ZonedDateTime at) throws SQLException {
        statement.setObject(index, at.toLocalDate());
      }
    },
    DATE {
      @Override
      void set(PreparedStatement statement, int index, ZonedDateTime at) throws SQLException {
        statement.setDate(index, Date.valueOf(at.toLocalDate()));
      }
    };

    abstract void set(PreparedStatement statement, int index, ZonedDateTime at) throws SQLException;

    boolean isDay() {
      return this == LOCAL_DATE || this == DATE;
    }

    boolean isMoment() {
      return !isDay() && this != LOCAL_DATE_TIME;
    }

    /** What of the moment such an object holds. */
    ZonedDateTime held(ZonedDateTime at) {
      if (isDay()) {
        return at.toLocalDate().atStartOfDay(at.getZone());
      }
      return this == UTIL_DATE || this == CALENDAR
          ? at.with(ChronoField.MILLI_OF_SECOND, at.get(ChronoField.MILLI_OF_SECOND))
          : at;
    }
  }

  private enum Way {
    ROWS,
    BATCH,
    LITERALS
  }

  /** A row of the table. */
  private record Row(int id, Setter setter, ZonedDateTime at, Way way) {
    LocalDateTime clock() {
      return setter.held(at).toLocalDateTime();
    }

    boolean isRepeated() {
      return at.getZone().getRules().getValidOffsets(at.toLocalDateTime()).size() > 1;
    }

    /** Of two moments with the same clock the second, which a clock alone cannot say. */
    boolean isSecond() {
      return isRepeated() && !at.getOffset().equals(at.withEarlierOffsetAtOverlap().getOffset());
    }

    @Override
    public String toString() {
      return setter + " " + at + " " + way;
    }
  }

  /** Runs it, and returns how many cells were compared. */
  int run() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS " + table);
      statement.execute(
          "CREATE TABLE " + table + " (id INT, d DATE, ts TIMESTAMP, ntz TIMESTAMP_NTZ, s STRING)");
      List<Row> rows = write();
      int cells = read(statement, rows);
      cells += find(rows);
      statement.execute("DROP TABLE " + table);
      return cells;
    }
  }

  private List<ZonedDateTime> moments() {
    List<ZonedDateTime> moments = new ArrayList<>();
    LocalDate day = LocalDate.of(2018, 11, 12);
    moments.add(day.atTime(0, 30).atZone(zone));
    moments.add(day.atStartOfDay(zone));
    moments.add(day.atTime(LocalTime.of(23, 45, 7, 123_456_000)).atZone(zone));
    moments.add(LocalDate.of(2018, 7, 1).atTime(0, 15).atZone(zone));
    moments.add(LocalDate.of(1970, 1, 1).atTime(0, 0).atZone(zone));
    Instant from = Instant.parse("2018-01-01T00:00:00Z");
    for (int i = 0; i < 2; i++) {
      ZoneOffsetTransition change = zone.getRules().nextTransition(from);
      if (change != null) {
        from = change.getInstant();
        for (int minutes : new int[] {-30, 0, 30}) {
          moments.add(from.plusSeconds(minutes * 60L).atZone(zone));
        }
      }
    }
    return moments;
  }

  private List<Row> write() throws SQLException {
    List<Row> rows = new ArrayList<>();
    for (Setter setter : Setter.values()) {
      for (Way way : Way.values()) {
        List<Row> some = new ArrayList<>();
        for (ZonedDateTime at : moments()) {
          some.add(new Row(rows.size() + some.size(), setter, at, way));
        }
        while (way == Way.LITERALS && some.size() * COLUMNS < MANY) {
          ZonedDateTime first = moments().get(0);
          some.add(new Row(rows.size() + some.size(), setter, first, way));
        }
        write(some, way);
        rows.addAll(some);
      }
    }
    return rows;
  }

  private void write(List<Row> rows, Way way) throws SQLException {
    String row = "(?, ?, ?, ?, ?)";
    int inOne = way == Way.BATCH ? 1 : rows.size();
    String sql =
        "INSERT INTO " + table + " VALUES " + String.join(", ", Collections.nCopies(inOne, row));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int index = 0;
      for (Row next : rows) {
        statement.setInt(index + 1, next.id());
        for (int column = 2; column <= COLUMNS; column++) {
          next.setter().set(statement, index + column, next.at());
        }
        if (way == Way.BATCH) {
          statement.addBatch();
        } else {
          index += COLUMNS;
        }
      }
      if (way == Way.BATCH) {
        assertEquals(rows.size(), statement.executeBatch().length);
      } else {
        assertEquals(rows.size(), statement.executeUpdate());
      }
      assertEquals(null, zoneWarning(statement));
    }
  }

  /** The warning that says that the zones differ, or null. */
  static String zoneWarning(Statement statement) throws SQLException {
    for (var w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
      if (w.getMessage().contains("zone")) {
        return w.getMessage();
      }
    }
    return null;
  }

  private int read(Statement statement, List<Row> written) throws SQLException {
    int cells = 0;
    try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY id")) {
      for (Row row : written) {
        assertTrue(rows.next());
        String what = zone + " " + row;
        LocalDateTime clock = row.clock();
        assertEquals(row.id(), rows.getInt(1), what);
        assertEquals(clock.toLocalDate(), rows.getObject("d", LocalDate.class), what);
        assertEquals(Date.valueOf(clock.toLocalDate()), rows.getDate("d"), what);
        assertEquals(clock, rows.getObject("ntz", LocalDateTime.class), what);
        assertEquals(Timestamp.valueOf(clock), rows.getTimestamp("ntz"), what);
        String text = row.setter().isDay() ? clock.toLocalDate().toString() : TEXT.format(clock);
        assertEquals(text, rows.getString("s"), what);
        assertEquals(Timestamp.valueOf(clock), rows.getTimestamp("s"), what);
        assertEquals(clock, rows.getObject("ts", LocalDateTime.class), what);
        assertEquals(Date.valueOf(clock.toLocalDate()), rows.getDate("ts"), what);
        assertEquals(Timestamp.valueOf(clock).toString(), rows.getTimestamp("ts").toString(), what);
        cells += 10;
        if (row.setter().isMoment() && (exact || !row.isRepeated())) {
          Instant instant = row.setter().held(row.at()).toInstant();
          assertEquals(instant, rows.getTimestamp("ts").toInstant(), what);
          if (instants) {
            assertEquals(instant, rows.getObject("ts", Instant.class), what);
            assertEquals(instant, rows.getObject("ts", OffsetDateTime.class).toInstant(), what);
          }
          cells += 3;
        }
      }
      assertTrue(!rows.next());
    }
    return cells;
  }

  private int find(List<Row> written) throws SQLException {
    int cells = 0;
    for (Setter setter : Setter.values()) {
      List<Row> rows =
          written.stream()
              .filter(row -> row.setter() == setter && row.way() == Way.BATCH)
              .filter(row -> exact || !row.isRepeated())
              .filter(
                  row -> row.isRepeated() || row.at().getYear() < 2018 || row.at().getHour() == 0)
              .toList();
      cells += find(rows, 1);
      if (setter == Setter.TIMESTAMP || setter == Setter.LOCAL_DATE_TIME || setter.isDay()) {
        // Beyond what the server takes as parameters: literals.
        cells += find(rows, 1 + MANY / (rows.size() * 12));
      }
    }
    return cells;
  }

  private int find(List<Row> rows, int times) throws SQLException {
    String one =
        "SELECT id, d = ?, ts = ?, ntz = ?, s = ?, d BETWEEN ? AND ?, ts BETWEEN ? AND ?,"
            + " ntz BETWEEN ? AND ?, s BETWEEN ? AND ? FROM "
            + table
            + " WHERE id = ";
    List<String> parts = new ArrayList<>();
    List<Row> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      rows.forEach(row -> parts.add(one + row.id()));
      all.addAll(rows);
    }
    int cells = 0;
    String sql = String.join(" UNION ALL ", parts) + " ORDER BY 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int index = 1;
      for (Row row : all) {
        for (int i = 0; i < 12; i++) {
          row.setter().set(statement, index++, row.at());
        }
      }
      all.sort((a, b) -> Integer.compare(a.id(), b.id()));
      try (ResultSet found = statement.executeQuery()) {
        for (Row row : all) {
          assertTrue(found.next());
          assertEquals(row.id(), found.getInt(1));
          boolean midnight = row.clock().toLocalTime().equals(LocalTime.MIDNIGHT);
          boolean ambiguous = row.setter().isMoment() && row.isSecond();
          for (int column = 0; column < 4; column++) {
            boolean expected = column == 0 ? midnight : column == 1 || !ambiguous;
            String what = zone + " " + row + " column " + column + (times > 1 ? " literals" : "");
            assertEquals(expected, found.getBoolean(2 + column), what);
            assertEquals(expected, found.getBoolean(6 + column), what + " BETWEEN");
            cells += 2;
          }
        }
      }
    }
    return cells;
  }
}
