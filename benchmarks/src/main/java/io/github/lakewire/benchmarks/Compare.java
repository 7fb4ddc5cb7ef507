package io.github.lakewire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lakewire.benchmarks.CannedClient.Prepared;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs contenders side by side: for each case and each fork, one JVM after the other of every
 * contender, all on the same bytes of one server. It prints one table and saves it.
 *
 * <p>Arguments are {@code name=value}; lists are separated by commas: {@code cases} (as {@code
 * mixed/inline_lz4}), {@code access}, {@code contenders}, {@code rows}, {@code forks}, {@code
 * warmupIterations}, {@code measurementIterations}, {@code delayMillis}, {@code bytesPerSecond},
 * {@code heap}, {@code out}. {@code latency=true} adds opening a connection and small statements.
 */
public final class Compare {

  private final Settings settings;
  private final Path target;
  private final CannedClient client;
  private final Report report;

  private Compare(Settings settings, Path target, CannedClient client) {
    this.settings = settings;
    this.target = target;
    this.client = client;
    this.report = new Report(settings);
  }

  /** Runs the comparison. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, URISyntaxException {
    Settings settings = Settings.parse(arguments);
    Path jar = Path.of(Compare.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path target = jar.getParent();
    try (ServerProcess server = ServerProcess.start(target)) {
      Compare compare = new Compare(settings, target, new CannedClient(server.port()));
      compare.run();
      System.out.println(compare.report.text());
    }
  }

  /** After each case, so that a run that is broken off leaves what it found. */
  private void save() throws IOException {
    Path out = settings.out(target);
    Files.createDirectories(out.toAbsolutePath().getParent());
    Files.writeString(out, report.text(), UTF_8);
  }

  private void run() throws IOException, InterruptedException {
    client.link(settings.delayMillis(), settings.bytesPerSecond());
    for (Settings.Case each : settings.cases()) {
      for (Access access : settings.access()) {
        fetch(new Dataset(each.shape(), each.transport(), settings.rows(each.shape())), access);
        save();
      }
    }
    if (settings.latency()) {
      latency();
    }
    save();
  }

  private void fetch(Dataset dataset, Access access) throws IOException, InterruptedException {
    Prepared prepared = client.prepare(dataset);
    Map<Contender, List<Measurement>> measured = new EnumMap<>(Contender.class);
    for (int fork = 0; fork < settings.forks(); fork++) {
      for (Contender contender : settings.contenders()) {
        List<String> arguments = new ArrayList<>();
        arguments.add(
            contender.isDriver() ? "benchmarks.FetchThroughput.rows" : "limit.FetchLimit.rows");
        arguments.add("shape=" + dataset.shape());
        arguments.add("transport=" + dataset.transport());
        arguments.add("rows=" + dataset.rows());
        if (contender.isDriver()) {
          arguments.add("access=" + access);
        }
        arguments.add("warmupIterations=" + settings.warmupIterations());
        arguments.add("measurementIterations=" + settings.measurementIterations());
        Map<String, Double> values = fork(contender, arguments);
        List<Measurement> forks = measured.computeIfAbsent(contender, any -> new ArrayList<>());
        if (!values.isEmpty()) {
          Measurement measurement = Measurement.perRow("rows", values, dataset.rows());
          forks.add(measurement);
          System.err.printf(
              "%s %s %s fork %d %s: %s%n",
              dataset.shape(), dataset.transport(), access, fork + 1, contender, measurement);
        }
      }
    }
    report.add(dataset, access, prepared, measured);
  }

  private void latency() throws IOException, InterruptedException {
    Map<String, Map<Contender, List<Double>>> measured = new TreeMap<>();
    for (int fork = 0; fork < settings.forks(); fork++) {
      for (Contender contender : settings.contenders()) {
        if (contender.isDriver()) {
          Map<String, Double> values =
              fork(contender, List.of("benchmarks.(ConnectLatency|SmallQuery)"));
          values.forEach(
              (key, value) -> {
                if (key.endsWith(".time") && !key.endsWith(".gc.time")) {
                  measured
                      .computeIfAbsent(key.substring(0, key.length() - 5), any -> perContender())
                      .computeIfAbsent(contender, any -> new ArrayList<>())
                      .add(value);
                }
              });
        }
      }
    }
    report.addLatencies(measured);
  }

  private static Map<Contender, List<Double>> perContender() {
    return new EnumMap<>(Contender.class);
  }

  /** The results of one JVM, or none when it failed, which it has then told on stderr. */
  private Map<String, Double> fork(Contender contender, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = contender.command(target, client.port(), settings.heap());
    command.add(OneFork.class.getName());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> output = new ArrayList<>();
    Map<String, Double> values = new TreeMap<>();
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (line.startsWith("result.")) {
          int equals = line.indexOf('=');
          values.put(
              line.substring("result.".length(), equals),
              Double.valueOf(line.substring(equals + 1)));
        }
      }
    }
    if (process.waitFor() != 0) {
      output.stream()
          .filter(line -> !line.startsWith("#") && !line.strip().startsWith("at "))
          .forEach(System.err::println);
      System.err.println("failed: " + contender + " " + arguments);
      values.clear();
    }
    return values;
  }
}
