package io.github.lakewire.warehouse.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How many requests there have been, by the name of the call. */
final class RequestCounts {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void add(String call) {
    counts.computeIfAbsent(call, name -> new LongAdder()).increment();
  }

  /** All of them in one line. */
  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(count -> count.getKey() + "=" + count.getValue())
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
