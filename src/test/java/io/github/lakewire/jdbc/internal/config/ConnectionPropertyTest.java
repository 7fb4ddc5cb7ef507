package io.github.lakewire.jdbc.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionPropertyTest {
  @Test
  void noSpellingMeansTwoOptions() {
    Set<String> seen = new HashSet<>();
    for (ConnectionProperty property : ConnectionProperty.values()) {
      for (String name : property.names()) {
        assertTrue(seen.add(name.toLowerCase(Locale.ROOT)), name);
        assertFalse(ForeignProperties.isKnown(name), name + " is both ours and foreign");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ConnectionProperty.class)
  void defaultAndEveryChoiceCanBeSet(ConnectionProperty property) {
    String defaultValue = property.defaultValue();
    if (defaultValue != null) {
      assertNotNull(property.kind().parse(defaultValue));
    }
    for (String choice : property.choices()) {
      assertNotNull(property.kind().parse(choice));
    }
  }

  @ParameterizedTest
  @EnumSource(ConnectionProperty.class)
  void isFoundInAnyCaseAndIsDescribed(ConnectionProperty property) {
    for (String name : property.names()) {
      assertSame(property, ConnectionProperty.find(name.toUpperCase(Locale.ROOT)));
      assertSame(property, ConnectionProperty.find(name.toLowerCase(Locale.ROOT)));
    }
    assertTrue(property.description().endsWith("."), property.description());
    assertTrue(!property.format().isBlank());
  }

  @Test
  void lookUpDoesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale.Builder().setLanguage("tr").build());
      assertSame(ConnectionProperty.TIMEZONE, ConnectionProperty.find("TIMEZONE"));
      assertSame(ConnectionProperty.USER, ConnectionProperty.find("UID"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,true", "TRUE,true", "yes,true", "on,true", "0,false", "False,false", "off,false"})
  void flagsHaveManySpellings(String text, boolean value) {
    assertEquals(value, new PropertyType.Flag().parse(text));
  }

  @ParameterizedTest
  @CsvSource({"30,30000", "30s,30000", "500ms,500", "2m,120000", "1 h,3600000", "0,0"})
  void timesCountSecondsUnlessAUnitFollows(String text, long millis) {
    PropertyType.Time kind = new PropertyType.Time(Duration.ofDays(1));
    assertEquals(Duration.ofMillis(millis), kind.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e3", "3 days", "25h", "", "99999999999", "1.5"})
  void otherTimesAreRefused(String text) {
    PropertyType.Time kind = new PropertyType.Time(Duration.ofDays(1));
    assertThrows(IllegalArgumentException.class, () -> kind.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "1048576,1048576",
    "1k,1024",
    "64M,67108864",
    "64MB,67108864",
    "64MiB,67108864",
    "0.5g,536870912",
    "1 kb,1024"
  })
  void bytesCountBy1024(String text, long bytes) {
    assertEquals(bytes, new PropertyType.Bytes(0, Long.MAX_VALUE).parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1T", "abc", "", "999999999999999g", "1023"})
  void otherBytesAreRefused(String text) {
    PropertyType.Bytes kind = new PropertyType.Bytes(1024, 1L << 40);
    assertThrows(IllegalArgumentException.class, () -> kind.parse(text));
  }

  @Test
  void textThatWouldStartAnotherHeaderIsRefused() {
    PropertyType.Text kind = new PropertyType.Text("text");
    assertThrows(IllegalArgumentException.class, () -> kind.parse("a\r\nX: y"));
  }

  @Test
  void exceptionsOfKindsDoNotRepeatTheText() {
    for (ConnectionProperty property : ConnectionProperty.values()) {
      try {
        property.kind().parse("dapi-secret\n");
      } catch (IllegalArgumentException e) {
        assertTrue(!String.valueOf(e.getMessage()).contains("dapi"), property.name());
      }
    }
  }

  @Test
  void versionIsReadFromTheBuild() {
    DriverVersion version = DriverVersion.of("1.2.3-SNAPSHOT");
    assertEquals(1, version.major());
    assertEquals(2, version.minor());
    assertEquals(0, DriverVersion.of("unfiltered").major());
    assertTrue(Character.isDigit(DriverVersion.current().text().charAt(0)));
  }
}
