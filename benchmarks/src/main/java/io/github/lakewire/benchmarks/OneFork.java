package io.github.lakewire.benchmarks;

import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * One JMH fork of one benchmark, for {@link Compare}: the arguments are the benchmark's pattern and
 * {@code parameter=value} pairs, the class path holds one driver or none. It prints {@code
 * result.<benchmark>.<label>=<median>} lines, times in ms.
 */
public final class OneFork {

  private OneFork() {}

  /** Runs it. */
  public static void main(String[] arguments) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(arguments[0]).forks(1).shouldFailOnError(true);
    options.addProfiler(GCProfiler.class).addProfiler(CpuProfiler.class);
    for (int i = 1; i < arguments.length; i++) {
      int equals = arguments[i].indexOf('=');
      String name = arguments[i].substring(0, equals);
      String value = arguments[i].substring(equals + 1);
      switch (name) {
        case "warmupIterations" -> options.warmupIterations(Integer.parseInt(value));
        case "measurementIterations" -> options.measurementIterations(Integer.parseInt(value));
        case "warmupMillis" -> options.warmupTime(TimeValue.milliseconds(Long.parseLong(value)));
        case "measurementMillis" ->
            options.measurementTime(TimeValue.milliseconds(Long.parseLong(value)));
        case "forks" -> options.forks(Integer.parseInt(value));
        default -> options.param(name, value.split(",", -1));
      }
    }
    for (RunResult run : new Runner(options.build()).run()) {
      String benchmark = run.getPrimaryResult().getLabel();
      print(benchmark, "time", run.getPrimaryResult());
      run.getSecondaryResults().forEach((label, result) -> print(benchmark, label, result));
    }
  }

  private static void print(String benchmark, String label, Result<?> result) {
    System.out.println(
        "result.%s.%s=%s"
            .formatted(
                benchmark,
                label.replace("·", ""),
                String.format(Locale.ROOT, "%.6f", result.getStatistics().getPercentile(50))));
  }
}
