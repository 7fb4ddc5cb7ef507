package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.warehouse.launch.WarehouseProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The driver needs no flags and prints nothing: a bare JVM of each JDK found, with only the shaded
 * jar and one small program on its class path. JDKs: {@code LAKEWIRE_JDKS} (homes, separated like a
 * path), else the usual folder; the one that runs the tests always.
 */
@ExtendWith(SharedWarehouse.class)
class FlaglessJvmIT {
  private static final Path USUAL_FOLDER = Path.of("/usr/lib/jvm");

  static List<Path> jdks() throws IOException {
    List<Path> homes = new ArrayList<>();
    homes.add(Path.of(System.getProperty("java.home")));
    String given = System.getenv("LAKEWIRE_JDKS");
    if (given != null && !given.isBlank()) {
      for (String home : given.split(File.pathSeparator, -1)) {
        homes.add(Path.of(home));
      }
    } else if (Files.isDirectory(USUAL_FOLDER)) {
      try (Stream<Path> found = Files.list(USUAL_FOLDER)) {
        homes.addAll(found.filter(home -> Files.isExecutable(home.resolve("bin/java"))).toList());
      }
    }
    List<Path> distinct = new ArrayList<>();
    for (Path home : homes) {
      Path real = home.toRealPath();
      if (Runtime.Version.parse(version(real)).feature() >= 17 && !distinct.contains(real)) {
        distinct.add(real);
      }
    }
    System.out.println("flagless JVMs: " + distinct);
    return distinct;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void j99_j102_smokeProgramRunsSilently(Path home, WarehouseProcess warehouse) throws Exception {
    smoke(home, warehouse, List.of());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void j105_localeZoneAndCharsetOfTheJvmChangeNothing(Path home, WarehouseProcess warehouse)
      throws Exception {
    smoke(
        home,
        warehouse,
        List.of(
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Pacific/Apia",
            "-Dfile.encoding=ISO-8859-1"));
  }

  private static void smoke(Path home, WarehouseProcess warehouse, List<String> settings)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.addAll(settings);
    command.addAll(
        List.of(
            "-cp", ShadedJar.path() + File.pathSeparator + testClasses(), Smoke.class.getName()));
    Program.Outcome outcome =
        Program.run(
            command,
            Map.of(
                "LAKEWIRE_URL",
                SharedWarehouse.trustedUrl(warehouse),
                "LAKEWIRE_TOKEN",
                warehouse.token()),
            Path.of("."),
            180);
    assertEquals("", outcome.err());
    assertEquals(
        "smoke ok on Java " + Runtime.Version.parse(version(home)).feature() + "\n", outcome.out());
    assertEquals(0, outcome.exitCode());
  }

  private static String testClasses() throws Exception {
    return Path.of(Smoke.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  /** Reads the version from the JDK's release file: starting each JVM would only be slower. */
  private static String version(Path home) throws IOException {
    for (String line : Files.readAllLines(home.resolve("release"))) {
      if (line.startsWith("JAVA_VERSION=")) {
        return line.substring("JAVA_VERSION=".length()).replace("\"", "");
      }
    }
    throw new IOException("No JAVA_VERSION in " + home.resolve("release"));
  }
}
