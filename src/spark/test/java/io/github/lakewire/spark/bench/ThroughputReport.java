package io.github.lakewire.spark.bench;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table, and whether the bars are met. */
final class ThroughputReport {
  private static final double TO_OWN_DRIVER = 1.5;
  private static final double TO_OFFICIAL_DRIVER = 10;

  private static final String METHOD =
      """
      ## Method

      The server is the canned one of the benchmarks: CloudFetch files with LZ4, made before, on the
      same machine over loopback; its processor time counts against all alike. Each line is a JVM of
      its own with Spark in it. It first reads %,d rows with an aggregate over a hash of all columns,
      which both ways with Lakewire must agree on, then twice to warm up and to choose the `fetchsize` (Spark's
      default, or 100,000; the better one counts). Values of databricks-jdbc differ in the TIMESTAMP
      column only: it takes the clock of the files' zone, UTC, for the clock of the JVM's, which is
      that of New York, and so is four or five hours late. What is timed is everything from
      `spark.read()` to the end of `write.format("noop")`, the columns of the query included. `noop` is
      Spark's own sink for measurements: each value of each row is made and written into a row of
      Spark's, for all variants alike, and no work of a query is added that would hide the reading.

      The JDBC source has one partition, as there is no numeric column to part by. Memory is what is
      live in the heap while rows are read, beyond what was there before, measured by a collection
      after the other, and the most that Arrow has held outside the heap; both for each core.
      """;

  private final List<Integer> rows;
  private final int warmUp;
  private final String heap;
  private final Properties machine;
  private final Properties size;
  private final Map<String, List<Map<String, String>>> found = new TreeMap<>();

  ThroughputReport(
      List<Integer> rows, int warmUp, String heap, Properties machine, Properties size) {
    this.rows = List.copyOf(rows);
    this.warmUp = warmUp;
    this.heap = heap;
    this.machine = machine;
    this.size = size;
  }

  private static String key(Variant variant, int cores) {
    return cores + " " + variant.ordinal();
  }

  /**
   * Adds what one JVM found.
   *
   * @throws IOException when it has read other rows than one before it; of databricks-jdbc only
   *     their number is required, and the table says whether its values are the same
   */
  void add(Variant variant, int cores, Map<String, String> results) throws IOException {
    for (List<Map<String, String>> others : found.values()) {
      for (Map<String, String> other : others) {
        if (!results.get("rows").equals(other.get("rows"))) {
          throw new IOException(variant + " has read " + results.get("rows") + " rows");
        }
      }
    }
    String known = hash();
    if (variant != Variant.OFFICIAL && known != null && !known.equals(results.get("hash"))) {
      throw new IOException(variant + " has read other values");
    }
    found.computeIfAbsent(key(variant, cores), key -> new ArrayList<>()).add(results);
  }

  /** The hash of all values, of this driver. */
  private @Nullable String hash() {
    return Stream.of(Variant.LAKEWIRE, Variant.JDBC)
        .flatMap(variant -> Stream.of(key(variant, 1), key(variant, 2)))
        .flatMap(key -> found.getOrDefault(key, List.of()).stream())
        .map(results -> results.get("hash"))
        .findFirst()
        .orElse(null);
  }

  private String sameValues(Variant variant, int cores) {
    String known = hash();
    if (known == null) {
      return "";
    }
    return found.get(key(variant, cores)).stream()
            .allMatch(results -> known.equals(results.get("hash")))
        ? "yes"
        : "no";
  }

  /** The report, with the load of the machine at its end. */
  String text(Properties now) {
    StringBuilder text = new StringBuilder("# Reading in Spark\n\n");
    line(text, "- %s", machine.getProperty("machine"));
    line(
        text,
        "- %s UTC, load average %s at the start, %s at the end",
        LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")),
        machine.getProperty("load"),
        now.getProperty("load"));
    line(
        text,
        "- Spark %s, heap %s; %.0f bytes a row, %.0f compressed",
        org.apache.spark.package$.MODULE$.SPARK_VERSION(),
        heap,
        Double.parseDouble(size.getProperty("plainBytes")) / warmUp,
        Double.parseDouble(size.getProperty("wireBytes")) / warmUp);
    line(text, "%n## Targets%n%n| target | required | measured | |%n|---|---|---|---|");
    for (int each : rows) {
      target(text, each, Variant.JDBC, TO_OWN_DRIVER);
      target(text, each, Variant.OFFICIAL, TO_OFFICIAL_DRIVER);
      double growth = rate(Variant.LAKEWIRE, 2, each) / rate(Variant.LAKEWIRE, 1, each);
      target(text, "%,d rows: two cores to one".formatted(each), 1, growth);
    }
    line(
        text,
        "%n## Rows per second%n%n| cores | through | rows | 1000 rows/s | the source is | CPU s /"
            + " million rows | fetchsize | heap MiB a core | Arrow MiB a core | same values |%n"
            + "|---|---|---|---|---|---|---|---|---|---|");
    for (int each : rows) {
      for (int cores : List.of(1, 2)) {
        for (Variant variant : Variant.values()) {
          row(text, variant, cores, each);
        }
      }
    }
    return text.append('\n').append(METHOD.formatted(warmUp)).toString();
  }

  private void target(StringBuilder text, int count, Variant other, double bar) {
    double times = rate(Variant.LAKEWIRE, 1, count) / rate(other, 1, count);
    target(text, "%,d rows, one core: to %s".formatted(count, other.label()), bar, times);
  }

  private static void target(StringBuilder text, String what, double bar, double times) {
    if (!Double.isNaN(times)) {
      String verdict = times >= bar ? "met" : "missed";
      line(text, "| %s | ≥ %.1f× | %.2f× | %s |", what, bar, times, verdict);
    }
  }

  private void row(StringBuilder text, Variant variant, int cores, int count) {
    double rate = rate(variant, cores, count);
    if (Double.isNaN(rate)) {
      return;
    }
    line(
        text,
        "| %d | %s | %,d | %,.0f | %.2f× | %.3f | %s | %.0f | %.0f | %s |",
        cores,
        variant.label(),
        count,
        rate / 1e3,
        rate(Variant.LAKEWIRE, cores, count) / rate,
        median(variant, cores, "cpu." + count + ".") / count * 1e6,
        fetchSizes(variant, cores),
        median(variant, cores, "heap"),
        median(variant, cores, "arrow"),
        sameValues(variant, cores));
  }

  /** Rows per second with each, on the rows of the warm-up. */
  private String fetchSizes(Variant variant, int cores) {
    List<String> texts = new ArrayList<>();
    if (variant.fetchSizes().size() > 1) {
      for (int size : variant.fetchSizes()) {
        double rate = median(variant, cores, "fetchsize." + size);
        String name = size == 0 ? "default" : String.format(Locale.ROOT, "%,d", size);
        texts.add(String.format(Locale.ROOT, "%s: %,.0f", name, rate / 1e3));
      }
    }
    return String.join(", ", texts);
  }

  private double rate(Variant variant, int cores, int count) {
    return count / median(variant, cores, "seconds." + count + ".");
  }

  /** The middle of all values whose names begin so. */
  private double median(Variant variant, int cores, String prefix) {
    List<Double> values =
        found.getOrDefault(key(variant, cores), List.of()).stream()
            .flatMap(results -> results.entrySet().stream())
            .filter(entry -> entry.getKey().startsWith(prefix))
            .map(entry -> Double.valueOf(entry.getValue()))
            .sorted()
            .toList();
    int middle = values.size() / 2;
    if (values.isEmpty()) {
      return Double.NaN;
    }
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
