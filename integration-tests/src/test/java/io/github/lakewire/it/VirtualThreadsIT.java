package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Virtual threads that wait for the server let go of their carrier: on every JDK found that has
 * them.
 */
@ExtendWith(SharedWarehouse.class)
class VirtualThreadsIT {

  @Test
  void waitingPinsNoCarrier(WarehouseProcess warehouse) throws Exception {
    List<Path> jdks = withVirtualThreads();
    assumeTrue(!jdks.isEmpty(), "no JDK 21 or newer was found; LAKEWIRE_JDKS names their homes");
    for (Path home : jdks) {
      Program.Outcome outcome =
          Program.run(
              List.of(
                  home.resolve("bin/java").toString(),
                  "-XX:FlightRecorderOptions:stackdepth=256",
                  "-Djdk.virtualThreadScheduler.parallelism=2",
                  "-Djdk.virtualThreadScheduler.maxPoolSize=2",
                  "-cp",
                  ShadedJar.path() + File.pathSeparator + FlaglessJvmIT.testClasses(),
                  ManyVirtualThreads.class.getName()),
              Map.of(
                  "LAKEWIRE_URL",
                  SharedWarehouse.trustedUrl(warehouse),
                  "LAKEWIRE_TOKEN",
                  warehouse.token()),
              Path.of("."),
              240);
      assertEquals("200 queries, no carrier pinned\n", outcome.out(), home + ": " + outcome.err());
      assertEquals(0, outcome.exitCode());
    }
  }

  private static List<Path> withVirtualThreads() throws IOException {
    return Jdks.found().stream().filter(VirtualThreadsIT::hasVirtualThreads).toList();
  }

  private static boolean hasVirtualThreads(Path home) {
    try {
      return Jdks.feature(home) >= 21;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
