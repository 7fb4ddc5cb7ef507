package io.github.lakewire.jdbc.internal.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lakewire.jdbc.internal.config.ConfigParser;
import io.github.lakewire.jdbc.internal.error.DriverException;
import io.github.lakewire.jdbc.testkit.FakeThriftServer;
import io.github.lakewire.jdbc.testkit.ThriftResponses;
import io.github.lakewire.thrift.TOpenSessionReq;
import io.github.lakewire.thrift.TOpenSessionResp;
import io.github.lakewire.thrift.TProtocolVersion;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.apache.thrift.TApplicationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions run in the time zone of the JVM, when nothing else is asked for. */
@Timeout(60)
class SessionZoneTest {
  private static final String URL =
      "jdbc:databricks://localhost;httpPath=/sql;PWD=dapi-test;ansi_mode=true";

  private final TimeZone before = TimeZone.getDefault();
  private final ScriptedSession fixture = new ScriptedSession();
  private final FakeThriftServer server = fixture.server;

  @AfterEach
  void restore() {
    TimeZone.setDefault(before);
  }

  private ThriftSession open(String options) throws Exception {
    return fixture.open(ConfigParser.parse(URL + options, null));
  }

  private List<Map<String, String>> asked() {
    return server.requests(TOpenSessionReq.class).stream()
        .map(TOpenSessionReq::getConfiguration)
        .toList();
  }

  private static Map<String, String> zone(String name) {
    return Map.of("ansi_mode", "true", "timezone", name);
  }

  private static TOpenSessionResp refusal(String text) {
    return new TOpenSessionResp().setStatus(ThriftResponses.error("22022", text));
  }

  /** What a server says to a zone that it does not know. */
  private static TOpenSessionResp unknown() {
    return refusal(
        "[INVALID_CONF_VALUE.TIME_ZONE] The value in the config \"spark.sql.session.timeZone\" is"
            + " invalid. Cannot resolve the given timezone. SQLSTATE: 22022");
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Rome, Europe/Rome",
    "America/St_Johns, America/St_Johns",
    "UTC, UTC",
    "Etc/UTC, Etc/UTC",
    "Etc/GMT+5, Etc/GMT+5",
    "GMT0, GMT0",
    "PST, America/Los_Angeles",
    "GMT+1, +01:00",
    "GMT-03:30, -03:30",
  })
  void theZoneOfTheJvmGoesWithTheOneRequest(String ofJvm, String sent) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone(ofJvm));
    ThriftSession session = open("");
    assertEquals(List.of(zone(sent)), asked());
    assertEquals(List.of("OpenSession"), server.methods());
    assertEquals(zone(sent), session.settings());
    assertEquals(List.of(), session.warnings());
  }

  @Test
  void threeLettersAreTheZoneThatJavaMakesOfThem() throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone("EST"));
    open("");
    ZoneId sent = ZoneId.of(asked().get(0).get("timezone"));
    Instant winter = Instant.parse("2024-01-01T00:00:00Z");
    assertEquals("-05:00", sent.getRules().getOffset(winter).getId());
  }

  @Test
  void aZoneThatAProgramMadeIsItsOffset() {
    TimeZone.setDefault(new SimpleTimeZone(20_700_000, "Nowhere/Else"));
    List<SessionZone> choices = SessionZone.ofJvm();
    TimeZone.setDefault(before);
    assertEquals("+05:45", choices.get(0).name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ";timezone=Asia/Tokyo",
        ";TimeZone=Asia/Tokyo",
        ";ssp_TIMEZONE=Asia/Tokyo",
        ";spark.sql.session.timeZone=Asia/Tokyo",
        ";SPARK.SQL.SESSION.TIMEZONE=Asia/Tokyo",
        ";ssp_set:hiveconf:spark.sql.session.timeZone=Asia/Tokyo"
      })
  void aZoneThatTheUserNamesIsTheOnlyOne(String option) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Rome"));
    open(option);
    assertEquals(1, asked().size());
    assertEquals(2, asked().get(0).size(), asked().toString());
    assertTrue(asked().get(0).containsValue("Asia/Tokyo"), asked().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {";timezone=server", ";ssp_timezone=SERVER"})
  void theServersZoneStaysWhenAskedFor(String option) throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Rome"));
    ThriftSession session = open(option);
    assertEquals(List.of(Map.of("ansi_mode", "true")), asked());
    assertEquals(Map.of("ansi_mode", "true"), session.settings());
    assertEquals(List.of(), session.warnings());
  }

  @Test
  void anUnknownNameFallsBackToTheOffset() throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
    server.on(
        "OpenSession",
        call -> unknown(),
        call -> ThriftResponses.opened(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8));
    ThriftSession session = open("");
    assertEquals(List.of(zone("Asia/Kathmandu"), zone("+05:45")), asked());
    assertEquals(zone("+05:45"), session.settings());
    // It had another offset until 1986.
    assertEquals(1, session.warnings().size());
    assertTrue(session.warnings().get(0).contains("Asia/Kathmandu"));
  }

  @Test
  void aZoneWithOneOffsetLosesNothingByIt() throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone("Etc/GMT+5"));
    server.on(
        "OpenSession",
        call -> unknown(),
        call -> ThriftResponses.opened(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8));
    ThriftSession session = open("");
    assertEquals(List.of(zone("Etc/GMT+5"), zone("-05:00")), asked());
    assertEquals(List.of(), session.warnings());
  }

  @Test
  void aServerThatTakesNoneKeepsItsOwnWithAWarning() throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
    server.on(
        "OpenSession",
        call -> unknown(),
        call -> refusal("Cannot modify timezone at runtime"),
        call -> ThriftResponses.opened(TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8));
    ThriftSession session = open("");
    assertEquals(
        List.of(zone("Asia/Kathmandu"), zone("+05:45"), Map.of("ansi_mode", "true")), asked());
    assertEquals(Map.of("ansi_mode", "true"), session.settings());
    assertEquals(1, session.warnings().size());
    assertTrue(session.warnings().get(0).contains("own zone"), session.warnings().get(0));
  }

  @Test
  void theZoneOfTheUserHasNoOtherToFallBackTo() {
    server.on("OpenSession", call -> unknown());
    DriverException exception =
        assertThrows(DriverException.class, () -> open(";timezone=Europe/Rom"));
    assertEquals("22022", exception.sqlState());
    assertEquals(1, asked().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The catalog does not exist",
        "Not now: TOpenSessionReq(configuration:{ansi_mode=true, timezone=Europe/Rome})",
        "[INVALID_CONF_VALUE.REQUIREMENT] The value 'x' in the config \"ansi_mode\" is invalid"
      })
  void otherRefusalsAreReportedAtOnce(String text) {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Rome"));
    server.on("OpenSession", call -> refusal(text));
    DriverException exception = assertThrows(DriverException.class, () -> open(""));
    assertTrue(exception.getMessage().contains(text), exception.getMessage());
    assertEquals(1, asked().size());
  }

  @Test
  void aBrokenConnectionIsNoAnswerAboutZones() {
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Rome"));
    server.on(
        "OpenSession",
        call -> {
          throw new DriverException(
              DriverException.Kind.TRANSPORT, "lost on the way to timezone.example.com");
        });
    assertEquals(
        DriverException.Kind.TRANSPORT, assertThrows(DriverException.class, () -> open("")).kind());
    assertEquals(1, asked().size());
  }

  @Test
  void serversOfHivesFamilyAreToldBySparksName() throws Exception {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
    server.on(
        "OpenSession",
        call ->
            new TApplicationException(
                TApplicationException.PROTOCOL_ERROR,
                "Required field 'client_protocol' is unset! Struct:TOpenSessionReq(client_protocol:"
                    + "null, configuration:{timezone=Asia/Kathmandu})"),
        call -> refusal("Unknown time-zone ID: Asia/Kathmandu"),
        call -> ThriftResponses.opened(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10));
    open("");
    String name = "set:hiveconf:spark.sql.session.timeZone";
    assertEquals("Asia/Kathmandu", asked().get(0).get("timezone"));
    assertEquals("Asia/Kathmandu", asked().get(1).get(name));
    assertEquals("+05:45", asked().get(2).get(name));
    assertEquals(3, asked().size());
  }
}
