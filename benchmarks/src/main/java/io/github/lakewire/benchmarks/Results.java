package io.github.lakewire.benchmarks;

import io.github.lakewire.benchmarks.CannedClient.Prepared;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * All that was found so far. What is missing reads as NaN, and so does all that follows from it.
 */
final class Results {

  private final Map<Dataset, Prepared> prepared = new HashMap<>();
  private final Map<Case, Map<DriverVariant, List<Measurement>>> fetches = new LinkedHashMap<>();
  private final Map<String, Map<DriverVariant, List<Double>>> moments = new LinkedHashMap<>();

  void prepared(Dataset dataset, Prepared size) {
    prepared.put(dataset, size);
  }

  Prepared prepared(Dataset dataset) {
    return prepared.getOrDefault(dataset, new Prepared(0, 0, 0, 0));
  }

  void add(Case of, DriverVariant driver, Measurement fork) {
    fetches
        .computeIfAbsent(of, any -> new EnumMap<>(DriverVariant.class))
        .computeIfAbsent(driver, any -> new ArrayList<>())
        .add(fork);
  }

  /** A duration in ms or a count, as a fork found it. */
  void addMoment(String name, DriverVariant driver, double value) {
    moments
        .computeIfAbsent(name, any -> new EnumMap<>(DriverVariant.class))
        .computeIfAbsent(driver, any -> new ArrayList<>())
        .add(value);
  }

  /** How many forks each driver has had of a case; of small results there is only one. */
  int rounds() {
    return fetches.values().stream()
        .flatMap(drivers -> drivers.values().stream())
        .mapToInt(List::size)
        .max()
        .orElse(0);
  }

  Set<Case> cases() {
    return fetches.keySet();
  }

  Set<String> momentNames() {
    return moments.keySet();
  }

  List<Measurement> forks(Case of, DriverVariant driver) {
    return fetches.getOrDefault(of, Map.of()).getOrDefault(driver, List.of());
  }

  List<Double> moments(String name, DriverVariant driver) {
    return moments.getOrDefault(name, Map.of()).getOrDefault(driver, List.of());
  }

  double median(Case of, DriverVariant driver, ToDoubleFunction<Measurement> figure) {
    return Measurement.median(forks(of, driver).stream().mapToDouble(figure).boxed().toList());
  }

  double median(String name, DriverVariant driver) {
    return Measurement.median(moments(name, driver));
  }

  /** How many times as many rows per second Lakewire fetches as the official driver. */
  double speedup(Case of) {
    return speed(of, DriverVariant.LAKEWIRE) / speed(of, DriverVariant.OFFICIAL);
  }

  /** How many times as much processor time the official driver takes. */
  double cpuRatio(Case of) {
    return median(of, DriverVariant.OFFICIAL, Measurement::cpuSeconds)
        / median(of, DriverVariant.LAKEWIRE, Measurement::cpuSeconds);
  }

  /** Rows per second as a share of the bare loop's on the same bytes. */
  double shareOfLoop(Case of, DriverVariant driver) {
    return speed(of, driver) / loop(of);
  }

  /** Bytes that crossed the wire per second. */
  double wireBytesPerSecond(Case of, DriverVariant driver) {
    return speed(of, driver) * prepared(of.dataset()).wireBytes() / (double) of.dataset().rows();
  }

  double speed(Case of, DriverVariant driver) {
    return median(of, driver, Measurement::rowsPerSecond);
  }

  /** The loop calls no getters: it is measured once for all kinds of access. */
  private double loop(Case of) {
    return Stream.of(Access.values())
        .mapToDouble(access -> speed(new Case(of.dataset(), access, false), DriverVariant.LOOP))
        .filter(speed -> !of.slow() && !Double.isNaN(speed))
        .findFirst()
        .orElse(Double.NaN);
  }
}
