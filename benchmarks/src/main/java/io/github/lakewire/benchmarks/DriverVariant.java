package io.github.lakewire.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who is measured, and what its JVM is started with. */
enum DriverVariant {
  /** The bare loop. */
  LOOP("the loop", "lib", "", List.of()),
  LAKEWIRE("Lakewire", "lakewire", "", List.of()),
  /** With Thrift asked for, telemetry off, and the JVM flag its guide asks for. */
  OFFICIAL(
      "databricks-jdbc",
      "official",
      "UseThriftClient=1;EnableTelemetry=0;LogLevel=OFF;",
      List.of("--add-opens=java.base/java.nio=ALL-UNNAMED")),
  /** The same without the flag, as it is mostly run. */
  OFFICIAL_NO_FLAG(
      "databricks-jdbc, no flag",
      "official",
      "UseThriftClient=1;EnableTelemetry=0;LogLevel=OFF;",
      List.of());

  private static final String ADDRESS =
      "httpPath=/sql/1.0/warehouses/0123456789abcdef;transportMode=http;ssl=0;AuthMech=3;"
          + "UID=token;PWD=canned;";

  /** What JMH itself needs, and all that a driver finds beside itself. */
  private static final List<String> HARNESS = List.of("jmh-core", "jopt-simple", "commons-math3");

  private final String label;
  private final String folder;
  private final String options;

  @SuppressWarnings("ImmutableEnumChecker") // only ever List.of
  private final List<String> flags;

  DriverVariant(String label, String folder, String options, List<String> flags) {
    this.label = label;
    this.folder = folder;
    this.options = options;
    this.flags = flags;
  }

  String label() {
    return label;
  }

  boolean isDriver() {
    return this != LOOP;
  }

  /** The command that starts its JVM, as far as the main class. */
  List<String> command(Path target, int port, String heap) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-Duser.timezone=America/New_York"));
    command.addAll(flags);
    command.add("-D" + CannedClient.PORT_PROPERTY + "=" + port);
    command.add("-D" + DriverUnderTest.OPTIONS_PROPERTY + "=" + ADDRESS + options);
    command.addAll(List.of("-cp", classPath(target)));
    return command;
  }

  private String classPath(Path target) throws IOException {
    List<String> entries = new ArrayList<>();
    // Not the jar: its manifest names everything in lib.
    entries.add(target.resolve("classes").toString());
    for (Path jar : jars(target.resolve("lib"))) {
      String name = jar.getFileName().toString();
      if (!isDriver() || HARNESS.stream().anyMatch(name::startsWith)) {
        entries.add(jar.toString());
      }
    }
    if (isDriver()) {
      entries.add(driver(target).toString());
    }
    return String.join(System.getProperty("path.separator"), entries);
  }

  /** The jar of the driver, whose name tells its version. */
  Path driver(Path target) throws IOException {
    List<Path> driver = jars(target.resolve(folder));
    if (driver.size() != 1) {
      throw new IOException(
          "There is no driver in %s: run mvn package without -Pquick, or choose drivers"
              .formatted(folder));
    }
    return driver.get(0);
  }

  static List<Path> jars(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
