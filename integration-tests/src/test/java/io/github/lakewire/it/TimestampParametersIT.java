package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a server makes of moments and wall clocks, as types.md says. */
@ExtendWith(SharedWarehouse.class)
class TimestampParametersIT {

  @Test
  void momentsBecomeWallClocksInTheZoneOfTheSession(WarehouseProcess warehouse)
      throws SQLException {
    Instant instant = Instant.parse("2024-01-01T20:00:00.123456Z");
    LocalDateTime clock = LocalDateTime.parse("2024-01-02T05:00:00.123456");
    for (String zone : List.of("Asia/Tokyo", "Europe/Rome")) {
      try (Connection connection = QueryIT.connect(warehouse, ";timezone=" + zone);
          PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT ?, CAST(? AS TIMESTAMP_NTZ), CAST(? AS TIMESTAMP_NTZ)")) {
        statement.setTimestamp(1, Timestamp.from(instant), tokyo());
        statement.setTimestamp(2, Timestamp.from(instant), tokyo());
        statement.setObject(3, clock);
        try (ResultSet row = statement.executeQuery()) {
          assertTrue(row.next());
          assertEquals(instant, row.getObject(1, Instant.class));
          assertEquals(
              instant.atZone(ZoneId.of(zone)).toLocalDateTime(),
              row.getObject(2, LocalDateTime.class));
          assertEquals(clock, row.getObject(3, LocalDateTime.class));
          assertEquals(instant, row.getTimestamp(3, tokyo()).toInstant());
        }
      }
    }
  }

  private static Calendar tokyo() {
    return new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
  }
}
