package io.github.lakewire.jdbc.internal.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.internal.types.ColumnType;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A warning, once, where the session's clock is not that of the JVM. */
class ParameterClockTest {
  private static final Timestamp WINTER = Timestamp.from(Instant.parse("2018-11-11T23:30:00Z"));
  private static final Timestamp SUMMER = Timestamp.from(Instant.parse("2018-07-11T23:30:00Z"));

  private final TimeZone before = TimeZone.getDefault();
  private final FakeSession session = new FakeSession();

  @BeforeEach
  void inRome() {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Rome"));
  }

  @AfterEach
  void restore() {
    TimeZone.setDefault(before);
  }

  /** A value that java.sql reads by the clock of the JVM. */
  interface Setter {
    void set(PreparedStatement statement) throws SQLException;
  }

  static Stream<Setter> setters() {
    return Stream.of(
        statement -> statement.setTimestamp(1, WINTER),
        statement -> statement.setTimestamp(1, WINTER, Calendar.getInstance()),
        statement -> statement.setDate(1, Date.valueOf("2018-11-12")),
        statement -> statement.setTime(1, Time.valueOf("10:00:00")),
        statement -> statement.setObject(1, Calendar.getInstance()),
        statement -> statement.setObject(1, new java.util.Date()),
        statement -> statement.setObject(1, WINTER, Types.VARCHAR),
        statement -> statement.setObject(1, WINTER, Types.TIMESTAMP, 6));
  }

  @ParameterizedTest
  @MethodSource("setters")
  void theFirstParameterThatDiffersIsSaidOnStatementAndConnection(Setter setter)
      throws SQLException {
    session.settings = Map.of("timezone", "Asia/Tokyo");
    try (Connection connection = session.connect()) {
      int others = warnings(connection.getWarnings());
      for (int i = 0; i < 3; i++) {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE t SET a = ?")) {
          statement.setInt(1, 1);
          statement.executeUpdate();
          assertNull(zoneWarning(statement.getWarnings()));
          setter.set(statement);
          statement.executeUpdate();
          String warning = zoneWarning(statement.getWarnings());
          assertEquals(i == 0, warning != null);
          if (warning != null) {
            assertTrue(warning.contains("Asia/Tokyo") && warning.contains("Europe/Rome"), warning);
          }
        }
      }
      assertNotNull(zoneWarning(connection.getWarnings()));
      assertEquals(others + 1, warnings(connection.getWarnings()));
    }
  }

  @Test
  void aBatchIsTold() throws SQLException {
    session.settings = Map.of("spark.sql.session.timeZone", "UTC");
    try (Connection connection = session.connect();
        PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
      for (int i = 0; i < 2; i++) {
        statement.setTimestamp(1, WINTER);
        statement.addBatch();
      }
      statement.executeBatch();
      assertNotNull(zoneWarning(statement.getWarnings()));
    }
  }

  @Test
  void theSameOffsetAtThatMomentIsTheSameClock() throws SQLException {
    session.settings = Map.of("timezone", "+01:00");
    try (Connection connection = session.connect()) {
      assertNull(afterSetting(connection, WINTER));
      assertNotNull(afterSetting(connection, SUMMER));
    }
    session.settings = Map.of("timezone", "Europe/Rome");
    try (Connection connection = session.connect()) {
      assertNull(afterSetting(connection, SUMMER));
      assertNull(afterSetting(connection, LocalDateTime.now()));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      assertNotNull(afterSetting(connection, SUMMER));
    }
  }

  @Test
  void theServersZoneIsAskedForOnceAndOnlyForSuchParameters() throws SQLException {
    session.settings = Map.of();
    try (Connection connection = session.connect()) {
      assertNull(afterSetting(connection, "text"));
      session.requests.clear();
      session.then(FakeSession.oneRow(ColumnType.STRING, "Europe/Berlin"));
      assertNull(afterSetting(connection, WINTER));
      assertNull(afterSetting(connection, WINTER));
      assertEquals(
          List.of("SELECT current_timezone()", "UPDATE t SET a = ?", "UPDATE t SET a = ?"),
          session.statements());
    }
  }

  @Test
  void aServerThatDoesNotSayItIsNotAskedAgain() throws SQLException {
    session.settings = Map.of();
    try (Connection connection = session.connect()) {
      session.then(
          FakeSession.failing(
              new DriverException(DriverException.Kind.SERVER, "no such function")));
      assertNull(afterSetting(connection, WINTER));
      assertNull(afterSetting(connection, WINTER));
      assertEquals(3, session.requests.size());
    }
  }

  @Test
  void aZoneThatAStatementSetsIsTheSessions() throws SQLException {
    session.settings = Map.of("timezone", "Europe/Rome");
    try (Connection connection = session.connect();
        var plain = connection.createStatement()) {
      connection.beginRequest();
      plain.execute("SET TIME ZONE 'Asia/Tokyo'");
      connection.endRequest();
      assertNull(afterSetting(connection, WINTER));
      plain.execute("set timezone = \"Asia/Seoul\";");
      String warning = afterSetting(connection, WINTER);
      assertTrue(warning != null && warning.contains("Asia/Seoul"), warning);
      assertTrue(session.statements().stream().noneMatch(sql -> sql.contains("current_timezone")));
    }
  }

  @Test
  void aScriptMayHaveSetAZoneThatOnlyTheServerKnows() throws SQLException {
    session.settings = Map.of("timezone", "Europe/Rome");
    try (Connection connection = session.connect();
        var plain = connection.createStatement()) {
      plain.execute("CALL p('Europe/Paris')");
      assertNull(afterSetting(connection, WINTER));
      plain.execute("EXECUTE IMMEDIATE 'SET TIME ZONE \\'Asia/Tokyo\\''");
      session.requests.clear();
      session.then(FakeSession.oneRow(ColumnType.STRING, "Asia/Tokyo"));
      String warning = afterSetting(connection, WINTER);
      assertTrue(warning != null && warning.contains("Asia/Tokyo"), warning);
      assertEquals("SELECT current_timezone()", session.statements().get(0));
    }
  }

  @Test
  void aSettingThatFailedChangesNothingThatIsKnown() throws SQLException {
    session.settings = Map.of("timezone", "Europe/Rome");
    try (Connection connection = session.connect();
        var plain = connection.createStatement()) {
      session.then(
          FakeSession.failing(new DriverException(DriverException.Kind.SERVER, "no such zone")));
      assertThrows(SQLException.class, () -> plain.execute("SET TIME ZONE 'Asia/Tokyo'"));
      session.then(FakeSession.oneRow(ColumnType.STRING, "Europe/Rome"));
      assertNull(afterSetting(connection, WINTER));
    }
  }

  private static String afterSetting(Connection connection, Object value) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("UPDATE t SET a = ?")) {
      statement.setObject(1, value);
      statement.executeUpdate();
      return zoneWarning(statement.getWarnings());
    }
  }

  private static String zoneWarning(SQLWarning first) {
    for (SQLWarning w = first; w != null; w = w.getNextWarning()) {
      if (w.getMessage().contains("time zone")) {
        return w.getMessage();
      }
    }
    return null;
  }

  private static int warnings(SQLWarning first) {
    int count = 0;
    for (SQLWarning w = first; w != null; w = w.getNextWarning()) {
      count++;
    }
    return count;
  }
}
