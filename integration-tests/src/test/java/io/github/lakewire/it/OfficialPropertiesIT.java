package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about the official driver's properties has those that the official driver has. */
class OfficialPropertiesIT {
  private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

  @Test
  void pageHasExactlyThePropertiesOfTheOfficialDriver() throws Exception {
    Path jar = Path.of("target", "official", "databricks-jdbc.jar").toAbsolutePath();
    assertTrue(Files.exists(jar), "no official driver: run 'mvn verify'");
    Path classes =
        Path.of(
            OfficialPropertyNames.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    Program.Outcome outcome =
        Program.run(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                jar + File.pathSeparator + classes,
                OfficialPropertyNames.class.getName()),
            Map.of(),
            Path.of("target"),
            60);
    assertEquals(0, outcome.exitCode(), outcome.err());
    Set<String> official =
        outcome.out().lines().map(OfficialPropertiesIT::key).collect(Collectors.toSet());
    assertEquals(141, official.size());
    String page =
        Files.readString(
            Path.of(
                System.getProperty("lakewire.root", ".."),
                "src",
                "docs",
                "official-properties.md"));
    Set<String> told =
        ROW.matcher(page).results().map(row -> key(row.group(1))).collect(Collectors.toSet());
    assertEquals(new TreeSet<>(official), new TreeSet<>(told));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
