package io.github.lakewire.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How large the latest results of a table were, for the statistics of the next plans. */
final class KnownSizes {
  private static final int MOST = 64;

  private final Map<String, Size> bySql =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Size> eldest) {
          return size() > MOST;
        }
      };

  synchronized void put(String sql, Size size) {
    bySql.put(sql, size);
  }

  synchronized Optional<Size> get(String sql) {
    return Optional.ofNullable(bySql.get(sql));
  }

  /**
   * The size of a result.
   *
   * @param bytes before compression, 0 or more
   * @param rows 0 or more
   */
  record Size(long bytes, long rows) {}
}
