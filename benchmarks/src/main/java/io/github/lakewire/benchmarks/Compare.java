package io.github.lakewire.benchmarks;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs drivers side by side, all on the same bytes of one server. It goes round after round; in
 * each round, for each case, one fresh JVM of every driver runs after the other, so that a noisy
 * minute of the machine falls on all alike. It prints the report and saves it with its charts.
 *
 * <p>Without arguments it measures all that the project's targets are about. Arguments are {@code
 * name=value}, lists are separated by commas:
 *
 * <ul>
 *   <li>{@code cases} and {@code slow}: shape and transport, as in {@code mixed/inline_lz4}; {@code
 *       slow} ones with {@code delayMillis} before each answer and at most {@code bytesPerSecond}
 *       on each connection
 *   <li>{@code access} ({@code typed,object,string}), {@code drivers} ({@code
 *       loop,lakewire,official,official_no_flag}), {@code rows}, {@code slowRows}
 *   <li>{@code forks}, {@code warmupIterations}, {@code warmupMillis}, {@code
 *       measurementIterations}, {@code measurementMillis}, {@code heap}
 *   <li>{@code latency=false} leaves out connects, small queries, batches and first rows
 *   <li>{@code out}: the report; {@code readme}: a file whose table of throughput is to be replaced
 * </ul>
 */
public final class Compare {

  static final String CONNECT = "connect and close, warm, ms";
  static final String SMALL_QUERY = "small query, warm, ms";

  private static final int SMALL_DIVISOR = 10;

  private final Settings settings;
  private final CannedClient client;
  private final ForkRunner forks;
  private final Results results = new Results();
  private final Report report;

  private Compare(Settings settings, Path target, int port) throws IOException {
    this.settings = settings;
    this.client = new CannedClient(port);
    this.forks = new ForkRunner(target, port, settings.heap());
    this.report = new Report(settings, results, drivers(settings, target), settings.out(target));
  }

  /** Runs the comparison. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, URISyntaxException {
    // Charts are drawn into files.
    System.setProperty("java.awt.headless", "true");
    Settings settings = Settings.parse(arguments);
    Path jar = Path.of(Compare.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path target = jar.getParent();
    try (ServerProcess server = ServerProcess.start(target)) {
      new Compare(settings, target, server.port()).run();
    }
  }

  /** Names and versions; fails when a driver has not been built. */
  private static List<String> drivers(Settings settings, Path target) throws IOException {
    List<String> names = new ArrayList<>();
    for (DriverVariant driver : settings.drivers()) {
      if (driver.isDriver()) {
        names.add(driver.driver(target).getFileName().toString());
      }
    }
    return names;
  }

  private void run() throws IOException, InterruptedException {
    for (Case each : settings.allCases()) {
      results.prepared(each.dataset(), client.prepare(each.dataset()));
    }
    for (int round = 1; round <= settings.forks(); round++) {
      for (Case each : settings.allCases()) {
        fetch(each, settings.drivers(each), round);
      }
      if (round == 1) {
        fetchLittle();
      }
      if (settings.latency()) {
        latencies();
      }
      // After each round, so that a run that is broken off leaves what it found.
      report.save();
    }
    System.out.println(report.text());
  }

  private void fetch(Case of, List<DriverVariant> drivers, int round)
      throws IOException, InterruptedException {
    client.link(of.slow() ? settings.delayMillis() : 0, of.slow() ? settings.bytesPerSecond() : 0);
    for (DriverVariant driver : drivers) {
      List<String> arguments = new ArrayList<>();
      arguments.add(driver.isDriver() ? "benchmarks.FetchThroughput.rows" : "loop.FetchLoop.rows");
      arguments.add("shape=" + of.dataset().shape());
      arguments.add("transport=" + of.dataset().transport());
      arguments.add("rows=" + of.dataset().rows());
      if (driver.isDriver()) {
        arguments.add("access=" + of.access());
      }
      Map<String, Double> values = forks.run(driver, OneFork.class, with(arguments));
      if (!values.isEmpty()) {
        Measurement measurement = Measurement.of(of.dataset().rows(), values);
        results.add(of, driver, measurement);
        System.err.printf("round %d, %s, %s: %s%n", round, of.label(), driver, measurement);
      }
    }
    client.link(0, 0);
  }

  /** Smaller results of the same kind: what a result costs once is in both. */
  private void fetchLittle() throws IOException, InterruptedException {
    List<DriverVariant> drivers =
        settings.drivers().stream().filter(DriverVariant::isDriver).toList();
    for (Case each : settings.allCases()) {
      if (!each.slow() && each.dataset().shape() == Shape.BIGINT10) {
        fetch(little(each), drivers, 1);
      }
    }
  }

  /** The same result with a tenth of the rows. */
  static Case little(Case of) {
    Dataset all = of.dataset();
    Dataset few = new Dataset(all.shape(), all.transport(), all.rows() / SMALL_DIVISOR);
    return new Case(few, of.access(), false);
  }

  private void latencies() throws IOException, InterruptedException {
    for (DriverVariant driver : settings.drivers()) {
      if (driver.isDriver()) {
        client.requests();
        forks
            .run(driver, FirstConnect.class, List.of())
            .forEach((name, value) -> results.addMoment(name, driver, value));
        forks
            .run(driver, BatchInserts.class, List.of())
            .forEach((name, value) -> results.addMoment(name, driver, value));
        moment(CONNECT, driver, List.of("benchmarks.ConnectLatency"));
        moment(SMALL_QUERY, driver, List.of("benchmarks.SmallQuery"));
        for (Transport transport : firstRowTransports()) {
          Dataset dataset = new Dataset(Shape.MIXED, transport, settings.rows());
          moment(
              "first row of %,d, mixed, %s, ms".formatted(dataset.rows(), Case.lower(transport)),
              driver,
              List.of("benchmarks.FirstRow", "transport=" + transport, "rows=" + dataset.rows()));
        }
      }
    }
  }

  private Set<Transport> firstRowTransports() {
    Set<Transport> transports = new TreeSet<>();
    for (Settings.Kind kind : settings.cases()) {
      if (kind.shape() == Shape.MIXED && kind.transport() != Transport.COLUMNAR) {
        transports.add(kind.transport());
      }
    }
    return transports;
  }

  private void moment(String name, DriverVariant driver, List<String> arguments)
      throws IOException, InterruptedException {
    forks
        .run(driver, OneFork.class, with(arguments))
        .forEach(
            (key, value) -> {
              if (key.endsWith(".time") && !key.endsWith(".gc.time")) {
                results.addMoment(name, driver, value);
                System.err.printf("%s, %s: %.3f%n", name, driver, value);
              }
            });
  }

  private List<String> with(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.add("warmupIterations=" + settings.warmupIterations());
    all.add("warmupMillis=" + settings.warmupMillis());
    all.add("measurementIterations=" + settings.measurementIterations());
    all.add("measurementMillis=" + settings.measurementMillis());
    return all;
  }
}
