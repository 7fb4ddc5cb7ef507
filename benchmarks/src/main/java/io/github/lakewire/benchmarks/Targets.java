package io.github.lakewire.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** What the project asks of the driver, and whether a run shows it. */
final class Targets {

  /** Downloads at a time, as the driver comes; the target of slow links is relative to it. */
  private static final int DOWNLOADS = 4;

  private final Settings settings;
  private final Results results;
  private final List<Target> targets = new ArrayList<>();

  private Targets(Settings settings, Results results) {
    this.settings = settings;
    this.results = results;
  }

  /**
   * One target.
   *
   * @param measured {@code -} when the run did not measure it
   * @param verdict {@code met}, {@code missed} or {@code -}
   */
  record Target(String what, String required, String measured, String verdict) {}

  static List<Target> of(Settings settings, Results results) {
    Targets all = new Targets(settings, results);
    all.fetches();
    all.processorTime();
    all.smallWork();
    all.slowLink();
    all.allocation();
    return List.copyOf(all.targets);
  }

  private void fetches() {
    fetch(Shape.BIGINT10, Transport.INLINE, 20, 0.6);
    fetch(Shape.BIGINT10, Transport.INLINE_LZ4, 15, 0.6);
    fetch(Shape.BIGINT10, Transport.CLOUDFETCH_LZ4, 20, 0.6);
    fetch(Shape.MIXED, Transport.INLINE_LZ4, 10, 0.5);
    fetch(Shape.MIXED, Transport.CLOUDFETCH_LZ4, 12, 0.5);
    fetch(Shape.STRING200, Transport.INLINE_LZ4, 4, 0.6);
    fetch(Shape.STRING200, Transport.CLOUDFETCH_LZ4, 4, 0.6);
    fetch(Shape.BIGINT10, Transport.COLUMNAR, 4, 0);
    fetch(Shape.MIXED, Transport.COLUMNAR, 4, 0);
  }

  private void fetch(Shape shape, Transport transport, double times, double share) {
    Case of = typed(shape, transport);
    atLeast(of.label() + ": rows/s to databricks-jdbc", results.speedup(of), times, Targets::times);
    if (share > 0) {
      double measured = results.shareOfLoop(of, DriverVariant.LAKEWIRE);
      atLeast(of.label() + ": rows/s to the loop", measured, share, Targets::percent);
    }
  }

  private void processorTime() {
    for (Transport transport :
        List.of(Transport.INLINE, Transport.INLINE_LZ4, Transport.CLOUDFETCH_LZ4)) {
      processorTime(Shape.BIGINT10, transport, 15);
    }
    for (Transport transport : List.of(Transport.INLINE_LZ4, Transport.CLOUDFETCH_LZ4)) {
      processorTime(Shape.MIXED, transport, 8);
      processorTime(Shape.STRING200, transport, 3);
    }
  }

  private void processorTime(Shape shape, Transport transport, double times) {
    Case of = typed(shape, transport);
    String what = of.label() + ": CPU s per million rows to databricks-jdbc";
    atMost(what, 1 / results.cpuRatio(of), 1 / times, Targets::fraction);
  }

  private void smallWork() {
    shareOfTime(Compare.SMALL_QUERY);
    double queries = results.median(FirstConnect.QUERY_REQUESTS, DriverVariant.LAKEWIRE);
    atMost(FirstConnect.QUERY_REQUESTS, queries, 1, Targets::plain);
    atMost(
        FirstConnect.QUERY_REQUESTS + ", to databricks-jdbc",
        queries,
        results.median(FirstConnect.QUERY_REQUESTS, DriverVariant.OFFICIAL),
        Targets::plain);
    shareOfTime(FirstConnect.FIRST_CONNECT);
    double connects = results.median(FirstConnect.CONNECT_REQUESTS, DriverVariant.LAKEWIRE);
    atMost(FirstConnect.CONNECT_REQUESTS, connects, 1, Targets::plain);
  }

  private void shareOfTime(String moment) {
    double share =
        results.median(moment, DriverVariant.LAKEWIRE)
            / results.median(moment, DriverVariant.OFFICIAL);
    atMost(
        moment.replace(", ms", "") + ": time to databricks-jdbc",
        share,
        1 / 3.0,
        Targets::fraction);
  }

  private void slowLink() {
    Dataset dataset = new Dataset(Shape.BIGINT10, Transport.CLOUDFETCH_LZ4, settings.slowRows());
    Case of = new Case(dataset, Access.TYPED, true);
    atLeast(of.label() + ": rows/s to databricks-jdbc", results.speedup(of), 2, Targets::times);
    double share =
        results.wireBytesPerSecond(of, DriverVariant.LAKEWIRE)
            / ((double) DOWNLOADS * settings.bytesPerSecond());
    atLeast(
        "%s: bytes/s to %d connections of %.0f MB/s"
            .formatted(of.label(), DOWNLOADS, settings.bytesPerSecond() / 1e6),
        share,
        0.8,
        Targets::percent);
  }

  private void allocation() {
    for (Transport transport :
        List.of(Transport.INLINE, Transport.INLINE_LZ4, Transport.CLOUDFETCH_LZ4)) {
      Case of = typed(Shape.BIGINT10, transport);
      double bytes = results.median(of, DriverVariant.LAKEWIRE, Measurement::bytesPerRow);
      boolean met = bytes < 1;
      add(of.label() + ": allocation", "< 1 B per row", bytes, met, Targets::bytes);
    }
  }

  private Case typed(Shape shape, Transport transport) {
    return new Case(new Dataset(shape, transport, settings.rows()), Access.TYPED, false);
  }

  private void atLeast(String what, double measured, double bound, DoubleFunction<String> format) {
    add(what, "≥ " + format.apply(bound), measured, measured >= bound, format);
  }

  private void atMost(String what, double measured, double bound, DoubleFunction<String> format) {
    double known = Double.isNaN(bound) ? Double.NaN : measured;
    add(what, "≤ " + format.apply(bound), known, measured <= bound, format);
  }

  private void add(
      String what, String required, double measured, boolean met, DoubleFunction<String> format) {
    if (Double.isNaN(measured)) {
      targets.add(new Target(what, required, "-", "-"));
    } else {
      targets.add(new Target(what, required, format.apply(measured), met ? "met" : "missed"));
    }
  }

  static String times(double value) {
    return format(value, "%.2f×");
  }

  static String percent(double value) {
    return format(100 * value, "%.1f %%");
  }

  static String fraction(double value) {
    return format(1 / value, "1/%.2f");
  }

  private static String plain(double value) {
    return format(value, "%.1f");
  }

  private static String bytes(double value) {
    return format(value, "%.3f B per row");
  }

  private static String format(double value, String format) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
