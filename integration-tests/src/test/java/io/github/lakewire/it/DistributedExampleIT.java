package io.github.lakewire.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of distributed.md as it stands there: a coordinator, and three JVMs that read. */
class DistributedExampleIT {
  private static final long ROWS = 1_000_000;

  @TempDir Path folder;

  @Test
  void threeProcessesReadTheResultOfTheCoordinator() throws Exception {
    List<String> examples = examples();
    Path worker = Files.writeString(folder.resolve("Worker.java"), withImports(examples.get(1)));
    Path coordinator =
        Files.writeString(
            folder.resolve("Coordinator.java"),
            withImports(
                """
                public class Coordinator {
                  static Path folder = Path.of("%s");

                  public static void main(String[] arguments) throws Exception {
                    String url = arguments[0];
                    String sql = arguments[1];
                    Properties properties = new Properties();
                    properties.setProperty("token", System.getenv("LAKEWIRE_TOKEN"));
                    %s
                  }

                  static void work(List<Path> files, URI address, String key) throws Exception {
                    List<Process> workers = new ArrayList<>();
                    for (int i = 0; i < 3; i++) {
                      List<String> command = new ArrayList<>(List.of("%s", "-cp", "%s", "%s", address.toString()));
                      for (int file = i; file < files.size(); file += 3) {
                        command.add(files.get(file).toString());
                      }
                      ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
                      builder.environment().put("LINK_KEY", key);
                      workers.add(builder.start());
                    }
                    for (Process worker : workers) {
                      if (worker.waitFor() != 0) {
                        throw new IllegalStateException("a worker failed");
                      }
                    }
                  }
                }
                """
                    .formatted(folder, examples.get(0), java(), ShadedJar.path(), worker)));
    try (WarehouseProcess warehouse =
        WarehouseProcess.start(
            WarehouseProcess.classPathOfBuild(),
            Duration.ofMinutes(3),
            "--link-millis",
            "1000",
            "--cloud-fetch-bytes",
            "1048576",
            "--bytes-per-file",
            "1048576")) {
      Program.Outcome outcome =
          Program.run(
              List.of(
                  java(),
                  "-cp",
                  ShadedJar.path().toString(),
                  coordinator.toString(),
                  warehouse.url(),
                  "SELECT id FROM range(" + ROWS + ")"),
              Map.of("LAKEWIRE_TOKEN", warehouse.token()),
              folder,
              180);
      assertEquals(0, outcome.exitCode(), outcome.err());
      long rows = 0;
      long sum = 0;
      for (String line : outcome.out().lines().toList()) {
        String[] parts = line.split(" ", -1);
        rows += Long.parseLong(parts[1]);
        sum += Long.parseLong(parts[2]);
      }
      assertEquals(ROWS, rows, outcome.out());
      assertEquals(ROWS * (ROWS - 1) / 2, sum);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String withImports(String program) {
    return """
    import io.github.lakewire.jdbc.*;
    import java.net.*;
    import java.nio.file.*;
    import java.sql.*;
    import java.util.*;

    """
        + program;
  }

  private static List<String> examples() throws Exception {
    Path page = Path.of(System.getProperty("lakewire.root"), "src", "docs", "distributed.md");
    String text = Files.readString(page);
    String part = text.substring(text.indexOf("## In Java"), text.indexOf("## Apache Spark"));
    return Pattern.compile("(?s)```java\n(.*?)```")
        .matcher(part)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}
