package io.github.lakewire.demo;

import io.github.lakewire.warehouse.launch.WarehouseProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What {@code mvn -Pdemo verify} runs: finds or starts a warehouse, then runs {@link Demo} in a
 * bare JVM with only the shaded jar on its class path.
 */
public final class DemoLauncher {
  private static final long MINUTES = 30;

  private DemoLauncher() {}

  /** Arguments: the shaded jar, the source file of {@link Demo}, and a statement or "". */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path jar = Path.of(arguments[0]);
    Path source = Path.of(arguments[1]);
    // Maven hands an empty property over as null.
    String sql = arguments.length > 2 && arguments[2] != null ? arguments[2] : "";
    String host = System.getenv("DATABRICKS_SERVER_HOSTNAME");
    int exitCode;
    if (host != null && !host.isBlank()) {
      String url = "jdbc:databricks://" + host + ";httpPath=" + required("DATABRICKS_HTTP_PATH");
      String query = sql.isBlank() ? "SELECT * FROM samples.nyctaxi.trips" : sql;
      exitCode = run(jar, source, url, required("DATABRICKS_TOKEN"), query);
    } else {
      System.out.println("Starting the local warehouse ...");
      try (WarehouseProcess warehouse =
          WarehouseProcess.start(WarehouseProcess.classPathOfBuild(), Duration.ofMinutes(3))) {
        exitCode = run(jar, source, warehouse.url(), warehouse.token(), sql);
      }
    }
    if (exitCode != 0) {
      throw new IllegalStateException("The demo failed with exit code " + exitCode);
    }
  }

  private static int run(Path jar, Path source, String url, String token, String sql)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(java, "-cp", jar.toString(), source.toString()).inheritIO();
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    // The token goes through the environment: arguments can be seen by every user of the machine.
    builder
        .environment()
        .putAll(Map.of("LAKEWIRE_URL", url, "LAKEWIRE_TOKEN", token, "LAKEWIRE_SQL", sql));
    Process process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      throw new IllegalStateException("The demo did not end within " + MINUTES + " minutes");
    }
    return process.exitValue();
  }

  private static String required(String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("DATABRICKS_SERVER_HOSTNAME is set, so set " + name + " too");
    }
    return value;
  }
}
