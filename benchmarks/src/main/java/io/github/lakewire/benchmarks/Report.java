package io.github.lakewire.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lakewire.benchmarks.CannedClient.Prepared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The tables, and what a reader must know to judge them. */
final class Report {

  private static final String METHOD =
      """
      ## Method

      Client and server share one machine over loopback, without TLS: no network and no warehouse is
      measured, only what the client does with the bytes. The server is a process of its own and has
      encoded every result before the first measurement; its processor time counts against all alike.
      In each round, each case is run by each driver in a fresh JVM with the same heap: iterations of
      the same length warm it up (whole results, at least one each), then others measure. A fork gives
      the median of its measured iterations, a table the median of the forks, and in brackets the
      smallest and the largest. Every result is checked: number of rows and sum of the values.

      - **the loop** is one thread, one socket; it receives an answer's bytes, decompresses
        them with Lakewire's own decoder and adds up the same values where they lie, then asks for the
        next answer. Numbers are read as they are stored; of text every byte is read, as a driver must to
        make a `String`. It makes no objects and fetches nothing ahead, so a driver that uses
        a second core may pass it.
      - **Lakewire** is the shaded jar, with no JVM flag and no option.
      - **databricks-jdbc** is the official driver, unmodified, with `UseThriftClient=1`,
        `EnableTelemetry=0`, `LogLevel=OFF` and the `--add-opens` flag its guide asks for; all else as it
        comes.

      CPU is the processor time of the whole client process, compiler and collector included.
      Allocation is what JMH's collector profiler counts over all threads that are still alive, divided
      by the rows of the result: what a result costs once is in it. A first connect is
      `DriverManager.getConnection` as the first thing a JVM does; requests are counted by the server.
      Slow cases have no loop: with one connection it would only measure the cap.
      """;

  private final Settings settings;
  private final Results results;
  private final List<String> drivers;
  private final Path out;
  private final double loadBefore = Machine.load();

  Report(Settings settings, Results results, List<String> drivers, Path out) {
    this.settings = settings;
    this.results = results;
    this.drivers = drivers;
    this.out = out;
  }

  /**
   * Writes the report, its charts beside it, and the table of the README when that was asked for.
   */
  void save() throws IOException {
    Files.createDirectories(out.toAbsolutePath().getParent());
    Files.writeString(out, text(), UTF_8);
    Charts.speed(fastCases(), results, chart("speed"));
    Charts.loop(fastCases(), results, chart("loop"));
    if (!settings.readme().isEmpty()) {
      ReadmeTable.replace(Path.of(settings.readme()), fastCases(), results);
    }
  }

  private Path chart(String name) {
    String base = out.getFileName().toString().replaceFirst("\\.md$", "");
    return out.resolveSibling(base + "-" + name + ".svg");
  }

  private List<Case> fastCases() {
    return settings.allCases().stream().filter(each -> !each.slow()).toList();
  }

  String text() {
    StringBuilder text = new StringBuilder("# Fetch throughput\n\n");
    conditions(text);
    targets(text);
    fetches(text);
    charts(text);
    allocation(text);
    moments(text);
    return text.append(METHOD).toString();
  }

  private void conditions(StringBuilder text) {
    line(text, "- %s", Machine.describe());
    line(text, "- %s", String.join(", ", drivers));
    line(
        text,
        "- %s UTC, load average %.1f at the start, %.1f at the end",
        LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")),
        loadBefore,
        Machine.load());
    line(
        text,
        "- %,d rows (wide100 a tenth, slow cases %,d); slow: %d ms before each answer, %.1f MB/s"
            + " per connection",
        settings.rows(),
        settings.slowRows(),
        settings.delayMillis(),
        settings.bytesPerSecond() / 1e6);
    line(
        text,
        "- %d of %d forks, each %d × %d ms of warming up and %d × %d ms measured, heap %s",
        results.rounds(),
        settings.forks(),
        settings.warmupIterations(),
        settings.warmupMillis(),
        settings.measurementIterations(),
        settings.measurementMillis(),
        settings.heap());
    text.append('\n');
  }

  private void targets(StringBuilder text) {
    List<Targets.Target> targets = Targets.of(settings, results);
    line(text, "## Targets%n");
    line(
        text,
        "%d of %d met, %d missed, %d not measured in this run.%s%n",
        targets.stream().filter(target -> target.verdict().equals("met")).count(),
        targets.size(),
        targets.stream().filter(target -> target.verdict().equals("missed")).count(),
        targets.stream().filter(target -> target.verdict().equals("-")).count(),
        reservation());
    line(text, "| target | required | measured | |%n|---|---|---|---|");
    for (Targets.Target target : targets) {
      line(
          text,
          "| %s | %s | %s | %s |",
          target.what(),
          target.required(),
          target.measured(),
          target.verdict());
    }
    text.append('\n');
  }

  /** The targets are about a certain machine and a run of a certain size. */
  private String reservation() {
    boolean counts =
        settings.rows() >= 1_000_000
            && settings.slowRows() >= 1_000_000
            && results.rounds() >= 5
            && Machine.cores() == 2
            && Runtime.version().feature() == 17;
    return counts
        ? ""
        : " **This run does not count**: targets take 1,000,000 rows, five forks, two cores and JDK"
            + " 17.";
  }

  private void fetches(StringBuilder text) {
    line(text, "## Rows per second%n");
    line(
        text,
        """
        | result | MB wire / plain | who | 1000 rows/s | of the loop | Lakewire is | CPU s / million rows | to Lakewire's | B / row |
        |---|---|---|---|---|---|---|---|---|\
        """);
    for (Case each : settings.allCases()) {
      for (DriverVariant driver : settings.drivers(each)) {
        fetch(text, each, driver);
      }
    }
    text.append('\n');
  }

  private void fetch(StringBuilder text, Case of, DriverVariant driver) {
    Prepared size = results.prepared(of.dataset());
    double cpu = results.median(of, driver, Measurement::cpuSeconds);
    line(
        text,
        "| %s | %.1f / %.1f | %s | %s | %s | %s | %s | %s | %s |",
        of.label(),
        size.wireBytes() / 1e6,
        size.plainBytes() / 1e6,
        driver.label(),
        spread(of, driver, fork -> fork.rowsPerSecond() / 1e3, "%,.0f"),
        number("%.0f %%", 100 * results.shareOfLoop(of, driver)),
        number("%.2f×", results.speed(of, DriverVariant.LAKEWIRE) / results.speed(of, driver)),
        spread(of, driver, Measurement::cpuSeconds, "%.3f"),
        number("%.2f×", cpu / results.median(of, DriverVariant.LAKEWIRE, Measurement::cpuSeconds)),
        number("%,.3f", results.median(of, driver, Measurement::bytesPerRow)));
  }

  private void charts(StringBuilder text) {
    line(text, "![Rows per second and processor time, to databricks-jdbc](%s)%n", name("speed"));
    line(text, "![Rows per second, to the loop](%s)%n", name("loop"));
  }

  private String name(String chart) {
    return chart(chart).getFileName().toString();
  }

  private void allocation(StringBuilder text) {
    line(text, "## What a result costs once, and what a row costs%n");
    line(
        text,
        "Bytes allocated for a result and for a tenth of it; the difference is what rows cost.%n");
    line(
        text,
        "| result | who | B a result | B a tenth | B / row | B once |%n|---|---|---|---|---|---|");
    for (Case each : fastCases()) {
      Case little = Compare.little(each);
      for (DriverVariant driver : settings.drivers()) {
        double all = results.median(each, driver, Measurement::bytes);
        double few = results.median(little, driver, Measurement::bytes);
        double perRow = (all - few) / (each.dataset().rows() - little.dataset().rows());
        if (!Double.isNaN(perRow)) {
          line(
              text,
              "| %s | %s | %,.0f | %,.0f | %,.3f | %,.0f |",
              each.label(),
              driver.label(),
              all,
              few,
              perRow,
              all - perRow * each.dataset().rows());
        }
      }
    }
    text.append('\n');
  }

  private void moments(StringBuilder text) {
    if (results.momentNames().isEmpty()) {
      return;
    }
    line(text, "## Small work%n%n| what | who | median | |%n|---|---|---|---|");
    for (String name : results.momentNames()) {
      for (DriverVariant driver : settings.drivers()) {
        List<Double> values = results.moments(name, driver);
        if (!values.isEmpty()) {
          String format = name.endsWith("ms") ? "%,.2f" : "%.1f";
          line(
              text,
              "| %s | %s | %s | %s |",
              name,
              driver.label(),
              spread(values, format),
              number(
                  "%.2f×",
                  results.median(name, driver) / results.median(name, DriverVariant.LAKEWIRE)));
        }
      }
    }
    text.append('\n');
  }

  private String spread(
      Case of, DriverVariant driver, ToDoubleFunction<Measurement> figure, String format) {
    return spread(results.forks(of, driver).stream().mapToDouble(figure).boxed().toList(), format);
  }

  /** Median, smallest and largest; what every fork failed to measure is said to have failed. */
  private static String spread(List<Double> values, String format) {
    return values.isEmpty()
        ? "failed"
        : "%s (%s–%s)"
            .formatted(
                number(format, Measurement.median(values)),
                number(format, values.stream().min(Double::compare).orElseThrow()),
                number(format, values.stream().max(Double::compare).orElseThrow()));
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "";
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
