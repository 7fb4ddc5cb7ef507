package io.github.lakewire.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * What one fork found of a result.
 *
 * @param cpuSeconds per million rows, of the whole client process
 * @param bytes allocated on the Java heap for the whole result
 */
record Measurement(int rows, double rowsPerSecond, double cpuSeconds, double bytes) {

  static Measurement of(int rows, Map<String, Double> values) {
    return new Measurement(
        rows,
        rows / (values.get("rows.time") / 1e3),
        values.getOrDefault("rows." + CpuProfiler.LABEL, Double.NaN) / 1e3 / rows * 1e6,
        values.getOrDefault("rows.gc.alloc.rate.norm", Double.NaN));
  }

  double bytesPerRow() {
    return bytes / rows;
  }

  /** The middle one, between the two middle ones of an even number; NaN of nothing. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
