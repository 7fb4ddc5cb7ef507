package io.github.lakewire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One execution of every benchmark on few rows: the benchmarks themselves check the sums. */
class SmokeIT {

  private static final Path TARGET = Path.of(System.getProperty("lakewire.benchmarks", "target"));

  // Nothing is measured here, so that a measurement elsewhere on the machine is no obstacle.
  private static final String IGNORE_LOCK = "-Djmh.ignoreLock=true";

  /** By every transport; drivers with every kind of getter. */
  @ParameterizedTest
  @EnumSource(names = {"LOOP", "LAKEWIRE"})
  void everyShapeArrivesWholeByEveryTransport(DriverVariant driver) throws Exception {
    runOnce(driver, "rows=20000", "shape=BIGINT10,MIXED,STRING200,NESTED");
  }

  @ParameterizedTest
  @EnumSource(names = {"LOOP", "LAKEWIRE"})
  void wideRowsArriveWhole(DriverVariant driver) throws Exception {
    runOnce(driver, "rows=2000", "shape=ONE,WIDE100");
  }

  @Test
  void oneCommandWritesReportAndCharts(@TempDir Path folder) throws Exception {
    Path report = folder.resolve("latest.md");
    Path readme = folder.resolve("README.md");
    Files.writeString(
        readme,
        "<!-- throughput: written by the benchmarks -->\n<!-- end of throughput -->\n",
        UTF_8);
    run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            IGNORE_LOCK,
            "-jar",
            TARGET.resolve("benchmarks.jar").toString(),
            "drivers=loop,lakewire",
            "cases=bigint10/inline_lz4,mixed/cloudfetch_lz4",
            "rows=2000",
            "slowRows=2000",
            "forks=1",
            "warmupIterations=0",
            "measurementIterations=1",
            "measurementMillis=1",
            "heap=256m",
            "out=" + report,
            "readme=" + readme));
    String text = Files.readString(report, UTF_8);
    assertFalse(text.contains("failed"), text);
    assertTrue(text.contains("| small query, requests | ≤ 1.0 | 1.0 | met |"), text);
    assertTrue(text.contains("| first connect of a JVM, requests | ≤ 1.0 | 1.0 | met |"), text);
    assertTrue(text.contains("| mixed, cloudfetch_lz4 | "), text);
    assertTrue(text.contains("This run does not count"), text);
    assertTrue(Files.readString(readme, UTF_8).contains("| bigint10, inline_lz4 | "));
    for (String chart : List.of("latest-speed.svg", "latest-loop.svg")) {
      assertTrue(text.contains("(" + chart + ")"), text);
      assertTrue(Files.readString(folder.resolve(chart), UTF_8).contains("bigint10, inline_lz4"));
    }
  }

  @Test
  void largePlanIsMeasuredAndItsLinksAreRenewed() throws Exception {
    String text =
        run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                TARGET.resolve("benchmarks.jar").toString(),
                DistributedScale.class.getName(),
                "files=600",
                "links=30",
                "tasks=10",
                "atATime=2",
                "heap=128m"));
    assertTrue(text.contains("| requests to plan | 20 |"), text);
    assertTrue(text.contains("| partitions | 100 |"), text);
    assertTrue(text.contains("| renewals | 100 ("), text);
    // An answer has links for five partitions, as the first one shows.
    assertTrue(text.contains("| requests to the server | 21 ("), text);
  }

  private static void runOnce(DriverVariant driver, String... parameters)
      throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(TARGET)) {
      List<String> command = new ArrayList<>(driver.command(TARGET, server.port(), "512m"));
      command.add(1, IGNORE_LOCK);
      command.add(OneFork.class.getName());
      command.add(driver.isDriver() ? "FetchThroughput" : "FetchLoop");
      command.addAll(List.of(parameters));
      command.addAll(
          List.of(
              "warmupIterations=0", "measurementIterations=1", "measurementMillis=1", "forks=0"));
      run(command);
    }
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
