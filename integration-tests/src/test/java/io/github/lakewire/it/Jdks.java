package io.github.lakewire.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JDKs to run bare programs on: {@code LAKEWIRE_JDKS} (homes, separated like a path), else the
 * usual folder; the one that runs the tests always.
 */
final class Jdks {
  private static final Path USUAL_FOLDER = Path.of("/usr/lib/jvm");

  private Jdks() {}

  /** Homes of all that are new enough for the driver. */
  static List<Path> found() throws IOException {
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
      if (feature(real) >= 17 && !distinct.contains(real)) {
        distinct.add(real);
      }
    }
    System.out.println("flagless JVMs: " + distinct);
    return distinct;
  }

  /** Reads the version from the JDK's release file: starting each JVM would only be slower. */
  static int feature(Path home) throws IOException {
    for (String line : Files.readAllLines(home.resolve("release"))) {
      if (line.startsWith("JAVA_VERSION=")) {
        String version = line.substring("JAVA_VERSION=".length()).replace("\"", "");
        return Runtime.Version.parse(version).feature();
      }
    }
    throw new IOException("No JAVA_VERSION in " + home.resolve("release"));
  }
}
