package io.github.lakewire.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables, and what a reader must know to judge them. */
final class Report {

  private static final String METHOD =
      """
      ## Method

      Client and server share one machine over loopback, without TLS: no network and no
      warehouse is measured, only what the client does with the bytes. Each case runs the contenders
      in turn, fork after fork, in fresh JVMs with the same heap; a fork gives the median of its
      measured executions, the table the median of the forks, and in brackets the slowest and
      the fastest fork. Every execution checks the number of rows and the sum of the values.

      - **the limit** is a bare loop: it receives the same bytes over plain sockets, decompresses them with
        lz4-java's binding to the C library, and adds up the values where they lie. It makes no
        `String`, `BigDecimal` or `Timestamp`, receives one page ahead, and reads four files at
        once in any order. It is a bound, not a goal that a driver with objects to make can reach.
      - **Lakewire** is the shaded jar, with no JVM flag and no option.
      - **databricks-jdbc** is the official driver, unmodified, with `UseThriftClient=1`,
        `EnableTelemetry=0` and the `--add-opens` flag its guide asks for; all else as it comes.

      CPU is the processor time of the whole client process, compiler and collector included. It
      holds when the machine is busy; rows per second do not. With two cores the server takes its
      share of them, so that a driver that uses several threads at once shows less than its best.
      Allocation is what JMH's collector profiler counts over all threads that are still alive.
      """;

  private final Settings settings;
  private final StringBuilder rows = new StringBuilder();
  private final StringBuilder latencies = new StringBuilder();

  Report(Settings settings) {
    this.settings = settings;
  }

  void add(
      Dataset dataset,
      Access access,
      CannedClient.Prepared prepared,
      Map<Contender, List<Measurement>> measured) {
    double lakewire = median(measured, Contender.LAKEWIRE).rowsPerSecond();
    double lakewireCpu = median(measured, Contender.LAKEWIRE).cpuSeconds();
    double limit = median(measured, Contender.LIMIT).rowsPerSecond();
    for (Map.Entry<Contender, List<Measurement>> entry : measured.entrySet()) {
      if (entry.getValue().isEmpty()) {
        rows.append(
            format(
                "| %s | %s | %s | | %s | failed | | | | | |%n",
                lower(dataset.shape()),
                lower(dataset.transport()),
                lower(access),
                entry.getKey().label()));
        continue;
      }
      Measurement middle = Measurement.median(entry.getValue());
      double[] rates = entry.getValue().stream().mapToDouble(Measurement::rowsPerSecond).toArray();
      List<String> cells = new ArrayList<>();
      cells.add(lower(dataset.shape()));
      cells.add(lower(dataset.transport()));
      cells.add(entry.getKey().isDriver() ? lower(access) : "");
      cells.add(format("%.1f / %.1f", prepared.wireBytes() / 1e6, prepared.plainBytes() / 1e6));
      cells.add(entry.getKey().label());
      cells.add(
          format(
              "%,.0f (%,.0f–%,.0f)",
              middle.rowsPerSecond() / 1e3, min(rates) / 1e3, max(rates) / 1e3));
      cells.add(ratio(middle.rowsPerSecond(), limit));
      cells.add(ratio(lakewire, middle.rowsPerSecond()));
      cells.add(format("%.2f", middle.cpuSeconds()));
      cells.add(ratio(middle.cpuSeconds(), lakewireCpu));
      cells.add(format("%,.0f", middle.bytesPerRow()));
      rows.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
  }

  void addLatencies(Map<String, Map<Contender, List<Double>>> measured) {
    measured.forEach(
        (benchmark, contenders) ->
            contenders.forEach(
                (contender, values) ->
                    latencies.append(
                        format(
                            "| %s | %s | %.3f |%n",
                            benchmark,
                            contender.label(),
                            Measurement.median(
                                values.stream().mapToDouble(Double::doubleValue).toArray())))));
  }

  String text() {
    StringBuilder text = new StringBuilder("# Fetch throughput\n\n");
    text.append(
        format(
            "%s, %d cores, %.0f GiB, %s, Java %s (%s), load average %.1f at the end.%n",
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            memoryBytes() / (double) (1L << 30),
            System.getProperty("os.name"),
            System.getProperty("java.version"),
            System.getProperty("java.vendor"),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    text.append(
        format(
            "%,d rows (wide100: a tenth), %d forks of %d + %d executions, heap %s, "
                + "delay per answer %d ms, %s per connection.%n%n",
            settings.rows(),
            settings.forks(),
            settings.warmupIterations(),
            settings.measurementIterations(),
            settings.heap(),
            settings.delayMillis(),
            settings.bytesPerSecond() == 0
                ? "unlimited speed"
                : format("%.1f MB/s", settings.bytesPerSecond() / 1e6)));
    text.append(
        """
        | shape | transport | getters | MB wire / plain | who | 1000 rows/s | of the limit | Lakewire is | CPU s / million rows | to Lakewire's | B / row |
        |---|---|---|---|---|---|---|---|---|---|---|
        """);
    text.append(rows).append('\n');
    if (!latencies.isEmpty()) {
      text.append("| small work | who | ms |\n|---|---|---|\n").append(latencies).append('\n');
    }
    return text.append(METHOD).toString();
  }

  private static Measurement median(
      Map<Contender, List<Measurement>> measured, Contender contender) {
    List<Measurement> forks = measured.get(contender);
    return forks == null || forks.isEmpty()
        ? new Measurement(Double.NaN, Double.NaN, Double.NaN)
        : Measurement.median(forks);
  }

  private static String ratio(double dividend, double divisor) {
    double ratio = dividend / divisor;
    return Double.isNaN(ratio) ? "" : format("%.2f×", ratio);
  }

  private static double min(double[] values) {
    return java.util.Arrays.stream(values).min().orElse(Double.NaN);
  }

  private static double max(double[] values) {
    return java.util.Arrays.stream(values).max().orElse(Double.NaN);
  }

  private static long memoryBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
