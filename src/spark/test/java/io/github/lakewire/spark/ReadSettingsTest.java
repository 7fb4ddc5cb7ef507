package io.github.lakewire.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.ZoneId;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadSettingsTest {

  private static ReadSettings of(String name, String value) {
    Properties properties = new Properties();
    properties.setProperty(name, value);
    return ReadSettings.of(properties);
  }

  @ParameterizedTest
  @CsvSource({"1048576, 4194304", "512k, 2097152", "64M, 268435456", "1G, 4294967296"})
  void vectorsMayTakeAMultipleOfTheMemoryForResults(String value, long bytes) {
    assertEquals(bytes, of("resultmemory", value).vectorMemory());
    assertEquals(4 * (96L << 20), ReadSettings.of(new Properties()).vectorMemory());
  }

  @Test
  void theZoneIsThatOfTheSessionOrUnknown() {
    assertEquals(ZoneId.of("Europe/Berlin"), of("timezone", "Europe/Berlin").zone());
    assertNull(of("timezone", "nowhere").zone());
    assertNull(of("resultMemory", "1G").zone());
  }
}
