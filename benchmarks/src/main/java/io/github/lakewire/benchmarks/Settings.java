package io.github.lakewire.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What to compare, as the command line says; without arguments, all that the targets are about.
 *
 * @param cases on the bare loopback
 * @param slow with a delay before each answer and a limit to what a connection carries
 * @param rows of a result; {@code wide100} has a tenth, slow cases {@code slowRows}
 * @param forks JVMs of each driver and case; of the first connects too
 * @param latency whether to measure connects, small queries, batches and first rows
 * @param out where the report goes; empty for {@code benchmarks/results/latest.md}
 * @param readme a file whose table to replace, or empty
 */
record Settings(
    List<Kind> cases,
    List<Kind> slow,
    List<Access> access,
    List<DriverVariant> drivers,
    int rows,
    int slowRows,
    int forks,
    int warmupIterations,
    int measurementIterations,
    long warmupMillis,
    long measurementMillis,
    long delayMillis,
    long bytesPerSecond,
    String heap,
    boolean latency,
    String out,
    String readme) {

  private static final String DEFAULT_CASES =
      "bigint10/inline,bigint10/inline_lz4,bigint10/cloudfetch_lz4,bigint10/columnar,"
          + "mixed/inline_lz4,mixed/cloudfetch_lz4,mixed/columnar,"
          + "string200/inline_lz4,string200/cloudfetch_lz4";

  /** Wide rows are ten times as long, so there are fewer. */
  private static final int WIDE_DIVISOR = 10;

  /** A kind of result, written as {@code shape/transport}. */
  record Kind(Shape shape, Transport transport) {

    static Kind parse(String text) {
      int slash = text.indexOf('/');
      if (slash < 0) {
        throw new IllegalArgumentException("Not shape/transport: " + text);
      }
      return new Kind(
          Shape.valueOf(text.substring(0, slash)), Transport.valueOf(text.substring(slash + 1)));
    }
  }

  static Settings parse(String[] arguments) {
    Map<String, String> given = new TreeMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("Not name=value: " + argument);
      }
      given.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    Settings settings =
        new Settings(
            list(given.remove("cases"), DEFAULT_CASES, Kind::parse),
            list(given.remove("slow"), "bigint10/cloudfetch_lz4", Kind::parse),
            list(given.remove("access"), "typed", Access::valueOf),
            list(given.remove("drivers"), "loop,lakewire,official", DriverVariant::valueOf),
            (int) number(given.remove("rows"), 1_000_000),
            (int) number(given.remove("slowRows"), 3_000_000),
            (int) number(given.remove("forks"), 5),
            (int) number(given.remove("warmupIterations"), 2),
            (int) number(given.remove("measurementIterations"), 2),
            number(given.remove("warmupMillis"), 2_500),
            number(given.remove("measurementMillis"), 900),
            number(given.remove("delayMillis"), 40),
            number(given.remove("bytesPerSecond"), 20_000_000),
            text(given.remove("heap"), "2g"),
            Boolean.parseBoolean(text(given.remove("latency"), "true")),
            text(given.remove("out"), ""),
            text(given.remove("readme"), ""));
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("Not a setting: " + given.keySet());
    }
    return settings;
  }

  /** Every line of the comparison, in order. */
  List<Case> allCases() {
    List<Case> all = new ArrayList<>();
    for (Access each : access) {
      for (Kind kind : cases) {
        int count = kind.shape() == Shape.WIDE100 ? rows / WIDE_DIVISOR : rows;
        all.add(new Case(new Dataset(kind.shape(), kind.transport(), count), each, false));
      }
      for (Kind kind : slow) {
        all.add(new Case(new Dataset(kind.shape(), kind.transport(), slowRows), each, true));
      }
    }
    return all;
  }

  /** The loop has one connection, and getters are not its business. */
  List<DriverVariant> drivers(Case of) {
    boolean limited = !of.slow() && of.access() == access.get(0);
    return drivers.stream().filter(each -> each.isDriver() || limited).toList();
  }

  /** Where the report goes: beside the sources unless the command line says otherwise. */
  Path out(Path target) {
    return out.isEmpty() ? target.resolveSibling("results").resolve("latest.md") : Path.of(out);
  }

  private static <T> List<T> list(
      @Nullable String given, String fallback, Function<String, T> value) {
    return Arrays.stream(text(given, fallback).toUpperCase(Locale.ROOT).split(","))
        .filter(each -> !each.isEmpty())
        .map(value)
        .toList();
  }

  private static long number(@Nullable String given, long fallback) {
    return given == null ? fallback : Long.parseLong(given);
  }

  private static String text(@Nullable String given, String fallback) {
    return given == null ? fallback : given;
  }
}
