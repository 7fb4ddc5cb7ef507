package io.github.lakewire.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What one fork found, or the middle of several.
 *
 * @param cpuSeconds per million rows, of the whole client process
 * @param bytesPerRow allocated on the Java heap
 */
record Measurement(double rowsPerSecond, double cpuSeconds, double bytesPerRow) {

  static Measurement perRow(String benchmark, Map<String, Double> values, int rows) {
    double millis = values.get(benchmark + ".time");
    return new Measurement(
        rows / (millis / 1e3),
        values.getOrDefault(benchmark + "." + CpuProfiler.LABEL, Double.NaN) / 1e3 / rows * 1e6,
        values.getOrDefault(benchmark + ".gc.alloc.rate.norm", Double.NaN) / rows);
  }

  static Measurement median(List<Measurement> forks) {
    return new Measurement(
        median(forks, Measurement::rowsPerSecond),
        median(forks, Measurement::cpuSeconds),
        median(forks, Measurement::bytesPerRow));
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double median(List<Measurement> forks, ToDoubleFunction<Measurement> figure) {
    return median(forks.stream().mapToDouble(figure).toArray());
  }
}
