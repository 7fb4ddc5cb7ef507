package io.github.lakewire.hibernate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.lakewire.jdbc.LakewireDataSource;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A time of day is a TIME where the server has one, and a text elsewhere. */
class TimeOfDayIT {
  @ParameterizedTest
  @CsvSource({"true,time(6)", "false,string"})
  void timesOfDayAreStoredAsTheServerCan(String hasTime, String type) throws Exception {
    LakewireDataSource source = TestWarehouse.schema("hib_time_" + hasTime);
    source.setUrl(source.getUrl() + ";session.spark.sql.timeType.enabled=" + hasTime);
    try (SessionFactory factory = TestFactory.build(source, "create-only", Map.of(), Alarm.class)) {
      Alarm alarm = new Alarm();
      alarm.id = 1;
      alarm.at = LocalTime.of(6, 5, 4, 123456000);
      alarm.old = java.sql.Time.valueOf("23:59:58");
      Alarm empty = new Alarm();
      empty.id = 2;
      factory.inTransaction(
          session -> {
            session.persist(alarm);
            session.persist(empty);
          });
      factory.inSession(
          session -> {
            Alarm found = session.find(Alarm.class, 1L);
            assertEquals(alarm.at, found.at);
            assertEquals(alarm.old, found.old);
            assertNull(session.find(Alarm.class, 2L).at);
            assertEquals(
                List.of(1L),
                session
                    .createSelectionQuery(
                        "select id from Alarm where at > :time and old = :old", Long.class)
                    .setParameter("time", LocalTime.of(6, 5))
                    .setParameter("old", alarm.old)
                    .getResultList());
          });
    }
    assertEquals(List.of(type, type), types(source));
    TestFactory.build(source, "validate", Map.of(), Alarm.class).close();
  }

  private static List<String> types(LakewireDataSource source) throws Exception {
    List<String> types = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("DESCRIBE TABLE Alarm")) {
      while (rows.next()) {
        if (!rows.getString(1).equals("id")) {
          types.add(rows.getString(2));
        }
      }
    }
    return types;
  }

  /** With times of day. */
  @Entity(name = "Alarm")
  static class Alarm {
    @Id long id;
    LocalTime at;
    java.sql.Time old;
  }
}
