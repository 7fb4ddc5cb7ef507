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
    for (ConnectionProperty option : ConnectionProperty.values()) {
      for (String name : option.names()) {
        assertTrue(seen.add(name.toLowerCase(Locale.ROOT)), name);
        assertFalse(ForeignProperties.isKnown(name), name + " is both ours and foreign");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ConnectionProperty.class)
  void defaultAndEveryChoiceCanBeSet(ConnectionProperty option) {
    String defaultValue = option.defaultValue();
    if (defaultValue != null) {
      assertNotNull(option.kind().parse(defaultValue));
    }
    for (String choice : option.choices()) {
      assertNotNull(option.kind().parse(choice));
    }
  }

  @ParameterizedTest
  @EnumSource(ConnectionProperty.class)
  void isFoundInAnyCaseAndIsDescribed(ConnectionProperty option) {
    for (String name : option.names()) {
      assertSame(option, ConnectionProperty.find(name.toUpperCase(Locale.ROOT)));
      assertSame(option, ConnectionProperty.find(name.toLowerCase(Locale.ROOT)));
    }
    assertTrue(option.description().endsWith("."), option.description());
    assertTrue(!option.format().isBlank());
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
    for (ConnectionProperty option : ConnectionProperty.values()) {
      try {
        option.kind().parse("dapi-secret\n");
      } catch (IllegalArgumentException e) {
        assertTrue(!String.valueOf(e.getMessage()).contains("dapi"), option.name());
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
