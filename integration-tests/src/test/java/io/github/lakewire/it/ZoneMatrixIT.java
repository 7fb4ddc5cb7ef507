package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In whatever zone the JVM is, what is written is read and found again, on a real SQL engine. */
@ExtendWith(SharedWarehouse.class)
class ZoneMatrixIT {
  private final TimeZone before = TimeZone.getDefault();

  @AfterEach
  void restore() {
    TimeZone.setDefault(before);
  }

  static List<String> zones() {
    return ZoneMatrix.ZONES;
  }

  private static Connection connect(WarehouseProcess warehouse, String zone, String options)
      throws SQLException {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    return QueryIT.connect(warehouse, options);
  }

  @ParameterizedTest
  @MethodSource("zones")
  void everySetterIntoEveryColumnByEveryWay(String zone, WarehouseProcess warehouse)
      throws SQLException {
    try (Connection connection = connect(warehouse, zone, "")) {
      int cells = new ZoneMatrix(connection, zone, true, true, "main.default.zone_matrix").run();
      System.out.println(cells + " cells in " + zone);
      assertTrue(cells > 1000, cells + " cells");
    }
  }

  @Test
  void resultsWithoutArrowAreTheSameMoments(WarehouseProcess warehouse) throws SQLException {
    String zone = "America/St_Johns";
    try (Connection connection = connect(warehouse, zone, ";arrow=0")) {
      new ZoneMatrix(connection, zone, false, true, "main.default.zone_matrix").run();
    }
    try (Connection connection = connect(warehouse, zone, ";arrow=0;timezone=Asia/Tokyo");
        Statement statement = connection.createStatement()) {
      Instant instant = Instant.parse("2018-11-11T23:30:00.5Z");
      String sql = "SELECT TIMESTAMP '2018-11-11 23:30:00.5Z'";
      try (ResultSet row = statement.executeQuery(sql)) {
        assertTrue(row.next());
        assertEquals(instant, row.getObject(1, Instant.class));
        assertEquals(instant, row.getTimestamp(1).toInstant());
        assertEquals("2018-11-11", row.getDate(1).toString());
        assertEquals("20:00:00", row.getTime(1).toString());
        assertEquals(
            instant.atOffset(ZoneOffset.ofHours(9)), row.getObject(1, OffsetDateTime.class));
        assertEquals("2018-11-12 08:30:00.5", row.getString(1));
      }
      statement.execute("SET TIME ZONE 'UTC'");
      try (ResultSet row = statement.executeQuery(sql)) {
        assertTrue(row.next());
        assertEquals(instant, row.getObject(1, Instant.class));
        assertEquals("2018-11-11 23:30:00.5", row.getString(1));
      }
      statement.execute("SET TIME ZONE INTERVAL '3' HOURS");
      try (ResultSet row = statement.executeQuery(sql)) {
        assertTrue(row.next());
        // Nobody knows which zone that is: the clock, as it is shown.
        assertEquals("2018-11-12 02:30:00.5", row.getTimestamp(1).toString());
        SQLException e = assertThrows(SQLException.class, () -> row.getObject(1, Instant.class));
        assertEquals("07006", e.getSQLState());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("zones")
  void nestedTimestampsAreTheSameMomentsAndClocks(String zone, WarehouseProcess warehouse)
      throws SQLException {
    Object[] timestamps =
        List.of(
                Timestamp.valueOf("2018-11-12 00:30:00"),
                Timestamp.valueOf("2018-07-01 23:45:00.5"),
                Timestamp.from(Instant.parse("2018-10-28T01:30:00Z")))
            .toArray();
    List<String> types = List.of("DATE", "TIMESTAMP", "TIMESTAMP_NTZ", "STRING");
    try (Connection connection = connect(warehouse, zone, "");
        PreparedStatement statement =
            connection.prepareStatement("SELECT ?, ?, ?, ?, array(?), map('k', ?)")) {
      for (int i = 0; i < types.size(); i++) {
        statement.setArray(i + 1, connection.createArrayOf(types.get(i), timestamps));
      }
      statement.setObject(5, timestamps[0]);
      statement.setObject(6, timestamps[0]);
      try (ResultSet row = statement.executeQuery()) {
        assertTrue(row.next());
        for (int i = 0; i < types.size(); i++) {
          Object[] read = (Object[]) row.getArray(i + 1).getArray();
          for (int j = 0; j < read.length; j++) {
            String written = timestamps[j].toString();
            assertEquals(
                types.get(i).equals("DATE") ? written.substring(0, 10) : written,
                read[j].toString(),
                zone + " " + types.get(i));
          }
        }
        assertEquals(
            Arrays.asList(timestamps), Arrays.asList((Object[]) row.getArray(2).getArray()));
        assertEquals(timestamps[0], ((Object[]) row.getArray(5).getArray())[0]);
      }
    }
  }

  /** Names that Spark takes for a session, also those that Java does not know as they are. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PST",
        "EST",
        "JST",
        "+8:00",
        "-3:30",
        "UTC+8:30",
        "GMT-1:00",
        "+05:5",
        "UTC+8",
        "+09:00"
      })
  void momentsAreReadInEveryZoneThatTheServerTakes(String zone, WarehouseProcess warehouse)
      throws SQLException {
    Instant instant = Instant.parse("2018-07-11T23:30:00.5Z");
    for (String options : List.of("", ";arrow=0", ";cloudFetch=0")) {
      for (boolean byProperty : new boolean[] {true, false}) {
        String opened = byProperty ? options + ";timezone=" + zone : options;
        try (Connection connection = connect(warehouse, "Europe/Rome", opened);
            Statement statement = connection.createStatement()) {
          if (!byProperty) {
            statement.execute("SET TIME ZONE '" + zone + "'");
          }
          try (ResultSet row =
              statement.executeQuery(
                  "SELECT t, CAST(t AS STRING), array(t)"
                      + " FROM VALUES (TIMESTAMP '2018-07-11 23:30:00.5Z') AS v(t)")) {
            assertTrue(row.next());
            assertEquals(row.getString(2), row.getString(1));
            assertEquals(instant, row.getTimestamp(1).toInstant());
            assertEquals(instant, row.getObject(1, Instant.class));
            assertEquals(instant, row.getObject(1, OffsetDateTime.class).toInstant());
            String local = row.getString(2).replace(' ', 'T');
            assertEquals(
                LocalDateTime.parse(local),
                row.getObject(1, OffsetDateTime.class).toLocalDateTime());
            // As text Spark itself writes arrays in UTC where java.util does not know the zone.
            if (!options.equals(";arrow=0")) {
              assertTrue(row.getString(3).contains(row.getString(2)), row.getString(3));
            }
          }
        }
      }
    }
  }
}
