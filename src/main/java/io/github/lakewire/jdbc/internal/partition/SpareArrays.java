package io.github.lakewire.jdbc.internal.partition;

import io.github.lakewire.jdbc.internal.fetch.SessionBufferPool;
import io.github.lakewire.jdbc.internal.session.SessionExecutor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Arrays that a partition leaves for the next one of this process, for some seconds: a worker reads
 * one after the other, and to make and clear arrays for each takes a noticeable part of its time.
 */
public final class SpareArrays {
  private static final Duration KEPT = Duration.ofSeconds(5);

  /** It has a thread only while there are arrays. */
  private static final SessionExecutor TIMER = new SessionExecutor("partitions");

  private static final Map<Long, SessionBufferPool> POOLS = new ConcurrentHashMap<>();

  private SpareArrays() {}

  /** Those of all partitions that are read with so many bytes of memory; no more are kept. */
  static SessionBufferPool of(long memory) {
    return POOLS.computeIfAbsent(
        memory, limit -> new SessionBufferPool(limit, task -> TIMER.once(KEPT, task)));
  }

  /** Drops all, when the driver is deregistered. */
  public static void clear() {
    POOLS.values().forEach(SessionBufferPool::close);
    POOLS.clear();
  }
}
