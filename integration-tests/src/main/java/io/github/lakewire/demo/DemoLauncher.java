package io.github.lakewire.demo;

import io.github.lakewire.warehouse.internal.launch.WarehouseProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What {@code mvn -Pdemo verify} runs: finds or starts a warehouse, then runs {@link Demo} in a
 * bare JVM with only the shaded jar on its class path. A second program draws the schema of the
 * local warehouse, with the jars of the tools that do so.
 */
public final class DemoLauncher {
  private static final long MINUTES = 30;

  private DemoLauncher() {}

  /**
   * Arguments: the shaded jar, the source file of {@link Demo}, the jars and the source file of the
   * program that draws, its picture, and a statement or "".
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String jar = arguments[0];
    String demo = arguments[1];
    // Maven hands an empty property over as null.
    String sql = arguments.length > 5 && arguments[5] != null ? arguments[5] : "";
    String host = System.getenv("DATABRICKS_SERVER_HOSTNAME");
    int exitCode;
    if (host != null && !host.isBlank()) {
      String url = "jdbc:databricks://" + host + ";httpPath=" + required("DATABRICKS_HTTP_PATH");
      String query = sql.isBlank() ? "SELECT * FROM samples.nyctaxi.trips" : sql;
      exitCode = run(List.of("-cp", jar, demo), url, required("DATABRICKS_TOKEN"), query);
    } else {
      System.out.println("Starting the local warehouse ...");
      try (WarehouseProcess warehouse =
          WarehouseProcess.start(WarehouseProcess.classPathOfBuild(), Duration.ofMinutes(3))) {
        exitCode = run(List.of("-cp", jar, demo), warehouse.url(), warehouse.token(), sql);
        if (exitCode == 0 && sql.isBlank()) {
          String tools = jar + File.pathSeparator + arguments[2];
          draw(warehouse, List.of("-cp", tools, arguments[3], arguments[4]), arguments[4]);
        }
      }
    }
    if (exitCode != 0) {
      throw new IllegalStateException("The demo failed with exit code " + exitCode);
    }
  }

  /** A machine without a single font cannot draw, which is no failure of the demo. */
  private static void draw(WarehouseProcess warehouse, List<String> program, String picture)
      throws IOException, InterruptedException {
    int exitCode = run(program, warehouse.url(), warehouse.token(), "");
    System.out.println(
        exitCode == 0
            ? "The schema as a picture: " + picture
            : "No picture of the schema: see above");
  }

  private static int run(List<String> program, String url, String token, String sql)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString())
            .inheritIO();
    builder.command().addAll(program);
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
