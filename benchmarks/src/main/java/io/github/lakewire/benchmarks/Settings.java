package io.github.lakewire.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What to compare, as the command line says. */
record Settings(
    List<Case> cases,
    List<Access> access,
    List<Contender> contenders,
    int rows,
    int forks,
    int warmupIterations,
    int measurementIterations,
    long delayMillis,
    long bytesPerSecond,
    String heap,
    boolean latency,
    String out) {

  private static final String DEFAULT_CASES =
      "bigint10/inline_lz4,bigint10/cloudfetch_lz4,bigint10/columnar,"
          + "mixed/inline_lz4,mixed/cloudfetch_lz4,mixed/columnar,"
          + "string200/inline_lz4,string200/cloudfetch_lz4";

  /** A kind of result, written as {@code shape/transport}. */
  record Case(Shape shape, Transport transport) {

    static Case parse(String text) {
      int slash = text.indexOf('/');
      if (slash < 0) {
        throw new IllegalArgumentException("Not shape/transport: " + text);
      }
      return new Case(
          Shape.valueOf(text.substring(0, slash)), Transport.valueOf(text.substring(slash + 1)));
    }
  }

  /** Wide rows are ten times as long, so there are fewer. */
  private static final int WIDE_DIVISOR = 10;

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
            list(given.remove("cases"), DEFAULT_CASES, Case::parse),
            list(given.remove("access"), "typed", Access::valueOf),
            list(given.remove("contenders"), "limit,lakewire,official", Contender::valueOf),
            (int) number(given.remove("rows"), 1_000_000),
            (int) number(given.remove("forks"), 5),
            (int) number(given.remove("warmupIterations"), 4),
            (int) number(given.remove("measurementIterations"), 5),
            number(given.remove("delayMillis"), 0),
            number(given.remove("bytesPerSecond"), 0),
            text(given.remove("heap"), "2g"),
            Boolean.parseBoolean(given.remove("latency")),
            text(given.remove("out"), ""));
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("Not a setting: " + given.keySet());
    }
    return settings;
  }

  int rows(Shape shape) {
    return shape == Shape.WIDE100 ? rows / WIDE_DIVISOR : rows;
  }

  /** Where the report goes: beside the sources unless the command line says otherwise. */
  Path out(Path target) {
    return out.isEmpty() ? target.resolveSibling("results").resolve("latest.md") : Path.of(out);
  }

  private static <T> List<T> list(
      @Nullable String given, String fallback, Function<String, T> value) {
    return Arrays.stream(text(given, fallback).toUpperCase(Locale.ROOT).split(","))
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
