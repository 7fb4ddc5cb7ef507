package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lakewire.jdbc.internal.thrift.StatementRequest.Parameter;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** Times of day on their way to a server with TIME, and to one without. */
class TimeParametersTest {
  private final FakeSession session = new FakeSession();
  private final Connection connection = session.connect();

  private interface Setter {
    void set(PreparedStatement statement) throws SQLException;
  }

  private String sent(boolean hasTime, Setter setter) throws SQLException {
    session.hasTime = hasTime;
    session.requests.clear();
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      setter.set(statement);
      statement.execute();
    }
    List<Parameter> parameters = session.requests.get(0).parameters();
    return parameters.isEmpty()
        ? session.statements().get(0)
        : parameters.get(0).type() + " " + parameters.get(0).value();
  }

  private void assertSent(String withTime, String withoutTime, Setter setter) throws SQLException {
    assertEquals(withTime, sent(true, setter));
    assertEquals(withoutTime, sent(false, setter));
  }

  @Test
  void everySetterSendsTimeWhereThereIsOneAndTextElsewhere() throws SQLException {
    LocalTime fine = LocalTime.of(10, 15, 0, 123_456_789);
    String cut = "TIME(6) 10:15:00.123456";
    String whole = "STRING 10:15:00.123456789";
    assertSent(cut, whole, s -> s.setObject(1, fine));
    assertSent(cut, whole, s -> s.setObject(1, fine, Types.TIME));
    assertSent(
        cut, whole, s -> s.setObject(1, fine.atOffset(java.time.ZoneOffset.MIN), Types.TIME));
    assertSent(
        cut,
        whole,
        s ->
            s.setObject(
                1, Timestamp.valueOf(LocalDateTime.of(2020, 1, 1, 0, 0).with(fine)), Types.TIME));
    assertSent(cut, whole, s -> s.setObject(1, "10:15:00.123456789", Types.TIME));
    String plain = "10:15:00";
    assertSent("TIME(6) " + plain, "STRING " + plain, s -> s.setTime(1, Time.valueOf(plain)));
    assertSent("TIME(6) " + plain, "STRING " + plain, s -> s.setObject(1, Time.valueOf(plain)));
    assertSent("TIME(6) " + plain, "STRING " + plain, s -> s.setObject(1, "10:15", Types.TIME));
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    assertSent(
        "TIME(6) 09:00:00.001", "STRING 09:00:00.001", s -> s.setTime(1, new Time(1), tokyo));
    assertSent("TIME(6) null", "STRING null", s -> s.setTime(1, null));
    assertSent("TIME(6) null", "STRING null", s -> s.setNull(1, Types.TIME));
    assertSent("STRING 10:15:00", "STRING 10:15:00", s -> s.setObject(1, plain, Types.VARCHAR));
    assertEquals(
        "22007",
        assertThrows(SQLException.class, () -> sent(true, s -> s.setObject(1, "x", Types.TIME)))
            .getSQLState());
  }

  @Test
  void anOffsetStaysInTheText() throws SQLException {
    OffsetTime time = OffsetTime.parse("10:15:00+02:00");
    String text = "STRING 10:15:00+02:00";
    assertSent(text, text, s -> s.setObject(1, time));
    assertSent(text, text, s -> s.setObject(1, time, Types.TIME_WITH_TIMEZONE));
    assertSent("STRING null", "STRING null", s -> s.setNull(1, Types.TIME_WITH_TIMEZONE));
  }

  @Test
  void timesInsideNestedValuesFollow() throws SQLException {
    LocalTime time = LocalTime.of(1, 2, 3);
    assertSent(
        "SELECT CAST(array(TIME '01:02:03', NULL) AS ARRAY<TIME(6)>)",
        "SELECT CAST(array('01:02:03', NULL) AS ARRAY<STRING>)",
        s -> s.setArray(1, connection.createArrayOf("TIME", new Object[] {time, null})));
    assertSent(
        "SELECT CAST(named_struct('TIME(6)', TIME '01:02:03') AS STRUCT<`TIME(6)`: TIME(6)>)",
        "SELECT CAST(named_struct('TIME(6)', '01:02:03') AS STRUCT<`TIME(6)`: STRING>)",
        s ->
            s.setObject(
                1, connection.createStruct("STRUCT<`TIME(6)`: TIME>", new Object[] {time})));
    assertSent(
        "SELECT CAST(map(TIME '01:02:03', CAST(array(TIME '01:02:03') AS ARRAY<TIME(6)>)) AS"
            + " MAP<TIME(6), ARRAY<TIME(6)>>)",
        "SELECT CAST(map('01:02:03', CAST(array('01:02:03') AS ARRAY<STRING>)) AS"
            + " MAP<STRING, ARRAY<STRING>>)",
        s -> s.setObject(1, Map.of(time, List.of(time))));
  }

  @Test
  void batchesWriteLiterals() throws SQLException {
    for (boolean hasTime : new boolean[] {true, false}) {
      session.hasTime = hasTime;
      session.requests.clear();
      session.then(FakeSession.count(3));
      try (PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
        for (Object value : new Object[] {LocalTime.of(1, 2), null, Time.valueOf("03:04:05")}) {
          statement.setObject(1, value, Types.TIME);
          statement.addBatch();
        }
        statement.executeBatch();
      }
      String prefix = hasTime ? "TIME " : "";
      assertEquals(
          List.of(
              "INSERT INTO t VALUES ("
                  + (prefix + "'01:02:00'), (NULL), (" + prefix)
                  + "'03:04:05')"),
          session.statements());
    }
  }

  @Test
  void theEscapeIsALiteralOfTheTypeWhereThereIsOne() throws SQLException {
    session.hasTime = true;
    assertEquals("SELECT TIME '10:15:00'", connection.nativeSQL("SELECT {t '10:15:00'}"));
    session.hasTime = false;
    assertEquals("SELECT '10:15:00'", connection.nativeSQL("SELECT {t '10:15:00'}"));
    try (Statement statement = connection.createStatement()) {
      session.hasTime = true;
      statement.execute("SELECT {t '10:15:00'}");
      assertEquals(List.of("SELECT TIME '10:15:00'"), session.statements());
    }
  }

  @Test
  void theTypeOfAMarkerIsTime() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      statement.setTime(1, Time.valueOf("10:15:00"));
      ParameterMetaData markers = statement.getParameterMetaData();
      assertEquals(Types.TIME, markers.getParameterType(1));
      assertEquals("java.sql.Time", markers.getParameterClassName(1));
    }
  }
}
