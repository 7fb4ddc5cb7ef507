package io.github.lakewire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One execution of every benchmark on few rows: the benchmarks themselves check the sums. */
class SmokeIT {

  private static final Path TARGET = Path.of(System.getProperty("lakewire.benchmarks", "target"));

  @ParameterizedTest
  @EnumSource(names = {"LIMIT", "LAKEWIRE"})
  void everyShapeArrivesWholeByEveryTransport(Contender contender) throws Exception {
    run(
        contender,
        List.of(
            contender.isDriver() ? "FetchThroughput" : "FetchLimit",
            "rows=20000",
            "shape=BIGINT10,MIXED,STRING200,NESTED",
            "warmupIterations=0",
            "measurementIterations=1",
            "forks=0"));
  }

  @ParameterizedTest
  @EnumSource(names = "LAKEWIRE")
  void wideRowsArriveWhole(Contender contender) throws Exception {
    run(
        contender,
        List.of(
            "FetchThroughput",
            "rows=2000",
            "shape=ONE,WIDE100",
            "warmupIterations=0",
            "measurementIterations=1",
            "forks=0"));
  }

  private static void run(Contender contender, List<String> arguments)
      throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(TARGET)) {
      List<String> command = contender.command(TARGET, server.port(), "512m");
      // Nothing is measured here, so that a measurement elsewhere on the machine is no obstacle.
      command.add(1, "-Djmh.ignoreLock=true");
      command.add(OneFork.class.getName());
      command.addAll(arguments);
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertEquals(0, process.waitFor(), output);
    }
  }
}
