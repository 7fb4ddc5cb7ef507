package io.github.lakewire.spark.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Rows per second of Spark, through the source {@code lakewire} and through Spark's JDBC source
 * with this driver and with databricks-jdbc: the same files of one server, which is a process of
 * its own. Each variant has JVMs of its own. It writes {@code benchmarks/results/spark.md}.
 *
 * <p>Arguments are {@code name=value}:
 *
 * <ul>
 *   <li>{@code rows} (10000000x3,50000000x1): how many, and how often; {@code warmUp} (1000000)
 *   <li>{@code cores} (1,2); {@code variants} (lakewire,jdbc,official); {@code rounds} (1)
 *   <li>{@code shape} (mixed) as the benchmarks have it, {@code distinct} (5000000): rows after
 *       which a result begins anew, as the server has it in memory
 *   <li>{@code heap} (2g); {@code out}, the report
 *   <li>{@code benchmarks}: the folder that the module {@code benchmarks} was built into
 * </ul>
 */
public final class SparkThroughput {
  private static final String RESULT = "result.";

  private final Map<String, String> given = new HashMap<>();
  private final Path benchmarks;

  private SparkThroughput(String[] arguments) {
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("Not name=value: " + argument);
      }
      given.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    this.benchmarks = Path.of(setting("benchmarks", "benchmarks/target"));
  }

  /** Measures, prints and writes. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new SparkThroughput(arguments).run();
  }

  private String setting(String name, String usual) {
    return given.getOrDefault(name, usual);
  }

  private List<String> list(String name, String usual) {
    return Arrays.stream(setting(name, usual).split(",", -1)).filter(s -> !s.isBlank()).toList();
  }

  private void run() throws IOException, InterruptedException {
    List<String> rows = list("rows", "10000000x3,50000000x1");
    String warmUp = setting("warmUp", "1000000");
    List<Variant> variants =
        list("variants", "lakewire,jdbc,official").stream()
            .map(name -> Variant.valueOf(name.toUpperCase(Locale.ROOT)))
            .toList();
    Path out = Path.of(setting("out", "benchmarks/results/spark.md"));
    Process server = startServer();
    try {
      CannedQueries queries =
          new CannedQueries(
              port(server),
              setting("shape", "mixed"),
              Integer.parseInt(setting("distinct", "5000000")));
      List<Integer> counts = new ArrayList<>();
      for (String each : rows) {
        counts.add(Integer.valueOf(each.substring(0, each.indexOf('x'))));
        queries.prepare(counts.get(counts.size() - 1));
      }
      Properties size = queries.prepare(Integer.parseInt(warmUp));
      ThroughputReport report =
          new ThroughputReport(
              counts, Integer.parseInt(warmUp), setting("heap", "2g"), queries.machine(), size);
      for (int round = 0; round < Integer.parseInt(setting("rounds", "1")); round++) {
        for (String cores : list("cores", "1,2")) {
          for (Variant variant : variants) {
            List<String> arguments =
                new ArrayList<>(
                    List.of(
                        variant.name(),
                        cores,
                        Integer.toString(queries.port()),
                        queries.shape(),
                        Integer.toString(queries.distinct()),
                        warmUp));
            arguments.addAll(rows);
            report.add(variant, Integer.parseInt(cores), fork(variant, arguments));
            // After each, so that a run that is broken off leaves what it found.
            Files.createDirectories(out.toAbsolutePath().getParent());
            Files.writeString(out, report.text(queries.machine()), StandardCharsets.UTF_8);
          }
        }
      }
      System.out.println(Files.readString(out));
    } finally {
      server.getOutputStream().close();
    }
  }

  private Process startServer() throws IOException {
    return new ProcessBuilder(
            java(),
            "-Xmx3g",
            "-XX:+UseParallelGC",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Dio.netty.noUnsafe=false",
            "-cp",
            benchmarks.resolve("benchmarks.jar").toString(),
            "io.github.lakewire.benchmarks.server.CannedServer")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static int port(Process server) throws IOException {
    String line = server.inputReader(StandardCharsets.UTF_8).readLine();
    if (line == null || !line.startsWith("port=")) {
      throw new IOException("The canned server did not start: run mvn package first");
    }
    return Integer.parseInt(line.substring("port=".length()));
  }

  /** Runs a variant, and returns what it printed. */
  private Map<String, String> fork(Variant variant, List<String> arguments)
      throws IOException, InterruptedException {
    String heap = setting("heap", "2g");
    List<String> command = new ArrayList<>(List.of(java(), "-Xms" + heap, "-Xmx" + heap));
    // Spark's own flags, which this JVM was started with.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-opens") || flag.startsWith("-Dio.netty"))
        .forEach(command::add);
    command.add("-Duser.timezone=America/New_York");
    command.addAll(List.of("-cp", classPath(variant), ReadingProcess.class.getName()));
    command.addAll(arguments);
    Path log = Files.createTempFile("spark-throughput", ".log");
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    Thread withThis = new Thread(process::destroyForcibly, "ends-reading-process");
    Runtime.getRuntime().addShutdownHook(withThis);
    Map<String, String> results = new HashMap<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int equals = line.indexOf('=');
        if (line.startsWith(RESULT) && equals > 0) {
          results.put(line.substring(RESULT.length(), equals), line.substring(equals + 1));
        }
      }
    }
    int status = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(withThis);
    if (status != 0) {
      throw new IOException("The JVM of " + variant + " failed; its own words are in " + log);
    }
    Files.delete(log);
    System.err.println(variant + " " + arguments.get(1) + " " + results);
    return results;
  }

  /** That of this JVM; databricks-jdbc has no other driver beside it. */
  private String classPath(Variant variant) throws IOException {
    String own = System.getProperty("java.class.path");
    if (variant != Variant.OFFICIAL) {
      return own;
    }
    List<String> elements = new ArrayList<>();
    for (String element : own.split(File.pathSeparator, -1)) {
      if (!new File(element).getName().startsWith("lakewire-jdbc")) {
        elements.add(element);
      }
    }
    try (Stream<Path> jars = Files.list(benchmarks.resolve("official"))) {
      elements.add(
          jars.filter(jar -> jar.toString().endsWith(".jar"))
              .findFirst()
              .orElseThrow(() -> new IOException("There is no databricks-jdbc: run mvn package"))
              .toString());
    }
    return String.join(File.pathSeparator, elements);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
