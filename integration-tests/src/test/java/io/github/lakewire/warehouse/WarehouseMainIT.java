package io.github.lakewire.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code java -jar lakewire-warehouse.jar}, as programs in other languages run it. */
final class WarehouseMainIT {
  private static Process run(String... options) throws Exception {
    Path jar =
        Path.of(WarehouseMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // That of the build, and none in an IDE: no test writes into the cache of the user.
    command.add(
        "-Dlakewire.warehouse.archive=" + System.getProperty("lakewire.warehouse.archive", ""));
    command.addAll(List.of("-cp", jar.toString(), WarehouseMain.class.getName()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void ended(int status, Process process) throws InterruptedException {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it goes on");
    assertEquals(status, process.exitValue());
  }

  private static String text(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void saysWhereItIsAndEndsWithItsInput() throws Exception {
    Process process = run("--until-stdin-closes", "--token", "chosen");
    try {
      Map<String, String> said = new TreeMap<>();
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.put(
            line.replaceFirst(" {2,}.*| (?=/|chosen).*", ""),
            line.replaceFirst("^(http path|\\S+) +", ""));
        if (line.startsWith("try")) {
          break;
        }
      }
      assertEquals("chosen", said.get("token"));
      assertEquals(
          "jdbc:databricks://"
              + said.get("host")
              + ":"
              + said.get("port")
              + ";httpPath="
              + said.get("http path")
              + ";ssl=0",
          said.get("URL"));
      Properties properties = new Properties();
      properties.setProperty("token", "chosen");
      try (Connection connection = DriverManager.getConnection(said.get("URL"), properties)) {
        assertTrue(connection.isValid(10));
      }
      process.getOutputStream().close();
      ended(0, process);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void helpNamesTheOptions() throws Exception {
    Process process = run("--help");
    String text = text(process);
    assertTrue(text.contains("--until-stdin-closes"), text);
    ended(0, process);
  }

  @Test
  void anUnknownOptionIsRefused() throws Exception {
    Process process = run("--no-such-option");
    String text = text(process);
    assertTrue(text.startsWith("Unknown option --no-such-option"), text);
    ended(2, process);
  }
}
