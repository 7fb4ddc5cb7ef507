package io.github.lakewire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts the JVMs that measure, and reads the {@code result.name=number} lines they print. */
final class ForkRunner {

  private static final String RESULT = "result.";

  /** JMH's own property: two measurements at a time are refused unless it is set. */
  private static final String IGNORE_LOCK = "jmh.ignoreLock";

  private final Path target;
  private final int port;
  private final String heap;

  ForkRunner(Path target, int port, String heap) {
    this.target = target;
    this.port = port;
    this.heap = heap;
  }

  /** The results of one JVM, or none when it failed, which it has then told on stderr. */
  Map<String, Double> run(DriverVariant driver, Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = driver.command(target, port, heap);
    if (Boolean.getBoolean(IGNORE_LOCK)) {
      command.add(1, "-D" + IGNORE_LOCK + "=true");
    }
    command.add(main.getName());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> output = new ArrayList<>();
    Map<String, Double> values = new TreeMap<>();
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (line.startsWith(RESULT)) {
          int equals = line.indexOf('=');
          values.put(
              line.substring(RESULT.length(), equals), Double.valueOf(line.substring(equals + 1)));
        }
      }
    }
    if (process.waitFor() != 0) {
      output.stream()
          .filter(line -> !line.startsWith("#") && !line.strip().startsWith("at "))
          .forEach(System.err::println);
      System.err.println("failed: " + driver + " " + arguments);
      values.clear();
    }
    return values;
  }
}
