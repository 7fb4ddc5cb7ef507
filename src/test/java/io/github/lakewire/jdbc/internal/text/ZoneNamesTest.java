package io.github.lakewire.jdbc.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneNamesTest {
  private static final Instant WINTER = Instant.parse("2024-01-15T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PST,                 -08:00",
    "EST,                 -05:00",
    "MST,                 -07:00",
    "HST,                 -10:00",
    "JST,                 +09:00",
    "+8:00,               +08:00",
    "-8:00,               -08:00",
    "UTC+8:30,            +08:30",
    "GMT-1:15,            -01:15",
    "UT+8:00,             +08:00",
    "+08:5,               +08:05",
    "UTC+8,               +08:00",
    "UTC+08:00,           +08:00",
    "+8,                  +08:00",
    "+0800,               +08:00",
    "-01:02:03,           -01:02:03",
    "Z,                   Z",
    "UTC,                 Z",
    "GMT0,                Z",
    "Etc/UTC,             Z",
    "EST5EDT,             -05:00",
    "America/Los_Angeles, -08:00",
  })
  void zonesAsSparkTakesThem(String name, String offset) {
    ZoneId zone = ZoneNames.parse(name);
    assertNotNull(zone);
    assertEquals(ZoneOffset.of(offset), zone.getRules().getOffset(WINTER));
    ZoneId standard = ZoneId.of(ZoneNames.standard(name));
    assertEquals(ZoneOffset.of(offset), standard.getRules().getOffset(WINTER));
  }

  /** All of them, also those that this Java may resolve otherwise than the last one. */
  @Test
  void shortNamesOfJava() {
    ZoneId.SHORT_IDS.forEach(
        (name, id) ->
            assertEquals(
                ZoneId.of(id).getRules().getOffset(WINTER),
                ZoneNames.parse(name).getRules().getOffset(WINTER),
                name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Mars/Phobos", "+99:00", "+8:99", "UTC+", "+:00", "8:00"})
  void otherNamesAreNone(String name) {
    assertNull(ZoneNames.parse(name));
    assertEquals(name, ZoneNames.standard(name));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC+08:00, UTC+08:00",
    "Europe/Rome, Europe/Rome",
    "PST, America/Los_Angeles",
    "+8:00, +08:00",
    "UTC+8:30, UTC+08:30",
  })
  void namesThatJavaKnowsStay(String name, String standard) {
    assertEquals(standard, ZoneNames.standard(name));
  }
}
